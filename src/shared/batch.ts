import type { Alert, Amendment } from './alert.ts';

/** One thing a source says to the journal. */
export type Item =
  | { type: 'alert'; alert: Alert }
  /** Learned afterwards about a known alert (a name, a picture, the server's confirmation). `key`: the alert's key or series. */
  | { type: 'amend'; key: string; amendment: Amendment }
  /** The server's read state. Never says "unread" of what was read here. */
  | { type: 'read'; key: string };

/**
 * What is written in one transaction, in order. Where a catch-up pass ends, its last batch carries the watermark that the pass
 * earned: it moves in the same transaction, so that a kill at any moment lets the pass be done again, whole.
 */
export interface Batch {
  identity: string;
  items: Item[];
  watermarks?: Record<string, string>;
}

/** What became of an item. `unknown`: an amendment or read state for something the journal does not hold. */
export type Outcome = 'new' | 'duplicate' | 'amended' | 'unknown';
