// Reading the record: the table of operations, one operation, and addresses that name nothing.
import assert from 'node:assert/strict';

import { assertQuiet, operation, operationCount, operationsShown, test, visits } from './harness.mjs';
import { programShown } from './routes.mjs';

const visit = visits();
const PAGE = 50;

async function openTable(t) {
  const seen = await visit(t);
  await seen.page.goto(seen.server.view('#/operations'));
  await operationsShown(seen.page);
  return { ...seen, table: seen.page.getByRole('table', { name: 'Operations' }) };
}

/** The rows of the body: those that have a cell. */
const bodyRows = (table) => table.locator('tbody').getByRole('row');

test('the table shows the first fifty operations of all', async (t) => {
  const { table } = await openTable(t);
  assert.equal(await bodyRows(table).count(), PAGE);
  // One row more for the header, as aria-rowcount counts.
  assert.equal(await table.getAttribute('aria-rowcount'), String(operationCount + 1));
  assert.equal(await bodyRows(table).first().getAttribute('aria-rowindex'), '2');
});

test('turning pages reaches every operation once', async (t) => {
  const { page, table } = await openTable(t);
  const seen = new Set();
  for (let number = 1; ; number += 1) {
    const links = await bodyRows(table).getByRole('link').evaluateAll((all) =>
      all.map((link) => link.getAttribute('href')).filter((href) => href.startsWith('#/operations/')),
    );
    for (const link of links) seen.add(link);
    if (number * PAGE >= operationCount) break;
    const first = `${number * PAGE + 2}`;
    await page.getByRole('button', { name: /^Next/ }).first().click();
    await table.locator(`tbody [aria-rowindex="${first}"]`).waitFor();
  }
  assert.equal(seen.size, operationCount);
});

test('a row leads to its operation', async (t) => {
  const { page, table } = await openTable(t);
  const link = bodyRows(table).first().getByRole('link').first();
  const [name, href] = [await link.innerText(), await link.getAttribute('href')];
  await link.click();
  await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor();
  assert.equal(new URL(page.url()).hash, href);
});

test('an operation lists its figures, each with its source and the place in it', async (t) => {
  const id = '2021-hsi-kansas-city-31-victims';
  const record = operation(id);
  const seen = await visit(t);
  const { page, server } = seen;
  await page.goto(server.view(`#/operations/${id}`));
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Kansas City' }).waitFor();
  await programShown(page);
  const main = page.getByRole('main');
  // The page must say all of it in text that is shown.
  const text = (await main.innerText()).replace(/\s+/g, ' ');
  for (const number of ['31', '14', '17', '82']) {
    assert.match(text, new RegExp(`(^|\\D)${number}(\\D|$)`), `the figure ${number}`);
  }
  for (const source of record.sources) {
    assert.ok(text.includes(source.title), `the source ${source.title}`);
  }
  for (const figure of record.figures) {
    assert.ok(text.includes(figure.locator), `the locator ${figure.locator}`);
  }
  assert.ok(text.includes('Boone County') && text.includes('Bourbon County'), 'both counties');
  assertQuiet(seen);
});

test('links to sources tell the other host nothing', async (t) => {
  const id = '2021-hsi-kansas-city-31-victims';
  const { page, server } = await visit(t);
  await page.goto(server.view(`#/operations/${id}`));
  for (const source of operation(id).sources) {
    const link = page.getByRole('main').locator(`a[href="${source.url}"]`).first();
    await link.waitFor();
    assert.match(await link.getAttribute('rel'), /\bnoreferrer\b/, source.url);
  }
});

test('Back returns to the table', async (t) => {
  const { page, table } = await openTable(t);
  await bodyRows(table).first().getByRole('link').first().click();
  await page.waitForURL(/#\/operations\/[^/]+$/);
  await table.waitFor({ state: 'detached' });
  await page.goBack();
  await operationsShown(page);
  assert.equal(await bodyRows(table).count(), PAGE);
});

for (const [what, hash] of [
  ['an operation that does not exist', '#/operations/2019-no-such-operation'],
  ['a route that does not exist', '#/no-such-place'],
  ['a broken escape', '#/operations/%E0%A4%A'],
]) {
  test(`${what} gets a clear message and a way back`, async (t) => {
    const seen = await visit(t);
    await seen.page.goto(seen.server.view(hash));
    const alert = seen.page.getByRole('alert').first();
    await alert.waitFor();
    assert.match(await alert.innerText(), /\w+ \w+ \w+/, 'a sentence');
    await seen.page.getByRole('link', { name: /operations/i }).first().click();
    await operationsShown(seen.page);
    assertQuiet(seen);
  });
}
