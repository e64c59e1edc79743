// Charts as a reader drives them: walked and pressed by keys, pointed at, brushed, followed to the
// rows and ledgers behind their marks, under the filters and the rule of the page.
import assert from 'node:assert/strict';

import { chart, charts, focus, mark, marks, numbers, picture, readout, said, unfold } from './chart.mjs';
import { assertQuiet, operationCount, operationsShown, test, visits } from './harness.mjs';
import { number, shown } from './region.mjs';
import { programShown } from './routes.mjs';

const visit = visits();
const hash = (page) => new URL(page.url()).hash;
const years = 'Operations, by year';

async function open(t, address, settings = {}) {
  const seen = await visit(t, settings);
  await shown(seen, address);
  return seen;
}

/** The address, once it is this. */
const address = (page, wanted) => page.waitForFunction((hash) => location.hash === hash, wanted);

/** How many operations the status line says pass. */
const passing = async (page) => {
  const words = await page.getByRole('status').filter({ hasText: `of ${operationCount} operations` }).first().innerText();
  return Number(words.split(' ')[0]);
};

/** The number that what a mark says begins with, behind its name. */
const counted = (words) => Number(/: ([\d,]+)/.exec(words)[1].replaceAll(',', ''));

const everywhere = [
  '#/',
  '#/operations',
  '#/operations?chart=bars',
  '#/operations?chart=map',
  '#/operations?chart=ranges',
  '#/operations?chart=multiples',
  '#/operations?of=victims.children',
  '#/operations?chart=bars&by=state&of=arrests',
  '#/figures?measure=arrests',
  '#/agencies',
  '#/agencies?chart=matrix',
  '#/places',
  '#/programmes/operation-cross-country',
  '#/sources',
  '#/disagreements',
  '#/compare?id=2021-hsi-kansas-city-31-victims&id=2021-operation-archangel-wichita',
];

for (const [width, settings] of [[1280, {}], [375, { context: { viewport: { width: 375, height: 700 } } }]]) {
  test(`every mark has words, one of them is reached by Tab, and the table has the same numbers, at ${width} pixels`, async (t) => {
    const seen = await visit(t, settings);
    const { page } = seen;
    for (const place of everywhere) {
      await shown(seen, place);
      assert.ok((await charts(page).count()) > 0, place);
      for (const drawn of await charts(page).all()) {
        const name = await picture(drawn).getAttribute('aria-label');
        const title = await drawn.locator('h2').innerText();
        assert.ok(name.startsWith(title) && name.length > title.length + 30, `${place}: ${name}`);
        const words = await said(drawn);
        assert.ok(words.length > 0 && words.every((words) => /.: ./.test(words)), `${place}: ${words}`);
        assert.equal(await picture(drawn).locator('.item[tabindex="0"]').count(), 1, place);
        const rows = await numbers(drawn);
        // Every mark stands in the table; a row without a mark has no number.
        const names = rows.map(({ name }) => name);
        const hrefs = await marks(drawn).evaluateAll((items) => items.map((item) => item.getAttribute('href')));
        for (const [at, own] of words.entries()) {
          const row = rows.find(({ name, href }) => own.startsWith(`${name}: `) && href === hrefs[at]);
          assert.ok(row, `${place}: ${own}, to ${hrefs[at]}, is not among ${names}`);
        }
        for (const { name, number } of rows.filter(({ number }) => /^[1-9][\d,]*$/.test(number))) {
          const own = words.find((words) => words.startsWith(`${name}: `));
          assert.ok(own?.includes(number), `${place}: ${name} is ${number}, and its mark says ${own}`);
        }
      }
    }
    assertQuiet(seen);
  });
}

test('the arrows walk the marks in order, and Home and End lead to the ends', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  const drawn = chart(page, years);
  const words = await said(drawn);
  const bars = words.filter((words) => /^\d{4}: /.test(words));
  assert.equal(bars.length, words.filter((words) => /^\d{4}:/.test(words)).length);
  await marks(drawn).first().focus();
  for (const bar of bars) {
    assert.equal(await focus(page), bar);
    assert.equal(await readout(drawn), bar);
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('End');
  assert.equal(await focus(page), words.at(-1));
  await page.keyboard.press('Home');
  assert.equal(await focus(page), words[0]);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focus(page), words[0]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  // What has been walked to is what Tab comes back to.
  const here = await focus(page);
  await page.keyboard.press('Tab');
  assert.notEqual(await focus(page), here);
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focus(page), here);
  assert.equal(hash(page), '#/operations');
  assertQuiet(seen);
});

