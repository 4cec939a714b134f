import { isRecord } from '../../wire/record.ts';
import { timesOf } from './consumption.ts';
import { type MatchAny, missedSince } from './filter.ts';
import { isInvalidParameter } from './refusals.ts';
import type { ConsumptionPage, Rest } from './rest.ts';

/** So long after it was made a consumption may still come to its end: only where a server cannot be asked for ends. */
const LONGEST_PENDING_MS = 30 * 24 * 3_600_000;
/** Servers that ignore the filter give all that there ever was. */
const MAX_SEEN = 20_000;

/**
 * Reads page after page of what happened since then (UTC ms), at most `maxRows`, newest first; `take` gets the rows of each. Answers
 * whether there was more than could be read.
 *
 * Not every server knows the filter (ewallet.md, "HTTP"), or lets these times be asked for: what was not asked for is left out here, and
 * then pages go on only until consumptions are too old to have ended since. A server that repeats itself ends the pass, instead of keeping
 * it busy for good.
 */
export async function readMissed(
  rest: Pick<Rest, 'consumptions'>,
  since: number,
  maxRows: number,
  take: (rows: readonly unknown[]) => Promise<void>
): Promise<'whole' | 'cut'> {
  const seen = new Set<string>();
  let filter: MatchAny | undefined = missedSince(since);
  let taken = 0;
  const ask = async (page: number): Promise<ConsumptionPage> => {
    try {
      return await rest.consumptions(page, filter);
    } catch (error) {
      if (filter === undefined || !isInvalidParameter(error)) throw error;
      filter = undefined;
      return rest.consumptions(page, filter);
    }
  };
  for (let page = 1; ; page++) {
    const answer = await ask(page);
    const fresh = answer.rows.filter((row) => {
      const id = idOf(row);
      return id !== undefined && !seen.has(id) && seen.add(id);
    });
    const missed = fresh.filter((row) => isMissed(row, since));
    await take(missed.slice(0, maxRows - taken));
    taken += missed.length;
    const isOld = missed.length < fresh.length && fresh.some((row) => (timesOf(row).createdAt ?? since) < since - LONGEST_PENDING_MS);
    if (isOld || answer.isLast || fresh.length === 0) return taken > maxRows ? 'cut' : 'whole';
    if (taken >= maxRows || seen.size >= MAX_SEEN) return 'cut';
  }
}

/** The newest time (UTC ms, by the server) that rows speak of, up to `latest`. */
export function newestOf(rows: readonly unknown[], latest = Infinity): number | undefined {
  let newest: number | undefined;
  for (const row of rows) {
    const { createdAt, finalAt } = timesOf(row);
    for (const time of [createdAt, finalAt]) if (time !== undefined && time <= latest && time > (newest ?? -Infinity)) newest = time;
  }
  return newest;
}

/** Whether the filter asked for it, also by the one time that no server filters by. */
function isMissed(row: unknown, since: number): boolean {
  return (isRecord(row) && row['status'] === 'pending') || (newestOf([row]) ?? since) >= since;
}

/** Undefined for what is no consumption. */
export function idOf(row: unknown): string | undefined {
  const id = isRecord(row) ? row['id'] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
