// Lets the browser keep the site for when there is no connection, and says when a new version is ready.
// It depends on nothing, so that a version that cannot start can still be replaced. Where the browser
// refuses, nothing is lost but that.
(() => {
  const WORKER = './sw.js';

  /** The one address that may become a worker. */
  function workerAddress() {
    if (typeof trustedTypes === 'undefined') return WORKER;
    return trustedTypes.createPolicy('app-sw', { createScriptURL: () => WORKER }).createScriptURL('');
  }

  /** Says that a new version waits; what has the focus keeps it. */
  function offer(registration) {
    const place = document.getElementById('update');
    const button = place.querySelector('button');
    place.querySelector('[role=status]').textContent = 'A new version is ready.';
    button.hidden = false;
    button.onclick = () => {
      const { waiting } = registration;
      // Another tab may have taken it over already.
      if (waiting === null) return location.reload();
      waiting.addEventListener('statechange', () => {
        if (waiting.state !== 'activating') location.reload();
      });
      waiting.postMessage('take over');
    };
  }

  async function keep() {
    const address = workerAddress();
    const registration = await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
    if (!registration) return;
    const watch = (worker) =>
      worker.addEventListener('statechange', () => {
        // The first version of all has nobody to wait for.
        if (worker.state === 'installed' && registration.active) offer(registration);
      });
    if (registration.waiting && registration.active) offer(registration);
    if (registration.installing) watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
  }

  // In a frame the page is somebody else's visit. A frame without an origin refuses even to be asked.
  if (isSecureContext && location.protocol.startsWith('http') && window === window.top) {
    addEventListener('load', () => keep().catch(() => {}));
  }
})();
