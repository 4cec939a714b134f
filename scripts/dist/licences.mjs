import fs from 'node:fs';
import path from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|copyright)(?:[-.].*)?$/i;

/** Its own as well: an archive and an AppImage hold no other copy. */
const head = () => `Tradebell's own licence:

${ownLicence()}

Tradebell stands on the work of others. These packages are in it, with their licences.

Electron, Chromium and what they contain have theirs beside the program, in LICENSE.electron.txt and LICENSES.chromium.html.
`;

/**
 * The licences of all that is in the app, as one text.
 * @param {import('./bundled-packages.mjs').Package[]} packages
 */
export function licenceTexts(packages) {
  const line = '-'.repeat(80);
  return [head(), ...packages.map((one) => `${line}\n${one.name} ${one.version} (${one.license})\n${line}\n\n${licenceOf(one)}\n`)].join('\n');
}

/** Its own files; where it brings none, the words of the licence that it names. */
function licenceOf({ name, version, license, author, folder }) {
  const names = fs.readdirSync(folder).filter((file) => LICENCE_FILE.test(file) && !/\.[cm]?[jt]s$/.test(file));
  const own = names.sort().map((file) => fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  if (own.length > 0) return own.join('\n\n');
  if (license !== 'MIT') throw new Error(`${name} ${version} has no licence text, and ours is only there for MIT, not for ${license}`);
  return mit(author ?? `the authors of ${name}`);
}

function mit(holder) {
  return `Copyright (c) ${holder}

${ownLicence().replace(/^MIT License\n\nCopyright.*\n\n/, '')}`;
}

function ownLicence() {
  return fs.readFileSync(path.resolve(import.meta.dirname, '..', '..', 'LICENSE'), 'utf8').trim();
}
