// Opening the site: it starts, asks nobody else for anything, and works wherever it lies.
import assert from 'node:assert/strict';

import { assertQuiet, operationCount, operationsShown, test, visits } from './harness.mjs';
import { holdNumbers, programShown } from './routes.mjs';

const visit = visits();

test('the operations open without a complaint and without another host', async (t) => {
  const seen = await visit(t);
  await seen.page.goto(seen.server.view('#/operations'));
  await operationsShown(seen.page);
  assertQuiet(seen);
});

test('each file is fetched once', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  const unique = [...new Set(server.requests)];
  assert.deepEqual([...server.requests].sort(), unique.sort());
  assert.equal(unique.filter((path) => path.endsWith('.wasm')).length, 1);
});

test('nothing is fetched after the start', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  // The icon comes when the browser likes.
  const fetched = () => server.requests.filter((path) => !path.endsWith('.svg'));
  const before = fetched();
  await page.getByRole('table', { name: 'Operations' }).getByRole('link').first().click();
  await page.waitForURL(/#\/operations\/[^/]+$/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.deepEqual(fetched(), before);
});

test('it works from a folder deep inside a host', async (t) => {
  const seen = await visit(t, { server: { prefix: '/a/b/' } });
  await seen.page.goto(seen.server.view('#/operations'));
  await operationsShown(seen.page);
  assertQuiet(seen);
  for (const path of seen.server.requests) assert.match(path, /^\/a\/b\//);
});

test('the skip link moves the focus and leaves the address alone', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
  assert.equal(new URL(page.url()).hash, '#/operations');
});

test('without JavaScript the page says what it is and where help is', async (t) => {
  const { page, server } = await visit(t, { context: { javaScriptEnabled: false } });
  await page.goto(server.view());
  await page.getByRole('heading', { name: 'needs JavaScript and WebAssembly' }).waitFor();
  // Not by text: the driver takes what stands in a noscript for hidden.
  const text = await page.locator('noscript').innerText();
  for (const words of ['1-888-373-7888', '233733', '1-800-843-5678', 'presumed innocent']) {
    assert.ok(text.includes(words), words);
  }
  const exit = page.getByRole('button', { name: 'Exit this page' });
  assert.equal(await exit.getAttribute('href'), 'https://www.weather.gov/');
  assert.equal(await page.locator('#exit-hint').innerText(), 'Pages you visited earlier stay in your history.', 'no key does anything');
  assert.equal(await page.getByText('Loading the record').isVisible(), false);
});

test('the scripts name no way to the network but the fetching of the program', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations'));
  await operationsShown(page);
  const calls = [];
  // The page holds scripts of its own.
  for (const path of new Set(server.requests.filter((name) => /\/$|\.js$/.test(name)))) {
    const code = await (await fetch(`${server.origin}${path}`)).text();
    calls.push(...(code.match(/\b(?:fetch|importScripts)\([^,)]*|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/g) ?? []));
  }
  // The glue's own loader, which is handed a response; the fetch under an integrity check, and the
  // one that tells a failed check from a failed connection; the same for the script itself; and the
  // look whether this page is still the newest, when one of them fails. Own names are short ones here.
  const named = calls.map((call) => call.replace(/\((?!location\b)[$\w]+/, '(NAME'));
  assert.deepEqual(named.sort(), ['fetch(NAME', 'fetch(NAME', 'fetch(NAME', 'fetch(NAME.src', 'fetch(location.href']);
});

/** Opens a view and holds its numbers back. */
async function withoutNumbers(t, hash) {
  const seen = await visit(t, { init: holdNumbers });
  await seen.page.goto(seen.server.view(hash));
  await seen.page.waitForFunction(() => globalThis.addUp);
  return seen;
}
const field = (page) => page.getByLabel('A number that you have read, with a few words');

test('what the record is and what it holds is said before anything is added up', async (t) => {
  const seen = await withoutNumbers(t, '#/');
  const { page } = seen;
  const main = page.getByRole('main');
  await main.getByText('who says so. Every number names its source').waitFor();
  await main.getByRole('definition').filter({ hasText: new RegExp(`^${operationCount}$`) }).waitFor();
  await main.getByRole('status').filter({ hasText: 'Adding up the numbers' }).waitFor();
  const years = main.getByRole('group', { name: /^Operations, by year\./ });
  assert.equal(await years.count(), 0);
  await field(page).focus();
  await page.evaluate(() => addUp());
  await programShown(page);
  await years.waitFor();
  await main.getByRole('status').filter({ hasText: 'Adding up' }).waitFor({ state: 'detached' });
  assert.equal(await field(page).evaluate((element) => document.activeElement === element), true);
  assertQuiet(seen);
});

test('the focus stays where it is when the numbers come', async (t) => {
  const { page } = await withoutNumbers(t, '#/operations');
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
  await page.evaluate(() => addUp());
  await operationsShown(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

// The numbers come in a drawing of their own, but soon after what is done: a press that no whole view
// follows is taken for the sign of a program that stopped.
test('a number looked up before anything is added up is found', async (t) => {
  const { page } = await withoutNumbers(t, '#/');
  await field(page).evaluate((element) => {
    element.value = '391 victims';
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
    setTimeout(addUp, 100);
  });
  await page.getByRole('region', { name: 'Check a number' }).getByText('9 figures say 391, in 1 operation.').waitFor();
  assert.equal(await field(page).inputValue(), '391 victims');
});

test('a link followed before anything is added up leads to its view, and Back from it', async (t) => {
  const { page } = await withoutNumbers(t, '#/');
  await page.getByRole('link', { name: 'Operations', exact: true }).evaluate((link) => {
    addEventListener('hashchange', () => setTimeout(addUp, 100), { once: true });
    link.click();
  });
  await operationsShown(page);
  assert.equal(await page.evaluate(() => document.activeElement.outerHTML), '<h1 tabindex="-1">Operations</h1>');
  await page.goBack();
  await page.getByRole('group', { name: /^Operations, by year\./ }).waitFor();
});

test('a dialog opened before anything is added up is there with the numbers', async (t) => {
  const { page } = await withoutNumbers(t, '#/operations');
  await page.getByRole('button', { name: 'Cite', exact: true }).evaluate((button) => {
    button.click();
    setTimeout(addUp, 100);
  });
  await page.getByRole('dialog', { name: 'Cite' }).waitFor();
  await page.keyboard.press('Escape');
  await operationsShown(page);
});
