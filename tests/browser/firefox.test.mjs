// The same site in a stock Firefox, driven over WebDriver BiDi.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';

import { HANGS, evictProgram, inCaches, kept, newWorker, operationCount, refuseStorage, test } from './harness.mjs';
import { puppeteer } from './packages.mjs';
import { dist, serve } from './server.mjs';
import { FORMS, assertWhole } from './taken.mjs';
import { builtVersion, deployed, version } from './versions.mjs';

let browser;
before(async () => {
  browser = await puppeteer().launch({
    browser: 'firefox',
    executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
    // The driver's own profile is laxer about files on disk than a reader's.
    extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true },
  });
});
after(() => browser?.close());

/** A page of its own, and what it complains about. */
async function visitor(t, settings) {
  const context = await browser.createBrowserContext(settings);
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(HANGS);
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`blocked by policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return { page, complaints };
}

async function open(t, hash, serving) {
  const server = await serve(serving);
  t.after(() => server.close());
  const { page, complaints } = await visitor(t);
  await page.goto(server.view(hash));
  return { page, server, complaints };
}

test('Firefox shows the table and complains about nothing', async (t) => {
  const { page, complaints } = await open(t, '#/operations');
  const line = `${operationCount} of ${operationCount} operations`;
  await page.waitForFunction(
    (words) => [...document.querySelectorAll('[role=status]')].some((e) => e.textContent.includes(words)),
    {},
    line,
  );
  const caption = await page.$eval('main .scroll caption', (element) => element.textContent.trim());
  assert.match(caption, /^Operations/);
  assert.equal(await page.$$eval('main .scroll tbody tr', (rows) => rows.length), 50);
  assert.deepEqual(complaints, []);
});

test('Firefox moves a stretch by keys and by a click on the track, a step of the history each', async (t) => {
  const { page, complaints } = await open(t, '#/operations');
  const slider = (name) => page.waitForSelector(`input[type=range][aria-label=${name}]`);
  const address = (hash) => page.waitForFunction((wanted) => location.hash === wanted, {}, hash);
  // Wide enough that the filters do not wait behind their button.
  await page.setViewport({ width: 1280, height: 900 });
  const from = await slider('From');
  await from.focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight');
  await address('#/operations?year=2011..');
  const to = await slider('To');
  const { x, y, width, height } = await to.boundingBox();
  await page.mouse.click(x + 8 + (11 / 18) * (width - 16), y + height / 2);
  await address('#/operations?year=2011..2019');
  await page.evaluate(() => history.back());
  await address('#/operations?year=2011..');
  await page.evaluate(() => history.back());
  await address('#/operations');
  assert.equal(await from.evaluate((input) => input.value), '0');
  assert.deepEqual(complaints, []);
});

test('Firefox opens the site again with the server stopped', async (t) => {
  const { page, server, complaints } = await open(t, '#/operations');
  const shown = () => page.waitForSelector('main .scroll tbody tr');
  await shown();
  await kept(page);
  await server.close();
  await page.reload();
  await shown();
  await page.goto('about:blank');
  await page.goto(server.view('?from=a-link#/operations/2021-hsi-kansas-city-31-victims'));
  await page.waitForFunction(() => document.querySelector('#main h1')?.textContent.includes('Kansas City'));
  assert.deepEqual(complaints, []);
});

test('Firefox opens the site in a folder deep inside a host, and again with the server stopped', async (t) => {
  const { page, server, complaints } = await open(t, '#/operations?state=KS', { prefix: '/a/b/' });
  const shown = () => page.waitForSelector('main .scroll tbody tr');
  await shown();
  await kept(page);
  assert.deepEqual(server.requests.filter((path) => !path.startsWith('/a/b/')), []);
  await server.close();
  await page.reload();
  await shown();
  assert.equal(await page.evaluate(() => location.pathname), '/a/b/');
  assert.deepEqual(complaints, []);
});

/** The file of ours with this ending that the browser has put into a folder, once it is whole. */
async function arrived(folder, ending) {
  for (;;) {
    const names = await readdir(folder);
    // Before it knows the name it writes under one of its own, and after that it holds the place of the
    // name with an empty file while it writes into another.
    const name = names.find((name) => name.startsWith('clearcount-') && name.endsWith(ending));
    if (name && !names.some((name) => name.endsWith('.part'))) {
      const bytes = await readFile(join(folder, name)).catch((error) => {
        // Renamed or taken away since the folder was read.
        if (error.code !== 'ENOENT') throw error;
      });
      if (bytes?.length) return bytes;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const single = pathToFileURL(join(dist, 'clearcount.html')).href;
for (const [where, stopped, address] of [
  ['from the server', false, (server) => server.view()],
  ['with the server stopped', true, (server) => server.view()],
  ['from disk', false, () => single],
]) {
  test(`Firefox takes tables and charts along ${where}`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'clearcount-'));
    const server = await serve();
    t.after(async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    });
    const downloadBehavior = { policy: 'allow', downloadPath: folder };
    const { page, complaints } = await visitor(t, { downloadBehavior });
    await page.goto(`${address(server)}#/operations?state=KS`);
    const shown = () => page.waitForSelector('main .scroll tbody tr');
    await shown();
    if (stopped) {
      await kept(page);
      await server.close();
      await page.reload();
      await shown();
    }
    const rows = await page.$$eval('main .scroll tbody tr', (rows) => rows.length);
    const press = (within, label) =>
      page.evaluate((within, label) => {
        const buttons = [...document.querySelectorAll(`${within} button`)];
        buttons.find((button) => button.textContent.trim() === label).click();
      }, within, label);
    await press('body', 'Download');
    await page.waitForSelector('dialog[open]');
    for (const { label, within, ending } of FORMS) {
      if (label === 'SVG') {
        await page.keyboard.press('Escape');
        await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
      }
      await press(within, label);
      assertWhole(ending, await arrived(folder, ending), rows);
    }
    assert.deepEqual(complaints, []);
  });
}

