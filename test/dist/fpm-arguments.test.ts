import { expect, test } from 'vitest';
import { controlFile, readFpmArguments } from '../../scripts/dist/stand-ins/fpm-arguments.mjs';

const ARGS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libasound2t64 | libasound2', '--deb-recommends', 'indicator'],
  ...['--deb-compression', 'xz', '--architecture', 'amd64', '--after-install', 'in', '--after-remove', 'out'],
  ...['--description', 'Rings\n When something happens.\n\n More.', '--version', '1.0.0-beta.1', '--package', 'a.deb'],
  ...['--name', 'tradebell', '--maintainer', 'A <a@b.invalid>', '--url', 'https://b.invalid', '--category', 'net', '--deb-priority', 'optional'],
  ...['--license', 'MIT', 'LICENSE=/usr/share/doc/tradebell/copyright', '/x=y/=/opt/Tradebell'],
];

test("electron-builder's arguments become a deb's control file", () => {
  expect(controlFile(readFpmArguments(ARGS).options, 12)).toBe(
    [
      'Package: tradebell',
      'Version: 1.0.0~beta.1',
      'License: MIT',
      'Architecture: amd64',
      'Maintainer: A <a@b.invalid>',
      'Installed-Size: 12',
      'Depends: libnss3, libasound2t64 | libasound2',
      'Recommends: indicator',
      'Section: net',
      'Priority: optional',
      'Homepage: https://b.invalid',
      'Description: Rings',
      ' When something happens.',
      ' .',
      ' More.',
      '',
    ].join('\n')
  );
});

test('what goes where is read from the last equals sign', () => {
  expect(readFpmArguments(ARGS).inputs).toEqual([
    { from: 'LICENSE', to: '/usr/share/doc/tradebell/copyright' },
    { from: '/x=y/', to: '/opt/Tradebell' },
  ]);
});

test('what it does not know it does not pass over', () => {
  expect(() => readFpmArguments([...ARGS, '--deb-systemd', 'x'])).toThrow('--deb-systemd');
  expect(() => readFpmArguments(['-s', 'dir', '-t', 'rpm'])).toThrow('not rpm of dir');
  expect(() => readFpmArguments([...ARGS, 'somewhere'])).toThrow('<from>=<to>');
});
