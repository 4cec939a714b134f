import path from 'node:path';
import fs from 'node:fs';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

export interface BuiltPage {
  /** The scripts without which it shows nothing: the first, and all that this imports before it runs. */
  first: string[];
  /** Those, and all that is loaded in the window's idle time. */
  prepared: string[];
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
  const from = (follows: (kind: string, file: string) => boolean): string[] => {
    const reached = new Set(['main.js']);
    for (const file of reached) {
      for (const { path: next, kind } of outputs.get(file)?.imports ?? []) if (follows(kind, path.basename(next))) reached.add(path.basename(next));
    }
    return [...reached];
  };
  // Sample data is loaded only for those who ask for it.
  const prepared = from((_kind, file) => !file.startsWith('sample-'));
  return { first: from((kind) => kind === 'import-statement'), prepared, scripts: [...outputs.keys()].filter((file) => file.endsWith('.js')) };
}
