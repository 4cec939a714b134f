import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { hasTool } from '../display.mjs';
import { SetupError } from './setup-error.mjs';

/** Debian's packages by what needs them. Where newer releases renamed one, the names stand together, the newest first. */
const PACKAGES = {
  electron: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libnss3'],
    ['libgbm1'],
    ['libasound2t64', 'libasound2'],
    ['libcups2t64', 'libcups2'],
    ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    ['libdrm2'],
    ['libxkbcommon0'],
    ['libxcomposite1'],
    ['libxdamage1'],
    ['libxrandr2'],
    ['libnotify4'],
    ['libsecret-1-0'],
    ['unzip'],
  ],
  display: [['xvfb'], ['dbus'], ['fonts-inter'], ['fonts-noto-color-emoji']],
  tests: [['gnome-keyring'], ['dunst'], ['imagemagick']],
};

/**
 * Sees to it that Debian's or Ubuntu's packages for these needs are there: as root installs them, else says the one command to run.
 * On another Linux only the programs that we start ourselves are looked for; on macOS and Windows nothing is needed.
 * @param {Array<keyof typeof PACKAGES>} needs
 */
export function installSystemPackages(needs, say) {
  if (process.platform !== 'linux') return;
  const wanted = needs.flatMap((need) => PACKAGES[need]);
  if (!fs.existsSync('/usr/bin/dpkg-query')) {
    if (needs.includes('display')) requireTools(['Xvfb', 'dbus-daemon']);
    return;
  }
  const installed = installedOf(wanted.flat());
  const missing = wanted.filter((names) => !names.some((name) => installed.has(name)));
  if (missing.length === 0) return;
  if (process.getuid() !== 0) {
    const names = missing.map((alternatives) => offered(alternatives)).join(' ');
    throw new SetupError(`Some system packages are missing. Run this once, then try again:\n\n  sudo apt-get install --yes ${names}`);
  }
  say('System packages: reading the lists …');
  apt(['update']);
  const names = missing.map((alternatives) => offered(alternatives));
  say(`System packages: installing ${names.join(' ')} …`);
  apt(['install', '--yes', '--no-install-recommends', ...names]);
}

function installedOf(names) {
  const asked = spawnSync('dpkg-query', ['--show', '--showformat=${Package} ${db:Status-Status}\\n', ...names], { encoding: 'utf8' });
  const lines = asked.stdout.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name));
}

/** The first of the names that this release has. */
function offered(alternatives) {
  const real = (name) => spawnSync('apt-cache', ['show', '--no-all-versions', name], { encoding: 'utf8' }).stdout.includes(`Package: ${name}\n`);
  return alternatives.find((name) => real(name)) ?? alternatives.at(-1);
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync('apt-get', ['--quiet', ...args], { encoding: 'utf8', env });
  if (result.error || result.status !== 0) {
    throw new SetupError(`apt-get ${args.join(' ')} failed. Run it yourself to see why, then try again.`);
  }
}

function requireTools(tools) {
  const missing = tools.filter((tool) => !hasTool(tool));
  if (missing.length === 0) return;
  throw new SetupError(`There is no display, and ${missing.join(' and ')} cannot be found. Install them with your system's package manager.`);
}
