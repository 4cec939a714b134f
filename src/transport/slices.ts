import { setImmediate as soon } from 'node:timers';
import type { Clock } from '../shared/clock.ts';

/** So long at one go: what else the main loop has to do in a turn adds to it. */
const SLICE_MS = 2;

/** What `each` makes of every item, in order; the main loop turns in between. */
export async function inSlices<T, R>(clock: Pick<Clock, 'elapsed'>, items: readonly T[], each: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let began = clock.elapsed();
  for (const item of items) {
    if (clock.elapsed() - began >= SLICE_MS) {
      await new Promise<void>((resolve) => void soon(resolve));
      began = clock.elapsed();
    }
    results.push(each(item));
  }
  return results;
}
