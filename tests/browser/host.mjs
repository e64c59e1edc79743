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
  for (const name of ['clearcount:viewchange', 'clearcount:exit']) {
    addEventListener(name, ({ type, detail, target }) => told.push({ type, detail, id: target.id }));
  }
  addEventListener('message', ({ data }) => {
    if (data?.type === 'clearcount:height') heights.push(data.height);
  });
};
