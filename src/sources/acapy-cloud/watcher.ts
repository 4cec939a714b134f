import type { Stop } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';
import { BLOCKING } from '../../shared/trouble-natures.ts';
import { createBackoff } from '../../transport/backoff.ts';
import type { Stream, StreamEnd, StreamHandlers } from '../../transport/network.ts';
import { ageOf, type Moment, momentOf } from '../moment.ts';
import type { SourceDeps } from '../source.ts';
import { LONGEST, lookBackOver } from './covered.ts';
import { detailOf, troubleOfRefusal } from './refusals.ts';
import { createSseReader } from './sse.ts';

/** Where a watch stands. `done`: what it waited for came. `refused`: only a person can help. */
export type WatchState =
  | { phase: 'idle' | 'opening' | 'open' | 'done' }
  | { phase: 'down'; retryAt: number; trouble: Trouble }
  | { phase: 'refused'; trouble: Trouble };

/** What of a watch outlives a stay. */
export interface WatchMemory {
  /** Until then nothing is missing. */
  covered: Moment | undefined;
}

export interface WatcherDeps extends Pick<SourceDeps, 'clock' | 'random'> {
  memory: WatchMemory;
  /** All that it waits for was seen in an earlier stay. */
  done: boolean;
  /** Opens the stream, so many seconds back. */
  open(lookBack: number, handlers: StreamHandlers): Stream;
  /** Data of one event. `again`: it may come from looking back, and have been told before. `done`: the watch has now seen all it is for. */
  heard(data: string, again: boolean): 'new' | 'known' | 'done';
  changed(state: WatchState): void;
  /** The server is there and does its work. */
  proven(): void;
  /** It is there again after more than can be looked back over: from then to then, UTC ms. */
  missed(since: number, until: number): void;
}

/** One watch's own loop. Waypoint says at most one event a stream; what comes between two of them is found by looking back. */
export interface Watcher {
  start(): void;
  /** The network may be back, or gone: opens anew. */
  wake(): void;
  stop(): void;
  state(): WatchState;
}

/** An event this soon after the stream was opened may be one of before. */
const SOON_MS = 3_000;
/** A stream that lived so long did what it is for, though nothing came. */
const LIVED_MS = 10_000;
/** No two streams begin closer together than that, whatever a server's pings and ends say. */
const SHORTEST_STREAM_MS = 1_000;
/** Waypoint says one event a stream. What says more is cut off after so many, and asked again, so that it comes no faster than it can be kept. */
const MAX_EVENTS = 32;
/** The shortest look-back there is, in seconds. */
const SHORTEST = 1;
/** Of what the last second holds only the oldest is said: it is looked through in such steps. What comes closer together may be passed over. */
const STEP_MS = 100;
/** After so many steps an event is no longer of the last second, unless the server's clock stands still. */
const MAX_STEPS = 10;
/** Between requests to a server that says an event again all the same: less than a second, so that no second is left out. */
const SLOW_STEP_MS = 900;

/** One stream, from request to end. */
interface Try {
  lookBack: number;
  asked: Moment;
  openedAt: number | undefined;
  stream: Stream | undefined;
  /** It looks back a second less than the one before. */
  skipped: boolean;
  /** So many looks through the last second came before it, in a row, and said nothing new. */
  steps: number;
  /** The last event: of before (and not told until now), or of now. */
  hit: 'new' | 'known' | 'live' | undefined;
  hitAt: Moment;
  events: number;
  proven: boolean;
  over: boolean;
}

