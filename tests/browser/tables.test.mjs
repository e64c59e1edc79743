// Every table: its rows and links, columns, order, density, hits of a search, moving and copying by
// keys and by mouse, wide and narrow. What should come out is asked of the files of the dataset.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assertQuiet, test, visits } from './harness.mjs';
import { programShown } from './routes.mjs';
import { root } from './server.mjs';

const visit = visits();
const dataset = join(root, 'assets', 'dataset');
const json = (path) => JSON.parse(readFileSync(join(dataset, path), 'utf8'));
const operations = readdirSync(join(dataset, 'operations')).map((name) => json(`operations/${name}`));
const hash = (page) => new URL(page.url()).hash;
const narrow = { viewport: { width: 375, height: 800 } };

async function open(t, address, context) {
  const seen = await visit(t, { context });
  await seen.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await seen.page.goto(seen.server.view(address));
  await programShown(seen.page);
  return seen;
}

const status = (page, text) => page.getByRole('status').filter({ hasText: text }).first();
const columnNames = (table) =>
  table.getByRole('columnheader').evaluateAll((heads) => heads.map((head) => head.innerText.replace(/[^\w ].*$/s, '').trim()));
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
const years = (own) => own.map((operation) => Number((operation.end ?? operation.announced ?? operation.start ?? operation.id).slice(0, 4)));

/** The operations in which an agency takes part. */
const withAgency = (id) => operations.filter(({ agencies }) => (agencies ?? []).some((entry) => entry.agency === id));

test('agencies are counted by their operations, and lead to their page', async (t) => {
  const seen = await open(t, '#/agencies?q=%22polk+county+sheriff%27s%22&level=county&state=FL&sort=-operations');
  const { page } = seen;
  await status(page, `2 of ${json('agencies.json').length} agencies`).waitFor();
  const own = withAgency('polk-county-sheriffs-office-fl');
  const row = page.getByRole('table', { name: 'Agencies' }).getByRole('row').nth(1);
  const cells = await row.getByRole('cell').allInnerTexts();
  assert.ok(own.length > 1);
  assert.equal(cells[2], String(own.length));
  assert.deepEqual(cells.slice(-2), [Math.min(...years(own)), Math.max(...years(own))].map(String));
  await row.getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: "Polk County Sheriff's Office" }).waitFor();
  await status(page, `${own.length} of ${own.length} operations`).waitFor();
  assertQuiet(seen);
});

test('the page of an agency lists a filtered view, which can be filtered on', async (t) => {
  const { page } = await open(t, '#/agencies/fbi');
  const own = withAgency('fbi');
  await status(page, `${own.length} of ${own.length} operations`).waitFor();
  const stings = own.filter(({ kind }) => kind === 'local_sting').length;
  await page.getByRole('checkbox', { name: `Local sting, ${stings}`, exact: true }).check();
  await status(page, `${stings} of ${own.length} operations`).waitFor();
  assert.equal(hash(page), '#/agencies/fbi?kind=local_sting');
  await page.goBack();
  await status(page, `${own.length} of ${own.length} operations`).waitFor();
});

test('an agency names those it works with, and how often, by a link to the operations', async (t) => {
  const { page } = await open(t, '#/agencies/fbi');
  const both = withAgency('fbi').filter(({ agencies }) => agencies.some(({ agency }) => agency === 'ncmec'));
  const partners = page.getByRole('group', { name: /^Works with most\./ });
  await partners.getByRole('link', { name: new RegExp(`^National Center for Missing .*: ${both.length} operations together$`) }).click();
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  await status(page, `${both.length} of ${operations.length} operations`).waitFor();
  assert.equal(hash(page), '#/operations?agency.all=fbi&agency.all=ncmec');
});

test('a count keeps the filters when it is followed', async (t) => {
  const { page } = await open(t, '#/places?state=KS&kind=regional_sweep&place_type=state');
  const table = page.getByRole('table', { name: 'Places' });
  const row = table.getByRole('row', { name: /^Kansas/ });
  const count = await row.getByRole('cell').nth(3).innerText();
  await row.getByRole('cell').nth(3).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Kansas' }).waitFor();
  // What was said of the place is in the path now; what was said of operations stays.
  assert.equal(hash(page), '#/places/us-ks?kind=regional_sweep');
  await status(page, `${count} of `).waitFor();
});

