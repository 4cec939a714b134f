import { expect, test } from 'vitest';
import { channelFile, readRelease, type Taker } from '../../src/updates/release.ts';
import { troubleOf } from '../../src/updates/update-error.ts';

const SHA512 = `${'A'.repeat(86)}==`;
const taker: Taker = { kind: 'appimage', arch: 'x64', version: '0.1.0', feed: { url: 'https://updates.example/tradebell/', key: '' } };
const file = (url: string, more: object = {}) => ({ url, sha512: SHA512, size: 7, ...more });
const list = (version: unknown, ...files: unknown[]) => ({ version, files: files.length === 0 ? [file('Tradebell-9-linux-x86_64.AppImage')] : files });

function outcome(read: unknown, by: Partial<Taker> = {}): string {
  try {
    return readRelease(read, { ...taker, ...by })?.file.url.href ?? 'none';
  } catch (error) {
    return troubleOf(error);
  }
}

test.each([
  ['0.1.0', '0.1.0', 'none'],
  ['v0.1.0', '0.1.0', 'none'],
  ['0.1.0+build.7', '0.1.0', 'none'],
  ['1.0.0-beta.1', '1.0.0', 'older'],
  ['1.0.0', '1.0.0-beta.1', 'taken'],
  ['1.0.0-beta.10', '1.0.0-beta.9', 'taken'],
  ['0.10.0', '0.9.0', 'taken'],
  ['v0.2.0', '0.1.0', 'taken'],
  ['0.0.9', '0.1.0', 'older'],
  ['0.2', '0.1.0', 'unreadable'],
  ['latest', '0.1.0', 'unreadable'],
  [0.2, '0.1.0', 'unreadable'],
  ['1'.repeat(101), '0.1.0', 'unreadable'],
])('where %s is announced and %s runs: %s', (announced, version, expected) => {
  const found = outcome(list(announced), { version });
  expect(found.startsWith('https://') ? 'taken' : found).toBe(expected);
});

test('a version goes on without its "v"', () => {
  expect(readRelease(list('v0.2.0'), taker)?.version).toBe('0.2.0');
});

test.each([
  ['a name', 'a.AppImage', 'https://updates.example/tradebell/a.AppImage'],
  ['a folder below', 'x/a.AppImage', 'https://updates.example/tradebell/x/a.AppImage'],
  ['a path from the top', '/a.AppImage', 'https://updates.example/a.AppImage'],
  ['more folders up than there are', '../../../a.AppImage', 'https://updates.example/a.AppImage'],
  ['another host over https', 'https://cdn.example/a.AppImage', 'https://cdn.example/a.AppImage'],
  ['another host over plain HTTP', 'http://cdn.example/a.AppImage', 'unreadable'],
  ['this machine', 'http://127.0.0.1/a.AppImage', 'unreadable'],
  ['a file of this machine', 'file:///tmp/a.AppImage', 'unreadable'],
  ['something with a query', 'a.AppImage?x=1', 'unreadable'],
  ['no address', 'https://[/a.AppImage', 'unreadable'],
])('a file is fetched from %s, or nothing is', (_name, url, expected) => {
  expect(outcome(list('9.0.0', file(url)))).toBe(expected);
});

test.each([
  ['an empty file', { size: 0 }],
  ['a file without a size', { size: undefined }],
  ['a size that is text', { size: '7' }],
  ['a file beyond all measure', { size: 2 ** 31 }],
  ['a hash as hex', { sha512: 'a'.repeat(128) }],
  ['another hash', { sha512: `${'A'.repeat(43)}=` }],
  ['no hash', { sha512: undefined }],
])('%s is not announced', (_name, more) => {
  expect(outcome(list('9.0.0', file('a.AppImage', more)))).toBe('unreadable');
});

test('of several files the one for this system and processor is taken, wherever it stands', () => {
  const files = ['a-linux-arm64.AppImage', 'a-win-x64-setup.exe', 'a-linux-x86_64.AppImage', 'a-mac-universal.zip'].map((url) => file(url));
  expect(outcome(list('9.0.0', ...files))).toMatch(/a-linux-x86_64\.AppImage$/);
  expect(outcome(list('9.0.0', ...files), { arch: 'arm64' })).toMatch(/a-linux-arm64\.AppImage$/);
  expect(outcome(list('9.0.0', ...files), { kind: 'nsis' })).toMatch(/setup\.exe$/);
  expect(outcome(list('9.0.0', ...files), { kind: 'mac', arch: 'arm64' })).toMatch(/universal\.zip$/);
  expect(outcome(list('9.0.0', ...files), { arch: 'ia32' })).toBe('unreadable');
});

test.each([undefined, null, 'version: 9.0.0', [], {}, { version: '9.0.0', files: [] }, { version: '9.0.0', files: Array.from({ length: 51 }, () => file('a.AppImage')) }])(
  'a list that says nothing usable is unreadable: %j',
  (read) => {
    expect(outcome(read)).toBe('unreadable');
  }
);

test('each system reads its own list', () => {
  expect([channelFile('appimage', 'x64'), channelFile('appimage', 'arm64'), channelFile('nsis', 'x64'), channelFile('mac', 'arm64')]).toEqual([
    'latest-linux.yml',
    'latest-linux-arm64.yml',
    'latest.yml',
    'latest-mac.yml',
  ]);
});
