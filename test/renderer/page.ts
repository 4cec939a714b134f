import path from 'node:path';
import fs from 'node:fs';
import { build } from 'esbuild';
import { type Language, LANGUAGES } from '../../src/shared/languages.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface Bundles {
  /** The scripts without which it shows nothing, its words among them, and all that these import before they run. */
  first: string[];
  /** Those, and all that is loaded in the window's idle time. */
  prepared: string[];
}

/** What there is in English, and in each language. */
export interface BuiltPage extends Bundles {
  scripts: string[];
  languages: Readonly<Record<Language, Bundles>>;
}

/** Builds the renderer as it ships, and the fake bridge before it, into `out`. */
export async function buildPage(out: string): Promise<BuiltPage> {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    charset: 'utf8',
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
  const from = (begin: readonly string[], follows: (kind: string, file: string) => boolean): string[] => {
    const reached = new Set(begin);
    for (const file of reached) {
      for (const { path: next, kind } of outputs.get(file)?.imports ?? []) if (follows(kind, path.basename(next))) reached.add(path.basename(next));
    }
    return [...reached];
  };
  const wordsIn = (file: string): string | undefined => outputs.get(file)?.entryPoint?.match(/^src\/shared\/words\/(\w+)\//)?.[1];
  const chunkOf = (source: string): string => {
    const found = [...outputs].find(([, { entryPoint }]) => entryPoint === source);
    if (found === undefined) throw new Error(`${source} is no chunk of its own.`);
    return found[0];
  };
  // Sample data and its words are loaded only for those who ask for it; another language's words for those who choose it.
  const apart = (file: string): boolean => file.startsWith('sample-') || outputs.get(file)?.entryPoint?.endsWith('/alerts.ts') === true;
  const of = (language: Language): Bundles => {
    const begin = ['main.js', ...['window', 'window-quiet'].map((words) => chunkOf(`src/shared/words/${language}/${words}.ts`))];
    return {
      first: from(begin, (kind) => kind === 'import-statement'),
      prepared: from(begin, (_kind, file) => !apart(file) && (wordsIn(file) ?? language) === language),
    };
  };
  const languages = Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as BuiltPage['languages'];
  return { ...languages.en, scripts: [...outputs.keys()].filter((file) => file.endsWith('.js')), languages };
}
