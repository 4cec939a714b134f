import type { Alert, Road } from '../../shared/alert.ts';
import type { Batch, Item } from '../../shared/batch.ts';
import type { Clock } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import type { Sink } from '../source.ts';
import type { DecodeContext } from './context.ts';
import type { OrderBook } from './order-book.ts';
import type { Rest } from './rest.ts';

/** What the passes of one catch-up share. */
export interface CatchUp {
  rest: Rest;
  orders: OrderBook;
  clock: Clock;
  identity: string;
  sink: Pick<Sink, 'deliver' | 'watermarks' | 'held' | 'ignored'>;
  context(road: Road): DecodeContext;
  /** Alerts that were just delivered, to have their names looked up. */
  told(alerts: readonly Alert[]): void;
  /** Alerts that were read here and are unread on the node. */
  unreadThere(alerts: readonly Alert[]): void;
}

/** First connect: what is older, or beyond this many, is history. */
export const FIRST_MS = 90 * 24 * 3_600_000;
export const FIRST_ROWS = 1_000;
/** One batch to the journal. */
const BATCH_ITEMS = 100;

/**
 * Delivers a pass, oldest first, in batches; the watermark moves with the last of them. The next batch waits for the one before to be
 * durable, so that a kill leaves the pass to be done again from its beginning.
 */
export async function deliverPass(it: CatchUp, items: readonly Item[], watermarks: Batch['watermarks']): Promise<void> {
  for (let from = 0; from < items.length || from === 0; from += BATCH_ITEMS) {
    const part = items.slice(from, from + BATCH_ITEMS);
    const last = from + BATCH_ITEMS >= items.length;
    if (part.length === 0 && (watermarks === undefined || Object.keys(watermarks).length === 0)) return;
    await it.sink.deliver({ identity: it.identity, items: part, ...(last && watermarks !== undefined ? { watermarks } : {}) });
    it.told(part.flatMap((item) => (item.type === 'alert' ? [item.alert] : [])));
  }
}

/** What a caught-up alert means for the journal: the alert, where it is new to the pass, and that the node has it as read. */
export function itemsFor(alert: Alert, isNew: boolean): Item[] {
  return [
    ...(isNew ? [{ type: 'alert', alert } as const] : []),
    ...(alert.read && alert.own !== true && alert.road !== 'first' ? [{ type: 'read', key: alert.key } as const] : []),
  ];
}

/** The node answered, but not this: another question may fare better. Out of reach, none would. */
export function isOneAnswerMissing(error: unknown): error is NetworkError {
  return error instanceof NetworkError && ['server-error', 'not-a-node', 'too-large'].includes(error.trouble.code);
}
