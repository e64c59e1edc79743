// axe on every route, in light and dark, wide and narrow. It finds a third of what can be wrong; the
// journeys in the other files use roles and names, which finds some more.
import assert from 'node:assert/strict';

import { violations } from './axe.mjs';
import { assertQuiet, test, visits } from './harness.mjs';
import { axeSource } from './packages.mjs';
import { programShown, routes } from './routes.mjs';

const visit = visits();
// Put in before the page, as a script that its policy does not rule over.
const init = axeSource();

for (const { name, hash } of routes) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 375]) {
      test(`${name} in ${colorScheme} at ${width} pixels`, async (t) => {
        const context = { colorScheme, viewport: { width, height: 800 } };
        const seen = await visit(t, { context, init });
        await seen.page.goto(seen.server.view(hash));
        await programShown(seen.page);
        assert.deepEqual(await violations(seen.page), []);
        assertQuiet(seen);
      });
    }
  }
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
