import { expect, test } from 'vitest';
import { readOptions } from '../../scripts/dist/options.mjs';

test('without options all of this platform is made of what package.json says, into dist', () => {
  expect(readOptions([])).toEqual({
    help: false,
    out: 'dist',
    targets: undefined,
    version: undefined,
    forTests: false,
    tools: undefined,
    writeSizes: false,
  });
});

test('targets, version, folder and a build for tests can be asked for', () => {
  const options = readOptions(['--targets', 'deb, AppImage', '--version', '1.2.3-beta.1', '--out', 'elsewhere', '--for-tests']);
  expect(options).toMatchObject({ targets: ['deb', 'AppImage'], version: '1.2.3-beta.1', out: 'elsewhere', forTests: true });
});

test.each(['1.2', 'v1.2.3', '1.2.3+build', 'latest', '01.2.3', '1.2.3-', '1.2.3-.', '1.2.3-beta..1', '1.2.3-01', ''])('a version that dpkg and the updater could not order is refused: %s', (version) => {
  expect(() => readOptions(['--version', version])).toThrow('1.2.3');
});

test('an unknown option is refused, with what there is', () => {
  expect(() => readOptions(['--publish'])).toThrow(/--publish[\s\S]*--write-sizes/);
  expect(() => readOptions(['--tools', 'mine'])).toThrow('official or stand-ins');
});
