// Views inside pages of other sites, and starting again, in a stock Firefox.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { HANGS, test } from './harness.mjs';
import { changeAndStart, element, host, listening, pageWith, startingWhenTold } from './host.mjs';
import { puppeteer } from './packages.mjs';
import { serve } from './server.mjs';
import { fillMemory, keepInstances } from './instances.mjs';

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

async function opened(t, serving) {
  const server = await serve(serving);
  const context = await browser.createBrowserContext();
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(HANGS);
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  await page.evaluateOnNewDocument(listening);
  return { page, server, requests, complaints };
}

async function inside(t, make, headers = () => ({}), init = []) {
  const seen = await opened(t);
  for (const script of init) await seen.page.evaluateOnNewDocument(script);
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

test('Firefox shows what the attributes said while the frame started', async (t) => {
  const { page, server, complaints } = await inside(t, (site) => pageWith(site, element(KANSAS)), undefined, [startingWhenTold]);
  await page.waitForFunction(() => globalThis.ready);
  const steps = await page.evaluate(() => history.length);
  await page.evaluate(changeAndStart, [['view', 'operations?state=MO'], ['theme', 'dark'], ['view', 'agencies'], ['view', OPERATION]]);
  const frame = await frameOf(page);
  await shows(frame, OPERATION);
  await frame.waitForSelector(':root[data-theme=dark]');
  await fits(page, frame);
  assert.deepEqual(await page.evaluate(() => told), []);
  assert.equal(await page.evaluate(() => history.length), steps, 'no step in the history of the page');
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html']);
  assert.deepEqual(complaints, []);
});

test('Firefox leaves the reader where they are in other colours, and calls the frame as the title says', async (t) => {
  const { page } = await inside(t, (site) => pageWith(site, element(KANSAS)));
  const frame = await frameOf(page);
  await frame.evaluate(() => document.querySelector('#main .scroll a').click());
  await page.waitForFunction(() => told.length === 1);
  const [{ detail }] = await page.evaluate(() => told);
  await page.$eval('clearcount-view', (view) => view.setAttribute('theme', 'dark'));
  await frame.waitForSelector(':root[data-theme=dark][data-view]');
  await shows(frame, detail.view);
  const called = (title) =>
    page.$eval('clearcount-view', (view, title) => {
      if (title) view.title = title;
      else view.removeAttribute('title');
      return view.shadowRoot.firstChild.title;
    }, title);
  assert.equal(await called('Kansas'), 'Kansas');
  assert.match(await called(), / · Clearcount$/);
  assert.equal((await page.evaluate(() => told)).length, 1, 'they are no news');
});

test('Firefox fits a view that begins without any width once it has one', async (t) => {
  const { page } = await inside(t, (site) => pageWith(site, `<div id="fold">${element(OPERATION)}</div>`, '<style>#fold { width: 0 }</style>'));
  const fold = (width) =>
    page.$eval('#fold', (fold, width) => {
      fold.style.width = width;
    }, width);
  await page.waitForFunction(() => document.querySelector('clearcount-view')?.shadowRoot);
  await fold('700px');
  const frame = await frameOf(page);
  const wide = await fits(page, frame);
  await fold('0px');
  await page.waitForFunction(() => document.querySelector('clearcount-view').clientWidth === 0);
  await fold('350px');
  // The frame hears of its width a little later than the page around it, and is low enough until then.
  await page.waitForFunction((wide) => document.querySelector('clearcount-view').clientHeight > wide, {}, wide);
  const narrow = await fits(page, frame);
  const most = await page.evaluate(() => Math.max(...heights));
  // While it is too low it has a bar to scroll by, and is higher for that; without a width, many times.
  assert.ok(most < 2 * narrow, `${most} is the height of a page without any width`);
});

test('Firefox shows the link inside where scripts do not run', async (t) => {
  const { page, server } = await opened(t);
  const { url } = await host(t, '<!doctype html><title>A reader of feeds</title><link rel="icon" href="data:,">');
  await page.goto(url);
  // The driver cannot switch scripts off, but a page may for a frame, as readers of feeds do.
  const seen = await page.evaluate(async (html) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-same-origin';
    frame.srcdoc = html;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const view = frame.contentDocument.querySelector('clearcount-view');
    const link = view.querySelector('a');
    return [link.innerText, link.getBoundingClientRect().width > 0, view.shadowRoot];
  }, pageWith(server.origin, element(KANSAS)));
  assert.deepEqual(seen, ['Without scripts', true, null]);
  assert.deepEqual(server.requests.filter((path) => path !== '/embed.js'), []);
});

