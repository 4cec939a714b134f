import type { Alert } from '../../shared/alert.ts';

/** A business error as the server words it (ewallet.md, "Envelope"). */
export interface WalletError {
  /** `websocket:forbidden_channel`, `transaction:insufficient_funds`, … */
  code: string;
  description: string;
}

/** What the channel layer says: an answer to a join, leave or heartbeat, the end of a channel, its death. `ref` is the join's for the last two. */
export type Signal =
  | { type: 'reply'; topic: string; ref: string; ok: boolean; error?: WalletError }
  | { type: 'close'; topic: string; ref: string }
  | { type: 'error'; topic: string; ref: string };

/** What one frame is. `settles`: key of the request alert that this finalization ends. */
export type Decoded = { type: 'alert'; alert: Alert; settles?: string } | { type: 'signal'; signal: Signal } | { type: 'ignored'; reason: string };
