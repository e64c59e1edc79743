// Without a server: the site goes on once it was opened, and a new version never breaks an open page.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { charts, unfold } from './chart.mjs';
import {
  assertQuiet,
  evictProgram,
  inCaches,
  kept,
  launchWithProfile,
  newWorker,
  operationsShown,
  refuseStorage,
  test,
  visits,
} from './harness.mjs';
import { serve } from './server.mjs';
import { FORMS, assertWhole } from './taken.mjs';
import { builtVersion, deployed, version } from './versions.mjs';

const visit = visits();
const built = builtVersion();
const KANSAS = '#/operations/2021-hsi-kansas-city-31-victims';

/** A visit to a site whose files can be exchanged, with the worker let in. */
async function visitSite(t, { files = version(built, 'one'), ...settings } = {}) {
  const site = { files };
  const serving = { change: deployed(site), ...settings.server };
  const seen = await visit(t, { ...settings, server: serving, context: { serviceWorkers: 'allow' } });
  return { ...seen, site };
}

const shownVersion = (page) => page.locator('html').getAttribute('data-version');
const offer = (page) => page.getByRole('button', { name: 'Use it now' });

test('with the server stopped it opens again, at any view and any search of the address', async (t) => {
  const seen = await visitSite(t, { server: { prefix: '/a/b/' } });
  const { page, server } = seen;
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await kept(page);
  await server.close();

  await page.reload();
  await operationsShown(page);
  for (const address of [`index.html${KANSAS}`, `?from=a-link${KANSAS}`, KANSAS]) {
    await page.goto('about:blank');
    await page.goto(server.view(address));
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Kansas City' }).waitFor();
  }
  assertQuiet(seen);
});

test('with the server stopped tables and charts are still taken along', async (t) => {
  const seen = await visitSite(t);
  const { page, server } = seen;
  await page.goto(server.view('#/operations?state=KS'));
  const table = page.getByRole('table', { name: 'Operations' });
  await table.waitFor();
  await kept(page);
  await server.close();
  await page.reload();
  await table.waitFor();
  const rows = await table.locator('tbody tr').count();
  for (const { label, within, ending } of FORMS) {
    let part;
    if (within === 'dialog') {
      if (label === 'CSV') await page.getByRole('button', { name: 'Download', exact: true }).click();
      part = page.getByRole('dialog', { name: 'Download' }).getByRole('region', { name: /^This view/ });
    } else {
      if (label === 'SVG') await page.keyboard.press('Escape');
      part = await unfold(charts(page).first(), 'Save as');
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      part.getByRole('button', { name: label, exact: true }).click(),
    ]);
    assert.ok(download.suggestedFilename().endsWith(ending), download.suggestedFilename());
    assertWhole(ending, await readFile(await download.path()), rows);
  }
  assertQuiet(seen);
});

test('after the start nothing is asked for but the worker and what it keeps, once', async (t) => {
  const { page, server, site } = await visitSite(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await kept(page);
  const names = server.requests.map((path) => path.slice(1));
  for (const name of new Set(names)) assert.ok(site.files.has(name), name);
  const before = names.length;
  await page.getByRole('table', { name: 'Operations' }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(server.requests.length, before);

  // The next visit is answered from what was kept; the browser asks for the worker alone.
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()) !== undefined);
  assert.deepEqual([...new Set(server.requests.slice(before))].filter((path) => path !== '/sw.js'), []);
});

