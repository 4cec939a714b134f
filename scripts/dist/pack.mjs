import { SetupError } from '../setup/setup-error.mjs';

/** Left to their package managers, so that no update feed is named in them. */
const WITHOUT_FEED = ['deb', 'rpm', 'snap', 'flatpak'];

/**
 * Has electron-builder make the packages.
 * @param {object} parts
 * @param {object} parts.added what this build adds to electron-builder.yml, which electron-builder reads itself
 * @param {string} parts.app the unpacked app, as it will be
 * @returns {Promise<string[]>} their files
 */
export async function pack({ root, added, chosen, platform, app, tools, quickly }) {
  Object.assign(process.env, tools.env, compression(quickly));
  const { Arch, build, Platform } = await import('electron-builder');
  const make = (names, more) => {
    const targets = Platform[platform.builder].createTarget(names, Arch[platform.arch]);
    return build({ projectDir: root, targets, publish: 'never', ...more });
  };
  // Apart, one after the other, and of the same folder: with a feed electron-builder writes into it what kind of package it made last.
  const [apart, rest] = [chosen.filter((name) => WITHOUT_FEED.includes(name)), chosen.filter((name) => !WITHOUT_FEED.includes(name))];
  try {
    const first = apart.length > 0 ? await make(apart, { config: { ...added, publish: null } }) : [];
    const second = rest.length > 0 ? await make(rest, { config: added, ...(first.length > 0 ? { prepackaged: app } : {}) }) : [];
    return [...first, ...second].sort();
  } catch (error) {
    throw new SetupError(`electron-builder could not make the packages:\n${error.message}`);
  }
}

/** Read by electron-builder, and by the stand-in for fpm. Tests try out what is in the packages, not how big they are. */
function compression(quickly) {
  if (quickly) return { ELECTRON_BUILDER_COMPRESSION_LEVEL: '0' };
  // For a tar.gz electron-builder's own level, 9, takes four times as long as 6 for a hundredth less.
  const own = process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL;
  return process.platform === 'linux' ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: own ?? '6' } : {};
}
