// When it cannot start, or stops: the reader is told what happened, and keeps the address.
import assert from 'node:assert/strict';

import { operationsShown, test, visits } from './harness.mjs';

const visit = visits();
const KANSAS = '#/operations/2021-hsi-kansas-city-31-victims';

const isWasm = (name) => name.endsWith('.wasm');
const isBoot = (name) => /^boot-.*\.js$/.test(name);

function flipped(body) {
  const copy = Buffer.from(body);
  copy[copy.length >> 1] ^= 0xff;
  return copy;
}

/** The recovery section, once it is shown. */
async function recovery(page) {
  await page.getByRole('alert').filter({ hasText: 'This page stopped' }).waitFor();
  return page.getByRole('main');
}

for (const [what, change, says] of [
  ['a wasm that was changed', (name, body) => isWasm(name) && { body: flipped(body) }, /integrity/],
  ['a missing wasm', (name) => isWasm(name) && { status: 404, body: '' }, /could not be fetched/],
  [
    'a page of HTML in the place of the wasm',
    (name) => isWasm(name) && { body: '<!doctype html><p>Not here' },
    /integrity/,
  ],
  ['a missing script', (name) => isBoot(name) && { status: 404, body: '' }, /could not be fetched/],
  [
    'a script that was changed',
    (name, body) => isBoot(name) && { body: `${body}\nglobalThis.changed = true;` },
    /integrity/,
  ],
]) {
  test(`${what} is refused, and the page says so`, async (t) => {
    const { page, server, complaints } = await visit(t, { server: { change } });
    await page.goto(server.view(KANSAS));
    const section = await recovery(page);
    assert.match(await section.innerText(), says);
    assert.match(await section.innerText(), /left your machine/);
    assert.equal(await page.locator('#app').isVisible(), false);
    assert.equal(await page.evaluate(() => globalThis.changed), undefined);
    assert.equal(new URL(page.url()).hash, KANSAS);
    assert.deepEqual(
      complaints.filter((complaint) => complaint.startsWith('uncaught')),
      [],
    );
  });
}

test('a browser without WebAssembly is told so', async (t) => {
  const init = () => delete globalThis.WebAssembly;
  const { page, server } = await visit(t, { init });
  await page.goto(server.view());
  assert.match(await (await recovery(page)).innerText(), /cannot run Clearcount/);
});

test('once the file is there again, reloading helps', async (t) => {
  let broken = true;
  const change = (name) => broken && isWasm(name) && { status: 404, body: '' };
  const { page, server } = await visit(t, { server: { change } });
  await page.goto(server.view('#/operations'));
  const section = await recovery(page);
  broken = false;
  await section.getByRole('button', { name: 'Reload this view' }).click();
  await operationsShown(page);
});

/** Makes the browser refuse every change to the page, which no program can go on from. */
const refuseChanges = () => {
  const refuse = () => {
    throw new DOMException('refused by the test', 'NotSupportedError');
  };
  Node.prototype.insertBefore = refuse;
  Node.prototype.appendChild = refuse;
  Node.prototype.removeChild = refuse;
};

test('where starting again does not help, the recovery section is there', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/'));
  await page.locator('.skeleton').waitFor({ state: 'detached' });
  await page.evaluate(refuseChanges);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, KANSAS);
  const section = await recovery(page);
  assert.match(await section.innerText(), /stopped again/);
  assert.equal(await page.locator('#app').isVisible(), false);
  assert.equal(new URL(page.url()).hash, KANSAS, 'the view that was asked for, not the empty one that was tried');
  await section.getByRole('button', { name: 'Start with an empty view' }).focus();
  await page.keyboard.press('Space');
  await page.waitForURL(/#\/$/);
  await page.locator('.skeleton').waitFor({ state: 'detached' });
  assert.equal(await page.locator('#recovery').isVisible(), false);
});

// The program reads the address, so a view that cannot be shown is one whose address is refused.
const refuseChangesIn = (pattern) => `
  const names = ['insertBefore', 'appendChild', 'removeChild'];
  for (const name of names) {
    const real = Node.prototype[name];
    Node.prototype[name] = function (...given) {
      if (new RegExp(${JSON.stringify(pattern)}).test(location.hash)) {
        throw new DOMException('refused by the test', 'NotSupportedError');
      }
      return real.apply(this, given);
    };
  }`;

test('a view that cannot be shown gives way to an empty one, and is linked', async (t) => {
  const { page, server } = await visit(t, { init: refuseChangesIn('^#/operations') });
  await page.goto(server.view(KANSAS));
  const note = page.getByRole('status').filter({ hasText: 'stopped twice at one view' });
  await note.waitFor();
  await page.locator('.skeleton').waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).hash, '#/');
  assert.equal(await page.locator('#recovery').isVisible(), false);
  // Asked for again, it is shown or said not to be, and its address is kept.
  await note.getByRole('link', { name: 'Try that view again' }).click();
  const section = await recovery(page);
  assert.equal(new URL(page.url()).hash, KANSAS);
  await section.getByRole('button', { name: 'Reload this view' }).waitFor();
});

test('an empty view that panics too does not start for ever', async (t) => {
  const { page, server } = await visit(t, { init: refuseChangesIn('') });
  await page.goto(server.view('#/'));
  await page.getByRole('alert').filter({ hasText: 'stopped again' }).waitFor();
  const starts = () => server.requests.filter((path) => path === '/').length;
  assert.equal(starts(), 1);
  await page.getByRole('button', { name: 'Reload this view' }).click();
  await page.waitForEvent('load');
  await page.getByRole('alert').filter({ hasText: 'stopped again' }).waitFor();
  assert.equal(starts(), 2, 'the first visit and the one reload that was asked for');
});
