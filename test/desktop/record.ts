/** What happened, in order, and ways to wait for more. */
export interface Record<T> {
  /** Everything so far, oldest first. */
  readonly all: readonly T[];
  add(entry: T): void;
  /** The first entry that fits, be it there already or still to come. Rejects after `limitMs` with what was seen instead. */
  find(fits: (entry: T) => boolean, limitMs?: number): Promise<T>;
  /** The first entry that fits among those that come after this call. `Infinity` waits for as long as the test runs. */
  next(fits?: (entry: T) => boolean, limitMs?: number): Promise<T>;
}

/** Long enough for a busy machine, short enough to fail with a reason before the test's own limit. */
export const LIMIT_MS = 15_000;

/** An empty record of things called `name` in messages; `show` writes one entry for them. */
export function createRecord<T>(name: string, show: (entry: T) => string): Record<T> {
  const all: T[] = [];
  const waiting = new Set<(entry: T) => void>();

  const next = (fits: (entry: T) => boolean = () => true, limitMs = LIMIT_MS): Promise<T> => {
    const calledAt = new Error(`waited for a ${name}`);
    return new Promise((resolve, reject) => {
      const offer = (entry: T): void => {
        if (!fits(entry)) return;
        clearTimeout(limit);
        waiting.delete(offer);
        resolve(entry);
      };
      const giveUp = (): void => {
        waiting.delete(offer);
        calledAt.message = `no ${name} like that within ${limitMs} ms; seen: ${all.map((entry) => show(entry)).join('; ') || 'none'}`;
        reject(calledAt);
      };
      const limit = limitMs === Infinity ? undefined : setTimeout(giveUp, limitMs);
      waiting.add(offer);
    });
  };

  return {
    all,
    next,
    add(entry) {
      all.push(entry);
      for (const offer of [...waiting]) offer(entry);
    },
    async find(fits, limitMs) {
      return all.find((entry) => fits(entry)) ?? next(fits, limitMs);
    },
  };
}
