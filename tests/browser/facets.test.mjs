// Facets: any, all or none of some values; stretches of years, dates and values by slider and by
// text; orders and Find. By mouse, by keyboard and by touch. What should come out is worked out
// here from the files of the dataset.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assertQuiet, operationsShown, test, visits } from './harness.mjs';
import { axeSource } from './packages.mjs';
import { root } from './server.mjs';

const visit = visits();
const dataset = join(root, 'assets', 'dataset');
const json = (path) => JSON.parse(readFileSync(join(dataset, path), 'utf8'));
const operations = readdirSync(join(dataset, 'operations')).map((name) => json(`operations/${name}`));
const places = new Map(json('places.json').map((place) => [place.id, place]));
const states = (operation) => new Set((operation.places ?? []).map((id) => places.get(id).state));
const year = ({ end, announced, start, id }) => Number((end ?? announced ?? start ?? id).slice(0, 4));
const hash = (page) => new URL(page.url()).hash;
const count = (test) => operations.filter(test).length;

/** The first and the last day that an operation may have taken place on, as texts that compare. */
function days({ start, end, announced }) {
  const [from, to] = [start ?? end ?? announced, end ?? start ?? announced];
  if (!from) return undefined;
  // After every day of a month or year, and before the next.
  return [from.padEnd(10, '-00').slice(0, 10), to.length === 10 ? to : `${to}-99`];
}
const meets = (from, to) => (operation) => {
  const stretch = days(operation);
  return stretch !== undefined && stretch[1] >= from && stretch[0] <= `${to}-99`;
};

/** Waits until a field holds a text: the address changes before what it shows. */
async function holds(field, text) {
  const handle = await field.elementHandle();
  await field.page().waitForFunction(({ handle, text }) => handle.value === text, { handle, text });
}

async function open(t, address = '#/operations', settings = {}) {
  const seen = await visit(t, settings);
  await seen.page.goto(seen.server.view(address));
  await seen.page.locator('.skeleton').waitFor({ state: 'detached' });
  const filters = seen.page.getByRole('button', { name: /^Filters/ });
  if (await filters.isVisible()) await filters.click();
  const facet = (name) => seen.page.getByRole('group', { name, exact: true });
  const summary = (name) => seen.page.locator('summary').filter({ hasText: new RegExp(`^${name}$`) });
  return { ...seen, facet, summary };
}

/** The one checkbox of a facet whose label begins so. */
const box = (facet, label) => facet.getByRole('checkbox', { name: new RegExp(`^${label}, [\\d,]+$`) });
const names = (facet) => facet.getByRole('checkbox').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
const ends = (facet) => ['From', 'To'].map((name) => ({
  slider: facet.getByRole('slider', { name, exact: true }),
  field: facet.getByRole('textbox', { name, exact: true }),
}));

const inState = (...wanted) => (operation) => wanted.some((state) => states(operation).has(state));
const widths = [1280, 375];

