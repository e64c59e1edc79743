// Totals as a reader finds them: on every page that has them, each with its ledger, under the choices
// that they depend on, by mouse and by keyboard, wide and narrow. What should come out is reasoned from
// the files of the dataset, or asked of the command line.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { assertQuiet, operation, operationsShown, test, visits } from './harness.mjs';
import { program } from './program.mjs';
import { FORMS, explain, figuresIn, ledger, number, reads, region, shown, total, unfold } from './region.mjs';

const visit = visits();
const { json: call } = program();
const hash = (page) => new URL(page.url()).hash;
const phone = { context: { viewport: { width: 375, height: 700 }, hasTouch: true } };
const sized = [[1280, {}], [375, phone]];
const focused = (locator) => locator.evaluate((element) => document.activeElement === element);

async function open(t, address, settings = {}) {
  const seen = await visit(t, settings);
  await shown(seen, address);
  return seen;
}

const pages = [
  '#/',
  '#/operations',
  '#/operations/2021-hsi-kansas-city-31-victims',
  '#/figures',
  '#/agencies/fbi',
  '#/places/us-ks',
  '#/programmes/operation-cross-country',
];

for (const [width, settings] of sized) {
  test(`every page with totals explains each of them, at ${width} pixels`, async (t) => {
    const seen = await visit(t, settings);
    const { page } = seen;
    for (const address of pages) {
      await shown(seen, address);
      const items = region(page).getByRole('listitem');
      await items.first().waitFor();
      if (await region(page).getByText(/^Arrests by group; /).count()) await unfold(page);
      const buttons = items.getByRole('button', { name: /^Explain / });
      // Each total has one number and one button, and no button explains two.
      assert.equal(await items.count(), await buttons.count(), address);
      assert.equal(await items.getByRole('strong').count(), await buttons.count(), address);
      assert.equal(await region(page).getByRole('button', { name: /^Explain / }).count(), await buttons.count(), address);
      const arrests = explain(page, 'arrests');
      const said = await number(page, 'arrests');
      await (settings.context ? arrests.tap() : arrests.click());
      await ledger(page).waitFor();
      assert.equal(await ledger(page).getByText(said, { exact: true }).first().isVisible(), true, address);
      await ledger(page).getByRole('button', { name: 'Exit this page' }).waitFor();
      await ledger(page).getByText(/presumed innocent/i).first().waitFor();
      assert.ok((await figuresIn(ledger(page)).count()) > 0, address);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${address}: no sideways scrolling`);
      const box = await ledger(page).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${address}: the ledger is within the window`);
      await ledger(page).getByRole('button', { name: 'Close' }).click();
      await ledger(page).waitFor({ state: 'detached' });
      assert.equal(await focused(arrests), true, `${address}: the focus is back`);
      assert.equal(hash(page), address);
    }
    assertQuiet(seen);
  });
}

test('a page without totals has no region of them', async (t) => {
  const seen = await visit(t);
  for (const address of ['#/agencies', '#/places', '#/programmes', '#/offences', '#/sources', '#/disagreements', '#/about', '#/figures/2018-operation-misafekid/f2']) {
    await shown(seen, address);
    await seen.page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await region(seen.page).count(), 0, address);
  }
});

test('a ledger is opened, walked and closed by keyboard alone', async (t) => {
  const seen = await open(t, '#/operations?state=KS');
  const { page } = seen;
  const button = explain(page, 'people found');
  await button.focus();
  await page.keyboard.press('Enter');
  await ledger(page).waitFor();
  const inside = () => ledger(page).evaluate((dialog) => dialog.contains(document.activeElement));
  assert.equal(await inside(), true, 'the focus went into the ledger');
  // Nothing behind it can be reached.
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    const out = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement.closest('dialog'));
    assert.equal(out, false, `after ${presses + 1} tabs`);
  }
  await page.keyboard.press('Escape');
  await ledger(page).waitFor({ state: 'detached' });
  assert.equal(await focused(button), true);
  // It opens again, by the other key that presses a button.
  await page.keyboard.press('Space');
  await ledger(page).waitFor();
  await ledger(page).getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Enter');
  await ledger(page).waitFor({ state: 'detached' });
  assert.equal(await focused(button), true);
  assertQuiet(seen);
});

