import type { CloudOptions, Watch } from '../../src/shared/connection.ts';
import { identityOf, type DecodeContext } from '../../src/sources/acapy-cloud/context.ts';
import { cloudEvent, idOf, type CloudEvent, type Kind } from '../servers/acapy-cloud/events.ts';
import { uuidOf } from '../servers/acapy-cloud/ids.ts';
import type { Nats } from '../servers/nats/server.ts';

/** Whose events are measured; the same that a CloudAPI started without options is for. */
export const WALLET = uuidOf('wallet');
export const CLOUD_IDENTITY = identityOf({ walletId: WALLET });

/** So many other sides there are. */
export const PEERS = 97;
export const peerOf = (n: number): string => uuidOf('bench peer', String(n % PEERS));

const OF_TEN: readonly (readonly [kind: Kind, state: string])[] = [
  ['proof', 'request-received'],
  ['message', 'received'],
  ['proof', 'presentation-sent'],
  ['credential', 'offer-received'],
  ['message', 'received'],
  ['credential', 'done'],
  ['proof', 'done'],
  ['connection', 'completed'],
  ['endorsement', 'request-received'],
  ['oob', 'done'],
];

/** A busy wallet's events, one after another and never the same twice; every other one is for the inbox alone. Another `series` has other ids. */
export function busyEvent(series: string, n: number, at = Date.now()): CloudEvent {
  const [kind, state] = OF_TEN[n % OF_TEN.length] ?? ['proof', 'done'];
  const own = kind === 'message' ? { content: `Could you send it again? (${series} ${n})` } : {};
  const payload = kind === 'connection' ? {} : { connection_id: peerOf(n), ...own };
  return cloudEvent({ kind, walletId: WALLET, id: idOf(kind, series, String(n)), at, state, payload });
}

export const busyEvents = (series: string, count: number): CloudEvent[] => Array.from({ length: count }, (_, n) => busyEvent(series, n));

/** As a source at work would decode them now. */
export function cloudContext(now = Date.now()): DecodeContext {
  return { identity: CLOUD_IDENTITY, connectionId: 'bench', now, road: 'live', ofGroup: false };
}

/** How a server's user is let in. */
export function natsOptions({ url, user }: Pick<Nats, 'url' | 'user'>): NonNullable<CloudOptions['nats']> {
  return { url, auth: 'user', ...(user.username !== undefined && { username: user.username }) };
}

/** Whatever comes into this state. */
export const standing = (topic: string, state: string): Watch => ({ topic, field: 'state', fieldId: state, state });
