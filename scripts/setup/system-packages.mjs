import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { hasTool } from '../display.mjs';
import { runScript, SetupError, withoutAddresses } from './setup-error.mjs';

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
  packaging: [['p7zip-full', '7zip'], ['squashfs-tools'], ['desktop-file-utils'], ['xz-utils'], ['unzip']],
  // What our own package for Debian needs on top, so that it can be tried out without asking for more, and who opens its links.
  installed: [['libatspi2.0-0t64', 'libatspi2.0-0'], ['libuuid1'], ['libxss1'], ['libxtst6'], ['xdg-utils'], ['desktop-file-utils']],
  // Started on loopback by tests and the demo, and stopped again.
  servers: [['nats-server']],
};

const INSTALL = ['install', '--yes', '--no-install-recommends'];

/**
 * Sees to it that Debian's or Ubuntu's packages for these needs are there: as root installs them, else says the one command to run.
 * On another Linux only the programs that we start ourselves are looked for; on macOS and Windows nothing is needed.
 * @param {Array<keyof typeof PACKAGES>} needs
 */
export function installSystemPackages(needs, say) {
  if (process.platform !== 'linux') return;
  const wanted = needs.flatMap((need) => PACKAGES[need]);
  if (!fs.existsSync('/usr/bin/dpkg-query')) {
    if (needs.includes('display')) requireTools(['Xvfb', 'dbus-daemon'], 'There is no display');
    if (needs.includes('servers')) requireTools(['nats-server'], 'A NATS server is needed');
    if (needs.includes('packaging')) requireTools(['desktop-file-validate', 'unzip'], 'Packages are to be made');
    return;
  }
  const installed = installedOf(wanted.flat());
  const missing = wanted.filter((names) => !names.some((name) => installed.has(name)));
  if (missing.length === 0) return;
  if (process.getuid() !== 0) {
    throw new SetupError(`Some system packages are missing. Run this once, then try again:\n\n  ${commandFor(missing)}`);
  }
  // An earlier run may have been interrupted in the middle of dpkg, and then apt refuses all until this is done. What it cannot finish,
  // --fix-broken below does; nothing of the machine's own may go for it.
  run('dpkg', ['--configure', '-a']);
  say('System packages: reading the lists …');
  const listErrors = apt(['update']);
  const names = offered(missing);
  say(`System packages: installing ${names.join(' ')} (a minute or two) …`);
  const errors = apt([...INSTALL, '--fix-broken', '--no-remove', ...names]);
  if (errors === null) return;
  // A list that cannot be read is no matter while all can be installed from the others; else it is the likely cause.
  const words = [listErrors, errors].filter(Boolean).join('\n');
  throw new SetupError(`The system packages could not be installed:\n${words}\n\nThis shows all:\n\n  ${commandFor(missing)}`);
}

/** The one command for a person to run. Where there is no sudo there is su. */
function commandFor(missing) {
  const commands = `apt-get update && apt-get ${[...INSTALL, ...offered(missing)].join(' ')}`;
  if (process.getuid() === 0) return commands;
  return hasTool('sudo') ? `sudo sh -c '${commands}'` : `su - -c '${commands}'`;
}

function installedOf(names) {
  const asked = run('dpkg-query', ['--show', '--showformat=${Package} ${db:Status-Status}\\n', ...names]);
  const lines = asked.stdout.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name));
}

/** Of each, the first name that this release has; by the age of its C library where apt has no lists yet, as in a new container. */
function offered(wanted) {
  const shown = run('apt-cache', ['show', '--no-all-versions', ...wanted.flat()]).stdout;
  const listed = new Set(shown.split('\n').flatMap((line) => /^Package: (.+)/.exec(line)?.[1] ?? []));
  const newest = listed.size === 0 && afterTheRenaming();
  return wanted.map((names) => names.find((name) => listed.has(name)) ?? (newest ? names[0] : names.at(-1)));
}

/** Debian 13 and Ubuntu 24.04 renamed libraries for 64-bit times (…t64); theirs are the first with this C library or a newer one. */
function afterTheRenaming() {
  const libc = run('dpkg-query', ['--show', '--showformat=${Version}', 'libc6']).stdout;
  return run('dpkg', ['--compare-versions', libc, 'ge', '2.39']).status === 0;
}

/** Null, or what apt-get says went wrong. A fresh machine may be busy with its first updates: their lock is waited for. */
function apt(args) {
  const options = ['--quiet', '--option', 'DPkg::Lock::Timeout=300'];
  const { status, error, stderr } = run('apt-get', [...options, ...args], { DEBIAN_FRONTEND: 'noninteractive' });
  if (status === 0) return null;
  const errors = (stderr ?? '').split('\n').filter((line) => line.startsWith('E: '));
  return [...new Set(errors.map(withoutAddresses))].slice(0, 8).join('\n') || `apt-get ${args[0]} failed (${error?.message ?? `exit code ${status}`})`;
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
}

function requireTools(tools, why) {
  const missing = tools.filter((tool) => !hasTool(tool));
  if (missing.length === 0) return;
  throw new SetupError(`${why}, and ${missing.join(' and ')} cannot be found. Install them with your system's package manager.`);
}

// As root, where the rest is to be done by someone else: node scripts/setup/system-packages.mjs tests packaging
if (process.argv[1] === import.meta.filename) {
  await runScript(() => {
    const needs = process.argv.slice(2);
    const unknown = needs.filter((need) => !Object.hasOwn(PACKAGES, need));
    if (unknown.length > 0) throw new SetupError(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(PACKAGES).join(', ')}.`);
    installSystemPackages(needs, console.log);
  });
}
