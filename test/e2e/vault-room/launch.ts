import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { _electron, type ElectronApplication } from 'playwright';
import { HELD_UNTIL_CONNECTED } from '../launch.ts';

/** The vault alone in a real Electron; each start has the same data folder. */
export interface VaultApp {
  readonly folder: string;
  start(options: { args?: readonly string[]; env: Readonly<Record<string, string>> }): Promise<ElectronApplication>;
  /** Ends what runs and removes the data. */
  close(): Promise<void>;
}

/** Bundles the vault for one test file. */
export async function bundleVault(): Promise<VaultApp> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-vault-room-'));
  const folder = path.join(home, 'user-data');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'main.ts')],
    outfile: path.join(home, 'app', 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.18',
    external: ['electron'],
    logLevel: 'error',
  });
  const manifest = { name: 'tradebell-vault-room', version: '0.0.0', main: 'main.cjs' };
  fs.writeFileSync(path.join(home, 'app', 'package.json'), JSON.stringify(manifest));
  const running = new Set<ElectronApplication>();
  const executablePath = String(createRequire(import.meta.url)('electron'));

  return {
    folder,
    async start({ args = [], env }) {
      const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
      const app = await _electron.launch({
        executablePath,
        // Chromium's sandbox cannot run as root.
        args: [...HELD_UNTIL_CONNECTED, path.join(home, 'app'), `--user-data-dir=${folder}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
        env: { ...Object.fromEntries(inherited), XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, ...env },
      });
      running.add(app);
      app.on('close', () => running.delete(app));
      await app.evaluate(({ app: electron }) => electron.whenReady().then(() => undefined));
      return app;
    },
    async close() {
      await Promise.all([...running].map((app) => app.close()));
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
