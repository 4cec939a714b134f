import type { Clock, Stop } from '../shared/clock.ts';

const EVERY_MS = 250;

/** Runs `task` at once when asked to, and not again within a quarter of a second: then once for all that asked meanwhile. */
export function paced(clock: Clock, task: () => void): { ask(): void; stop: Stop } {
  let ranAt = -Infinity;
  let stopTimer: Stop | undefined;

  const run = (): void => {
    stopTimer = undefined;
    ranAt = clock.elapsed();
    task();
  };

  return {
    ask() {
      if (stopTimer !== undefined) return;
      const wait = ranAt + EVERY_MS - clock.elapsed();
      if (wait <= 0) run();
      else stopTimer = clock.after(wait, run);
    },
    stop() {
      stopTimer?.();
      stopTimer = undefined;
    },
  };
}
