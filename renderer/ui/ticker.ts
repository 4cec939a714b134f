import type { Clock, Stop } from '../../src/shared/clock.ts';

/** Tells all who listen at the same moment, by one timer, which runs only while somebody listens and the page can be seen. */
export interface Ticker {
  listen(listener: () => void): Stop;
}

/** What says whether the page can be seen. */
export type Sight = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

export function createTicker(clock: Clock, every: number, sight: Sight): Ticker {
  const listeners = new Set<() => void>();
  let stop: Stop | undefined;

  function tick(): void {
    stop = sight.hidden ? undefined : clock.after(every, tick);
    for (const listener of listeners) listener();
  }

  /** Whoever looks again sees the present, and not what it was when they looked away. */
  function look(): void {
    stop?.();
    stop = undefined;
    if (!sight.hidden) tick();
  }

  return {
    listen(listener) {
      if (listeners.size === 0) {
        sight.addEventListener('visibilitychange', look);
        if (!sight.hidden) stop = clock.after(every, tick);
      }
      listeners.add(listener);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        sight.removeEventListener('visibilitychange', look);
        stop?.();
        stop = undefined;
      };
    },
  };
}
