import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { schemeOf } from './credentials.ts';
import { ACCEPT, type Generation, placeOf } from './generation.ts';
import { tryJson } from './json.ts';
import type { LoggedRequest } from './observation.ts';

/** What goes back: a status with a body, or nothing but a cut connection. */
export type Sent = { readonly status: number; readonly body: string } | 'cut';

/** The path of a request, without its query. */
export function pathOf(incoming: IncomingMessage): string {
  return new URL(incoming.url ?? '/', 'http://wallet').pathname;
}

/**
 * Reads a request to its end.
 *
 * @throws the connection's error where the client leaves in the middle
 */
export async function readRequest(incoming: IncomingMessage, generation: Generation): Promise<LoggedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const path = pathOf(incoming);
  const place = placeOf(path, generation);
  return {
    method: incoming.method ?? 'GET',
    path,
    api: place?.api,
    name: place?.name ?? path,
    body: text === '' ? {} : tryJson(text),
    text,
    scheme: schemeOf(incoming.headers),
    authorization: incoming.headers.authorization,
  };
}

/** Writes an answer, dated by the wallet's clock, or cuts the connection. */
export function send(response: ServerResponse, sent: Sent, now: number): void {
  if (sent === 'cut') {
    response.socket?.destroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(sent.status, {
    date: new Date(now).toUTCString(),
    'content-type': `${ACCEPT}; charset=utf-8`,
    'content-length': Buffer.byteLength(sent.body),
  });
  response.end(sent.body);
}

/** Answers the opening of a socket that does not open. */
export function refuse(socket: Duplex, status: number, body: string, now: number): void {
  const type = body === '' ? [] : [`Content-Type: ${ACCEPT}; charset=utf-8`];
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, `Date: ${new Date(now).toUTCString()}`, 'Connection: close', ...type];
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
