// Views inside pages of other sites: they fit, they follow, they keep to themselves.
import assert from 'node:assert/strict';

import { chart, charts, mark, unfold } from './chart.mjs';
import { drawsSlowly, operationsShown, test, visits } from './harness.mjs';
import {
  askedForInFirstDrawing,
  changeAndStart,
  element,
  host,
  listening,
  pageWith,
  startingOnceAsked,
  startingWhenTold,
} from './host.mjs';
import { axeSource } from './packages.mjs';

const visit = visits();
const KANSAS = 'operations?state=KS';
const OPERATION = 'operations/2021-hsi-kansas-city-31-victims';

/** Opens a page of another site. `make(origin)` writes it, given where the site is. */
async function inside(t, make, { headers, until = 'load', ...settings } = {}) {
  const seen = await visit(t, { init: listening, ...settings });
  const { url, requests } = await host(t, make(seen.server.origin), headers?.(seen.server.origin));
  await seen.page.goto(url, { waitUntil: until });
  const strangers = () => seen.foreign.filter((address) => !address.startsWith(url));
  return { ...seen, url, asked: requests, strangers };
}

/** The frame of the element with this id, or of the only one. */
const frameOf = (page, id) => page.frameLocator(`${id ? `#${id}` : 'clearcount-view'} iframe`);
const filterOf = (frame) => frame.getByRole('button', { name: 'Remove filter State Kansas' });
const operationHeading = (frame) => frame.getByRole('heading', { level: 1, name: /Kansas City/ });

/** Waits until the frame is as high as what is in it, and says how high. */
async function fits(page, selector = 'clearcount-view') {
  const frame = page.frameLocator(`${selector} iframe`).locator(':root');
  const outer = page.locator(`${selector} iframe`);
  for (let tries = 0; ; tries += 1) {
    const inner = await frame.evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
    const height = await outer.evaluate((iframe) => iframe.clientHeight);
    if (inner === height) return height;
    if (tries === 100) assert.fail(`the frame is ${height} high, its page ${inner}`);
    await page.waitForTimeout(50);
  }
}

test('a view stands in a frame of its own, as high as it is, and asks for nothing else', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)));
  const { page, server } = seen;
  const frame = frameOf(page);
  await filterOf(frame).waitFor();
  const height = await fits(page);
  assert.ok(height > 1_000, `${height}`);
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html']);
  assert.deepEqual(seen.asked, ['/']);
  assert.deepEqual(seen.strangers(), []);
  assert.deepEqual(seen.complaints, []);
  const sandbox = await page.locator('clearcount-view iframe').getAttribute('sandbox');
  assert.equal(sandbox, 'allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox');
  assert.equal(await page.locator('clearcount-view iframe').getAttribute('title'), 'Operations · Clearcount');
  assert.equal(await page.getByText('Without scripts').isVisible(), false);
  // Each has waited for the other once at most.
  const before = await page.evaluate(() => heights.length);
  assert.ok(before <= 6, `${before} heights`);
  await page.setViewportSize({ width: 500, height: 700 });
  await fits(page);
  await frame.getByRole('link', { name: /Kansas City/ }).first().click();
  await operationHeading(frame).waitFor();
  await fits(page);
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html']);
});

test('a page of another site that shows three views is told apart from each', async (t) => {
  const seen = await inside(t, (site) =>
    pageWith(
      site,
      `${element(KANSAS, 'id="list"')}${element(OPERATION, 'id="one" theme="dark"')}
       <iframe id="plain" height="500" sandbox="allow-scripts" src="${site}/embed.html#/agencies"></iframe>
       <iframe id="liar" sandbox="allow-scripts" srcdoc="<script>
         for (const type of ['height', 'view', 'exit']) parent.postMessage(
           { type: 'clearcount:' + type, height: 123, view: 'x', byReader: true, title: 'x' }, '*');
       </script>"></iframe>`,
    ),
  );
  const { page } = seen;
  await filterOf(frameOf(page, 'list')).waitFor();
  await page.locator('#one').scrollIntoViewIfNeeded();
  await operationHeading(frameOf(page, 'one')).waitFor();
  assert.notEqual(await fits(page, '#list'), await fits(page, '#one'));
  const plain = page.frameLocator('#plain');
  await plain.getByRole('heading', { level: 1, name: 'Agencies' }).waitFor();
  assert.equal(await page.locator('#plain').evaluate((frame) => frame.clientHeight), 500);
  const theme = (frame) => frame.locator(':root').getAttribute('data-theme');
  assert.equal(await theme(frameOf(page, 'one')), 'dark');
  assert.equal(await theme(frameOf(page, 'list')), null);
  assert.ok((await page.evaluate(() => heights)).includes(123), 'the liar has spoken');
  assert.deepEqual(await page.evaluate(() => told), []);
  // What a reader does in one is no business of the others.
  await filterOf(frameOf(page, 'list')).click();
  await operationsShown(frameOf(page, 'list'));
  await page.waitForFunction(() => told.length > 0);
  assert.deepEqual(await page.evaluate(() => told), [
    { type: 'clearcount:viewchange', detail: { view: 'operations' }, id: 'list' },
  ]);
  assert.deepEqual(seen.strangers(), []);
});

