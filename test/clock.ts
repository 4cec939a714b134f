import { setImmediate as soon } from 'node:timers';
import type { Clock } from '../src/shared/clock.ts';

/** A clock that moves only when told. */
export interface TestClock extends Clock {
  /** Moves on by `ms`, running what falls due in order; promises and real I/O that is ready settle before and after each task. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock forward or back without running a timer or counting as elapsed: somebody changed the time, or the machine slept. */
  jump(ms: number): void;
  /** Timers that wait; 0 after everything under test was stopped. */
  pending(): number;
}

/** 1 March 2026, noon UTC: an ordinary moment, far from midnight and year's end. */
export const NOON = Date.UTC(2026, 2, 1, 12);

/** A clock for tests, begun at `start` (UTC ms). */
export function testClock(start: number = NOON): TestClock {
  const timers = new Map<number, { due: number; task: () => void }>();
  let elapsed = 0;
  let offset = start;
  let next = 0;

  const earliest = (limit: number): [number, { due: number; task: () => void }] | undefined => {
    let found: [number, { due: number; task: () => void }] | undefined;
    // Map keeps insertion order, so of two timers due at once the older runs first.
    for (const entry of timers) if (entry[1].due <= limit && (found === undefined || entry[1].due < found[1].due)) found = entry;
    return found;
  };

  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    after(ms, task) {
      const id = next++;
      timers.set(id, { due: elapsed + Math.max(0, ms), task });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const target = elapsed + ms;
      await settle();
      for (let timer = earliest(target); timer !== undefined; timer = earliest(target)) {
        timers.delete(timer[0]);
        elapsed = Math.max(elapsed, timer[1].due);
        timer[1].task();
        await settle();
      }
      elapsed = target;
      await settle();
    },
    jump(ms) {
      offset += ms;
    },
    pending: () => timers.size,
  };
}

/** Lets promises settle and the event loop turn a few times. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => soon(resolve));
}

/** Turns the event loop until this holds; a test that waits in vain runs into its limit. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await settle();
}
