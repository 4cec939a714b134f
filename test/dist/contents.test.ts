import { describe, expect, test } from 'vitest';
import { appManifest, judgeContents } from '../../scripts/dist/contents.mjs';

const native = ['@libsql/linux-x64-gnu'];
const needed = [
  'package.json',
  'out/main.cjs',
  'out/preload.cjs',
  'out/licences.txt',
  'out/renderer/index.html',
  'node_modules/libsql/index.js',
  'node_modules/@libsql/linux-x64-gnu/package.json',
  'node_modules/@libsql/linux-x64-gnu/index.node',
];

describe("an app's archive", () => {
  test('may hold the bundles, their pictures and sounds, and the database for its platform', () => {
    const more = [
      'out/renderer/main.css',
      'out/renderer/chunk-2PCGIRXC.js',
      'out/assets/tray/well@1.5x.png',
      'out/assets/icons/128.png',
      'node_modules/detect-libc/lib/elf.js',
    ];
    expect(judgeContents([...needed, ...more], native)).toEqual({ tooMuch: [], missing: [] });
  });

  test.each([
    'out/main.cjs.map',
    'out/replay.cjs',
    'out/.built-from',
    'out/assets/icons/icon.ico',
    'src/main.ts',
    'test/e2e/main.ts',
    'README.md',
    'node_modules/ws/index.js',
    'node_modules/libsql/README.md',
    'node_modules/@libsql/linux-x64-musl/index.node',
    'node_modules/@libsql/darwin-x64/index.node',
  ])('may not hold %s', (file) => {
    expect(judgeContents([...needed, file], native).tooMuch).toEqual([file]);
  });

  test.each(needed)('is nothing without %s', (file) => {
    expect(judgeContents(needed.filter((one) => one !== file), native).missing).toEqual([file]);
  });
});

test("a package's package.json has names and the version asked for, and nothing of how it was built", () => {
  const manifest = { name: 'tradebell', version: '0.1.0', main: 'out/main.cjs', scripts: { dist: 'x' }, devDependencies: { esbuild: '1' }, engines: {} };
  const packed = appManifest(manifest, '0.2.0');
  expect(packed).toMatchObject({ name: 'tradebell', version: '0.2.0', main: 'out/main.cjs' });
  expect(Object.keys(packed)).not.toEqual(expect.arrayContaining(['scripts']));
  expect(packed).not.toHaveProperty('devDependencies');
  expect(packed).not.toHaveProperty('engines');
});
