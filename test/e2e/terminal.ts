import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What a start said, and how it ended. */
export interface Said {
  out: string;
  err: string;
  code: number | null;
}

/** Starts the app as from a terminal, in the surroundings given, and waits for its end. */
export async function runInTerminal(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Said> {
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  const folder = path.resolve(import.meta.dirname, '../../out-test');
  // Chromium's sandbox cannot run as root.
  const child = spawn(electron, [folder, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...said, code };
}
