// "Exit this page": leaves at once for a page about something else. It runs before the program and
// without it, depends on nothing, and keeps nothing.
(() => {
  const EXIT_URL = 'https://www.weather.gov/';
  const PRESSES = 3;
  const WITHIN_MS = 5_000;
  const framed = parent !== window;

  /** Blanks first, because the other page may be slow or out of reach; then takes the place of this
   *  one in the history. Whoever comes back by the history finds the blank page. */
  function exit() {
    document.title = '';
    document.documentElement.style.setProperty('display', 'none', 'important');
    document.body.replaceChildren();
    // Inside another page it can leave only its own frame, and says so to that page.
    if (framed) parent.postMessage({ type: 'clearcount:exit' }, '*');
    location.replace(framed || location.protocol === 'file:' ? 'about:blank' : EXIT_URL);
  }

  const control = document.getElementById('exit');
  control.href = EXIT_URL;
  // No key does anything without this script, so the page itself does not speak of one.
  const hint = document.getElementById('exit-hint');
  hint.dataset.plain ??= hint.textContent;
  hint.textContent = framed
    ? 'or press Shift three times in here. It blanks this frame and not the page around it.'
    : `or press Shift three times. ${hint.dataset.plain}`;
  // What opens over the page covers the control, and brings a button of its own.
  addEventListener(
    'click',
    (event) => {
      if (event.target instanceof Element && event.target.closest('#exit, [data-exit]')) {
        event.preventDefault();
        exit();
      }
    },
    true,
  );
  control.addEventListener('keydown', (event) => {
    // Enter clicks a link by itself; a button also answers to Space.
    if (event.key === ' ') {
      event.preventDefault();
      exit();
    }
  });

  const status = document.getElementById('exit-status');
  let presses = 0;
  let first = 0;
  let alone = false;
  let timer;

  function forget() {
    presses = 0;
    alone = false;
    clearTimeout(timer);
    if (status.textContent !== '') status.textContent = '';
  }

  /** Capital letters are typed with Shift, so a text field never counts. */
  function inTextField(target) {
    return (
      target instanceof Element &&
      (target.isContentEditable || target.closest('input, textarea, select') !== null)
    );
  }

  // Shift counts when it is let go, and only when nothing else happened while it was down.
  function keydown(event) {
    const other = event.key !== 'Shift' || event.ctrlKey || event.altKey || event.metaKey;
    if (other || inTextField(event.target)) forget();
    else if (!event.repeat) alone = true;
  }

  function keyup(event) {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    if (presses > 0 && event.timeStamp - first > WITHIN_MS) forget();
    if (presses === 0) {
      first = event.timeStamp;
      timer = setTimeout(forget, WITHIN_MS);
    }
    presses += 1;
    if (presses === PRESSES) {
      exit();
      return;
    }
    const left = PRESSES - presses;
    status.textContent = `Shift, press ${left} more ${left === 1 ? 'time' : 'times'} to exit.`;
  }

  // Before anything in the page sees the event, so that nothing there can stop it.
  addEventListener('keydown', keydown, true);
  addEventListener('keyup', keyup, true);
  addEventListener('pointerdown', forget, true);
  addEventListener('wheel', forget, { capture: true, passive: true });
})();