export function createWatcher(deps: WatcherDeps): Watcher {
  const { clock, memory } = deps;
  const backoff = createBackoff(deps.random);
  let state: WatchState = { phase: deps.done ? 'done' : 'idle' };
  let current: Try | undefined;
  let stopTimer: Stop | undefined;
  /** What was missed before the request that is under way, if more than can be looked back over; told once the server has proven to be there. */
  let untold: { since: number; until: number } | undefined;

  const enter = (next: WatchState): void => {
    state = next;
    deps.changed(next);
  };
  const leave = (): void => {
    stopTimer?.();
    stopTimer = undefined;
    if (current === undefined) return;
    current.over = true;
    current.stream?.close();
    current = undefined;
  };

  const request = (lookBack: number, phase: 'opening' | 'open', { skipped = false, steps = 0 } = {}): void => {
    leave();
    const asked = momentOf(clock);
    if (memory.covered !== undefined && ageOf(clock, memory.covered) > LONGEST * 1000) {
      untold = { since: memory.covered.now, until: asked.now };
    }
    const one: Try = {
      lookBack,
      asked,
      openedAt: undefined,
      stream: undefined,
      skipped,
      steps,
      hit: undefined,
      hitAt: asked,
      events: 0,
      proven: false,
      over: false,
    };
    current = one;
    if (state.phase !== phase) enter({ phase });
    if (one.over) return;
    const reader = createSseReader({
      event: (data) => event(one, data),
      // Before that what it looks back to may still be to come.
      ping: () => prove(one, openFor(one) < SOON_MS ? undefined : momentOf(clock)),
      stray: (line) => fail(one, troubleOfStray(line)),
      tooLarge: () => fail(one, { code: 'too-large', detail: 'an event longer than any' }),
    });
    one.stream = deps.open(lookBack, {
      open() {
        if (one.over) return;
        one.openedAt = clock.elapsed();
        if (state.phase !== 'open') enter({ phase: 'open' });
      },
      text(text) {
        if (!one.over) reader.read(text);
      },
      end(how) {
        if (one.over) return;
        if (how.clean) reader.end();
        if (!one.over) ended(one, how);
      },
    });
    if (one.over) one.stream.close();
  };

  const openFor = (one: Try): number => (one.openedAt === undefined ? 0 : clock.elapsed() - one.openedAt);

  /** `covered`: nothing of before is missing, where that is known. */
  const prove = (one: Try, covered: Moment | undefined): void => {
    if (one.over) return;
    memory.covered = covered ?? memory.covered;
    if (one.proven) return;
    one.proven = true;
    backoff.reset();
    deps.proven();
    if (untold === undefined) return;
    const { since, until } = untold;
    untold = undefined;
    deps.missed(since, until);
  };

  const event = (one: Try, data: string): void => {
    if (one.over) return;
    const before = openFor(one) < SOON_MS;
    // Of what can be seen when looking back only the oldest was said: what came up to a second after it is seen next.
    const ago = before ? ageOf(clock, one.asked) + (one.lookBack - 1) * 1000 : 0;
    const was = deps.heard(data, before);
    if (was !== 'done') one.hit = before ? was : 'live';
    one.hitAt = momentOf(clock);
    one.events += 1;
    prove(one, momentOf(clock, Math.max(0, ago)));
    if (one.over) return;
    if (was !== 'done') {
      if (one.events >= MAX_EVENTS) later(SHORTEST_STREAM_MS, () => lookBackOver(clock, memory.covered));
      return;
    }
    leave();
    enter({ phase: 'done' });
  };

  const ended = (one: Try, how: StreamEnd): void => {
    if (!how.clean) {
      const { trouble, status, body } = how;
      fail(one, status === undefined ? downOf(one, trouble) : troubleOfRefusal(status, body ?? '', trouble));
      return;
    }
    if (one.hit !== undefined) {
      again(one);
      return;
    }
    // A stream so short may not have looked through all that it should.
    const short = openFor(one) < SOON_MS;
    if (openFor(one) >= LIVED_MS || (one.proven && !short)) prove(one, momentOf(clock));
    if (one.proven) later(short ? SHORTEST_STREAM_MS : 0, () => (short ? lookBackOver(clock, memory.covered) : SHORTEST));
    else fail(one, { code: 'waypoint-down', detail: 'the stream ended at once' });
  };

  const again = ({ asked, hit, hitAt, lookBack, skipped, steps }: Try): void => {
    // However long an answer took, on a long way or a busy machine: that is looked back over as well.
    const since = (seconds: number): number => Math.min(LONGEST, seconds + Math.floor(ageOf(clock, asked) / 1000));
    // Where the end came late, the next stream looks back to the event all the same.
    const sinceHit = (): number => Math.min(LONGEST, Math.max(SHORTEST, Math.ceil((ageOf(clock, hitAt) - STEP_MS) / 1000)));
    if (hit === 'live') later(Math.max(0, 1_000 - ageOf(clock, hitAt)), sinceHit);
    // A skipped second was one and the request's own way: what came after the one before may lie in it.
    else if (hit === 'new' && skipped) request(since(lookBack + 1), 'open');
    else if (lookBack > SHORTEST) request(since(lookBack - 1), 'open', { skipped: true });
    else {
      const taken = hit === 'new' ? 0 : steps;
      const step = taken < MAX_STEPS ? STEP_MS : SLOW_STEP_MS;
      later(Math.max(0, step - ageOf(clock, asked)), () => since(SHORTEST), taken + 1);
    }
  };

  /** `lookBack`: asked for when the time has come. */
  const later = (ms: number, lookBack: () => number, steps = 0): void => {
    leave();
    if (ms === 0) request(lookBack(), 'open', { steps });
    else stopTimer = clock.after(ms, () => request(lookBack(), 'open', { steps }));
  };

  const fail = (one: Try, trouble: Trouble): void => {
    if (one.over) return;
    leave();
    if (BLOCKING.has(trouble.code)) {
      enter({ phase: 'refused', trouble });
      return;
    }
    const wait = backoff.next();
    stopTimer = clock.after(wait, retry);
    enter({ phase: 'down', retryAt: clock.now() + wait, trouble });
  };

  const retry = (): void => request(lookBackOver(clock, memory.covered), 'opening');

  return {
    start() {
      if (state.phase === 'idle') retry();
    },
    wake() {
      if (state.phase === 'down') backoff.reset();
      if (state.phase === 'down' || state.phase === 'open') retry();
    },
    stop: leave,
    state: () => state,
  };
}

/** Errors of the server behind come as lines of JSON (acapy-cloud.md, "Stream (W)"); anything else is no stream of Waypoint's. */
function troubleOfStray(line: string): Trouble {
  const detail = detailOf(line);
  return detail === undefined ? { code: 'not-a-node', detail: line.slice(0, 100) } : { code: 'server-error', detail };
}

/** With Waypoint down CloudAPI still answers 200, and then drops the connection (acapy-cloud.md). */
function downOf(one: Try, trouble: Trouble): Trouble {
  if (one.openedAt === undefined || one.proven || trouble.code !== 'lost') return trouble;
  return { ...trouble, code: 'waypoint-down' };
}