test('pointing at a mark reads out what it says, and other filters take that away', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  const drawn = chart(page, years);
  const words = await mark(drawn, '2019: ').getAttribute('aria-label');
  await mark(drawn, '2019: ').hover();
  assert.equal(await readout(drawn), words);
  await mark(drawn, '2020: ').focus();
  assert.match(await readout(drawn), /^2020: /);
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    location.hash = '#/operations?trafficking=sex';
  });
  await page.waitForFunction(() => document.querySelector('.readout').textContent === '');
  assertQuiet(seen);
});

test('Enter on the bar of a year filters to it, and Back undoes it', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  const bar = mark(chart(page, years), '2019: ');
  const count = counted(await bar.getAttribute('aria-label'));
  await bar.focus();
  await page.keyboard.press('Enter');
  await address(page, '#/operations?year=2019');
  // Within a year: those that are dated less exactly lie in it too.
  await operationsShown(page, await passing(page));
  assert.ok((await passing(page)) >= count);
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  await page.goBack();
  await address(page, '#/operations');
  await operationsShown(page);
  await bar.click();
  await address(page, '#/operations?year=2019');
  assertQuiet(seen);
});

test('Shift with the arrows and Enter choose a stretch of years, and Back undoes it', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  await mark(chart(page, years), '2019: ').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await picture(chart(page, years)).locator('[data-chosen]').count(), 3);
  assert.equal(hash(page), '#/operations');
  await page.keyboard.press('Enter');
  await address(page, '#/operations?year=2019..2021');
  await page.goBack();
  await address(page, '#/operations');
  await operationsShown(page);
  // Backwards too, and Escape forgets what was chosen.
  const bar = mark(chart(page, years), '2015: ');
  await bar.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[data-chosen]').count(), 0);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await address(page, '#/operations?year=2013..2014');
  assert.equal(await page.locator('[data-chosen]').count(), 0);
  assertQuiet(seen);
});

/** Where a mark answers, at so much of its height. */
async function middle(drawn, name) {
  const { x, y, width, height } = await mark(drawn, name).locator('.area').boundingBox();
  return [x + width / 2, y + height / 2];
}

test('dragging over bars chooses a stretch of years, and Back undoes it', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  const drawn = chart(page, years);
  await drawn.scrollIntoViewIfNeeded();
  await page.mouse.move(...(await middle(drawn, '2019: ')));
  await page.mouse.down();
  await page.mouse.move(...(await middle(drawn, '2020: ')), { steps: 4 });
  await page.mouse.move(...(await middle(drawn, '2021: ')), { steps: 4 });
  assert.equal(await picture(drawn).locator('[data-chosen]').count(), 3);
  await page.mouse.up();
  await address(page, '#/operations?year=2019..2021');
  assert.equal(await page.evaluate(() => getSelection().toString()), '');
  await page.goBack();
  await address(page, '#/operations');
  await operationsShown(page);
  // Let go beside the marks, and backwards.
  const [x, y] = await middle(drawn, '2014: ');
  await page.mouse.move(...(await middle(drawn, '2016: ')));
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 8 });
  const frame = await picture(drawn).boundingBox();
  await page.mouse.move(x, frame.y + 4);
  await page.mouse.up();
  await address(page, '#/operations?year=2014..2016');
  assertQuiet(seen);
});

test('values are brushed as years are', async (t) => {
  const seen = await open(t, '#/figures?measure=arrests');
  const { page } = seen;
  const drawn = charts(page);
  await mark(drawn, '10 to 19').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await address(page, '#/figures?measure=arrests&value=10..49');
  await page.goBack();
  await address(page, '#/figures?measure=arrests');
  assertQuiet(seen);
});

