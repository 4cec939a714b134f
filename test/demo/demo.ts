import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runHeadless } from './headless.ts';
import { runOnDisplay } from './on-display.ts';
import { createTelling, type Telling } from './telling.ts';

export interface DemoOptions {
  /** The project's folder. */
  readonly root: string;
  /** Where pictures are saved. */
  readonly output: string;
  /** Seconds between two events on the user's own desktop. */
  readonly pace: number;
}

/** Acts out a day of trade on a display of its own. Resolves to the exit code. */
export function headless({ root, output }: Pick<DemoOptions, 'root' | 'output'>): Promise<number> {
  keepTogether();
  return runHeadless({ root, output: path.resolve(root, output), tell: telling() });
}

/** The same on the user's own desktop, until the user quits. */
export function onDisplay({ root, pace }: Pick<DemoOptions, 'root' | 'pace'>): Promise<number> {
  keepTogether();
  return runOnDisplay({ root, pace, tell: telling() });
}

function telling(): Telling {
  return createTelling(process.stdout, () => performance.now());
}

/** All that this run and its programs put into the system's folder for temporary files goes with it, also after Ctrl+C. */
function keepTogether(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'tradebell-demo-'));
  process.env['TMPDIR'] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
}
