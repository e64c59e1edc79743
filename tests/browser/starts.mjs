// How long the single file takes from disk until the view is there: `node starts.mjs`. Medians of nine,
// in Chromium and Firefox; the first start of each browser is left out.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch } from './harness.mjs';
import { puppeteer } from './packages.mjs';
import { dist } from './server.mjs';

const STARTS = 10;
const address = `${pathToFileURL(join(dist, 'clearcount.html')).href}#/operations`;

/** In the page: milliseconds from the start of the visit until the table is there. */
const tableShown = () =>
  new Promise((resolve) => {
    const shown = () => document.querySelector('main .scroll tbody tr') !== null;
    const look = () => (shown() ? resolve(performance.now()) : requestAnimationFrame(look));
    look();
  });

async function median(page) {
  const times = [];
  for (let start = 0; start < STARTS; start += 1) {
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    times.push(await page.evaluate(tableShown));
  }
  return Math.round(times.slice(1).sort((a, b) => a - b)[Math.floor((STARTS - 1) / 2)]);
}

const chromium = await launch();
console.log(`Chromium ${String(await median(await chromium.newPage())).padStart(5)} ms`);
await chromium.close();
const firefox = await puppeteer().launch({
  browser: 'firefox',
  executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
});
console.log(`Firefox  ${String(await median(await firefox.newPage())).padStart(5)} ms`);
await firefox.close();