for (const width of widths) {
  const settings = { context: { viewport: { width, height: 800 } } };

  test(`values are met by any, all or none of them, at ${width} pixels`, async (t) => {
    const seen = await open(t, '#/operations?state=KS&state=MO', settings);
    const { page, facet } = seen;
    const how = facet('State').getByRole('combobox', { name: 'Match for State' });
    await operationsShown(page, count(inState('KS', 'MO')));
    assert.equal(await how.inputValue().then((at) => how.locator(`option[value="${at}"]`).innerText()), 'Any of these');

    await how.selectOption('All of these');
    await operationsShown(page, count((one) => inState('KS')(one) && inState('MO')(one)));
    await page.waitForURL((url) => url.hash === '#/operations?state.all=KS&state.all=MO');

    await how.selectOption('None of these');
    await operationsShown(page, count((one) => !inState('KS', 'MO')(one)));
    await page.waitForURL((url) => url.hash === '#/operations?state!=KS&state!=MO');
    // Checked is what is left out, and every sense is told so.
    const kansas = box(facet('State'), 'Kansas');
    assert.equal(await kansas.isChecked(), true);
    const note = facet('State').getByText('What is checked here is left out.');
    assert.equal(await note.isVisible(), true);
    assert.equal(await kansas.getAttribute('aria-describedby'), await note.getAttribute('id'));
    const line = await kansas.evaluate((input) => getComputedStyle(input.labels[0].querySelector('.value')).textDecorationLine);
    assert.equal(line, 'line-through');

    // What is checked next is left out too; each step back undoes one.
    await box(facet('State'), 'California').check();
    await operationsShown(page, count((one) => !inState('KS', 'MO', 'CA')(one)));
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await operationsShown(page, count(inState('KS', 'MO')));
    assert.equal(hash(page), '#/operations?state=KS&state=MO');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    assertQuiet(seen);
  });

  test(`a stretch of years is set by the keys of two sliders, at ${width} pixels`, async (t) => {
    const seen = await open(t, '#/operations', settings);
    const { page, facet } = seen;
    const [from, to] = ends(facet('Year'));
    assert.equal(await from.slider.getAttribute('aria-valuetext'), '2008, no limit');
    await from.slider.focus();
    for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
    await operationsShown(page, count((one) => year(one) >= 2015));
    await page.waitForURL('**/#/operations?year=2015..');
    assert.equal(await from.slider.getAttribute('aria-valuetext'), '2015');
    assert.equal(await from.field.inputValue(), '2015');
    assert.equal(await from.slider.evaluate((input) => document.activeElement === input), true);
    await to.slider.focus();
    for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowLeft');
    await operationsShown(page, count((one) => year(one) >= 2015 && year(one) <= 2019));
    await page.waitForURL('**/#/operations?year=2015..2019');
    // The ends do not pass each other.
    await page.keyboard.press('Home');
    await page.waitForURL('**/#/operations?year=2015..2015');
    assert.equal(await to.slider.inputValue(), await from.slider.inputValue());
    // A row of keys on one slider is one step back.
    await page.goBack();
    await page.waitForURL('**/#/operations?year=2015..');
    await operationsShown(page, count((one) => year(one) >= 2015));
    await page.goBack();
    await operationsShown(page);
    assert.equal(hash(page), '#/operations');
    assertQuiet(seen);
  });

  test(`a click on the track is enough, at ${width} pixels`, async (t) => {
    const seen = await open(t, '#/operations', settings);
    const { page, facet } = seen;
    const [from, to] = ends(facet('Year'));
    const click = async (slider, share) => {
      const { width, height } = await slider.boundingBox();
      await slider.click({ position: { x: 8 + share * (width - 16), y: height / 2 } });
    };
    await click(from.slider, 10 / 18);
    await page.waitForURL('**/#/operations?year=2018..');
    await click(to.slider, 13 / 18);
    await page.waitForURL('**/#/operations?year=2018..2021');
    // Every press is a change of its own.
    await click(to.slider, 15 / 18);
    await page.waitForURL('**/#/operations?year=2018..2023');
    await page.goBack();
    await page.waitForURL('**/#/operations?year=2018..2021');
    await operationsShown(page, count((one) => year(one) >= 2018 && year(one) <= 2021));
    await page.goBack();
    await page.waitForURL('**/#/operations?year=2018..');
    await page.goForward();
    await page.waitForURL('**/#/operations?year=2018..2021');
    // The handle stands under the middle of its bar, whatever the width.
    const bars = facet('Year').locator('svg rect');
    const middle = async (element) => element.boundingBox().then(({ x, width }) => x + width / 2);
    const { x, width: track } = await from.slider.boundingBox();
    for (const at of [0, 10, 18]) {
      const handle = x + 8 + (at / 18) * (track - 16);
      assert.ok(Math.abs((await middle(bars.nth(at))) - handle) < 1, `bar ${at}`);
    }
    assertQuiet(seen);
  });

  test(`a stretch of dates is entered as text, at ${width} pixels`, async (t) => {
    const seen = await open(t, '#/operations?state=KS', settings);
    const { page, facet, summary } = seen;
    await summary('Date').click();
    const [from, to] = ends(facet('Date'));
    await from.field.fill('2019-06');
    await from.field.press('Enter');
    await page.waitForURL('**/#/operations?date=2019-06..&state=KS');
    await to.field.fill('soon');
    await to.field.press('Tab');
    const wrong = facet('Date').getByRole('alert');
    assert.equal(await wrong.innerText(), '“soon” is not a date such as 2019, 2019-07 or 2019-07-08.');
    assert.equal(await to.field.getAttribute('aria-invalid'), 'true');
    assert.equal(await to.field.getAttribute('aria-describedby'), await wrong.getAttribute('id'));
    assert.equal(await from.field.getAttribute('aria-invalid'), null);
    assert.equal(await to.field.inputValue(), 'soon');
    assert.equal(hash(page), '#/operations?date=2019-06..&state=KS');
    await to.field.fill('2019-07-15');
    await to.field.press('Enter');
    await page.waitForURL('**/#/operations?date=2019-06..2019-07-15&state=KS');
    await wrong.waitFor({ state: 'detached' });
    const asked = (one) => meets('2019-06-01', '2019-07-15')(one) && inState('KS')(one);
    await operationsShown(page, count(asked));
    const chips = page.getByRole('list', { name: 'Active filters' });
    await chips.getByRole('button', { name: 'Remove filter Date June 2019 to 15 July 2019' }).waitFor();
    // Two ends that pass each other are not applied, and not lost.
    await from.field.fill('1999');
    await from.field.press('Enter');
    await page.waitForURL('**/#/operations?date=1999..2019-07-15&state=KS');
    await from.field.fill('never');
    await from.field.press('Enter');
    assert.match(await wrong.innerText(), /“never” is not a date/);
    // What was wrong is gone when the stretch is changed in another way, and does not come back.
    await page.goBack();
    await page.waitForURL('**/#/operations?date=2019-06..2019-07-15&state=KS');
    await wrong.waitFor({ state: 'detached' });
    assert.equal(await from.field.inputValue(), '2019-06');
    await page.goForward();
    await page.waitForURL('**/#/operations?date=1999..2019-07-15&state=KS');
    await holds(from.field, '1999');
    await page.goBack();
    await page.waitForURL('**/#/operations?date=2019-06..2019-07-15&state=KS');
    await from.field.fill('2020');
    await from.field.press('Enter');
    assert.match(await wrong.innerText(), /From 2020 to 15 July 2019 is no stretch/);
    await to.field.fill('2021');
    await to.field.press('Enter');
    await page.waitForURL('**/#/operations?date=2020..2021&state=KS');
    await page.goBack();
    await page.waitForURL('**/#/operations?date=2019-06..2019-07-15&state=KS');
    await holds(to.field, '2019-07-15');
    await facet('Date').getByRole('button', { name: 'Clear' }).click();
    await page.waitForURL('**/#/operations?state=KS');
    await holds(from.field, '');
    assertQuiet(seen);
  });
}

