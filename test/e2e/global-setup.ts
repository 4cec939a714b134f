import { build } from '../../scripts/build.mjs';
import { hasTool, startDisplay } from '../../scripts/display.mjs';

/** Before the end-to-end tests: builds the app under test, and gives windows a place where nobody sees them. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  await build({ test: true, dev: true });
  if (process.platform !== 'linux' || !hasTool('Xvfb')) return undefined;
  const display = await startDisplay();
  Object.assign(process.env, display.env);
  delete process.env['WAYLAND_DISPLAY'];
  return () => display.stop();
}
