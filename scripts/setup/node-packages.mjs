import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, withoutAddresses } from './setup-error.mjs';

/** Runs `npm ci` where node_modules is not what package-lock.json says. Compares content, not times: a fresh checkout has new times. */
export function installNodePackages(root, say) {
  if (matchesLock(root)) return;
  say('npm packages: installing …');
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

function matchesLock(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(hidden)) return false;
  const installed = JSON.parse(fs.readFileSync(hidden, 'utf8')).packages;
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([where, { version, optional }]) => {
    if (where === '') return true;
    return installed[where] ? installed[where].version === version : optional === true;
  });
}
