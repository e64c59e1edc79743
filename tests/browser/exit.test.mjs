// "Exit this page": at once, by pointer and keyboard, before the program arrives and without it.
import assert from 'node:assert/strict';

import { test, visits } from './harness.mjs';

const visit = visits();
const WEATHER = 'https://www.weather.gov/';

/** A visit whose wasm never arrives, with the weather page answered by the test. */
async function waiting(t, { weather, ...settings } = {}) {
  const change = (name) => (name.endsWith('.wasm') ? new Promise(() => {}) : undefined);
  const seen = await visit(t, { server: { change }, fresh: true, ...settings });
  const page = { contentType: 'text/html', body: '<!doctype html><h1>Weather</h1>' };
  await seen.context.route(`${WEATHER}**`, (route) => route.fulfill(weather ?? page));
  // The wasm stalls, so the page never finishes loading.
  await seen.page.goto(seen.server.view('#/operations'), { waitUntil: 'domcontentloaded' });
  await seen.page.getByText('Loading the record').waitFor();
  return {
    ...seen,
    exit: seen.page.getByRole('button', { name: 'Exit this page' }),
    status: seen.page.locator('#exit-status'),
  };
}

const left = (page) => page.getByRole('heading', { name: 'Weather' }).waitFor();

test('a click leaves, and Back does not return to the page', async (t) => {
  const { page, exit } = await waiting(t);
  await exit.click();
  await left(page);
  assert.equal(page.url(), WEATHER);
  await page.goBack();
  assert.equal(page.url(), 'about:blank');
});

for (const key of ['Enter', 'Space']) {
  test(`${key} on the control leaves`, async (t) => {
    const { page, exit } = await waiting(t);
    await exit.focus();
    await page.keyboard.press(key);
    await left(page);
  });
}

test('Shift three times leaves and counts aloud', async (t) => {
  const { page, status } = await waiting(t);
  assert.equal(await status.getAttribute('role'), 'status');
  await page.keyboard.press('Shift');
  assert.equal(await status.innerText(), 'Shift, press 2 more times to exit.');
  await page.keyboard.press('Shift');
  assert.equal(await status.innerText(), 'Shift, press 1 more time to exit.');
  await page.keyboard.press('Shift');
  await left(page);
});

test('the page is blank even when the other page never comes', async (t) => {
  const { page, exit } = await waiting(t, { weather: { status: 204 } });
  await exit.click();
  await page.waitForFunction(() => document.body.childElementCount === 0);
  const shown = await page.evaluate(() => ({
    title: document.title,
    text: document.body.textContent,
    display: getComputedStyle(document.documentElement).display,
  }));
  assert.deepEqual(shown, { title: '', text: '', display: 'none' });
});

for (const [what, between] of [
  ['another key', (page) => page.keyboard.press('a')],
  ['a capital letter', (page) => page.keyboard.press('Shift+A')],
  ['a click', (page) => page.mouse.click(300, 300)],
  ['a turn of the wheel', (page) => page.mouse.wheel(0, 10)],
]) {
  test(`${what} between the presses starts the count again`, async (t) => {
    const { page, status } = await waiting(t);
    // The count is forgotten by itself after some time: now no time passes.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1_000);
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    await between(page);
    await page.waitForFunction(() => document.getElementById('exit-status').textContent === '');
    await page.keyboard.press('Shift');
    assert.equal(await status.innerText(), 'Shift, press 2 more times to exit.');
  });
}

test('Shift held down counts once', async (t) => {
  const { page, status } = await waiting(t);
  for (let times = 0; times < 4; times += 1) await page.keyboard.down('Shift');
  await page.keyboard.up('Shift');
  assert.equal(await status.innerText(), 'Shift, press 2 more times to exit.');
});

test('Shift in a text field does not count', async (t) => {
  const { page, status } = await waiting(t);
  await page.evaluate(() => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
  });
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
  assert.equal(await status.textContent(), '');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Shift');
  assert.equal(await status.innerText(), 'Shift, press 2 more times to exit.');
});

test('presses more than five seconds apart do not add up', async (t) => {
  const { page, context, status } = await waiting(t);
  await context.clock.install();
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.getByText('Loading the record').waitFor();
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  await context.clock.fastForward(5_001);
  assert.equal(await status.textContent(), '');
  await page.keyboard.press('Shift');
  assert.equal(await status.innerText(), 'Shift, press 2 more times to exit.');
});

test('it says that earlier history stays', async (t) => {
  const { page, exit } = await waiting(t);
  const hint = await exit.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${hint}`).textContent(), /^or press Shift three times\. .* stay in your history\.$/);
});
