// axe on every route, in light and dark, wide and narrow. It finds a third of what can be wrong; the
// journeys in the other files use roles and names, which finds some more.
import assert from 'node:assert/strict';

import { violations } from './axe.mjs';
import { assertQuiet, test, visits } from './harness.mjs';
import { axeSource } from './packages.mjs';
import { holdNumbers, programShown, routes } from './routes.mjs';

const visit = visits();
// Put in before the page, as a script that its policy does not rule over.
const init = axeSource();

for (const { name, hash } of routes) {
  for (const width of [1280, 375]) {
    test(`${name} at ${width} pixels`, async (t) => {
      const seen = await visit(t, { context: { viewport: { width, height: 800 } }, init });
      const { page } = seen;
      await page.goto(seen.server.view(hash));
      await programShown(page);
      assert.deepEqual(await violations(page), [], 'in light');
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await violations(page), [], 'in dark');
      assertQuiet(seen);
    });
  }
}

for (const [name, hash] of [['the first page', '#/'], ['a table', '#/operations']]) {
  test(`${name} before its numbers are added up`, async (t) => {
    const { page, server } = await visit(t, { init: [init, holdNumbers] });
    await page.goto(server.view(hash));
    await page.getByRole('status').filter({ hasText: 'Adding up the numbers' }).waitFor();
    assert.deepEqual(await violations(page), [], 'in light');
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await violations(page), [], 'in dark');
  });
}

test('the recovery section', async (t) => {
  const change = (name) => name.endsWith('.wasm') && { status: 404, body: '' };
  const { page, server } = await visit(t, { init, server: { change } });
  await page.goto(server.view());
  await page.getByRole('alert').filter({ hasText: 'This page stopped' }).waitFor();
  assert.deepEqual(await violations(page), []);
});

test('axe would find something', async (t) => {
  const { page, server } = await visit(t, { init });
  await page.goto(server.view('#/operations'));
  await programShown(page);
  await page.evaluate(() => document.body.append(document.createElement('img')));
  assert.match((await violations(page)).join(), /image-alt/);
});

test('axe would find colours that are hard to tell apart, in either scheme', async (t) => {
  const { page, server } = await visit(t, { init });
  await page.goto(server.view('#/about'));
  await programShown(page);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate((scheme) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`@media (prefers-color-scheme: ${scheme}) { p { color: #888; background: #999 } }`);
      document.adoptedStyleSheets = [sheet];
    }, colorScheme);
    assert.match((await violations(page)).join(), /color-contrast/, colorScheme);
  }
});
