// Exploring: facets, search, order, pages, addresses, history, by mouse and by keyboard, wide and
// narrow. What should come out is asked of the command line's own record: the files of the dataset.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assertQuiet, drawsSlowly, operationCount, operationsShown, test, version, visits } from './harness.mjs';
import { root } from './server.mjs';

const visit = visits();
const dataset = join(root, 'assets', 'dataset');
const json = (path) => JSON.parse(readFileSync(join(dataset, path), 'utf8'));
const operations = readdirSync(join(dataset, 'operations')).map((name) => json(`operations/${name}`));
const places = new Map(json('places.json').map((place) => [place.id, place]));
const states = (operation) => new Set((operation.places ?? []).map((id) => places.get(id).state));
const inState = (state) => operations.filter((operation) => states(operation).has(state));
const hash = (page) => new URL(page.url()).hash;

async function open(t, address = '#/operations', settings = {}) {
  const seen = await visit(t, settings);
  await seen.page.goto(seen.server.view(address));
  await seen.page.locator('.skeleton').waitFor({ state: 'detached' });
  const facet = (name) => seen.page.getByRole('group', { name, exact: true });
  return { ...seen, facet, table: seen.page.getByRole('table', { name: 'Operations' }) };
}

/** The name of the one checkbox of a facet whose label begins so. */
const box = (facet, label) => facet.getByRole('checkbox', { name: new RegExp(`^${label}, [\\d,]+$`) });

test('a value of a facet filters the table, counts along, and stands in the address', async (t) => {
  const seen = await open(t);
  const { page, facet, server } = seen;
  await operationsShown(page);
  const kansas = inState('KS');
  await facet('State').getByRole('button', { name: /^Show all/ }).click();
  const checkbox = box(facet('State'), 'Kansas');
  assert.match(await checkbox.evaluate((input) => input.labels[0].innerText), new RegExp(`${kansas.length}$`));
  const before = server.requests.length;
  await checkbox.check();
  await operationsShown(page, kansas.length);
  assert.equal(hash(page), '#/operations?state=KS');
  // The facet is not filtered by itself: other states keep their counts.
  assert.equal(await box(facet('State'), 'Missouri').evaluate((input) => input.labels[0].innerText.match(/\d+$/)[0]), String(inState('MO').length));
  // Other facets are: kinds are counted among the operations that reached Kansas.
  const stings = kansas.filter((operation) => operation.kind === 'local_sting').length;
  assert.equal(await facet('Kind').getByRole('checkbox', { name: `Local sting, ${stings}` }).count(), 1);
  await box(facet('State'), 'Missouri').check();
  const either = operations.filter((operation) => states(operation).has('KS') || states(operation).has('MO'));
  await operationsShown(page, either.length);
  assert.equal(hash(page), '#/operations?state=KS&state=MO');
  assert.deepEqual(server.requests.slice(before), [], 'nothing was asked of the server');
  assertQuiet(seen);
});

test('the address follows in the task that draws, so a link that is followed at once is not lost', async (t) => {
  const seen = await visit(t, { init: drawsSlowly });
  const { page, server } = seen;
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  // Whoever is faster than the program: the first thing that changes on the page is answered by a click.
  await page.evaluate(() => {
    window.written = new Promise((says) => {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        says(location.hash);
        document.querySelector('nav a[href^="#/figures"]').click();
      }).observe(document.querySelector('#main'), { childList: true, characterData: true, subtree: true });
    });
  });
  await page.getByRole('checkbox', { name: /^Local sting, / }).click();
  assert.equal(await page.evaluate(() => window.written), '#/operations?kind=local_sting');
  await page.getByRole('heading', { level: 1, name: 'Figures' }).waitFor();
  assert.match(hash(page), /^#\/figures/);
  const stings = operations.filter((operation) => operation.kind === 'local_sting').length;
  await page.goBack();
  await operationsShown(page, stings);
  assert.equal(hash(page), '#/operations?kind=local_sting');
  await page.goBack();
  await operationsShown(page);
  assert.equal(hash(page), '#/operations');
  assertQuiet(seen);
});

