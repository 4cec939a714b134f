import { spawn } from 'node:child_process';
import { runScript } from './setup/setup-error.mjs';
import { root, setup } from './setup.mjs';

// Measures the app as `npm start` runs it, and the same with a clock that can be advanced. Standard output is the bench's alone.
await runScript(async () => {
  await setup({ for: 'tests', build: { dev: true } });
  const { build, bundleTool } = await import('./build.mjs');
  await build({ test: true, dev: true, say: (line) => process.stderr.write(`${line}\n`) });
  const [tool] = await Promise.all(['bench', 'flood', 'filler'].map((name) => bundleTool(`test/bench/${name}.ts`)));
  const bench = spawn(process.execPath, ['--enable-source-maps', tool, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  process.exitCode = await new Promise((resolve) => bench.once('exit', (code) => resolve(code ?? 1)));
});
