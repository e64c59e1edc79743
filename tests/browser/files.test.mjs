// The program in one file, and the evidence that a reader keeps of a view: opened from disk, in a frame,
// and on paper.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';

import { operation, operationsShown, test, visits } from './harness.mjs';
import { axeSource } from './packages.mjs';
import { alone, paper } from './paper.mjs';
import { dist } from './server.mjs';

const visit = visits();
const KANSAS = '2021-hsi-kansas-city-31-victims';
const singleFile = pathToFileURL(join(dist, 'clearcount.html')).href;
const folder = mkdtempSync(join(tmpdir(), 'clearcount-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A page of its own that opens files: what it asks for, and what it complains about. */
async function reader(t, { context: settings, init } = {}) {
  const seen = await visit(t, { context: settings, init });
  const requests = [];
  seen.page.on('request', (request) => requests.push(request.url().split('#')[0]));
  return { ...seen, requests };
}

const heading = (page, words) => page.getByRole('heading', { level: 1 }).filter({ hasText: words });

/** Asks for the evidence pack of what a page shows, and puts it where it can be opened from disk. */
async function evidencePack(page, scope = page) {
  await scope.getByRole('button', { name: 'Download', exact: true }).click();
  const dialog = scope.getByRole('dialog', { name: 'Download' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Evidence pack' }).click(),
  ]);
  const name = download.suggestedFilename();
  await dialog.getByRole('status').filter({ hasText: `Saved as ${name}` }).waitFor();
  const path = join(folder, `${Math.random()}-${name}`);
  await download.saveAs(path);
  return { name, path, address: pathToFileURL(path).href, text: readFileSync(path, 'utf8') };
}

test('the single file opens from disk, asks for itself alone, and does what the site does', async (t) => {
  const { page, requests, complaints } = await reader(t);
  await page.goto(`${singleFile}#/operations?state=KS`);
  await page.getByRole('table', { name: 'Operations' }).waitFor();
  await page.getByRole('checkbox', { name: /^Missouri, / }).check();
  await page.waitForURL(/state=KS&state=MO/);
  await page.goBack();
  await page.waitForURL(/#\/operations\?state=KS$/);
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to the main content' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
  assert.equal(new URL(page.url()).hash, '#/operations?state=KS');
  await page.reload();
  await page.getByRole('table', { name: 'Operations' }).waitFor();
  assert.deepEqual([...new Set(requests)], [singleFile]);
  assert.equal(requests.length, 2, 'once for each time that it was opened');
  assert.deepEqual(complaints, []);
});

test('the single file cannot ask anybody for anything', async (t) => {
  const { page, server } = await reader(t);
  await page.goto(singleFile);
  await heading(page, 'What was announced').waitFor();
  const asked = await page.evaluate(
    (url) => fetch(url, { mode: 'no-cors' }).then(() => 'answered', () => 'refused'),
    server.view('sw.js'),
  );
  assert.equal(asked, 'refused');
  assert.deepEqual(server.requests, []);
});

test('the single file keeps the exit and the recovery section', async (t) => {
  const { page } = await reader(t);
  await page.goto(`${singleFile}#/operations/${KANSAS}`);
  await heading(page, 'Kansas City').waitFor();
  await page.evaluate(() => {
    const refuse = () => {
      throw new DOMException('refused by the test', 'NotSupportedError');
    };
    for (const name of ['insertBefore', 'appendChild', 'removeChild']) Node.prototype[name] = refuse;
    location.hash = '#/sources';
  });
  await page.getByRole('alert').filter({ hasText: 'This page stopped' }).waitFor();
  await page.getByRole('button', { name: 'Reload this view' }).click();
  await heading(page, 'Sources').waitFor();
  await page.getByRole('button', { name: 'Exit this page' }).click();
  await page.waitForURL('about:blank');
});

test('a single file whose program was damaged says so', async (t) => {
  const { page, server } = await visit(t, {
    server: {
      change: (name, body) =>
        name === 'clearcount.html' && { body: `${body}`.replace(/(id="program">.{2000}).{1000}/, '$1') },
    },
  });
  await page.goto(server.view('clearcount.html'));
  await page.getByText('failed its integrity check').waitFor();
});

for (const [where, open] of [
  ['the site', async (page, server, hash) => page.goto(server.view(hash))],
  ['the single file on disk', async (page, server, hash) => page.goto(`${singleFile}${hash}`)],
]) {
  test(`the evidence pack of ${where} holds the view, its figures, its sources and the program`, async (t) => {
    const { page, context, server } = await visit(t);
    await open(page, server, `#/operations/${KANSAS}`);
    await heading(page, 'Kansas City').waitFor();
    const before = server.requests.length;
    const pack = await evidencePack(page);
    assert.equal(server.requests.length, before, 'nothing was asked for');
    assert.match(pack.name, new RegExp(`^clearcount-operations-${KANSAS}-[0-9.]+\\.html$`));

    const opened = await context.newPage();
    const requests = [];
    const complaints = [];
    opened.on('request', (request) => requests.push(request.url().split('#')[0]));
    opened.on('console', (message) => complaints.push(message.text()));
    opened.on('pageerror', (error) => complaints.push(error.message));
    await opened.goto(pack.address);
    const main = opened.getByRole('main');
    await heading(main, 'Kansas City').waitFor();
    const { figures, sources } = operation(KANSAS);
    const table = main.getByRole('table').filter({ hasText: 'Source, and place in it' });
    assert.equal(await table.getByRole('row').count(), figures.length + 2);
    const text = await main.innerText();
    for (const figure of figures) assert.ok(text.includes(figure.locator), figure.locator);
    for (const source of sources) {
      assert.ok((await main.locator(`a[href="${source.url}"]`).count()) > 0, source.url);
    }
    assert.equal(await main.getByRole('list').last().getByRole('listitem').count(), sources.length);
    for (const words of ['What stands behind this view', 'Counted', 'presumed innocent', 'Dataset 20']) {
      assert.ok(text.includes(words), words);
    }
    // What it stands in is the view as the reader saw it, first.
    assert.ok(text.indexOf('What was announced') < text.indexOf('What stands behind this view'));
    assert.equal(await main.getByRole('button').count(), 0);

    // The program, at a figure, and back to the evidence.
    await table.getByRole('link').nth(1).click();
    await opened.waitForURL(/#\/figures\//);
    await opened.getByRole('heading', { name: 'Source', exact: true }).waitFor();
    assert.equal(await table.isVisible(), false);
    const focused = () =>
      opened.waitForFunction(() => document.activeElement.tagName === 'H1' && document.activeElement.offsetParent);
    await focused();
    await opened.getByRole('link', { name: 'The evidence' }).click();
    await table.waitFor();
    await focused();
    assert.match(await opened.title(), /^Evidence: .*Kansas City/);
    await opened.getByRole('link', { name: 'Open this view in the explorer' }).click();
    await opened.getByRole('region', { name: 'Totals', exact: true }).waitFor();
    assert.match(await opened.title(), /Kansas City.* · Clearcount$/);

    // A pack of the pack is one again.
    const again = await evidencePack(opened);
    await opened.goto(again.address);
    await heading(opened.getByRole('main'), 'Kansas City').waitFor();
    assert.deepEqual([...new Set(requests)].sort(), [pack.address, again.address].sort());
    assert.deepEqual(complaints, []);
  });
}

test('the evidence of filtered tables, of a ledger and of the front page', async (t) => {
  const { page, server } = await visit(t);
  const rows = (text) => (text.match(/<tr><td class="number"/g) ?? []).length;
  for (const [hash, of] of [
    [`#/operations?id=${KANSAS}`, KANSAS],
    [`#/operations/${KANSAS}`, KANSAS],
    ['#/figures?id=2021-hsi-kansas-city-31-victims&measure=arrests', null],
    ['#/ledger?state=NC&year=2019&measure=victims&population=children', null],
    ['#/', null],
    [`#/sources?id=${KANSAS}`, KANSAS],
    ['#/agencies/fbi', null],
    ['#/about', null],
  ]) {
    await page.goto('about:blank');
    await page.goto(server.view(hash));
    await page.locator('.skeleton').waitFor({ state: 'detached' });
    const { text } = await evidencePack(page);
    const figures = rows(text);
    if (of !== null) assert.equal(figures, operation(of).figures.length, hash);
    if (hash.startsWith('#/figures')) {
      const arrests = operation(KANSAS).figures.filter((figure) => figure.measure === 'arrests');
      assert.equal(figures, arrests.length);
    }
    if (hash === '#/') assert.ok(figures > 3_000, `${figures}`);
    if (hash === '#/about') assert.equal(figures, 0);
    assert.ok(text.includes(`<a href="${hash.split('?')[0]}`), hash);
    assert.ok(!text.includes('Add to comparison'), 'nothing that only a running program could do');
  }
});

test('the hash of the dataset in the pack is that of the text that the program carries', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/about'));
  await heading(page, 'About').waitFor();
  const { text } = await evidencePack(page);
  const digest = text.match(/class="digest">([0-9a-f]{64})</)[1];
  const wasm = await (await fetch(server.view(text.match(/\.\/(clearcount-app-\w+\.wasm)/)[1]))).arrayBuffer();
  const bytes = Buffer.from(wasm);
  const start = bytes.indexOf('{"dataset":{');
  // The text is JSON lines: it ends after the last line that is one.
  const lines = bytes.subarray(start).toString('utf8').split('\n');
  const first = lines.findIndex((line) => !line.startsWith('{"') || !line.endsWith('}'));
  const carried = Buffer.from(`${lines.slice(0, first).join('\n')}\n`);
  assert.equal(createHash('sha256').update(carried).digest('hex'), digest);
});

test('the evidence can be read without JavaScript, and printed', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations?state=KS'));
  await page.getByRole('table', { name: 'Operations' }).waitFor();
  const pack = await evidencePack(page);
  const { page: plain } = await reader(t, { context: { javaScriptEnabled: false } });
  await plain.goto(pack.address);
  const text = await plain.locator('main#evidence').innerText();
  for (const words of ['Operations', 'Every figure', 'Sources', 'SHA-256']) assert.ok(text.includes(words), words);
  assert.match(await plain.locator('#exit-hint').innerText(), /^Pages/, 'no key does anything');
  await plain.emulateMedia({ media: 'print' });
  for (const name of ['Open this view in the explorer', 'The evidence']) {
    assert.equal(await plain.getByRole('link', { name }).isVisible(), false, name);
  }
  assert.equal(await plain.getByRole('link', { name: 'Exit this page' }).isVisible(), false);
  // The addresses of the sources are written out.
  assert.ok(await plain.locator('.sources .address').first().isVisible());
});

test('on paper no title stands away from what it names, and no page is left half empty', async (t) => {
  const { page, server } = await visit(t);
  // The second has rows as high as a good part of a page. One that may not break leaves the rest empty,
  // and what is 10 pages long takes 19.
  for (const [hash, most] of [['#/operations?state=KS', Infinity], [`#/operations/${KANSAS}`, 13]]) {
    await page.goto('about:blank');
    await page.goto(server.view(hash));
    await page.locator('.skeleton').waitFor({ state: 'detached' });
    const pack = await evidencePack(page);
    await page.goto(pack.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const margin = { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' };
    const printed = paper(await page.pdf({ format: 'A4', margin, tagged: true }));
    assert.ok(printed.parts.length > 0, 'it says what stands on which page');
    assert.deepEqual(alone(printed), [], hash);
    assert.ok(printed.count <= most, `${printed.count} pages`);
  }
});

for (const [what, sandbox] of [['with downloads', 'allow-scripts allow-downloads'], ['without', 'allow-scripts']]) {
  test(`in a sandboxed frame ${what} the pack is made and the reader told`, async (t) => {
    const body = (url) => `<!doctype html><title>Host</title><iframe title="Clearcount" width="1000" height="700" sandbox="${sandbox}" src="${url}"></iframe>`;
    const { page, server } = await visit(t, {
      server: {
        change: (name) => name === 'host.html' && { status: 200, body: body(`./clearcount.html#/operations/${KANSAS}`) },
      },
    });
    await page.goto(server.view('host.html'));
    const frame = page.frameLocator('iframe');
    await heading(frame, 'Kansas City').waitFor();
    if (what === 'with downloads') {
      const pack = await evidencePack(page, frame);
      await page.goto(pack.address);
      await heading(page.getByRole('main'), 'Kansas City').waitFor();
      return;
    }
    await frame.getByRole('button', { name: 'Download', exact: true }).click();
    await frame.getByRole('button', { name: 'Evidence pack' }).click();
    await frame.getByRole('status').filter({ hasText: 'If no file appeared' }).waitFor();
  });
}

test('a browser that cannot make the file is told of', async (t) => {
  const { page, server } = await visit(t, { init: () => delete globalThis.CompressionStream });
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await page.getByRole('button', { name: 'Evidence pack' }).click();
  await page.getByRole('status').filter({ hasText: 'did not let this page make the file' }).waitFor();
});

test('what a source says is never markup in the pack', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations?q="><img+src=x+onerror=alert(1)>'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const pack = await evidencePack(page);
  const { page: opened, complaints } = await reader(t);
  await opened.goto(pack.address);
  await opened.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await opened.locator('img').count(), 0);
  assert.deepEqual(complaints, []);
});

test('the pack and the dialog pass axe', async (t) => {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const violations = (page) =>
    page.evaluate(async (values) => {
      const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
      return found.violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`);
    }, rules);
  for (const colorScheme of ['light', 'dark']) {
    const { page, server } = await visit(t, { init: axeSource(), context: { colorScheme } });
    await page.goto(server.view('#/operations?state=KS'));
    await page.getByRole('table', { name: 'Operations' }).waitFor();
    const pack = await evidencePack(page);
    assert.deepEqual(await violations(page), []);
    await page.goto(pack.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(await violations(page), []);
  }
});
