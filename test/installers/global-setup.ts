import { startDisplay } from '../../scripts/display.mjs';

/** Gives the windows of installed apps a place where nobody sees them. */
export async function setup(): Promise<() => Promise<void>> {
  const display = await startDisplay();
  Object.assign(process.env, display.env);
  return () => display.stop();
}
