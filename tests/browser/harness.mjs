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

/** A test that ends, whatever hangs. */
export const test = (name, run) => nodeTest(name, { timeout: 60_000 }, run);

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

/**
 * One browser for the tests of a file. The function it returns makes a visit: a server, a fresh
 * profile and an open page, all gone when the test ends.
 */
export function visits(...flags) {
  let browser;
  before(async () => {
    browser = await launch(...flags);
  });
  after(() => browser?.close());

  return async function visit(test, { server: serving, context: settings, init } = {}) {
    const server = await serve(serving);
    // Only what tests the worker lets it in: it would fetch every file once more for each visit.
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      ...settings,
    });
    test.after(async () => {
      await context.close();
      await server.close();
    });
    context.setDefaultTimeout(10_000);
    const complaints = [];
    const foreign = [];
    context.on('request', (request) => {
      const own = request.url().startsWith(`${server.origin}/`);
      if (!own && !/^(data|blob|about):/.test(request.url())) foreign.push(request.url());
    });
    context.on('console', (message) => {
      const ofDriver = message.text() === 'Service Worker registration blocked by Playwright';
      const complains = ['error', 'warning'].includes(message.type());
      if (complains && !ofDriver) complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
    if (settings?.javaScriptEnabled !== false) {
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`blocked by policy: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      for (const script of [init ?? []].flat()) await context.addInitScript(script);
    }
    const page = await context.newPage();
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