test('the exit button works while a ledger is open', async (t) => {
  const { page } = await open(t, '#/operations?state=KS');
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
  await explain(page, 'people found').click();
  await ledger(page).getByRole('button', { name: 'Exit this page' }).click();
  await page.waitForURL((url) => url.hostname !== '127.0.0.1');
});

// HSI Kansas City, June 2021. All nine sources say 31 people, 14 of them children and 17 adults, and 82
// arrests; the parts are inside the 31, and nine sources of one number are one number.
test('31 people were found in Kansas and Missouri, not 62', async (t) => {
  const id = '2021-hsi-kansas-city-31-victims';
  const stated = (measure, population) => [
    ...new Set(operation(id).figures.filter((figure) => figure.measure === measure && figure.population === population).map((figure) => figure.value)),
  ];
  assert.deepEqual([stated('victims', 'all'), stated('victims', 'children'), stated('victims', 'adults'), stated('arrests', 'all')], [[31], [14], [17], [82]]);
  const seen = await visit(t);
  const { page } = seen;
  for (const address of [`#/operations/${id}`, `#/operations?id=${id}`, `#/figures?id=${id}`]) {
    await shown(seen, address);
    for (const [what, words] of [['people found', '31'], ['children found', '14'], ['adults found', '17'], ['arrests', '82']]) {
      assert.equal(await number(page, what), words, `${address} ${what}`);
    }
  }
  // One of the nine is a digest: eight sources stand behind the number.
  const digests = operation(id).sources.filter((source) => source.kind === 'aggregator').length;
  assert.match(await total(page, 'arrests').innerText(), new RegExp(`1 operation, ${9 - digests} figures, ${9 - digests} sources`));
});

// Operation Independence Day, 2019: 103 children in the nation, with 82 rescued and 21 identified and
// every field office's share inside; Kansas City's 35 adults are not of the 103.
test('Operation Independence Day is counted once with its parts', async (t) => {
  const seen = await open(t, '#/operations?whole=2019-operation-independence-day');
  const { page } = seen;
  assert.equal(await number(page, 'children found'), '103');
  assert.equal(await number(page, 'adults found'), '35');
  assert.equal(await number(page, 'people found'), '138');
  // One paper prints 68, all others 67. Other suspects were arrested by its parts besides.
  await unfold(page);
  assert.equal(await number(page, 'arrests: alleged traffickers'), 'between 67 and 68');
  await shown(seen, '#/operations?whole=2019-operation-independence-day&rule=majority');
  await unfold(page);
  assert.equal(await number(page, 'arrests: alleged traffickers'), '67');
  await shown(seen, '#/operations/2019-operation-independence-day');
  assert.equal(await number(page, 'arrests'), 'between 67 and 68');
  assert.equal(await number(page, 'children found'), '103');
  await shown(seen, '#/operations/2019-operation-independence-day?rule=majority');
  assert.equal(await number(page, 'arrests'), '67');
  assertQuiet(seen);
});

test('North Carolina never shows the children of the whole nation', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  const states = ['#/operations?state=NC&year=2019', '#/places/us-nc?year=2019', '#/figures?state=NC&year=2019', '#/operations?place=us-nc&year=2019'];
  for (const address of states) {
    await shown(seen, address);
    await region(page).waitFor();
    assert.doesNotMatch(await region(page).innerText(), /\b103\b/, address);
    // Its own share: 3 children, said of the field office and of the state, which may be the same.
    assert.equal(await number(page, 'children found'), 'between 3 and 6', address);
  }
  await shown(seen, states[0]);
  const sentence = '1 operation also reached North Carolina without giving its share.';
  await total(page, 'arrests').getByText(sentence.slice(0, -1)).waitFor();
  await explain(page, 'arrests').click();
  await ledger(page).getByText(sentence).waitFor();
  await page.keyboard.press('Escape');
  // The 103 stand in the ledger, left out, each with the reason.
  await explain(page, 'children found').click();
  const left = ledger(page).getByRole('listitem').filter({ has: page.getByRole('link', { name: '103', exact: true }) });
  const reasons = await left.allInnerTexts();
  assert.ok(reasons.length > 0);
  for (const reason of reasons) assert.match(reason, /other places than the ones chosen, or for more than them/);
});

