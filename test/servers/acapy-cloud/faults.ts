import type { After } from './streams.ts';
import { deferred } from '../signal.ts';

/** Which requests a fault is for: a part of path and query, or what matches them. */
export type Match = string | RegExp;

/** Something held back until the test lets it go. */
export interface Hold {
  /** Resolves once something waits here. */
  readonly arrived: Promise<void>;
  /** Lets all that waits, and all that comes later, through. */
  release(): void;
}

/** The faults that a test can switch on; `match` defaults to everything. */
export interface Faults {
  /** Requests wait, before their status, until released. */
  hold(match?: Match): Hold;
  /** Requests are answered this many milliseconds late, by the injected timers. */
  slow(ms: number, match?: Match): () => void;
  /** The next requests lose their connection: at once, or after a 200 and its headers. */
  drop(match?: Match, options?: { readonly times?: number; readonly when?: 'at-once' | 'after-headers' }): void;
  /** The next requests get this status and body. */
  failNext(status: number, body?: string, match?: Match, times?: number): void;
  /** Streams opened from now on get not one byte after the headers, or (`headers: false`) none at all: no event, no ping, no end. */
  halfOpen(match?: Match, options?: { readonly headers?: boolean }): () => void;
  /** The next streams consist of this text and a clean end: garbage, or Waypoint's own errors as JSON lines. */
  answerStream(text: string, match?: Match, times?: number): void;
  /** Waypoint's own answer comes through as a line of JSON in a 200 stream. */
  upstreamError(detail?: string, match?: Match, times?: number): void;
  /** Events come in this many pieces, `everyMs` apart by the injected timers, else as fast as they are read. */
  inPieces(pieces: number, everyMs?: number): void;
  /** The next events are kept for look-back, and no open stream hears of them, as of those a few milliseconds after another. */
  loseLive(times?: number): void;
  /** Every fault ends, and what was held goes on. */
  clear(): void;
}

/** What takes the place of a stream's own course. */
export type Course =
  | { readonly type: 'drop'; readonly when: 'at-once' | 'after-headers' }
  | { readonly type: 'answer'; readonly status: number; readonly body: string }
  | { readonly type: 'half-open'; readonly headers: boolean }
  | { readonly type: 'text'; readonly text: string };

/** What the cloud asks the faults. */
export interface FaultsInForce {
  readonly faults: Faults;
  /** Resolves when nothing holds the request back. */
  admitted(path: string): Promise<void>;
  take(path: string, kind: 'watch' | 'rest'): Course | undefined;
  takeLostLive(): boolean;
  readonly pieces: number;
  readonly everyMs: number | undefined;
}

interface Gate {
  readonly match: Match;
  readonly until: Promise<void>;
  readonly arrived: () => void;
  readonly release: () => void;
}

interface Entry {
  readonly match: Match;
  readonly course: Course;
  left: number;
}

const ALL = /^/;

/** No faults, until a test asks for some. */
export function createFaults(after: After | undefined): FaultsInForce {
  const gates = new Set<Gate>();
  const delays = new Set<{ readonly match: Match; readonly ms: number }>();
  const entries: Entry[] = [];
  let lostLive = 0;
  let pieces = 1;
  let everyMs: number | undefined;

  const add = (match: Match, course: Course, left: number): Entry => {
    const entry = { match, course, left };
    entries.push(entry);
    return entry;
  };
  const timers = (): After => {
    if (after === undefined) throw new Error('This cloud has no timers; give it `after`.');
    return after;
  };

  return {
    faults: {
      hold(match = ALL) {
        const opened = deferred();
        const arrival = deferred();
        const gate = {
          match,
          until: opened.promise,
          arrived: arrival.resolve,
          release: () => {
            gates.delete(gate);
            opened.resolve();
          },
        };
        gates.add(gate);
        return { arrived: arrival.promise, release: gate.release };
      },
      slow(ms, match = ALL) {
        timers();
        const delay = { match, ms };
        delays.add(delay);
        return () => void delays.delete(delay);
      },
      drop: (match = ALL, { times = 1, when = 'at-once' } = {}) => void add(match, { type: 'drop', when }, times),
      failNext: (status, body = '', match = ALL, times = 1) => void add(match, { type: 'answer', status, body }, times),
      halfOpen(match = ALL, { headers = true } = {}) {
        const entry = add(match, { type: 'half-open', headers }, Infinity);
        return () => {
          entry.left = 0;
        };
      },
      answerStream: (text, match = ALL, times = 1) => void add(match, { type: 'text', text }, times),
      upstreamError(detail = 'Internal Server Error', match = ALL, times = 1) {
        add(match, { type: 'text', text: `${JSON.stringify({ detail })}\n` }, times);
      },
      inPieces(count, ms) {
        if (ms !== undefined) timers();
        pieces = count;
        everyMs = ms;
      },
      loseLive(times = 1) {
        lostLive += times;
      },
      clear() {
        for (const gate of gates) gate.release();
        delays.clear();
        entries.length = 0;
        lostLive = 0;
        pieces = 1;
        everyMs = undefined;
      },
    },
    async admitted(path) {
      for (const gate of [...gates].filter(({ match }) => matches(match, path))) {
        gate.arrived();
        await gate.until;
      }
      for (const { ms } of [...delays].filter(({ match }) => matches(match, path))) {
        await new Promise<void>((resolve) => void timers()(ms, resolve));
      }
    },
    take(path, kind) {
      const fits = ({ course }: Entry): boolean => kind === 'watch' || course.type !== 'text';
      const found = entries.find((entry) => entry.left > 0 && matches(entry.match, path) && fits(entry));
      if (found !== undefined) found.left -= 1;
      return found?.course;
    },
    takeLostLive() {
      if (lostLive === 0) return false;
      lostLive -= 1;
      return true;
    },
    get pieces() {
      return pieces;
    },
    get everyMs() {
      return everyMs;
    },
  };
}

/** Whether a path with its query is meant. */
export function matches(match: Match, path: string): boolean {
  return typeof match === 'string' ? path.includes(match) : match.test(path);
}
