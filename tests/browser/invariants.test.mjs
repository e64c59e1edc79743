// What axe does not see: names, counts and orders that are there but wrong, outlines taken away,
// pages wider than the screen, pictures without words.
import assert from 'node:assert/strict';

import { operationsShown, test, visits } from './harness.mjs';
import { programShown, routes } from './routes.mjs';

const visit = visits();

/** Runs in the page: every rule that is broken, in words. */
function broken() {
  const wrong = [];
  const say = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const visible = (element) => element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) ?? true;
  for (const table of document.querySelectorAll('table')) {
    if (!table.caption?.innerText.trim() && !table.caption?.textContent.trim()) say('a table without a caption', table);
    for (const head of table.querySelectorAll('thead th')) {
      if (head.scope !== 'col') say('a head without scope', head);
    }
    if (table.querySelectorAll('[aria-sort]').length > 1) say('more than one column that says it is sorted', table);
    const indices = [...table.querySelectorAll('tbody tr[aria-rowindex]')].map((row) => Number(row.getAttribute('aria-rowindex')));
    if (indices.some((index, at) => at > 0 && index !== indices[at - 1] + 1)) say('row numbers that do not run on', table);
    const rowcount = Number(table.getAttribute('aria-rowcount') ?? NaN);
    if (indices.length > 0 && !(rowcount >= indices.at(-1))) say('a row number beyond the row count', table);
  }
  for (const picture of document.querySelectorAll('svg')) {
    // What is hidden only draws what stands in words beside it.
    if (picture.getAttribute('aria-hidden') === 'true') {
      if (!/\d|no figure/.test(picture.parentElement.textContent)) say('a drawing without words beside it', picture);
      continue;
    }
    const name = picture.getAttribute('aria-label') ?? '';
    if (!['img', 'group'].includes(picture.getAttribute('role')) || name.length < 30) say('a picture without words', picture);
    for (const mark of picture.querySelectorAll('.item')) {
      if (!mark.getAttribute('aria-label')?.includes(': ')) say('a mark without words', mark);
    }
    const reached = picture.querySelectorAll('.item[tabindex="0"]').length;
    if (picture.getAttribute('role') === 'group' && reached !== 1) say(`${reached} stops of Tab in a chart`, picture);
  }
  for (const group of document.querySelectorAll('fieldset')) {
    if (!group.querySelector('legend')?.textContent.trim()) say('a group without a legend', group);
  }
  if (!document.querySelector('[role=status]')) wrong.push('no status line');
  if (document.querySelectorAll('h1').length === 0) wrong.push('no heading');
  if (!document.title.includes('Clearcount')) wrong.push(`the title says ${document.title}`);
  if (document.querySelector('[style]')) say('an inline style', document.querySelector('[style]'));
  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`the page is ${document.documentElement.scrollWidth} wide on a screen of ${innerWidth}`);
  for (const control of document.querySelectorAll('button, select, input:not([type=checkbox]), summary')) {
    if (!visible(control)) continue;
    const { height } = control.getBoundingClientRect();
    if (height > 0 && height < 24) say(`a control of ${height} pixels`, control);
  }
  const endless = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime === Infinity);
  if (endless.length > 0) wrong.push('an animation without end');
  return wrong;
}

for (const { name, hash } of routes) {
  for (const width of [1280, 320]) {
    test(`${name} at ${width} pixels keeps what axe does not see`, async (t) => {
      const { page, server } = await visit(t, { context: { viewport: { width, height: 800 }, reducedMotion: 'no-preference' } });
      await page.goto(server.view(hash));
      await programShown(page);
      assert.deepEqual(await page.evaluate(broken), []);
    });
  }
}

test('everything that takes the focus shows that it has it', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { outlineStyle, outlineWidth, what: document.activeElement.outerHTML.slice(0, 100) };
    });
    assert.ok(outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) >= 1, JSON.stringify(outline));
  }
});

test('what has the focus is not under the sticky head', async (t) => {
  const { page, server } = await visit(t, { context: { viewport: { width: 1280, height: 600 } } });
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  const links = page.locator('tbody th a');
  await links.nth(30).focus();
  for (let at = 30; at > 20; at -= 1) {
    await links.nth(at).focus();
    const covered = await links.nth(at).evaluate((link) => {
      const { left, top } = link.getBoundingClientRect();
      return document.elementFromPoint(left + 3, top + 5)?.closest('thead') !== null;
    });
    assert.equal(covered, false, `link ${at}`);
  }
});

test('the page can be read at twice the text spacing', async (t) => {
  const { page, server } = await visit(t, { context: { viewport: { width: 1280, height: 800 } } });
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet];
  });
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('button, summary, label, th, td, h1')]
      .filter((element) => !element.closest('.hidden, details:not([open])'))
      .filter((element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 100)),
  );
  assert.deepEqual(cut, []);
});

for (const [name, chart] of Object.entries({
  timeline: 'operations?',
  bars: 'operations?chart=bars&by=state&of=victims&',
  map: 'operations?chart=map&',
  matrix: 'agencies?chart=matrix&',
  ranges: 'operations?chart=ranges&',
  multiples: 'operations?chart=multiples&',
})) {
  test(`inside another page no mark of the chart is hidden: ${name}`, async (t) => {
    const { page, server } = await visit(t);
    for (const embed of ['1', 'chart']) {
      await page.goto(server.view(`#/${chart}embed=${embed}`));
      await programShown(page);
      // Each chart is drawn for a wide and for a narrow room, and one of them is shown.
      const [marks, hidden] = await page.evaluate(() => {
        const shown = [...document.querySelectorAll('svg.plot, .plot svg')].filter((svg) => svg.checkVisibility());
        const marks = shown.flatMap((svg) => [...svg.querySelectorAll('rect, path, circle, text')]);
        return [marks.length, marks.filter((mark) => !mark.checkVisibility()).map((mark) => mark.outerHTML)];
      });
      assert.ok(marks > 5, `${marks} marks`);
      assert.deepEqual(hidden, [], embed);
    }
  });
}

test('in forced colours the bars of the chart can be seen', async (t) => {
  const { page, server } = await visit(t, { context: { forcedColors: 'active', colorScheme: 'dark' } });
  await page.goto(server.view('#/'));
  await programShown(page);
  const [bar, ground] = await page.evaluate(() => [
    getComputedStyle(document.querySelector('.plot .bar')).fill,
    getComputedStyle(document.body).backgroundColor,
  ]);
  assert.notEqual(bar, ground);
});

test('where sources differ, more than colour says so', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations/2018-operation-misafekid'));
  await programShown(page);
  const rows = page.locator('tr.differs');
  assert.ok((await rows.count()) > 0);
  for (const row of await rows.all()) assert.match(await row.innerText(), /Sources differ/);
});