test('a place leads up to what it lies in, and down to what lies in it', async (t) => {
  const { page } = await open(t, '#/places/us-ks-wichita');
  await page.getByRole('main').getByRole('link', { name: 'Kansas', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Kansas' }).waitFor();
  const inside = json('places.json').filter(({ parent }) => parent === 'us-ks').length;
  await page.getByRole('link', { name: `${inside} places` }).click();
  await page.getByRole('heading', { level: 1, name: 'Places' }).waitFor();
  assert.equal(hash(page), '#/places?place=us-ks');
});

test('a series shows its editions side by side, and its cumulative counts apart', async (t) => {
  const { page } = await open(t, '#/programmes/operation-cross-country');
  const own = operations.filter(({ series }) => series === 'operation-cross-country');
  const ids = new Set(own.map(({ id }) => id));
  const editions = own.filter(({ part_of }) => !ids.has(part_of));
  const table = page.getByRole('table', { name: 'Editions side by side' });
  assert.equal(await table.getByRole('row').count(), editions.length + 1);
  const cumulative = own.flatMap(({ figures }) => figures).filter(({ scope }) => scope === 'cumulative');
  await page.getByRole('link', { name: `${cumulative.length} figures in the table of figures` }).click();
  await status(page, `${cumulative.length} of `).waitFor();
  assert.equal(hash(page), '#/figures?series=operation-cross-country&scope=cumulative');
});

test('offences show the words that sources use, and lead to the operations', async (t) => {
  const { page } = await open(t, '#/offences?q=begging');
  const row = page.getByRole('table', { name: 'Offences' }).getByRole('row').nth(1);
  const own = operations.filter(({ offences }) => (offences ?? []).some(({ category }) => category === 'forced_begging'));
  assert.match(await row.innerText(), /“forced begging”/);
  await row.getByRole('link', { name: 'Forced begging' }).click();
  await status(page, `${own.length} of ${operations.length} operations`).waitFor();
});

test('a source leads to its text elsewhere, its operation and its figures', async (t) => {
  const seen = await open(t, '#/sources?id=2018-operation-misafekid&sort=published');
  const { page } = seen;
  const { sources, figures } = operations.find(({ id }) => id === '2018-operation-misafekid');
  const rows = page.getByRole('table', { name: 'Sources' }).locator('tbody tr');
  await status(page, `${sources.length} of `).waitFor();
  const first = rows.filter({ has: page.locator(`a[href="${sources[0].url}"]`) });
  assert.equal(await first.getByRole('link', { name: sources[0].publisher }).getAttribute('rel'), 'noreferrer noopener');
  const own = figures.filter(({ source }) => source === sources[0].id).length;
  await first.getByRole('link', { name: String(own), exact: true }).click();
  await status(page, `${own} of `).waitFor();
  assert.equal(hash(page), `#/figures?source=2018-operation-misafekid/${sources[0].id}`);
  assertQuiet(seen);
});

for (const [name, address] of [
  ['agency', 'agencies/nobody'],
  ['place', 'places/nowhere'],
  ['programme', 'programmes/nothing'],
]) {
  test(`a missing ${name} is said so, with a way on`, async (t) => {
    const { page } = await open(t, `#/${address}`);
    await page.getByRole('alert').filter({ hasText: `holds no ${name}` }).waitFor();
    await page.getByRole('heading', { level: 1, name: `No such ${name}` }).waitFor();
    assert.equal(await page.getByRole('table').count(), 0);
    await page.getByRole('link', { name: 'See all operations' }).click();
    await status(page, `${operations.length} of ${operations.length} operations`).waitFor();
  });
}

for (const [size, context] of [['wide', undefined], ['narrow', narrow]]) {
  test(`columns are chosen and moved, and stand in the address (${size})`, async (t) => {
    const seen = await open(t, '#/operations', context);
    const { page } = seen;
    const table = page.getByRole('table', { name: 'Operations' });
    const cellNames = () =>
      table.locator('tbody tr').first().locator('td').evaluateAll((cells) => cells.map((cell) => cell.dataset.label));
    await page.getByText('Columns and order').click();
    await page.getByRole('checkbox', { name: 'Kind', exact: true }).first().uncheck();
    await page.getByRole('checkbox', { name: 'Programme', exact: true }).check();
    await page.waitForURL(/cols=date,place,agency,series,found,arrests,sources$/);
    await page.getByRole('button', { name: 'Move Arrests to the left' }).click();
    assert.deepEqual(await cellNames(), ['Date', 'Places', 'Led by', 'Programme', 'Arrests', 'People found', 'Sources']);
    await page.goBack();
    await page.waitForURL(/cols=date,place,agency,series,found,arrests,sources$/);
    await page.getByRole('button', { name: 'Usual columns' }).click();
    assert.equal(hash(page), '#/operations');
    assertQuiet(seen);
  });
}

test('columns are moved by keyboard without losing the place', async (t) => {
  const { page } = await open(t, '#/operations?cols=date,kind,found');
  await page.getByText('Columns and order').focus();
  await page.keyboard.press('Enter');
  const move = page.getByRole('button', { name: 'Move Date to the right' });
  await move.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/cols=kind,date,found$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/cols=kind,found,date$/);
  // At the end there is nowhere to go, and the focus stays.
  await page.keyboard.press('Enter');
  assert.equal(await move.getAttribute('aria-disabled'), 'true');
  assert.equal(await move.evaluate((button) => button === document.activeElement), true);
});

test('rows are ordered by several columns, added by Shift or by choice', async (t) => {
  const { page } = await open(t, '#/operations?cols=kind,date');
  const table = page.getByRole('table', { name: 'Operations' });
  const head = table.locator('thead');
  await head.getByRole('button', { name: 'Kind' }).click();
  await head.getByRole('button', { name: 'Operation' }).click({ modifiers: ['Shift'] });
  await page.waitForURL(/sort=kind,name/);
  const rows = await table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => [row.querySelector('td').innerText, row.querySelector('th a').innerText.toLowerCase()]));
  const first = rows.filter(([kind]) => kind === rows[0][0]).map(([, name]) => name);
  assert.ok(first.length > 5);
  assert.deepEqual(first, [...first].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  assert.equal(await table.getByRole('columnheader', { name: /^Kind/ }).getAttribute('aria-sort'), 'ascending');
  assert.equal(await table.locator('[aria-sort]').count(), 1);
  await page.getByText('Columns and order').click();
  await page.getByRole('combobox', { name: 'Add to sort' }).selectOption({ label: 'Date' });
  await page.waitForURL(/sort=kind,name,date/);
  await page.getByRole('button', { name: 'Turn round Date, now ascending' }).click();
  await page.waitForURL(/sort=kind,name,-date/);
  await page.getByRole('button', { name: 'Remove Operation from the order' }).click();
  await page.waitForURL(/sort=kind,-date/);
  await page.goBack();
  await page.waitForURL(/sort=kind,name,-date/);
});

