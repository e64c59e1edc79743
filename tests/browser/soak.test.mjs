// Long use leaves nothing behind: not in a page that shows and removes views, not in the app. What
// takes minutes at full length is shorter here; `cargo xtask bench` sets CLEARCOUNT_SOAK.
import assert from 'node:assert/strict';
import { test as nodeTest } from 'node:test';

import { visits } from './harness.mjs';
import { element, host, pageWith } from './host.mjs';

// Frames in the process of the page around them, so that its numbers count them too.
const visit = visits('--disable-features=IsolateSandboxedIframes,IsolateOrigins,site-per-process', '--disable-site-isolation-trials', '--js-flags=--expose-gc');
const full = process.env.CLEARCOUNT_SOAK === 'full';
const CYCLES = full ? 200 : 10;
const INTERACTIONS = full ? 5_000 : 500;
const BATCHES = 10;

const test = (name, run) => nodeTest(name, { timeout: full ? 1_800_000 : 300_000 }, run);

/** What the page holds after the browser has thrown away what nobody holds. */
async function held(page, devtools) {
  // What the last event and its timers hold is free only after them.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 500))));
  for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const value = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return {
    heap: value('JSHeapUsedSize'),
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
    documents: value('Documents'),
  };
}

async function devtoolsOf(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('HeapProfiler.enable');
  return devtools;
}

test(`${CYCLES} times three views, shown and taken away, leave nothing in the page`, async (t) => {
  const { page, server } = await visit(t, { fresh: true });
  const { url } = await host(t, pageWith(server.origin, '<div id="place"></div>'));
  await page.goto(url);
  const views = ['figures/2018-operation-misafekid/f2', 'about', 'operations/2021-hsi-kansas-city-31-victims'];
  const markup = views.map((view) => element(view)).join('');
  const cycle = () =>
    page.evaluate(async (markup) => {
      const place = document.getElementById('place');
      place.innerHTML = markup;
      const frames = [...place.children].map((view) => view.shadowRoot.firstChild);
      // Each says its view once it is drawn.
      await new Promise((resolve) => {
        const shown = new Set();
        addEventListener('message', function listen({ source, data }) {
          if (data?.type === 'clearcount:view') shown.add(frames.findIndex((frame) => frame.contentWindow === source));
          if (shown.size < frames.length) return;
          removeEventListener('message', listen);
          resolve();
        });
        for (const frame of frames) frame.loading = 'eager';
      });
      place.replaceChildren();
    }, markup);
  const devtools = await devtoolsOf(page);
  for (let times = 0; times < 5; times += 1) await cycle();
  const before = await held(page, devtools);
  const start = Date.now();
  for (let times = 0; times < CYCLES; times += 1) await cycle();
  const after = await held(page, devtools);
  t.diagnostic(`${Date.now() - start} ms, ${JSON.stringify({ before, after })}`);
  for (const what of ['heap', 'nodes', 'listeners', 'documents']) {
    assert.ok(after[what] <= before[what] * 1.2, `${what}: ${before[what]}, then ${after[what]}`);
  }
});

test(`${INTERACTIONS} interactions leave no node, no listener and no memory behind`, async (t) => {
  const init = () => {
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      globalThis.program = made.instance;
      return made;
    };
  };
  const { page, server } = await visit(t, { init, fresh: true });
  await page.goto(server.view('#/operations?state=KS&size=25&embed=1'));
  await page.getByRole('table', { name: 'Operations' }).waitFor();
  const devtools = await devtoolsOf(page);
  /** What a reader does, over and over; every round ends where it began. */
  const use = (times) =>
    page.evaluate(async (times) => {
      // The app draws at once, and in a timer does what follows from it.
      const turn = () => new Promise((resolve) => setTimeout(resolve));
      const find = (selector, words) =>
        [...document.querySelectorAll(selector)].find((found) => words.test(found.textContent));
      const type = (text) => {
        const field = document.querySelector('input[type=search]');
        field.focus();
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      };
      const steps = [
        () => find('main label', /^\s*Missouri/).click(),
        () => find('main thead button', /Operation/).click(),
        () => find('main thead button', /Operation/).click(),
        () => find('main button', /^Explain/).click(),
        () => find('dialog button', /^Close/).click(),
        () => type('kansas'),
        () => type(''),
        () => find('main label', /^\s*Missouri/).click(),
        () => find('main .scroll a', /./).click(),
        () => {
          history.replaceState(null, '', '#/operations?state=KS&size=25&embed=1');
          dispatchEvent(new PopStateEvent('popstate'));
        },
      ];
      for (let at = 0; at < times; at += 1) {
        steps[at % steps.length]();
        await turn();
        await turn();
      }
    }, times);
  const inside = () =>
    page.evaluate(() => {
      // Pages of the program's memory, and what of the page it holds.
      const { memory, __wbindgen_externrefs: table } = program.exports;
      let handles = 0;
      for (let at = 0; at < table.length; at += 1) if (table.get(at) != null) handles += 1;
      return { pages: memory.buffer.byteLength / 65_536, handles };
    });
  const samples = [];
  const start = Date.now();
  for (let batch = 0; batch <= BATCHES; batch += 1) {
    await use(INTERACTIONS / BATCHES);
    samples.push({ ...(await held(page, devtools)), ...(await inside()) });
  }
  t.diagnostic(`${Date.now() - start} ms, ${JSON.stringify([samples[0], samples.at(-1)])}`);
  assert.equal(await page.locator('#restarted').isVisible(), false);
  // What is left behind is left behind by every batch. The browser itself lets go of a page that was
  // left sooner or later, which is a step up or down, once.
  const growth = (what) => {
    const steps = samples.slice(1).map((sample, at) => sample[what] - samples[at][what]);
    return steps.sort((a, b) => a - b)[steps.length >> 1];
  };
  for (const what of ['nodes', 'listeners', 'handles', 'pages']) {
    assert.ok(growth(what) <= 0, `${what}: ${samples.map((sample) => sample[what])}`);
  }
  assert.ok(growth('heap') * BATCHES <= samples[0].heap * 0.2, `heap: ${samples.map((sample) => sample.heap)}`);
});