test('who is faster than the effects of the first table is followed, with and without a history', async (t) => {
  for (const [address, entries] of [['#/operations', 1], ['#/operations?embed=1', 0]]) {
    const seen = await visit(t, { init: drawsSlowly });
    const { page, server } = seen;
    // Clicked in the task in which the first table is drawn.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const sort = document.querySelector('.rows thead button');
        if (sort === null) return;
        observer.disconnect();
        globalThis.entries = history.length;
        sort.click();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(server.view(address));
    const sorted = page.locator('.rows thead th[aria-sort=ascending]');
    await sorted.waitFor();
    await page.waitForFunction(() => /[?&]sort=name(&|$)/.test(location.hash));
    assert.equal(await page.evaluate(() => history.length - entries), entries, address);
    if (entries > 0) {
      await page.goBack();
      await sorted.waitFor({ state: 'detached' });
      await page.locator(':root[data-by-reader]').waitFor();
    }
    assertQuiet(seen);
  }
});

test('a click on a value is answered at once', async (t) => {
  const { page, facet } = await open(t);
  await operationsShown(page);
  // From the click to the next picture that can show its answer: said, not asserted.
  const milliseconds = await box(facet('Kind'), 'Local sting').evaluate(async (input) => {
    const status = document.querySelector('.status');
    const [before, start] = [status.textContent, performance.now()];
    input.click();
    while (status.textContent === before) await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  t.diagnostic(`click to the next frame with the answer: ${milliseconds.toFixed(1)} ms`);
  await operationsShown(page, operations.filter((operation) => operation.kind === 'local_sting').length);
});

test('Back undoes one filter at a time, and Forward brings it back', async (t) => {
  const { page, facet } = await open(t);
  await box(facet('Kind'), 'National sweep').check();
  const national = operations.filter((operation) => operation.kind === 'national_sweep').length;
  await operationsShown(page, national);
  await box(facet('Kind'), 'Investigation').check();
  const both = national + operations.filter((operation) => operation.kind === 'investigation').length;
  await operationsShown(page, both);
  await page.goBack();
  await operationsShown(page, national);
  assert.equal(await box(facet('Kind'), 'Investigation').isChecked(), false);
  await page.goBack();
  await operationsShown(page);
  await page.goForward();
  await operationsShown(page, national);
});

test('chips name the active filters and take them away', async (t) => {
  const { page } = await open(t, '#/operations?state=KS&kind!=local_sting&q=police');
  const chips = page.getByRole('list', { name: 'Active filters' });
  assert.equal(await chips.getByRole('listitem').count(), 3);
  await chips.getByRole('button', { name: 'Remove filter Kind not Local sting' }).click();
  await page.waitForURL('**/#/operations?state=KS&q=police');
  await chips.getByRole('button', { name: 'Remove filter State Kansas' }).click();
  await page.waitForURL('**/#/operations?q=police');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await operationsShown(page);
  assert.equal(hash(page), '#/operations');
  assert.equal(await chips.count(), 0);
});

test('searching filters as one types and makes one entry of the history', async (t) => {
  const { page } = await open(t);
  await operationsShown(page);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.pressSequentially('independence day');
  await page.waitForURL('**/#/operations?q=independence%20day');
  const rows = page.getByRole('table', { name: 'Operations' }).locator('tbody tr');
  await rows.filter({ hasText: 'Operation Independence Day' }).first().waitFor();
  const count = await page.getByRole('status').filter({ hasText: / of \d+ operations/ }).innerText();
  assert.notEqual(count, `${operationCount} of ${operationCount} operations`);
  await page.goBack();
  await operationsShown(page);
  assert.equal(await search.inputValue(), '');
});

test('keystrokes faster than the page can follow are still one step back', async (t) => {
  const { page } = await open(t);
  await operationsShown(page);
  // Two changes before the app has a chance to write the address, as on a slow machine.
  await page.getByRole('searchbox', { name: 'Search' }).evaluate((input) => {
    for (const typed of ['h', 'hotel']) {
      input.value = typed;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await page.waitForURL('**/#/operations?q=hotel');
  await page.goBack();
  await operationsShown(page);
});

test('a search that finds nothing says so and offers a way back', async (t) => {
  const { page } = await open(t, '#/operations?q=zzzz');
  await operationsShown(page, 0);
  await page.getByText('No operation passes all of these filters.').waitFor();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await operationsShown(page);
});

test('a column orders the rows up and down, and Shift adds a second', async (t) => {
  const { page, table } = await open(t);
  const head = (name) => table.getByRole('columnheader', { name });
  assert.equal(await head('Date').getAttribute('aria-sort'), 'descending');
  await head('Operation').getByRole('button').click();
  await page.waitForURL('**/#/operations?sort=name');
  assert.equal(await head('Operation').getAttribute('aria-sort'), 'ascending');
  assert.equal(await head('Date').getAttribute('aria-sort'), null);
  const names = await table.locator('tbody th a:not(.mark)').allInnerTexts();
  const folded = names.map((name) => name.toLowerCase());
  assert.deepEqual(folded, [...folded].sort());
  await head('Operation').getByRole('button').click();
  await page.waitForURL('**/#/operations?sort=-name');
  await head('Date').getByRole('button').click({ modifiers: ['Shift'] });
  await page.waitForURL('**/#/operations?sort=-name,date');
});

test('numbers sort by their lower end, what is not stated last', async (t) => {
  const { table } = await open(t, '#/operations?sort=-arrests&size=500');
  const cells = await table.locator('tbody td[data-label="Arrests"]').allInnerTexts();
  const least = (cell) => cell.match(/^(?:about )?([\d,]+)/)?.[1].replaceAll(',', '');
  const lower = cells.map((cell) => (least(cell) === undefined ? null : Number(least(cell))));
  const stated = lower.filter((number) => number !== null);
  assert.deepEqual(stated, [...stated].sort((a, b) => b - a));
  assert.ok(stated.length > 100);
  assert.ok(lower.slice(stated.length).every((number) => number === null));
});

test('a link with a view shows the view', async (t) => {
  const { page, facet } = await open(t, '#/operations?year=2019&state=KS&sort=name');
  const shown = inState('KS').filter((operation) => operation.id.startsWith('2019-')).length;
  await operationsShown(page, shown);
  assert.equal(await box(facet('Year'), '2019').isChecked(), true);
  assert.equal(await box(facet('State'), 'Kansas').isChecked(), true);
});

test('a part of the address that cannot be read is kept and said', async (t) => {
  const seen = await open(t, '#/operations?colour=red&state=KS&kind=nonsense');
  const { page } = seen;
  await operationsShown(page, inState('KS').length);
  const alerts = page.getByRole('alert');
  assert.match(await alerts.nth(0).innerText(), /colour=red/);
  assert.match(await alerts.nth(1).innerText(), /It can be national_sweep/);
  assert.equal(hash(page), '#/operations?colour=red&state=KS&kind=nonsense');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.waitForURL('**/#/operations?state=KS');
  assert.equal(await alerts.count(), 0);
  assertQuiet(seen);
});

test('an address edited by hand is followed', async (t) => {
  const { page } = await open(t);
  await operationsShown(page);
  await page.evaluate(() => {
    location.hash = '#/operations?kind=labor_inspection';
  });
  await operationsShown(page, operations.filter((operation) => operation.kind === 'labor_inspection').length);
});

test('a page of an operation has its own title and heading with the focus', async (t) => {
  const { page, table } = await open(t);
  const link = table.locator('tbody th a').first();
  const name = await link.innerText();
  await link.click();
  const heading = page.getByRole('heading', { level: 1 });
  await heading.filter({ hasText: name }).waitFor();
  assert.equal(await heading.evaluate((element) => document.activeElement === element), true);
  assert.equal(await page.title(), `${name} · Clearcount`);
});

test('the whole way by keyboard alone', async (t) => {
  const seen = await open(t);
  const { page } = seen;
  await operationsShown(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  assert.equal(hash(page), '#/operations');
  const tabTo = async (matches) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(matches)) return;
    }
    assert.fail(`never reached ${matches}`);
  };
  await tabTo(() => document.activeElement.id === 'search');
  await page.keyboard.type('sheriff');
  await page.waitForURL('**/#/operations?q=sheriff');
  await tabTo(() => document.activeElement.type === 'checkbox' && document.activeElement.labels[0].innerText.startsWith('2021'));
  await page.keyboard.press('Space');
  await page.waitForURL('**/#/operations?year=2021&q=sheriff');
  // The focus stays on what was pressed, although everything around it was counted anew.
  assert.equal(await page.evaluate(() => document.activeElement.labels[0].innerText.startsWith('2021')), true);
  await tabTo(() => document.activeElement.classList.contains('sort') && document.activeElement.innerText === 'Operation');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/#/operations?year=2021&q=sheriff&sort=name');
  await tabTo(() => document.activeElement.matches('tbody th a'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/operations\/2021-/);
  assertQuiet(seen);
});

test('on a phone the filters wait behind a button and rows are cards', async (t) => {
  const seen = await open(t, '#/operations', { context: { viewport: { width: 375, height: 700 }, hasTouch: true } });
  const { page, facet, table } = seen;
  await operationsShown(page);
  assert.equal(await facet('Kind').isVisible(), false);
  await page.getByRole('button', { name: 'Filters' }).tap();
  await box(facet('Kind'), 'National sweep').tap();
  const national = operations.filter((operation) => operation.kind === 'national_sweep').length;
  await operationsShown(page, national);
  await page.getByRole('button', { name: 'Filters (1)' }).tap();
  // A card says the name of each column before its cell, and keeps its roles.
  assert.equal(await table.getByRole('row').count(), national + 1);
  const label = await table.locator('tbody td').first().evaluate((cell) => getComputedStyle(cell, '::before').content);
  assert.equal(label, '"Date"');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
  assertQuiet(seen);
});

test('Copy link copies the address of the view with the version of the dataset', async (t) => {
  const { page, context } = await open(t, '#/operations?state=KS');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `${page.url()}&v=${version}`);
  // Opened, it shows the same, and has nothing to say of changes.
  await page.goto(copied);
  await operationsShown(page, inState('KS').length);
  assert.equal(await page.getByRole('region', { name: /^Since version/ }).count(), 0);
});

test('quiet history keeps the page to a single entry, links included', async (t) => {
  const { page, facet, table } = await open(t);
  await operationsShown(page);
  const length = await page.evaluate(() => history.length);
  await page.getByRole('checkbox', { name: 'Quiet history' }).check();
  await box(facet('Kind'), 'Investigation').check();
  await page.waitForURL('**/#/operations?kind=investigation');
  await table.locator('tbody th a').first().click();
  await page.getByRole('heading', { name: 'Sources', exact: true }).waitFor();
  await page.getByRole('link', { name: 'About', exact: true }).click();
  await page.getByRole('heading', { name: 'Codebook' }).waitFor();
  assert.equal(hash(page), '#/about');
  assert.equal(await page.evaluate(() => history.length), length);
});

test('a figure leads to its source and to what other sources say', async (t) => {
  const seen = await open(t, '#/operations/2018-operation-misafekid');
  const { page } = seen;
  await page.getByText('Sources differ').first().waitFor();
  await page.getByRole('table', { name: 'Missing children' }).getByRole('link').first().click();
  await page.waitForURL(/#\/figures\/2018-operation-misafekid\/f\d+$/);
  const rivals = page.getByRole('table', { name: 'All sources on this quantity' });
  const text = await rivals.innerText();
  assert.match(text, /\b123\b/);
  assert.match(text, /\b107\b/);
  const report = await page.getByRole('textbox').inputValue();
  assert.match(report, /#\/figures\/2018-operation-misafekid\/f\d+/);
  assertQuiet(seen);
});

test('colours chosen are kept from page to page', async (t) => {
  const { page } = await open(t, '#/operations', { context: { colorScheme: 'light' } });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole('combobox', { name: 'Colours' }).selectOption('dark');
  await page.waitForURL('**/#/operations?theme=dark');
  await page.locator(':root[data-theme=dark]').waitFor();
  assert.notEqual(await paper(), light);
  await page.getByRole('link', { name: 'About', exact: true }).click();
  await page.waitForURL('**/#/about?theme=dark');
});

test('the chart of years is a picture with words and a table that filters', async (t) => {
  const { page } = await open(t, '#/');
  const chart = page.getByRole('group', { name: /^Operations, by year\./ });
  const of2019 = operations.filter((operation) => operation.id.startsWith('2019-')).length;
  assert.equal(await chart.getByRole('link', { name: `2019: ${of2019} operations`, exact: true }).count(), 1);
  const section = page.getByRole('region', { name: 'Operations, by year' });
  await section.getByText('Show as table').click();
  await section.getByRole('table', { name: 'Operations, by year' }).getByRole('link', { name: '2019' }).click();
  await operationsShown(page, of2019);
});

test('Back leads to the row that was followed, and the focus with it', async (t) => {
  const { page, table } = await open(t);
  await operationsShown(page);
  const link = table.locator('tbody th a').nth(40);
  const href = await link.getAttribute('href');
  await link.click();
  await page.getByRole('heading', { name: 'Sources', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.goBack();
  await operationsShown(page);
  await page.waitForFunction((wanted) => document.activeElement.getAttribute('href') === wanted, href);
  assert.ok((await page.evaluate(() => scrollY)) > 500);
});

test('the focus never falls out of the page when what had it goes', async (t) => {
  const { page, facet } = await open(t, '#/operations?state=KS&kind=local_sting');
  const focused = () => page.evaluate(() => document.activeElement.tagName);
  await page.getByRole('button', { name: 'Remove filter Kind Local sting' }).press('Enter');
  await page.waitForURL('**/#/operations?state=KS');
  await page.waitForFunction(() => document.activeElement !== document.body);
  await box(facet('State'), 'Kansas').press('Space');
  await operationsShown(page);
  assert.notEqual(await focused(), 'BODY');
  await page.goto(page.url().replace(/#.*/, '#/operations?page=7'));
  await page.getByText('Rows 301–350 of 353').waitFor();
  const next = page.getByRole('button', { name: 'Next page' });
  await next.press('Enter');
  await page.getByText('Rows 351–353 of 353').waitFor();
  assert.equal(await next.evaluate((button) => document.activeElement === button), true);
});

test('a facet stays as open as its reader left it', async (t) => {
  const { page, facet } = await open(t);
  await operationsShown(page);
  await page.locator('summary').filter({ hasText: 'Agency level' }).press('Enter');
  const federal = box(facet('Agency level'), 'Federal');
  await federal.press('Space');
  await page.waitForURL('**/#/operations?level=federal');
  await federal.press('Space');
  await operationsShown(page);
  assert.equal(await federal.isVisible(), true);
  assert.equal(await federal.evaluate((input) => document.activeElement === input), true);
});

test('what was typed is not lost when a link is followed at once', async (t) => {
  const { page } = await open(t);
  await operationsShown(page);
  await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('kansas', { delay: 0 });
  await page.getByRole('link', { name: 'About', exact: true }).click();
  await page.getByRole('heading', { name: 'Codebook' }).waitFor();
  await page.goBack();
  await page.waitForURL('**/#/operations?q=kansas');
  assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'kansas');
});

test('the name of the site keeps the chosen colours', async (t) => {
  const { page } = await open(t, '#/operations?theme=dark');
  await page.getByRole('link', { name: 'Clearcount', exact: true }).click();
  await page.waitForURL('**/#/?theme=dark');
});

test('from beyond the last page one gets back without losing the filters', async (t) => {
  const { page } = await open(t, '#/operations?kind=local_sting&page=99');
  await page.getByRole('button', { name: 'Previous page' }).click();
  await page.waitForURL('**/#/operations?kind=local_sting&page=2');
  await page.getByRole('table', { name: 'Operations' }).waitFor();
});

