// What a reader takes along: every format of a view and of everything, and how it is cited.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

import { assertQuiet, operation, test, visits } from './harness.mjs';

const visit = visits();
const KANSAS = '2021-hsi-kansas-city-31-victims';
const FORMATS = ['CSV', 'TSV', 'JSON', 'JSON lines', 'Excel (XLSX)', 'Data package'];

const heading = (page, words) => page.getByRole('heading', { level: 1 }).filter({ hasText: words });

async function opened(scope, name) {
  await scope.getByRole('button', { name, exact: true }).click();
  const dialog = scope.getByRole('dialog', { name });
  await dialog.waitFor();
  return dialog;
}

/** Presses a button that saves a file, and reads the file. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The files of an archive, by its directory at the end, as programs read them. */
function files(archive) {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = archive.readUInt32LE(end + 16);
  const found = {};
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, size, name] = [20, 24, 28].map((offset) => (offset === 28 ? archive.readUInt16LE(at + 28) : archive.readUInt32LE(at + offset)));
    const start = archive.readUInt32LE(at + 42);
    const body = start + 30 + archive.readUInt16LE(start + 26);
    const text = inflateRawSync(archive.subarray(body, body + packed)).toString('utf8');
    assert.equal(Buffer.byteLength(text), size);
    found[archive.toString('utf8', at + 46, at + 46 + name)] = text;
    at += 46 + name;
  }
  return found;
}

for (const [where, open] of [
  ['the site', (page, server, hash) => page.goto(server.view(hash))],
  ['the single file in a sandboxed frame', (page, server) => page.goto(server.view('host.html'))],
]) {
  test(`every format of a view, from ${where}`, async (t) => {
    const hash = `#/figures?id=${KANSAS}&measure=arrests`;
    const frame = `<!doctype html><title>Host</title><iframe title="Clearcount" width="1000" height="700" sandbox="allow-scripts allow-downloads" src="./clearcount.html${hash}"></iframe>`;
    const seen = await visit(t, {
      server: { change: (name) => name === 'host.html' && { status: 200, body: frame } },
    });
    const { page, server } = seen;
    await open(page, server, hash);
    const scope = where === 'the site' ? page : page.frameLocator('iframe');
    await heading(scope, 'Figures').waitFor();
    const arrests = operation(KANSAS).figures.filter((figure) => figure.measure === 'arrests');
    const dialog = await opened(scope, 'Download');
    const view = dialog.getByRole('region', { name: `This view: ${arrests.length} figures` });
    assert.deepEqual(await view.getByRole('button').allInnerTexts(), FORMATS);
    const before = server.requests.length;
    const made = {};
    for (const format of FORMATS) {
      const { name, bytes } = await saved(page, view.getByRole('button', { name: format, exact: true }));
      await dialog.getByRole('status').filter({ hasText: `Saved as ${name}` }).waitFor();
      made[format] = { name, bytes, text: bytes.toString('utf8') };
    }
    assert.equal(server.requests.length, before, 'nothing was asked for');
    const names = FORMATS.map((format) => made[format].name.replace(/^clearcount-figures-[0-9.]+\./, ''));
    assert.deepEqual(names, ['csv', 'tsv', 'json', 'ndjson', 'xlsx', 'zip']);

    const json = JSON.parse(made.JSON.text);
    assert.deepEqual(json.tables.figures.map((row) => [row.figure, row.value, row.locator]), arrests.map((figure) => [figure.id, figure.value, figure.locator]));
    assert.deepEqual(Object.keys(json.tables), ['figures', 'totals', 'sources']);
    assert.match(json.about.caution, /presumed innocent/);
    assert.match(json.about.downloaded, /^\d{4}-\d\d-\d\d$/);
    if (where === 'the site') assert.ok(json.about.view.startsWith(server.view('#/figures?')), json.about.view);
    const lines = made['JSON lines'].text.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(lines, json.tables.figures.map((row) => ({ ...row, ...json.about })));
    for (const [format, separator] of [['CSV', ','], ['TSV', '\t']]) {
      const [head, ...rows] = made[format].text.trim().split('\r\n');
      assert.deepEqual(head.split(separator), Object.keys(lines[0]), format);
      assert.equal(rows.length, arrests.length, format);
    }
    const book = files(made['Excel (XLSX)'].bytes);
    const rows = book['xl/worksheets/sheet1.xml'].match(/<row>/g).length;
    assert.equal(rows, arrests.length + 1);
    assert.match(book['xl/worksheets/sheet1.xml'], /state="frozen"/);
    const packed = files(made['Data package'].bytes);
    const described = JSON.parse(packed['datapackage.json']);
    assert.deepEqual(described.resources.map((resource) => resource.path), ['figures.csv', 'totals.csv', 'sources.csv', 'codebook.csv']);
    for (const { path } of described.resources) assert.ok(packed[path], path);
    assert.ok(packed['README.md'].includes('presumed innocent') && packed['csv-metadata.json']);
    if (where === 'the site') assertQuiet(seen);
  });
}