// Operation MISafeKid: the Marshals said 123, the state police 107. "Over 100" does not open the number,
// and missing children are not victims.
test('107 to 123 missing children were located in Michigan', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  for (const address of ['#/operations/2018-operation-misafekid', '#/operations?id=2018-operation-misafekid']) {
    await shown(seen, address);
    assert.equal(await number(page, 'missing children located'), 'between 107 and 123', address);
    assert.equal(await explain(page, 'people found').count(), 0, address);
    await region(page).getByText(/^No figure: people found; /).waitFor();
  }
  const row = page.getByRole('table', { name: 'Operations' }).locator('tbody tr');
  assert.match(await row.locator('[data-label="People found"]').innerText(), /^107–123\s+missing children/);
});

const cell = (page, name, column) =>
  page.getByRole('table', { name: 'Operations' }).getByRole('row').filter({ has: page.getByRole('rowheader').getByRole('link', { name, exact: true }) }).locator(`[data-label="${column}"]`);

test('the rule changes the totals, the cells and the address, and Back undoes it', async (t) => {
  const seen = await open(t, '#/operations?id=2019-operation-independence-day');
  const { page } = seen;
  const rule = page.getByRole('combobox', { name: 'When sources disagree' });
  const arrests = cell(page, 'Operation Independence Day', 'Arrests');
  assert.equal(await arrests.innerText(), '67–68');
  await rule.selectOption('Majority');
  await reads(page, 'arrests', '67');
  assert.equal(await arrests.innerText(), '67');
  assert.equal(hash(page), '#/operations?id=2019-operation-independence-day&rule=majority');
  await rule.selectOption('Highest');
  await reads(page, 'arrests', '68');
  assert.equal(hash(page), '#/operations?id=2019-operation-independence-day&rule=highest');
  await page.reload();
  await reads(page, 'arrests', '68');
  assert.equal(await arrests.innerText(), '68');
  assert.equal(await rule.inputValue(), 'highest');
  await page.goBack();
  await reads(page, 'arrests', '67');
  assert.equal(await rule.inputValue(), 'majority');
  await page.goBack();
  await reads(page, 'arrests', 'between 67 and 68');
  assert.equal(await arrests.innerText(), '67–68');
  assert.equal(await rule.inputValue(), 'range');
  assert.equal(hash(page), '#/operations?id=2019-operation-independence-day');
  await page.goForward();
  await reads(page, 'arrests', '67');
  assertQuiet(seen);
});

for (const [width, settings] of sized) {
  test(`the choices are made by keyboard alone, at ${width} pixels`, async (t) => {
    const seen = await open(t, '#/operations?id=2018-operation-misafekid&id=2019-operation-independence-day', settings);
    const { page } = seen;
    const rule = page.getByRole('combobox', { name: 'When sources disagree' });
    await reads(page, 'missing children located', 'between 107 and 123');
    await rule.focus();
    // Range, Issuing agency, Latest, Lowest, Highest, Majority.
    await page.keyboard.press('End');
    await reads(page, 'missing children located', '123');
    await page.keyboard.press('Home');
    await reads(page, 'missing children located', 'between 107 and 123');
    assert.equal(hash(page), '#/operations?id=2018-operation-misafekid&id=2019-operation-independence-day');
    const outcome = page.getByRole('combobox', { name: 'Outcome counted' });
    await page.keyboard.press('Tab');
    assert.equal(await focused(outcome), true);
    await page.keyboard.press('ArrowDown');
    await reads(page, 'people offered or given help', '39');
    await page.keyboard.press('ArrowUp');
    await reads(page, 'people found', '103');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page.getByRole('checkbox', { name: 'Include possible victims' })), true);
    await page.keyboard.press('Space');
    await page.waitForURL('**&possible=1');
    // 103 children of the nation and 3 possible victims among Michigan's: unrelated operations.
    await reads(page, 'people found, possible ones too', '106');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    assertQuiet(seen);
  });
}

