// Shows the recovery section when the program cannot start, or stops. It runs before everything that
// can fail and depends on none of it; the texts stand in the page.
(() => {
  // A crash this soon after another one is taken for a view that cannot be shown.
  const REPEATED_WITHIN_MS = 10_000;
  const LAST_CRASH = 'clearcount-last-crash';
  let stopped = false;

  /** Hides the program and says why it is not there. The address stays as it is. */
  function recover(reason) {
    if (stopped) return;
    stopped = true;
    const section = document.getElementById('recovery');
    for (const text of section.querySelectorAll('[data-reason]')) {
      text.hidden = text.dataset.reason !== reason;
    }
    document.getElementById('app').hidden = true;
    section.hidden = false;
  }

  /** Reads and replaces the time of the last crash; storage may be refused, which costs only this. */
  function crashedJustBefore() {
    try {
      const last = Number(sessionStorage.getItem(LAST_CRASH) ?? NaN);
      sessionStorage.setItem(LAST_CRASH, String(Date.now()));
      return Date.now() - last < REPEATED_WITHIN_MS;
    } catch {
      return false;
    }
  }

  function startEmpty() {
    history.replaceState(null, '', '#/');
    location.reload();
  }

  /** The view again on request; at the second crash in a row the empty view, if that is another. */
  function crash() {
    if (stopped) return;
    const again = crashedJustBefore();
    const empty = location.hash === '' || location.hash === '#/';
    recover(again ? 'repeated' : 'crashed');
    if (again && !empty) startEmpty();
  }

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
    const control = event.target instanceof Element ? event.target.closest('a[id]') : null;
    if (control?.id !== 'recovery-reload' && control?.id !== 'recovery-empty') return;
    event.preventDefault();
    if (control.id === 'recovery-empty') startEmpty();
    else location.reload();
  }
  addEventListener('click', choose);
  addEventListener('keydown', (event) => {
    // They are buttons to assistive technology; Enter clicks a link by itself, Space does not.
    if (event.key === ' ') choose(event);
  });
})();
