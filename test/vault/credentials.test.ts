import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cipher } from '../../src/vault/cipher.ts';
import { openCredentials, type Access } from '../../src/vault/credentials.ts';
import { SecretLost } from '../../src/vault/secret-lost.ts';
import { testClock } from '../clock.ts';
import { realCipher } from './real-cipher.ts';

const at: { folder: string } = { folder: '' };
const file = () => path.join(at.folder, 'credentials.json');
const text = () => fs.readFileSync(file(), 'utf8');

/** Credentials with what a test may change under them. */
function open(now: { access?: Access; plain?: boolean; cipher?: Cipher } = {}) {
  const world = { access: 'ready' as Access, plain: false, cipher: realCipher() as Cipher, ...now };
  const credentials = openCredentials({
    folder: at.folder,
    clock: testClock(),
    cipher: world.cipher,
    access: () => world.access,
    plainAllowed: () => world.plain,
  });
  return { credentials, world };
}

beforeEach(() => {
  at.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-credentials-'));
});
afterEach(() => fs.rmSync(at.folder, { recursive: true, force: true }));

test('a secret is encrypted on disk, for the user alone, and read again after a restart', () => {
  const cipher = realCipher();
  expect(open({ cipher }).credentials.keep('shop', 'hunter2')).toBe('kept');
  expect(text()).not.toContain('hunter2');
  expect(text()).not.toContain(Buffer.from('hunter2').toString('base64').slice(0, 8));
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  const { credentials } = open({ cipher });
  expect(credentials.state('shop')).toBe('kept');
  expect(credentials.read('shop')).toBe('hunter2');
});

test('an empty secret is a secret', () => {
  const cipher = realCipher();
  open({ cipher }).credentials.keep('shop', '');
  expect(open({ cipher }).credentials.read('shop')).toBe('');
});

test('with another keyring the secret is lost, its ciphertext stays, and the old keyring may come back', () => {
  const old = realCipher();
  open({ cipher: old }).credentials.keep('shop', 'hunter2');
  const before = text();
  const { credentials } = open({ cipher: realCipher() });
  expect(credentials.state('shop')).toBe('lost');
  expect(() => credentials.read('shop')).toThrow(SecretLost);
  expect(credentials.keep('other', 'x')).toBe('kept');
  expect(JSON.parse(text()).secrets.shop).toEqual(JSON.parse(before).secrets.shop);
  expect(open({ cipher: old }).credentials.read('shop')).toBe('hunter2');
});

test('a lost secret that is given anew is kept again', () => {
  open().credentials.keep('shop', 'hunter2');
  const cipher = realCipher();
  expect(open({ cipher }).credentials.keep('shop', 'hunter3')).toBe('kept');
  expect(open({ cipher }).credentials.read('shop')).toBe('hunter3');
});

test('a ciphertext moved to another connection does not open there', () => {
  const cipher = realCipher();
  open({ cipher }).credentials.keep('shop', 'hunter2');
  const document = JSON.parse(text());
  fs.writeFileSync(file(), JSON.stringify({ ...document, secrets: { thief: document.secrets.shop } }));
  const { credentials } = open({ cipher });
  expect(credentials.state('thief')).toBe('lost');
  expect(() => credentials.read('thief')).toThrow(SecretLost);
});

test('without a keyring a secret is kept for this run and never written', () => {
  const { credentials } = open({ access: 'none' });
  expect(credentials.keep('shop', 'hunter2')).toBe('this-run');
  expect(credentials.read('shop')).toBe('hunter2');
  expect(fs.readdirSync(at.folder)).toEqual([]);
  expect(open({ access: 'none' }).credentials.state('shop')).toBe('none');
});

test('without a keyring what was encrypted is lost, and still there when the keyring is back', () => {
  const cipher = realCipher();
  open({ cipher }).credentials.keep('shop', 'hunter2');
  const { credentials } = open({ access: 'none', cipher });
  expect(credentials.state('shop')).toBe('lost');
  expect(credentials.keep('shop', 'hunter3')).toBe('this-run');
  expect(open({ cipher }).credentials.read('shop')).toBe('hunter2');
});

test('plain storage is used only where the user agreed and there is no keyring', () => {
  const { credentials, world } = open({ access: 'none' });
  credentials.keep('shop', 'hunter2');
  world.plain = true;
  credentials.settle();
  expect(credentials.state('shop')).toBe('plain');
  expect(text()).toContain('hunter2');
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  const withKeyring = open({ plain: true });
  expect(withKeyring.credentials.keep('other', 'hunter3')).toBe('kept');
  expect(text()).not.toContain('hunter3');
});

