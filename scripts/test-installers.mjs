// npm run test:installers: makes packages as `npm run dist` does, and installs, uses, upgrades and removes them on this system.
//   --built   takes the packages that an earlier run has made
// Other arguments go on to vitest: `npm run test:installers -- deb`.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import semver from 'semver';
import { hasTool } from './display.mjs';
import { makeUpdateKey } from './dist/update-key.mjs';
import { runScript, SetupError } from './setup/setup-error.mjs';
import { installSystemPackages } from './setup/system-packages.mjs';
import { root, setup } from './setup.mjs';

const folder = path.join(root, 'out-tools', 'installers');

await runScript(async () => {
  if (process.platform !== 'linux') return console.log('Installers are tried out on Linux only: left out here.');
  await setup({ for: 'tests', build: false });
  const args = process.argv.slice(2);
  const leftOut = whyNotInstalled();
  if (leftOut === undefined) installSystemPackages(['installed'], console.log);
  else console.log(`Left out: the .deb is not installed, as ${leftOut}.`);
  if (!args.includes('--built')) await buildAll();

  const from = performance.now();
  const tests = runTests([...args.filter((arg) => arg !== '--built'), ...(leftOut === undefined ? [] : ['--exclude', '**/deb.test.ts'])]);
  console.log(`Tests: ${seconds(from)} s`);
  // Where everything needed is there, leaving it out is no success.
  const failed = tests.failed + (leftOut !== undefined && process.env.CI === 'true' && fs.existsSync('/etc/debian_version') ? 1 : 0);
  for (const { name, reason } of tests.skipped) console.log(`skipped: ${name} (${reason ?? 'no reason given: counts as failed'})`);
  const unexplained = tests.skipped.filter(({ reason }) => reason === null).length;
  console.log(`installers: ${tests.passed} passed, ${failed + unexplained} failed`);
  process.exitCode = failed + unexplained === 0 ? 0 : 1;
});

function whyNotInstalled() {
  if (!hasTool('apt-get')) return 'this system has no apt';
  return process.getuid() === 0 ? undefined : 'only root can do that';
}

/** The real packages, and two that look for updates on this machine. */
async function buildAll() {
  const from = performance.now();
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const next = semver.inc(version, 'patch');
  fs.mkdirSync(folder, { recursive: true });
  fs.rmSync(path.join(folder, 'built.json'), { force: true });
  const keyFile = path.join(folder, 'update-key.pem');
  fs.rmSync(keyFile, { force: true });
  const key = makeUpdateKey(keyFile);
  const feedPort = await freePort();
  const feed = { TRADEBELL_FEED: `http://127.0.0.1:${feedPort}/`, TRADEBELL_UPDATE_KEY: key };
  // Two at once: much of it keeps one processor busy.
  await Promise.all([
    dist('real', version, 'deb,AppImage,tar.gz', [], {}),
    dist('updating', version, 'AppImage', ['--for-tests'], feed).then(() => dist('next', next, 'deb,AppImage', ['--for-tests'], feed)),
  ]);
  fs.writeFileSync(path.join(folder, 'built.json'), JSON.stringify({ version, next, feedPort }));
  console.log(`Packages: ${seconds(from)} s`);
}

async function dist(name, version, targets, more, feed) {
  const from = performance.now();
  const { TRADEBELL_FEED: _feed, TRADEBELL_UPDATE_KEY: _key, TRADEBELL_UPDATE_PRIVATE_KEY: _private, ...env } = process.env;
  const args = ['--targets', targets, '--version', version, '--out', path.join(folder, name), ...more];
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'dist.mjs'), ...args], {
    cwd: root,
    // Tried out is what is in them, not how small they are.
    env: { ...env, ELECTRON_BUILDER_COMPRESSION_LEVEL: '0', ...feed },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new SetupError(`The packages could not be made (${name}):\n${output}`);
  console.log(`Packages of ${version} (${name}): ${targets} in ${seconds(from)} s`);
}

/** A port that is free, and that nobody is given by chance: the feed's address is built into the packages. */
async function freePort() {
  for (let port = 21_000 + (process.pid % 8_000); ; port += 1) {
    const free = await new Promise((resolve) => {
      const server = net.createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

function runTests(args) {
  const counts = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-test-'));
  const file = path.join(counts, 'count.json');
  const reporters = ['--reporter=default', '--reporter=./scripts/test/count-reporter.mjs'];
  const vitest = path.join(root, 'node_modules', '.bin', 'vitest');
  const env = { ...process.env, TRADEBELL_TEST_COUNT: file, TRADEBELL_INSTALLERS: folder };
  const { status } = spawnSync(vitest, ['run', '--config', 'vitest.installers.config.ts', ...reporters, ...args], { cwd: root, stdio: 'inherit', env });
  // No count: vitest itself failed, or found no test.
  const count = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: [] };
  fs.rmSync(counts, { recursive: true });
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function seconds(from) {
  return ((performance.now() - from) / 1000).toFixed(0);
}
