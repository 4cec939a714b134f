import type { Clock, Stop } from '../shared/clock.ts';

const TOGETHER_MS = 100;

/** A task that many ask for: done once for all that ask within a tenth of a second. */
export function together(clock: Clock, task: () => void): (() => void) & { stop: Stop } {
  let timer: Stop | undefined;
  const ask = (): void => {
    timer ??= clock.after(TOGETHER_MS, () => {
      timer = undefined;
      task();
    });
  };
  return Object.assign(ask, { stop: () => timer?.() });
}
