import type { ServerResponse } from 'node:http';
import { type Signal, createSignal } from '../signal.ts';
import type { CloudEvent } from './events.ts';
import { type FaultsInForce, type Match, matches } from './faults.ts';
import type { Role } from './keys.ts';
import { type Watched, isWaitedFor } from './watches.ts';

/** Runs a task once after some milliseconds; the function returned takes it back. */
export type After = (ms: number, task: () => void) => () => void;

/** How a stream ended: with its event, by the time-out, by a fault's text, without a farewell, or by its client. */
export type HowEnded = 'event' | 'time-out' | 'text' | 'cut' | 'client';

/** A stream that is open, or was. */
export interface Stream {
  /** Path and query as they came. */
  readonly path: string;
  readonly watched: Watched;
  readonly role: Role;
  /** UTC ms. */
  readonly openedAt: number;
  /** Gets no byte any more. */
  readonly silent: boolean;
  readonly ended: HowEnded | undefined;
}

/** All streams of a cloud. */
export interface Streams {
  readonly open: readonly Stream[];
  readonly opened: Signal<Stream>;
  /** Opened, and stays so until something happens: nothing looked back to has answered it. */
  readonly waiting: Signal<Stream>;
  readonly ended: Signal<Stream>;
  /** Sends the headers and goes on as its course says. */
  begin(response: ServerResponse, about: Pick<Stream, 'path' | 'watched' | 'role'>, course: StreamCourse): void;
  /** Every open stream that waits for it gets it, and ends. */
  offer(event: CloudEvent): void;
  ping(match?: Match): void;
  timeOut(match?: Match): void;
  /** `fin` closes the connection, `reset` breaks it. */
  drop(match?: Match, how?: 'fin' | 'reset'): void;
  /** From now on no byte, and the connection stays. */
  silence(match?: Match): void;
  /** Any text, as it is, into open streams. */
  write(text: string, match?: Match): void;
}

/** What becomes of a stream after its headers. */
export type StreamCourse =
  | { readonly type: 'live' }
  | { readonly type: 'event'; readonly event: CloudEvent }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'silent' }
  | { readonly type: 'drop' };

/** How Waypoint's streams look and end. */
export interface StreamForm {
  readonly now: () => number;
  readonly after: After | undefined;
  /** LF as through the app, CRLF as at Waypoint itself. */
  readonly newline: '\n' | '\r\n';
  readonly timeOutMs: number;
}

const PING_MS = 15_000;

interface Live extends Stream {
  readonly response: ServerResponse;
  silent: boolean;
  ended: HowEnded | undefined;
  readonly timers: Set<() => void>;
}

/** No streams yet. */
export function createStreams(form: StreamForm, force: FaultsInForce): Streams {
  const { now, after, newline } = form;
  const open = new Set<Live>();
  const opened = createSignal<Stream>();
  const waiting = createSignal<Stream>();
  const ended = createSignal<Stream>();
  const chosen = (match: Match = /^/): Live[] => [...open].filter(({ path }) => matches(match, path));

  /** Takes it out of the open ones; false where it is out already. */
  function leave(stream: Live, how: HowEnded): boolean {
    if (!open.delete(stream)) return false;
    for (const cancel of stream.timers) cancel();
    stream.ended = how;
    ended.emit(stream);
    return true;
  }

  function finish(stream: Live, how: HowEnded): void {
    if (!stream.silent && leave(stream, how)) stream.response.end();
  }

  function cut(stream: Live, how: 'fin' | 'reset'): void {
    if (!leave(stream, 'cut')) return;
    if (how === 'reset') stream.response.socket?.resetAndDestroy();
    else stream.response.socket?.destroySoon();
  }

  function deliver(stream: Live, event: CloudEvent): void {
    if (stream.silent) return;
    const lines = [`data: ${JSON.stringify(event)}${newline}`, newline];
    const pieces = force.pieces > 1 ? split(lines.join(''), force.pieces) : newline === '\n' ? lines : [lines.join('')];
    if (!leave(stream, 'event')) return;
    void writeSlowly(stream.response, pieces, force.everyMs === undefined ? undefined : { after, ms: force.everyMs });
  }

  function ping(stream: Live): void {
    if (stream.silent) return;
    const time = `${new Date(now()).toISOString().replace('T', ' ').replace('Z', '')}000+00:00`;
    stream.response.write(`: ping - ${time}${newline}`);
    stream.response.write(newline);
  }

  function later(stream: Live, ms: number, task: () => void): void {
    if (after === undefined) return;
    const cancel = after(ms, () => {
      stream.timers.delete(cancel);
      task();
    });
    stream.timers.add(cancel);
  }

  function pingOn(stream: Live): void {
    later(stream, PING_MS, () => {
      ping(stream);
      pingOn(stream);
    });
  }

  return {
    get open() {
      return [...open];
    },
    opened,
    waiting,
    ended,
    begin(response, about, course) {
      const stream: Live = { ...about, openedAt: now(), silent: course.type === 'silent', ended: undefined, response, timers: new Set() };
      response.writeHead(200, headersOf(newline, now()));
      response.flushHeaders();
      response.socket?.setNoDelay(true);
      open.add(stream);
      response.on('close', () => leave(stream, 'client'));
      // A client that leaves while something is written is no failure of the cloud.
      response.on('error', () => leave(stream, 'client'));
      opened.emit(stream);
      switch (course.type) {
        case 'drop':
          cut(stream, 'fin');
          return;
        case 'text':
          response.write(course.text);
          finish(stream, 'text');
          return;
        case 'event':
          deliver(stream, course.event);
          return;
        case 'live':
          pingOn(stream);
          later(stream, form.timeOutMs, () => finish(stream, 'time-out'));
          waiting.emit(stream);
          return;
        case 'silent':
          waiting.emit(stream);
          return;
      }
    },
    offer(event) {
      for (const stream of open) if (isWaitedFor(event, stream.watched)) deliver(stream, event);
    },
    ping: (match) => chosen(match).forEach(ping),
    timeOut: (match) => chosen(match).forEach((stream) => finish(stream, 'time-out')),
    drop: (match, how = 'fin') => chosen(match).forEach((stream) => cut(stream, how)),
    silence(match) {
      for (const stream of chosen(match)) stream.silent = true;
    },
    write: (text, match) => chosen(match).forEach(({ response }) => void response.write(text)),
  };
}

/** As the app sends them; Waypoint itself adds what keeps proxies from buffering. */
function headersOf(newline: '\n' | '\r\n', now: number): Record<string, string> {
  const own = newline === '\r\n' ? { 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' } : {};
  return { date: new Date(now).toUTCString(), server: 'uvicorn', ...own, 'content-type': 'text/event-stream; charset=utf-8' };
}

function split(text: string, count: number): Buffer[] {
  // Bytes, not letters: a piece may end in the middle of one.
  const bytes = Buffer.from(text, 'utf8');
  const size = Math.max(1, Math.ceil(bytes.length / count));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

async function writeSlowly(
  response: ServerResponse,
  pieces: readonly (string | Buffer)[],
  pause: { readonly after: After | undefined; readonly ms: number } | undefined
): Promise<void> {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && pause?.after !== undefined) {
      const { after, ms } = pause;
      await new Promise<void>((resolve) => void after(ms, resolve));
    }
    if (response.destroyed) return;
    // A callback with an error is a client that left, which ends the loop above.
    await new Promise<void>((resolve) => void response.write(piece, () => setImmediate(resolve)));
  }
  response.end();
}
