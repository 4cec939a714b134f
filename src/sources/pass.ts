import type { Alert } from '../shared/alert.ts';
import type { Batch, Item } from '../shared/batch.ts';
import type { Sink } from './source.ts';

/** First connect (design.md, promise 3): what is older, or beyond this many, is history. */
export const FIRST_MS = 90 * 24 * 3_600_000;
export const FIRST_ROWS = 1_000;
/** One batch to the journal. */
const BATCH_ITEMS = 100;

/** Where a pass over what was missed goes. */
export interface PassTo {
  identity: string;
  sink: Pick<Sink, 'deliver'>;
  /** Alerts that were just delivered. */
  told?(alerts: readonly Alert[]): void;
}

/**
 * Delivers a pass, oldest first, in batches; the watermark moves with the last of them. The next batch waits for the one before to be
 * durable, so that a kill leaves the pass to be done again from its beginning. Rejects where the journal cannot be written.
 */
export async function deliverPass(to: PassTo, items: readonly Item[], watermarks: Batch['watermarks']): Promise<void> {
  for (let from = 0; from < items.length || from === 0; from += BATCH_ITEMS) {
    const part = items.slice(from, from + BATCH_ITEMS);
    const last = from + BATCH_ITEMS >= items.length;
    if (part.length === 0 && (watermarks === undefined || Object.keys(watermarks).length === 0)) return;
    await to.sink.deliver({ identity: to.identity, items: part, ...(last && watermarks !== undefined ? { watermarks } : {}) });
    to.told?.(part.flatMap((item) => (item.type === 'alert' ? [item.alert] : [])));
  }
}
