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
    static observedAttributes = ['view', 'theme'];
    #frame;
    /** Whether the frame has said what it shows, and so listens. */
    #listens = false;

    /** What follows the `#` in the frame: the view, with the colours that are asked for. */
    #fragment() {
      const [page, query = ''] = (this.getAttribute('view') ?? '').replace(/^#?\/*/, '').split(/\?(.*)/s);
      const theme = this.getAttribute('theme');
      const paints = theme === 'light' || theme === 'dark';
      const parts = query.split('&').filter((part) => part && !(paints && part.startsWith('theme=')));
      if (paints) parts.push(`theme=${theme}`);
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
      frame.title = this.title || 'Clearcount';
      frame.src = EMBED + this.#fragment();
      this.#frame = frame;
      this.#listens = false;
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

    attributeChangedCallback() {
      if (!this.#frame) return;
      const fragment = this.#fragment();
      // A frame that listens changes its view without a step in the history of this page.
      if (this.#listens) this.#frame.contentWindow.postMessage({ type: 'clearcount:show', fragment }, '*');
      else this.#frame.src = EMBED + fragment;
    }

    /** A frame in a sandbox has no origin to go by, so a message is known by the window it comes from. */
    handleEvent({ source, data }) {
      if (!source || source !== this.#frame.contentWindow) return;
      if (data?.type === 'clearcount:height' && Number.isFinite(data.height)) {
        const height = Math.min(Math.max(data.height, LEAST_HEIGHT), MOST_HEIGHT);
        this.#frame.style.height = `${height}px`;
      } else if (data?.type === 'clearcount:view') {
        this.#listens = true;
        if (!this.title) this.#frame.title = String(data.title);
        if (data.byReader) this.#tell('viewchange', { view: String(data.view) });
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
