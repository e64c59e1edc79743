// A page of somebody else, of another site than ours, that shows views of Clearcount inside it.
import { createServer } from 'node:http';

/**
 * Serves one page on a free port under another name than the site's, so that the two are not of one
 * site. It logs what is asked of it.
 */
export async function host(t, html, headers = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    const found = request.url === '/';
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(found ? html : '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://localhost:${server.address().port}/`, requests };
}

/** A page with `body` that hears what elements and frames tell it. */
export const pageWith = (site, body, head = '') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A newspaper</title><link rel="icon" href="data:,">
${head}<script src="${site}/embed.js" async></script></head>
<body><h1>A newspaper</h1>${body}</body></html>`;

export const element = (view, more = '') =>
  `<clearcount-view view="${view.replaceAll('&', '&amp;')}" ${more}><a href="https://example.org/">Without scripts</a></clearcount-view>`;

/** Runs in a page before its scripts: keeps what it is told, in the order in which it came. */
export const listening = () => {
  globalThis.told = [];
  globalThis.heights = [];
  globalThis.drawn = [];
  for (const name of ['clearcount:viewchange', 'clearcount:exit']) {
    addEventListener(name, ({ type, detail, target }) => told.push({ type, detail, id: target.id }));
  }
  addEventListener('message', ({ data }) => {
    if (data?.type === 'clearcount:height') heights.push(data.height);
    if (data?.type === 'clearcount:view') drawn.push(data.view);
  });
};

/** Runs in a frame before its scripts: its program is not started before the page around it says so,
 *  and the page around it is told when it could be. */
export const startingWhenTold = () => {
  if (parent === globalThis) {
    addEventListener('message', ({ data }) => {
      if (data === 'ready to start') globalThis.ready = true;
    });
    return;
  }
  const told = new Promise((resolve) => {
    addEventListener('message', ({ data }) => data === 'start' && resolve());
  });
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      parent.postMessage('ready to start', '*');
      await told;
      return real.apply(WebAssembly, given);
    };
  }
};

/** Runs in a frame before its scripts: its program is not started before it was asked for a view, and has
 *  heard that. */
export const startingOnceAsked = () => {
  if (parent === globalThis) return;
  const asked = new Promise((resolve) => {
    addEventListener('message', ({ data }) => data?.type === 'clearcount:show' && setTimeout(resolve));
  });
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    await asked;
    return real.apply(WebAssembly, given);
  };
};

/** Runs in a frame before its scripts: another view is asked for in the task in which the first is drawn. */
export const askedForInFirstDrawing = () => {
  if (parent === globalThis) return;
  new MutationObserver((_, observer) => {
    if (document.querySelector('#app footer') === null) return;
    observer.disconnect();
    history.replaceState(null, '', '#/agencies?embed=1');
    dispatchEvent(new PopStateEvent('popstate'));
  }).observe(document, { childList: true, subtree: true });
};

/** Runs in a page: changes an element while its frame has not started, then lets it start. */
export const changeAndStart = (changes) => {
  const view = document.querySelector('clearcount-view');
  for (const [name, value] of changes) view.setAttribute(name, value);
  view.shadowRoot.firstChild.contentWindow.postMessage('start', '*');
};
