import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cipher } from '../../src/vault/cipher.ts';
import type { KeyringState } from '../../src/vault/keyring.ts';
import { SecretLost } from '../../src/vault/secret-lost.ts';
import { openSettings } from '../../src/vault/settings.ts';
import { openVault } from '../../src/vault/vault.ts';
import { testClock } from '../clock.ts';
import { noCipher, realCipher } from './real-cipher.ts';
import { steeredKeyring } from './steered-keyring.ts';

const at: { folder: string } = { folder: '' };

function start(keyringState: KeyringState, cipher: Cipher = realCipher()) {
  const clock = testClock();
  const keyring = steeredKeyring(keyringState);
  const settings = openSettings({ folder: at.folder, clock });
  const passed: string[] = [];
  const onSecret = (secret: string) => passed.push(secret);
  const vault = openVault({ folder: at.folder, cipher, keyring, settings, clock, random: randomBytes, onSecret });
  return { clock, keyring, settings, vault, passed };
}

/** Whether a promise has settled by now. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const seen = { it: false };
  const see = () => {
    seen.it = true;
  };
  promise.then(see, see);
  await testClock().advance(0);
  return seen.it;
}

beforeEach(() => {
  at.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-vault-'));
});
afterEach(() => fs.rmSync(at.folder, { recursive: true, force: true }));

test('with an open keyring secrets are kept and found again after a restart', async () => {
  const cipher = realCipher();
  const first = start('unlocked', cipher);
  await first.vault.ready();
  expect(first.vault.state()).toBe('ready');
  expect(first.vault.keep('shop', 'hunter2')).toBe('kept');
  const second = start('unlocked', cipher);
  expect(await second.vault.secret('shop')).toBe('hunter2');
  expect(await second.vault.secret('none')).toBeUndefined();
  expect(second.vault.secretState('shop')).toBe('kept');
  second.vault.forget('shop');
  expect(second.vault.secretState('shop')).toBe('none');
});

test('every secret that passes is told to whoever masks the log', async () => {
  const cipher = realCipher();
  const first = start('unlocked', cipher);
  await first.vault.ready();
  first.vault.keep('shop', 'hunter2');
  const second = start('unlocked', cipher);
  await second.vault.secret('shop');
  const key = await second.vault.journalKeys.current();
  expect(first.passed).toEqual(['hunter2']);
  expect(second.passed).toContain('hunter2');
  expect(key.state === 'kept' && second.passed.includes(key.key)).toBe(true);
});

test('a locked keyring is never touched: what needs it waits, what does not goes on, and unlocking settles all', async () => {
  const cipher = realCipher();
  const first = start('unlocked', cipher);
  await first.vault.ready();
  first.vault.keep('shop', 'hunter2');
  const asked = cipher.asked;

  const { vault, keyring, clock } = start('locked', cipher);
  const heard: string[] = [];
  vault.onChange(() => heard.push(vault.state()));
  const secret = vault.secret('shop');
  const key = vault.journalKeys.current();
  await clock.advance(3_600_000);
  expect(vault.state()).toBe('locked');
  expect(vault.secretState('shop')).toBe('waiting');
  expect(await settled(secret)).toBe(false);
  expect(await settled(key)).toBe(false);
  expect(await vault.secret('open node')).toBeUndefined();
  expect(vault.keep('new', 'hunter3')).toBe('waiting');
  expect(await vault.secret('new')).toBe('hunter3');
  expect(cipher.asked).toBe(asked);

  const unlocking = vault.unlock();
  keyring.answer(true);
  expect(await unlocking).toBe(true);
  expect(vault.state()).toBe('ready');
  expect(await secret).toBe('hunter2');
  expect(await key).toMatchObject({ state: 'kept' });
  expect(vault.secretState('new')).toBe('kept');
  expect(heard.at(-1)).toBe('ready');
});

test('a refused prompt leaves the vault waiting, and it can be asked again', async () => {
  const { vault, keyring, clock } = start('locked');
  await clock.advance(0);
  const refused = vault.unlock();
  keyring.answer(false);
  expect(await refused).toBe(false);
  expect(vault.state()).toBe('locked');
  const opened = vault.unlock();
  keyring.answer(true);
  expect(await opened).toBe(true);
  expect(vault.state()).toBe('ready');
});

test('a keyring that the person unlocks elsewhere is noticed', async () => {
  const { vault, keyring, clock } = start('locked');
  await clock.advance(0);
  keyring.become('unlocked');
  await vault.ready();
  expect(vault.state()).toBe('ready');
});

test('once ready, a keyring that locks again stops nothing', async () => {
  const { vault, keyring, clock } = start('unlocked');
  await vault.ready();
  vault.keep('shop', 'hunter2');
  keyring.become('locked');
  await clock.advance(60_000);
  expect(vault.state()).toBe('ready');
  expect(await vault.secret('shop')).toBe('hunter2');
});

test.each([
  ['there is none', 'absent', realCipher()],
  ['only a make-believe one is there', 'unlocked', noCipher],
] as const)('where %s, secrets are for this run, and the journal has no key', async (_, state, cipher) => {
  const { vault, settings } = start(state, cipher);
  await vault.ready();
  expect(vault.state()).toBe('none');
  expect(vault.keep('shop', 'hunter2')).toBe('this-run');
  expect(await vault.journalKeys.current()).toEqual({ state: 'none' });
  settings.change({ plainSecrets: true });
  expect(vault.state()).toBe('plain');
  expect(vault.secretState('shop')).toBe('plain');
  expect(await vault.journalKeys.current()).toEqual({ state: 'none' });
  settings.change({ plainSecrets: false });
  expect(vault.secretState('shop')).toBe('this-run');
  expect(fs.readFileSync(path.join(at.folder, 'credentials.json'), 'utf8')).not.toContain('hunter2');
});

test('a keyring that appears later takes over what was for this run', async () => {
  const cipher = realCipher();
  const { vault, keyring, clock } = start('absent', cipher);
  await vault.ready();
  vault.keep('shop', 'hunter2');
  keyring.become('unlocked');
  await clock.advance(0);
  expect(vault.state()).toBe('ready');
  expect(vault.secretState('shop')).toBe('kept');
  expect(await start('unlocked', cipher).vault.secret('shop')).toBe('hunter2');
});

test('while kept secrets need it, a keyring that starts after us is waited for, but not for ever', async () => {
  const cipher = realCipher();
  const first = start('unlocked', cipher);
  await first.vault.ready();
  first.vault.keep('shop', 'hunter2');

  const late = start('absent', cipher);
  await late.clock.advance(3000);
  expect(late.vault.state()).toBe('locked');
  late.keyring.now = 'unlocked';
  await late.clock.advance(2000);
  expect(await late.vault.secret('shop')).toBe('hunter2');

  const never = start('absent', cipher);
  await never.clock.advance(60_000);
  expect(never.vault.state()).toBe('none');
  expect(never.vault.secretState('shop')).toBe('lost');
  await expect(never.vault.secret('shop')).rejects.toThrow(SecretLost);
  expect(await never.vault.journalKeys.current()).toEqual({ state: 'none' });
  expect(never.clock.pending()).toBe(0);
});

test('a keyring that never answers counts as absent after its limit', async () => {
  const clock = testClock();
  const keyring = steeredKeyring('unlocked');
  keyring.deaf = true;
  const settings = openSettings({ folder: at.folder, clock });
  const vault = openVault({ folder: at.folder, cipher: realCipher(), keyring, settings, clock, random: randomBytes });
  await clock.advance(9_999);
  expect(vault.state()).toBe('asking');
  await clock.advance(1);
  expect(vault.state()).toBe('none');
});

test('the journal keeps its key: 32 random bytes, the same after a restart', async () => {
  const cipher = realCipher();
  const first = await start('unlocked', cipher).vault.journalKeys.current();
  expect(first).toEqual({ state: 'kept', key: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await start('unlocked', cipher).vault.journalKeys.current()).toEqual(first);
  expect(await start('unlocked', cipher).vault.journalKeys.renew()).toEqual(first);
});

test('a lost journal key is renewed, and the lost one is found again with the old keyring', async () => {
  const old = realCipher();
  const key = await start('unlocked', old).vault.journalKeys.current();
  const other = realCipher();
  const { vault } = start('unlocked', other);
  expect(await vault.journalKeys.current()).toEqual({ state: 'lost' });
  const renewed = await vault.journalKeys.renew();
  expect(renewed.state).toBe('kept');
  expect(renewed).not.toEqual(key);
  expect(await vault.journalKeys.earlier()).toEqual([]);
  expect(await start('unlocked', other).vault.journalKeys.current()).toEqual(renewed);
  expect(await start('unlocked', old).vault.journalKeys.earlier()).toEqual([key.state === 'kept' ? key.key : 'none']);
});

test('without a keyring the journal key of before is lost, and comes back with the keyring', async () => {
  const cipher = realCipher();
  const key = await start('unlocked', cipher).vault.journalKeys.current();
  const { vault, clock } = start('absent', cipher);
  await clock.advance(60_000);
  expect(await vault.journalKeys.current()).toEqual({ state: 'lost' });
  expect(await vault.journalKeys.renew()).toEqual({ state: 'none' });
  expect(await start('unlocked', cipher).vault.journalKeys.current()).toEqual(key);
});

test('a journal key that cannot be written down is not given out', async () => {
  const { vault } = start('unlocked');
  await vault.ready();
  fs.rmSync(at.folder, { recursive: true });
  fs.writeFileSync(at.folder, 'a file where the folder was');
  expect(await vault.journalKeys.current()).toEqual({ state: 'none' });
  fs.rmSync(at.folder);
  expect(await vault.journalKeys.current()).toMatchObject({ state: 'kept' });
});

test('a closed vault listens to nothing and leaves no timer', async () => {
  const cipher = realCipher();
  const first = start('unlocked', cipher);
  await first.vault.ready();
  first.vault.keep('shop', 'hunter2');
  const { vault, keyring, clock } = start('absent', cipher);
  await clock.advance(0);
  expect(clock.pending()).toBe(1);
  vault.close();
  expect(clock.pending()).toBe(0);
  expect(keyring.listeners).toBe(0);
});