// Miami's sources run from 147 to 183, Polk County's all say 157 (or more than 150).
test('rows are ordered by what the rule makes of them', async (t) => {
  const [miami, polk] = ['2020-super-bowl-liv-miami', '2024-operation-autumn-sweep-polk'];
  const arrested = operation(polk).figures.filter((figure) => figure.measure === 'arrests' && figure.population === 'all' && !figure.part_of && figure.qualifier === 'exactly');
  assert.deepEqual([...new Set(arrested.map((figure) => figure.value))], [157]);
  const { page } = await open(t, `#/operations?id=${miami}&id=${polk}&sort=-arrests`);
  const rows = () => page.getByRole('table', { name: 'Operations' }).locator('tbody tr').evaluateAll((lines) => lines.map((line) => line.dataset.key));
  const table = (text) => page.getByRole('table', { name: 'Operations' }).getByText(text, { exact: true }).waitFor();
  await table('147–183');
  assert.deepEqual(await rows(), [polk, miami]);
  const rule = page.getByRole('combobox', { name: 'When sources disagree' });
  await rule.selectOption('Highest');
  await table('183');
  assert.deepEqual(await rows(), [miami, polk]);
  await rule.selectOption('Lowest');
  await table('147');
  assert.deepEqual(await rows(), [polk, miami]);
  await page.goBack();
  await table('183');
  assert.deepEqual(await rows(), [miami, polk]);
});

// One source says that 39 adults were assisted: offered or given help, and no part of those found.
test('the outcome counted changes the totals, the cells and the address', async (t) => {
  const seen = await open(t, '#/operations?id=2019-operation-independence-day');
  const { page } = seen;
  const outcome = page.getByRole('combobox', { name: 'Outcome counted' });
  const found = page.getByRole('table', { name: 'Operations' }).locator('tbody td').filter({ hasText: /^(103|39|21)\b/ });
  await reads(page, 'people found', '103');
  assert.match(await found.innerText(), /^103/);
  await outcome.selectOption('Offered or given help');
  await reads(page, 'people offered or given help', '39');
  await reads(page, 'adults offered or given help', '39');
  assert.match(await found.innerText(), /^39/);
  assert.equal(hash(page), '#/operations?id=2019-operation-independence-day&outcome=served');
  await outcome.selectOption('Identified');
  // Of the 103 one source splits off 21 as identified.
  await reads(page, 'children identified', '21');
  assert.match(await found.innerText(), /^21/);
  await page.reload();
  await reads(page, 'children identified', '21');
  assert.equal(await outcome.inputValue(), 'identified');
  await page.goBack();
  await reads(page, 'people offered or given help', '39');
  await page.goBack();
  await reads(page, 'people found', '103');
  assert.match(await found.innerText(), /^103/);
  // Arrests have no such outcome, and stay.
  assert.equal(await number(page, 'arrests'), 'between 67 and 68');
});

test('possible victims count only where the reader asks for them', async (t) => {
  const { page } = await open(t, '#/operations?id=2018-operation-misafekid');
  const possible = page.getByRole('checkbox', { name: 'Include possible victims' });
  await reads(page, 'missing children located', 'between 107 and 123');
  assert.equal(await explain(page, 'people found').count(), 0);
  await possible.check();
  // Five sources mention the same three possible cases; missing children stay another number.
  await reads(page, 'children found, possible ones too', '3');
  assert.equal(hash(page), '#/operations?id=2018-operation-misafekid&possible=1');
  const found = page.getByRole('table', { name: 'Operations' }).locator('[data-label="People found"]');
  assert.match(await found.innerText(), /^3\b/);
  await page.reload();
  await reads(page, 'children found, possible ones too', '3');
  assert.equal(await possible.isChecked(), true);
  await page.goBack();
  await region(page).getByText(/^No figure: people found; /).waitFor();
  assert.equal(await possible.isChecked(), false);
  assert.match(await found.innerText(), /^107–123/);
});

