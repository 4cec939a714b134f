import type { Road } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { Clock } from '../../shared/clock.ts';
import { inSlices } from '../../transport/slices.ts';
import type { Sink } from '../source.ts';
import { type ConsumptionAlert, decodeConsumption, topicsOf } from './consumption.ts';
import type { DecodeContext } from './context.ts';
import { gapAlert } from '../gap.ts';
import type { Outcomes } from './outcomes.ts';
import { fetchGone, PENDING, readPending, writePending } from './left-pending.ts';
import { idOf, newestOf, readMissed } from './paging.ts';
import type { Rest } from './rest.ts';

/** Stream whose watermark is the newest time of the server (UTC ms) that the last completed pass saw. */
export const CONSUMPTIONS = 'consumptions';

const DAY_MS = 24 * 3_600_000;
/** First connect: what is older, or beyond this many, is history. */
const FIRST_MS = 90 * DAY_MS;
const FIRST_ROWS = 1_000;
const MAX_ROWS = 20_000;
/** Rows become visible in another order than their times. */
const OVERLAP_MS = 2 * 60_000;
/** One batch to the journal. */
const BATCH_ALERTS = 100;

export interface CatchUp {
  rest: Pick<Rest, 'consumption' | 'consumptions'>;
  clock: Clock;
  identity: string;
  connectionId: string;
  sink: Pick<Sink, 'deliver' | 'watermarks' | 'held'>;
  outcomes: Outcomes;
  context(road: Road): DecodeContext;
  /** What the connection listens to: all else is somebody else's. */
  wanted: ReadonlySet<string>;
}

/**
 * What happened while nobody listened, by the admin API: pages since the last completed pass, never until just any known consumption, for a
 * live event may have come before this answer. Delivered oldest first; the watermark moves with the last batch. Rejects as Rest does.
 */
export async function catchUp(it: CatchUp): Promise<void> {
  const marks = it.sink.watermarks(it.identity);
  const watermark = readMark(marks[CONSUMPTIONS]);
  const road = watermark === undefined ? 'first' : 'catch-up';
  const since = watermark === undefined ? it.clock.now() - FIRST_MS : watermark - OVERLAP_MS;
  const found: ConsumptionAlert[] = [];
  const listed = new Set<string>();
  let mark = watermark ?? since;
  const read = await readMissed(it.rest, since, road === 'first' ? FIRST_ROWS : MAX_ROWS, async (rows) => {
    found.push(...(await decode(it, rows, road)));
    for (const row of rows) listed.add(idOf(row) ?? '');
    // Whatever a row claims, what is still to come is not behind us.
    mark = Math.max(mark, newestOf(rows, it.clock.now()) ?? 0);
  });
  const gone = await fetchGone(it.rest, readPending(marks[PENDING]), listed);
  found.push(...(await decode(it, gone.rows, road)));
  found.reverse().sort((left, right) => left.alert.occurredAt - right.alert.occurredAt);
  const open = found.flatMap(({ alert }) => (alert.kind === 'consumptionRequest' ? (alert.subject?.id ?? []) : []));
  const pending = writePending([...gone.unknown, ...open]);
  if (read === 'cut' && road === 'catch-up') found.unshift(beyond(it, since, found));
  const now = {
    ...(mark === watermark ? {} : { [CONSUMPTIONS]: String(mark) }),
    ...(pending === (marks[PENDING] ?? '') ? {} : { [PENDING]: pending }),
  };
  await deliver(it, found, Object.keys(now).length === 0 ? undefined : now);
}

/** What concerns the connection, in the order of the rows. */
async function decode(it: CatchUp, rows: readonly unknown[], road: Road): Promise<ConsumptionAlert[]> {
  const context = it.context(road);
  const decoded = await inSlices(it.clock, rows, (row) =>
    topicsOf(row).some((topic) => it.wanted.has(topic)) ? decodeConsumption(row, context) : undefined
  );
  return decoded.filter((one) => one !== undefined);
}

/** More was missed than can be read: the inbox says from when to when. */
function beyond({ identity, connectionId, clock }: CatchUp, since: number, found: readonly ConsumptionAlert[]): ConsumptionAlert {
  const now = clock.now();
  return { alert: gapAlert({ system: 'ewallet', identity, connectionId, since, until: found[0]?.alert.occurredAt ?? now, now }) };
}

/** The next batch waits for the one before to be durable, so that a kill leaves the pass to be done again from its beginning. */
async function deliver(it: CatchUp, found: readonly ConsumptionAlert[], watermarks: Record<string, string> | undefined): Promise<void> {
  const wanted = found.filter((one) => it.sink.held(it.identity, one.alert.key) === undefined || it.outcomes.itemsOfKnown(one).length > 0);
  for (let from = 0; from === 0 || from < wanted.length; from += BATCH_ALERTS) {
    // Looked up as late as can be: what came live meanwhile counts.
    const items = wanted.slice(from, from + BATCH_ALERTS).flatMap((one) => itemsOf(it, one));
    const isLast = from + BATCH_ALERTS >= wanted.length;
    if (items.length === 0 && (!isLast || watermarks === undefined)) continue;
    await it.sink.deliver({ identity: it.identity, items, ...(isLast && watermarks !== undefined ? { watermarks } : {}) });
  }
}

/** What the journal holds is not told again; only that the request it ends is settled, where that is still to be said. */
function itemsOf(it: CatchUp, one: ConsumptionAlert): Item[] {
  const known = it.sink.held(it.identity, one.alert.key) !== undefined;
  return known ? it.outcomes.itemsOfKnown(one) : it.outcomes.itemsOf(one);
}

function readMark(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
