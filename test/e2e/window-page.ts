import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import electron from 'electron';
import { build } from 'esbuild';
import { _electron } from 'playwright';
import type { Page } from 'playwright';
import { hasDisplay, startDisplay } from '../../scripts/display.mjs';
import { HELD_UNTIL_CONNECTED } from './launch.ts';
import { buildPage } from '../renderer/page.ts';
import type { BuiltPage } from '../renderer/page.ts';
import type { FakeOptions } from '../renderer/fake-bridge.ts';

export interface WindowPage {
  page: Page;
  built: BuiltPage;
  /** What the page complained about since it was loaded: errors, and what its policy refused. */
  complaints: string[];
  folder: string;
  /** Loads the page anew over a fake main process. */
  load(options?: Partial<FakeOptions>, size?: { width: number; height: number }): Promise<void>;
  /** Resolves once the page has asked for all of these files since it was loaded. */
  served(names: readonly string[]): Promise<void>;
  /** What the page asked of main under this name since it was loaded. */
  calls(name: string): Promise<unknown[]>;
  /** Resolves once the page has asked for this. */
  called(name: string): Promise<void>;
  close(): Promise<void>;
}

/** The renderer in a real, sandboxed Electron window, with a fake main process behind it. */
export async function openWindowPage(): Promise<WindowPage> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-page-'));
  const built = await buildPage(folder);
  const main = path.join(folder, 'shell.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'window-shell.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['electron'],
    outfile: main,
    logLevel: 'warning',
  });
  const display = hasDisplay() ? undefined : await startDisplay();
  const app = await _electron.launch({
    executablePath: String(electron),
    args: [...HELD_UNTIL_CONNECTED, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${path.join(folder, 'data')}`, main],
    env: { ...process.env, ...display?.env, PAGE_FOLDER: folder },
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return {
    page,
    built,
    complaints,
    folder,
    async load(options = {}, size = { width: 900, height: 700 }) {
      complaints.length = 0;
      await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
      await page.goto(`app://tradebell/?fake=${encodeURIComponent(JSON.stringify(options))}`);
      await page.waitForFunction(({ width }) => innerWidth === width, size);
      await page.locator('.shell').waitFor();
    },
    served: (names) => app.evaluate((_electron, wanted) => (globalThis as unknown as { whenServed(names: readonly string[]): Promise<void> }).whenServed(wanted), names),
    calls: (name) => page.evaluate((which) => window.fake.calls.filter((call) => call.name === which).map(({ request }) => request), name),
    called: async (name) => void (await page.waitForFunction((which) => window.fake.calls.some((call) => call.name === which), name)),
    async close() {
      await app.close();
      await display?.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