test('the day is that of the reader', async (t) => {
  // It is already tomorrow on this island when it is still today in most of the world.
  const { page, server } = await visit(t, { context: { timezoneId: 'Pacific/Kiritimati' } });
  await page.goto(server.view('#/figures?id=2009-wasilla-sting'));
  await heading(page, 'Figures').waitFor();
  const dialog = await opened(page, 'Download');
  const there = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Pacific/Kiritimati' });
  const before = there();
  const { bytes } = await saved(page, dialog.getByRole('region', { name: /^This view/ }).getByRole('button', { name: 'JSON', exact: true }));
  assert.ok([before, there()].includes(JSON.parse(bytes).about.downloaded));
});

test('everything, with how much it is', async (t) => {
  const { page, server, ...seen } = await visit(t);
  await page.goto(server.view('#/'));
  await heading(page, 'What was announced').waitFor();
  const dialog = await opened(page, 'Download');
  assert.equal(await dialog.getByRole('region', { name: /^This view/ }).count(), 0);
  const all = dialog.getByRole('region', { name: /^Everything: [0-9,]+ operations, [0-9,]+ figures$/ });
  assert.deepEqual(await all.getByRole('button').allInnerTexts(), ['JSON', 'Excel (XLSX)', 'Data package']);
  const { name, bytes } = await saved(page, all.getByRole('button', { name: 'Data package' }));
  assert.match(name, /^clearcount-everything-[0-9.]+\.zip$/);
  const packed = files(bytes);
  assert.equal(packed['figures.csv'].split('\r\n').filter((line) => line.startsWith(`${KANSAS},`)).length, operation(KANSAS).figures.length);
  assertQuiet({ ...seen });
});

test('a long file says how far it is, and can be called off', async (t) => {
  const { page, server } = await visit(t, { fresh: true });
  // Time stands still where the test says so: between two steps the file is neither done nor lost.
  await page.clock.install();
  await page.goto(server.view('#/about'));
  await heading(page, 'About').waitFor();
  const dialog = await opened(page, 'Download');
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const json = dialog.getByRole('region', { name: /^Everything/ }).getByRole('button', { name: 'JSON', exact: true });
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  await json.click();
  for (let step = 0; (await cancel.count()) === 0; step += 1) {
    assert.ok(step < 50, 'it says how far it is');
    await page.clock.runFor(20);
  }
  assert.match(await dialog.getByRole('status').innerText(), /[0-9,]+ of [0-9,]+ rows/);
  await cancel.click();
  await page.clock.runFor(10_000);
  assert.equal(await cancel.count(), 0);
  assert.deepEqual(downloads, [], 'nothing was saved');
  // Asked again and left alone, it is made.
  await json.click();
  for (let step = 0; downloads.length === 0; step += 1) {
    assert.ok(step < 500, 'it is made');
    await page.clock.runFor(20);
  }
  assert.match(downloads[0], /^clearcount-everything-[0-9.]+\.json$/);
});

test('a view without rows says what to do', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations?year=2030'));
  await heading(page, 'Operations').waitFor();
  const dialog = await opened(page, 'Download');
  const view = dialog.getByRole('region', { name: 'This view: 0 operations' });
  await view.getByText('Remove one of them').waitFor();
  assert.equal(await view.getByRole('button').count(), 0);
});

test('a browser that cannot pack a workbook is told of', async (t) => {
  const { page, server } = await visit(t, { init: () => delete globalThis.CompressionStream });
  await page.goto(server.view('#/programmes'));
  await heading(page, 'Programmes').waitFor();
  const dialog = await opened(page, 'Download');
  await dialog.getByRole('button', { name: 'Excel (XLSX)' }).first().click();
  await dialog.getByRole('status').filter({ hasText: 'did not let this page make the file' }).waitFor();
});

test('a figure is cited by its source, and everything else as a part of the dataset', async (t) => {
  const { page, server } = await visit(t, { context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  const [figure] = operation(KANSAS).figures;
  const source = operation(KANSAS).sources.find((it) => it.id === figure.source);
  await page.goto(server.view(`#/figures/${KANSAS}/${figure.id}`));
  await page.getByRole('heading', { name: 'Source', exact: true }).waitFor();
  let dialog = await opened(page, 'Cite');
  const forms = dialog.locator('pre');
  assert.equal(await forms.count(), 5);
  for (const text of await forms.allInnerTexts()) {
    assert.ok(text.includes(source.publisher) && text.includes(source.title), text);
  }
  const { name, bytes } = await saved(page, dialog.getByRole('button', { name: 'Save this file' }).first());
  assert.equal(name, 'citation.bib');
  assert.match(bytes.toString(), /^@misc\{/);
  await dialog.getByRole('button', { name: 'Copy this citation' }).last().click();
  await dialog.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  const [item] = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  const today = await page.evaluate(() => [new Date().getFullYear(), new Date().getMonth() + 1, new Date().getDate()]);
  assert.deepEqual(item.accessed, { 'date-parts': [today] });
  await dialog.getByLabel('What to cite').selectOption('The dataset');
  await forms.first().filter({ hasText: 'Clearcount contributors' }).waitFor();

  await page.goto(server.view('#/ledger?state=NC&year=2019&measure=arrests'));
  await heading(page, 'ledger').waitFor();
  dialog = await opened(page, 'Cite');
  await dialog.getByText('Arrests: between 27 and 28').first().waitFor();
  assert.ok((await dialog.locator('pre').first().innerText()).includes(server.view('#/ledger?')));
});
