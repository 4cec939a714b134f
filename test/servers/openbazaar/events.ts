import type { Frame } from './builders.ts';
import type { Amount } from './money.ts';
import type { OrderInput } from './orders.ts';
import type { OrderRole } from './store.ts';

/** How an event reaches clients. */
export interface Delivery {
  /** false: the node keeps it, but no frame goes out, as while nobody is connected. */
  readonly live?: boolean;
  /** false: a frame goes out that the node knows nothing of, as an echoed or forged one. */
  readonly stored?: boolean;
  /** When it happened, in milliseconds; else now. */
  readonly at?: number;
}

/** An event about one order: an id that the node knows, or what to make up an order from. */
export interface OrderEvent extends Delivery, OrderInput {}

/** An event of a dispute. In a dispute over a known order the roles follow from it. */
export interface DisputeEvent extends OrderEvent {
  /** For an order made up here: what this node is in it; else it sold it. */
  readonly as?: OrderRole;
  readonly disputer?: string;
  readonly disputee?: string;
}

/** A warning that something runs out. */
export interface WarningEvent extends DisputeEvent {
  /** Seconds left. */
  readonly expiresIn?: number;
}

/** An event about one peer. */
export interface PeerEvent extends Delivery {
  readonly peer?: string;
}

/** A chat message from a peer, or our own written elsewhere. */
export interface ChatEvent extends Delivery {
  readonly peer?: string;
  readonly text?: string;
  /** The order's id in order chat. */
  readonly subject?: string;
  readonly outgoing?: boolean;
  readonly read?: boolean;
  readonly messageId?: string;
  /** The sender's clock in milliseconds, where it differs from `at`. */
  readonly sentAt?: number;
}

/** A transaction; the same `txid` again is a later state of it. */
export interface TransactionEvent extends Delivery {
  readonly txid?: string;
  /** Negative is outgoing. */
  readonly amount?: Amount;
  readonly coin?: string;
  readonly status?: string;
  readonly confirmations?: number;
  readonly height?: number;
  readonly address?: string;
  readonly memo?: string;
  readonly orderId?: string;
  readonly thumbnail?: string;
}

/** What went out, or was kept. */
export interface Sent {
  /** The notification's, message's or transaction's id; "" for what has none. */
  readonly id: string;
  readonly orderId: string;
  readonly frame: Frame;
}
