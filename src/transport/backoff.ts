/** How long to wait between attempts. */
export interface Backoff {
  /** Milliseconds until the next attempt; each call counts as one more failure. */
  next(): number;
  /** Only after proof of life: a server that accepts and drops must not be asked every second. */
  reset(): void;
}

const FLOOR_MS = 1_000;
const CEILING_MS = 60_000;

/**
 * Jitter over the whole range from one second to a ceiling that doubles with each failure, up to a minute: clients that lost
 * the same server do not come back together.
 */
export function createBackoff(random: () => number): Backoff {
  let failures = 0;
  return {
    next() {
      failures += 1;
      const ceiling = Math.min(CEILING_MS, FLOOR_MS * 2 ** Math.min(failures, 10));
      return Math.round(FLOOR_MS + random() * (ceiling - FLOOR_MS));
    },
    reset() {
      failures = 0;
    },
  };
}
