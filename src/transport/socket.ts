import type { Agent } from 'node:http';
import { WebSocket } from 'ws';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Trouble } from '../shared/connection.ts';
import { troubleOf, troubleOfStatus } from './errors.ts';
import type { Route, Socket, SocketEnd, SocketHandlers, SocketOptions } from './network.ts';
import { readRefusal } from './refusal.ts';
import type { Abortable } from './trust.ts';

/** RFC 6455, 7.4.1: never on the wire, it stands for a connection that went without a close frame. */
const NOT_CLOSED = 1006;

type Timer = 'handshake' | 'ping' | 'pong';

/**
 * A websocket that, where pings are asked for, pings by our clock and ends itself when the server falls silent. Any frame counts as a
 * sign of life, so that a server busy with sending is not given up for a late pong.
 */
export function openSocket(clock: Clock, agent: Agent, route: Route, options: SocketOptions, handlers: SocketHandlers): Socket {
  const abandoned = new AbortController();
  const timers = new Map<Timer, Stop>();
  let ended = false;
  let held = false;
  let refusedWith: number | undefined;

  const wsOptions: ConstructorParameters<typeof WebSocket>[2] & Abortable = {
    agent,
    headers: route.headers,
    perMessageDeflate: false,
    maxPayload: options.maxFrameBytes,
    followRedirects: false,
    abandoned: abandoned.signal,
  };
  const socket = new WebSocket(new URL(options.path, route.url.replace(/^http/, 'ws')), [], wsOptions);

  const stopTimer = (name: Timer): void => {
    timers.get(name)?.();
    timers.delete(name);
  };
  const startTimer = (name: Timer, ms: number, task: () => void): void => {
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
  const end = (trouble: Trouble, how: SocketEnd = {}): void => {
    if (ended) return;
    close();
    handlers.end(trouble, how);
  };

  const alive = (): void => {
    if (ended || held || options.ping === undefined) return;
    stopTimer('pong');
    startTimer('ping', options.ping.everyMs, ping);
  };
  const ping = (): void => {
    if (options.ping === undefined || ended || held || socket.readyState !== WebSocket.OPEN || timers.has('pong')) return;
    const { pongMs } = options.ping;
    stopTimer('ping');
    startTimer('pong', pongMs, () => end({ code: 'silent', detail: `no answer to a ping within ${pongMs} ms` }));
    socket.ping();
  };

  startTimer('handshake', options.handshakeMs, () => {
    // A refusal whose words never end is still a refusal.
    if (refusedWith !== undefined) end(troubleOfStatus(refusedWith), { status: refusedWith });
    else end({ code: 'timeout', detail: `no handshake within ${options.handshakeMs} ms` });
  });
  socket.on('open', () => {
    if (ended) return;
    stopTimer('handshake');
    alive();
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
    const status = response.statusCode ?? 0;
    refusedWith = status;
    void readRefusal(response).then((body) => end(troubleOfStatus(status, body), { status, body }));
  });
  // After our own end ws still reports the connection it had to cut; there is nobody left to tell.
  socket.on('error', (error) => end(troubleOf(error)));
  socket.on('close', (code) => end({ code: 'lost', detail: `closed with ${code}` }, code === NOT_CLOSED ? {} : { closeCode: code }));

  return {
    send(text) {
      if (!ended && socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    hold(on) {
      if (ended || held === on || socket.readyState !== WebSocket.OPEN) return;
      held = on;
      if (on) {
        stopTimer('ping');
        stopTimer('pong');
        socket.pause();
      } else {
        socket.resume();
        alive();
      }
    },
    check: ping,
    close,
  };
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