test('a mark of a total opens the ledger of exactly that number', async (t) => {
  const seen = await open(t, '#/operations?chart=bars&by=state&of=victims.children');
  const { page } = seen;
  const drawn = charts(page);
  const rows = (await numbers(drawn)).filter(({ href, number }) => href && /\d/.test(number));
  assert.ok(rows.length > 5);
  for (const { name, number, href } of [rows[0], rows[3], rows.at(-1)]) {
    assert.match(href, /^#\/ledger\?/);
    await mark(drawn, `${name}: `).focus();
    const words = await mark(drawn, `${name}: `).getAttribute('aria-label');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'The ledger of a total' }).waitFor();
    const total = await page.locator('.ledger-total strong').innerText();
    assert.ok(words.includes(`, ${total};`), `${words} against ${total}`);
    assert.deepEqual(total.match(/\d+/g), number.replaceAll(',', '').match(/\d+/g), `${name}: ${number} against ${total}`);
    await page.goBack();
    await drawn.waitFor();
    // Going back leads to the mark that was followed.
    await page.waitForFunction((href) => document.activeElement.getAttribute('href') === href, href);
  }
  assertQuiet(seen);
});

test('a chart of many marks is there in the first frame, and walked in the next', async (t) => {
  // Before the page: notes what the picture is whenever it is another one.
  const init = () => {
    globalThis.drawn = [];
    new MutationObserver(() => {
      const svg = document.querySelector('.chart > svg');
      if (!svg || svg === globalThis.last) return;
      globalThis.last = svg;
      drawn.push([svg.getAttribute('role'), svg.querySelectorAll('.item').length, svg.getAttribute('aria-label')]);
    }).observe(document, { subtree: true, childList: true });
  };
  const seen = await open(t, '#/operations?chart=multiples', { init });
  const { page } = seen;
  const [[sketch, none, named], [whole, many, name], ...more] = await page.evaluate(() => drawn);
  assert.deepEqual([sketch, none, whole, more], ['img', 0, 'group', []]);
  assert.ok(many > 100, `${many} marks`);
  assert.equal(named, name);
  // So it is under another filter, which has nothing of the first.
  await page.getByRole('combobox', { name: 'By', exact: true }).selectOption({ label: 'Year' });
  await page.waitForFunction(() => drawn.length >= 4);
  assert.deepEqual(await page.evaluate(() => drawn.slice(2).map(([role]) => role)), ['img', 'group']);
  assert.equal(await page.locator('.chart > svg').first().locator('[tabindex="0"]').count(), 1);
  assertQuiet(seen);
});

test('Back from what one of many marks led to leads to that mark', async (t) => {
  const seen = await open(t, '#/agencies?chart=matrix');
  const { page } = seen;
  const links = picture(charts(page)).locator('a.item');
  assert.ok((await marks(charts(page)).count()) > 60);
  await links.nth(5).focus();
  const words = await focus(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  // Another chart of many marks in between.
  const followed = hash(page);
  await page.getByRole('combobox', { name: 'Chart', exact: true }).selectOption({ label: 'Small multiples' });
  await address(page, `${followed}&chart=multiples`);
  await page.locator('.chart > svg[role=img]').first().waitFor({ state: 'detached' });
  await page.goBack();
  await address(page, followed);
  await page.goBack();
  await page.waitForFunction((words) => document.activeElement.getAttribute('aria-label') === words, words);
  assertQuiet(seen);
});

test('a chart follows the filters, and a chart of totals the rule', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  const all = (await said(chart(page, years))).find((words) => words.startsWith('2019: '));
  await shown(seen, '#/operations?state=TX&state=CA&year=2015..');
  const drawn = charts(page);
  await drawn.locator('.filter').filter({ hasText: /State: California or .*Texas/ }).waitFor();
  assert.notEqual((await said(drawn)).find((words) => words.startsWith('2019: ')), all);
  await shown(seen, '#/operations?chart=bars&by=year&of=arrests');
  const before = await said(drawn);
  await page.getByRole('combobox', { name: 'When sources disagree' }).selectOption({ label: 'Lowest' });
  await address(page, '#/operations?rule=lowest&chart=bars&of=arrests&by=year');
  await drawn.locator('.filter').filter({ hasText: /Lowest/i }).waitFor();
  assert.notDeepEqual(await said(drawn), before);
  assertQuiet(seen);
});

