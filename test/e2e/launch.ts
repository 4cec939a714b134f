import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import { LIMIT_MS } from '../desktop/record.ts';
import type { NotificationDesktop } from '../desktop/notifications.ts';
import type { TrayItem } from '../desktop/tray.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Arguments with which an app that Playwright starts waits for it (hold-ready.cjs). */
export const HELD_UNTIL_CONNECTED: readonly string[] = ['-r', path.join(root, 'test/e2e/hold-ready.cjs')];

export interface LaunchOptions {
  /** `out-test` has a clock that the test steers; `out` is the app as shipped. */
  readonly build?: 'out-test' | 'out';
  /** What the notification service offers. */
  readonly capabilities?: readonly string[];
  /** More arguments, such as `--password-store=gnome-libsecret` or a deep link. */
  readonly args?: readonly string[];
  /** More environment, such as a keyring's or a system bus's. */
  readonly env?: { readonly [name: string]: string };
  /** A desktop that the test made itself; it then stops it itself. */
  readonly desktop?: Desktop;
  /** Called before each start, with the user-data folder: to put files there. */
  readonly prepare?: (userData: string) => Promise<void>;
}

/** The real app on a desktop of its own. */
export interface Launched {
  /** The app as it runs now: another one after `restart`. */
  readonly app: ElectronApplication;
  readonly desktop: Desktop;
  readonly notifications: NotificationDesktop;
  readonly userData: string;
  /** The test's own XDG_CONFIG_HOME, where a login item would be written. */
  readonly configHome: string;
  /** Its icon in the tray, as soon as it is there: of the app as it runs now. */
  tray(): Promise<TrayItem>;
  /** The first window, as soon as it has loaded. */
  firstWindow(): Promise<Page>;
  /** What the app has written to its standard output and error since it was up, over all starts; a log file holds more. */
  output(): string;
  /** Starts the app a second time with the same user data, as a person would; resolves to its exit code. */
  secondStart(...args: string[]): Promise<number | null>;
  /** Ends it without a chance to tidy up, with all its processes. */
  kill9(): Promise<void>;
  /** Quits it, as the menu does. */
  quit(): Promise<void>;
  /** Starts it again on the same desktop and user data, killing it first if it runs. */
  restart(options?: Pick<LaunchOptions, 'args' | 'env'>): Promise<void>;
  /** Ends all, and removes the user data. Never leaves a process behind. */
  close(): Promise<void>;
}

/** Starts the built app. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const desktop = options.desktop ?? (await startDesktop(options.capabilities));
  const home = await mkdtemp(path.join(tmpdir(), 'tradebell-user-'));
  const userData = path.join(home, 'user-data');
  await mkdir(userData);
  const folder = (options.build ?? 'out-test') === 'out' ? root : path.join(root, 'out-test');
  let output = '';

  const command = (given: LaunchOptions): { args: string[]; env: { [name: string]: string } } => ({
    // Chromium's sandbox cannot run as root.
    args: [folder, `--user-data-dir=${userData}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(given.args ?? [])],
    // Login items and the like go to the test's own folder, not to the developer's.
    env: { ...definedEnvironment(), XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, ...desktop.env, ...given.env },
  });
  const start = async (given: LaunchOptions): Promise<Running> => {
    await options.prepare?.(userData);
    const trayBefore = desktop.tray.items.all.length;
    // With an executable of our own Playwright adds no --password-store=basic.
    const { args, env } = command(given);
    const app = await _electron.launch({ executablePath, args: [...HELD_UNTIL_CONNECTED, ...args], env, cwd: root });
    const child = app.process();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        output += text.toString();
      });
    }
    return { app, child, trayBefore };
  };

  let current = options;
  let running: Running;
  try {
    running = await start(current);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    if (options.desktop === undefined) await desktop.stop();
    throw error;
  }

  const ended = (): boolean => {
    const { child } = running;
    return child.exitCode !== null || child.signalCode !== null;
  };
  const kill9 = async (): Promise<void> => {
    if (ended()) return;
    const { child } = running;
    const exited = once(child, 'exit');
    const family = await descendants(child.pid!);
    for (const pid of [child.pid!, ...family]) kill(pid);
    await exited;
  };
  const quit = async (): Promise<void> => {
    if (ended()) return;
    const exited = once(running.child, 'exit');
    await running.app.evaluate(({ app }) => setImmediate(() => app.quit()));
    await exited;
  };

  return {
    get app() {
      return running.app;
    },
    desktop,
    notifications: desktop.notifications,
    userData,
    configHome: home,
    async tray() {
      const { trayBefore } = running;
      return desktop.tray.items.find((item) => desktop.tray.items.all.indexOf(item) >= trayBefore);
    },
    firstWindow: () => running.app.firstWindow({ timeout: LIMIT_MS }),
    output: () => output,
    async secondStart(...args) {
      const second = command(current);
      const child = spawn(executablePath, [...second.args, ...args], { env: second.env, cwd: root, stdio: 'ignore' });
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
    kill9,
    quit,
    async restart(changed = {}) {
      await kill9();
      current = { ...current, ...changed };
      running = await start(current);
    },
    async close() {
      await kill9();
      if (options.desktop === undefined) await desktop.stop();
      // A killed browser's helpers may still be writing for a moment.
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

interface Running {
  readonly app: ElectronApplication;
  /** Playwright forgets it once the app has quit by itself. */
  readonly child: ChildProcess;
  /** How many tray items there were before this start. */
  readonly trayBefore: number;
}

/** Under plain Node `require('electron')` is the path of its binary. */
const executablePath = createRequire(import.meta.url)('electron') as unknown as string;

function definedEnvironment(): { [name: string]: string } {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** All processes below this one, by /proc; none elsewhere than on Linux, where helpers end with their browser. */
async function descendants(pid: number): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const parents = new Map<number, number[]>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''); // it may have ended since
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const below = (parent: number): number[] => (parents.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // already gone
  }
}
