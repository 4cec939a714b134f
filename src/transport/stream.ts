import { type Agent, type IncomingMessage, type RequestOptions, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Clock, Stop } from '../shared/clock.ts';
import { troubleOf, troubleOfStatus } from './errors.ts';
import type { Route, Stream, StreamEnd, StreamHandlers, StreamRequest } from './network.ts';
import { readRefusal } from './refusal.ts';
import { type Abortable, endpointOf, isSecure } from './trust.ts';

/**
 * A GET whose answer goes on. Nothing of it is kept here: text is handed on as it comes. A server that says so little as that it is alive
 * (a comment, a blank line) is; one that says nothing is given up by our clock.
 */
export function openStream(clock: Clock, agent: Agent, route: Route, asked: StreamRequest, handlers: StreamHandlers): Stream {
  const abandoned = new AbortController();
  let ended = false;
  let stopTimer: Stop = () => {};
  let heardAt = 0;

  const close = (): void => {
    if (ended) return;
    ended = true;
    stopTimer();
    abandoned.abort();
    request?.destroy();
  };
  const end = (how: StreamEnd): void => {
    if (ended) return;
    close();
    handlers.end(how);
  };
  const fail = (trouble: Extract<StreamEnd, { clean: false }>['trouble']): void => end({ clean: false, trouble });

  /** Not a new timer a chunk: one that looks, when it is due, how long ago the last one came. */
  const watch = (ms: number): void => {
    stopTimer = clock.after(ms, () => {
      const left = heardAt + asked.silentMs - clock.elapsed();
      if (left > 0) watch(left);
      else fail({ code: 'silent', detail: `no byte within ${asked.silentMs} ms` });
    });
  };

  const read = (response: IncomingMessage): void => {
    stopTimer();
    heardAt = clock.elapsed();
    watch(asked.silentMs);
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      if (ended) return;
      heardAt = clock.elapsed();
      handlers.text(text);
    });
    response.on('end', () => (response.complete ? end({ clean: true }) : fail({ code: 'lost', detail: 'cut off' })));
    // A chunked answer that was not finished, or a reset.
    response.on('error', (error) => fail({ code: 'lost', detail: troubleOf(error).detail ?? error.message }));
    response.on('close', () => fail({ code: 'lost', detail: 'cut off' }));
    handlers.open();
  };

  const refuse = (response: IncomingMessage): void => {
    const status = response.statusCode ?? 0;
    stopTimer();
    // A refusal whose words never end is still a refusal.
    stopTimer = clock.after(asked.headMs, () => end({ clean: false, trouble: troubleOfStatus(status), status }));
    void readRefusal(response).then((body) => end({ clean: false, trouble: troubleOfStatus(status, body), status, body }));
  };

  const open = (): ReturnType<typeof plainRequest> | undefined => {
    try {
      const options: RequestOptions & Abortable = {
        ...endpointOf(route.url),
        agent,
        method: 'GET',
        path: asked.path,
        abandoned: abandoned.signal,
        headers: { accept: 'text/event-stream', ...route.headers, 'accept-encoding': 'identity', 'cache-control': 'no-store' },
      };
      return isSecure(route.url) ? secureRequest(options) : plainRequest(options);
    } catch (error) {
      // A header or path that HTTP cannot carry; told as any other end, and not before there is somebody to close it.
      queueMicrotask(() => fail(troubleOf(error)));
      return undefined;
    }
  };

  if (!asked.path.startsWith('/')) throw new TypeError('a path begins with /');
  const request = open();
  stopTimer = clock.after(asked.headMs, () => {
    fail({ code: 'timeout', detail: `no answer within ${asked.headMs} ms` });
  });
  request?.on('response', (response) => (response.statusCode === 200 ? read(response) : refuse(response)));
  // Stays after our own end: the connection that we cut still complains, and there is nobody left to tell.
  request?.on('error', (error) => fail(troubleOf(error)));
  request?.end();
  return { close };
}
