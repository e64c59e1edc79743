// How long the single file takes from disk until the program is there, until it shows the whole view, and
// how long a program that stopped takes until another shows the view again: `node starts.mjs`. Medians, in
// Chromium and Firefox; the first start of each browser is left out. Opened for the first time, the page
// has a process of its own, which has not compiled the program before; a process that has opens it again
// much faster.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch } from './harness.mjs';
import { puppeteer } from './packages.mjs';
import { dist } from './server.mjs';
import { keepInstances } from './instances.mjs';

const STARTS = 9;
const RESTARTS = 5;
const file = pathToFileURL(join(dist, 'clearcount.html')).href;
/** What is opened, with what is there only in the whole view. */
const VIEWS = [
  { name: 'the first page', address: `${file}#/`, whole: '#main .chart' },
  { name: 'the table of operations', address: `${file}#/operations`, whole: '#main .scroll tbody tr' },
];

const median = (times) => Math.round(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
const print = (name, times) => console.log(`${name.padEnd(60)} ${String(median(times)).padStart(5)} ms`);

/** In the page, before its scripts: notes when the program begins to be unpacked, and when it has drawn its
 *  first frame. */
const noteBoot = () => {
  const Real = DecompressionStream;
  globalThis.DecompressionStream = function (...given) {
    globalThis.begins ??= performance.now();
    return new Real(...given);
  };
  addEventListener('clearcount:started', () => {
    globalThis.started ??= performance.now();
  });
};

/** In the page, in milliseconds: how long it took from unpacking until the first frame was drawn and until
 *  what is in the whole view was there, and from the start of the visit until that was painted. */
const wholeView = (whole) =>
  new Promise((resolve) => {
    const painted = (there) => resolve({ frame: started - begins, view: there - begins, painted: performance.now() });
    const look = () => {
      const there = performance.now();
      if (!globalThis.started || document.querySelector(whole) === null) setTimeout(look, 4);
      // The frame after the one in which it is there.
      else requestAnimationFrame(() => setTimeout(painted, 0, there));
    };
    look();
  });

/** What stops the program, by what it is: each runs in the page. */
const CRASHES = {
  'a panic while drawing': () => {
    const real = Node.prototype.insertBefore;
    Node.prototype.insertBefore = () => {
      Node.prototype.insertBefore = real;
      throw new DOMException('refused by the measurement', 'NotSupportedError');
    };
    [...document.querySelectorAll('main label')].find((label) => /Missouri/.test(label.textContent)).click();
  },
  'an exception in an answer': () => {
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    const get = () => {
      Object.defineProperty(HTMLInputElement.prototype, 'value', value);
      throw new TypeError('refused by the measurement');
    };
    Object.defineProperty(HTMLInputElement.prototype, 'value', { ...value, get });
    document.querySelector('input[type=search]').dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
  'a memory that was written over': () => {
    new Uint8Array(instances[0].exports.memory.buffer).fill(0xff);
    document.querySelector('#app h1').click();
  },
  'a full memory': () => {
    const { memory } = instances[0].exports;
    memory.grow(65_536 - memory.buffer.byteLength / 65_536);
    const field = document.querySelector('input[type=search]');
    // Firefox takes most of a second to lay out so long a line, which is no part of the restart.
    field.style.display = 'none';
    field.value = 'a '.repeat(4_000_000);
    globalThis.begun = performance.now();
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
};

/** In the page: milliseconds from what stopped the program until another shows the table. */
const shownAgain = () =>
  new Promise((resolve, reject) => {
    const shown = () =>
      instances.length === 2 &&
      document.documentElement.hasAttribute('data-view') &&
      document.querySelector('main .scroll tbody tr') !== null;
    const look = () => {
      const time = performance.now() - begun;
      if (shown()) resolve(time);
      else if (time > 20_000 || !document.getElementById('recovery').hidden) reject(new Error('it did not start again'));
      else setTimeout(look, 4);
    };
    look();
  });

/** Both drivers say these in the same words. `visit` opens a page in a process of its own. */
async function measure(browser, visit) {
  const open = async (page, { address, whole }) => {
    // What the browser still does for the page before is no part of this one's start.
    await new Promise((rested) => setTimeout(rested, 500));
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    return page.evaluate(wholeView, whole);
  };
  for (const view of VIEWS) {
    const starts = [];
    for (let start = 0; start <= STARTS; start += 1) {
      const { page, close } = await visit([noteBoot]);
      const first = await open(page, view);
      await page.goto('about:blank');
      if (start > 0) starts.push({ first, again: await open(page, view) });
      await close();
    }
    for (const [which, when] of [['first', 'for the first time'], ['again', 'again']]) {
      const times = (until) => starts.map((start) => start[which][until]);
      console.log(`${browser}, ${view.name}, ${when}:`);
      print('  from unpacking to the first frame', times('frame'));
      print('  from unpacking to the whole view', times('view'));
      print('  from opening to the whole view on the screen', times('painted'));
    }
  }
  const table = VIEWS.at(-1);
  console.log(`${browser}, ${table.name}, again:`);
  const { page, close } = await visit([noteBoot, keepInstances]);
  for (const [what, stop] of Object.entries(CRASHES)) {
    const times = [];
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      await page.goto('about:blank');
      await open(page, table);
      await page.evaluate(() => {
        globalThis.begun = performance.now();
      });
      await page.evaluate(stop);
      times.push(await page.evaluate(shownAgain));
    }
    print(`  after ${what}`, times);
  }
  await close();
}

const chromium = await launch();
await measure('Chromium', async (scripts) => {
  const context = await chromium.newContext();
  for (const script of scripts) await context.addInitScript(script);
  return { page: await context.newPage(), close: () => context.close() };
});
await chromium.close();
await measure('Firefox', async (scripts) => {
  const firefox = await puppeteer().launch({
    browser: 'firefox',
    executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
  });
  const page = await firefox.newPage();
  for (const script of scripts) await page.evaluateOnNewDocument(script);
  return { page, close: () => firefox.close() };
});
