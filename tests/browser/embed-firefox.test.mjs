// Views inside pages of other sites, and starting again, in a stock Firefox.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { test } from './harness.mjs';
import { element, host, listening, pageWith } from './host.mjs';
import { puppeteer } from './packages.mjs';
import { serve } from './server.mjs';

const KANSAS = 'operations?state=KS';
const OPERATION = 'operations/2021-hsi-kansas-city-31-victims';

let browser;
before(async () => {
  browser = await puppeteer().launch({
    browser: 'firefox',
    executablePath: process.env.CLEARCOUNT_FIREFOX ?? '/usr/bin/firefox-esr',
  });
});
after(() => browser?.close());

async function opened(t) {
  const server = await serve();
  const context = await browser.createBrowserContext();
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  await page.evaluateOnNewDocument(listening);
  return { page, server, requests, complaints };
}

async function inside(t, make, headers = () => ({})) {
  const seen = await opened(t);
  const { url } = await host(t, make(seen.server.origin), headers(seen.server.origin));
  await seen.page.goto(url);
  const strangers = () =>
    seen.requests.filter((address) => ![url, `${seen.server.origin}/`].some((own) => address.startsWith(own)) && !/^(data|about|blob):/.test(address));
  return { ...seen, strangers };
}

/** The frame inside an element, once it shows its view. */
async function frameOf(page, selector = 'clearcount-view') {
  const outer = await page.waitForSelector(`${selector} >>> iframe`);
  const frame = await outer.contentFrame();
  await frame.waitForSelector(':root[data-view]');
  return frame;
}

