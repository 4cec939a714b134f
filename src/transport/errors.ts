import type { Trouble, TroubleCode } from '../shared/connection.ts';
import { NetworkError } from './network.ts';

const BY_CODE: Readonly<Record<string, TroubleCode>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_FAIL: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EPIPE: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls-to-plain',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-to-plain',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-to-plain',
  ERR_SSL_HTTP_REQUEST: 'tls-to-plain',
  ERR_INVALID_URL: 'bad-address',
  ERR_SOCKET_BAD_PORT: 'bad-address',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'too-large',
};

const TLS_ALERT = 0x15;

/** What Go's net/http and nginx say to plain HTTP on a TLS port, with status 400. */
const PLAIN_ON_TLS = /client sent an http request to an https server|plain http request was sent to https port/i;

/** What an error of Node's network layers means for a person. Never throws, whatever was thrown. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof NetworkError) return error.trouble;
  const code = codeOf(error);
  if (code === undefined) return { code: 'lost', detail: cut(messageOf(error)) };
  if (code.startsWith('HPE_')) return { code: answeredInTls(error) ? 'plain-to-tls' : 'not-a-node', detail: code };
  // OpenSSL names its errors by the line that failed: which one a plain server causes differs between versions.
  if (/wrong version number|packet length too long|http request/i.test(messageOf(error))) return { code: 'tls-to-plain', detail: code };
  return { code: BY_CODE[code] ?? 'lost', detail: BY_CODE[code] === undefined ? cut(`${code}: ${messageOf(error)}`) : code };
}

/** The trouble that a status of 300 or more means; `body` tells plain HTTP on a TLS port from other refusals. */
export function troubleOfStatus(status: number, body = ''): Trouble {
  if (saysPlainOnTls(status, body)) return { code: 'plain-to-tls', detail: `HTTP ${status}` };
  if (status === 401 || status === 403) return { code: 'forbidden', detail: `HTTP ${status}` };
  if (status === 408 || status === 504) return { code: 'timeout', detail: `HTTP ${status}` };
  return { code: status >= 500 ? 'server-error' : 'not-a-node', detail: `HTTP ${status}` };
}

/** Whether an answer says that we spoke plain HTTP to a port that wants TLS. */
export function saysPlainOnTls(status: number, body: string): boolean {
  return status === 400 && PLAIN_ON_TLS.test(body);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== undefined);
  return undefined;
}

/** A TLS port may answer plain HTTP with a TLS alert, which the HTTP parser cannot read. */
function answeredInTls(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('rawPacket' in error)) return false;
  return Buffer.isBuffer(error.rawPacket) && error.rawPacket[0] === TLS_ALERT;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
