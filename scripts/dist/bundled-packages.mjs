import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Package an npm package of which something is in the app
 * @property {string} name
 * @property {string} version
 * @property {string} license as its package.json says it
 * @property {string | undefined} author
 * @property {string} folder where it is installed
 */

const IN_A_PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * The packages that esbuild took something of, by its own account of each output; what it read and shook off again is not among them.
 * @param {string} root the project's folder, which the account's paths begin at
 * @param {Array<import('esbuild').Metafile>} metafiles
 * @returns {Package[]} by name, each once
 */
export function bundledPackages(root, metafiles) {
  const folders = new Set();
  for (const { inputs } of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput > 0 ? IN_A_PACKAGE.exec(file)?.[0] : undefined;
      if (folder !== undefined) folders.add(folder);
    }
  }
  return sorted([...folders].map((folder) => packageIn(path.join(root, folder))));
}

/** @returns {Package} */
export function packageIn(folder) {
  const { name, version, license, author } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} ${version} does not say what its licence is`);
  return { name, version, license, author: typeof author === 'object' ? author?.name : author?.replace(/\s*[<(].*/, ''), folder };
}

/** @param {Package[]} packages */
export function sorted(packages) {
  const byName = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version.localeCompare(b.version)));
}
