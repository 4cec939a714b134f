import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..', '..');

/**
 * Runs a script (TypeScript, imports from the project's folder) in a process of its own in which no file grows beyond `bytes`: as on a disk
 * that fills up, a write is cut short and the next one fails. Answers the JSON that the script prints.
 */
export async function underFileLimit(bytes: number, script: string): Promise<unknown> {
  const folder = fs.mkdtempSync(path.join(root, 'node_modules', '.tradebell-limit-'));
  try {
    const outfile = path.join(folder, 'script.mjs');
    await build({
      stdin: { contents: script, loader: 'ts', resolveDir: root },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    // The shell counts in blocks of 512 (POSIX) or 1024 bytes (bash); prlimit would count in bytes but is not everywhere.
    const command = `ulimit -f ${bytes / 512}; exec "$0" "$1"`;
    const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, outfile]);
    return JSON.parse(stdout);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
