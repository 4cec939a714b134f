import { expect, test } from 'vitest';
import { registerLinks, startCommand } from '../../src/desktop/start-command.ts';

const plain = { execPath: '/opt/Tradebell/tradebell', env: {}, appFolder: undefined, ownFolder: undefined };

test('a package is its binary, a checkout its folder as well, and another data folder is named', () => {
  expect(startCommand(plain, '--hidden')).toEqual(['/opt/Tradebell/tradebell', '--hidden']);
  expect(startCommand({ ...plain, execPath: '/electron', appFolder: '/src', ownFolder: '/data' }, '--hidden')).toEqual(['/electron', '/src', '--hidden', '--data-dir=/data']);
});

test('an AppImage is started by its own file, and only where we are in it', () => {
  const env = { APPIMAGE: '/home/me/Tradebell.AppImage', APPDIR: '/tmp/.mount_Tra1' };
  expect(startCommand({ ...plain, execPath: '/tmp/.mount_Tra1/tradebell', env })).toEqual(['/home/me/Tradebell.AppImage']);
  expect(startCommand({ ...plain, env })).toEqual(['/opt/Tradebell/tradebell']);
});

test('links are registered by the app on Windows alone, and not by a checkout or for another data folder', () => {
  const asked: unknown[] = [];
  const registry = { setAsDefaultProtocolClient: (...given: unknown[]) => (asked.push(given), true) };
  const exe = { ...plain, execPath: 'C:\\Tradebell\\Tradebell.exe' };
  const others = [
    registerLinks(registry, 'linux', plain),
    registerLinks(registry, 'darwin', plain),
    registerLinks(registry, 'win32', { ...exe, appFolder: 'C:\\src' }),
    registerLinks(registry, 'win32', { ...exe, ownFolder: 'D:\\data' }),
  ];
  expect([others, asked]).toEqual([[false, false, false, false], []]);
  expect(registerLinks(registry, 'win32', exe)).toBe(true);
  expect(asked).toEqual([['tradebell', 'C:\\Tradebell\\Tradebell.exe', ['--']]]);
});