test('a rule, an outcome or a word that is none is said with those there are, and nothing else changes', async (t) => {
  const seen = await open(t, '#/operations?id=2019-operation-independence-day&rule=mean&outcome=saved&possible=yes');
  const { page } = seen;
  const said = (await page.getByRole('alert').allInnerTexts()).join('\n');
  assert.match(said, /“rule=mean”.*It can be range, issuer, latest, lowest, highest, majority\./);
  assert.match(said, /“outcome=saved”.*It can be found, served, met, returned, arrested_as_victims, rescued, /);
  assert.match(said, /“possible=yes”.*It can be 1\./);
  assert.equal(await number(page, 'people found'), '103');
  assert.equal(await number(page, 'arrests'), 'between 67 and 68');
  assert.equal(hash(page), '#/operations?id=2019-operation-independence-day&rule=mean&outcome=saved&possible=yes');
  assertQuiet(seen);
});

/** What a ledger lists: of each figure its address and whether it is counted, with the reason if not. */
const listed = (part) =>
  part.evaluate((root) => {
    const sides = { Counted: true, 'Left out': false };
    let counted;
    const figures = [];
    for (const element of root.querySelectorAll('*')) {
      if (!element.children.length && element.textContent in sides) counted = sides[element.textContent];
      if (element.matches('a[href^="#/figures/"]')) {
        figures.push({ at: element.getAttribute('href').slice('#/figures/'.length).split('?')[0], counted, said: element.closest('li').innerText });
      }
    }
    return figures;
  });

test('a ledger lists every figure with its operation, and what is left out with the reason', async (t) => {
  const seen = await open(t, '#/operations/2019-operation-independence-day');
  const { page } = seen;
  await explain(page, 'arrests').click();
  const figures = await listed(ledger(page));
  const id = '2019-operation-independence-day';
  const arrests = operation(id).figures.filter((figure) => figure.measure === 'arrests').map((figure) => `${id}/${figure.id}`);
  assert.deepEqual(figures.map((figure) => figure.at).sort(), arrests.sort());
  const reason = (figure) => figures.find((line) => line.at === `${id}/${figure}`);
  // 67 in the address of a page that prints 68; a blog that repeats the FBI.
  assert.match(reason('f50').said, /The number stands only in the page's address\./);
  assert.match(reason('f66').said, /The source is an aggregator, and another source gives the same quantity\./);
  assert.deepEqual([reason('f2').counted, reason('f49').counted, reason('f50').counted, reason('f66').counted], [true, true, false, false]);
  for (const { at, counted, said } of figures) assert.equal(/\.$/.test(said.trim()), !counted, `${at}: ${said}`);
  // Everything leads somewhere.
  assert.equal(await ledger(page).getByRole('link', { name: 'Operation Independence Day', exact: true }).getAttribute('href'), `#/operations/${id}`);
  await ledger(page).getByRole('link', { name: '68', exact: true }).click();
  await page.waitForURL(`**/#/figures/${id}/f49`);
  assert.equal(await page.locator('dialog').count(), 0, 'the ledger does not stand over the next page');
  assert.equal(await focused(page.getByRole('heading', { level: 1 })), true, 'the focus is on the heading of the next page');
  // Back, it is not open; and it can be opened again.
  await page.goBack();
  await explain(page, 'arrests').waitFor();
  assert.equal(await page.locator('dialog').count(), 0);
  await explain(page, 'arrests').click();
  await ledger(page).waitFor();
  assertQuiet(seen);
});

test('a ledger shows what lies inside what', async (t) => {
  const { page } = await open(t, '#/operations?whole=2019-operation-independence-day');
  await explain(page, 'people found').click();
  const outer = (name) => ledger(page).getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
  // Charlotte's 3 stand under its office, which stands under the nation's 103.
  const nation = outer('Operation Independence Day: children').filter({ hasText: '103' }).first();
  const office = nation.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Operation Independence Day: children, FBI Charlotte field office', exact: true }) });
  const share = office.getByRole('listitem').filter({ has: page.locator('a[href="#/operations/2019-operation-independence-day-charlotte"]') });
  assert.equal(await share.first().isVisible(), true);
  assert.match(await nation.innerText(), /^Operation Independence Day: children: 103\s+counts in both ends/);
  assert.match(await share.first().innerText(), /is inside or may overlap what counts/);
  // Kansas City's adults stand beside the 103, not within.
  assert.equal(await nation.getByText(/adults/).count(), 0);
  await outer('FBI Kansas City share of Operation Independence Day, July 2019: adults').first().waitFor();
});

test('a ledger has a page of its own with the same total', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  for (const [address, what] of [
    ['#/operations?state=NC&year=2019', 'children found'],
    ['#/operations/2019-operation-independence-day', 'arrests'],
    ['#/operations?whole=2019-operation-independence-day&rule=majority', 'people found'],
    ['#/operations?id=2019-operation-independence-day&outcome=served', 'adults offered or given help'],
    ['#/places/us-mi?year=2018&possible=1', 'people found, possible ones too'],
    ['#/agencies/kansas-bureau-of-investigation?year=2021', 'arrests'],
    ['#/programmes/operation-cross-country?year=2023', 'missing children located'],
    ['#/figures?state=KS&year=2021&measure=arrests', 'arrests'],
  ]) {
    await shown(seen, address);
    const said = await number(page, what);
    const behind = (await total(page, what).innerText()).match(/[\d,]+ operations?, [\d,]+ figures?, [\d,]+ sources?/)[0];
    await explain(page, what).click();
    const figures = await listed(ledger(page));
    await ledger(page).getByRole('link', { name: 'The ledger’s own page' }).click();
    await page.waitForURL('**/#/ledger?*');
    const main = page.getByRole('main').filter({ has: page.getByRole('heading', { level: 1 }) });
    await main.getByText(behind, { exact: true }).waitFor();
    assert.equal(await main.getByRole('strong').filter({ hasText: said }).first().innerText(), said, address);
    const own = await listed(main);
    // The page has all; the dialog the first thirty operations.
    assert.deepEqual(own.slice(0, figures.length), figures, address);
    await page.goBack();
    await reads(page, what, said);
  }
  assertQuiet(seen);
});

