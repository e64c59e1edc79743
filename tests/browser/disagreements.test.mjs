// Where sources contradict each other: the table of it, its facets, each side with its figure, the
// marks that lead there from operations and figures. What should be found is reasoned from the files
// of the dataset.
import assert from 'node:assert/strict';

import { assertQuiet, operation, operationsShown, test, visits } from './harness.mjs';
import { shown } from './region.mjs';

const visit = visits();
const hash = (page) => new URL(page.url()).hash;
const phone = { context: { viewport: { width: 375, height: 700 }, hasTouch: true } };

const kansasCity = '2021-hsi-kansas-city-31-victims';
const michigan = '2018-operation-misafekid';
const miami = '2020-super-bowl-liv-miami';

async function open(t, address, settings = {}) {
  const seen = await visit(t, settings);
  await shown(seen, address);
  const { page } = seen;
  const table = page.getByRole('table', { name: 'Disagreements' });
  return {
    ...seen,
    table,
    facet: (name) => page.getByRole('group', { name, exact: true }),
    summary: (name) => page.locator('summary').filter({ hasText: new RegExp(`^${name}$`) }),
    row: (name) => table.getByRole('row').filter({ has: page.getByRole('rowheader').getByRole('link', { name, exact: true }) }),
  };
}

const box = (facet, label) => facet.getByRole('checkbox', { name: new RegExp(`^${label}, [\\d,]+$`) });

/** Waits until so many disagreements are listed, of however many there are. */
const listed = (page, count) => page.getByRole('status').filter({ hasText: new RegExp(`^${count} of [\\d,]+ disagreements$`) }).first().waitFor();

/** The rows of the table: where each leads, and its cells by their heads. */
const rows = (table) =>
  table.locator('tbody tr').evaluateAll((lines) =>
    lines.map((line) => ({
      operation: line.querySelector('th a').getAttribute('href').replace('#/operations/', ''),
      cells: Object.fromEntries([...line.querySelectorAll('td')].map((cell) => [cell.dataset.label, cell.innerText])),
    })),
  );

/** The first and the last of the numbers that a spread names. */
const ends = (spread) => {
  const numbers = [...spread.matchAll(/[\d,]+/g)].map(([number]) => Number(number.replaceAll(',', '')));
  return [numbers[0], numbers.at(-1)];
};

// One source names the Boone County sheriff, two others the Bourbon County sheriff.
test('Boone and Bourbon are found as two agencies that may be one', async (t) => {
  const names = new Map();
  for (const { agency, source } of operation(kansasCity).agencies.filter((entry) => /boone|bourbon/.test(entry.agency))) {
    names.set(agency, [...(names.get(agency) ?? []), source]);
  }
  assert.deepEqual([...names.keys()].sort(), ['boone-county-sheriffs-office', 'bourbon-county-sheriffs-office-ks']);
  const seen = await open(t, '#/disagreements');
  const { page, table, facet, summary } = seen;
  await summary('Disagreement').click();
  await box(facet('Disagreement'), 'Two agencies that may be one').check();
  await page.waitForURL('**/#/disagreements?disagreement=agencies');
  const line = table.locator('tbody tr').filter({ has: page.locator(`a[href="#/operations/${kansasCity}"]`) });
  await line.waitFor();
  assert.equal(await line.count(), 1);
  const said = line.locator('[data-label="What each says"]');
  assert.match(await said.innerText(), /Boone County/);
  await said.getByText('Side by side').click();
  const sides = await said.getByRole('listitem').allInnerTexts();
  const publisher = (id) => operation(kansasCity).sources.find((source) => source.id === id).publisher;
  const boone = sides.filter((side) => /Boone County/.test(side));
  const bourbon = sides.filter((side) => /Bourbon County/.test(side));
  assert.equal(boone.length + bourbon.length, sides.length);
  assert.ok(boone[0].startsWith(`${publisher(names.get('boone-county-sheriffs-office')[0])}: `), boone[0]);
  assert.ok(bourbon[0].startsWith(`${publisher(names.get('bourbon-county-sheriffs-office-ks')[0])}: `), bourbon[0]);
  // Every row is of that kind.
  for (const { cells } of await rows(table)) assert.equal(cells['Kind of disagreement'], 'Two agencies that may be one');
  assertQuiet(seen);
});