test('rows stand close together when asked to', async (t) => {
  const { page } = await open(t, '#/operations');
  const row = page.getByRole('table', { name: 'Operations' }).locator('tbody tr').first();
  const before = (await row.boundingBox()).height;
  await page.getByText('Columns and order').click();
  await page.getByRole('checkbox', { name: 'Compact rows' }).check();
  await page.waitForURL(/density=compact/);
  assert.ok((await row.boundingBox()).height < before);
});

test('hits of a search are marked, also where no column shows them', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  await page.getByRole('searchbox', { name: 'Search' }).fill('wichita hotel');
  const row = page.getByRole('table', { name: 'Operations' }).locator('tbody tr').first();
  await page.waitForURL(/q=wichita%20hotel/);
  const marks = await row.locator('mark').allInnerTexts();
  assert.ok(marks.includes('Wichita') && marks.includes('hotel'), marks.join());
  assert.match(await row.locator('.found').innerText(), /^Summary: … .*hotel/);
  // Accents and case are folded, in what is typed and in what is marked.
  await page.getByRole('searchbox', { name: 'Search' }).fill('DONA');
  await page.locator('mark', { hasText: 'Doña' }).first().waitFor();
  assertQuiet(seen);
});

test('arrows move from cell to cell, and keys copy, only inside the table', async (t) => {
  const seen = await open(t, '#/operations?sort=name&cols=date,found');
  const { page } = seen;
  const table = page.getByRole('table', { name: 'Operations' });
  const focused = () => page.evaluate(() => document.activeElement.innerText.split('\n')[0]);
  const rows = await table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.innerText.split('\n')[0])));
  // Outside the table the keys do nothing.
  await page.getByRole('checkbox', { name: 'Quiet history' }).focus();
  await page.keyboard.press('?');
  assert.equal(await page.getByRole('dialog').count(), 0);

  await page.getByRole('region', { name: 'Operations', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), rows[0][0]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), rows[1][1]);
  await page.keyboard.press('c');
  await status(page, 'Copied the cell').waitFor();
  assert.equal(await copied(page), rows[1][1]);
  await page.keyboard.press('r');
  await status(page, 'Copied the row').waitFor();
  assert.equal((await copied(page)).split('\t')[1], rows[1][1]);
  await page.keyboard.press('End');
  assert.equal(await focused(), rows[1][2]);
  await page.keyboard.press('Control+End');
  assert.equal(await focused(), rows.at(-1)[2]);
  await page.keyboard.press('Control+Home');
  assert.equal(await focused(), rows[0][0]);
  await page.keyboard.press('PageDown');
  assert.equal(await focused(), rows[10][0]);
  await page.keyboard.press('p');
  await status(page, 'Copied the page').waitFor();
  const lines = (await copied(page)).split('\n');
  assert.equal(lines.length, rows.length + 1);
  assert.equal(lines[0], 'Operation\tDate\tPeople found');
  // The head is the row above the first; Enter orders by its column.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(/sort=date/);
  assertQuiet(seen);
});