const isWasm = (name) => name.endsWith('.wasm');
for (const [what, instead] of [
  ['half a deployment', (name) => isWasm(name) && { status: 404, body: 'Not found' }],
  ['a page of HTML in the place of the wasm', (name) => isWasm(name) && { status: 200, body: '<!doctype html><p>Hello' }],
]) {
  test(`Firefox does not take ${what} for a new version`, async (t) => {
    const built = builtVersion();
    const site = { files: version(built, 'one') };
    const { page } = await open(t, '#/operations', { change: deployed(site) });
    const shown = async () => {
      await page.waitForSelector('main .scroll tbody tr');
      return page.$eval('html', (element) => element.dataset.version);
    };
    await shown();
    await kept(page);
    await page.reload();
    await shown();
    const before = await inCaches(page);
    site.files = version(built, 'two');
    site.instead = instead;
    assert.equal(await newWorker(page), 'redundant');
    assert.deepEqual(await inCaches(page), before, 'nothing of it is kept');
    await page.reload();
    assert.equal(await shown(), 'one');
    assert.equal(await page.$('#update button:not([hidden])'), null);
    site.instead = undefined;
    await page.reload();
    await page.waitForSelector('#update button:not([hidden])').then((button) => button.click());
    await page.waitForFunction(() => document.documentElement.dataset.version === 'two');
    await shown();
  });
}

test('Firefox fetches what was thrown out of its cache, and says so where it cannot', async (t) => {
  const { page, server } = await open(t, '#/operations');
  const shown = () => page.waitForSelector('main .scroll tbody tr');
  await shown();
  await kept(page);
  await evictProgram(page);
  const fetched = () => server.requests.filter((path) => path.endsWith('.wasm')).length;
  const before = fetched();
  await page.reload();
  await shown();
  assert.ok(fetched() > before, 'it was asked for again');
  await server.close();
  await evictProgram(page);
  await page.reload();
  const recovery = await page.waitForSelector('#recovery:not([hidden])');
  assert.match(await recovery.evaluate((section) => section.innerText), /could not be fetched/);
});

test('Firefox shows the site where storage is refused, and complains about nothing', async (t) => {
  const server = await serve();
  t.after(() => server.close());
  const { page, complaints } = await visitor(t);
  await page.evaluateOnNewDocument(refuseStorage);
  await page.goto(server.view('#/operations'));
  await page.waitForSelector('main .scroll tbody tr');
  assert.equal(server.requests.includes('/sw.js'), false);
  assert.deepEqual(complaints, []);
});