// The Marshals' 123 and the state police's 107, in ten sources.
test('a row opens what each source says, side by side, each leading to its figure', async (t) => {
  const seen = await open(t, `#/disagreements?id=${michigan}&measure=missing_children`);
  const { page, row } = seen;
  await listed(page, 1);
  const line = row('Operation MISafeKid');
  assert.deepEqual(ends(await line.locator('[data-label="Spread"]').innerText()), [107, 123]);
  const says = line.locator('[data-label="What each says"]');
  assert.match(await says.innerText(), /\b107\b/);
  const side = (publisher) => says.getByRole('link', { name: new RegExp(`^${publisher}: `) });
  assert.equal(await side('InsideHook').isVisible(), false);
  // By keyboard: the word is pressed, and the first side is next.
  await says.locator('summary').focus();
  await page.keyboard.press('Enter');
  await side('InsideHook').waitFor();
  const stated = operation(michigan).figures.filter((figure) => figure.measure === 'missing_children' && figure.scope === 'operation');
  const sources = new Set(stated.map((figure) => figure.source));
  assert.equal(await says.getByRole('listitem').count(), sources.size);
  assert.equal(await side('InsideHook').innerText(), 'InsideHook: 107');
  assert.equal(await side('KOBI5').innerText(), 'KOBI5: 123');
  assert.equal(await side('InsideHook').getAttribute('href'), `#/figures/${michigan}/f19`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.matches('a[href^="#/figures/"]')), true);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/#/figures/${michigan}/f*`);
  await page.getByRole('table', { name: 'All sources on this quantity' }).waitFor();
  assertQuiet(seen);
});

// 183 arrests in Miami are split into parts of 184.
test('the parts that add up to 184 of 183 are a disagreement', async (t) => {
  const { table } = await open(t, `#/disagreements?id=${miami}&disagreement=sum`);
  const [line, ...others] = await rows(table);
  assert.deepEqual(others, []);
  assert.equal(line.cells['Kind of disagreement'], 'Parts that do not add up');
  assert.deepEqual(ends(line.cells.Spread), [183, 184]);
});

test('every facet of disagreements filters them and counts along', async (t) => {
  const seen = await open(t, '#/disagreements?size=500');
  const { page, table, facet, summary } = seen;
  const all = await rows(table);
  const many = all.length;
  await listed(page, many);
  // The counts of the kinds are those of the rows.
  await summary('Disagreement').click();
  await summary('Likely reason').click();
  for (const [group, column] of [['Disagreement', 'Kind of disagreement'], ['Likely reason', 'Likely reason']]) {
    for (const label of await facet(group).getByRole('checkbox').evaluateAll((inputs) => inputs.map((input) => input.getAttribute('aria-label')))) {
      const [, name, count] = label.match(/^(.*), ([\d,]+)$/);
      const matching = all.filter(({ cells }) => cells[column].toLowerCase().startsWith(name.toLowerCase()));
      assert.equal(matching.length, Number(count.replaceAll(',', '')), label);
    }
  }
  // Each of these alone, from the address with all of them.
  for (const [group, label, passes] of [
    ['Measure reported', 'Arrests', ({ cells }) => cells.About.startsWith('Arrests')],
    ['Likely reason', 'A digit off', ({ cells }) => cells['Likely reason'].startsWith('A digit off')],
    ['State', 'Florida', null],
    ['Year', '2021', null],
  ]) {
    const input = box(facet(group), label);
    if ((await input.count()) === 0) await facet(group).getByRole('button', { name: /^Show all/ }).click();
    const count = Number((await input.getAttribute('aria-label')).match(/[\d,]+$/)[0]);
    await input.check();
    await listed(page, count);
    const found = await rows(table);
    assert.equal(found.length, count, group);
    assert.ok(count > 0 && count < many, group);
    if (passes) assert.deepEqual(found.map((line) => line.operation), all.filter(passes).map((line) => line.operation), group);
    if (group === 'Year') {
      const years = (id) => { const { start, announced, end } = operation(id); return (start ?? announced ?? end ?? id).slice(0, 4); };
      for (const line of found) assert.equal(years(line.operation), '2021', line.operation);
    }
    await input.uncheck();
    await listed(page, many);
  }
  assertQuiet(seen);
});

test('the spread is a stretch, and the largest stand first', async (t) => {
  const seen = await open(t, '#/disagreements?size=500');
  const { page, table, facet, summary } = seen;
  const all = await rows(table);
  const width = ({ cells: { Spread } }) => {
    if (!/\d/.test(Spread)) return null;
    const [low, high] = ends(Spread);
    return high - low;
  };
  const widths = all.map(width);
  const numbers = widths.filter((number) => number !== null);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  assert.ok(widths.slice(numbers.length).every((number) => number === null), 'what has no numbers stands last');
  await summary('Spread').click();
  const from = facet('Spread').getByRole('textbox', { name: 'From' });
  await from.fill('100');
  await from.press('Enter');
  await page.waitForURL('**/#/disagreements?spread=100..&size=500');
  await listed(page, numbers.filter((number) => number >= 100).length);
  assert.ok((await rows(table)).every((line) => width(line) >= 100));
  await page.goBack();
  await listed(page, all.length);
  assertQuiet(seen);
});

test('a mark in the table of operations leads to the disagreements of the operation', async (t) => {
  const seen = await open(t, `#/operations?id=${kansasCity}&id=${michigan}&id=2024-operation-autumn-sweep-polk`);
  const { page } = seen;
  await operationsShown(page, 3);
  const line = (id) => page.getByRole('table', { name: 'Operations' }).locator(`tbody tr[data-key="${id}"]`);
  const mark = (id) => line(id).getByRole('link', { name: 'Sources differ' });
  assert.equal(await mark(kansasCity).count(), 1);
  // Both sources of this one say 157.
  assert.equal(await mark('2024-operation-autumn-sweep-polk').count(), 0);
  await mark(michigan).click();
  await page.waitForURL(`**/#/disagreements?id=${michigan}`);
  const found = await rows(page.getByRole('table', { name: 'Disagreements' }));
  assert.ok(found.length > 0);
  assert.ok(found.every((row) => row.operation === michigan));
  await page.goBack();
  await operationsShown(page, 3);
  assertQuiet(seen);
});

