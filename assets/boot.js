// Starts the program, and starts it anew when `recovery.js` says so. `cargo xtask post-build` puts the
// glue that wasm-bindgen wrote in the place of `GLUE` (`GLUE_INIT` is its function) and all this into
// one function `boot`, so that one integrity covers both, and fills in the other names in capitals.
// When it fails, it says so to `recovery.js` and to nobody else.
{
  /** The glue has one memory. In a scope of its own it can be had again, with another. */
  function makeProgram() {
    GLUE;
    return {
      start: GLUE_INIT,
      module: () => wasmModule,
      /** What it has set going (timers, listeners) calls into nothing from now on, and holds no
       *  memory. */
      silence() {
        wasm = new Proxy({}, { get: () => () => 0 });
        wasmInstance = cachedDataViewMemory0 = cachedUint8ArrayMemory0 = null;
      },
    };
  }

  // The program as the page itself holds it, gzip in base64; elsewhere it lies beside the page.
  const PACKED = document.getElementById('program');
  const WASM = './WASM_FILE_NAME';
  const INTEGRITY = 'WASM_INTEGRITY';

  /** An error that names the text of the recovery section that tells the reader what happened. */
  class NotStarted extends Error {}

  /** Fetches the program; the browser compares it with the hash of what was published. */
  async function fetchProgram() {
    const url = new URL(WASM, import.meta.url);
    let response;
    try {
      response = await fetch(url, { integrity: INTEGRITY });
    } catch {
      // A failed check and a failed connection look the same; only one of them happens again.
      const arrives = await fetch(url).then(
        (plain) => plain.ok,
        () => false,
      );
      throw new NotStarted(arrives ? 'tampered' : 'unreachable');
    }
    if (!response.ok) throw new NotStarted('unreachable');
    return response;
  }

  /** Unpacks the program from the page. Nothing is asked for, so it works from disk too. */
  function unpackProgram() {
    const text = PACKED.textContent;
    const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(unpacked, { headers: { 'content-type': 'application/wasm' } });
  }

  let program;

  async function start(fetched) {
    program = makeProgram();
    await program.start({ module_or_path: await fetched });
    dispatchEvent(new Event('clearcount:started'));
  }

  function failed(error) {
    const detail = error instanceof NotStarted ? error.message : error;
    dispatchEvent(new CustomEvent('clearcount:not-started', { detail }));
  }

  // The compiled program is kept by the glue, so nothing is fetched. The page stays as it is until
  // the new program takes its place; the listeners of the old one go with the element they stood on.
  addEventListener('clearcount:restart', () => {
    const module = program.module();
    program.silence();
    const app = document.getElementById('app');
    app.replaceWith(app.cloneNode(true));
    start(module).catch(failed);
  });

  // The address after `#` is the program's, so the skip link moves the focus without writing there.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    const main = document.getElementById('main');
    main.tabIndex = -1;
    main.focus();
  });

  if (typeof WebAssembly === 'object') {
    start(PACKED ? unpackProgram() : fetchProgram()).catch(failed);
  } else {
    failed(new NotStarted('unsupported'));
  }
}
