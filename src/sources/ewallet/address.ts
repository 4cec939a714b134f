import { type Auth, AUTHS_OF, type Connection, type Trouble } from '../../shared/connection.ts';
import type { Route } from '../../transport/network.ts';
import { wayOf } from '../../transport/way.ts';
import type { Api } from './context.ts';

type WalletAuth = (typeof AUTHS_OF.ewallet)[number];

/** Where a wallet server is spoken to, with what was typed. */
export interface Place {
  route: Route;
  /** Of the web socket: `/api/admin/socket`. */
  socketPath: string;
  /** What the names of HTTP calls are put behind: `/api/admin`. */
  root: string;
  api: Api;
}

/** ewallet.md, "Connect": exactly this, or the server speaks of a wrong version. */
const ACCEPT = 'application/vnd.omisego.v1+json';
const SOCKET = /\/socket\/?$/;

const DEFAULT_PATHS = {
  OMGProvider: '/api/admin/socket',
  OMGAdmin: '/api/admin/socket',
  OMGClient: '/api/client/socket',
  OMGServer: '/api/socket',
} as const satisfies Record<WalletAuth, string>;

/** What the server would say if the half of the credentials that is no secret were missing. */
const NAMELESS = {
  OMGProvider: { code: 'wrong-secret-key', detail: 'no access key' },
  OMGAdmin: { code: 'unknown-token', detail: 'no user id' },
  OMGClient: { code: 'wrong-api-key', detail: 'no API key' },
  OMGServer: { code: 'wrong-secret-key', detail: 'no access key' },
} as const satisfies Record<WalletAuth, Trouble>;

/** How a wallet server is reached and opened, or why it cannot be tried (ewallet.md, "Connect"). */
export function routeTo(connection: Where & Pick<Connection, 'username'>, secret: string | undefined): Place | { trouble: Trouble } {
  const { auth } = connection;
  if (!isWalletAuth(auth)) return wrongScheme(auth);
  const [name, key] = [connection.username?.trim() ?? '', secret?.trim() ?? ''];
  const place = placeFor(connection, authorization(auth, `${name}:${key}`));
  if ('trouble' in place) return place;
  if (key === '') return { trouble: { code: 'sign-in-again' } };
  return name === '' ? { trouble: NAMELESS[auth] } : place;
}

/** What says where a server is, and by which of its doors it is entered. */
export type Where = Pick<Connection, 'url' | 'auth' | 'path' | 'pin' | 'ca' | 'proxy'>;

/** The same place, opened by another Authorization, or (undefined) by none: to sign in there. */
export function placeFor(where: Where, authorization: string | undefined): Place | { trouble: Trouble } {
  const { auth } = where;
  if (!isWalletAuth(auth)) return wrongScheme(auth);
  const origin = originOf(where.url);
  const path = where.path ?? DEFAULT_PATHS[auth];
  if (origin === undefined) return { trouble: { code: 'bad-address' } };
  // A second slash would make what follows it another host.
  if (!/^\/(?!\/)[^?#\\]*$/.test(path)) return { trouble: { code: 'bad-address', detail: 'the path of the socket is none' } };
  const headers = { accept: ACCEPT, ...(authorization === undefined ? {} : { authorization }) };
  return {
    route: { url: origin, headers, ...wayOf(where) },
    socketPath: path,
    root: path.replace(SOCKET, ''),
    api: auth === 'OMGClient' || path.includes('/client/') ? 'client' : 'admin',
  };
}

/** An Authorization value: scheme, one space, padded base64. */
export function authorization(scheme: WalletAuth, credentials: string): string {
  return `${scheme} ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

function isWalletAuth(auth: Auth): auth is WalletAuth {
  return AUTHS_OF.ewallet.some((known) => known === auth);
}

function wrongScheme(auth: Auth): { trouble: Trouble } {
  return { trouble: { code: 'wrong-scheme', detail: auth } };
}

function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}
