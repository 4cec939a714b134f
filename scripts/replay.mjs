import { spawn } from 'node:child_process';
import path from 'node:path';
import { runScript } from './setup/setup-error.mjs';
import { root, setup } from './setup.mjs';

// Standard output is the tool's alone: one JSON line a frame.
await runScript(async () => {
  await setup({ for: 'plain', build: { dev: true } });
  const tool = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'out', 'replay.cjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = await new Promise((resolve) => tool.once('exit', (code) => resolve(code ?? 1)));
});
