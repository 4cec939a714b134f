import type { Road } from '../../shared/alert.ts';

/** What the decoder must know besides the frame itself. */
export interface DecodeContext {
  /** The node's own peerID (ob/config); absent where it is not known: then roles that depend on it stay open. */
  self?: string;
  /** `openbazaar:<peerID>`: the journal's key space. */
  identity: string;
  connectionId: string;
  /** When the connection was added (UTC ms): what a wallet did before is history. */
  addedAt: number;
  /** When the frame arrived (UTC ms). */
  now: number;
  road: Road;
}

/** The identity of a node by its peerID. */
export function identityOf(peerId: string): string {
  return `openbazaar:${peerId}`;
}
