import path from 'node:path';
import { describeElectron, installElectron } from './setup/electron.mjs';
import { installNodePackages } from './setup/node-packages.mjs';
import { runScript } from './setup/setup-error.mjs';
import { installSystemPackages } from './setup/system-packages.mjs';
import { hasDisplay } from './display.mjs';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * Makes this checkout ready: npm packages, system packages, Electron, and a build. Says a line for each step that has something to do, and
 * nothing when all is there. Throws a SetupError when a person has to do something first.
 * @param {object} options
 * @param {'app' | 'demo' | 'tests' | 'dist' | 'plain'} options.for `app`: run the app, on a display of its own where there is none; `demo`: that,
 *   and what it talks to; `tests`: all that tests need; `dist`: make packages; `plain`: only what runs on Node alone
 * @param {import('./build.d.mts').BuildOptions | false} [options.build] what to build, or nothing
 * @param {(line: string) => void} [options.say] where progress goes; standard error unless told otherwise
 */
export async function setup({ for: purpose, build: buildOptions = {}, say = sayOnStderr }) {
  let changed = false;
  const tell = (line) => {
    changed = true;
    say(line);
  };
  if (purpose === 'dist') installSystemPackages(['packaging'], tell);
  else if (purpose !== 'plain') {
    // First, as only this may need a person: who has to do something should not wait to hear of it.
    const ownDisplay = purpose === 'tests' || !hasDisplay();
    const servers = purpose === 'demo' || purpose === 'tests';
    installSystemPackages(
      ['electron', ...(ownDisplay ? ['display'] : []), ...(servers ? ['servers'] : []), ...(purpose === 'tests' ? ['tests'] : [])],
      tell
    );
  }
  installNodePackages(root, tell);
  if (purpose !== 'plain') {
    await installElectron(root, tell);
    if (changed) say(describeElectron(root));
  }
  if (buildOptions) {
    const { build } = await import('./build.mjs'); // only now: esbuild may just have been installed
    await build({ ...buildOptions, say });
  }
}

function sayOnStderr(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    await setup({ for: 'tests' });
    sayOnStderr(describeElectron(root));
  });
}
