import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runScript } from './setup/setup-error.mjs';
import { root, setup } from './setup.mjs';

// Type check and lint count as one check each; the last line tells of all. Arguments go on to vitest: `npm test -- test/journal`.
await runScript(async () => {
  await setup({ for: 'tests', build: { dev: true } });
  const checks = [check('Type check', 'tsc', '--noEmit'), check('Lint', 'oxlint', '--deny-warnings')];
  const tests = runTests(process.argv.slice(2));

  const unexplained = tests.skipped.filter(({ reason }) => reason === null);
  for (const { name, reason } of tests.skipped) console.log(`skipped: ${name} (${reason ?? 'no reason given: counts as failed'})`);
  const passed = tests.passed + checks.filter((ok) => ok).length;
  const failed = tests.failed + checks.filter((ok) => !ok).length + unexplained.length;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});

function check(name, tool, ...args) {
  const { status, seconds } = run(tool, args);
  console.log(`${name}: ${status === 0 ? 'clean' : 'FAILED'} (${seconds} s)`);
  return status === 0;
}

function runTests(args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tradebell-test-'));
  const file = path.join(folder, 'count.json');
  const reporters = ['--reporter=default', '--reporter=./scripts/test/count-reporter.mjs'];
  const { status } = run('vitest', ['run', ...reporters, ...args], { TRADEBELL_TEST_COUNT: file });
  // No count: vitest itself failed, or found no test.
  const count = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: [] };
  rmSync(folder, { recursive: true });
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function run(tool, args, env = {}) {
  const from = performance.now();
  const bin = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool);
  const { status } = spawnSync(bin, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  return { status, seconds: ((performance.now() - from) / 1000).toFixed(1) };
}
