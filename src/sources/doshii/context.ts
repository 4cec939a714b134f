import { hash } from 'node:crypto';
import type { Road } from '../../shared/alert.ts';

/** What the decoder must know besides the frame itself. */
export interface DecodeContext {
  identity: string;
  connectionId: string;
  /** When the frame arrived (UTC ms). */
  now: number;
  road: Road;
  /** How far the server's clock is ahead of ours (ms), as far as that is known. */
  ahead?: number;
  /** What a venue is called, by its id or by the id that we mapped it to; undefined where that is not known. */
  locationName(id: string): string | undefined;
}

/**
 * The identity of a connection. The client id opens the socket, so it stands in no identity, log or export: its hash does. Orders of the
 * sandbox are others than those of live, though their ids may be the same. `url`: origin of the web socket.
 */
export function identityOf(url: string, clientId: string): string {
  return `doshii:${environmentOf(url)}:${hash('sha256', clientId, 'hex').slice(0, 32)}`;
}

function environmentOf(url: string): string {
  const { host, hostname } = new URL(url);
  if (!hostname.endsWith('.doshii.co')) return host;
  return hostname.includes('sandbox') ? 'sandbox' : 'live';
}
