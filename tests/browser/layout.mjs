// Where the main blocks of a page lie, as boxes that are stored and compared: exactly where browser and
// fonts are those that they were recorded with, elsewhere by order, containment and proportion.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { programShown, routes } from './routes.mjs';

export const WIDTHS = [1280, 375];
const HEIGHT = 800;
const folder = join(import.meta.dirname, 'layout');

/** One route of each kind of page: what differs by its rows alone is laid out alike. */
const NAMES = [
  'start',
  'operations',
  'operations-filtered',
  'operation-misafekid',
  'operation-independence-day',
  'figures',
  'figure',
  'agencies',
  'agency',
  'place',
  'programme',
  'ledger',
  'chart-map',
  'chart-multiples',
  'about',
];
export const laidOut = routes.filter(({ name }) => NAMES.includes(name));

/** Runs in the page: its main blocks in order, each with what it is, where it lies, and in which other. */
function blocks() {
  const kinds = [
    ['header', '.site-header'],
    ['menu', 'nav.menu'],
    ['tools', '.tools'],
    ['main', 'main'],
    ['heading 1', 'main h1'],
    ['heading 2', 'main h2'],
    ['region', 'main section[aria-labelledby]'],
    ['chart', '.chart'],
    ['picture', '.chart > svg'],
    ['side', '.side'],
    ['facets', '#facets'],
    ['rows', '.rows'],
    ['table', '.scroll'],
    ['pages', 'nav.pager'],
    ['foot', '.foot'],
  ];
  const kind = (element) => kinds.find(([, selector]) => element.matches(selector))[0];
  const named = (element) => {
    if (element.matches('h1, h2')) return element.textContent;
    const label = document.getElementById(element.getAttribute('aria-labelledby'))?.textContent;
    return label ?? element.getAttribute('aria-label') ?? '';
  };
  const found = [...document.querySelectorAll(kinds.map(([, selector]) => selector).join())];
  const shown = found.filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1);
  const round = (number) => Math.round(number * 10) / 10;
  return shown.map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const inside = shown.findLastIndex((other) => other !== element && other.contains(element));
    // The names of pictures are told by other tests.
    const name = element.localName === 'svg' ? '' : named(element).slice(0, 60);
    const box = [left + scrollX, top + scrollY, width, height].map(round);
    return { is: `${kind(element)} ${name}`.trim(), inside, box };
  });
}

/** What a box depends on beside the page itself: the browser, and the fonts that it writes in. */
async function machine(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const fonts = [];
  for (const selector of ['.brand', '.menu a']) {
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const used = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    const width = await page.locator(selector).first().evaluate((element) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      context.font = `100px ${getComputedStyle(element).fontFamily}`;
      return Math.round(context.measureText('Clearcount 0123456789').width);
    });
    fonts.push(`${used.fonts.map(({ familyName }) => familyName).sort().join(', ')}: ${width}`);
  }
  await session.detach();
  return { browser: page.context().browser().version(), fonts };
}

/** A route as it is laid out, at each width. */
export async function layout(page, server, hash) {
  await page.goto(server.view(hash));
  await programShown(page);
  return measured(page);
}

/** A page that is open as it is laid out, at each width. */
export async function measured(page) {
  const found = { machine: await machine(page), at: {} };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    found.at[width] = { wide, blocks: await page.evaluate(blocks) };
  }
  return found;
}

const file = (name) => join(folder, `${name}.json`);

/** How a route was laid out when that was recorded. */
export const recorded = (name) => (existsSync(file(name)) ? JSON.parse(readFileSync(file(name), 'utf8')) : undefined);

/** Records how a route is laid out, a line a block. */
export function record(name, found) {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(found, (_, value) => (value.box ? `§${JSON.stringify(value)}§` : value), 1);
  const lines = text.replace(/"§(.*)§"/g, (_, block) => JSON.parse(`"${block}"`));
  writeFileSync(file(name), `${lines}\n`);
}

/** So many pixels a box may be off on the same machine. */
const NEAR = 2;
/** So much of the width of the window on any other. */
const ABOUT = 0.04;
/** Blocks whose width is that of their column; others are as wide as their words. */
const COLUMNS = /^(main|region|chart|picture|side|rows|table|foot)\b/;

const overlap = ([x, y, width, height], [otherX, otherY, otherWidth, otherHeight]) =>
  Math.min(x + width, otherX + otherWidth) - Math.max(x, otherX) > NEAR &&
  Math.min(y + height, otherY + otherHeight) - Math.max(y, otherY) > NEAR;

/** Pairs of blocks that lie in the same other and over each other. */
function overlaps(blocks) {
  const pairs = [];
  for (const [at, block] of blocks.entries()) {
    for (const other of blocks.slice(at + 1)) {
      if (other.inside === block.inside && overlap(block.box, other.box)) pairs.push(`${block.is} and ${other.is}`);
    }
  }
  return pairs;
}

/** In what a layout differs from the recorded one, in words; `exact` where that is looked for in pixels. */
export function differences(found, before, exact) {
  const wrong = [];
  for (const width of WIDTHS) {
    const { wide, blocks: now } = found.at[width];
    const { blocks: then } = before.at[width];
    const say = (words) => wrong.push(`at ${width}: ${words}`);
    if (wide > width) say(`the page is ${wide} wide`);
    for (const pair of overlaps(now)) say(`${pair} lie over each other`);
    const order = (blocks) => blocks.map(({ is, inside }) => `${is} in ${blocks[inside]?.is ?? 'the page'}`);
    const [orderNow, orderThen] = [order(now), order(then)];
    const first = orderNow.findIndex((words, at) => words !== orderThen[at]);
    if (first >= 0 || now.length !== then.length) {
      const at = first >= 0 ? first : now.length;
      say(`block ${at} is ${orderNow[at] ?? 'nothing'} and was ${orderThen[at] ?? 'nothing'}`);
      continue;
    }
    for (const [at, { is, inside, box }] of now.entries()) {
      const was = then[at].box;
      if (exact) {
        if (box.some((number, part) => Math.abs(number - was[part]) > NEAR)) say(`${is} is at ${box} and was at ${was}`);
        continue;
      }
      const outer = now[inside]?.box ?? [0, 0, width, Infinity];
      const within = box[0] >= outer[0] - NEAR && box[0] + box[2] <= outer[0] + outer[2] + NEAR;
      if (!within && !overflowed(then, at, width)) say(`${is} at ${box} reaches out of ${outer}`);
      const parts = COLUMNS.test(is) ? [0, 2] : [0];
      if (parts.some((part) => Math.abs(box[part] - was[part]) > ABOUT * width)) say(`${is} is at ${box} and was at ${was}`);
    }
  }
  return wrong;
}

/** Whether a block reached out of the one around it when it was recorded: a wide table scrolls. */
function overflowed(blocks, at, width) {
  const { inside, box } = blocks[at];
  const outer = blocks[inside]?.box ?? [0, 0, width, Infinity];
  return box[0] < outer[0] - NEAR || box[0] + box[2] > outer[0] + outer[2] + NEAR;
}