test('Firefox shows the view where either of the codes to copy is pasted', async (t) => {
  const { page, server, complaints } = await opened(t, { prefix: '/deep/in/' });
  // What would end an attribute, or a text, early.
  await page.goto(server.view('#/operations?state=KS&q=%22a+b%22+%3C/a%3E&theme=dark'));
  await page.waitForSelector(':root[data-view]');
  await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Embed').click());
  await page.waitForSelector('dialog[open] .code');
  const codes = await page.$$eval('dialog .code code', (codes) => codes.map((code) => code.textContent));
  assert.equal(codes.length, 2);
  for (const [which, code] of codes.entries()) {
    server.requests.length = 0;
    const { url } = await host(t, `<!doctype html><title>A newspaper</title><link rel="icon" href="data:,">${code}`);
    await page.goto(url);
    const outer = await page.waitForSelector(which === 0 ? 'clearcount-view >>> iframe' : 'iframe');
    const frame = await outer.contentFrame();
    await frame.waitForSelector(':root[data-theme=dark][data-embed][data-view]');
    await shows(frame, 'operations?state=KS&');
    assert.equal(await frame.$eval('input[type=search]', (field) => field.value), '"a b" </a>');
    const files = server.requests.map((path) => path.replace('/deep/in/', ''));
    assert.deepEqual(files, which === 0 ? ['embed.js', 'embed.html'] : ['embed.html']);
  }
  assert.deepEqual(complaints, []);
});

test('Firefox shows on the page that explains embedding what it says', async (t) => {
  const { page, server, requests, complaints } = await opened(t);
  await page.goto(`${server.origin}/docs/embedding.html`);
  await page.waitForSelector('clearcount-view >>> iframe');
  const headings = [];
  for (const outer of [...(await page.$$('clearcount-view >>> iframe')), await page.$('figure > iframe')]) {
    await outer.evaluate((frame) => frame.scrollIntoView());
    const frame = await outer.contentFrame();
    await frame.waitForSelector(':root[data-view]');
    headings.push(await frame.$eval('#main h1', (heading) => heading.textContent));
  }
  assert.equal(headings.length, 5);
  for (const [at, words] of [[0, /\d/], [1, /ledger/], [2, /Independence Day/], [4, /^Operations$/]]) assert.match(headings[at], words);
  const strangers = requests.filter((url) => !url.startsWith(`${server.origin}/`) && !/^(data|about|blob):/.test(url));
  assert.deepEqual(strangers, []);
  assert.deepEqual(complaints, []);
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
    'an exception in an answer to an event',
    async (page) => {
      await page.evaluate(() => {
        const { get, ...rest } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        const once = () => {
          Object.defineProperty(HTMLInputElement.prototype, 'value', { get, ...rest });
          throw new TypeError('refused by the test');
        };
        Object.defineProperty(HTMLInputElement.prototype, 'value', { ...rest, get: once });
        document.querySelector('input[type=search]').dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      return KANSAS;
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
      await page.evaluate(fillMemory);
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
    await page.waitForFunction(again, {}, view);
    const note = await page.$eval('#restarted', (note) => [note.hidden, note.innerText]);
    assert.equal(note[0], false);
    assert.match(note[1], /same view/);
    await page.evaluate(quiet);
  });
}

test('Firefox gives up after the third crash, and keeps the address', async (t) => {
  const { page, server } = await opened(t);
  await page.evaluateOnNewDocument(keepInstances);
  await page.goto(server.view(`#/${KANSAS}`));
  await page.waitForSelector(':root[data-view]');
  // Far enough apart that no view is to blame.
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 11_000 * instances.length;
  });
  const crash = async () => {
    await page.evaluate(refuseOnce);
    await page.evaluate(() => {
      const [box] = [...document.querySelectorAll('main label')].filter((label) => /Missouri/.test(label.textContent));
      box.click();
    });
  };
  for (const programs of [2, 3]) {
    await crash();
    await page.waitForFunction((many) => instances.length === many && document.documentElement.hasAttribute('data-view'), {}, programs);
    await page.waitForSelector('main .scroll tbody tr');
  }
  await crash();
  const recovery = await page.waitForSelector('#recovery:not([hidden])');
  assert.match(await recovery.evaluate((section) => section.innerText), /This page stopped/);
  assert.deepEqual(
    await page.evaluate(() => [document.getElementById('app').hidden, document.getElementById('restarted').hidden, instances.length, location.hash]),
    [true, true, 3, `#/${KANSAS}`],
  );
});
