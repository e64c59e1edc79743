// Charts as files: SVG, PNG and CSV, saved from the page itself and from inside a page of somebody else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';

import { chart, charts, numbers, unfold } from './chart.mjs';
import { assertQuiet, test, visits } from './harness.mjs';
import { puppeteer } from './packages.mjs';
import { shown } from './region.mjs';
import { dist, root, serve } from './server.mjs';

const visit = visits();
const { version } = JSON.parse(readFileSync(`${root}/assets/dataset/dataset.json`, 'utf8'));

/** The file that a chart is saved as. */
async function saved(drawn, label) {
  const details = await unfold(drawn, 'Save as');
  const button = details.getByRole('button', { name: label, exact: true });
  const [download] = await Promise.all([drawn.page().waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A page of nobody's, to look at files in. */
async function desk({ context }) {
  const page = await context.newPage();
  await page.goto('about:blank');
  return page;
}

/** Runs in a page: the marks of a picture as they are drawn, each with where it lies and how it looks. */
function drawnMarks(svg) {
  const places = ['x', 'y', 'width', 'height', 'x1', 'y1', 'x2', 'y2', 'points', 'text-anchor'];
  const looks = ['fill', 'stroke', 'strokeWidth', 'strokeDasharray', 'strokeLinejoin', 'paintOrder', 'fontWeight', 'fontStyle', 'fontSize'];
  return [...svg.querySelectorAll('rect, line, polygon, text')]
    .filter((mark) => !mark.matches('.area'))
    .map((mark) => {
      const style = getComputedStyle(mark);
      const at = places.map((name) => mark.getAttribute(name)).join(' ');
      // What is not stroked has no width of stroke that anyone sees, and what is no text no font.
      const stroked = (name) => style.stroke !== 'none' || !name.startsWith('stroke');
      const written = (name) => mark.localName === 'text' || !name.startsWith('font');
      const seen = looks.filter((name) => stroked(name) && written(name));
      return `${mark.localName} ${at} | ${seen.map((name) => `${name} ${style[name]}`).join(', ')} | ${mark.localName === 'text' ? mark.textContent : ''}`;
    });
}

/** What an SVG holds, as a browser reads it: its texts, its marks, its size. */
async function read(page, text) {
  return page.evaluate(
    ([text, marksOf]) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const wrong = parsed.querySelector('parsererror')?.textContent;
      if (wrong) return { wrong };
      const svg = document.importNode(parsed.documentElement, true);
      document.body.replaceChildren(svg);
      const texts = [...svg.querySelectorAll(':scope > text')].map((line) => line.textContent);
      const { width, height } = svg.getBoundingClientRect();
      const outside = [...svg.querySelectorAll('text')].filter((line) => {
        const box = line.getBoundingClientRect();
        const frame = svg.getBoundingClientRect();
        return box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom;
      });
      return {
        title: svg.querySelector(':scope > title').textContent,
        description: svg.querySelector(':scope > desc').textContent,
        texts,
        said: [...svg.querySelectorAll('g > g > title')].map((title) => title.textContent),
        outside: outside.map((line) => line.textContent),
        foreign: svg.querySelectorAll('script, style, a, image, use, foreignObject').length,
        marks: new Function('svg', `return (${marksOf})(svg)`)(svg.querySelector(':scope > g')),
        width,
        height,
      };
    },
    [text, drawnMarks.toString()],
  );
}

/** What a PNG holds: its size, and how often each colour stands in it. */
async function pixels(page, bytes) {
  return page.evaluate(async (address) => {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const colours = {};
    for (let at = 0; at < data.length; at += 4) {
      const colour = [...data.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, '0')).join('');
      colours[colour] = (colours[colour] ?? 0) + 1;
    }
    return { width: bitmap.width, height: bitmap.height, colours };
  }, `data:image/png;base64,${bytes.toString('base64')}`);
}

/** The rows of a CSV file, each cell under its head. */
function rowsOf(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  const [heads, ...rest] = rows.filter((row) => row.length > 1);
  return rest.map((cells) => Object.fromEntries(heads.map((head, at) => [head, cells[at]])));
}

const everyKind = [
  '#/operations',
  '#/operations?year=2019&of=victims',
  '#/operations?state=TX&chart=bars&by=agency&of=arrests',
  '#/operations?chart=map',
  '#/operations?chart=ranges',
  '#/operations?chart=multiples',
  '#/operations/2019-operation-independence-day',
  '#/figures?measure=arrests',
  '#/agencies?chart=matrix',
];

for (const address of everyKind) {
  test(`the SVG of ${address} reads as XML, says where it comes from, and looks as on the page`, async (t) => {
    const seen = await visit(t, { context: { colorScheme: 'light' } });
    const { page } = seen;
    const other = await desk(seen);
    await shown(seen, address);
    const drawn = charts(page).first();
    const title = await drawn.locator('h2').innerText();
    const filter = await drawn.locator('.filter').innerText();
    const file = await saved(drawn, 'SVG');
    assert.match(file.name, /^clearcount-[a-z0-9-]+\.svg$/);
    const held = await read(other, file.bytes.toString());
    assert.equal(held.wrong, undefined, address);
    assert.equal(held.title, title);
    assert.ok(held.description.startsWith(filter), address);
    const words = held.texts.join(' ');
    assert.ok(words.startsWith(`${title} ${filter}`), `${address}: ${words}`);
    assert.ok(words.includes(`Source: Clearcount, dataset ${version}, `), `${address}: ${words}`);
    assert.ok(words.includes('the sources of every number: #/'), `${address}: ${words}`);
    assert.ok(words.includes('CC BY 4.0'), `${address}: ${words}`);
    assert.equal(/not an estimate/.test(words), /of=|ranges|independence/.test(address), address);
    assert.equal(/presumed innocent/.test(words), /arrests/.test(address), address);
    assert.deepEqual(held.said, await drawn.locator('.on-wide .item').evaluateAll((items) => items.map((item) => item.getAttribute('aria-label'))));
    assert.deepEqual(held.outside, [], address);
    assert.equal(held.foreign, 0, address);
    // Nothing is pointed at, and nothing has the focus.
    await page.mouse.move(0, 0);
    const shownMarks = await drawn.locator('svg.on-wide').evaluate(drawnMarks);
    assert.equal(held.marks.length, shownMarks.length, address);
    // The page draws the words of marks behind all of them.
    assert.deepEqual([...held.marks].sort(), [...shownMarks].sort(), address);
    assertQuiet(seen);
  });
}

test('a file is the same in the dark, and on a phone', async (t) => {
  const files = [];
  for (const context of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 375, height: 700 } }]) {
    const seen = await visit(t, { context });
    await shown(seen, '#/operations?of=victims');
    files.push((await saved(charts(seen.page).first(), 'SVG')).bytes.toString());
    assertQuiet(seen);
  }
  assert.equal(files[0], files[1]);
});