/** What a button of a ledger saves: its name and its text. */
async function saved(page, part, label) {
  const [download] = await Promise.all([page.waitForEvent('download'), part.getByRole('button', { name: label, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** The rows of a CSV file. */
function rowsOf(text) {
  const rows = [];
  for (const line of text.split('\r\n').join('\n').matchAll(/(?:"(?:[^"]|"")*"|[^"\n])+/g)) {
    const cells = [...line[0].matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
    rows.push(cells);
  }
  const [heads, ...rest] = rows;
  return rest.map((cells) => Object.fromEntries(heads.map((head, at) => [head, cells[at]])));
}

test('a ledger is taken along in three forms that agree with the command line', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  for (const [address, what] of [
    ['#/operations?state=NC&year=2019', 'children found'],
    ['#/operations/2019-operation-independence-day?rule=majority', 'arrests'],
    ['#/operations?id=2018-operation-misafekid&possible=1', 'people found, possible ones too'],
    ['#/operations?id=2017-national-johns-suppression-initiative-harris-county', 'arrests'],
  ]) {
    await shown(seen, address);
    const said = await number(page, what);
    await explain(page, what).click();
    const link = await ledger(page).getByRole('link', { name: 'The ledger’s own page' }).getAttribute('href');
    const asked = await call('total', link.slice('#/'.length), '--json');
    const figures = await listed(ledger(page));
    const json = await saved(page, ledger(page), FORMS.json);
    const made = JSON.parse(json.text);
    assert.match(json.name, /\.json$/);
    assert.deepEqual({ ...made, query: made.query.replace(/^\//, '') }, asked, address);
    assert.equal(made.included.length + made.excluded.length, figures.length, address);
    assert.deepEqual(made.included.map((line) => `${line.operation}/${line.figure}`), figures.filter((line) => line.counted).map((line) => line.at), address);
    const csv = await saved(page, ledger(page), FORMS.csv);
    assert.match(csv.name, /\.csv$/);
    const rows = rowsOf(csv.text);
    assert.equal(rows.length, figures.length, address);
    const of = (line) => `${line.operation}/${line.figure} ${line.source} ${line.value} ${line.reason ?? ''}`.trim();
    assert.deepEqual(rows.filter((row) => row.included === 'true').map(of).sort(), asked.included.map(of).sort(), address);
    assert.deepEqual(rows.filter((row) => row.included === 'false').map(of).sort(), asked.excluded.map(of).sort(), address);
    const notes = await saved(page, ledger(page), FORMS.notes);
    assert.match(notes.name, /\.txt$/);
    assert.ok(notes.text.includes(`: ${said}. `), `${address}: ${notes.text.slice(0, 200)}`);
    const numbered = [...notes.text.matchAll(/^(\d+)\. .*\[(.+)\]$/gm)];
    assert.deepEqual(numbered.map(([, at]) => Number(at)), asked.included.map((_, at) => at + 1), address);
    assert.deepEqual(numbered.map(([, , at]) => at), asked.included.map((line) => `${line.operation}/${line.figure}`), address);
    const suspects = /arrest/.test(what);
    assert.equal(/innocent/i.test(notes.text), suspects, address);
    // The page of its own gives the same files.
    await ledger(page).getByRole('link', { name: 'The ledger’s own page' }).click();
    await page.waitForURL('**/#/ledger?*');
    const main = page.getByRole('main').filter({ has: page.getByRole('heading', { level: 1 }) });
    for (const [form, text] of [['json', json.text], ['csv', csv.text], ['notes', notes.text]]) {
      assert.equal((await saved(page, main, FORMS[form])).text, text, `${address} ${form}`);
    }
  }
  assertQuiet(seen);
});

test('what is not one number says why and leads to those it would be made of', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  const main = page.getByRole('main').filter({ has: page.getByRole('heading', { level: 1 }) });
  for (const [address, why, instead] of [
    ['measure=arrests&measure=charges&state=KS', /^Arrests and charges are not one number: the same people can be in both\./, ['Arrests', 'Charges']],
    ['measure=victims&measure=missing_children&state=KS', /^Victims and missing children are not one number: a child reported missing need not have been trafficked\./, ['People found', 'Missing children located']],
    ['measure=victims&outcome=found&outcome=served&state=KS', /are not one number: the same people can be in both\./, ['People found', 'People offered or given help']],
  ]) {
    await shown(seen, `#/ledger?${address}`);
    assert.match(await main.getByRole('alert').innerText(), why);
    // Each with its number.
    const separate = await main.locator('a[href^="#/ledger?"]').allInnerTexts();
    assert.deepEqual(separate.map((words) => words.split(': ')[0]).sort(), [...instead].sort());
    for (const words of separate) assert.match(words, /: (no figure|.*\d.*)$/);
    assert.equal(await main.getByRole('button', { name: FORMS.csv }).count(), 0);
    // No number stands there.
    assert.doesNotMatch(await main.innerText(), /\d+ figures?/);
    const words = separate.find((words) => words.startsWith(`${instead[0]}: `));
    await main.getByRole('link', { name: words, exact: true }).click();
    await main.getByText(instead[0], { exact: true }).waitFor();
    assert.equal(await main.getByRole('strong').first().innerText(), words.slice(instead[0].length + 2));
    await main.getByText(/\d+ operations?, \d+ figures?, \d+ sources?/).first().waitFor();
    assert.match(hash(page), /state=KS/);
    assert.equal(await main.getByRole('alert').count(), 0);
  }
  await shown(seen, '#/ledger?measure=youngest_victim_age');
  assert.match(await main.getByRole('alert').innerText(), /is not added up: it has a lowest and a highest\. Lowest \d+, highest \d+, in \d+ figures\./);
});
