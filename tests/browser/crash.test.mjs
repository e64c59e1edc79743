// The program stops while it is used: it starts again with the same view, and gives up in the end.
// The wasm is the one that is shipped. What stops it is what stops programs: a browser that refuses,
// a memory that does not hold what was put there, and a memory that is full.
import assert from 'node:assert/strict';

import { operationsShown, test, visits } from './harness.mjs';
import { fillMemory, keepInstances } from './instances.mjs';

const visit = visits();
const VIEW = '#/operations?state=KS';

/** Opens a view of the table and waits until it stands. `restarted` waits for another program. */
async function opened(t, hash = VIEW, settings = {}) {
  const seen = await visit(t, { init: keepInstances, fresh: true, ...settings });
  const { page } = seen;
  await page.goto(seen.server.view(hash));
  const table = page.getByRole('table', { name: 'Operations' });
  await table.waitFor();
  const rows = await table.getByRole('row').count();
  return {
    ...seen,
    rows,
    note: page.getByRole('status').filter({ hasText: 'started again' }),
    filter: page.getByRole('button', { name: 'Remove filter State Kansas' }),
    /** Another program shows the same rows. How long it takes is measured by `starts.mjs`. */
    async restarted(programs = 2) {
      const shows = ([wanted, many]) =>
        instances.length === many &&
        document.documentElement.hasAttribute('data-view') &&
        document.querySelectorAll('main .scroll tr').length === wanted;
      await page.waitForFunction(shows, [rows, programs]);
    },
  };
}

/** Notes whether there is ever a page without its view from now on. */
const noteEmptied = () => {
  globalThis.emptied = false;
  new MutationObserver(() => {
    emptied ||= document.querySelector('main .skeleton') !== null;
  }).observe(document.body, { childList: true, subtree: true });
};

/** The next change to the page is refused, once. Nothing can be drawn on after that. */
const refuseOnce = () => {
  const names = ['insertBefore', 'appendChild', 'removeChild'];
  const real = names.map((name) => Node.prototype[name]);
  for (const name of names) {
    Node.prototype[name] = () => {
      names.forEach((name, at) => {
        Node.prototype[name] = real[at];
      });
      throw new DOMException('refused by the test', 'NotSupportedError');
    };
  }
};

for (const [what, stop] of [
  [
    'a panic while drawing',
    async ({ page }) => {
      await page.evaluate(refuseOnce);
      await page.getByRole('checkbox', { name: /^Missouri/ }).click();
      return /state=KS&state=MO/;
    },
  ],
  [
    'an exception in an answer to an event',
    async ({ page }) => {
      await page.evaluate(() => {
        const { get, ...rest } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        const once = () => {
          Object.defineProperty(HTMLInputElement.prototype, 'value', { get, ...rest });
          throw new TypeError('refused by the test');
        };
        Object.defineProperty(HTMLInputElement.prototype, 'value', { ...rest, get: once });
      });
      await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('a');
    },
  ],
  [
    'a memory that was written over',
    async ({ page }) => {
      await page.evaluate(() => new Uint8Array(instances[0].exports.memory.buffer).fill(0xff));
      // Where nothing is changed: the press stops the old program, and the click may reach the new one.
      await page.getByRole('heading', { level: 1, name: 'Operations' }).click();
    },
  ],
  [
    'a full memory',
    async ({ page }) => {
      await page.evaluate(fillMemory);
    },
  ],
]) {
  test(`after ${what} the same view is there again`, async (t) => {
    const seen = await opened(t);
    await seen.page.evaluate(noteEmptied);
    await stop(seen);
    await seen.restarted();
    assert.equal(await seen.page.evaluate(() => emptied), false, 'the view stands until it is there again');
    assert.match(await seen.note.innerText(), /same view/);
    assert.equal(new URL(seen.page.url()).hash, VIEW);
    assert.equal(await seen.page.locator('#recovery').isVisible(), false);
    assert.deepEqual(seen.foreign, []);
    const fetched = seen.server.requests.filter((path) => path.endsWith('.wasm'));
    assert.equal(fetched.length, 1, 'the program is not fetched again');
    // It is a whole program: it answers, and the address follows.
    await seen.filter.click();
    await operationsShown(seen.page);
    assert.equal(new URL(seen.page.url()).hash, '#/operations');
    await seen.page.goBack();
    await seen.filter.waitFor();
    await seen.page.getByRole('button', { name: 'Dismiss' }).click();
    assert.equal(await seen.note.isVisible(), false);
  });
}