test('choosing a chart, a number and a field writes the address, and the usual ones unwrite it', async (t) => {
  const seen = await open(t, '#/operations');
  const { page } = seen;
  const choose = (label, option) => page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: option });
  await choose('Chart', 'Ranked bars');
  await address(page, '#/operations?chart=bars');
  await choose('Number drawn', 'Arrests');
  await address(page, '#/operations?chart=bars&of=arrests');
  await choose('By', 'State');
  await address(page, '#/operations?chart=bars&of=arrests&by=state');
  await chart(page, 'Arrests, by state').waitFor();
  await chart(page, 'Arrests, by state').getByText(/presumed innocent/i).waitFor();
  await choose('Number drawn', 'Operations');
  await choose('By', 'Kind');
  await choose('Chart', 'Timeline');
  await address(page, '#/operations');
  await chart(page, years).waitFor();
  await choose('Chart', 'No chart');
  await address(page, '#/operations?chart=none');
  assert.equal(await page.locator('.chart').count(), 0);
  await page.goBack();
  await chart(page, years).waitFor();
  assertQuiet(seen);
});

test('a chart that is not known is said in words, and the usual one stands', async (t) => {
  const seen = await open(t, '#/operations?chart=nonsense');
  const { page } = seen;
  const notice = await page.getByRole('alert').first().innerText();
  assert.match(notice, /chart=nonsense.*no value of chart.*timeline/s);
  // The reason stands where the chart would be, with a way on.
  assert.equal(await page.locator('.drawn .nothing').innerText(), notice);
  assert.equal(await page.locator('.chart svg').count(), 0);
  await page.getByRole('button', { name: 'Draw the usual chart' }).click();
  await chart(page, years).waitFor();
  assert.equal(new URL(page.url()).hash, '#/operations');
  await shown(seen, '#/agencies?chart=timeline');
  assert.match(await page.getByRole('alert').first().innerText(), /chart=timeline/);
  assertQuiet(seen);
});

test('where nothing passes, and where too little passes, words stand in place of a picture', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  for (const place of ['#/operations', '#/operations?chart=bars&', '#/operations?chart=map&', '#/figures', '#/sources', '#/agencies']) {
    const join = place.includes('?') ? '' : '?';
    await shown(seen, `${place}${join}q=nothinglikethis`);
    assert.match(await page.locator('.nothing').first().innerText(), /nothing to draw/, place);
    assert.equal(await page.locator('.chart svg').count(), 0, place);
    assert.equal(await page.getByText('Show as table').count(), 0, place);
  }
  await shown(seen, '#/operations?id=2018-operation-misafekid');
  assert.match(await page.locator('.nothing').first().innerText(), /^1 operation in the selection: too few to draw/);
  assertQuiet(seen);
});

test('everything is done by the keyboard alone', async (t) => {
  const seen = await open(t, '#/operations?chart=bars&by=state');
  const { page } = seen;
  const drawn = chart(page, 'Operations, by state');
  await page.getByRole('combobox', { name: 'By', exact: true }).focus();
  await page.keyboard.press('Tab');
  const words = await said(drawn);
  assert.equal(await focus(page), words[0]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), words[1]);
  await page.keyboard.press('Tab');
  assert.equal(await focus(page), 'Show as table');
  await page.keyboard.press('Enter');
  const table = drawn.getByRole('table');
  await table.waitFor();
  await page.keyboard.press('Tab');
  const { href } = (await numbers(drawn))[0];
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), href);
  await page.keyboard.press('Enter');
  await address(page, href);
  await operationsShown(page, await passing(page));
  assert.equal(await passing(page), counted(words[0]));
  assertQuiet(seen);
});

test('the marks of the first page lead into the record', async (t) => {
  const seen = await open(t, '#/');
  const { page } = seen;
  const drawn = chart(page, years);
  await mark(drawn, '2019: ').focus();
  await page.keyboard.press('Enter');
  await address(page, '#/operations?year=2019');
  await programShown(page);
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  assert.ok(await number(page, 'people found'));
  await unfold(charts(page), 'Show as table');
  assertQuiet(seen);
});
