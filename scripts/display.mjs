import { existsSync } from 'node:fs';
import { startBeside } from './background.mjs';

/** True where windows can be shown as things are. */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * An invisible X display (Xvfb) on the first free number.
 * @returns {Promise<{ env: { DISPLAY: string }, stop(): Promise<void> }>}
 */
export async function startDisplay({ width = 1280, height = 1024 } = {}) {
  // -displayfd: Xvfb picks the number itself and tells it once it takes connections, so that two runs never collide.
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
  const { line, stop } = await startBeside('Xvfb', args, 3);
  return { env: { DISPLAY: `:${line}` }, stop };
}

/** True where a program of this name would be found. */
export function hasTool(name, env = process.env) {
  return (env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}
