import type { Clock } from '../shared/clock.ts';
import type { Cursor, Entry, InboxFilter } from '../shared/inbox.ts';
import type { Journal } from './journal.ts';

export interface WalkParts {
  journal: Pick<Journal, 'query'>;
  clock: Pick<Clock, 'elapsed'>;
  /** Lets the main loop turn once. */
  turn(): Promise<void>;
  /** How long the main loop may be held at a time, in ms. */
  sliceMs?: number;
}

/** Read at once: a fraction of a slice, and no more is held in memory. */
const PAGE = 20;

/**
 * All entries that match, newest first, in slices: whoever works on one may take as long as one needs. What comes meanwhile, newer than where
 * the walk is, is not among them.
 */
export async function* walk({ journal, clock, turn, sliceMs = 4 }: WalkParts, filter: InboxFilter): AsyncGenerator<Entry, void, void> {
  let began = clock.elapsed();
  for (let before: Cursor | undefined; ; ) {
    const page = journal.query({ ...filter, before, limit: PAGE });
    for (const entry of page) {
      yield entry;
      if (clock.elapsed() - began < sliceMs) continue;
      await turn();
      began = clock.elapsed();
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = { occurredAt: last.alert.occurredAt, id: last.id };
  }
}