test('Firefox tells a new version and takes it over on a click', async (t) => {
  const built = builtVersion();
  const site = { files: version(built, 'one') };
  const { page, complaints } = await open(t, '#/operations', { change: deployed(site) });
  await kept(page);
  site.files = version(built, 'two');
  await page.reload();
  await page.waitForSelector('main .scroll tbody tr');
  assert.equal(await page.$eval('html', (element) => element.dataset.version), 'one');
  await page.waitForSelector('#update button:not([hidden])').then((button) => button.click());
  await page.waitForFunction(() => document.documentElement.dataset.version === 'two');
  await page.waitForSelector('main .scroll tbody tr');
  assert.deepEqual(complaints, []);
});

test('Firefox fetches a page anew whose files are gone', async (t) => {
  const built = builtVersion();
  const headers = (name) => (name === '' ? { 'cache-control': 'max-age=600' } : undefined);
  const site = { files: version(built, 'one'), headers };
  // In a frame no worker keeps anything.
  site.instead = (name) =>
    name === 'host.html' && { status: 200, body: '<!doctype html><iframe src="./#/operations"></iframe>' };
  const { page, server } = await open(t, 'host.html', { change: deployed(site) });
  const shown = async () => {
    const frame = await page.waitForSelector('iframe').then((element) => element.contentFrame());
    await frame.waitForSelector('main .scroll tbody tr');
    return frame.$eval('html', (element) => element.dataset.version);
  };
  assert.equal(await shown(), 'one');
  site.files = version(built, 'two');
  await page.goto('about:blank');
  await page.goto(server.view('host.html'));
  await page.waitForFunction(
    () => document.querySelector('iframe').contentDocument?.documentElement?.dataset.version === 'two',
  );
  assert.equal(await shown(), 'two');
  assert.equal(server.requests.filter((path) => path === '/').length, 3);
});

test('Firefox opens the single file from disk, and asks for nothing else', async (t) => {
  const { page, complaints } = await visitor(t);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const address = pathToFileURL(join(dist, 'clearcount.html')).href;
  await page.goto(`${address}#/operations?state=KS`);
  await page.waitForSelector('main .scroll tbody tr');
  await page.evaluate(() => {
    location.hash = '#/operations/2021-hsi-kansas-city-31-victims';
  });
  await page.waitForFunction(() => document.querySelector('#main h1')?.textContent.includes('Kansas City'));
  // Firefox does not tell of files as requests; the page's own list has what was fetched besides it.
  const besides = requests.filter((url) => !url.startsWith(address) && !/^(data|blob|about):/.test(url));
  assert.deepEqual(besides, []);
  assert.deepEqual(await page.evaluate(() => performance.getEntriesByType('resource').map((it) => it.name)), []);
  assert.deepEqual(complaints, []);
});

test('Firefox makes an evidence pack and opens it from disk', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'clearcount-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const { page, server, complaints } = await open(t, '#/operations/2021-hsi-kansas-city-31-victims');
  const press = (name) => page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`).then((it) => it.click());
  await press('Download');
  // The worker fetches the site once more for itself, whenever it comes to it.
  await kept(page);
  const before = server.requests.length;
  // The driver cannot say where downloads go, so the file is read where the page hands it over.
  await page.evaluate(() => {
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      globalThis.made = blob.text();
      return create(blob);
    };
  });
  await press('Evidence pack');
  await page.waitForFunction(() => document.querySelector('dialog')?.textContent.includes('Saved as'));
  assert.equal(server.requests.length, before);
  const path = join(folder, 'pack.html');
  await writeFile(path, await page.evaluate(() => globalThis.made));
  await page.goto(pathToFileURL(path).href);
  const text = await page.$eval('main#evidence', (main) => main.innerText);
  for (const words of ['Every figure', 'SHA-256 of the dataset', 'Counted']) assert.ok(text.includes(words), words);
  await page.$eval('main#evidence .explore a', (link) => link.click());
  await page.waitForFunction(() => document.querySelector('#app main h1')?.textContent.includes('Kansas City'));
  assert.deepEqual(complaints, []);
});

test('Firefox refuses a wasm that was changed', async (t) => {
  const change = (name, body) => {
    if (!name.endsWith('.wasm')) return undefined;
    const copy = Buffer.from(body);
    copy[copy.length >> 1] ^= 0xff;
    return { body: copy };
  };
  const { page } = await open(t, '#/operations', { change });
  const text = await page.waitForSelector('#recovery:not([hidden])').then((e) => e.evaluate((s) => s.innerText));
  assert.match(text, /integrity/);
});
