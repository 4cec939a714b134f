import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { ORIGIN } from '../../src/shared/bridge.ts';

const root = path.resolve(import.meta.dirname, '../..');
const electron = realpathSync(createRequire(import.meta.url)('electron') as unknown as string);
const USER = 'tradebell-test';
/** All that the bundle leaves outside: the native database. */
const NATIVE = ['libsql', '@libsql', '@neon-rs', 'detect-libc'];

test('the page runs in Chromium’s sandbox: system calls filtered, in a user namespace of its own', async (ctx) => {
  // Everybody but root has the sandbox on in every other test already.
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return ctx.skip('root on Linux only: elsewhere every test runs with the sandbox on');
  const home = aHomeFor(USER);
  try {
    const app = path.join(home, 'app');
    cpSync(path.join(root, 'out-test'), app, { recursive: true });
    for (const name of NATIVE) cpSync(path.join(root, 'node_modules', name), path.join(app, 'node_modules', name), { recursive: true });
    execFileSync('chown', ['-R', USER, home]);

    const args = [app, `--user-data-dir=${path.join(home, 'data')}`, '--remote-debugging-port=0'];
    const child = start(home, args); // a first start opens the window
    try {
      await pageAt(await said(child, /DevTools listening on (ws:\S+)/), `${ORIGIN}/`);
      const renderer = processes().find(({ command }) => command.includes('--type=renderer') && command.includes(home));
      expect(renderer, 'no renderer found: are user namespaces switched off on this machine?').toBeDefined();
      const status = readFileSync(`/proc/${renderer!.pid}/status`, 'utf8');
      expect(/^Seccomp:\s*(\d)/m.exec(status)?.[1]).toBe('2');
      expect(/^NoNewPrivs:\s*(\d)/m.exec(status)?.[1]).toBe('1');
      expect(readlinkSync(`/proc/${renderer!.pid}/ns/user`)).not.toBe(readlinkSync('/proc/self/ns/user'));
      expect(renderer!.command).not.toContain('--no-sandbox');
    } finally {
      for (const { pid, command } of processes()) if (command.includes(home)) process.kill(pid, 'SIGKILL');
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
});

/** A home of an ordinary user, who is made if need be. */
function aHomeFor(user: string): string {
  try {
    execFileSync('id', [user], { stdio: 'ignore' });
  } catch {
    execFileSync('useradd', ['--no-create-home', '--shell', '/bin/sh', user]);
  }
  const home = mkdtempSync(path.join(tmpdir(), 'tradebell-sandbox-'));
  mkdirSync(path.join(home, 'data'));
  return home;
}

function start(home: string, args: string[]): ChildProcess {
  const env = ['env', '-u', 'DBUS_SESSION_BUS_ADDRESS', '-u', 'XDG_RUNTIME_DIR', `HOME=${home}`];
  return spawn('runuser', ['-u', USER, '--', ...env, electron, ...args], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What the pattern finds in a line that the app writes. Rejects with all it wrote when it ends before. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const match = pattern.exec(line);
        if (match !== null) resolve(match[1] ?? line);
      });
    }
    child.once('exit', () => reject(new Error(`it ended without a word of ${pattern}:\n${lines.join('\n')}`)));
  });
}

/** Settles when the browser tells of a page at this address. */
function pageAt(devtools: string, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(devtools);
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify({ id: 1, method: 'Target.setDiscoverTargets', params: { discover: true } })));
    socket.on('message', (data: Buffer) => {
      const { params } = JSON.parse(data.toString()) as { params?: { targetInfo?: { type: string; url: string } } };
      if (params?.targetInfo?.type !== 'page' || params.targetInfo.url !== url) return;
      socket.close();
      resolve();
    });
  });
}

function processes(): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
      } catch {
        return []; // ended since
      }
    });
}
