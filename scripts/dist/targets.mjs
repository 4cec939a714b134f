import { SetupError } from '../setup/setup-error.mjs';

/** What each platform's packages are called, as electron-builder.yml has them. */
const TARGETS = {
  linux: ['deb', 'AppImage', 'tar.gz', 'rpm', 'snap', 'flatpak'],
  win32: ['nsis', 'portable'],
  darwin: ['dmg', 'zip'],
};
const SYSTEMS = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

/** What must be installed for some, and whether electron-builder's downloads are needed as well. */
const NEEDS = {
  rpm: { tool: 'rpmbuild', downloads: true },
  snap: { tool: 'snapcraft', downloads: false },
  flatpak: { tool: 'flatpak-builder', downloads: false },
};

/**
 * Which packages are made on this machine, and in a line each why the others are not.
 * @param {object} machine
 * @param {string} machine.platform
 * @param {boolean} machine.official whether electron-builder's downloads can be had
 * @param {(tool: string) => boolean} machine.hasTool
 * @param {readonly string[]} [only] made are these of them
 */
export function chooseTargets({ platform, official, hasTool }, only) {
  const leftOut = [];
  const chosen = TARGETS[platform].filter((name) => {
    const why = only !== undefined && !only.includes(name) ? null : whyNot(name, official, hasTool);
    if (typeof why === 'string') leftOut.push(`${name}: left out, ${why}`);
    return why === undefined;
  });
  const unknown = (only ?? []).filter((name) => !Object.values(TARGETS).flat().includes(name));
  if (unknown.length > 0) throw new SetupError(`There is no package called ${unknown.join(', ')}; there are ${TARGETS[platform].join(', ')}.`);
  for (const [other, names] of Object.entries(TARGETS)) {
    const asked = names.filter((name) => only === undefined || only.includes(name));
    if (other !== platform && asked.length > 0) leftOut.push(`${asked.join(', ')}: left out, made on ${SYSTEMS[other]} only`);
  }
  return { chosen, leftOut };
}

function whyNot(name, official, hasTool) {
  const need = NEEDS[name];
  if (need === undefined) return undefined;
  if (!hasTool(need.tool)) return `${need.tool} is not installed`;
  return need.downloads && !official ? 'electron-builder cannot download fpm here' : undefined;
}