/** Waits until the frame is as high as what is in it. */
async function fits(page, frame, selector = 'clearcount-view') {
  for (let tries = 0; ; tries += 1) {
    const inner = await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    const outer = await page.evaluate((selector) => document.querySelector(selector).shadowRoot.firstChild.clientHeight, selector);
    if (inner === outer) return outer;
    if (tries === 100) assert.fail(`the frame is ${outer} high, its page ${inner}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const shows = (frame, view) =>
  frame.waitForFunction((view) => document.documentElement.getAttribute('data-view')?.startsWith(`/${view}`), {}, view);

test('Firefox shows a view in a frame as high as it is, under a strict policy and in quirks mode', async (t) => {
  const policy = (site) => ({
    'content-security-policy': `default-src 'none'; script-src ${site}; frame-src ${site}; img-src data:; style-src 'unsafe-inline'`,
  });
  const styles = '<style>iframe { display: none } * { letter-spacing: 9px }</style>';
  const make = (site) => pageWith(site, element(KANSAS), styles).replace('<!doctype html>', '');
  const { page, server, strangers, complaints } = await inside(t, make, policy);
  const frame = await frameOf(page);
  assert.ok((await fits(page, frame)) > 500);
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html']);
  assert.deepEqual(strangers(), []);
  assert.deepEqual(complaints.filter((complaint) => !/quirks mode/i.test(complaint)), []);
});

test('Firefox follows the attributes, tells what the reader does, and blanks on exit', async (t) => {
  const { page, server } = await inside(t, (site) => pageWith(site, `${element(KANSAS, 'id="a"')}${element(OPERATION, 'id="b"')}`));
  const frame = await frameOf(page, '#a');
  await page.$eval('#b', (view) => view.scrollIntoView());
  const other = await frameOf(page, '#b');
  await fits(page, frame, '#a');
  await fits(page, other, '#b');
  const set = (name, value) => page.$eval('#a', (view, name, value) => view.setAttribute(name, value), name, value);
  await set('theme', 'dark');
  await frame.waitForSelector(':root[data-theme=dark]');
  await set('view', 'operations?state=MO');
  await shows(frame, 'operations?state=MO');
  assert.deepEqual(await page.evaluate(() => told), []);
  await frame.evaluate(() => document.querySelector('#main .scroll a').click());
  await shows(frame, 'operations/');
  await page.waitForFunction(() => told.length === 1);
  const [{ type, detail, id }] = await page.evaluate(() => told);
  assert.deepEqual([type, id], ['clearcount:viewchange', 'a']);
  assert.match(detail.view, /^operations\/[\w-]+$/);
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html', '/embed.html']);
  await frame.evaluate(() => document.getElementById('exit').click());
  await page.waitForFunction(() => told.some(({ type, id }) => type === 'clearcount:exit' && id === 'a'));
  await frame.waitForFunction(() => location.href === 'about:blank').catch(() => {});
  await fits(page, other, '#b');
});

test('Firefox shows the text of embed.html in an attribute', async (t) => {
  const { page, server, strangers } = await inside(t, () => '<!doctype html><title>A newspaper</title><link rel="icon" href="data:,">');
  const text = await (await fetch(`${server.origin}/embed.html`)).text();
  server.requests.length = 0;
  await page.evaluate((text) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.srcdoc = text;
    document.body.append(frame);
  }, text);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector(':root[data-view]');
  await frame.evaluate(() => document.querySelector('#main a[href^="#/operations/"]').click());
  await shows(frame, 'operations/');
  assert.deepEqual(server.requests, []);
  assert.deepEqual(strangers(), []);
});

const refuseOnce = () => {
  const real = Node.prototype.insertBefore;
  Node.prototype.insertBefore = () => {
    Node.prototype.insertBefore = real;
    throw new DOMException('refused by the test', 'NotSupportedError');
  };
};
const keepInstances = () => {
  globalThis.instances = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      globalThis.instances.push(made.instance ?? made);
      return made;
    };
  }
};
const quiet = () => document.querySelector('input[type=checkbox]').click();

for (const [what, stop] of [
  [
    'a panic while drawing',
    async (page) => {
      await page.evaluate(refuseOnce);
      await page.evaluate(() => {
        location.hash = '#/operations/2021-hsi-kansas-city-31-victims';
      });
      return OPERATION;
    },
  ],
  [
    'a memory that was written over',
    async (page) => {
      await page.evaluate(() => new Uint8Array(instances[0].exports.memory.buffer).fill(0xff));
      await page.evaluate(quiet);
      return KANSAS;
    },
  ],
  [
    'a full memory',
    async (page) => {
      await page.evaluate(() => {
        const { memory } = instances[0].exports;
        memory.grow(65_536 - memory.buffer.byteLength / 65_536);
        const field = document.querySelector('input[type=search]');
        field.value = 'a '.repeat(4_000_000);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      return KANSAS;
    },
  ],
  [
    'a panic that no one was told of',
    async (page) => {
      await page.evaluate(() => addEventListener('error', (event) => event.stopImmediatePropagation(), true));
      await page.evaluate(refuseOnce);
      await page.evaluate(() => {
        const [box] = [...document.querySelectorAll('main label')].filter((label) => /Missouri/.test(label.textContent));
        box.click();
      });
      return KANSAS;
    },
  ],
]) {
  test(`Firefox shows the view again after ${what}`, async (t) => {
    const { page, server } = await opened(t);
    await page.evaluateOnNewDocument(keepInstances);
    // Before every listener of the page, where a test wants the errors to go elsewhere.
    if (/no one/.test(what)) {
      await page.evaluateOnNewDocument(() => addEventListener('error', (event) => event.stopImmediatePropagation(), true));
    }
    await page.goto(server.view(`#/${KANSAS}`));
    await page.waitForSelector(':root[data-view]');
    const view = await stop(page);
    const again = (view) =>
      instances.length === 2 && document.documentElement.getAttribute('data-view') === `/${view}`;
    await page.waitForFunction(again, { timeout: 5_000 }, view);
    const note = await page.$eval('#restarted', (note) => [note.hidden, note.innerText]);
    assert.equal(note[0], false);
    assert.match(note[1], /same view/);
    await page.evaluate(quiet);
  });
}
