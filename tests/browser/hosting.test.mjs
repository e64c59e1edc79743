// On a host: the headers of the `_headers` file, and the site as a program to install.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assertQuiet, kept, launchWithProfile, operationsShown, test, visits } from './harness.mjs';
import { dist, serve } from './server.mjs';

const visit = visits();

/** The rules of the file, as its hosts read it: an address, and under it, indented, headers. */
async function rules() {
  const lines = (await readFile(join(dist, '_headers'), 'utf8')).split('\n').filter(Boolean);
  const found = [];
  for (const line of lines) {
    assert.ok(line.length < 2_000, 'Cloudflare reads no longer line');
    if (!line.startsWith(' ')) found.push({ path: line, headers: {} });
    else {
      const [, name, value] = line.match(/^ {2}([\w-]+): (.*)$/);
      found.at(-1).headers[name.toLowerCase()] = value;
    }
  }
  assert.ok(found.length <= 100, 'Cloudflare reads no more rules');
  return found;
}

/** What those hosts send for a file. */
function sent(found, name) {
  const path = `/${name}`;
  const matching = found.filter((rule) => rule.path === path || rule.path === '/*');
  return Object.assign({}, ...matching.map((rule) => rule.headers));
}

test('what a name says for ever is kept for ever, and everything else is asked for again', async () => {
  const found = await rules();
  const files = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== '_headers')
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1).replaceAll('\\', '/'));
  for (const name of ['', ...files]) {
    const hashed = /-[0-9a-f]{16}\.\w+$/.test(name);
    const wanted = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    assert.equal(sent(found, name)['cache-control'], wanted, name);
  }
  for (const name of ['', 'index.html', 'sw.js', 'clearcount.html']) {
    assert.ok(name === '' || files.includes(name), name);
  }
});

test('with the headers of the file everything works', async (t) => {
  const found = await rules();
  const change = async (name) => {
    const served = name === 'index.html' ? '' : name;
    return { headers: sent(found, served) };
  };
  const seen = await visit(t, { server: { change }, context: { serviceWorkers: 'allow' } });
  const { page, server } = seen;
  const response = await page.goto(server.view('#/operations'));
  assert.match(response.headers()['content-security-policy'], /^default-src 'none'; script-src 'self' 'sha384-/);
  assert.equal(
    await page.locator('meta[http-equiv]').getAttribute('content'),
    response.headers()['content-security-policy'],
    'the page says the same to hosts that send no header',
  );
  await operationsShown(page);
  await kept(page);
  const single = await page.goto(server.view('clearcount.html#/operations'));
  assert.equal(single.headers()['content-security-policy'], undefined, 'it brings its own');
  await operationsShown(page);
  await server.close();
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  assertQuiet(seen);
});

test('a browser can install it, out of any folder', async (t) => {
  const server = await serve({ prefix: '/a/b/' });
  const profile = await mkdtemp(join(tmpdir(), 'clearcount-'));
  const browser = await launchWithProfile(profile);
  t.after(async () => {
    await browser.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  });
  const page = await browser.newPage();
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  const devtools = await browser.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
  const { manifest, errors } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(manifest.startUrl, server.view());
  assert.equal(manifest.scope, server.view());
  for (const { url, sizes } of manifest.icons) {
    const [width] = sizes.split('x').map(Number);
    const drawn = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, url);
    assert.deepEqual(drawn, [width, width], url);
  }
});
