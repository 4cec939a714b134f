import type { IncomingMessage } from 'node:http';
import { type Credentials, type Identity, isFailure } from './credentials.ts';
import { FAILURES, errorObject, failure } from './errors.ts';
import { ACCEPT, type Api, type Generation, placeOf } from './generation.ts';
import { type WireRecord, toJson } from './json.ts';

/** What becomes of the opening of a socket: it is let in, or answered with a status and a body. */
export type Handshake =
  | { readonly identity: Identity; readonly api: Api }
  | { readonly status: number; readonly body: string };

/**
 * Judges the opening of a socket. Every refusal of credentials looks alike, 403 without a body; only a wrong version is told, and that
 * with status 200.
 */
export function judge(request: IncomingMessage, path: string, generation: Generation, credentials: Credentials): Handshake {
  const place = placeOf(path, generation);
  if (place === undefined || place.name !== 'socket') return { status: 404, body: '' };
  const { headers } = request;
  if (headers.origin !== undefined && !isOwnOrigin(headers.origin, headers.host)) return { status: 403, body: '' };
  if (headers.accept === undefined) return { status: 403, body: '' };
  if (headers.accept !== ACCEPT) return { status: 200, body: toJson(wrongVersion(headers.accept)) };
  const identity = credentials.identify(headers, place.api);
  return isFailure(identity) ? { status: 403, body: '' } : { identity, api: place.api };
}

/** The answer to a wrong Accept header. */
export function wrongVersion(accept: string): WireRecord {
  const named = failure(FAILURES.invalidVersion, `Invalid API version. Given: '${accept}'.`);
  return { version: '1', success: false, data: errorObject(named) };
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
