import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { runScript, SetupError } from './setup/setup-error.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** What every build depends on; a change in one of these makes it stale. */
const SOURCES = ['src', 'renderer', 'assets', 'package.json', 'package-lock.json', 'scripts/build.mjs'];

/** Left to run time: Electron itself, the native database, and two optional accelerators of `ws` that are not installed. */
const EXTERNAL = ['electron', 'libsql', 'bufferutil', 'utf-8-validate'];

/** zod carries what is wrong with a value in 50 languages; what is shown of it here is in the log, in English. */
const englishZod = {
  name: 'english-zod',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: `export { default as en } from './en.js';` }));
  },
};

const forNode = { platform: 'node', format: 'cjs', target: 'node20.18', external: EXTERNAL };
const forPage = { platform: 'browser', format: 'esm', target: 'chrome130', jsx: 'automatic', jsxImportSource: 'preact', splitting: true };

/**
 * Builds the app into out/, or with `test` into out-test/, where main is test/e2e/main.ts: the same parts with a clock that a test steers.
 * Does nothing when what is there was built from the same sources.
 * @param {import('./build.d.mts').BuildOptions} options
 */
export async function build({ dev = false, test = false, say = () => {} } = {}) {
  const main = test ? 'test/e2e/main.ts' : 'src/main.ts';
  const out = path.join(root, test ? 'out-test' : 'out');
  await whenStale(out, [...SOURCES, ...(test ? ['test/e2e'] : [])], { dev, test }, async () => {
    say(`Building ${path.basename(out)} …`);
    const shared = { ...bundled(dev), outdir: out };
    const optional = { preload: 'src/preload.ts', ...(test ? {} : { replay: 'src/replay.ts' }) };
    const [page] = await Promise.all([
      esbuild({ ...shared, ...forPage, entryPoints: there({ 'renderer/main': 'renderer/main.tsx' }), chunkNames: 'renderer/[name]-[hash]', metafile: true }),
      esbuild({ ...shared, ...forNode, entryPoints: { main, ...there(optional) }, outExtension: { '.js': '.cjs' } }),
    ]);
    const html = fs.readFileSync(path.join(root, 'renderer', 'index.html'), 'utf8');
    fs.writeFileSync(path.join(out, 'renderer', 'index.html'), withPreloads(html, `${path.basename(out)}/renderer`, page.metafile));
    copy('assets', path.join(out, 'assets'));
    if (test) fs.writeFileSync(path.join(out, 'package.json'), manifest());
  });
}

/**
 * Bundles a TypeScript tool that runs under plain Node (a demo, a bench) into out-tools/, and tells its path. Apart from the builds, whose
 * folders are emptied when they are made anew: that may be while a tool runs.
 * @param {string} entry path from the project's folder
 * @returns {Promise<string>} the file to run
 */
export async function bundleTool(entry) {
  const file = path.join(root, 'out-tools', 'bundled', `${path.basename(entry, path.extname(entry))}.mjs`);
  // Packages stay outside: tools run in the checkout, where node_modules is.
  await esbuild({ ...bundled(true), ...forNode, format: 'esm', packages: 'external', entryPoints: [path.join(root, entry)], outfile: file });
  return file;
}

/** The page with all that its script imports named in it, and so on: they come together with the script, not one after another behind it. */
function withPreloads(html, folder, { outputs }) {
  const reached = new Set([`${folder}/main.js`]);
  for (const file of reached) {
    for (const { path: next, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') reached.add(next);
  }
  const links = [...reached].slice(1).map((file) => `    <link rel="modulepreload" href="${path.posix.basename(file)}" />\n`);
  return html.replace('  </head>', `${links.join('')}  </head>`);
}

/** Runs esbuild, which says itself what is wrong in which file. */
function esbuild(options) {
  return bundle(options).catch((error) => {
    if (!Array.isArray(error.errors)) throw error;
    throw new SetupError(`The build failed: ${error.errors.length} errors, see above.`);
  });
}

function bundled(dev) {
  return {
    absWorkingDir: root,
    bundle: true,
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    plugins: [englishZod],
    // Not as escapes, which are twice as long where a language is not written in Latin letters.
    charset: 'utf8',
    legalComments: dev ? 'none' : 'linked',
    logLevel: 'warning',
  };
}

/** The entries whose file exists: rooms of the house that are still to be built are left out. */
function there(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => fs.existsSync(path.join(root, file))));
}

function copy(from, to) {
  const source = path.join(root, from);
  // What only the README shows stays out of the app.
  const wanted = (file) => file !== path.join(root, 'assets', 'readme');
  if (fs.existsSync(source)) fs.cpSync(source, to, { recursive: true, filter: wanted });
}

/** out-test/ is started as a folder: it needs the app's names, as `electron .` reads them from the project's package.json. */
function manifest() {
  const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return JSON.stringify({ name, productName, version, desktopName, main: 'main.cjs' });
}

async function whenStale(out, sources, options, make) {
  const stamp = path.join(out, '.built-from');
  const now = fingerprint(sources, options);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === now) return;
  fs.rmSync(out, { recursive: true, force: true });
  await make();
  fs.writeFileSync(stamp, now);
}

function fingerprint(sources, options) {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const file of sources.flatMap((source) => filesUnder(path.join(root, source)))) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(place) {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  const [dev, test] = ['--dev', '--test'].map((flag) => process.argv.includes(flag));
  await runScript(() => build({ dev, test, say: console.log }));
}
