import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, withoutAddresses } from '../setup/setup-error.mjs';
import { packageIn } from './bundled-packages.mjs';

/** The database's binaries by platform. A universal app for macOS has both, as it runs on either processor. */
const BINARIES = {
  'linux-x64': ['@libsql/linux-x64-gnu'],
  'linux-arm64': ['@libsql/linux-arm64-gnu'],
  'win32-x64': ['@libsql/win32-x64-msvc'],
  'darwin-x64': ['@libsql/darwin-x64'],
  'darwin-arm64': ['@libsql/darwin-arm64'],
  'darwin-universal': ['@libsql/darwin-x64', '@libsql/darwin-arm64'],
};

/** What of each package is read when it runs. Its licence is in licences.txt. */
const NEEDED = {
  libsql: ['package.json', 'index.js', 'auth.js', 'sqlite-error.js'],
  '@neon-rs/load': ['package.json', 'dist/index.js'],
  'detect-libc': ['package.json', 'lib'],
};
const NEEDED_OF_A_BINARY = ['package.json', 'index.node'];

/**
 * The packages that stay outside the bundle, for one platform. A binary for another machine than this one is fetched from the registry, and
 * is what package-lock.json says or is refused.
 * @param {string} root the project's folder
 * @param {keyof typeof BINARIES} platform
 * @param {string} folder for what has to be fetched
 */
export function nativePackages(root, platform, folder) {
  const binaries = BINARIES[platform];
  if (binaries === undefined) throw new SetupError(`There is no database for ${platform}. There is for ${Object.keys(BINARIES).join(', ')}.`);
  const libsql = path.join(root, 'node_modules', 'libsql');
  const scripts = Object.keys(NEEDED).map((name) => installedFor(libsql, root, name));
  return [...scripts, ...binaries.map((name) => installedOrFetched(root, name, folder))].map(packageIn);
}

/** Copies what is needed of each package into a node_modules folder. */
export function copyNativePackages(packages, nodeModules) {
  for (const { name, folder } of packages) {
    for (const part of NEEDED[name] ?? NEEDED_OF_A_BINARY) {
      fs.cpSync(path.join(folder, part), path.join(nodeModules, name, part), { recursive: true });
    }
  }
}

/** libsql's own copy of a package goes before the one that others use. */
function installedFor(libsql, root, name) {
  const places = [path.join(libsql, 'node_modules', name), path.join(root, 'node_modules', name)];
  const found = places.find((place) => fs.existsSync(place));
  if (found === undefined) throw new SetupError(`${name} is not installed. \`npm ci\` installs it.`);
  return found;
}

function installedOrFetched(root, name, folder) {
  const installed = path.join(root, 'node_modules', name);
  if (fs.existsSync(path.join(installed, 'index.node'))) return installed;
  const { version, integrity } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages[`node_modules/${name}`];
  const place = path.join(folder, name);
  fs.mkdirSync(place, { recursive: true });
  const tgz = path.join(place, download(`${name}@${version}`, place));
  const got = `sha512-${createHash('sha512').update(fs.readFileSync(tgz)).digest('base64')}`;
  if (got !== integrity) throw new SetupError(`${name}@${version} is not what package-lock.json says it is; not using it.`);
  execFileSync('tar', ['-xzf', tgz, '-C', place, '--strip-components=1']);
  fs.rmSync(tgz);
  return place;
}

function download(spec, place) {
  try {
    const options = { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32' };
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', spec, '--json', '--pack-destination', place], options));
    return filename;
  } catch (error) {
    throw new SetupError(`${spec} could not be fetched from the npm registry:\n${withoutAddresses(error.stderr || error.message)}`);
  }
}
