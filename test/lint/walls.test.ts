import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** What the project's lint says about one line: `rule: message`. */
interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly words: string;
}

/** One house for all: every snippet in its place, linted in one go with the project's own configuration. */
let house: string;
let complaints: readonly Complaint[];

beforeAll(async () => {
  house = await mkdtemp(path.join(tmpdir(), 'tradebell-walls-'));
  await cp(path.join(root, '.oxlintrc.json'), path.join(house, '.oxlintrc.json'));
  await cp(path.join(root, 'scripts/lint'), path.join(house, 'scripts/lint'), { recursive: true });
  const files = [...snippets()];
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(house, file)), { recursive: true });
    await writeFile(path.join(house, file), text);
  }
  complaints = await lint(files.length);
});

afterAll(() => rm(house, { recursive: true }));

async function lint(files: number): Promise<Complaint[]> {
  const output = await new Promise<string>((resolve, reject) => {
    const args = ['--deny-warnings', '--format=json', 'src', 'renderer', 'test'];
    execFile(path.join(root, 'node_modules/.bin/oxlint'), args, { cwd: house, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error !== null && error.code !== 1) reject(new Error(`oxlint failed: ${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
  const report = JSON.parse(output) as {
    number_of_files: number;
    diagnostics: ReadonlyArray<{
      code: string;
      message: string;
      filename: string;
      labels: ReadonlyArray<{ span: { line: number } }>;
    }>;
  };
  if (report.number_of_files !== files) throw new Error(`oxlint looked at ${report.number_of_files} files instead of ${files}`);
  return report.diagnostics.map(({ code, message, filename, labels }) => ({
    file: filename,
    line: labels[0]?.span.line ?? 0,
    words: `${code}: ${message}`,
  }));
}

function about(file: string, line?: number): string[] {
  return complaints.filter((found) => found.file === file && (line === undefined || found.line === line)).map(({ words }) => words);
}

/** Every file of the house: one import a line for the walls, and one file for each other snippet. */
function* snippets(): Iterable<readonly [file: string, text: string]> {
  for (const file of new Set([...FORBIDDEN, ...ALLOWED].map(([name]) => name))) {
    const cases = casesOf(file);
    const parts = cases.map((_, index) => `part${index}`);
    const imported = cases.map(([, specifier], index) => `import { part as part${index} } from '${specifier}';\n`);
    yield [file, `${imported.join('')}\nexport const parts: unknown[] = [${parts.join(', ')}];\n`];
  }
  for (const [name, text] of Object.entries(WAYS)) yield [fileOf(name), text('../journal/journal.ts')];
  for (const [rule, text] of UNWANTED) yield [fileOf(rule), text];
  yield* Object.entries(TESTS);
}

/** On which line of its file a case stands. */
function lineOf(file: string, specifier: string): number {
  return casesOf(file).findIndex((found) => found[1] === specifier) + 1;
}

function casesOf(file: string): ReadonlyArray<readonly [file: string, specifier: string, complaint?: string]> {
  return [...FORBIDDEN, ...ALLOWED].filter(([name]) => name === file);
}

function fileOf(name: string): string {
  return `src/policy/${name.replace(/\W+/g, '-')}.ts`;
}

/** In which file, importing what, is refused, and what the complaint says. */
const FORBIDDEN: ReadonlyArray<readonly [file: string, specifier: string, complaint: string]> = [
  ['src/bell.ts', 'electron', 'bell may not import electron'],
  ['src/journal/journal.ts', 'electron', 'journal may not import electron'],
  ['src/sources/openbazaar/source.ts', 'electron/main', 'sources/openbazaar may not import electron/main'],
  ['src/policy/decide.ts', 'electron-store', 'policy may not import electron-store'],
  ['src/replay.ts', 'electron', 'replay may not import electron'],
  ['renderer/inbox/list.tsx', 'electron', 'renderer may not import electron'],
  ['test/journal/journal.test.ts', 'electron', 'test may not import electron'],
  ['renderer/inbox/list.tsx', '../../src/journal/journal.ts', 'renderer may not import from journal'],
  ['renderer/main.tsx', '../src/sources/source.ts', 'renderer may not import from sources'],
  ['renderer/main.tsx', 'node:fs', 'renderer may not import node:fs'],
  ['src/desktop/window.ts', '../../renderer/main.tsx', 'desktop may not import from renderer'],
  ['src/main.ts', '../renderer/main.tsx', 'main may not import from renderer'],
  ['src/main.ts', '../test/clock.ts', 'main may not import from test'],
  ['src/sources/openbazaar/source.ts', '../ewallet/frames.ts', 'sources/openbazaar may not import from sources/ewallet'],
  ['src/sources/openbazaar/source.ts', '../../journal/journal.ts', 'sources/openbazaar may not import from journal'],
  ['src/sources/openbazaar/source.ts', '../../policy/decide.ts', 'sources/openbazaar may not import from policy'],
  ['src/sources/openbazaar/source.ts', '../../desktop/tray.ts', 'sources/openbazaar may not import from desktop'],
  ['src/sources/openbazaar/source.ts', '../../vault/settings.ts', 'sources/openbazaar may not import from vault'],
  ['src/sources/openbazaar/source.ts', '../../pictures/pictures.ts', 'sources/openbazaar may not import from pictures'],
  ['src/sources/openbazaar/source.ts', '../../bell.ts', 'sources/openbazaar may not import from bell'],
  ['src/policy/decide.ts', '../journal/journal.ts', 'policy may not import from journal'],
  ['src/policy/decide.ts', '../transport/backoff.ts', 'policy may not import from transport'],
  ['src/journal/journal.ts', '../policy/decide.ts', 'journal may not import from policy'],
  ['src/pictures/fetch.ts', '../journal/journal.ts', 'pictures may not import from journal'],
  ['src/vault/settings.ts', '../desktop/tray.ts', 'vault may not import from desktop'],
  ['src/transport/websocket.ts', '../sources/source.ts', 'transport may not import from sources'],
  ['src/transport/websocket.ts', '../wire/text.ts', 'transport may not import from wire'],
  ['src/wire/text.ts', '../transport/backoff.ts', 'wire may not import from transport'],
  ['src/wire/text.ts', '../sources/openbazaar/frames.ts', 'wire may not import from sources/openbazaar'],
  ['src/journal/journal.ts', '../wire/json.ts', 'journal may not import from wire'],
  ['src/shared/alert.ts', '../transport/backoff.ts', 'shared may not import from transport'],
  ['src/shared/alert.ts', 'node:crypto', 'shared may not import node:crypto'],
  ['src/bell.ts', './desktop/tray.ts', 'bell may not import from desktop'],
  ['src/bell.ts', './connections.ts', 'bell may not import from connections'],
  ['src/connections.ts', './journal/journal.ts', 'connections may not import from journal'],
  ['src/preload.ts', './desktop/tray.ts', 'preload may not import from desktop'],
  ['src/attic/box.ts', '../shared/alert.ts', 'attic is a new room'],
];

test.for(FORBIDDEN)('%s may not import %s', ([file, specifier, complaint]) => {
  expect(about(file, lineOf(file, specifier))).toContainEqual(expect.stringContaining(`house(walls): ${complaint}`));
});

/** The other ways to bring a module in are no way around a wall. */
const WAYS = {
  'a type import': (from: string) => `import type { Part } from '${from}';\n\nexport type Mine = Part;\n`,
  'an inline type import': (from: string) => `export type Mine = import('${from}').Part;\n`,
  'a dynamic import': (from: string) => `export const load = (): Promise<unknown> => import('${from}');\n`,
  'a re-export': (from: string) => `export { part } from '${from}';\n`,
  'a re-export of everything': (from: string) => `export * from '${from}';\n`,
};

test.for(Object.keys(WAYS))('%s is stopped by a wall like any other', (way) => {
  expect(about(fileOf(way))).toContainEqual(expect.stringContaining('house(walls): policy may not import from journal'));
});

const ALLOWED: ReadonlyArray<readonly [file: string, specifier: string]> = [
  ['src/main.ts', './desktop/tray.ts'],
  ['src/main.ts', 'electron'],
  ['src/preload.ts', 'electron'],
  ['src/desktop/tray.ts', 'electron'],
  ['src/desktop/tray.ts', '../bell.ts'],
  ['src/vault/credentials.ts', 'electron'],
  ['src/vault/settings.ts', 'electron-store'],
  ['src/bell.ts', './sources/source.ts'],
  ['src/bell.ts', './policy/decide.ts'],
  ['src/bell.ts', './bell/held.ts'],
  ['src/connections.ts', './bell.ts'],
  ['src/sources/registry.ts', './openbazaar/source.ts'],
  ['src/sources/openbazaar/source.ts', './frames.ts'],
  ['src/sources/openbazaar/source.ts', '../source.ts'],
  ['src/sources/openbazaar/source.ts', '../../transport/websocket.ts'],
  ['src/sources/openbazaar/frames.ts', '../../wire/maybe.ts'],
  ['src/sources/life.ts', '../wire/text.ts'],
  ['src/replay/openbazaar.ts', '../wire/json.ts'],
  ['src/wire/text.ts', 'entities'],
  ['src/wire/text.ts', '../shared/part.ts'],
  ['src/transport/websocket.ts', 'ws'],
  ['src/transport/plain.ts', '../shared/part.ts'],
  ['src/journal/journal.ts', 'node:fs'],
  ['src/replay.ts', './journal/journal.ts'],
  ['renderer/inbox/list.tsx', '../../src/shared/alert.ts'],
  ['renderer/inbox/list.tsx', '../ui/button.tsx'],
  ['test/e2e/main.ts', 'electron'],
  ['test/policy/decide.test.ts', '../../src/policy/decide.ts'],
];

test('a file that keeps to the walls has nothing said about it', () => {
  expect(about('src/transport/plain.ts')).toEqual([]);
});

test.for(ALLOWED)('%s may import %s', ([file, specifier]) => {
  expect(about(file, lineOf(file, specifier)).filter((words) => words.startsWith('house(walls)'))).toEqual([]);
});

/** What else the house does not want: rule, and a text that breaks it. */
const UNWANTED: ReadonlyArray<readonly [rule: string, text: string]> = [
  ['typescript(no-explicit-any)', 'export const read = (value: any): string => String(value);\n'],
  ['typescript(no-non-null-assertion)', 'export const first = (all: string[]): string => all[0]!;\n'],
  ['typescript(ban-ts-comment)', "// @ts-ignore\nexport const wrong: number = 'text';\n"],
  ['import(no-default-export)', 'export default 1;\n'],
  ['eslint(no-console)', "export const tell = (): void => console.log('x');\n"],
  ['eslint(no-empty)', 'export function quiet(work: () => void): void {\n  try {\n    work();\n  } catch {}\n}\n'],
  ['house(no-module-state)', 'let count = 0;\n\nexport const next = (): number => ++count;\n'],
  ['house(no-enum)', 'export enum Kind {\n  Order,\n}\n'],
];

test.for(UNWANTED)('%s is refused in the sources', ([rule]) => {
  expect(about(fileOf(rule))).toContainEqual(expect.stringContaining(rule));
});

const START = "import { expect, test } from 'vitest';\n\n";
const BODY = "('the first is there', () => {\n  console.log('x');\n  expect([1][0]!).toBe(1);\n});\n";
const TESTS = {
  'test/journal/plain.test.ts': `${START}test${BODY}`,
  'test/journal/only.test.ts': `${START}test.only${BODY}`,
  'test/journal/skip.test.ts': `${START}test.skip${BODY}`,
};

test('a test may use a non-null assertion and print, but not be set apart', () => {
  expect(about('test/journal/plain.test.ts')).toEqual([]);
  expect(about('test/journal/only.test.ts')).toContainEqual(expect.stringContaining('no-focused-tests'));
  expect(about('test/journal/skip.test.ts')).toContainEqual(expect.stringContaining('no-disabled-tests'));
});
