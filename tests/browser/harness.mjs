// What every browser test starts from: one Chromium, and visits that keep a record of everything a
// reader's browser would complain about.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';

import { chromium } from './packages.mjs';
import { root, serve } from './server.mjs';

const dataset = join(root, 'assets', 'dataset');

/** The number of operations in the tree's dataset, counted as files. */
export const operationCount = readdirSync(join(dataset, 'operations')).filter((name) =>
  name.endsWith('.json'),
).length;

/** An operation's file. */
export const operation = (id) =>
  JSON.parse(readFileSync(join(dataset, 'operations', `${id}.json`), 'utf8'));

/** The version of the tree's dataset. */
export const { version } = JSON.parse(readFileSync(join(dataset, 'dataset.json'), 'utf8'));

/** After how many milliseconds something hangs, however busy the machine: nothing else is judged by it. */
export const HANGS = 40_000;

/** A test that ends, whatever hangs. */
export const test = (name, run) => nodeTest(name, { timeout: 3 * HANGS }, run);

const launching = (more) => ({
  executablePath: process.env.CLEARCOUNT_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...more,
  ],
});

export const launch = (...more) => chromium.launch(launching(more));

/** A browser with a profile that outlives it. */
export const launchWithProfile = (folder) => chromium.launchPersistentContext(folder, launching([]));

/** What of a context's settings can be said of a page, so that it needs no context of its own. */
const OF_A_PAGE = ['colorScheme', 'forcedColors', 'reducedMotion', 'viewport'];
const USUAL = { reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none', viewport: { width: 1280, height: 720 } };

/** A context with what every visit has: nothing takes forever, and what the policy blocks is said. */
async function contextOf(browser, settings) {
  // Only what tests the worker lets it in: it would fetch every file once more for each visit.
  const context = await browser.newContext({ ...USUAL, serviceWorkers: 'block', ...settings });
  context.setDefaultTimeout(HANGS);
  if (settings?.javaScriptEnabled !== false) {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`blocked by policy: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
  }
  return context;
}

/**
 * One browser for the tests of a file. The function it returns makes a visit: a server and an open page,
 * both gone when the test ends.
 *
 * A browser takes most of the time to open a page with compiling the program. So the visits of a file
 * share a context, and with it a process, in which one page stays open that runs the program. Each has
 * a server of its own, and so an origin of its own: they share nothing that is stored. A visit that is
 * `fresh`, or has settings that no page can have, has a context and a process to itself: so must be one
 * that stops the program, sets the clock, or changes anything else of its context.
 */
export function visits(...flags) {
  let browser;
  let shared;
  let kept;
  before(async () => {
    browser = await launch('--process-per-site', ...flags);
  });
  after(async () => {
    await browser?.close();
    await kept?.close();
  });

  async function sharedContext() {
    if (!shared) {
      shared = await contextOf(browser);
      kept = await serve();
      const page = await shared.newPage();
      await page.goto(kept.view('#/about'));
      await page.locator('.skeleton').waitFor({ state: 'detached' });
    }
    return shared;
  }

  return async function visit(test, { server: serving, context: settings = {}, init, fresh } = {}) {
    const alone = fresh || Object.keys(settings).some((name) => !OF_A_PAGE.includes(name));
    const server = await serve(serving);
    const context = await (alone ? contextOf(browser, settings) : sharedContext());
    const before = context.pages();
    const complaints = [];
    const foreign = [];
    const heard = {
      request(request) {
        const own = request.url().startsWith(`${server.origin}/`);
        if (!own && !/^(data|blob|about):/.test(request.url())) foreign.push(request.url());
      },
      console(message) {
        const ofDriver = message.text() === 'Service Worker registration blocked by Playwright';
        const complains = ['error', 'warning'].includes(message.type());
        if (complains && !ofDriver) complaints.push(message.text());
      },
      weberror(error) {
        complaints.push(`uncaught: ${error.error().message}`);
      },
    };
    for (const [event, hears] of Object.entries(heard)) context.on(event, hears);
    test.after(async () => {
      if (alone) {
        await context.close();
      } else {
        for (const [event, hears] of Object.entries(heard)) context.off(event, hears);
        await Promise.all(context.pages().filter((page) => !before.includes(page)).map((page) => page.close()));
        await context.clearPermissions();
      }
      await server.close();
    });
    const page = await context.newPage();
    if (!alone) {
      const { viewport, ...media } = { ...USUAL, ...settings };
      await page.setViewportSize(viewport);
      await page.emulateMedia(media);
    }
    for (const script of [init ?? []].flat()) await page.addInitScript(script);
    return { page, context, server, complaints, foreign };
  };
}

/** Waits until the view is there: the status line of the table says how many there are. */
export async function operationsShown(page, shown = operationCount) {
  const line = `${shown} of ${operationCount} operations`;
  await page.getByRole('status').filter({ hasText: line }).first().waitFor();
}

/** Waits until the worker keeps the site. The browser's own promise never settles where it cannot. */
export const kept = (page) =>
  page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');

/** Runs in a page: every drawing takes as long as Yew waits before it gives the browser time for something
 *  else, and then come the effects. */
export const drawsSlowly = () => {
  const now = Date.now;
  let late = 0;
  Date.now = () => now() + (late += 100);
};

/** Runs in a page before its scripts: every kind of storage is refused. */
export const refuseStorage = () => {
  const refuse = () => {
    throw new DOMException('refused by the test', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) {
    Object.defineProperty(globalThis, name, { get: refuse });
  }
  Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: refuse });
};

/** The names of the caches, and of what they hold. */
export const inCaches = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return Object.fromEntries(names.map((name, at) => [name, files[at]]));
  });

/** Throws the program out of the cache, as a browser does that is short of room. */
export const evictProgram = (page) =>
  page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    for (const request of await cache.keys()) if (request.url.endsWith('.wasm')) await cache.delete(request);
  });

/** Waits until a new worker was fetched, and whether it was refused. */
export const newWorker = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = new Promise((resolve) => {
      registration.addEventListener('updatefound', () => resolve(registration.installing));
    });
    registration.update().catch(() => {});
    const worker = await found;
    while (worker.state === 'installing') {
      await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    }
    return worker.state;
  });

/** Nothing was complained about and nobody else was asked for anything. */
export function assertQuiet({ complaints, foreign }) {
  assert.deepEqual(complaints, [], 'the console stayed empty');
  assert.deepEqual(foreign, [], 'no request went to another host');
}
