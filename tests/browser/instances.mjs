// The instances of the program, for tests that stop it by spoiling its memory.

/** In the page, before its scripts: keeps the instances, so that a test gets at the memory of the latest. */
export const keepInstances = () => {
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

/** In the page: leaves its first program no memory, and pastes more into the search than a driver can
 *  type in time. */
export const fillMemory = () => {
  const { memory } = instances[0].exports;
  memory.grow(65_536 - memory.buffer.byteLength / 65_536);
  const field = document.querySelector('input[type=search]');
  field.value = 'a '.repeat(4_000_000);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
