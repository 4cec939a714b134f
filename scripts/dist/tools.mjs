import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.mjs';
import { installedElectron } from '../setup/electron.mjs';
import { registryElectronFits, registryElectronFolder, REGISTRY_ELECTRON } from '../electron-runtime/registry-electron.mjs';
import { standInTools } from './stand-ins/stand-in-tools.mjs';

/** Where electron-builder's tools and Electron itself are downloaded from, unless a mirror is set. */
const RELEASES = 'https://github.com/electron-userland/electron-builder-binaries/releases';
const PATIENCE_MS = 8_000;

/**
 * @typedef {object} Tools
 * @property {boolean} official electron-builder downloads what it needs
 * @property {Record<string, string>} env for electron-builder
 * @property {object} config for electron-builder: which Electron
 * @property {string} electron its version
 * @property {string} line what a person is told
 */

/**
 * Which Electron and which tools the packages are made with: the official ones where they can be downloaded, else stand-ins, where they do.
 * @param {object} parts
 * @param {string} parts.root
 * @param {string} parts.folder for what is made for electron-builder
 * @param {boolean} parts.official
 * @returns {Tools}
 */
export function chooseTools({ root, folder, official }) {
  const found = installedElectron(root);
  if (official) {
    const electron = found?.official ? found.version : wantedElectron(root);
    return { official, env: {}, config: {}, electron, line: `Electron ${electron} and electron-builder's own tools, the official ones` };
  }
  if (!registryElectronFits) {
    throw new SetupError('GitHub cannot be reached, and without it packages are made on Linux (x64) only. A mirror: ELECTRON_BUILDER_BINARIES_MIRROR.');
  }
  const own = found?.official === true;
  const electron = own ? found.version : REGISTRY_ELECTRON;
  const electronDist = own ? path.join(root, 'node_modules', 'electron', 'dist') : path.join(registryElectronFolder, 'dist');
  const which = own ? `Electron ${electron}, the official one` : `Electron ${electron} from the npm registry`;
  return {
    official,
    env: standInTools(folder),
    config: { electronDist, electronVersion: electron },
    electron,
    line: `${which}, and Debian's tools instead of electron-builder's, as GitHub cannot be reached: to try out, not to publish`,
  };
}

/** Whether downloads can be made, as far as one question tells. */
export async function downloadsReachable(env = process.env) {
  if (env.ELECTRON_BUILDER_BINARIES_MIRROR) return true;
  try {
    const answer = await fetch(RELEASES, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

function wantedElectron(root) {
  return JSON.parse(fs.readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version;
}
