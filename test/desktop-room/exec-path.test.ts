import { expect, test } from 'vitest';
import { execPathBy } from '../../src/desktop/exec-path.ts';
import { startCommand } from '../../src/desktop/start-command.ts';
import { packageKind } from '../../src/updates/package-kind.ts';

const MOUNTED = '/tmp/.mount_TradebXYZ';
const behindLink = (place: string): string => place.replace(/^\/tmp\//, '/var/tmp/');

test('an AppImage is known as one where /tmp is a link, and is started again by its own name', () => {
  const env = { APPIMAGE: '/home/mara/Tradebell.AppImage', APPDIR: MOUNTED };
  const execPath = execPathBy(`/var${MOUNTED}/tradebell`, MOUNTED, behindLink);
  expect(execPath).toBe(`${MOUNTED}/tradebell`);
  expect(packageKind({ platform: 'linux', env, execPath, packaged: true, packageType: undefined })).toBe('appimage');
  expect(startCommand({ execPath, env, appFolder: undefined, ownFolder: undefined })).toEqual(['/home/mara/Tradebell.AppImage']);
});

test('elsewhere the place stays as it is', () => {
  const gone = (): string => {
    throw Object.assign(new Error('gone'), { code: 'ENOENT' });
  };
  expect(execPathBy('/opt/Tradebell/tradebell', undefined, gone)).toBe('/opt/Tradebell/tradebell');
  expect(execPathBy('/opt/Tradebell/tradebell', MOUNTED, gone)).toBe('/opt/Tradebell/tradebell');
  expect(execPathBy('/opt/Tradebell/tradebell', MOUNTED, (place) => place)).toBe('/opt/Tradebell/tradebell');
  expect(execPathBy('/var/tmp/.mount_TradebXYZ2/tradebell', MOUNTED, behindLink)).toBe('/var/tmp/.mount_TradebXYZ2/tradebell');
});
