// A static server for the built site. It logs what is asked for, can serve from a folder deep inside
// the host, and can answer wrongly, late or not at all where a test wants that.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
export const dist = process.env.CLEARCOUNT_DIST ?? join(root, 'dist');

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

/** The same program with a dataset of one operation, which has an earlier version. */
export const oneOperation = process.env.CLEARCOUNT_ONE_OPERATION ?? join(root, '.cache', 'code-only');

/**
 * Serves the site in `folder` below `prefix` on a free port. `change(name, body)` may return, or promise, another
 * `{ status, body, headers }` for a file.
 */
export async function serve({ folder = dist, prefix = '/', change = () => undefined } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    requests.push(path);
    const inside = path.startsWith(prefix) ? path.slice(prefix.length) || 'index.html' : '..';
    const name = normalize(inside);
    const found = name.startsWith('..') ? null : await readFile(join(folder, name)).catch(() => null);
    const usual = found === null ? { status: 404, body: 'Not found' } : { status: 200, body: found };
    const { status, body, headers } = { ...usual, ...(await change(name, found)) };
    response.writeHead(status, {
      'content-type': status === 200 ? (types[extname(name)] ?? types['.html']) : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    requests,
    /** The address of a view, `#/operations` for example. */
    view: (hash = '') => `${origin}${prefix}${hash}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