test('dates are told from one another by days, in both directions open', async (t) => {
  for (const [asked, test] of [
    ['date=2019', meets('2019-01-01', '2019-12-31')],
    ['date=2019-07', meets('2019-07-01', '2019-07-31')],
    ['date=2019-07-15..', (one) => days(one)?.[1] >= '2019-07-15'],
    ['date=..2012', (one) => days(one)?.[0] <= '2012-99'],
    ['date=-', (one) => days(one) === undefined],
  ]) {
    const { page } = await open(t, `#/operations?${asked}`);
    await operationsShown(page, count(test));
  }
});

test('each way of matching is reached by keyboard alone', async (t) => {
  const seen = await open(t, '#/operations?kind=local_sting');
  const { page, facet } = seen;
  const how = facet('Kind').getByRole('combobox', { name: 'Match for Kind' });
  // An operation has one kind: all of two is not offered.
  assert.deepEqual(await how.locator('option').allInnerTexts(), ['Any of these', 'None of these']);
  await how.focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForURL('**/#/operations?kind!=local_sting');
  await operationsShown(page, count((one) => one.kind !== 'local_sting'));
  assert.equal(await how.evaluate((select) => document.activeElement === select), true);
  // Past the order and the value that is left out already.
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.waitForURL(/kind!=\w+&kind!=\w+$/);
  assertQuiet(seen);
});

