// Starts the program, and starts it anew when `recovery.js` says so. `cargo xtask post-build` puts the
// glue that wasm-bindgen wrote in the place of `GLUE` (`GLUE_INIT` is its function) and all this into
// one function `boot`, so that one integrity covers both, and fills in the other names in capitals.
// When it fails, it says so to `recovery.js` and to nobody else.
const clearcount = {};
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

  // What was fetched is kept for files that hold the program, so that none is fetched again.
  let fetched;

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
    fetched = response.clone();
    return response;
  }

  /** Unpacks the program from the page, and compiles it meanwhile. Nothing is asked for, so it works
   *  from disk too. */
  async function unpackProgram() {
    const gzip = new DecompressionStream('gzip');
    try {
      const text = PACKED.textContent;
      const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const unpacked = new Response(bytes).body.pipeThrough(gzip);
      const headers = { 'Content-Type': 'application/wasm' };
      return await WebAssembly.compileStreaming(new Response(unpacked, { headers }));
    } catch {
      throw new NotStarted('tampered');
    }
  }

  let program;

  async function start(code) {
    program = makeProgram();
    await program.start({ module_or_path: await code });
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
    const main = document.querySelector('#app:not([hidden]) main, #evidence:not([hidden])');
    main.tabIndex = -1;
    main.focus();
  });

  /** The program, gzip in base64. */
  async function packProgram() {
    const packed = fetched.clone().body.pipeThrough(new CompressionStream('gzip'));
    const blob = await new Response(packed).blob();
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise((done, failed) => {
      reader.onload = done;
      reader.onerror = failed;
    });
    return reader.result.split(',')[1];
  }

  /** What the reader sees, without what only a running program could answer. */
  function shownView() {
    const view = document.querySelector('#app main').cloneNode(true);
    const all = (selector) => view.querySelectorAll(selector);
    for (const cross of all('.cross')) cross.remove();
    for (const fact of all('.facts > div')) if (fact.querySelector('dt').textContent === 'Compare') fact.remove();
    for (const named of all('thead button, .chip')) named.replaceWith(...named.childNodes);
    for (const control of all('button, input, select, textarea, form, nav, label, .controls, .side, .arrange')) {
      control.remove();
    }
    // The program will have elements of the same names.
    for (const name of ['id', 'aria-labelledby', 'aria-describedby']) {
      for (const element of all(`[${name}]`)) {
        const names = element.getAttribute(name).split(' ');
        element.setAttribute(name, names.map((word) => `evidence-${word}`).join(' '));
      }
    }
    return view.innerHTML;
  }

  /** A text, packed. */
  clearcount.gzip = async (text) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  };

  /** This page as one file that holds its program: the view as it stands, and after it a document.
   *  It is put together from what is here, so nothing is asked for. */
  clearcount.page = async (title, address, html) => {
    const copy = (selector) => document.querySelector(selector).cloneNode(true);
    const script = document.querySelector('script[type=module]');
    const policy = copy('meta[http-equiv]');
    // What is beside a page, a file does without; what starts the program stands in it.
    policy.content = policy.content
      .replace("script-src 'self'", `script-src '${script.integrity}'`)
      .replace(/ (\w+-src) 'self';/g, '')
      .replaceAll(" 'self'", '');
    const name = document.createElement('title');
    name.textContent = title;
    const head = ['meta[charset]', policy, 'meta[name=referrer]', name, 'meta[name=viewport]', 'meta[name=color-scheme]']
      .concat('link[rel=icon]', 'head style', 'head script:not([src], [type])');
    const skip = copy('.skip');
    skip.setAttribute('href', '#evidence');
    const header = copy('header');
    for (const gone of header.querySelectorAll('.update, .to-evidence')) gone.remove();
    header.querySelector('[role=status]').textContent = '';
    const hint = header.querySelector('#exit-hint');
    hint.textContent = hint.dataset.plain;
    const back = document.createElement('a');
    back.className = 'to-evidence';
    back.href = '#evidence';
    back.textContent = 'The evidence';
    header.querySelector('.brand').after(back);
    const explore = document.createElement('a');
    explore.href = address;
    explore.textContent = 'Open this view in the explorer';
    const [recovery, restarted] = [copy('#recovery'), copy('#restarted')];
    restarted.hidden = true;
    const markup = (part) => (typeof part === 'string' ? copy(part) : part).outerHTML;
    const tag = (attributes, text) => `<script ${attributes}>${text}</` + 'script>';
    return new Blob(
      [
        '<!doctype html>\n<html lang="en"><head>',
        ...head.map(markup),
        tag('type="module"', `(${boot})();\n`),
        '</head>\n<body>',
        ...[skip, header, 'header + script'].map(markup),
        `<main id="evidence" class="evidence"><p class="explore">${explore.outerHTML}</p>\n`,
        shownView(),
        html,
        '</main>\n',
        recovery.outerHTML,
        restarted.outerHTML,
        '<div id="app" hidden></div>\n',
        tag('type="application/octet-stream" id="program"', PACKED?.textContent ?? (await packProgram())),
        '</body></html>\n',
      ],
      { type: 'text/html' },
    );
  };

  /** Settles when the program runs, or when it has been said why it does not. */
  function run() {
    const program = typeof WebAssembly === 'object' && (PACKED ? unpackProgram() : fetchProgram());
    return (program ? start(program) : Promise.reject(new NotStarted('unsupported'))).catch(failed);
  }

  // A file that holds evidence shows that first, and the program where the address asks for a view.
  const evidence = document.getElementById('evidence');
  const titles = [document.title];
  let running = false;
  function turn(event) {
    const exploring = location.hash.startsWith('#/');
    const was = evidence.hidden;
    titles[Number(was)] = document.title;
    evidence.hidden = exploring;
    document.getElementById('app').hidden = !exploring;
    const ready = exploring && !running ? run() : Promise.resolve();
    running ||= exploring;
    // The program has nothing to say to what is not its own.
    if (!exploring) event?.stopImmediatePropagation();
    if (was === exploring) return;
    document.title = titles[Number(exploring)] ?? document.title;
    // What was followed is hidden now, and the focus would fall out of the page.
    const heading = () => document.querySelector(exploring ? '#app h1' : '#evidence h1')?.focus();
    ready.then(() => setTimeout(heading));
  }
  if (evidence) {
    addEventListener('popstate', turn);
    addEventListener('hashchange', turn);
    turn();
  } else {
    run();
  }
}
