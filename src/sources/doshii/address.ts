import { isIPv4 } from 'node:net';
import type { Connection, Trouble } from '../../shared/connection.ts';
import type { Route } from '../../transport/network.ts';
import { wayOf } from '../../transport/way.ts';
import { identityOf } from './context.ts';
import { readSecret } from './secret.ts';

/** Where REST is asked, and by whom. */
export interface RestPlace {
  route: Route;
  /** Path of its base, without a slash at its end: `/partner/v3`. */
  root: string;
  clientId: string;
  clientSecret: string;
  /** What says where the socket is, which certificate it shows, and the way there. */
  socket: Pick<Where, 'url' | 'pin' | 'ca' | 'proxy'>;
}

/** How a Doshii connection is opened, with what was typed. */
export interface Place {
  identity: string;
  route: Route;
  /** Of the web socket, with the client id in it: a credential. */
  socketPath: string;
  /** Undefined without a client secret, or an address: then there are neither details nor a way to ask what was missed. */
  rest: RestPlace | undefined;
}

/** What of a connection says where its server is. */
export type Where = Pick<Connection, 'url' | 'path' | 'pin' | 'ca' | 'proxy' | 'doshii'>;

const SOCKET_PATH = '/app/socket';

/** Where a connection leads, or why it cannot be tried (doshii.md). */
export function placeOf(where: Where, secretText: string | undefined): Place | { trouble: Trouble } {
  const origin = safeUrl(where.url)?.origin;
  if (origin === undefined) return badAddress('the socket needs an https address');
  const path = where.path ?? SOCKET_PATH;
  // A second slash would make what follows it another host.
  if (!/^\/(?!\/)[^?#\\]*$/.test(path)) return badAddress('the path of the socket is none');
  const { rest: restUrl, deviceId } = where.doshii ?? {};
  const base = restUrl === undefined ? undefined : safeUrl(restUrl);
  if (restUrl !== undefined && base === undefined) return badAddress('REST needs an https address');
  const secret = readSecret(secretText);
  if (secret?.clientId === undefined) return { trouble: { code: 'sign-in-again' } };
  const { clientId, clientSecret } = secret;
  return {
    identity: identityOf(origin, clientId),
    route: routeTo(origin, where),
    socketPath: `${path}?${credentials(clientId, deviceId)}`,
    rest:
      base === undefined || clientSecret === undefined
        ? undefined
        : { route: routeTo(base.origin, where), root: base.pathname.replace(/\/+$/, ''), clientId, clientSecret, socket: where },
  };
}

/** The certificate that was agreed to is that of the socket's server, and of no other. The way there is the same for both. */
export function routeTo(origin: string, { url, pin, ...way }: RestPlace['socket']): Route {
  return { url: origin, headers: {}, ...wayOf(pin === undefined || new URL(url).origin !== origin ? way : { ...way, pin }) };
}

/** Padded base64, put in raw as every client of Doshii does; only a plus would be read as a space. */
function credentials(clientId: string, deviceId: string | undefined): string {
  const auth = Buffer.from(clientId, 'utf8').toString('base64').replaceAll('+', '%2B');
  return `auth=${auth}${deviceId === undefined ? '' : `&deviceId=${encodeURIComponent(deviceId)}`}`;
}

/** An address that secrets may be sent to: over TLS, or to this very machine. */
function safeUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}

function badAddress(detail: string): { trouble: Trouble } {
  return { trouble: { code: 'bad-address', detail } };
}