test('when the user no longer agrees to plain storage the text leaves the disk and is kept for this run', () => {
  const { credentials, world } = open({ access: 'none', plain: true });
  credentials.keep('shop', 'hunter2');
  world.plain = false;
  credentials.settle();
  expect(text()).not.toContain('hunter2');
  expect(credentials.state('shop')).toBe('this-run');
  expect(credentials.read('shop')).toBe('hunter2');
});

test('when a keyring appears, plain secrets and those of this run are encrypted', () => {
  const { credentials, world } = open({ access: 'none', plain: true });
  credentials.keep('shop', 'hunter2');
  world.access = 'ready';
  credentials.settle();
  expect(credentials.state('shop')).toBe('kept');
  expect(text()).not.toContain('hunter2');
  expect(credentials.read('shop')).toBe('hunter2');
});

test('under a locked keyring the cipher is never asked: what is kept waits, and a secret given now is encrypted later', () => {
  const cipher = realCipher();
  open({ cipher }).credentials.keep('shop', 'hunter2');
  const { credentials, world } = open({ access: 'locked', cipher });
  const asked = cipher.asked;
  expect(credentials.state('shop')).toBe('waiting');
  expect(credentials.keep('other', 'hunter3')).toBe('waiting');
  expect(credentials.read('other')).toBe('hunter3');
  expect(cipher.asked).toBe(asked);
  expect(text()).not.toContain('hunter3');
  world.access = 'ready';
  credentials.settle();
  expect(credentials.state('other')).toBe('kept');
  expect(open({ cipher }).credentials.read('other')).toBe('hunter3');
});

test('a forgotten secret is gone from the disk', () => {
  const cipher = realCipher();
  const { credentials } = open({ cipher });
  credentials.keep('shop', 'hunter2');
  credentials.forget('shop');
  expect(credentials.state('shop')).toBe('none');
  expect(open({ cipher }).credentials.names()).toEqual([]);
  expect(JSON.parse(text()).secrets).toEqual({});
});

test('what cannot be written holds for this run, is said, and is written with the next change', () => {
  const cipher = realCipher();
  const { credentials } = open({ cipher });
  credentials.keep('old', 'hunter1');
  fs.renameSync(at.folder, `${at.folder}-away`);
  fs.writeFileSync(at.folder, 'a file where the folder was');
  expect(credentials.keep('shop', 'hunter2')).toBe('this-run');
  credentials.forget('old');
  expect(credentials.state('old')).toBe('none');
  expect(credentials.problem).toContain('could not be written');
  fs.rmSync(at.folder);
  fs.renameSync(`${at.folder}-away`, at.folder);
  credentials.settle();
  expect(credentials.problem).toBeUndefined();
  expect(credentials.state('shop')).toBe('kept');
  const again = open({ cipher }).credentials;
  expect(again.read('shop')).toBe('hunter2');
  expect(again.state('old')).toBe('none');
});

test('a cipher that fails keeps the secret for this run and says so', () => {
  const cipher = {
    ...realCipher(),
    encrypt: () => {
      throw new Error('the keyring went away');
    },
  };
  const { credentials } = open({ cipher });
  expect(credentials.keep('shop', 'hunter2')).toBe('this-run');
  expect(credentials.problem).toContain('the keyring went away');
});

test('a broken file is set aside, never overwritten', () => {
  fs.writeFileSync(file(), '{"version":1,"secr');
  const { credentials } = open();
  expect(credentials.problem).toContain('credentials.broken-2026-03-01T12-00-00-000Z.json');
  expect(credentials.keep('shop', 'hunter2')).toBe('kept');
  expect(fs.readFileSync(path.join(at.folder, 'credentials.broken-2026-03-01T12-00-00-000Z.json'), 'utf8')).toBe('{"version":1,"secr');
});

test('a file of a newer version is left as it is', () => {
  const newer = JSON.stringify({ version: 2, vaults: [] });
  fs.writeFileSync(file(), newer);
  const { credentials } = open();
  expect(credentials.keep('shop', 'hunter2')).toBe('this-run');
  expect(credentials.problem).toContain('newer Tradebell');
  expect(text()).toBe(newer);
});

test('what a crash between write and rename left behind is replaced', () => {
  const cipher = realCipher();
  open({ cipher }).credentials.keep('shop', 'hunter2');
  fs.writeFileSync(`${file()}.new`, '{"half');
  expect(open({ cipher }).credentials.read('shop')).toBe('hunter2');
  open({ cipher }).credentials.keep('other', 'x');
  expect(fs.readdirSync(at.folder)).toEqual(['credentials.json']);
});
