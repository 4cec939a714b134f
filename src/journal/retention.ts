import type { Clock, Stop } from '../shared/clock.ts';
import type { Journal } from './journal.ts';

export interface RetentionDeps {
  journal: Pick<Journal, 'forget'>;
  clock: Clock;
  /** How many days alerts are kept; `null`: for ever. */
  keepDays(): number | null;
  log(message: string, details?: Record<string, unknown>): void;
}

export interface Retention {
  /** What is kept, or the clock, may have changed. */
  look(): void;
  close(): void;
}

const DAY_MS = 86_400_000;

/** The start has better to do; and whoever chose a wrong number has as long to choose another. */
const FIRST_MS = 60_000;

/** Forgets what is older than the user wants to keep: soon after start and after each change, then once a day. No timer where all is kept. */
export function createRetention({ journal, clock, keepDays, log }: RetentionDeps): Retention {
  let timer: Stop | undefined;
  let wanted: number | null = null;
  let running = false;
  let closed = false;

  const wait = (ms: number): void => {
    timer?.();
    timer = wanted === null || closed ? undefined : clock.after(ms, () => void run());
  };
  const run = async (): Promise<void> => {
    if (wanted === null || running) return;
    running = true;
    const days = wanted;
    try {
      const count = await journal.forget(clock.now() - days * DAY_MS, clock.now());
      if (count > 0) log('old alerts were forgotten', { count, days });
    } catch (error) {
      // The disk's trouble is told where alerts are written; it is tried again tomorrow.
      if (!closed) log('old alerts could not be forgotten', { error: String(error) });
    } finally {
      running = false;
      wait(wanted === days ? DAY_MS : FIRST_MS);
    }
  };

  const retention: Retention = {
    look() {
      const now = keepDays();
      if (now === wanted) return;
      wanted = now;
      if (!running) wait(FIRST_MS);
    },
    close() {
      closed = true;
      timer?.();
    },
  };
  retention.look();
  return retention;
}