test('a mark in the table of figures stands at those that are contested', async (t) => {
  const { page } = await open(t, `#/figures?id=${michigan}&size=100`);
  const marked = await page.getByRole('table', { name: 'Figures' }).locator('tbody tr').evaluateAll((lines) =>
    lines.filter((line) => [...line.querySelectorAll('a')].some((link) => link.textContent === 'Sources differ')).map((line) => line.dataset.key),
  );
  // The two counts of the located, in every source that gives one, and not the files reviewed.
  for (const figure of ['f4', 'f7', 'f10', 'f19', 'f25', 'f27']) assert.ok(marked.includes(`${michigan}/${figure}`), figure);
  for (const figure of ['f1', 'f3', 'f16', 'f23']) assert.ok(!marked.includes(`${michigan}/${figure}`), figure);
  await page.getByRole('table', { name: 'Figures' }).locator(`tr[data-key="${michigan}/f19"]`).getByRole('link', { name: 'Sources differ' }).click();
  await page.waitForURL(`**/#/disagreements?id=${michigan}`);
});

test('operations are filtered by how their sources disagree', async (t) => {
  const seen = await open(t, '#/operations');
  const { page, facet, summary } = seen;
  await summary('Disagreement').click();
  await box(facet('Disagreement'), 'Two agencies that may be one').check();
  await page.waitForURL('**/#/operations?disagreement=agencies');
  const keys = () => page.getByRole('table', { name: 'Operations' }).locator('tbody tr').evaluateAll((lines) => lines.map((line) => line.dataset.key).sort());
  const count = Number((await box(facet('Disagreement'), 'Two agencies that may be one').getAttribute('aria-label')).match(/\d+$/)[0]);
  await operationsShown(page, count);
  const filtered = await keys();
  assert.ok(filtered.includes(kansasCity));
  assert.ok(!filtered.includes(michigan));
  // The same operations as on the page of disagreements.
  await shown(seen, '#/disagreements?disagreement=agencies');
  const found = await rows(page.getByRole('table', { name: 'Disagreements' }));
  assert.deepEqual([...new Set(found.map((line) => line.operation))].sort(), filtered);
  // Operations without any are a value too.
  await shown(seen, '#/operations?disagreement=-&id=2024-operation-autumn-sweep-polk&id=2018-operation-misafekid');
  await operationsShown(page, 1);
  assert.deepEqual(await keys(), ['2024-operation-autumn-sweep-polk']);
  assertQuiet(seen);
});

test('an operation says where its sources disagree, and nothing where they do not', async (t) => {
  const seen = await open(t, `#/operations/${michigan}`);
  const { page } = seen;
  const section = page.getByRole('region', { name: 'Where sources disagree' });
  await section.getByRole('heading', { name: 'Where sources disagree' }).waitFor();
  const side = section.getByRole('link', { name: 'InsideHook: 107', exact: true });
  assert.equal(await side.first().getAttribute('href'), `#/figures/${michigan}/f19`);
  assert.equal(await section.getByRole('link', { name: 'KOBI5: 123', exact: true }).count(), 1);
  await side.first().click();
  await page.waitForURL(`**/#/figures/${michigan}/f19`);
  await shown(seen, `#/operations/${kansasCity}`);
  await section.getByText(/Boone County/).first().waitFor();
  await shown(seen, '#/operations/2024-operation-autumn-sweep-polk');
  await page.getByRole('heading', { name: 'What was announced' }).waitFor();
  assert.equal(await section.count(), 0);
  assertQuiet(seen);
});

test('on a phone disagreements are cards that fit', async (t) => {
  const seen = await open(t, `#/disagreements?id=${michigan}&id=${kansasCity}&id=${miami}`, phone);
  const { page, table } = seen;
  assert.ok((await table.getByRole('row').count()) > 3);
  const says = table.locator('[data-label="What each says"]').first();
  await says.getByText('Side by side').tap();
  assert.equal(await says.getByRole('listitem').first().isVisible(), true);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
  assertQuiet(seen);
});

test('disagreements are reached from the menu, and a word that is none of their kinds is said', async (t) => {
  const seen = await open(t, '#/');
  const { page } = seen;
  await page.getByRole('navigation').getByRole('link', { name: 'Disagreements', exact: true }).click();
  await page.getByRole('table', { name: 'Disagreements' }).waitFor();
  assert.equal(hash(page), '#/disagreements');
  await shown(seen, '#/disagreements?disagreement=quarrel');
  assert.match(await page.getByRole('alert').innerText(), /“disagreement=quarrel”.*It can be accounts, sum, part_above_whole, contradiction, became_certain, agencies, -\./);
  assertQuiet(seen);
});
