import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { bundledPackages, sorted } from './dist/bundled-packages.mjs';
import { licenceTexts } from './dist/licences.mjs';
import { nativePackages } from './dist/native-packages.mjs';
import { runScript, SetupError } from './setup/setup-error.mjs';
import { updateFeed } from './update-feed.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** What every build depends on; a change in one of these makes it stale. */
const SOURCES = ['src', 'renderer', 'assets', 'package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/update-feed.mjs', 'scripts/dist'];

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
  const out = path.join(root, test ? 'out-test' : 'out');
  const updates = updateFeed(process.env, { loopback: test });
  await whenStale(out, [...SOURCES, ...(test ? ['test/e2e'] : [])], { dev, test, updates }, async () => {
    say(`Building ${path.basename(out)} …`);
    const bundled = await buildInto(out, { dev, test, tools: !test, updates });
    writeLicences(out, [...bundled, ...nativePackages(root, `${process.platform}-${process.arch}`, path.join(root, 'out-tools', 'packages'))]);
    if (test) fs.writeFileSync(path.join(out, 'package.json'), manifest());
  });
}

/**
 * Builds into an empty folder what goes into a package: the app alone, with the licences of what is in it.
 * @param {string} folder
 * @param {import('./dist/bundled-packages.mjs').Package[]} besides packages that go beside the bundles
 * @param {{ forTests?: boolean }} [options] `forTests`: may look for updates on this very machine
 * @returns {Promise<import('./dist/bundled-packages.mjs').Package[]>} all packages of which something is in it
 */
export async function buildForPackage(folder, besides, { forTests = false } = {}) {
  const updates = updateFeed(process.env, { loopback: forTests });
  const packages = sorted([...(await buildInto(folder, { dev: false, test: false, tools: false, updates })), ...besides]);
  writeLicences(folder, packages);
  return packages;
}

async function buildInto(out, { dev, test, tools, updates }) {
  const main = test ? 'test/e2e/main.ts' : 'src/main.ts';
  const shared = { ...bundled(dev), outdir: out };
  const optional = { preload: 'src/preload.ts', ...(tools ? { replay: 'src/replay.ts' } : {}) };
  const [page, app] = await Promise.all([
    esbuild({ ...shared, ...forPage, entryPoints: there({ 'renderer/main': 'renderer/main.tsx' }), chunkNames: 'renderer/[name]-[hash]' }),
    esbuild({ ...shared, ...forNode, define: fixed(updates), entryPoints: { main, ...there(optional) }, outExtension: { '.js': '.cjs' } }),
  ]);
  const html = fs.readFileSync(path.join(root, 'renderer', 'index.html'), 'utf8');
  fs.writeFileSync(path.join(out, 'renderer', 'index.html'), withPreloads(html, path.posix.join(...path.relative(root, out).split(path.sep), 'renderer'), page));
  copy('assets', path.join(out, 'assets'));
  return bundledPackages(root, [page, app]);
}

/** What is decided when it is built, and by nothing in the environment later. */
function fixed({ feed, key }) {
  const { homepage = '' } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  // One that stands in for what is not decided yet leads nobody anywhere (RFC 2606).
  const decided = URL.canParse(homepage) && !new URL(homepage).hostname.endsWith('.invalid') ? homepage : '';
  const values = { TRADEBELL_FEED: feed, TRADEBELL_UPDATE_KEY: key, TRADEBELL_HOMEPAGE: decided };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]));
}

/** What the window shows of the licences, and what stands beside an installed app. */
function writeLicences(out, packages) {
  fs.writeFileSync(path.join(out, 'licences.txt'), licenceTexts(sorted(packages)));
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

/** Runs esbuild, which says itself what is wrong in which file. Resolves to its account of what came from where. */
async function esbuild(options) {
  const { metafile } = await bundle({ ...options, metafile: true }).catch((error) => {
    if (!Array.isArray(error.errors)) throw error;
    throw new SetupError(`The build failed: ${error.errors.length} errors, see above.`);
  });
  return metafile;
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
    legalComments: 'none', // licences.txt has them all
    logLevel: 'warning',
  };
}

/** The entries whose file exists: rooms of the house that are still to be built are left out. */
function there(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => fs.existsSync(path.join(root, file))));
}

function copy(from, to) {
  const source = path.join(root, from);
  // What only the README and the installers show stays out of the app, which itself shows two of the icons.
  const icons = path.join(root, 'assets', 'icons');
  const unwanted = ['readme', 'app.svg'].map((name) => path.join(root, 'assets', name));
  const wanted = (file) => !unwanted.includes(file) && (path.dirname(file) !== icons || ['128.png', '256.png'].includes(path.basename(file)));
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
