// Totals by a field, sentences to quote, stages in court, operations side by side and a number looked
// up, as a reader comes to them: by mouse and by keyboard, wide and narrow.
import assert from 'node:assert/strict';

import { assertQuiet, operationsShown, test, visits } from './harness.mjs';
import { program } from './program.mjs';
import { region, shown } from './region.mjs';

const visit = visits();
const { json: call } = program();
const hash = (page) => new URL(page.url()).hash;
const phone = { context: { viewport: { width: 375, height: 700 }, hasTouch: true } };

async function open(t, address, settings = {}) {
  const seen = await visit(t, settings);
  await shown(seen, address);
  return seen;
}

const table = (page, name) => page.getByRole('table', { name, exact: true });
const rowsOf = (table) => table.locator('tbody').getByRole('row');
const cell = (table, name) => rowsOf(table).filter({ has: table.page().getByRole('rowheader', { name, exact: true }) }).getByRole('cell').first();

test('totals are split by a field, ordered, opened and given up', async (t) => {
  const seen = await open(t, '#/operations?state=KS');
  const { page } = seen;
  await region(page).getByRole('combobox', { name: /^Totals by/ }).selectOption({ label: 'Year' });
  const years = table(page, 'Totals by year: people found');
  await years.waitFor();
  assert.equal(hash(page), '#/operations?state=KS&by=year');
  await region(page).getByText('The rows share no one and add up to the whole: between 2 and 7.').waitFor();
  const split = await call('total', 'operations?state=KS', '--by', 'year', '--json');
  assert.equal(await rowsOf(years).count(), split.rows.length);
  assert.equal(split.adds_up, true);
  assert.match(await cell(years, '2017').innerText(), /^1–6/);
  assert.match(await cell(years, '2016').innerText(), /^share not stated/);
  // Another total, and another order.
  await region(page).getByRole('combobox', { name: 'Total', exact: true }).selectOption({ label: 'Arrests' });
  const arrests = table(page, 'Totals by year: arrests');
  await arrests.waitFor();
  assert.equal(hash(page), '#/operations?state=KS&of=arrests&by=year');
  await arrests.getByRole('button', { name: 'Announced' }).click();
  await page.waitForURL(/order=-total/);
  assert.equal(await arrests.getByRole('columnheader', { name: 'Announced' }).getAttribute('aria-sort'), 'descending');
  assert.match(await rowsOf(arrests).first().innerText(), /^2022\s+17/);
  await region(page).getByText(/^Arrest or charge is an allegation/).first().waitFor();
  // A number leads to its ledger, which says the same.
  await cell(arrests, '2021').getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'The ledger of a total' }).waitFor();
  assert.equal(hash(page), '#/ledger?year=2021&state=KS&measure=arrests');
  await page.getByText('16', { exact: true }).first().waitFor();
  await page.goBack();
  await arrests.waitFor();
  await region(page).getByRole('combobox', { name: /^Totals by/ }).selectOption({ label: 'No field' });
  await arrests.waitFor({ state: 'detached' });
  assertQuiet(seen);
});

test('rows that share people say so', async (t) => {
  const seen = await open(t, '#/operations?series=operation-cross-country&by=state');
  const { page } = seen;
  await region(page).getByText(/^The rows can hold the same people and are not to be added up/).waitFor();
  const states = table(page, 'Totals by state: people found');
  await states.getByRole('rowheader', { name: 'No one state' }).waitFor();
  assertQuiet(seen);
});

test('a total is quoted, and its sentence copied', async (t) => {
  const seen = await open(t, '#/operations?state=KS', { context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  const { page } = seen;
  await region(page).getByText('Quote people found', { exact: true }).click();
  const sentence = 'Between 2 and 7 people were announced as found in 2 operations (State: Kansas), according to 3 sources; 4 more operations reached Kansas without giving a share.';
  await region(page).getByText(sentence).waitFor();
  await region(page).getByRole('button', { name: 'Copy sentence' }).first().click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), sentence);
  assertQuiet(seen);
});

test('how far numbers follow the cases through the courts', async (t) => {
  const seen = await open(t, '#/operations?stage=convictions&cols=stages');
  const { page } = seen;
  await operationsShown(page, 1);
  await page.getByRole('cell', { name: 'Charges: 15 → indictments: 4 → convictions: 2' }).waitFor();
  await page.getByRole('table', { name: 'Operations' }).getByRole('link').first().click();
  await page.getByText('Charges: 15 → indictments: 4 → convictions: 2', { exact: true }).waitFor();
  await shown(seen, '#/operations/2021-hsi-kansas-city-31-victims');
  await page.getByText('Arrests: 82 → no outcome found in the sources', { exact: true }).waitFor();
  assertQuiet(seen);
});