test('a new version is told, taken over on a click and not before, with the old files gone', async (t) => {
  const seen = await visitSite(t);
  const { page, context, server, site } = seen;
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await kept(page);
  await page.reload();
  await operationsShown(page);
  const other = await context.newPage();
  await other.goto(server.view(KANSAS));
  await other.getByRole('heading', { level: 1 }).filter({ hasText: 'Kansas City' }).waitFor();

  for (const [before, word] of [['one', 'two'], ['two', 'three']]) {
    site.files = version(built, word);
    await page.reload();
    await operationsShown(page);
    assert.equal(await shownVersion(page), before, 'a reload alone changes nothing');
    await page.getByRole('searchbox', { name: 'Search' }).first().focus();
    await page.getByRole('status').filter({ hasText: 'A new version is ready.' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.type), 'search', 'the focus stays');
    await page.reload();
    await operationsShown(page);
    assert.equal(await shownVersion(page), before, 'it waits, also when it is there');
    await offer(page).click();
    await page.waitForFunction((wanted) => document.documentElement.dataset.version === wanted, word);
    await operationsShown(page);
    assert.equal(new URL(page.url()).hash, '#/operations');
    assert.deepEqual(Object.values(await inCaches(page)), [4], 'one version is kept, whole');
  }

  // The other tab was left alone, and works on.
  assert.equal(await shownVersion(other), 'one');
  await other.getByRole('link', { name: 'Sources' }).first().click();
  await other.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
  await offer(other).click();
  await other.waitForFunction(() => document.documentElement.dataset.version === 'three');
  assertQuiet(seen);
});

const isWasm = (name) => name.endsWith('.wasm');
for (const [what, instead] of [
  ['half a deployment', (name) => isWasm(name) && { status: 404, body: 'Not found' }],
  ['a page of HTML in the place of the wasm', (name) => isWasm(name) && { status: 200, body: '<!doctype html><p>Hello' }],
  ['a page that is not the one of the list', (name) => name === '' && { status: 200, body: `${version(built, 'two').get('')} ` }],
]) {
  test(`${what} is not taken for a new version`, async (t) => {
    const { page, server, site } = await visitSite(t);
    await page.goto(server.view('#/operations'));
    await operationsShown(page);
    await kept(page);
    await page.reload();
    await operationsShown(page);
    const before = await inCaches(page);
    site.files = version(built, 'two');
    site.instead = instead;
    assert.equal(await newWorker(page), 'redundant');
    assert.deepEqual(await inCaches(page), before, 'nothing of it is kept');
    await page.reload();
    await operationsShown(page);
    assert.equal(await shownVersion(page), 'one');
    assert.equal(await offer(page).isVisible(), false);

    // Once the deployment is whole, it is.
    site.instead = undefined;
    await page.reload();
    await offer(page).click();
    await page.waitForFunction(() => document.documentElement.dataset.version === 'two');
    await operationsShown(page);
  });
}

test('a first visit to half a deployment keeps nothing', async (t) => {
  const { page, server, site } = await visitSite(t);
  // The worker asks for the manifest, the page does not.
  site.instead = (name) => name === 'manifest.webmanifest' && { status: 404, body: 'Not found' };
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
  assert.deepEqual(await inCaches(page), {});
});

test('an installation that was interrupted by closing the browser is begun again', async (t) => {
  const site = { files: version(built, 'one') };
  const server = await serve({ change: deployed(site) });
  const profile = await mkdtemp(join(tmpdir(), 'clearcount-'));
  t.after(async () => {
    await server.close();
    await rm(profile, { recursive: true, force: true });
  });
  let reached;
  const asked = new Promise((resolve) => {
    reached = resolve;
  });
  site.instead = (name) => {
    if (name !== 'manifest.webmanifest') return undefined;
    reached();
    return new Promise(() => {});
  };
  const first = await launchWithProfile(profile);
  const page = await first.newPage();
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await asked;
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  // A part of the files that is not even right: it must not be taken for done.
  await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    await cache.put(new URL('./', location.href), new Response('half a page'));
  });
  await first.close();

  site.instead = undefined;
  const second = await launchWithProfile(profile);
  t.after(() => second.close());
  const again = await second.newPage();
  await again.goto(server.view('#/operations'));
  await operationsShown(again);
  await kept(again);
  await server.close();
  await again.reload();
  await operationsShown(again);
});