test('a program that stopped without a word is found out by what a reader does next', async (t) => {
  // The error goes elsewhere, as it does where a script of the browser's own stands in between.
  const init = `(${keepInstances})();
    addEventListener('error', (event) => event.stopImmediatePropagation(), true);`;
  const seen = await opened(t, VIEW, { init });
  await seen.page.evaluate(refuseOnce);
  await seen.page.getByRole('checkbox', { name: /^Missouri/ }).click();
  // Half a second passes before it is judged.
  await seen.restarted();
  assert.match(await seen.note.innerText(), /same view/);
  await seen.filter.click();
  await operationsShown(seen.page);
});

/** Waits until every timer of `recovery.js` that runs now has fired: this one is set later, for longer. */
const judged = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));

test('a program that is only asked too much is left to finish', async (t) => {
  const seen = await opened(t);
  // Two seconds during which nothing is answered, begun by the event itself.
  await seen.page.evaluate(() =>
    addEventListener(
      'click',
      () => {
        for (const end = performance.now() + 2_000; performance.now() < end; );
      },
      { capture: true, once: true },
    ),
  );
  await seen.page.getByLabel('Quiet history').click();
  await judged(seen.page);
  assert.equal(await seen.page.evaluate(() => instances.length), 1);
  assert.equal(await seen.note.isVisible(), false);
});

test('a program on a slow machine is left to finish', async (t) => {
  const seen = await opened(t, '#/operations?size=100');
  const devtools = await seen.context.newCDPSession(seen.page);
  const drawn = () => {
    const start = performance.now();
    document.querySelector('main label input[type=checkbox]').click();
    return new Promise((resolve) => setTimeout(() => resolve(performance.now() - start)));
  };
  // As slow as it takes to draw for longer than is waited for, on whatever machine this is.
  let took = 0;
  for (let rate = 12; took <= 400; rate *= 2) {
    assert.ok(rate < 1_000, `it draws for ${took} ms`);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    took = await seen.page.evaluate(drawn);
  }
  await seen.page.waitForFunction(() => document.documentElement.hasAttribute('data-view'));
  await seen.page.getByRole('heading', { level: 1 }).click();
  await seen.page.waitForFunction(() => document.documentElement.hasAttribute('data-view'));
  await judged(seen.page);
  assert.equal(await seen.page.evaluate(() => instances.length), 1);
  assert.equal(await seen.note.isVisible(), false);
});

test('a click that changes nothing is not taken for a program that stopped', async (t) => {
  const seen = await opened(t);
  await seen.page.getByRole('heading', { level: 1 }).click();
  await judged(seen.page);
  assert.equal(await seen.page.evaluate(() => instances.length), 1);
});

test('the third crash is the last', async (t) => {
  const seen = await opened(t);
  const { page } = seen;
  const crash = async () => {
    await page.evaluate(refuseOnce);
    await page.getByRole('checkbox', { name: /^Missouri/ }).click();
  };
  // Far enough apart that no view is to blame.
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 11_000 * instances.length;
  });
  await crash();
  await seen.restarted(2);
  await crash();
  await seen.restarted(3);
  assert.equal(new URL(page.url()).hash, VIEW);
  await crash();
  await page.getByRole('alert').filter({ hasText: 'This page stopped' }).waitFor();
  assert.equal(await page.locator('#app').isVisible(), false);
  assert.equal(await seen.note.isVisible(), false);
  assert.equal(new URL(page.url()).hash, VIEW);
  assert.equal(await page.evaluate(() => instances.length), 3);
});