test('the frame follows its attributes without loading anything', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)));
  const { page, server } = seen;
  const frame = frameOf(page);
  await filterOf(frame).waitFor();
  await frame.locator(':root').evaluate(() => {
    globalThis.same = true;
  });
  const steps = await page.evaluate(() => history.length);
  const set = (name, value) =>
    page.evaluate(([name, value]) => document.querySelector('clearcount-view').setAttribute(name, value), [name, value]);
  await set('theme', 'dark');
  await frame.locator(':root[data-theme=dark]').waitFor({ state: 'attached' });
  await filterOf(frame).waitFor();
  await set('view', OPERATION);
  await operationHeading(frame).waitFor();
  assert.equal(await frame.locator(':root').getAttribute('data-theme'), 'dark');
  await set('theme', 'auto');
  await frame.locator(':root:not([data-theme])').waitFor({ state: 'attached' });
  assert.equal(await frame.locator(':root').evaluate(() => globalThis.same), true);
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html']);
  assert.deepEqual(await page.evaluate(() => told), [], 'what the page asked for is no news to it');
  assert.equal(await page.evaluate(() => history.length), steps);
  // What the reader does is, also when it leads back to what was asked for before.
  const views = () => page.evaluate(() => told.map(({ detail }) => detail.view));
  await set('view', KANSAS);
  await filterOf(frame).click();
  await page.waitForFunction(() => told.length === 1);
  const link = frame.getByRole('table').getByRole('link').first();
  const [, followed] = /^#\/([^?]+)/.exec(await link.getAttribute('href'));
  await link.click();
  await page.waitForFunction(() => told.length === 2);
  assert.deepEqual(await views(), ['operations', followed]);
  assert.equal(await page.evaluate(() => history.length), steps, 'the history is the page’s own');
  assert.deepEqual(seen.complaints, []);
});

const EARLY = [['view', 'operations?state=MO'], ['theme', 'dark'], ['view', 'agencies'], ['view', OPERATION]];

/** What was asked for before there was a frame to hear it is there, and the page has noticed nothing. */
async function earlyChangesShown({ page, server, complaints }, steps) {
  await operationHeading(frameOf(page)).waitFor();
  await frameOf(page).locator(':root[data-theme=dark]').waitFor({ state: 'attached' });
  await fits(page);
  assert.deepEqual(await page.evaluate(() => told), []);
  assert.equal(await page.evaluate(() => history.length), steps, 'no step in the history of the page');
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html']);
  assert.deepEqual(complaints, []);
}

test('what its attributes say while the frame starts is shown once it has', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)), { init: [listening, startingWhenTold] });
  const { page } = seen;
  await page.waitForFunction(() => globalThis.ready);
  const steps = await page.evaluate(() => history.length);
  await page.evaluate(changeAndStart, EARLY);
  await earlyChangesShown(seen, steps);
});

test('what its attributes say while the frame is fetched is shown once it is there', async (t) => {
  let answer;
  const answered = new Promise((resolve) => {
    answer = resolve;
  });
  const change = (name) => (name === 'embed.html' ? answered : undefined);
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)), {
    init: [listening, startingOnceAsked],
    server: { change },
    // A page has loaded when its frames have.
    until: 'commit',
  });
  const { page } = seen;
  await page.waitForFunction(() => document.querySelector('clearcount-view')?.shadowRoot);
  const steps = await page.evaluate(() => history.length);
  await page.evaluate((changes) => {
    for (const [name, value] of changes) document.querySelector('clearcount-view').setAttribute(name, value);
  }, EARLY);
  answer();
  await earlyChangesShown(seen, steps);
  await page.waitForFunction(() => drawn.length > 0);
  assert.deepEqual(await page.evaluate(() => drawn), [OPERATION], 'and nothing else before it');
});

