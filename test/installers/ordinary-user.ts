import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';

/** Somebody without any rights, with a home of their own: Chromium's sandbox is on for them as for the people who use Tradebell. */
export interface OrdinaryUser {
  readonly name: string;
  readonly home: string;
  /** All that their programs know of the test. */
  readonly env: Readonly<Record<string, string>>;
  start(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams;
  /** Runs a program to its end. */
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Makes a file theirs. */
  give(file: string): void;
  processes(): UserProcess[];
  /** Ends all of theirs; settles when none is left. */
  endAll(): Promise<void>;
  /** Leaves nothing of theirs on the machine. */
  remove(): Promise<void>;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface UserProcess {
  readonly pid: number;
  readonly command: string;
  /** Of /proc/<pid>/status. */
  status(name: string): string | undefined;
  /** Its user namespace; only root may see it. */
  namespace(): string;
}

/** As root makes a user, who is removed again; anybody else is one already, and only gets another home. */
export function ordinaryUser(): OrdinaryUser {
  const home = mkdtempSync(path.join(tmpdir(), 'tradebell-home-'));
  const name = process.getuid?.() === 0 ? `tradebell-${randomBytes(3).toString('hex')}` : userInfo().username;
  const made = process.getuid?.() === 0;
  if (made) execFileSync('useradd', ['--no-create-home', '--home-dir', home, '--shell', '/bin/sh', '--no-log-init', name]);
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];

  const give = (file: string): void => {
    if (made) chownSync(file, uid, gid);
  };
  const [tmp, run] = ['tmp', 'run'].map((one) => path.join(home, one)) as [string, string];
  for (const folder of [tmp, run]) mkdirSync(folder, { mode: 0o700 });
  for (const folder of [home, tmp, run]) give(folder);
  chmodSync(home, 0o755);

  const env = {
    HOME: home,
    USER: name,
    LOGNAME: name,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TMPDIR: tmp,
    XDG_RUNTIME_DIR: run,
    DISPLAY: process.env['DISPLAY'] ?? '',
    APPIMAGE_EXTRACT_AND_RUN: '1', // a machine for tests may have no FUSE
  };
  const start: OrdinaryUser['start'] = (command, args, more = {}) =>
    spawn(command, args, { cwd: home, env: { ...env, ...more }, ...(made ? { uid, gid } : {}) });
  const isTheirs = (pid: string): boolean => {
    if (made) return read(`/proc/${pid}/status`).includes(`\nUid:\t${uid}\t`);
    // Only root may read the environment of what Chromium protects; that lies in their home, as nobody else installs for all.
    return read(`/proc/${pid}/environ`).split('\0').includes(`HOME=${home}`) || read(`/proc/${pid}/cmdline`).startsWith(home);
  };
  const processes = (): UserProcess[] =>
    readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && isTheirs(pid))
      .map(Number)
      .map(processOf)
      // One that has ended and waits to be noted as such is none.
      .filter((one) => !/^[ZX]/.test(one.status('State') ?? 'X'));
  const endAll = async (): Promise<void> => {
    await vi.waitUntil(
      () => {
        const left = processes();
        for (const { pid } of left) kill(pid);
        return left.length === 0;
      },
      { timeout: 15_000 }
    );
  };

  return {
    name,
    home,
    env,
    start,
    async run(command, args, more) {
      const child = start(command, args, more);
      child.stdin.end();
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
      child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
      const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
      return { code, stdout, stderr };
    },
    give,
    processes,
    endAll,
    async remove() {
      await endAll();
      if (made) execFileSync('userdel', [name]);
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function processOf(pid: number): UserProcess {
  return {
    pid,
    command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(),
    status: (name) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(read(`/proc/${pid}/status`))?.[1],
    namespace: () => readlinkSync(`/proc/${pid}/ns/user`),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // ended since
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // already gone
  }
}
