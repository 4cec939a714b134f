import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import type { TrayItem } from '../desktop/tray.ts';
import { family } from './processes.ts';

/** Under plain Node `require('electron')` is the path of its binary. */
const executable = createRequire(import.meta.url)('electron') as unknown as string;

/** The longest that anything measured here may take before it counts as broken. */
const LIMIT_MS = 60_000;

export interface Start {
  /** The folder that Electron is given. */
  readonly folder: string;
  /** Put into the user data before the start. */
  readonly settings?: Partial<Settings>;
  /** Kept in plain text, by the id of their connection: there is no keyring here. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly journal?: (folder: string) => Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A running Electron app on a desktop of its own, without any debugger. */
export interface ElectronApp {
  readonly pid: number;
  readonly desktop: Desktop;
  readonly userData: string;
  readonly tray: TrayItem;
  /** From spawn until its icon was in the tray. */
  readonly startedInMs: number;
  /** Asks the ear in an observed app; rejects where it throws. */
  ask<T>(question: string, given?: object): Promise<T>;
  /** The next event of an observed app. */
  next(event: string): Promise<{ at: number }>;
  /** Ends it and removes its data; to be called even after a failure. */
  close(): Promise<void>;
}

/** Starts an app and waits for its icon. */
export async function startElectron({ folder, settings, secrets, journal, env }: Start): Promise<ElectronApp> {
  const desktop = await startDesktop();
  const home = await mkdtemp(path.join(tmpdir(), 'tradebell-bench-'));
  const userData = path.join(home, 'user-data');
  await mkdir(userData);
  if (settings !== undefined) await writeFile(path.join(userData, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, plainSecrets: secrets !== undefined, ...settings }));
  if (secrets !== undefined) {
    const kept = Object.entries(secrets).map(([id, secret]) => [`connection/${id}`, { plain: secret }]);
    await writeFile(path.join(userData, 'credentials.json'), JSON.stringify({ version: 1, secrets: Object.fromEntries(kept) }), { mode: 0o600 });
  }
  if (journal !== undefined) {
    await mkdir(path.join(userData, 'journal'), { mode: 0o700 });
    await journal(path.join(userData, 'journal'));
  }
  // Chromium's sandbox cannot run as root.
  const args = [folder, `--user-data-dir=${userData}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const began = performance.now();
  const child = spawn(executable, args, {
    env: { ...process.env, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, ...desktop.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const channel = openChannel(child);
  const close = async (): Promise<void> => {
    await end(child);
    await desktop.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const tray = await Promise.race([desktop.tray.items.next(), channel.ended]);
    const startedInMs = performance.now() - began;
    if (child.pid === undefined) throw new Error('Electron has no process id');
    return { pid: child.pid, desktop, userData, tray, startedInMs, ask: channel.ask, next: channel.next, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Message {
  readonly id?: number;
  readonly event?: string;
  readonly at?: number;
  readonly answer?: unknown;
  readonly error?: string;
}

function openChannel(child: ChildProcess): Pick<ElectronApp, 'ask' | 'next'> & { ended: Promise<never> } {
  const heard = new Set<(message: Message) => void>();
  let output = '';
  let lastId = 0;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (output = (output + text.toString()).slice(-4_000)));
  child.on('message', (message: Message) => {
    for (const hear of [...heard]) hear(message);
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the app ended by itself (${String(code)}): ${output}`);
  });
  ended.catch(() => undefined); // heard by whoever waits; ending at the end is no failure

  const hear = (fits: (message: Message) => boolean, what: string): Promise<Message> =>
    new Promise((resolve, reject) => {
      const offer = (message: Message): void => {
        if (!fits(message)) return;
        settle();
        resolve(message);
      };
      const limit = setTimeout(() => {
        settle();
        reject(new Error(`no ${what} within ${LIMIT_MS / 1000} s; the app said: ${output}`));
      }, LIMIT_MS);
      const settle = (): void => {
        clearTimeout(limit);
        heard.delete(offer);
      };
      heard.add(offer);
      ended.catch((error: unknown) => {
        settle();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });

  return {
    ended,
    async ask<T>(question: string, given: object = {}) {
      const id = (lastId += 1);
      const answered = hear((message) => message.id === id, `answer to "${question}"`);
      child.send({ id, ask: question, ...given });
      const { answer, error } = await answered;
      if (error !== undefined) throw new Error(`the app could not ${question}: ${error}`);
      return answer as T;
    },
    async next(event) {
      const { at = 0 } = await hear((message) => message.event === event, event);
      return { at };
    },
  };
}

/** Killed with all its processes: what is measured is over, and nothing may stay behind. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  for (const pid of family(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  await exited;
}
