// npm run demo [-- --headless | --display] [--output FOLDER] [--pace SECONDS]: the app with sample nodes and wallets that act out a day of trade.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { hasDisplay } from './display.mjs';
import { root, setup } from './setup.mjs';
import { runScript, SetupError } from './setup/setup-error.mjs';

const USAGE = `npm run demo -- [--headless | --display] [--output FOLDER] [--pace SECONDS]

  --headless       on an invisible display and desktop of its own, with pictures, a summary and an exit code (the default without a display)
  --display        on your own desktop, until you quit (the default with a display)
  --output FOLDER  where pictures go (demo-output/)
  --pace SECONDS   time between two events on your own desktop (12)`;

const OPTIONS = {
  headless: { type: 'boolean' },
  display: { type: 'boolean' },
  output: { type: 'string', default: 'demo-output' },
  pace: { type: 'string', default: '12' },
  help: { type: 'boolean' },
};

await runScript(async () => {
  const { headless, output, pace } = options(process.argv.slice(2));
  if (headless) for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) delete process.env[name];
  console.log(`Tradebell’s demo, ${headless ? 'on a display of its own' : 'on your desktop'}. Looking what is missing …`);
  await setup({ for: 'demo', build: { dev: true }, say: console.log });
  const { bundleTool } = await import('./build.mjs'); // only now: esbuild may just have been installed
  const demo = await import(pathToFileURL(await bundleTool('test/demo/demo.ts')).href);
  process.exitCode = await (headless ? demo.headless : demo.onDisplay)({ root, output, pace });
});

function options(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (values.help) throw new SetupError(USAGE);
    if (values.headless && values.display) throw new SetupError('Choose one of --headless and --display.');
    if (values.headless && process.platform !== 'linux') throw new SetupError('--headless needs Linux: its display is of X11.');
    if (values.display && !hasDisplay()) throw new SetupError('There is no display here. Without --display the demo brings its own.');
    const pace = Number(values.pace);
    if (!(pace > 0)) throw new SetupError(`--pace takes a number of seconds, not “${values.pace}”.`);
    return { pace, output: values.output, headless: values.headless ?? !(values.display ?? hasDisplay()) };
  } catch (error) {
    if (error instanceof TypeError) throw new SetupError(`${error.message}\n\n${USAGE}`);
    throw error;
  }
}
