import type { Agent, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Trouble } from '../shared/connection.ts';
import { troubleOf, troubleOfStatus } from './errors.ts';
import type { Route, Socket, SocketHandlers, SocketOptions } from './network.ts';
import type { Abortable } from './trust.ts';

const REFUSAL_BYTES = 1024;

/**
 * A websocket that only listens: it never sends a frame, pings by our clock, and ends itself when the server falls silent. Any frame
 * counts as a sign of life, so that a server busy with sending is not given up for a late pong.
 */
export function openSocket(clock: Clock, agent: Agent, route: Route, options: SocketOptions, handlers: SocketHandlers): Socket {
  const abandoned = new AbortController();
  const timers = new Map<'handshake' | 'ping' | 'pong', Stop>();
  let ended = false;

  const wsOptions: ConstructorParameters<typeof WebSocket>[2] & Abortable = {
    agent,
    headers: route.headers,
    perMessageDeflate: false,
    maxPayload: options.maxFrameBytes,
    followRedirects: false,
    abandoned: abandoned.signal,
  };
  const socket = new WebSocket(new URL(options.path, route.url.replace(/^http/, 'ws')), [], wsOptions);

  const stopTimer = (name: 'handshake' | 'ping' | 'pong'): void => {
    timers.get(name)?.();
    timers.delete(name);
  };
  const startTimer = (name: 'handshake' | 'ping' | 'pong', ms: number, task: () => void): void => {
    stopTimer(name);
    timers.set(name, clock.after(ms, task));
  };

  const close = (): void => {
    if (ended) return;
    ended = true;
    for (const stop of timers.values()) stop();
    timers.clear();
    abandoned.abort();
    socket.terminate();
  };
  const end = (trouble: Trouble): void => {
    if (ended) return;
    close();
    handlers.end(trouble);
  };

  const alive = (): void => {
    if (ended) return;
    stopTimer('pong');
    startTimer('ping', options.pingMs, ping);
  };
  const ping = (): void => {
    if (ended || socket.readyState !== WebSocket.OPEN || timers.has('pong')) return;
    stopTimer('ping');
    startTimer('pong', options.pongMs, () => end({ code: 'silent', detail: `no answer to a ping within ${options.pongMs} ms` }));
    socket.ping();
  };

  startTimer('handshake', options.handshakeMs, () => end({ code: 'timeout', detail: `no handshake within ${options.handshakeMs} ms` }));
  socket.on('open', () => {
    if (ended) return;
    stopTimer('handshake');
    startTimer('ping', options.pingMs, ping);
    handlers.open();
  });
  socket.on('message', (data) => {
    if (ended) return;
    // Not a new timer a frame: in a burst that would cost more than the frames. A pong that is due is settled by any frame.
    if (timers.has('pong')) alive();
    handlers.frame(textOf(data));
  });
  socket.on('pong', alive);
  socket.on('unexpected-response', (_request, response) => {
    void readRefusal(response).then((body) => end(troubleOfStatus(response.statusCode ?? 0, body)));
  });
  // After our own end ws still reports the connection it had to cut; there is nobody left to tell.
  socket.on('error', (error) => end(troubleOf(error)));
  socket.on('close', (code) => end({ code: 'lost', detail: `closed with ${code}` }));

  return { check: ping, close };
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

/** The first kilobyte of what a server said instead of a handshake; a refusal cut short is still a refusal. */
function readRefusal(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = (): void => {
      resolve(text.slice(0, REFUSAL_BYTES));
      response.destroy();
    };
    response.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.length >= REFUSAL_BYTES) done();
    });
    response.on('end', done);
    response.on('close', done);
    response.on('error', done);
  });
}
