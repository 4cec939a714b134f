import { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Clock } from '../shared/clock.ts';
import { saysPlainOnTls, troubleOf } from './errors.ts';
import { type HttpRequest, type HttpResponse, NetworkError, type Route } from './network.ts';
import { type Abortable, endpointOf, isSecure } from './trust.ts';

/** How one route's connections are made. */
export interface Agents {
  /** Keeps connections, from one question to the next. */
  kept: Agent;
  /** A new connection each time: for sockets, and for what must not be sent twice when a kept connection turns out dead. */
  once: Agent;
}

/**
 * One exchange, whole: connecting, TLS, question and answer within one limit of time, the answer within one of size. Redirects are
 * answers like any other. Rejects with NetworkError, or with the signal's reason when the caller aborted.
 */
export function exchange(clock: Clock, agents: Agents, route: Route, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const ended = new AbortController();
    let asked: ClientRequest | undefined;
    /** Nothing is written before there is a connection, and over TLS there is none before its certificate was judged. */
    let reached: NetworkError['reached'] = 'no';

    const finish = (outcome: () => void): void => {
      if (ended.signal.aborted) return;
      ended.abort();
      stopTimer();
      signal?.removeEventListener('abort', abort);
      outcome();
    };
    const fail = (error: unknown): void =>
      finish(() => {
        reject(error as Error);
        asked?.destroy();
      });
    const abort = (): void => fail(signal?.reason);
    const stopTimer = clock.after(request.timeoutMs, () => {
      const detail = `no answer to ${pathOnly(request.path)} within ${request.timeoutMs} ms`;
      const late = (): void => fail(new NetworkError({ code: 'timeout', detail }, { reached }));
      // After the process was held up (a slow disk, a computer that slept) timers run before what arrived meanwhile is read.
      if (reached === 'no') late();
      else afterReading(late);
    });
    signal?.addEventListener('abort', abort);

    const ask = (agent: Agent): void => {
      const attempt = open(agent, route, request, ended.signal);
      asked = attempt;
      attempt.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => (reached = 'maybe'));
        else reached = 'maybe';
      });
      attempt.on('error', (error) => {
        // The server closed a kept connection while we wrote to it: it never read the question, so it is asked once more.
        if (attempt.reusedSocket && 'code' in error && error.code === 'ECONNRESET' && !ended.signal.aborted) ask(agents.once);
        else fail(asNetworkError(error, reached));
      });
      attempt.on('response', (response) => {
        collect(response, request.maxBytes).then(
          (body) => {
            const status = response.statusCode ?? 0;
            const plainToTls = { code: 'plain-to-tls', detail: `HTTP ${status}` } as const;
            if (saysPlainOnTls(status, textOf(body))) fail(new NetworkError(plainToTls, { reached: 'no' }));
            else finish(() => resolve({ status, headers: headersOf(response), body }));
          },
          (error: unknown) => fail(asNetworkError(error, reached))
        );
      });
      attempt.end(request.body);
    };
    try {
      ask(request.method === 'GET' ? agents.kept : agents.once);
    } catch (error) {
      fail(error);
    }
  });
}

/** Goes on once the event loop has been around: all that has arrived by now was read. */
function afterReading(work: () => void): void {
  setImmediate(() => setImmediate(work));
}

function open(agent: Agent, route: Route, request: HttpRequest, abandoned: AbortSignal): ClientRequest {
  if (!request.path.startsWith('/')) throw new TypeError('a path begins with /');
  const options: RequestOptions & Abortable = {
    ...endpointOf(route.url),
    agent,
    method: request.method,
    path: request.path,
    abandoned,
    headers: {
      accept: 'application/json, image/*;q=0.9, */*;q=0.1',
      ...route.headers,
      'accept-encoding': 'identity',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(request.body) }),
      ...(request.method === 'POST' && request.body === undefined ? { 'content-length': 0 } : {}),
    },
  };
  return isSecure(route.url) ? secureRequest(options) : plainRequest(options);
}

async function collect(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = (): NetworkError => new NetworkError({ code: 'too-large', detail: `more than ${maxBytes} bytes` });
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function asNetworkError(error: unknown, reached: NetworkError['reached']): NetworkError {
  if (error instanceof NetworkError) return error;
  const trouble = troubleOf(error);
  // Who answers in TLS has read no question of ours.
  return new NetworkError(trouble, { cause: error, reached: trouble.code === 'plain-to-tls' ? 'no' : reached });
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? value.join(', ') : (value ?? ''));
  return Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, one(value)]));
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 1024)).toString('utf8');
}

function pathOnly(path: string): string {
  return path.split('?', 1)[0] ?? path;
}
