import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Bundles a script of this folder, so that a process of its own can run it; inside the project, where libsql is found. */
export async function bundled(script: string): Promise<string> {
  const folder = mkdtempSync(path.join(root, 'node_modules', '.tradebell-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = path.join(folder, 'script.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, script)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql'],
    logLevel: 'error',
  });
  return outfile;
}

/** Runs a command; `line` sees each line it prints and may answer `kill`. Resolves to how it ended. */
export function run(command: string, args: readonly string[], line: (text: string) => 'kill' | void): Promise<{ code: number | null; signal: string | null; errors: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => (errors += data));
  createInterface({ input: child.stdout }).on('line', (text) => line(text) === 'kill' && child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, errors }));
  });
}
