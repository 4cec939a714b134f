import { expect, test } from 'vitest';
import { packageKind, updatesOf, type PackageFacts } from '../../src/updates/package-kind.ts';

const FEED = { url: 'https://updates.example/' };
const linux: PackageFacts = { platform: 'linux', env: {}, execPath: '/opt/Tradebell/tradebell', packaged: true, packageType: undefined };
const mounted = '/tmp/.mount_TradebXYZ';

test.each<[string, Partial<PackageFacts>, string, string]>([
  ['a checkout', { packaged: false, env: { APPIMAGE: '/x', APPDIR: '/opt/Tradebell' } }, 'checkout', 'off'],
  ['an AppImage', { env: { APPIMAGE: '/home/mara/Tradebell.AppImage', APPDIR: mounted }, execPath: `${mounted}/tradebell` }, 'appimage', 'itself'],
  ['an AppImage with a stray package-type', { env: { APPIMAGE: '/a', APPDIR: mounted }, execPath: `${mounted}/tradebell`, packageType: 'deb' }, 'appimage', 'itself'],
  ['a deb', { packageType: 'deb\n' }, 'deb', 'managed'],
  ['a deb started from inside of another AppImage', { packageType: 'deb', env: { APPIMAGE: '/a', APPDIR: mounted } }, 'deb', 'managed'],
  ['a deb started from inside of a snap', { packageType: 'deb', env: { SNAP: '/snap/code/100' } }, 'deb', 'managed'],
  ['an rpm', { packageType: 'rpm' }, 'rpm', 'managed'],
  ['a package of pacman', { packageType: 'pacman' }, 'pacman', 'managed'],
  ['a snap', { env: { SNAP: '/snap/tradebell/7' }, execPath: '/snap/tradebell/7/tradebell' }, 'snap', 'managed'],
  ['a flatpak', { env: { FLATPAK_ID: 'org.tradebell.Tradebell' }, execPath: '/app/tradebell/tradebell' }, 'flatpak', 'managed'],
  ['an archive', {}, 'archive', 'manual'],
  ['an archive of an unknown type', { packageType: 'toString' }, 'archive', 'manual'],
  ['Windows, installed', { platform: 'win32', execPath: 'C:\\Users\\mara\\AppData\\Local\\Programs\\tradebell\\Tradebell.exe' }, 'nsis', 'itself'],
  ['Windows, portable', { platform: 'win32', env: { PORTABLE_EXECUTABLE_DIR: 'D:\\' } }, 'portable', 'manual'],
  ['macOS', { platform: 'darwin', execPath: '/Applications/Tradebell.app/Contents/MacOS/Tradebell' }, 'mac', 'itself'],
])('%s is known for what it is, and for who updates it', (_name, facts, kind, does) => {
  const found = packageKind({ ...linux, ...facts });
  const updates = updatesOf(found, FEED);
  expect([found, updates === 'itself' ? updates : updates.state]).toEqual([kind, does]);
});

test('without a feed nothing looks for updates, and what a package manager brings still comes', () => {
  for (const kind of ['appimage', 'nsis', 'mac'] as const) expect(updatesOf(kind, undefined)).toEqual({ state: 'off', why: 'no-feed' });
  expect(updatesOf('deb', undefined)).toEqual({ state: 'managed', kind: 'deb' });
  expect(updatesOf('archive', undefined)).toEqual({ state: 'manual', kind: 'archive' });
});
