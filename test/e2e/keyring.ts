import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Variant } from '@jellybrick/dbus-next';
import type { Bus } from '../desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';

/** A real gnome-keyring, thrown away after the test; the person's own keyrings are never touched. */
export interface Keyring {
  /** Arguments that make Electron use it, whatever desktop it takes this for. */
  readonly args: readonly string[];
  /** For the program under test, on the same bus. */
  readonly env: { readonly [name: string]: string };
  isLocked(): Promise<boolean>;
  /** As after suspend or by the person: secrets cannot be read without the password. */
  lock(): Promise<void>;
  /** Gives the password, without any prompt. */
  unlock(): Promise<void>;
  /** The service is gone from the bus. What it stored is kept for `start`. */
  stop(): Promise<void>;
  /** It is there again, unlocked. */
  start(): Promise<void>;
  /** Ends it and removes what it stored. */
  close(): Promise<void>;
}

const NAME = 'org.freedesktop.secrets';
const SERVICE = '/org/freedesktop/secrets';
const COLLECTION = '/org/freedesktop/secrets/collection/login';
const PASSWORD = 'throw-away'; // never empty: then --unlock leaves the keyring locked

/** Starts a keyring on a bus, unlocked. */
export async function startKeyring(bus: Bus): Promise<Keyring> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-keyring-'));
  const runtime = path.join(folder, 'run');
  const data = path.join(folder, 'data');
  await mkdir(runtime, { mode: 0o700 });
  await mkdir(data, { mode: 0o700 });
  const env = { ...bus.env, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: data };
  const client = await bus.connect();
  const owners = createRecord<string>('owner of the secret service', (owner) => owner || 'none');
  await client.listen(`sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${NAME}'`, ({ body }) => {
    if (body[0] === NAME) owners.add(String(body[2]));
  });
  let stopDaemon: (() => Promise<void>) | undefined;

  const secretService = (member: string, signature: string, body: readonly unknown[]): Promise<unknown[]> =>
    client.call(NAME, SERVICE, 'org.freedesktop.Secret.Service', member, signature, body);

  const start = async (): Promise<void> => {
    const there = owners.next((owner) => owner !== '');
    const args = ['--unlock', '--foreground', '--components=secrets', '--control-directory', runtime];
    const daemon = spawn('gnome-keyring-daemon', args, { env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] });
    const kill = (): boolean => daemon.kill('SIGKILL');
    process.once('exit', kill);
    daemon.stdin.end(PASSWORD);
    stopDaemon = async () => {
      process.off('exit', kill);
      const exited = once(daemon, 'exit');
      daemon.kill();
      await exited;
    };
    await there;
  };
  const stop = async (): Promise<void> => {
    await stopDaemon?.();
    stopDaemon = undefined;
  };
  const isLocked = async (): Promise<boolean> => {
    const where = ['org.freedesktop.Secret.Collection', 'Locked'];
    const [locked] = await client.call(NAME, COLLECTION, 'org.freedesktop.DBus.Properties', 'Get', 'ss', where);
    return (locked as Variant<boolean>).value;
  };

  await start();
  return {
    args: ['--password-store=gnome-libsecret'],
    env,
    isLocked,
    async lock() {
      await secretService('Lock', 'ao', [[COLLECTION]]);
    },
    async unlock() {
      // gnome-keyring's own way in, beside the prompt that nobody here can answer: the password over a plain session.
      const [, session] = await secretService('OpenSession', 'sv', ['plain', new Variant('s', '')]);
      const secret = [session, Buffer.alloc(0), Buffer.from(PASSWORD), 'text/plain'];
      await client.call(
        NAME,
        SERVICE,
        'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
        'UnlockWithMasterPassword',
        'o(oayays)',
        [COLLECTION, secret]
      );
    },
    stop,
    start,
    async close() {
      await stop();
      client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
