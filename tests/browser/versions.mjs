// Versions of the built site, made in memory: the same program under other names and hashes, as after
// another build.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dist } from './server.mjs';

const integrity = (body) => `sha384-${createHash('sha384').update(body).digest('base64')}`;
const short = (body) => createHash('sha256').update(body).digest('hex').slice(0, 16);

/** The list of files in the worker. */
const LIST = /\[\["".*?\]\]/;

/** The files that the worker keeps, from its own list, and the worker: the body of each by its name. */
export function builtVersion() {
  const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
  const names = JSON.parse(worker.match(LIST)[0]).map(([name]) => name);
  const files = new Map(names.map((name) => [name, readFileSync(join(dist, name || 'index.html'))]));
  return files.set('sw.js', Buffer.from(worker));
}

/** Another version: every file but the manifest is another one, and the page says which it is. */
export function version(built, word) {
  const nameOf = (pattern) => [...built.keys()].find((name) => pattern.test(name));
  const [wasmName, bootName] = [nameOf(/\.wasm$/), nameOf(/^boot-/)];
  // A section of its own, which a program does not read.
  const note = Buffer.from(word);
  const wasm = Buffer.concat([built.get(wasmName), Buffer.from([0, note.length + 1, note.length]), note]);
  const wasmNow = `program-${short(wasm)}.wasm`;
  const boot = Buffer.from(
    `${built.get(bootName)}`
      .replace(wasmName, wasmNow)
      .replace(integrity(built.get(wasmName)), integrity(wasm)),
  );
  const bootNow = `boot-${short(boot)}.js`;
  const page = Buffer.from(
    `${built.get('')}`
      .replace(bootName, bootNow)
      .replace(integrity(built.get(bootName)), integrity(boot))
      .replace(wasmName, wasmNow)
      .replace('<html', `<html data-version="${word}"`),
  );
  const files = new Map([
    ['', page],
    [bootNow, boot],
    [wasmNow, wasm],
    ['manifest.webmanifest', built.get('manifest.webmanifest')],
  ]);
  const list = [...files].map(([name, body]) => [name, integrity(body)]);
  const worker = `${built.get('sw.js')}`
    .replace(LIST, JSON.stringify(list))
    .replace(/[0-9a-f]{16}(?=`)/, short(JSON.stringify(list)));
  return files.set('sw.js', Buffer.from(worker));
}

/** What a server answers that has this version and no other file: `serve({ change: deployed(site) })`
 *  with `site.files`, which may be set anew, and `site.instead(name)`, which may answer otherwise. */
export const deployed = (site) => (name) => {
  const key = name === 'index.html' ? '' : name;
  const otherwise = site.instead?.(key);
  if (otherwise) return otherwise;
  const body = site.files.get(key);
  return { headers: site.headers?.(key), ...(body ? { status: 200, body } : { status: 404, body: 'Not found' }) };
};
