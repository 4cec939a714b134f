import fs from 'node:fs';
import path from 'node:path';
import { buildForPackage } from '../build.mjs';
import { sorted } from './bundled-packages.mjs';
import { appManifest } from './contents.mjs';
import { copyNativePackages, nativePackages } from './native-packages.mjs';

/**
 * Makes the folder that is packed: the built app, the packages that stay outside the bundle, and a package.json. In a folder of its own, so
 * that no other build can come between, and nothing else can get in.
 * @param {object} parts
 * @param {string} parts.root
 * @param {string} parts.folder
 * @param {string} parts.platform
 * @param {Record<string, unknown>} parts.manifest the project's package.json
 * @param {string} parts.version
 * @param {boolean} parts.forTests
 * @returns {Promise<{ all: import('./bundled-packages.mjs').Package[], native: import('./bundled-packages.mjs').Package[] }>}
 */
export async function stageApp({ root, folder, platform, manifest, version, forTests }) {
  const native = nativePackages(root, platform, path.join(folder, '..', 'packages'));
  copyNativePackages(native, path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(appManifest(manifest, version), null, 2)}\n`);
  const all = await buildForPackage(path.join(folder, 'out'), native, { forTests });
  return { all: sorted(all), native };
}
