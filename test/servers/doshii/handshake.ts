import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** What an opening of the socket brought. */
export interface Knock {
  readonly path: string;
  /** As a server reads a query: `+` is a space, `%2B` a plus. */
  readonly auth: string | undefined;
  /** Undefined where `auth` is no standard padded base64. */
  readonly clientId: string | undefined;
  readonly deviceId: string | undefined;
}

/** Where Apps may listen; other servers have the second. */
export const SOCKET_PATHS = ['/app/socket', '/app/socket/v3'] as const;

/** Whether there is a socket at this path. */
export function isSocketPath(path: string): boolean {
  return (SOCKET_PATHS as readonly string[]).includes(path);
}

/** Reads the address that was asked for. */
export function readKnock(address: string): Knock {
  const { pathname, searchParams } = new URL(address, 'http://doshii');
  const auth = searchParams.get('auth') ?? undefined;
  const clientId = auth === undefined ? undefined : decoded(auth);
  return { path: pathname, auth, clientId, deviceId: searchParams.get('deviceId') ?? undefined };
}

/** Answers an opening that does not open. */
export function refuse(socket: Duplex, status: number, now: number): void {
  const body = JSON.stringify({ message: STATUS_CODES[status] ?? 'Refused' });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Date: ${new Date(now).toUTCString()}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function decoded(auth: string): string | undefined {
  const bytes = Buffer.from(auth, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === auth ? bytes.toString('utf8') : undefined;
}
