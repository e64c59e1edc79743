// Starts the program anew when it stops, and shows the recovery section when that does not help or it
// cannot start. It runs before everything that can fail and depends on none of it; the texts stand in
// the page.
(() => {
  const MOST_RESTARTS = 2;
  // A crash this soon after another one is taken for a view that cannot be shown.
  const REPEATED_WITHIN_MS = 10_000;
  const PATIENCE_MS = 150;
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  /** Whether there is a program that can be asked to draw. */
  let running = false;
  let stopped = false;
  let restarts = 0;
  let lastCrash = -Infinity;
  /** The view that gave way to an empty one. */
  let given;

  /** Shows the one of these texts that this reason names. */
  function say(within, reason) {
    for (const text of within.querySelectorAll('[data-reason]')) {
      text.hidden = text.dataset.reason !== reason;
    }
  }

  /** Hides the program and says why it is not there. The address stays as it is. */
  function recover(reason) {
    if (stopped) return;
    stopped = true;
    running = false;
    const section = byId('recovery');
    say(section, reason);
    byId('app').hidden = true;
    byId('restarted').hidden = true;
    section.hidden = false;
  }

  /** The same view again; at the second crash in a row an empty one, if that is another. Where the
   *  page stands inside another, it was asked for this view and no other. */
  function crash() {
    if (stopped) return;
    running = false;
    const now = performance.now();
    const again = now - lastCrash < REPEATED_WITHIN_MS;
    lastCrash = now;
    const empties = again && !root.hasAttribute('data-embed') && !/^(#\/?)?$/.test(location.hash);
    if (restarts === MOST_RESTARTS || (again && !empties)) {
      // The empty one was no help.
      if (given !== undefined && location.hash === '#/') history.replaceState(null, '', given);
      recover(again ? 'repeated' : 'crashed');
      return;
    }
    restarts += 1;
    if (empties) {
      given = location.hash;
      byId('restarted-view').href = given;
      history.replaceState(null, '', '#/');
    }
    say(byId('restarted'), empties ? 'empty' : 'same');
    byId('restarted').hidden = false;
    dispatchEvent(new Event('clearcount:restart'));
  }

  addEventListener('clearcount:started', () => {
    running = !stopped;
    // What had the focus is gone.
    if (restarts > 0 && document.activeElement === document.body) {
      document.querySelector('#main h1')?.focus({ preventScroll: true });
    }
  });

  // A program that stopped while it was drawing takes clicks for ever and answers none of them, and
  // the error that said so may have gone elsewhere. So when nothing was drawn after what a reader did,
  // it is asked to draw, and has drawn once it sets `data-view`. It draws at once and says so in a
  // timer of its own, set when it has drawn. Whatever time that takes, the first wait after the
  // question may end before that timer, and the second, begun after it, cannot. (The first frame of a
  // visit says nothing; the timer of the second is older than all of these.)
  let waits = 0;
  let waiting;
  function watch({ target }) {
    if (!running || !(target instanceof Element) || !target.closest('#app')) return;
    root.removeAttribute('data-view');
    waits = 0;
    clearTimeout(waiting);
    waiting = setTimeout(judge, PATIENCE_MS);
  }
  function judge() {
    if (!running || root.hasAttribute('data-view')) return;
    if (waits === 0) dispatchEvent(new Event('clearcount:draw'));
    if (waits === 2) {
      crash();
      return;
    }
    waits += 1;
    waiting = setTimeout(judge, PATIENCE_MS);
  }
  for (const event of ['click', 'keydown', 'input', 'change']) addEventListener(event, watch, true);

  /** Whether an error came out of the wasm. A Rust panic ends in a RuntimeError; an exception of the
   *  browser that passes through the wasm leaves the program just as broken, and its stack shows it. */
  function isFromProgram(error) {
    if (typeof WebAssembly !== 'object' || !(error instanceof Error)) return false;
    return error instanceof WebAssembly.RuntimeError || /wasm-function\[/.test(error.stack ?? '');
  }

  /** Whether this page came out of a cache after a newer one took its place, files and all. A reload
   *  is never taken for such a page, so that no reload follows another. */
  async function isOutdated() {
    const [visit] = performance.getEntriesByType('navigation');
    const boot = document.querySelector('script[type=module]').getAttribute('src');
    if (boot === null || !['navigate', 'back_forward'].includes(visit?.type)) return false;
    const page = await (await fetch(location.href, { cache: 'reload' })).text();
    const [named = boot] = page.match(/\.\/boot-\w+\.js/) ?? [];
    return named !== boot;
  }

  /** A file of the program did not come, or was not the right one. */
  async function notFetched(reason) {
    if (await isOutdated().catch(() => false)) location.reload();
    else recover(await reason());
  }

  /** The program's own script did not load: is it missing, or not what was published? */
  const whyNot = (script) => () =>
    fetch(script.src).then(
      (response) => (response.ok ? 'tampered' : 'unreachable'),
      () => 'unreachable',
    );

  // Captured, because a script that fails to load tells nobody but itself.
  addEventListener(
    'error',
    (event) => {
      if (event.target instanceof HTMLScriptElement && event.target.type === 'module') {
        notFetched(whyNot(event.target));
      } else if (isFromProgram(event.error)) {
        crash();
      }
    },
    true,
  );
  addEventListener('unhandledrejection', (event) => {
    if (isFromProgram(event.reason)) crash();
  });
  addEventListener('clearcount:not-started', ({ detail }) => {
    if (detail === 'unreachable' || detail === 'tampered') notFetched(() => detail);
    else if (typeof detail === 'string') recover(detail);
    else if (isFromProgram(detail)) crash();
    else recover('unsupported');
  });

  function choose(event) {
    const control = event.target instanceof Element ? event.target.closest('[id]') : null;
    if (control?.id === 'restarted-dismiss') byId('restarted').hidden = true;
    if (control?.id !== 'recovery-reload' && control?.id !== 'recovery-empty') return;
    event.preventDefault();
    if (control.id === 'recovery-empty') history.replaceState(null, '', '#/');
    location.reload();
  }
  addEventListener('click', choose);
  addEventListener('keydown', (event) => {
    // They are buttons to assistive technology; Enter clicks a link by itself, Space does not.
    if (event.key === ' ') choose(event);
  });
})();
