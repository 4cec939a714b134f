import type { Alert } from '../../shared/alert.ts';

/** What news is about; each has its own way into REST, where it has one. */
export const ENTITIES = ['order', 'transaction', 'booking', 'checkin', 'loyaltyCheckin', 'tillRequest', 'location', 'menu', 'table', 'other'] as const;
export type Entity = (typeof ENTITIES)[number];

/**
 * What one event, or one row of REST, tells. Its alert has no key yet: that depends on what the journal knows (meeting.ts).
 */
export interface News {
  entity: Entity;
  /** As the server calls it, spellings mended: `order_created`. Of a row of REST: `order_row`, `booking_row`, `transaction_row`. */
  event: string;
  alert: Omit<Alert, 'key'>;
  id?: string;
  locationId?: string;
  /** As the frame or row says it; the alert's may be what follows from the event. */
  status?: string;
  /** What tells one state of the entity from the next: `version`, else `updatedAt`. Absent in what the documents print of frames. */
  version?: string;
  /** When the server says that it was so (UTC ms). */
  updatedAt?: number;
  /** The same by our clock. */
  changedAt?: number;
  /** Where its details are, as it came: not to be trusted. */
  uri?: string;
  /** Hash of the canonical data: equal for frames that say the same, whatever the order of their fields. */
  digest: string;
}

/** What one frame is. */
export type Decoded =
  /** Never empty; several where the data is a list, or an order carries its transactions. */
  | { type: 'news'; news: News[] }
  /** The server asks whether we are there; to be answered with its number. */
  | { type: 'ping'; ping: number }
  | { type: 'pong' }
  | { type: 'ignored'; reason: string };
