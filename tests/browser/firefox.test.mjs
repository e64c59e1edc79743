// The same site in a stock Firefox, driven over WebDriver BiDi.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { operationCount, test } from './harness.mjs';
import { puppeteer } from './packages.mjs';
import { serve } from './server.mjs';

let browser;
before(async () => {
  browser = await puppeteer().launch({
    browser: 'firefox',
    executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
    // The driver's own profile is laxer about files on disk than a reader's.
    extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true },
  });
});
after(() => browser?.close());

async function open(t, hash, serving) {
  const server = await serve(serving);
  const context = await browser.createBrowserContext();
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`blocked by policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(server.view(hash));
  return { page, server, complaints };
}

test('Firefox shows the table and complains about nothing', async (t) => {
  const { page, complaints } = await open(t, '#/operations');
  const line = `${operationCount} of ${operationCount} operations`;
  await page.waitForFunction(
    (words) => [...document.querySelectorAll('[role=status]')].some((e) => e.textContent.includes(words)),
    {},
    line,
  );
  const caption = await page.$eval('main table caption', (element) => element.textContent.trim());
  assert.match(caption, /^Operations/);
  assert.equal(await page.$$eval('main table tbody tr', (rows) => rows.length), 50);
  assert.deepEqual(complaints, []);
});

test('Firefox moves a stretch by keys and by a click on the track, a step of the history each', async (t) => {
  const { page, complaints } = await open(t, '#/operations');
  const slider = (name) => page.waitForSelector(`input[type=range][aria-label=${name}]`);
  const address = (hash) => page.waitForFunction((wanted) => location.hash === wanted, {}, hash);
  // Wide enough that the filters do not wait behind their button.
  await page.setViewport({ width: 1280, height: 900 });
  const from = await slider('From');
  await from.focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight');
  await address('#/operations?year=2011..');
  const to = await slider('To');
  const { x, y, width, height } = await to.boundingBox();
  await page.mouse.click(x + 8 + (11 / 18) * (width - 16), y + height / 2);
  await address('#/operations?year=2011..2019');
  await page.evaluate(() => history.back());
  await address('#/operations?year=2011..');
  await page.evaluate(() => history.back());
  await address('#/operations');
  assert.equal(await from.evaluate((input) => input.value), '0');
  assert.deepEqual(complaints, []);
});

test('Firefox refuses a wasm that was changed', async (t) => {
  const change = (name, body) => {
    if (!name.endsWith('.wasm')) return undefined;
    const copy = Buffer.from(body);
    copy[copy.length >> 1] ^= 0xff;
    return { body: copy };
  };
  const { page } = await open(t, '#/operations', { change });
  const text = await page.waitForSelector('#recovery:not([hidden])').then((e) => e.evaluate((s) => s.innerText));
  assert.match(text, /integrity/);
});
