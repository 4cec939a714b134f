import { spawn } from 'node:child_process';
import { runScript, SetupError } from './setup/setup-error.mjs';
import { root, setup } from './setup.mjs';
import { hasDisplay } from './display.mjs';

await runScript(async () => {
  if (!hasDisplay()) throw new SetupError('There is no display to show Tradebell on. `npm run demo` brings its own.');
  await setup({ for: 'app', build: { dev: true } });
  const { default: electron } = await import('electron');
  // Chromium's sandbox cannot run as root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(electron, ['.', ...flags, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
  process.exitCode = await new Promise((resolve) => app.once('exit', (code) => resolve(code ?? 1)));
});