/** Whether a PNG is the picture of an SVG, twice as large. */
async function assertPictured(other, png, svg) {
  const { width, height } = await read(other, svg);
  const picture = await pixels(other, png);
  assert.deepEqual([picture.width, picture.height], [2 * width, 2 * height]);
  // Paper, bars and ink.
  assert.ok(picture.colours['fdfcf9'] > (picture.width * picture.height) / 3);
  assert.ok(picture.colours['2f6690'] > 2_000, JSON.stringify(picture.colours['2f6690']));
  assert.ok(picture.colours['1c1b19'] > 200);
}

test('a PNG is the same picture, twice as large', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  const other = await desk(seen);
  await shown(seen, '#/operations?chart=bars&by=state');
  const drawn = chart(page, 'Operations, by state');
  const png = await saved(drawn, 'PNG');
  assert.equal(png.name, 'clearcount-operations-by-state.png');
  const svg = await saved(drawn, 'SVG');
  await assertPictured(other, png.bytes, svg.bytes.toString());
  assertQuiet(seen);
});

test('a CSV has the numbers of the chart, with what stands behind each', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  await shown(seen, '#/operations?chart=bars&by=state&of=arrests&rule=majority');
  const drawn = charts(page).first();
  const file = await saved(drawn, 'CSV');
  assert.equal(file.name, 'clearcount-arrests-by-state.csv');
  const rows = rowsOf(file.bytes.toString());
  const table = await numbers(drawn);
  assert.deepEqual(rows.map(({ name, number }) => [name, number]), table.map(({ name, number }) => [name, number]));
  for (const row of rows.filter(({ lower }) => lower !== '')) {
    const { href } = table.find(({ name }) => name === row.name);
    assert.equal(row.view, `${href}&v=${version}`);
    assert.ok(row.sources.split(' ').every((source) => /^https?:\/\//.test(source)), row.sources);
    assert.ok(row.operations.length > 0 && Number(row.figures) > 0);
    assert.deepEqual([row.filter.startsWith('The whole record'), row.rule, row.dataset], [true, 'Majority', version]);
  }
  // The figures of a mark are those that its ledger counts.
  const [first] = rows;
  await shown(seen, first.view);
  const counted = page.locator('.ledger section > div', { hasText: /^Counted/ }).locator('li');
  assert.equal(await counted.count(), Number(first.figures));
  const addresses = await counted.locator('a[rel~=noreferrer]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.deepEqual([...new Set(addresses)].sort(), first.sources.split(' ').sort());
  assertQuiet(seen);
});

test('files are saved by the keyboard alone', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  await shown(seen, '#/operations');
  const drawn = charts(page).first();
  await drawn.getByText('Show as table').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(download.suggestedFilename(), 'clearcount-operations-by-year.png');
  assertQuiet(seen);
});

/** Saves a chart in each form, and looks at what comes of it. */
async function assertSaved(seen, drawn) {
  const { page } = seen;
  await drawn.getByText('Save as', { exact: true }).click();
  const files = {};
  for (const label of ['SVG', 'PNG', 'CSV']) {
    const button = drawn.getByRole('button', { name: label, exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    assert.equal(download.suggestedFilename(), `clearcount-operations-by-state.${label.toLowerCase()}`);
    files[label] = readFileSync(await download.path());
  }
  await assertPictured(await desk(seen), files.PNG, files.SVG.toString());
  assert.ok(rowsOf(files.CSV.toString()).length > 10);
}

const byState = '#/operations?chart=bars&by=state';

test('files are saved from a frame that may do nothing but run and save', async (t) => {
  const frame = `<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,"><iframe sandbox="allow-scripts allow-downloads" width="1200" height="900" src="./embed.html${byState}"></iframe>`;
  const change = (name) => name === 'elsewhere.html' && { status: 200, body: frame };
  const seen = await visit(t, { server: { change } });
  await seen.page.goto(seen.server.view('elsewhere.html'));
  const inside = seen.page.frameLocator('iframe');
  await assertSaved(seen, inside.getByRole('region', { name: 'Operations, by state', exact: true }));
  assertQuiet(seen);
});

test('files are saved from the file on disk', async (t) => {
  const seen = await visit(t);
  const { page, complaints } = seen;
  await page.goto(`${pathToFileURL(join(dist, 'clearcount.html'))}${byState}`);
  await assertSaved(seen, chart(page, 'Operations, by state'));
  assert.deepEqual(complaints, []);
});

test('where the browser makes no picture, the page says so', async (t) => {
  const init = () => {
    HTMLCanvasElement.prototype.toBlob = (done) => done(null);
  };
  const seen = await visit(t, { init });
  const { page } = seen;
  await shown(seen, '#/operations');
  const drawn = charts(page).first();
  const details = await unfold(drawn, 'Save as');
  const status = details.getByRole('status');
  assert.equal(await status.innerText(), '');
  await details.getByRole('button', { name: 'PNG', exact: true }).click();
  await status.filter({ hasText: 'The browser did not make this file.' }).waitFor();
  await saved(drawn, 'SVG');
  await status.filter({ hasNotText: /./ }).waitFor({ state: 'attached' });
  assertQuiet(seen);
});

let firefox;
before(async () => {
  firefox = await puppeteer().launch({
    browser: 'firefox',
    executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
  });
});
after(() => firefox?.close());

test('Firefox makes the same picture', async (t) => {
  const server = await serve();
  const page = await firefox.newPage();
  t.after(async () => {
    await page.close();
    await server.close();
  });
  await page.setViewport({ width: 1280, height: 900 });
  // What is made is looked at here, before it is saved.
  await page.evaluateOnNewDocument(() => {
    globalThis.made = [];
    const own = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      globalThis.made.push(blob);
      return own.call(URL, blob);
    };
  });
  await page.goto(server.view('#/operations?chart=bars&by=state'));
  await page.waitForSelector('.save-as summary');
  await page.evaluate(() => {
    document.querySelector('.save-as').open = true;
    [...document.querySelectorAll('.save-as button')].find((button) => button.textContent === 'PNG').click();
  });
  await page.waitForFunction(() => globalThis.made.length > 0);
  const made = await page.evaluate(async () => {
    const bitmap = await createImageBitmap(globalThis.made[0]);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let bars = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] === 0x2f && data[at + 1] === 0x66) bars += 1;
    return { type: globalThis.made[0].type, width: bitmap.width, bars };
  });
  assert.equal(made.type, 'image/png');
  assert.equal(made.width, 2 * (760 + 2 * 24));
  assert.ok(made.bars > 2_000, `${made.bars}`);
});
