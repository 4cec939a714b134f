import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundledPackages } from '../../scripts/dist/bundled-packages.mjs';
import { licenceTexts } from '../../scripts/dist/licences.mjs';

let root = '';

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-licences-'));
});

afterEach(() => fs.rmSync(root, { recursive: true }));

function install(place: string, manifest: object, files: Record<string, string> = {}): void {
  const folder = path.join(root, place);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
}

function bundleOf(inputs: Record<string, number>) {
  const account = Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }]);
  return { outputs: { 'out/main.cjs': { bytes: 1, imports: [], exports: [], inputs: Object.fromEntries(account) } } };
}

test('a package counts where something of it is in the bundle, also inside of another and in two versions', () => {
  install('node_modules/ws', { name: 'ws', version: '8.0.0', license: 'MIT' });
  install('node_modules/@a/b', { name: '@a/b', version: '1.0.0', license: 'ISC', author: 'Ann <ann@a.example> (https://a.example)' });
  install('node_modules/@a/b/node_modules/ws', { name: 'ws', version: '7.0.0', license: 'MIT', author: { name: 'Bob' } });
  install('node_modules/shaken', { name: 'shaken', version: '1.0.0', license: 'MIT' });
  const bundle = bundleOf({
    'src/main.ts': 9,
    'node_modules/ws/index.js': 5,
    'node_modules/ws/lib/socket.js': 5,
    'node_modules/@a/b/index.js': 5,
    'node_modules/@a/b/node_modules/ws/index.js': 5,
    'node_modules/shaken/index.js': 0,
  });
  expect(bundledPackages(root, [bundle]).map(({ name, version, author }) => [name, version, author])).toEqual([
    ['@a/b', '1.0.0', 'Ann'],
    ['ws', '7.0.0', 'Bob'],
    ['ws', '8.0.0', undefined],
  ]);
});

test('each package is named with its licence, its notices, and its own text', () => {
  install('node_modules/ws', { name: 'ws', version: '8.0.0', license: 'MIT' }, { LICENSE: 'Copyright Einar', 'NOTICE.txt': 'Notice this', 'license.js': 'no' });
  const text = licenceTexts(bundledPackages(root, [bundleOf({ 'node_modules/ws/index.js': 5 })]));
  expect(text).toContain('ws 8.0.0 (MIT)');
  expect(text).toContain('Copyright Einar\n\nNotice this');
  expect(text).not.toContain('no\n');
});

test('one without a text has the words of the MIT licence with its author, and no other licence is made up', () => {
  install('node_modules/bare', { name: 'bare', version: '1.0.0', license: 'MIT', author: 'Cy' });
  install('node_modules/odd', { name: 'odd', version: '1.0.0', license: 'Apache-2.0' });
  const bare = licenceTexts(bundledPackages(root, [bundleOf({ 'node_modules/bare/index.js': 5 })]));
  expect(bare).toContain('Copyright (c) Cy\n\nPermission is hereby granted');
  expect(bare.slice(bare.indexOf('bare 1.0.0'))).not.toContain('Tradebell contributors');
  expect(() => licenceTexts(bundledPackages(root, [bundleOf({ 'node_modules/odd/index.js': 5 })]))).toThrow('odd 1.0.0 has no licence text');
});

test('a package that does not say its licence stops the build', () => {
  install('node_modules/mute', { name: 'mute', version: '1.0.0' });
  expect(() => bundledPackages(root, [bundleOf({ 'node_modules/mute/index.js': 5 })])).toThrow('does not say what its licence is');
});

test("Tradebell's own licence is in it, which some packages have in no other place", () => {
  const own = fs.readFileSync(path.resolve(import.meta.dirname, '..', '..', 'LICENSE'), 'utf8').trim();
  expect(own).toMatch(/^MIT License/);
  expect(licenceTexts([])).toContain(own);
});
