import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, withoutAddresses } from './setup-error.mjs';

/** Runs `npm ci` where node_modules is not what package-lock.json says. Compares content, not times: a fresh checkout has new times. */
export function installNodePackages(root, say) {
  if (matchesLock(root)) return;
  say('npm packages: installing (a minute or two) …');
  // The record of what is installed goes first: else, interrupted while it clears away, npm would leave the record of what is gone.
  fs.rmSync(record(root), { force: true });
  // Not to the screen: npm's words name the registry it asked.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.error) throw new SetupError(`npm could not be started (${result.error.message}). Install Node with npm, and try again.`);
  if (result.status !== 0) throw new SetupError(`npm ci failed:\n${firstErrors(result.stderr)}\n\nRun \`npm ci\` yourself to see all.`);
}

function firstErrors(text) {
  const errors = text.split('\n').filter((line) => /^npm error \S/.test(line));
  return withoutAddresses(errors.slice(0, 12).join('\n'));
}

/** Where npm writes, last of all, what it has installed. */
function record(root) {
  return path.join(root, 'node_modules', '.package-lock.json');
}

function matchesLock(root) {
  const installed = packagesIn(record(root));
  if (installed === null) return false;
  const wanted = packagesIn(path.join(root, 'package-lock.json'));
  if (wanted === null) throw new SetupError('package-lock.json is missing or damaged. `git checkout package-lock.json` brings it back.');
  return Object.entries(wanted).every(([where, { version, optional }]) => {
    if (where === '') return true;
    return installed[where] ? installed[where].version === version : optional === true;
  });
}

/** Null where the file is missing or was not written to its end. */
function packagesIn(file) {
  if (!fs.existsSync(file)) return null;
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