test('a file that the browser threw out of the cache costs only the connection', async (t) => {
  const { page, server, site } = await visitSite(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await kept(page);
  await evictProgram(page);
  await page.reload();
  await operationsShown(page);
  assert.equal(await shownVersion(page), 'one');

  // Another version took its place: the old page would name a file that nobody has.
  site.files = version(built, 'two');
  await page.reload();
  await operationsShown(page);
  assert.equal(await shownVersion(page), 'two');
});

test('with a file missing and no server the page says so', async (t) => {
  const { page, server } = await visitSite(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await kept(page);
  await evictProgram(page);
  await server.close();
  await page.reload();
  await page.getByText('could not be fetched').waitFor();
});

test('where storage is refused the page works, and complains about nothing', async (t) => {
  const seen = await visitSite(t, { init: refuseStorage });
  await seen.page.goto(seen.server.view('#/operations'));
  await operationsShown(seen.page);
  assertQuiet(seen);
  assert.equal(seen.server.requests.includes('/sw.js'), false);
});

test('in a frame, sandboxed or not, nothing is registered', async (t) => {
  for (const sandbox of ['sandbox="allow-scripts"', '']) {
    const { page, server, site, complaints } = await visitSite(t);
    site.headers = () => ({ 'access-control-allow-origin': '*' });
    site.instead = (name) =>
      name === 'host.html' && {
        status: 200,
        body: `<!doctype html><title>Host</title><iframe title="Clearcount" ${sandbox} src="./#/operations"></iframe>`,
      };
    await page.goto(server.view('host.html'));
    await operationsShown(page.frameLocator('iframe'));
    assert.equal(server.requests.includes('/sw.js'), false);
    assert.deepEqual(complaints.filter((complaint) => complaint.startsWith('uncaught')), []);
  }
});

test('two copies in two folders of a host leave each other alone', async (t) => {
  const { page, server, site } = await visitSite(t);
  const inner = site.files;
  const name = (path) => path.replace(/^(one|two)\//, '');
  site.instead = (path) => {
    const body = inner.get(name(path) === 'index.html' ? '' : name(path));
    return body && { status: 200, body };
  };
  site.headers = undefined;
  for (const folder of ['one/', 'two/']) {
    await page.goto(server.view(`${folder}#/operations`));
    await operationsShown(page);
    await kept(page);
  }
  assert.deepEqual(Object.values(await inCaches(page)), [4, 4]);
});

const OLD_PAGES_ARE_KEPT = (name) => (name === '' ? { 'cache-control': 'max-age=600' } : undefined);

for (const [where, init] of [
  ['', undefined],
  [', also where storage is refused', () => {
    const refuse = () => {
      throw new DOMException('refused by the test', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get: refuse });
  }],
]) {
  test(`a page out of a cache whose files are gone is fetched again by itself${where}`, async (t) => {
    const site = { files: version(built, 'one'), headers: OLD_PAGES_ARE_KEPT };
    const { page, context, server } = await visit(t, { server: { change: deployed(site) }, init });
    await page.goto(server.view('#/operations'));
    await operationsShown(page);
    site.files = version(built, 'two');
    const later = await context.newPage();
    const pages = () => server.requests.filter((path) => path === '/').length;
    assert.equal(pages(), 1);
    await later.goto(server.view(KANSAS));
    await later.getByRole('heading', { level: 1 }).filter({ hasText: 'Kansas City' }).waitFor();
    assert.equal(await shownVersion(later), 'two');
    assert.equal(new URL(later.url()).hash, KANSAS);
    assert.equal(pages(), 3, 'one look at the page of today, and one reload');
  });

  test(`a page that is another at every visit, and never whole, is reloaded once${where}`, async (t) => {
    let visitNumber = 0;
    const site = {
      files: new Map(),
      instead: (name) => {
        if (name !== '') return undefined;
        visitNumber += 1;
        return { status: 200, body: version(built, `number ${visitNumber}`).get('') };
      },
    };
    const { page, server } = await visit(t, { server: { change: deployed(site) }, init });
    await page.goto(server.view(KANSAS));
    await page.getByText('could not be fetched').waitFor();
    assert.equal(server.requests.filter((path) => path === '/').length, 3);
  });
}
