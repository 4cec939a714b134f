import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PACKAGE = 'tradebell';

/** Installs a package file, or puts it in the place of an older version, as a person does with `apt install ./file.deb`. */
export function aptInstall(deb: string): void {
  // apt reads it as a user of its own, who cannot look into everybody's folders.
  const folder = mkdtempSync(path.join(tmpdir(), 'tradebell-deb-'));
  try {
    chmodSync(folder, 0o755);
    const copy = path.join(folder, path.basename(deb));
    copyFileSync(deb, copy);
    apt('install', '--no-install-recommends', copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Leaves what a package manager leaves for a later installation: settings of the system. */
export function aptRemove(): void {
  apt('remove', PACKAGE);
}

export function aptPurge(): void {
  apt('purge', PACKAGE);
}

/** Installs what the package needs, and answers what came so: what is installed then is there with and without the package. */
export function installWhatItNeeds(deb: string): string[] {
  const before = new Set(installedPackages());
  const needs = execFileSync('dpkg-deb', ['--field', deb, 'Depends'], { encoding: 'utf8' }).trim();
  apt('satisfy', '--no-install-recommends', needs);
  return installedPackages().filter((name) => !before.has(name));
}

export function removePackages(names: readonly string[]): void {
  if (names.length > 0) apt('purge', ...names);
}

/** As dpkg says it: `install ok installed 0.1.0`; undefined where it knows nothing of the package. */
export function stateOfPackage(): string | undefined {
  const { status, stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${Status} ${Version}', PACKAGE], { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

function installedPackages(): string[] {
  const lines = execFileSync('dpkg-query', ['--show', '--showformat=${binary:Package} ${db:Status-Status}\\n'], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => (line.endsWith(' installed') ? [line.slice(0, line.indexOf(' '))] : []));
}

function apt(command: string, ...args: string[]): void {
  // A power cut in the middle of a test is no matter: nothing waits until it is safely on the disk.
  const options = ['--quiet', '--yes', '--option', 'DPkg::Lock::Timeout=300', '--option', 'Dpkg::Options::=--force-unsafe-io'];
  const { status, stdout, stderr } = spawnSync('apt-get', [command, ...options, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${command} ended with ${status}:\n${stdout}\n${stderr}`);
}