test('a way of matching is chosen before the first value and outlives the last', async (t) => {
  const { page, facet } = await open(t);
  const kind = facet('Kind');
  const how = kind.getByRole('combobox', { name: 'Match for Kind' });
  await how.selectOption('None of these');
  assert.equal(hash(page), '#/operations');
  await box(kind, 'Local sting').check();
  await page.waitForURL('**/#/operations?kind!=local_sting');
  await box(kind, 'Local sting').uncheck();
  await operationsShown(page);
  await box(kind, 'Investigation').check();
  await page.waitForURL('**/#/operations?kind!=investigation');
  // Cleared from elsewhere, it begins anew.
  await page.getByRole('button', { name: 'Clear all', exact: true }).click();
  await operationsShown(page);
  await box(kind, 'Local sting').check();
  await page.waitForURL('**/#/operations?kind=local_sting');
  await how.selectOption('None of these');
  await page.waitForURL('**/#/operations?kind!=local_sting');
  await page.getByRole('button', { name: 'Clear all', exact: true }).click();
  await operationsShown(page);
  assert.equal(await how.inputValue(), '0');
});

test('values stand by count or by name, and a long list can be searched', async (t) => {
  const { facet } = await open(t);
  const state = facet('State');
  const counted = (await names(state)).map((name) => Number(name.match(/\d+$/)[0]));
  assert.deepEqual(counted, [...counted].sort((a, b) => b - a));
  await state.getByRole('combobox', { name: 'Order of State' }).selectOption('By name');
  assert.match((await names(state))[0], /^Alabama, /);
  await state.getByRole('button', { name: /^Show all \d+ of State$/ }).click();
  const named = (await names(state)).map((name) => name.replace(/, \d+$/, ''));
  assert.equal(named.at(-1), 'Not stated');
  assert.deepEqual(named.slice(0, -1), named.slice(0, -1).sort());
  await state.getByRole('searchbox', { name: 'Find in State' }).fill('new');
  assert.deepEqual((await names(state)).map((name) => name.replace(/, \d+$/, '')), ['New Jersey', 'New Mexico', 'New York'].filter((name) => named.includes(name)));
  await state.getByRole('searchbox', { name: 'Find in State' }).fill('zzz');
  await state.getByText('Nothing here by that name.').waitFor();
  const year = facet('Year');
  await year.getByRole('combobox', { name: 'Order of Year' }).selectOption('Most first');
  const years = (await names(year)).map((name) => Number(name.match(/\d+$/)[0]));
  assert.deepEqual(years, [...years].sort((a, b) => b - a));
});

test('what counts nothing is still there, dimmed and readable, in both colours', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    const { facet } = await open(t, '#/operations?year=2011', { context: { colorScheme } });
    const none = facet('Kind').locator('li.none').first();
    const ratio = await none.evaluate((item) => {
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
          .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const [ink, paper] = [light(getComputedStyle(item.querySelector('.value')).color), light(getComputedStyle(document.body).backgroundColor)];
      return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    });
    assert.ok(ratio >= 4.5, `${colorScheme}: ${ratio}`);
  }
});

test('the histogram says in words what is to be seen in it', async (t) => {
  const { page, facet } = await open(t, '#/operations?year=2015..2019&kind=local_sting');
  const sting = (one) => one.kind === 'local_sting';
  const picture = facet('Year').getByRole('img');
  const label = await picture.getAttribute('aria-label');
  assert.match(label, /^Operations by year\. Counted under all other filters\. From 2008 to 2026; .*Chosen: 2015 to 2019\.$/);
  const heights = await picture.locator('rect').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
  const counts = Array.from({ length: 19 }, (_, at) => count((one) => sting(one) && year(one) === 2008 + at));
  const highest = counts.indexOf(Math.max(...counts));
  assert.equal(heights.length, counts.length);
  for (const [at, number] of counts.entries()) {
    assert.equal(heights[at] === 0, number === 0, `${2008 + at}`);
    assert.ok(heights[at] <= heights[highest], `${2008 + at}`);
  }
  assert.equal(await picture.locator('rect.rest').count(), 14);
  await operationsShown(page, count((one) => sting(one) && year(one) >= 2015 && year(one) <= 2019));
});

