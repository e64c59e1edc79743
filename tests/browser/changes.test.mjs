// What a reader of an old address is told: with a record of one operation, which has an earlier version.
import assert from 'node:assert/strict';

import { assertQuiet, test, visits } from './harness.mjs';
import { axeSource } from './packages.mjs';
import { programShown } from './routes.mjs';
import { oneOperation } from './server.mjs';

const visit = visits();

async function open(t, hash, settings = {}) {
  const seen = await visit(t, { server: { folder: oneOperation }, ...settings });
  await seen.page.goto(seen.server.view(hash));
  await programShown(seen.page);
  return { ...seen, told: seen.page.getByRole('region', { name: /^Since version/ }) };
}

const hash = (page) => new URL(page.url()).hash;
const rows = (told, name) =>
  told.getByRole('table', { name, exact: true }).locator('tbody').getByRole('row').allInnerTexts();
const words = (text) => text.replace(/\s+/g, ' ').trim();

test('an old address says what was added, changed and withdrawn since', async (t) => {
  const seen = await open(t, '#/figures?v=2026.10.0');
  const { page, told } = seen;
  await told.getByRole('heading', { name: 'Since version 2026.10.0' }).waitFor();
  await told.getByRole('status').filter({ hasText: 'Figures in what it shows: 1 added, 1 changed, 1 withdrawn.' }).waitFor();
  const name = 'FBI customer sting in Wasilla, 2009';
  const figures = (await rows(told, 'Changed figures')).map(words);
  assert.deepEqual(figures, [
    `${name} changed Number: about 10 Number: 10`,
    `${name} added not in the record 0 · Victims, rescued (source's word) Sex Trafficking Alaska (sex-worker advocacy site), paragraph 2`,
    `${name} withdrawn 1 · Agencies Sex Trafficking Alaska (sex-worker advocacy site), paragraph 3 withdrawn from the record`,
  ]);
  // About 10 may be 9 to 11.
  const totals = (await rows(told, 'Changed totals')).map(words);
  assert.ok(totals.includes('Arrests between about 9 and 11 10') || totals.includes('Arrests about 9 to 11 10'), totals.join('\n'));
  await told.getByText(/^Arrest or charge is an allegation/).waitFor();
  assertQuiet(seen);
});

test('it follows filters and pages, and is left by a button and come back to', async (t) => {
  const seen = await open(t, '#/figures?v=2026.10.0');
  const { page, told } = seen;
  await page.getByRole('group', { name: 'Measure reported' }).getByRole('checkbox', { name: /^Arrests/ }).check();
  await told.getByRole('status').filter({ hasText: 'Figures in what it shows: 1 changed.' }).waitFor();
  assert.equal(hash(page), '#/figures?measure=arrests&v=2026.10.0');
  await told.getByRole('link', { name: 'FBI customer sting in Wasilla, 2009' }).click();
  await page.getByRole('heading', { level: 1, name: /^10 · Arrests/ }).waitFor();
  assert.equal(hash(page), '#/figures/2009-wasilla-sting/f1?v=2026.10.0');
  await told.getByRole('button', { name: 'Leave that version out of the address' }).press('Enter');
  await told.waitFor({ state: 'detached' });
  assert.equal(hash(page), '#/figures/2009-wasilla-sting/f1');
  await page.goBack();
  await told.waitFor();
  assertQuiet(seen);
});

test('a figure that was withdrawn is told of at its own address', async (t) => {
  const { page, told } = await open(t, '#/figures/2009-wasilla-sting/f3?v=2026.10.0');
  await page.getByRole('heading', { level: 1, name: 'No such figure' }).waitFor();
  await told.getByRole('row', { name: /withdrawn 1 · Agencies/ }).waitFor();
});

test('the present version has nothing to tell, and another is not known', async (t) => {
  const { page, told, server } = await open(t, '#/operations?v=2026.11.0');
  assert.equal(await told.count(), 0);
  await page.goto(server.view('#/operations?v=2019.1.0'));
  await told.getByRole('status').filter({ hasText: 'which this copy does not know' }).waitFor();
  assert.equal(await told.getByRole('table').count(), 0);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 375]) {
    test(`axe finds nothing in ${colorScheme} at ${width} pixels`, async (t) => {
      const context = { colorScheme, viewport: { width, height: 800 } };
      const { page, told } = await open(t, '#/figures?v=2026.10.0', { context, init: axeSource() });
      await told.waitFor();
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, 'no sideways scrolling');
    });
  }
}
