// Keeps one version of the site, whole, for when there is no connection. `cargo xtask post-build` fills
// in the names in capitals. What is kept was compared with the hash that it was published with, so
// that neither half a deployment nor a page of HTML in the place of a file is ever kept.
const FILES = PRECACHED_FILES;
const SCOPE = new URL('./', self.location).href;
const OURS = `clearcount ${SCOPE} `;
const CACHE = `${OURS}PRECACHE_VERSION`;

const address = (name) => new URL(name, SCOPE).href;

/** What the browser has already will do if it is the right file, and is fetched again if it is not. */
async function fetchFile([name, integrity]) {
  const get = (cache) => fetch(address(name), { integrity, cache });
  const response = await get('default').catch(() => get('reload'));
  if (!response.ok || response.redirected) throw new Error(`${name}: ${response.status}`);
  return response;
}

async function fetchVersion() {
  const cache = await caches.open(CACHE);
  try {
    const responses = await Promise.all(FILES.map(fetchFile));
    await Promise.all(responses.map((response, at) => cache.put(address(FILES[at][0]), response)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** A version that is no longer whole is not begun with: its page would name files that nobody has. */
async function answer(request, name) {
  try {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(address(name));
    const whole = name !== '' || (await cache.keys()).length >= FILES.length;
    if (kept && whole) return kept;
    return await fetch(request).catch((error) => kept ?? Promise.reject(error));
  } catch {
    return fetch(request);
  }
}

// It waits until the reader asks for the new version: an open page goes on with the files it began with.
self.addEventListener('install', (event) => event.waitUntil(fetchVersion()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});
self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith(OURS) && name !== CACHE;
  const forget = (names) => Promise.all(names.filter(old).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split(/[?#]/);
  const name = url === address('index.html') ? '' : url.slice(SCOPE.length);
  // Whoever asks past every cache means the server.
  const past = request.mode !== 'navigate' && request.cache === 'reload';
  const ours = url.startsWith(SCOPE) && FILES.some(([file]) => file === name);
  if (request.method === 'GET' && ours && !past) event.respondWith(answer(request, name));
});
