// Where the main blocks of pages lie, against what was recorded in `layout/`. What is meant to move is
// recorded anew with `cargo xtask shots --layout`, and the difference read.
import assert from 'node:assert/strict';

import { test, visits } from './harness.mjs';
import { differences, laidOut, layout, measured, recorded } from './layout.mjs';

const visit = visits();
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

for (const { name, hash } of laidOut) {
  test(`${name} is laid out as recorded`, async (t) => {
    const { page, server } = await visit(t);
    const before = recorded(name);
    assert.ok(before, `tests/browser/layout/${name}.json is not there: cargo xtask shots --layout`);
    const found = await layout(page, server, hash);
    const exact = same(found.machine, before.machine);
    if (!exact) t.diagnostic(`recorded with ${JSON.stringify(before.machine)}, so only proportions are compared`);
    assert.deepEqual(differences(found, before, exact), [], 'if it is meant: cargo xtask shots --layout');
    if (exact) assert.deepEqual(differences(found, before, false), []);
  });
}

const changes = [
  ['a column that moves', '.rows { margin-left: 80px }', true],
  ['a block that lies over another', 'main { margin-top: -3rem }', true],
  ['a page that is too wide', '.foot { width: 2000px; max-width: none }', true],
  ['another order', '.columns { display: flex; flex-direction: column } .rows { order: -1 }', true],
  ['a few pixels more', 'main { padding-top: 30px }', false],
];

for (const [what, css, anywhere] of changes) {
  test(`${what} is found`, async (t) => {
    const { page, server } = await visit(t);
    const { hash } = laidOut.find(({ name }) => name === 'operations');
    const before = await layout(page, server, hash);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, css);
    const after = await measured(page);
    assert.notDeepEqual(differences(after, before, true), []);
    assert.equal(differences(after, before, false).length > 0, anywhere);
  });
}