test('what is asked for before the first effects is shown', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)), {
    init: [listening, drawsSlowly, askedForInFirstDrawing],
  });
  const frame = frameOf(seen.page);
  await frame.getByRole('heading', { level: 1, name: 'Agencies' }).waitFor();
  assert.equal(await filterOf(frame).count(), 0);
  await frame.getByRole('link', { name: 'Open the full view' }).waitFor();
  await seen.page.waitForFunction(() => drawn.at(-1) === 'agencies');
  assert.deepEqual(await seen.page.evaluate(() => told), [], 'it was not the reader who asked');
  assert.deepEqual(seen.complaints, []);
});

test('other colours leave the reader where they are', async (t) => {
  const { page } = await inside(t, (site) => pageWith(site, element(`${KANSAS}&theme=dark`)));
  const frame = frameOf(page);
  const paint = (theme) => page.locator('clearcount-view').evaluate((view, theme) => view.setAttribute('theme', theme), theme);
  const painted = (theme) => frame.locator(`:root[data-theme=${theme}][data-view]`).waitFor({ state: 'attached' });
  await filterOf(frame).click();
  await operationsShown(frame);
  await page.waitForFunction(() => told.length === 1);
  await paint('light');
  await painted('light');
  await operationsShown(frame);
  assert.equal(await filterOf(frame).count(), 0);
  await paint('auto');
  await painted('dark');
  assert.equal(await filterOf(frame).count(), 0);
  assert.equal((await page.evaluate(() => told)).length, 1, 'they are no news');
  // Another view is another matter, also the one that was asked for first.
  await page.locator('clearcount-view').evaluate((view) => view.setAttribute('view', 'operations?state=KS'));
  await filterOf(frame).waitFor();
});

test('the frame is called as the title says, and as its view where there is none', async (t) => {
  const { page } = await inside(t, (site) => pageWith(site, element(KANSAS, 'title="Our figures"')));
  await filterOf(frameOf(page)).waitFor();
  const called = (title) =>
    page.locator('clearcount-view').evaluate((view, title) => {
      if (title === null) view.removeAttribute('title');
      else if (title !== undefined) view.title = title;
      return view.shadowRoot.firstChild.title;
    }, title);
  assert.equal(await called(), 'Our figures');
  assert.equal(await called('Kansas'), 'Kansas');
  assert.equal(await called(null), 'Operations · Clearcount');
});

test('without the frame of the app there remain title, source line, the full view and the exit', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(`${KANSAS}&theme=dark`)));
  const { page, context, server } = seen;
  const frame = frameOf(page);
  await frame.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  assert.equal(await frame.getByRole('navigation', { name: 'Pages', exact: true }).count(), 0);
  assert.equal(await frame.getByRole('button', { name: 'Copy link' }).count(), 0);
  await frame.getByRole('button', { name: 'Exit this page' }).waitFor();
  await frame.getByText('Compilation: CC BY 4.0').waitFor();
  await frame.getByText('presumed innocent').last().waitFor();
  const [full] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('link', { name: 'Open the full view' }).click(),
  ]);
  await full.getByRole('navigation', { name: 'Pages', exact: true }).waitFor();
  assert.equal(full.url(), `${server.origin}/#/operations?state=KS&theme=dark`);
  assert.equal(await full.evaluate(() => document.referrer), '');
  assert.equal(await full.evaluate(() => opener), null);
  await filterOf(full).waitFor();
  // Sources open beside the page, not inside it.
  const source = frame.locator('a[href^="https://"]:not(#exit)').first();
  await frame.getByRole('link', { name: /Kansas City/ }).first().click();
  await operationHeading(frame).waitFor();
  await source.evaluate((link) => {
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
  });
  assert.equal(await source.getAttribute('target'), '_blank');
  assert.match(await source.getAttribute('rel'), /noreferrer/);
});

