import path from 'node:path';
import fs from 'node:fs';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

export interface BuiltPage {
  /** The scripts without which it shows nothing: the first, and all that this imports before it runs. */
  first: string[];
  scripts: string[];
}

/** Builds the renderer as it ships, and the fake bridge before it, into `out`. */
export async function buildPage(out: string): Promise<BuiltPage> {
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
  const { metafile } = await build({ ...shared, entryPoints: { main: 'renderer/main.tsx' }, splitting: true, chunkNames: '[name]-[hash]', metafile: true });
  await build({ ...shared, entryPoints: { fake: 'test/renderer/fake-page.ts' } });
  const html = fs.readFileSync(path.join(root, 'renderer/index.html'), 'utf8');
  fs.writeFileSync(path.join(out, 'index.html'), html.replace('<script ', '<script type="module" src="fake.js"></script>\n    <script '));
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]));
  const first = new Set(['main.js']);
  for (const file of first) for (const { path: next, kind } of outputs.get(file)?.imports ?? []) if (kind === 'import-statement') first.add(path.basename(next));
  return { first: [...first], scripts: [...outputs.keys()].filter((file) => file.endsWith('.js')) };
}
