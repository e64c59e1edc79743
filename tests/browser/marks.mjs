// How long a browser takes to draw a chart, from the numbers to where each mark lies on the screen: one of
// some 180 marks, which most charts of the record stay below, and one of 2,000; as the first frame has it,
// and then with every mark to be walked. `node marks.mjs FOLDER`, where FOLDER holds what wasm-bindgen made
// of `tests/marks`. Medians in Chromium and Firefox. A frame is 16 ms.
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { launch } from './harness.mjs';
import { puppeteer } from './packages.mjs';
import { root, serve } from './server.mjs';

const DRAWINGS = 51;
const SIZES = [180, 2_000];
const folder = process.argv[2];
const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Marks</title><link rel="stylesheet" href="./style.css">
<main id="place"><div id="app"></div></main>
<script type="module">import start from './marks.js'; await start(); document.title = 'Ready';</script>
`;
await writeFile(join(folder, 'index.html'), page);
await copyFile(join(root, 'assets', 'style.css'), join(folder, 'style.css'));

/** In the page: how many marks a chart has, and in milliseconds how long each drawing took. */
async function drawn({ size, begun, drawings }) {
  const place = document.getElementById('place');
  const times = [];
  for (let drawing = 0; drawing < drawings; drawing += 1) {
    place.innerHTML = `<div id="app" data-marks="${size}" ${begun ? 'data-begun' : ''}></div>`;
    if (drawing === 0) dispatchEvent(new Event('make'));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
    const start = performance.now();
    dispatchEvent(new Event('draw'));
    while (!place.querySelector('svg')) await Promise.resolve();
    // What is asked for makes the browser lay everything out.
    place.querySelector('svg').lastElementChild.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  const svg = place.querySelector('svg');
  const paths = [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d').split('M').length - 1);
  const sketched = paths.reduce((sum, marks) => sum + marks, 0);
  const marks = svg.querySelectorAll('.item > :not(.area), text').length;
  return { marks: marks + sketched, times };
}

async function measure(browser, page, origin) {
  await page.goto(`${origin}/index.html`);
  await page.waitForFunction(() => document.title === 'Ready');
  for (const size of SIZES) {
    for (const begun of [false, true]) {
      const { marks, times } = await page.evaluate(drawn, { size, begun, drawings: DRAWINGS });
      times.sort((a, b) => a - b);
      const what = `${browser}: ${String(marks).padStart(5)} marks, ${begun ? 'to be walked' : 'first frame '}`;
      console.log(`${what} ${times[DRAWINGS >> 1].toFixed(1).padStart(8)} ms`);
    }
  }
}

const server = await serve({ folder });
const chromium = await launch();
await measure('Chromium', await chromium.newPage(), server.origin);
await chromium.close();
const firefox = await puppeteer().launch({
  browser: 'firefox',
  executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
});
await measure('Firefox', await firefox.newPage(), server.origin);
await firefox.close();
await server.close();