for (const [how, leave] of [
  ['the button', (page, frame) => frame.getByRole('button', { name: 'Exit this page' }).click()],
  [
    'Shift three times',
    async (page, frame) => {
      await frame.getByRole('heading', { level: 1 }).click();
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
    },
  ],
]) {
  test(`${how} blanks the frame and tells the page around it`, async (t) => {
    const seen = await inside(t, (site) => pageWith(site, element(KANSAS, 'id="it"')));
    const { page } = seen;
    const frame = frameOf(page);
    await filterOf(frame).waitFor();
    assert.match(await frame.locator('#exit-hint').innerText(), /not the page around it/);
    await leave(page, frame);
    await page.waitForFunction(() => told.length > 0);
    assert.deepEqual(await page.evaluate(() => told), [{ type: 'clearcount:exit', detail: null, id: 'it' }]);
    await page.waitForFunction(() => document.querySelector('clearcount-view').shadowRoot.firstChild);
    const inner = page.frames().find((frame) => frame !== page.mainFrame());
    await inner.waitForURL('about:blank');
    assert.equal(await inner.evaluate(() => document.body.textContent), '');
    assert.equal(page.url(), seen.url);
    assert.deepEqual(seen.strangers(), []);
  });
}

test('a page with a strict policy has to allow the script and the frame, and nothing else', async (t) => {
  const headers = (site) => ({
    'content-security-policy': `default-src 'none'; script-src ${site}; frame-src ${site}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  const seen = await inside(t, (site) => pageWith(site, element(OPERATION)), { headers });
  await operationHeading(frameOf(seen.page)).waitFor();
  await fits(seen.page);
  assert.deepEqual(seen.complaints, []);
});

test('a page in quirks mode whose styles are for frames and everything else changes nothing', async (t) => {
  const styles = '<style>iframe { display: none; height: 20px !important } * { letter-spacing: 9px }</style>';
  const page = (site) => pageWith(site, element(OPERATION), styles).replace('<!doctype html>', '');
  const seen = await inside(t, page);
  assert.equal(await seen.page.evaluate(() => document.compatMode), 'BackCompat');
  await operationHeading(frameOf(seen.page)).waitFor();
  const inner = frameOf(seen.page).locator(':root');
  assert.equal(await inner.evaluate(() => getComputedStyle(document.body).letterSpacing), 'normal');
  assert.ok((await fits(seen.page)) > 500);
});

test('a view that begins without any width fits once it has one', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, `<div id="fold">${element(OPERATION)}</div>`, '<style>#fold { width: 0 }</style>'));
  const { page } = seen;
  const fold = (width) =>
    page.evaluate((width) => {
      document.getElementById('fold').style.width = width;
    }, width);
  await page.waitForFunction(() => document.querySelector('clearcount-view')?.shadowRoot);
  await fold('700px');
  await operationHeading(frameOf(page)).waitFor();
  const wide = await fits(page);
  await fold('0px');
  await page.waitForFunction(() => document.querySelector('clearcount-view').clientWidth === 0);
  await fold('350px');
  const narrow = await fits(page);
  assert.ok(narrow > wide, `${narrow} and ${wide}`);
  const most = await page.evaluate(() => Math.max(...heights));
  assert.ok(most <= narrow, `${most} is the height of a page without any width`);
});

test('an element that is taken out and put back shows its view again', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(OPERATION)));
  const { page } = seen;
  await operationHeading(frameOf(page)).waitFor();
  await page.evaluate(() => {
    globalThis.kept = document.querySelector('clearcount-view');
    kept.remove();
    kept.setAttribute('view', 'agencies');
    document.body.prepend(kept);
  });
  await frameOf(page).getByRole('heading', { level: 1, name: 'Agencies' }).waitFor();
  await fits(page);
  assert.equal(await page.evaluate(() => kept.shadowRoot.childElementCount), 1);
});

test('without scripts the link inside is there', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)), {
    context: { javaScriptEnabled: false },
  });
  assert.ok(await seen.page.getByRole('link', { name: 'Without scripts' }).isVisible());
  assert.deepEqual(seen.server.requests, []);
});

test('the text of embed.html works in an attribute, where it has no address', async (t) => {
  const seen = await inside(t, () => '<!doctype html><title>A newspaper</title><link rel="icon" href="data:,">');
  const { page, server } = seen;
  const text = await (await fetch(`${server.origin}/embed.html`)).text();
  server.requests.length = 0;
  await page.evaluate((text) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.width = 900;
    frame.height = 600;
    frame.srcdoc = text;
    document.body.append(frame);
  }, text);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1 }).waitFor();
  await frame.locator('.skeleton').waitFor({ state: 'detached' });
  await frame.locator('main a[href^="#/operations/"]').first().click();
  await frame.getByRole('heading', { level: 2 }).first().waitFor();
  await frame.locator(':root[data-view^="/operations/"]').waitFor({ state: 'attached' });
  assert.equal(page.url(), seen.url);
  assert.equal(await frame.getByRole('link', { name: 'Open the full view' }).count(), 0);
  assert.deepEqual(server.requests, []);
  assert.deepEqual(seen.strangers(), []);
});

test('in a long frame the ledger opens where the reader is', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, `<div style="height: 300px"></div>${element('operations?state=KS&size=500')}`));
  const { page } = seen;
  const frame = frameOf(page);
  await filterOf(frame).waitFor();
  assert.ok((await fits(page)) > 2_000);
  await frame.getByRole('button', { name: /^Explain/ }).first().click();
  const dialog = frame.getByRole('dialog', { name: 'Ledger' });
  await dialog.waitFor();
  const view = page.viewportSize().height;
  const within = async () => {
    const box = await dialog.boundingBox();
    return box.y >= 0 && box.y + box.height <= view;
  };
  for (let tries = 0; !(await within()); tries += 1) {
    assert.ok(tries < 100, JSON.stringify(await dialog.boundingBox()));
    await page.waitForTimeout(20);
  }
});

/** Stops the next drawing of the app in this frame. */
const refuseOnce = (root) => {
  const real = Node.prototype.insertBefore;
  Node.prototype.insertBefore = () => {
    Node.prototype.insertBefore = real;
    throw new DOMException('refused by the test', 'NotSupportedError');
  };
  return root.ownerDocument !== null;
};

test('a program that stops in a frame starts again by itself, and says so in the end', async (t) => {
  const seen = await inside(t, (site) => pageWith(site, element(KANSAS)));
  const { page, server } = seen;
  const frame = frameOf(page);
  const stop = async () => {
    await frame.locator(':root').evaluate(refuseOnce);
    await frame.getByRole('checkbox', { name: /^Missouri/ }).click();
  };
  await filterOf(frame).waitFor();
  await stop();
  const note = frame.getByRole('status').filter({ hasText: 'started again with the same view' });
  await note.waitFor();
  await frame.locator(':root[data-view]').waitFor({ state: 'attached' });
  await filterOf(frame).waitFor();
  assert.deepEqual(await page.evaluate(() => told), []);
  await fits(page);
  // The page around asked for this view and no other, so no empty one takes its place.
  await stop();
  await frame.getByRole('alert').filter({ hasText: 'stopped again' }).waitFor();
  const inner = page.frames().find((frame) => frame !== page.mainFrame());
  assert.equal(new URL(inner.url()).hash, '#/operations?state=KS&embed=1');
  await frame.getByRole('button', { name: 'Reload this view' }).click();
  await filterOf(frame).waitFor();
  assert.deepEqual(server.requests, ['/embed.js', '/embed.html', '/embed.html']);
});

for (const [which, heading] of [
  ['the script', /^With a script/],
  ['a frame alone', /^Without/],
]) {
  test(`the code with ${which} shows the view where it is pasted`, async (t) => {
    const seen = await visit(t, { init: listening, server: { prefix: '/deep/in/' } });
    const { page, context, server } = seen;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // What would end an attribute, or a text, early.
    await page.goto(server.view('#/operations?state=KS&q=%22a+b%22+%3C/a%3E&theme=dark'));
    await page.getByRole('button', { name: 'Embed' }).click();
    const dialog = page.getByRole('dialog', { name: 'Embed this view' });
    const part = dialog.locator('.code').filter({ has: page.getByRole('heading', { name: heading }) });
    await part.getByRole('button', { name: 'Copy this code' }).click();
    await part.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const code = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(code, (await part.locator('code').textContent()));
    await dialog.getByRole('button', { name: 'Close' }).click();

    server.requests.length = 0;
    const { url } = await host(t, `<!doctype html><title>A newspaper</title><link rel="icon" href="data:,">${code}`);
    await page.goto(url);
    const frame = page.frameLocator('iframe');
    await filterOf(frame).waitFor();
    assert.equal(await frame.getByRole('searchbox', { name: 'Search' }).inputValue(), '"a b" </a>');
    await frame.locator(':root[data-theme=dark][data-embed]').waitFor({ state: 'attached' });
    const files = server.requests.map((path) => path.replace('/deep/in/', ''));
    assert.deepEqual(files, which === 'the script' ? ['embed.js', 'embed.html'] : ['embed.html']);
    assert.deepEqual(seen.complaints, []);
  });
}

test('the code of a chart shows it alone where it is pasted, and its marks filter it', async (t) => {
  const seen = await visit(t, { init: [listening, axeSource()] });
  const { page, server } = seen;
  await page.goto(server.view('#/operations?chart=map&state=KS'));
  const title = 'Operations, by country';
  const section = chart(page, title);
  await unfold(section, 'Save as');
  await section.getByRole('button', { name: 'Embed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed this chart' });
  const code = await dialog.locator('.code code').first().textContent();
  assert.match(code, /view="operations\?state=KS&amp;chart=map&amp;embed=chart-2"/);
  const { url } = await host(t, `<!doctype html><html lang="en"><title>A newspaper</title><link rel="icon" href="data:,">${code}`);
  await page.goto(url);
  const frame = page.frameLocator('clearcount-view iframe');
  await chart(frame, title).waitFor();
  await fits(page);
  assert.equal(await charts(frame).count(), 1);
  assert.equal(await frame.getByRole('table').count(), 0);
  for (const name of ['Copy link', 'Download']) assert.equal(await frame.getByRole('button', { name }).count(), 0);
  assert.equal(await frame.getByRole('button', { name: 'Exit this page' }).count(), 1);
  assert.match(await frame.getByRole('contentinfo').innerText(), /Dataset .*CC BY 4\.0/s);
  const full = frame.getByRole('link', { name: 'Open the full view' });
  assert.equal(await full.getAttribute('href'), `${server.origin}/#/operations?state=KS&chart=map`);
  const inner = page.frames().find((frame) => frame !== page.mainFrame());
  const { violations } = await inner.evaluate(() => axe.run(document));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);

  await mark(chart(frame, title), 'United States: ').click();
  await frame.getByRole('button', { name: 'Remove filter Country United States' }).waitFor();
  const told = () => page.evaluate(() => globalThis.told.map(({ detail }) => detail?.view));
  assert.deepEqual(await told(), ['operations?state=KS&country=US&chart=map&embed=chart-2']);
  await frame.getByRole('link', { name: 'The view that this is drawn of' }).click();
  await frame.getByRole('table', { name: 'Operations' }).waitFor();
  await fits(page);
  assert.deepEqual(seen.complaints, []);
});

test('a page without a chart says so where its chart is asked for', async (t) => {
  const { page, server } = await visit(t);
  await page.goto(server.view('#/operations?chart=none&embed=chart'));
  await page.getByText('This page has no chart.').waitFor();
  await page.getByRole('link', { name: 'The view that this is drawn of' }).click();
  await operationsShown(page);
});

test('the code of a copy that was opened from disk says what is missing', async (t) => {
  const { page } = await visit(t);
  await page.goto(`file://${process.env.CLEARCOUNT_DIST}/clearcount.html#/operations?state=KS`);
  await page.getByRole('button', { name: 'Embed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed this view' });
  assert.match(await dialog.innerText(), /opened from disk, where no other page can reach it/);
  assert.match(await dialog.innerText(), /<script src="https:\/\/example.org\/clearcount\/embed.js" async>/);
});

test('the page that explains embedding shows what it says', async (t) => {
  const seen = await visit(t, { init: axeSource() });
  const { page, server } = seen;
  await page.goto(`${server.origin}/docs/embedding.html`);
  const shown = async (outer) => {
    await outer.scrollIntoViewIfNeeded();
    const inner = outer.contentFrame();
    await inner.locator(':root[data-view]').waitFor({ state: 'attached' });
    return inner.getByRole('heading', { level: 1 }).innerText();
  };
  const views = page.locator('clearcount-view iframe');
  assert.match(await shown(views.nth(0)), /\d/);
  assert.match(await shown(views.nth(1)), /ledger/);
  assert.match(await shown(views.nth(2)), /Independence Day/);
  assert.equal(await shown(page.locator('figure > iframe')), 'Operations');
  const files = [...new Set(server.requests)].sort();
  assert.deepEqual(files, ['/docs/docs.css', '/docs/embedding.html', '/embed.html', '/embed.js']);
  const { violations } = await page.evaluate(() => axe.run(document, { iframes: false }));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
  assert.deepEqual(seen.foreign, []);
  assert.deepEqual(seen.complaints, []);
});

test('what other pages load is small', async (t) => {
  const { server } = await visit(t);
  const text = await (await fetch(`${server.origin}/embed.js`)).text();
  assert.ok(text.length <= 3_072, `${text.length} bytes`);
  assert.doesNotMatch(text, /WebAssembly|fetch\(|import\(|eval|innerHTML|localStorage|cookie/);
});
