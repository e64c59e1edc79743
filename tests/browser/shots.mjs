// Photographs every route at three widths, in light and dark: `node shots.mjs --into DIR [--only TEXT]`;
// or, with `--layout` in place of `--into DIR`, records where the blocks of pages lie.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { launch } from './harness.mjs';
import { laidOut, layout, record } from './layout.mjs';
import { programShown, routes } from './routes.mjs';
import { serve } from './server.mjs';

const WIDTHS = [1280, 768, 375];
const TALLEST = 3_000;

const { values } = parseArgs({
  options: { into: { type: 'string' }, only: { type: 'string' }, layout: { type: 'boolean' } },
});
const into = values.into ?? 'shots';
const wanted = (values.layout ? laidOut : routes).filter(({ name, hash }) => `${name} ${hash}`.includes(values.only ?? ''));
if (wanted.length === 0) {
  console.error(`No route has "${values.only}" in it. There are: ${routes.map((r) => r.name).join(', ')}.`);
  process.exit(2);
}

if (!values.layout) mkdirSync(into, { recursive: true });
const server = await serve();
const browser = await launch();
for (const { name, hash } of wanted) {
  if (values.layout) {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    record(name, await layout(await context.newPage(), server, hash));
    await context.close();
    console.log(`${name}: recorded`);
    continue;
  }
  for (const colorScheme of ['light', 'dark']) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width, height: 800 },
      });
      const page = await context.newPage();
      await page.goto(server.view(hash));
      await programShown(page);
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.min(Math.max(tall, 800), TALLEST) });
      await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`) });
      await context.close();
    }
  }
  console.log(`${name}: ${WIDTHS.length * 2} pictures`);
}
await browser.close();
await server.close();
