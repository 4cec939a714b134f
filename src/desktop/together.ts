import type { Clock, Stop } from '../shared/clock.ts';

const TOGETHER_MS = 100;

/** A task that many ask for: done at once for the first, and then at most every tenth of a second for all others together. */
export function together(clock: Clock, task: () => void): (() => void) & { stop: Stop } {
  let resting: Stop | undefined;
  let asked = false;
  const run = (): void => {
    asked = false;
    resting = clock.after(TOGETHER_MS, () => {
      resting = undefined;
      if (asked) run();
    });
    task();
  };
  const ask = (): void => {
    asked = true;
    if (resting === undefined) run();
  };
  return Object.assign(ask, { stop: () => resting?.() });
}
