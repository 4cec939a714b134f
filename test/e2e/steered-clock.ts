import type { Clock } from '../../src/shared/clock.ts';

/** The machine's clock, which a test can push forward: what falls due on the way runs, in order. */
export interface SteeredClock extends Clock {
  advance(ms: number): void;
}

export function steeredClock(): SteeredClock {
  const timers = new Set<{ due: number; task: () => void; real: NodeJS.Timeout | undefined }>();
  let ahead = 0;
  const elapsed = () => performance.now() + ahead;

  function run(timer: { due: number; task: () => void; real: NodeJS.Timeout | undefined }): void {
    if (!timers.delete(timer)) return;
    clearTimeout(timer.real);
    timer.task();
  }

  return {
    now: () => Date.now() + ahead,
    elapsed,
    after(ms, task) {
      const timer = { due: elapsed() + ms, task, real: undefined as NodeJS.Timeout | undefined };
      timer.real = setTimeout(() => run(timer), ms);
      timer.real.unref();
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer.real);
      };
    },
    advance(ms) {
      const target = elapsed() + ms;
      const real = ahead;
      for (;;) {
        const next = [...timers].filter(({ due }) => due <= target).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        ahead = Math.max(ahead, real + ms - (target - next.due));
        run(next);
      }
      ahead = real + ms;
      // What is still to come comes that much sooner.
      for (const timer of timers) {
        clearTimeout(timer.real);
        timer.real = setTimeout(() => run(timer), Math.max(0, timer.due - elapsed()));
        timer.real.unref();
      }
    },
  };
}