test('Enter in a cell follows its link, and Back returns', async (t) => {
  const { page } = await open(t, '#/operations?q=%22independence+day%22&sort=date');
  await page.getByRole('region', { name: 'Operations', exact: true }).focus();
  await page.keyboard.press('Enter');
  const name = await page.evaluate(() => document.activeElement.querySelector('a').innerText);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
});

test('the exit can be reached over a dialog', async (t) => {
  const { page } = await open(t, '#/operations');
  await page.route('https://www.weather.gov/**', (route) => route.fulfill({ body: 'weather' }));
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Exit this page' }).click();
  await page.waitForURL('https://www.weather.gov/');
});

test('the list of keys opens by key and by button, and gives the focus back', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  await page.getByRole('region', { name: 'Operations', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByText('Copy the row').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TH');
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await dialog.waitFor();
  assertQuiet(seen);
});

for (const [size, context] of [['wide', undefined], ['narrow', narrow]]) {
  test(`a cell, a row and a page are copied by mouse (${size})`, async (t) => {
    const { page } = await open(t, '#/sources?id=2018-operation-misafekid', context);
    await page.getByRole('button', { name: 'Copy cell' }).click();
    await status(page, 'First choose a cell').waitFor();
    const cell = page.getByRole('table', { name: 'Sources' }).locator('tbody tr').nth(1).locator('td').nth(1);
    await cell.click();
    await page.getByRole('button', { name: 'Copy cell' }).click();
    await status(page, 'Copied the cell').waitFor();
    assert.equal(await copied(page), await cell.innerText());
    await page.getByRole('button', { name: 'Copy row' }).click();
    await status(page, 'Copied the row').waitFor();
    assert.equal((await copied(page)).split('\t').length, 6);
    await page.getByRole('button', { name: 'Copy page' }).click();
    await status(page, 'Copied the page').waitFor();
    assert.match(await copied(page), /^Source\tPublisher\tSource kind\tPublished\tOperation\tFigures\n/);
  });
}

test('where the browser does not copy, it is said', async (t) => {
  const seen = await visit(t, { init: () => Object.defineProperty(navigator, 'clipboard', { value: undefined }) });
  await seen.page.goto(seen.server.view('#/operations'));
  await programShown(seen.page);
  await seen.page.getByRole('button', { name: 'Copy page' }).click();
  await status(seen.page, 'does not allow copying').waitFor();
});

test('a column, a facet or a value that does not exist is named with those that do', async (t) => {
  const { page } = await open(t, '#/agencies?cols=name,colour&level=imperial&colour=red&sort=found');
  for (const words of [
    'It can be name, level, state, operations, roles, states, first, last, aliases.',
    'It can be federal, state, county',
    'Known are year, ',
    '“found” is no value of sort',
  ]) {
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
  }
  await status(page, 'agencies').waitFor();
});
