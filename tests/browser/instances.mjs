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
