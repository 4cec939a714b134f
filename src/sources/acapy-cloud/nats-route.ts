import type { CloudOptions, Connection, Trouble } from '../../shared/connection.ts';
import type { NatsLogin, NatsRoute } from '../../transport/network.ts';
import { wayOf } from '../../transport/way.ts';

const CONNECT_MS = 10_000;
/** A half-open connection is found out within half a minute. */
const PING = { everyMs: 20_000, pongMs: 10_000 };
/** Longest between two answers to our pings. */
export const PING_MS = PING.everyMs + PING.pongMs;

type Where = Pick<Connection, 'url' | 'pin' | 'ca' | 'proxy'>;

/** How a connection's NATS server is reached. Its pin and authorities are of NATS only where that is all there is to the connection. */
export function natsRouteOf(nats: NonNullable<CloudOptions['nats']>, secret: string | undefined, where: Where): NatsRoute {
  return {
    url: nats.url,
    login: loginOf(nats, secret ?? ''),
    connectMs: CONNECT_MS,
    ping: PING,
    ...wayOf(isOfNats(where) ? where : { proxy: where.proxy }),
    ...(nats.ca === undefined || nats.ca.trim() === '' ? {} : { ca: nats.ca }),
  };
}

/** A fingerprint is an offer to pin it, which would be that of the connection's own server. */
export function troubleForPeople({ fingerprint, ...trouble }: Trouble, where: Where): Trouble {
  return fingerprint === undefined || !isOfNats(where) ? trouble : { ...trouble, fingerprint };
}

function loginOf({ auth, username = '' }: NonNullable<CloudOptions['nats']>, secret: string): NatsLogin {
  switch (auth) {
    case 'none':
      return { type: 'none' };
    case 'user':
      return { type: 'user', username, password: secret };
    case 'token':
      return { type: 'token', token: secret.trim() };
    case 'creds':
      return { type: 'creds', creds: secret };
  }
}

function isOfNats({ url }: Where): boolean {
  return !/^https?:/i.test(url);
}
