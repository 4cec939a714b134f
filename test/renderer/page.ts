import path from 'node:path';
import fs from 'node:fs';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** Builds the renderer as it ships, and the fake bridge before it, into `out`. */
export async function buildPage(out: string): Promise<{ bytes: number }> {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'chrome130',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: out,
    logLevel: 'warning',
  } as const;
  await build({ ...shared, entryPoints: { main: 'renderer/main.tsx' } });
  await build({ ...shared, entryPoints: { fake: 'test/renderer/fake-page.ts' } });
  const html = fs.readFileSync(path.join(root, 'renderer/index.html'), 'utf8');
  fs.writeFileSync(path.join(out, 'index.html'), html.replace('<script ', '<script type="module" src="fake.js"></script>\n    <script '));
  return { bytes: fs.statSync(path.join(out, 'main.js')).size };
}
