import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBus, type Bus } from '../desktop/bus.ts';
import { startKeyring, type Keyring } from './keyring.ts';
import { bundleVault, type VaultApp } from './vault-room/launch.ts';
import type { VaultRoom } from './vault-room/main.ts';

declare global {
  var vaultRoom: VaultRoom;
}

const world = {} as { bus: Bus; vault: VaultApp; closing: (() => Promise<void>)[] };

beforeEach(async () => {
  world.closing = [];
  world.bus = await startBus();
  world.vault = await bundleVault();
});
afterEach(async () => {
  await world.vault.close();
  for (const close of world.closing) await close();
  await world.bus.stop();
});

async function keyringOn(bus: Bus): Promise<Keyring> {
  const keyring = await startKeyring(bus);
  world.closing.push(() => keyring.close());
  return keyring;
}

const start = (keyring: Keyring): Promise<ElectronApplication> => world.vault.start({ args: keyring.args, env: keyring.env });

const credentials = (): string => fs.readFileSync(path.join(world.vault.folder, 'credentials.json'), 'utf8');
const state = (app: ElectronApplication) => app.evaluate(() => vaultRoom.vault.ready().then(() => vaultRoom.vault.state()));
const keep = (app: ElectronApplication, secret: string) => app.evaluate((_, it) => vaultRoom.vault.keep('shop', it), secret);
const secretState = (app: ElectronApplication) => app.evaluate(() => vaultRoom.vault.secretState('shop'));
const secret = (app: ElectronApplication) =>
  app.evaluate(() => vaultRoom.vault.secret('shop').catch((error: unknown) => (error instanceof Error ? error.name : 'not an error')));

test('a secret kept in a real keyring is encrypted on disk and read again after a restart', async () => {
  const keyring = await keyringOn(world.bus);
  const first = await start(keyring);
  expect(await state(first)).toBe('ready');
  expect(await keep(first, 'hunter2-tökén')).toBe('kept');
  const key = await first.evaluate(() => vaultRoom.vault.journalKeys.current());
  expect(key.state).toBe('kept');
  expect(credentials()).not.toContain('hunter2');
  const { sealed } = JSON.parse(credentials()).secrets['connection/shop'];
  expect(Buffer.from(sealed, 'base64').subarray(0, 3).toString()).toBe('v11'); // a key from the keyring, not Chromium's fixed one
  await first.close();
  const second = await start(keyring);
  expect(await secret(second)).toBe('hunter2-tökén');
  expect(await second.evaluate(() => vaultRoom.vault.journalKeys.current())).toEqual(key);
});

test('with another keyring the secret is lost, and comes back with the old keyring', async () => {
  const keyring = await keyringOn(world.bus);
  const first = await start(keyring);
  expect(await state(first)).toBe('ready');
  await keep(first, 'hunter2');
  await first.close();
  const before = credentials();

  const otherBus = await startBus();
  const other = await startKeyring(otherBus);
  world.closing.push(
    () => other.close(),
    () => otherBus.stop()
  );
  const second = await start(other);
  expect(await state(second)).toBe('ready');
  expect(await secretState(second)).toBe('lost');
  expect(await secret(second)).toBe('SecretLost');
  expect(await second.evaluate(() => vaultRoom.vault.journalKeys.current())).toMatchObject({ state: 'kept' });
  await second.close();
  expect(JSON.parse(credentials()).secrets['connection/shop']).toEqual(JSON.parse(before).secrets['connection/shop']);

  const third = await start(keyring);
  expect(await secret(third)).toBe('hunter2');
});

test('without a keyring a secret is kept for this run and never written', async () => {
  const options = { args: ['--password-store=gnome-libsecret'], env: world.bus.env };
  const app = await world.vault.start(options);
  expect(await state(app)).toBe('none');
  expect(await keep(app, 'hunter2')).toBe('this-run');
  expect(await secret(app)).toBe('hunter2');
  expect(fs.readdirSync(world.vault.folder)).not.toContain('credentials.json');
  await app.close();
  const again = await world.vault.start(options);
  expect(await state(again)).toBe('none');
  expect(await secretState(again)).toBe('none');
});

test('where Electron does not use the keyring that is there, its own make-believe one is not used either', async () => {
  const keyring = await keyringOn(world.bus);
  const app = await world.vault.start({ args: ['--password-store=basic'], env: keyring.env });
  expect(await state(app)).toBe('none');
  expect(await keep(app, 'hunter2')).toBe('this-run');
  expect(fs.readdirSync(world.vault.folder)).not.toContain('credentials.json');
});

test('a keyring that appears while the app runs takes over what was for this run', async () => {
  const keyring = await keyringOn(world.bus);
  await keyring.stop();
  const app = await start(keyring);
  expect(await state(app)).toBe('none');
  await keep(app, 'hunter2');
  const kept = app.evaluate(
    () =>
      new Promise((resolve) => {
        const { vault } = vaultRoom;
        vault.onChange(() => vault.state() === 'ready' && resolve(vault.secretState('shop')));
      })
  );
  await keyring.start();
  expect(await kept).toBe('kept');
  await app.close();
  expect(await secret(await start(keyring))).toBe('hunter2');
});

test('a locked keyring does not stop the main loop, and unlocking it gives the secret', async () => {
  const keyring = await keyringOn(world.bus);
  const first = await start(keyring);
  await state(first);
  await keep(first, 'hunter2');
  await first.close();

  await keyring.lock();
  const app = await start(keyring);
  const waiting = secret(app);
  expect(await secretState(app)).toBe('waiting');
  // The keyring is asked first whether it is locked.
  await app.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { vault } = vaultRoom;
        const look = (): void => void (vault.state() === 'locked' && resolve());
        vault.onChange(look);
        look();
      })
  );
  await app.evaluate(() => void vaultRoom.longestBlock());
  // Whoever needs a secret in the meantime only waits.
  await app.evaluate(() => void vaultRoom.vault.journalKeys.current());
  expect(await app.evaluate(() => vaultRoom.vault.keep('other', 'hunter3'))).toBe('waiting');
  const block = await app.evaluate(() => new Promise<number>((resolve) => setTimeout(() => resolve(vaultRoom.longestBlock()), 1000)));
  expect(block).toBeLessThan(500);
  await keyring.unlock();
  expect(await waiting).toBe('hunter2');
  expect(await app.evaluate(() => vaultRoom.vault.secretState('other'))).toBe('kept');
});

test('settings changed in the real app are there after a restart', async () => {
  const first = await world.vault.start({ env: world.bus.env });
  await first.evaluate(() => vaultRoom.vault.settings.change({ theme: 'dark' }));
  expect(JSON.parse(fs.readFileSync(path.join(world.vault.folder, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
  await first.close();
  const second = await world.vault.start({ env: world.bus.env });
  expect(await second.evaluate(() => vaultRoom.vault.settings.get().theme)).toBe('dark');
  expect(await second.evaluate(() => vaultRoom.vault.settings.problem)).toBeUndefined();
});