test('the values of figures are a stretch on a scale of 1, 2, 5', async (t) => {
  const seen = await open(t, '#/figures?measure=victims');
  const { page, facet, summary } = seen;
  const values = operations.flatMap((one) => one.figures ?? []).filter((one) => one.measure === 'victims').map((one) => one.value);
  const shown = (test) => page.getByRole('status').filter({ hasText: `${values.filter(test).length.toLocaleString('en')} of ` }).first().waitFor();
  await summary('Value').click();
  const [from, to] = ends(facet('Value'));
  assert.equal(await facet('Value').getByRole('checkbox').count(), 0);
  await from.field.fill('1,000');
  await from.field.press('Enter');
  await page.waitForURL('**/#/figures?measure=victims&value=1000..');
  await shown((value) => value >= 1000);
  await from.slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL('**/#/figures?measure=victims&value=500..');
  await shown((value) => value >= 500);
  await to.field.fill('-3');
  await to.field.press('Enter');
  assert.match(await facet('Value').getByRole('alert').innerText(), /“-3” is not a number such as 31 or 15\.5\./);
  await page.getByRole('button', { name: 'Remove filter Value 500 or more' }).click();
  await shown(() => true);
  await holds(from.field, '');
  assertQuiet(seen);
});

test('a slider dragged is one change, and a link followed at once comes after it', async (t) => {
  const { page, facet } = await open(t);
  const [from] = ends(facet('Year'));
  await from.slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await from.slider.boundingBox();
  await page.mouse.move(x + 8, y + height / 2);
  await page.mouse.down();
  for (const share of [0.2, 0.4, 0.6, 10 / 18]) await page.mouse.move(x + 8 + share * (width - 16), y + height / 2);
  await page.mouse.up();
  await operationsShown(page, count((one) => year(one) >= 2018));
  await page.getByRole('link', { name: 'About', exact: true }).click();
  await page.getByRole('heading', { name: 'Codebook' }).waitFor();
  assert.equal(hash(page), '#/about');
  await page.goBack();
  await operationsShown(page, count((one) => year(one) >= 2018));
  assert.equal(hash(page), '#/operations?year=2018..');
  await page.goBack();
  await operationsShown(page);
  assert.equal(hash(page), '#/operations');
});

test('a stretch and values take each other’s place', async (t) => {
  const { page, facet } = await open(t, '#/operations?year=2015..2019');
  const field = ends(facet('Year'))[0].field;
  await box(facet('Year'), '2021').check();
  await page.waitForURL('**/#/operations?year=2021');
  await holds(field, '');
  await field.fill('2020');
  await field.press('Enter');
  await page.waitForURL('**/#/operations?year=2020..');
  await facet('Year').getByRole('checkbox', { name: /^2021, /, checked: false }).waitFor();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in facets of every state, in ${colorScheme} on a phone`, async (t) => {
    const address = '#/operations?date=2016-03..2019-06-15&state!=KS&measure.all=victims';
    const context = { colorScheme, viewport: { width: 320, height: 800 } };
    const seen = await open(t, address, { context, init: axeSource() });
    const { page, facet } = seen;
    await ends(facet('Date'))[0].field.fill('soon');
    await ends(facet('Date'))[0].field.press('Enter');
    await facet('Date').getByRole('alert').waitFor();
    const found = await page.evaluate(() =>
      globalThis.axe.run('#facets', { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }),
    );
    assert.ok(found.passes.length > 10);
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    assertQuiet(seen);
  });
}
