// The program of the command line, which answers the same addresses as the app.
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

import { root } from './server.mjs';

const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 };

/** The program, built once: what it prints, as text and as what its JSON says. */
export function program() {
  const built = execFileSync(
    'cargo',
    ['build', '--quiet', '--features', 'app', '--bin', 'clearcount', '--message-format', 'json'],
    options,
  );
  const path = built
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .find((line) => line.executable && line.target.name === 'clearcount').executable;
  const text = async (...words) => (await promisify(execFile)(path, words, options)).stdout;
  return { text, json: async (...words) => JSON.parse(await text(...words)) };
}
