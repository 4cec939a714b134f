import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Draws an HTML page into a PNG file with the installed Electron. Needs a display, shows nothing on it. */
export async function drawPage(html: string, png: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-page-'));
  try {
    const page = path.join(folder, 'page.html');
    await writeFile(page, html);
    const flags = [`--user-data-dir=${folder}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const main = path.join(root, 'test/e2e/draw-page-main.cjs');
    const child = spawn(electron, [...flags, main, page, path.resolve(png)], { env, stdio: 'ignore' });
    const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearTimeout(limit);
    if (code !== 0) throw new Error(`the page could not be drawn (Electron ended with ${code ?? 'a signal'})`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