for (const [width, settings] of [[1280, {}], [375, phone]]) {
  test(`operations are chosen in the table and laid side by side, at ${width} pixels`, async (t) => {
    const seen = await open(t, '#/operations?state=KS&year=2021', settings);
    const { page } = seen;
    const operations = page.getByRole('table', { name: 'Operations', exact: true });
    await operationsShown(page, 2);
    await operations.getByRole('button', { name: /^Add to comparison / }).first().click();
    const tray = page.getByRole('region', { name: 'Chosen to compare' });
    await tray.getByText('Choose another to compare it with.').waitFor();
    await operations.getByRole('button', { name: /^Add to comparison / }).first().click();
    await page.waitForURL(/compare=[^&]+,/);
    await tray.getByRole('link', { name: 'Compare them' }).click();
    const heading = page.getByRole('heading', { level: 1, name: 'Operations side by side' });
    await heading.waitFor();
    assert.equal(hash(page), '#/compare?id=2021-hsi-kansas-city-31-victims&id=2021-operation-archangel-wichita');
    assert.equal(await heading.evaluate((element) => document.activeElement === element), true);
    assert.match(await page.title(), /^Operations side by side · /);
    const side = table(page, 'Operations side by side');
    const arrests = rowsOf(side).filter({ has: page.getByRole('rowheader', { name: 'Arrests', exact: true }) });
    // On a narrow screen the name of each operation is in the cell, out of sight.
    const cells = (await arrests.getByRole('cell').allInnerTexts()).map((words) => words.replace(/^[^:]+:\s*/, ''));
    assert.match(cells.join('|'), /^82.*\|16/s);
    // A chart of arrests, whose marks lead to their ledgers.
    const drawn = page.getByRole('region', { name: 'Arrests, by operation' });
    assert.match(await drawn.locator('.item:visible').first().getAttribute('href'), /^#\/ledger\?/);
    await page.getByText(/^They do not count the same outcomes\. A: /).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    await page.goBack();
    await tray.waitFor();
    assertQuiet(seen);
  });
}

test('one operation is chosen at a figure and another at a disagreement', async (t) => {
  const seen = await open(t, '#/figures?id=2021-hsi-kansas-city-31-victims');
  const { page } = seen;
  const tray = page.getByRole('region', { name: 'Chosen to compare' });
  // By keyboard; of the rows of one operation the first offers it.
  const add = page.getByRole('button', { name: /^Add to comparison / });
  assert.equal(await add.count(), 1);
  await add.focus();
  await page.keyboard.press('Enter');
  await tray.getByText('Choose another to compare it with.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Remove from comparison / }).evaluate((button) => document.activeElement === button), true);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Disagreements' }).click();
  await tray.waitFor();
  await page.getByRole('searchbox').fill('misafekid');
  const other = table(page, 'Disagreements').getByRole('button', { name: /^Add to comparison .*MisaFeKid/i });
  await other.first().click();
  await tray.getByRole('link', { name: 'Compare them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Operations side by side' }).waitFor();
  assert.equal(hash(page), '#/compare?id=2018-operation-misafekid&id=2021-hsi-kansas-city-31-victims');
  assertQuiet(seen);
});

test('a comparison that cannot be made says what to do', async (t) => {
  const seen = await open(t, '#/compare?id=2018-operation-misafekid');
  const { page } = seen;
  await page.getByRole('alert').filter({ hasText: 'needs two operations' }).waitFor();
  await page.getByRole('link', { name: 'Choose operations' }).click();
  await operationsShown(page);
  assert.equal(hash(page), '#/operations?compare=2018-operation-misafekid');
  await shown(seen, '#/compare?series=operation-cross-country');
  await page.getByRole('alert').filter({ hasText: '6 at most' }).waitFor();
  await page.getByRole('link', { name: 'Compare the last 6' }).click();
  const side = table(page, 'Operations side by side');
  await side.waitFor();
  assert.equal(await side.getByRole('columnheader').count(), 7);
  await page.getByRole('link', { name: /^Remove / }).first().click();
  await page.waitForFunction(() => document.querySelectorAll('.beside thead th').length === 6);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('.beside thead th').length === 7);
  assertQuiet(seen);
});

test('a number is looked up by keyboard, stands in the address, and Back takes it away', async (t) => {
  const seen = await open(t, '#/');
  const { page } = seen;
  const field = page.getByLabel('A number that you have read, with a few words');
  await field.fill('391 victims cross country');
  await field.press('Enter');
  const part = page.getByRole('region', { name: 'Check a number' });
  await part.getByText('9 figures say 391, in 1 operation.').waitFor();
  assert.equal(hash(page), '#/?check=391 victims cross country'.replaceAll(' ', '%20'));
  await part.getByText(/Likely one was read as the other/).waitFor();
  await part.getByRole('link', { name: /^391: Victims/ }).first().waitFor();
  await page.goBack();
  await part.getByText('9 figures say 391').waitFor({ state: 'detached' });
  assert.equal(await field.inputValue(), '');
  // By mouse: the field is done when the focus leaves it.
  await field.fill('108 children recovered independence day 2019');
  await part.getByRole('button', { name: 'Check' }).click();
  await part.getByText('No figure says 108.').waitFor();
  await part.getByText(/One digit off: 103/).first().waitFor();
  assertQuiet(seen);
});

test('what is typed slowly into the field stays there', async (t) => {
  const seen = await open(t, '#/');
  const { page } = seen;
  const field = page.getByLabel('A number that you have read, with a few words');
  // After each key the page waits for a drawing, and asks for one: slower than that, every key is
  // followed by a drawing of the page.
  await field.pressSequentially('391 victims', { delay: 200 });
  await page.waitForFunction(() => document.documentElement.hasAttribute('data-view'));
  assert.equal(await field.inputValue(), '391 victims');
  await field.press('Enter');
  const part = page.getByRole('region', { name: 'Check a number' });
  await part.getByText('9 figures say 391, in 1 operation.').waitFor();
  assert.equal(hash(page), '#/?check=391%20victims');
  assert.equal(await field.evaluate((element) => document.activeElement === element), true);
  // The address fills the field as well: at the start, by Back and by Forward.
  await page.goBack();
  await part.getByText('9 figures say 391').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('#check').value === '');
  await page.goForward();
  await page.waitForFunction(() => document.querySelector('#check').value === '391 victims');
  assertQuiet(seen);
});
