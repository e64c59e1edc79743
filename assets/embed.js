// Shows views of Clearcount inside other pages:
//   <clearcount-view view="operations?state=KS" theme="auto"><a href="…">A link without scripts</a></clearcount-view>
// Each stands in a sandboxed frame of its own on `embed.html`, beside this file, and fits its height
// to what it shows. Nothing of Clearcount runs in the page itself, and no other host is asked.
(() => {
  const script = document.currentScript;
  if (!script || customElements.get('clearcount-view')) return;
  const EMBED = new URL('embed.html', script.src).href;
  const SANDBOX = 'allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox';
  const LEAST_HEIGHT = 100;
  const MOST_HEIGHT = 20_000;
  const STYLE = { display: 'block', width: '100%', height: '600px', border: '0' };

  class ClearcountView extends HTMLElement {
    static observedAttributes = ['view', 'theme', 'title'];
    #frame;
    /** Whether the frame has said that it listens. */
    #listens;
    /** Whether it is to show something else once it listens. */
    #waits;
    /** Where the reader is, until the page asks for another view. */
    #shown;
    /** What the frame calls itself. */
    #name;

    /** What follows the `#` in the frame: the view, with the colours that are asked for. */
    #fragment() {
      const asked = this.getAttribute('view') ?? '';
      const [page, query = ''] = (this.#shown ?? asked).replace(/^#?\/*/, '').split(/\?(.*)/s);
      const theme = this.getAttribute('theme');
      const paint = /^(light|dark)$/.test(theme) ? `theme=${theme}` : /[?&](theme=\w+)/.exec(asked)?.[1];
      const parts = query.split('&').filter((part) => part && !part.startsWith('theme='));
      if (paint) parts.push(paint);
      // A view can say itself that it is a chart alone.
      if (!parts.some((part) => part.startsWith('embed='))) parts.push('embed=1');
      return `#/${page}?${parts.join('&')}`;
    }

    connectedCallback() {
      const frame = document.createElement('iframe');
      Object.assign(frame.style, STYLE);
      frame.setAttribute('sandbox', SANDBOX);
      frame.setAttribute('part', 'frame');
      frame.setAttribute('loading', 'lazy');
      frame.setAttribute('allow', 'clipboard-write');
      frame.referrerPolicy = 'no-referrer';
      this.#frame = frame;
      this.#listens = this.#waits = false;
      this.#shown = undefined;
      this.#name = 'Clearcount';
      this.#call();
      frame.src = EMBED + this.#fragment();
      if (!this.style.display) this.style.display = 'block';
      // The link inside this element stays for those who have no scripts, and is not shown to others.
      (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(frame);
      addEventListener('message', this);
    }

    disconnectedCallback() {
      removeEventListener('message', this);
      this.#frame.remove();
      this.#frame = undefined;
    }

    attributeChangedCallback(name) {
      if (!this.#frame) return;
      if (name === 'title') return this.#call();
      // Other colours are no reason to take the reader elsewhere.
      if (name === 'view') this.#shown = undefined;
      this.#waits = true;
      this.#show();
    }

    /** Asks the frame, which changes its view without a step in the history of this page. Another
     *  address for it would be one, so a frame that does not listen yet is asked when it does. */
    #show() {
      if (!this.#listens) return;
      this.#waits = false;
      this.#frame.contentWindow.postMessage({ type: 'clearcount:show', fragment: this.#fragment() }, '*');
    }

    #call() {
      this.#frame.title = this.title || this.#name;
    }

    /** A frame in a sandbox has no origin to go by, so a message is known by the window it comes from. */
    handleEvent({ source, data }) {
      if (!source || source !== this.#frame.contentWindow) return;
      if (data?.type === 'clearcount:height' && Number.isFinite(data.height)) {
        const height = Math.min(Math.max(data.height, LEAST_HEIGHT), MOST_HEIGHT);
        this.#frame.style.height = `${height}px`;
      } else if (data?.type === 'clearcount:ready') {
        this.#listens = true;
        if (this.#waits) this.#show();
      } else if (data?.type === 'clearcount:view') {
        const view = String(data.view);
        this.#name = String(data.title);
        this.#call();
        this.#shown = view;
        if (data.byReader) this.#tell('viewchange', { view });
      } else if (data?.type === 'clearcount:exit') {
        this.#tell('exit');
      }
    }

    #tell(what, detail) {
      this.dispatchEvent(new CustomEvent(`clearcount:${what}`, { detail, bubbles: true }));
    }
  }

  customElements.define('clearcount-view', ClearcountView);
})();
