import { request as ask } from 'node:http';
import { type Socket, connect, isIPv6 } from 'node:net';
import { SocksClient } from 'socks';
import type { Trouble } from '../shared/connection.ts';
import type { Hop } from './hops.ts';
import { NetworkError } from './network.ts';
import { socketStep } from './socket-step.ts';

export interface Endpoint {
  /** Without brackets. */
  host: string;
  port: number;
}

/**
 * A socket to a server, by the first way whose proxy can be reached. A proxy is told host and port of the server, and nothing else: what
 * follows goes through it as in a tube. Rejects with NetworkError, the system's error, or the signal's reason.
 */
export async function reach(hops: readonly Hop[], server: Endpoint, abandoned?: AbortSignal): Promise<Socket> {
  let unreachable: unknown;
  for (const hop of hops) {
    try {
      return await by(hop, server, abandoned);
    } catch (error) {
      const isAway = error instanceof NetworkError && error.trouble.code === 'proxy-unreachable';
      if (!isAway || abandoned?.aborted === true) throw error;
      unreachable = error;
    }
  }
  throw unreachable;
}

/** A plain connection; the name is resolved here. */
export function connectTcp(to: Endpoint, abandoned?: AbortSignal): Promise<Socket> {
  const socket = connect({ ...to, noDelay: true });
  return socketStep(socket, abandoned, 'closed before it was open', (done) => socket.once('connect', () => done(socket)));
}

async function by(hop: Hop, server: Endpoint, abandoned: AbortSignal | undefined): Promise<Socket> {
  if (hop.kind === 'direct') return connectTcp(server, abandoned);
  try {
    const socket = await connectTcp({ host: hop.host, port: hop.port }, abandoned);
    return await (hop.kind === 'http' ? httpTunnel : socksTunnel)(socket, server, abandoned);
  } catch (error) {
    if (error instanceof NetworkError || abandoned?.aborted === true) throw error;
    throw refusal({ code: 'proxy-unreachable', detail: detailOf(error) }, error);
  }
}

/** RFC 9110, 9.3.6. */
function httpTunnel(socket: Socket, { host, port }: Endpoint, abandoned: AbortSignal | undefined): Promise<Socket> {
  return socketStep(socket, abandoned, 'the proxy ended the connection', (done, fail) => {
    const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    const asked = ask({ method: 'CONNECT', path: authority, headers: { host: authority }, createConnection: () => socket });
    asked.on('connect', ({ statusCode = 0 }, _socket, head) => {
      if (statusCode < 200 || statusCode > 299) return fail(refusal(troubleOfAnswer(statusCode)));
      // Who speaks first may do so in the same breath as the proxy.
      if (head.length > 0) socket.unshift(head);
      done(socket);
    });
    asked.on('error', (error: Error & { code?: string }) => {
      const isOther = error.code?.startsWith('HPE_') === true;
      fail(isOther ? refusal({ code: 'proxy-refused', detail: 'no HTTP proxy answers there' }, error) : error);
    });
    asked.end();
  });
}

/** RFC 1928, without a sign-in. The library sends a name as it is, and resolves none. */
function socksTunnel(socket: Socket, { host, port }: Endpoint, abandoned: AbortSignal | undefined): Promise<Socket> {
  return socketStep(socket, abandoned, 'the proxy ended the connection', (done, fail) => {
    const proxy = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0, type: 5 as const };
    SocksClient.createConnection({ proxy, command: 'connect', destination: { host, port }, existing_socket: socket }).then(
      () => done(socket),
      (error: Error) => fail(refusal(troubleOfSocks(error.message), error))
    );
  });
}

function troubleOfAnswer(status: number): Trouble {
  const detail = `the proxy answers HTTP ${status}`;
  if (status === 407) return { code: 'proxy-refused', detail: `${detail}: it wants a sign-in` };
  if (status === 504) return { code: 'timeout', detail };
  return { code: status === 502 || status === 503 ? 'unreachable' : 'proxy-refused', detail };
}

/** What a SOCKS5 proxy says of the server rather than of us (RFC 1928, 6), in the library's words. */
const OF_THE_SERVER: readonly (readonly [RegExp, Trouble['code']])[] = [
  [/ConnectionRefused/, 'refused'],
  [/(?:Network|Host)Unreachable|TTLExpired/, 'unreachable'],
];

function troubleOfSocks(said: string): Trouble {
  const detail = `the proxy says: ${said.slice(0, 200)}`;
  if (/Socket closed|ECONN|EPIPE/.test(said)) return { code: 'proxy-unreachable', detail: said.slice(0, 200) };
  return { code: OF_THE_SERVER.find(([words]) => words.test(said))?.[1] ?? 'proxy-refused', detail };
}

function refusal(trouble: Trouble, cause?: unknown): NetworkError {
  return new NetworkError(trouble, { cause, reached: 'no' });
}

function detailOf(error: unknown): string {
  if (error instanceof AggregateError) return detailOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : String(error).slice(0, 200);
}
