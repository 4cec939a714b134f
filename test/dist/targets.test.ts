import { expect, test } from 'vitest';
import { chooseTargets } from '../../scripts/dist/targets.mjs';

const bare = { platform: 'linux', official: false, hasTool: () => false };

test('a bare Linux makes deb, AppImage and tar.gz, and says in a line each why not the others', () => {
  const { chosen, leftOut } = chooseTargets(bare);
  expect(chosen).toEqual(['deb', 'AppImage', 'tar.gz']);
  expect(leftOut).toEqual([
    'rpm: left out, rpmbuild is not installed',
    'snap: left out, snapcraft is not installed',
    'flatpak: left out, flatpak-builder is not installed',
    'nsis, portable: left out, made on Windows only',
    'dmg, zip: left out, made on macOS only',
  ]);
});

test('with their tools rpm, snap and flatpak are made too; rpm only where fpm can be downloaded', () => {
  const equipped = { ...bare, hasTool: () => true };
  expect(chooseTargets({ ...equipped, official: true }).chosen).toEqual(['deb', 'AppImage', 'tar.gz', 'rpm', 'snap', 'flatpak']);
  const without = chooseTargets(equipped);
  expect(without.chosen).toEqual(['deb', 'AppImage', 'tar.gz', 'snap', 'flatpak']);
  expect(without.leftOut).toContain('rpm: left out, electron-builder cannot download fpm here');
});

test('Windows and macOS make their own', () => {
  expect(chooseTargets({ ...bare, platform: 'win32', official: true }).chosen).toEqual(['nsis', 'portable']);
  expect(chooseTargets({ ...bare, platform: 'darwin', official: true }).chosen).toEqual(['dmg', 'zip']);
});

test('only what was asked for is made, and only of that is it said that it cannot be', () => {
  expect(chooseTargets(bare, ['deb', 'rpm', 'dmg'])).toEqual({
    chosen: ['deb'],
    leftOut: ['rpm: left out, rpmbuild is not installed', 'dmg: left out, made on macOS only'],
  });
});

test('a package that there is none of is refused', () => {
  expect(() => chooseTargets(bare, ['deb', 'msi'])).toThrow('no package called msi');
});
