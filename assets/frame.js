// Stands in `embed.html` alone, before the program: tells the page around it how high the view is and
// what it shows, and shows what that page asks for. It keeps nothing and asks nobody for anything.
(() => {
  const root = document.documentElement;
  const tell = (message) => parent.postMessage(message, '*');

  /** Says in the address that the view stands inside another page. */
  function embedded(fragment) {
    const hash = fragment.startsWith('#/') ? fragment : '#/';
    if (/[?&]embed=(1|chart(-\d+)?)(&|$)/.test(hash)) return hash;
    return `${hash}${hash.includes('?') ? '&' : '?'}embed=1`;
  }

  /** Changes the address in its place. A page that was put into an attribute has no address of its
   *  own to change, but for what follows the `#`. */
  function go(fragment) {
    try {
      history.replaceState(null, '', fragment);
      dispatchEvent(new PopStateEvent('popstate'));
    } catch {
      location.hash = fragment;
    }
  }

  /** The address of a view without what the page around it has decided. */
  function ownAddress(view) {
    const [page, query = ''] = view.slice(1).split('?');
    const parts = query.split('&').filter((part) => part && !/^(theme=|embed=1$)/.test(part));
    return parts.length > 0 ? `${page}?${parts.join('&')}` : page;
  }

  root.setAttribute('data-embed', '');
  if (location.hash !== embedded(location.hash)) go(embedded(location.hash));

  let shown;
  new MutationObserver(() => {
    const address = root.getAttribute('data-view');
    if (address === null) return;
    const view = ownAddress(address);
    if (view === shown) return;
    shown = view;
    // The first view, and every view that the page around asked for, is no news to it.
    tell({ type: 'clearcount:view', view, title: document.title, byReader: root.hasAttribute('data-by-reader') });
  }).observe(root, { attributeFilter: ['data-view'] });

  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.type !== 'clearcount:show') return;
    const fragment = embedded(String(data.fragment));
    if (fragment !== location.hash) go(fragment);
  });
  // What the page around it wants now may be another view than the one that it was fetched for.
  tell({ type: 'clearcount:ready' });

  // The height of what there is, never of the window, or each would wait for the other.
  let height;
  new ResizeObserver(() => {
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (now === height || innerWidth === 0) return;
    height = now;
    tell({ type: 'clearcount:height', height });
  }).observe(root);

  // Another site has no room in a frame.
  addEventListener(
    'click',
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a[href]:not([href^="#"])') : null;
      if (link) link.target = '_blank';
    },
    true,
  );

  // What opens over the view stands in the middle of the frame, of which a long one shows a part.
  addEventListener('focusin', ({ target }) => {
    const dialog = target.closest('dialog[open]');
    if (!dialog) return;
    new IntersectionObserver(([{ intersectionRect: seen }], observer) => {
      observer.disconnect();
      if (seen.height < 200) return;
      dialog.style.maxHeight = `${seen.height - 32}px`;
      dialog.style.marginTop = `${Math.max(seen.top + (seen.height - dialog.offsetHeight) / 2, 0)}px`;
    }).observe(root);
  });
})();
