import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Signal, createSignal } from '../signal.ts';

/** A running nats-server. */
export interface NatsProcess {
  readonly port: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
  readonly running: boolean;
  /** Ends it, and waits until it is gone: SIGTERM is a clean shutdown, SIGKILL a crash. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** It stays connected, and says and does nothing until thawed. */
  freeze(): Promise<void>;
  thaw(): void;
}

/** What the server says, line by line, over all its lives. */
export interface NatsLog {
  readonly lines: readonly string[];
  readonly said: Signal<string>;
  note(line: string): void;
}

/** An empty log. */
export function createNatsLog(): NatsLog {
  const lines: string[] = [];
  const said = createSignal<string>();
  return {
    lines,
    said,
    note(line) {
      lines.push(line);
      said.emit(line);
    },
  };
}

const LISTENING = /Listening for client connections on .*:(\d+)$/;
const READY = /Server is ready$/;
const LAST_WORDS = 12;
const DEBIAN = '/usr/sbin/nats-server';

/**
 * Starts nats-server with this configuration file. Resolves when it says that it is ready. It does not outlive this process.
 *
 * @throws what it said, where it ends before that; where it is not installed, what to do
 */
export function runNats(configFile: string, log: NatsLog): Promise<NatsProcess> {
  const child = spawn(binary(), ['--config', configFile], { stdio: ['ignore', 'ignore', 'pipe'] });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', killWithUs);
      resolve();
    });
  });
  return new Promise((resolve, reject) => {
    let port = 0;
    const words: string[] = [];
    child.once('error', (error: NodeJS.ErrnoException) => {
      const missing = new Error('nats-server is not installed. `npm run setup` installs it on Debian and Ubuntu.');
      reject(error.code === 'ENOENT' ? missing : error);
    });
    void gone.then(() => reject(new Error(`nats-server ended before it was ready:\n${words.slice(-LAST_WORDS).join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      words.push(line);
      if (words.length > LAST_WORDS) words.shift();
      log.note(line);
      port = Number(LISTENING.exec(line)?.[1] ?? port);
      if (READY.test(line) && port > 0) resolve(handle(child, port, gone));
    });
  });
}

function handle(child: ChildProcess, port: number, gone: Promise<void>): NatsProcess {
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    port,
    gone,
    get running() {
      return running();
    },
    async end(signal) {
      if (running()) {
        child.kill(signal);
        // A frozen process takes SIGTERM only once it goes on.
        child.kill('SIGCONT');
      }
      await gone;
    },
    async freeze() {
      child.kill('SIGSTOP');
      // The signal reaches its threads one by one.
      while (running() && !(await allStopped(child.pid ?? 0))) await new Promise<void>((resolve) => void setImmediate(resolve));
    },
    thaw: () => void child.kill('SIGCONT'),
  };
}

/** Whether every thread of the process is stopped (Linux; elsewhere the signal alone must do). */
async function allStopped(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const threads = await readdir(`/proc/${pid}/task`);
  const states = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
  // `pid (name) state …`, and a name may hold anything.
  return states.every((stat) => stat.charAt(stat.lastIndexOf(')') + 2) === 'T');
}

/** Debian puts it where an ordinary user's PATH does not look. */
function binary(): string {
  return existsSync(DEBIAN) ? DEBIAN : 'nats-server';
}
