import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Course } from './faults.ts';
import type { LoggedRequest } from './observation.ts';
import { tokenOf } from './tokens.ts';

/** The base of REST for Apps. */
export const BASE = '/partner/v3';

/** A call, as far as its line and headers tell. */
export function readRequest(incoming: IncomingMessage, at: number): LoggedRequest {
  const path = incoming.url ?? '/';
  const { pathname, searchParams } = new URL(path, 'http://doshii');
  const header = incoming.headers['doshii-location-id'];
  return {
    method: incoming.method ?? 'GET',
    path,
    name: pathname.startsWith(`${BASE}/`) ? pathname.slice(BASE.length) : pathname,
    query: Object.fromEntries(searchParams),
    locationId: Array.isArray(header) ? header[0] : header,
    token: tokenOf(incoming.headers.authorization),
    at,
  };
}

/** Writes an answer by the server's clock, or half of it and then cuts the connection. */
export function write(
  response: ServerResponse,
  given: { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> },
  course: Course | undefined,
  now: number
): void {
  response.sendDate = false;
  response.writeHead(given.status, {
    date: new Date(now).toUTCString(),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(given.body),
    ...given.headers,
  });
  if (course?.type !== 'half') return void response.end(given.body);
  response.write(Buffer.from(given.body).subarray(0, Math.ceil(given.body.length / 2)), () => response.socket?.destroy());
}
