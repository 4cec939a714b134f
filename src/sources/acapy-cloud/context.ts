import type { Road } from '../../shared/alert.ts';
import type { CloudOptions } from '../../shared/connection.ts';

/** What the decoder must know besides the event itself. */
export interface DecodeContext {
  identity: string;
  connectionId: string;
  /** When the event arrived (UTC ms). */
  now: number;
  road: Road;
  /** Of a whole group: each alert then says which wallet it is about. */
  ofGroup: boolean;
}

/** The identity of a connection: its wallet, or the group it looks after. */
export function identityOf({ walletId, groupId }: Pick<CloudOptions, 'walletId' | 'groupId'>): string {
  return walletId === '*' ? `acapy-cloud:group:${groupId ?? ''}` : `acapy-cloud:${walletId}`;
}
