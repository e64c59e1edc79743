// What is there for programs that do not run ours, and for readers whose browser does not: the list in
// the page, and, in a site that knows its address, a page for each operation.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { assertQuiet, operation, operationCount, operationsShown, test, visits } from './harness.mjs';
import { violations } from './axe.mjs';
import { host } from './host.mjs';
import { axeSource } from './packages.mjs';
import { dist, root, serve } from './server.mjs';

const visit = visits();
const addressed = process.env.CLEARCOUNT_AT_AN_ADDRESS ?? join(root, '.cache', 'at-an-address');
const AT = 'https://example.org/clearcount/';
const KANSAS = '2021-hsi-kansas-city-31-victims';
const stub = (id) => `v/operations/${id}.html`;

/** Serves the site that knows its address, from the folder that it was built for. */
const serving = { folder: addressed, prefix: '/clearcount/' };

test('without JavaScript the page lists every operation, with what was announced', async (t) => {
  const { page, server } = await visit(t, { context: { javaScriptEnabled: false } });
  await page.goto(server.view());
  const list = page.locator('noscript li');
  const lines = (await list.allInnerTexts()).filter((line) => !line.includes('-800-') && !line.includes('-888-'));
  assert.equal(lines.length, operationCount);
  const line = lines.find((text) => text.startsWith(operation(KANSAS).title));
  assert.match(line, /: 31 found, 82 arrests$/);
  assert.equal(await page.locator('noscript a[href*="operations"]').count(), 0, 'no link leads nowhere');
  assert.ok(await page.getByRole('heading', { name: 'Every operation, newest first' }).isVisible());
});

test('the page says what the dataset is, in a block that no policy has to allow', async (t) => {
  const seen = await visit(t);
  const { page, server } = seen;
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
  assert.equal(blocks.length, 1);
  const said = JSON.parse(blocks[0]);
  assert.equal(said['@type'], 'Dataset');
  assert.match(said.description, new RegExp(`${operationCount} operations`));
  // What it names lies there.
  for (const { contentUrl } of said.distribution) {
    const response = await page.request.get(new URL(contentUrl, server.view()).href);
    assert.equal(response.status(), 200, contentUrl);
  }
  assertQuiet(seen);
});

test('without an address nothing is there that needs one', async () => {
  const names = readdirSync(dist);
  for (const name of ['v', 'data', 'sitemap.xml', 'robots.txt']) assert.ok(!names.includes(name), name);
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  for (const tag of ['property="og:', 'rel="canonical"']) assert.ok(!page.includes(tag), tag);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 375]) {
    test(`the page of an operation is sound in ${colorScheme} at ${width} pixels`, async (t) => {
      const context = { colorScheme, viewport: { width, height: 800 } };
      const seen = await visit(t, { server: serving, context, init: axeSource() });
      const { page, server } = seen;
      await page.goto(server.view(stub(KANSAS)));
      await page.getByRole('heading', { level: 1, name: operation(KANSAS).title }).waitFor();
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels wide`);
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(paper, colorScheme === 'dark' ? 'rgb(22, 23, 26)' : 'rgb(253, 252, 249)', 'its style is there');
      assertQuiet(seen);
    });
  }
}

test('the page of an operation needs no script, and leads to the explorer and to other pages', async (t) => {
  const seen = await visit(t, { server: serving, context: { javaScriptEnabled: false } });
  const { page, server } = seen;
  const whole = '2019-operation-independence-day';
  await page.goto(server.view());
  await page.locator(`noscript a[href="${stub(whole)}"]`).click();
  await page.getByRole('heading', { level: 1, name: 'Operation Independence Day' }).waitFor();
  const text = await page.locator('body').innerText();
  for (const words of ['presumed innocent', '1-888-373-7888', 'CC BY 4.0', 'Sources disagree']) {
    assert.ok(text.includes(words), words);
  }
  await page.locator('.parts a').first().click();
  await page.locator(`.facts a[href="${whole}.html"]`).click();
  await page.waitForURL(server.view(stub(whole)));
  assert.deepEqual(seen.foreign, []);

  const running = await visit(t, { server: serving });
  await running.page.goto(running.server.view(stub(whole)));
  await running.page.getByRole('link', { name: 'Open in Clearcount' }).click();
  await running.page.waitForURL(running.server.view(`#/operations/${whole}`));
  await running.page.getByRole('region', { name: 'Totals' }).waitFor();
  assertQuiet(running);
});

test('a program that embeds a page is led to a frame that shows the operation', async (t) => {
  const seen = await visit(t, { server: serving });
  const { page, server } = seen;
  const here = (address) => address.replace(AT, server.view());
  await page.goto(server.view(stub(KANSAS)));
  const address = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
  const response = await page.request.get(here(address));
  assert.match(response.headers()['content-type'], /^application\/json/);
  const said = await response.json();
  assert.deepEqual([said.version, said.type, said.provider_url], ['1.0', 'rich', AT]);
  const { url } = await host(t, here(said.html));
  await page.goto(url);
  await page.frameLocator('iframe').getByRole('heading', { level: 1, name: /Kansas City/ }).waitFor();
});

test('what the service worker does not keep comes from the server', async (t) => {
  const seen = await visit(t, { server: serving, context: { serviceWorkers: 'allow' } });
  const { page, server } = seen;
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await operationsShown(page);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker answers');
  for (const name of [stub(KANSAS), 'data/datapackage.json', 'sitemap.xml']) {
    const asked = () => server.requests.filter((path) => path === `/clearcount/${name}`).length;
    assert.equal(asked(), 0, name);
    await page.goto(server.view(name));
    assert.equal(asked(), 1, name);
  }
});

test('every address that the sitemap and the description name is there', async (t) => {
  const server = await serve(serving);
  t.after(() => server.close());
  const get = (address) => fetch(address.replace(AT, server.view()));
  const robots = await (await get(`${AT}robots.txt`)).text();
  const sitemap = await (await get(robots.match(/^Sitemap: (.*)$/m)[1])).text();
  const listed = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
  assert.equal(listed.length, operationCount + 1);
  const page = await (await get(AT)).text();
  const said = JSON.parse(page.match(/<script type="application\/ld\+json">(.*?)<\/script>/)[1]);
  const named = [said.url, ...said.distribution.map((file) => file.contentUrl)];
  named.push(...[...page.matchAll(/(?:og:image|og:url)" content="(.*?)"/g)].map(([, address]) => address));
  assert.ok(named.length > 10);
  for (const address of [...listed, ...named]) {
    assert.ok(address.startsWith(AT), address);
    assert.equal((await get(address)).status, 200, address);
  }
});

test('a host that reads a file of headers gets few, and no address is kept for ever that changes', async () => {
  const text = await readFile(join(addressed, '_headers'), 'utf8');
  const paths = text.split('\n').filter((line) => line.startsWith('/'));
  assert.ok(paths.length <= 100, `${paths.length} rules`);
  for (const folder of ['/v/*', '/data/*']) {
    assert.match(text, new RegExp(`\\n${folder.replace('*', '\\*')}\\n  Cache-Control: no-cache\\n`));
  }
});
