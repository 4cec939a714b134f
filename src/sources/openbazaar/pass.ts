import type { Alert, Road } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
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
