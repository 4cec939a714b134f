import { deferred } from '../signal.ts';

/** Which calls of REST a fault is for: a part of path and query, or what matches them. */
export type Match = string | RegExp;

/** Something held back until the test lets it go. */
export interface Hold {
  /** Resolves once something waits here. */
  readonly arrived: Promise<void>;
  /** Lets all that waits, and all that comes later, through. */
  release(): void;
}

/** How the socket turns people away: a status instead of an upgrade, or a close code right after it. */
export type Refusal = number | { readonly close: number; readonly reason?: string };

/** What takes the place of an answer. */
export type Course =
  | { readonly type: 'answer'; readonly status: number; readonly body: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'half' | 'drop' | 'silent' };

/** The faults that a test can switch on; `match` defaults to every call of REST. */
export interface Faults {
  /** Calls wait until released: looked up after the wait, or with `before` on arrival, so that only the answer is late. */
  hold(match?: Match, options?: { readonly answered?: 'before' | 'after' }): Hold;
  /** The next calls get this status, body and headers. */
  failNext(status: number, options?: FailOptions): void;
  /** The same until ended: 401 for all, 403 for `/bookings`. Returns what ends it. */
  failAlways(status: number, options?: Omit<FailOptions, 'times'>): () => void;
  /** 429, with `Retry-After` in seconds. */
  tooMany(retryAfterS: number, match?: Match, times?: number): void;
  /** 302 to another address. */
  redirect(to: string, match?: Match, times?: number): void;
  /** The connection is lost in the middle of the body. */
  half(match?: Match, times?: number): void;
  /** The connection is lost before a byte. */
  drop(match?: Match, times?: number): void;
  /** No answer ever, and the connection stays. Returns what ends it for calls to come. */
  silent(match?: Match): () => void;
  /** Once, after the next answer to such a call was made up: a list that moves between its pages. */
  afterAnswer(match: Match, task: () => void): void;
  /** Sockets are turned away. Returns what ends it. */
  refuseSockets(refusal: Refusal): () => void;
  /** Openings of sockets wait until released. */
  holdSockets(): Hold;
  /** Heartbeats are not answered until this is ended; business frames go on. */
  noPongs(): () => void;
  /** Every event goes out this many times. */
  repeatEvents(times: number): void;
  /** Every fault ends, and what was held goes on. */
  clear(): void;
}

export interface FailOptions {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly match?: Match;
  readonly times?: number;
}

/** A reason to wait. */
export interface Wait {
  readonly until: Promise<void>;
  readonly answered: 'before' | 'after';
  readonly arrived: () => void;
}

/** What the server asks the faults. */
export interface FaultsInForce {
  readonly faults: Faults;
  waitsFor(path: string): readonly Wait[];
  socketWaits(): readonly Wait[];
  take(path: string): Course | undefined;
  /** Runs what was to come after an answer to this. */
  answered(path: string): void;
  readonly refusal: Refusal | undefined;
  readonly pongs: boolean;
  readonly copies: number;
}

interface Gate extends Wait {
  readonly match: Match;
  readonly release: () => void;
}

interface Entry {
  readonly match: Match;
  readonly course: Course;
  left: number;
}

const ALL = /^/;

/** No faults, until a test asks for some. */
export function createFaults(): FaultsInForce {
  const gates = new Set<Gate>();
  const sockets = new Set<Gate>();
  const entries: Entry[] = [];
  const tasks: { readonly match: Match; readonly task: () => void }[] = [];
  const refusals = new Set<{ readonly refusal: Refusal }>();
  const mutes = new Set<object>();
  let copies = 1;

  function gate(set: Set<Gate>, match: Match, answered: 'before' | 'after'): Hold {
    const opened = deferred();
    const arrival = deferred();
    const release = (): void => {
      set.delete(entry);
      opened.resolve();
    };
    const entry: Gate = { match, answered, until: opened.promise, arrived: arrival.resolve, release };
    set.add(entry);
    return { arrived: arrival.promise, release };
  }

  function add(match: Match, course: Course, left: number): () => void {
    const entry = { match, course, left };
    entries.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  function fail(status: number, { match = ALL, body, headers = {} }: FailOptions, times: number): () => void {
    return add(match, { type: 'answer', status, body: body ?? JSON.stringify({ message: `Status ${status}` }), headers }, times);
  }

  return {
    faults: {
      hold: (match = ALL, options = {}) => gate(gates, match, options.answered ?? 'after'),
      failNext: (status, options = {}) => void fail(status, options, options.times ?? 1),
      failAlways: (status, options = {}) => fail(status, options, Infinity),
      tooMany: (retryAfterS, match = ALL, times = 1) => void fail(429, { match, headers: { 'retry-after': String(retryAfterS) } }, times),
      redirect: (to, match = ALL, times = 1) => void fail(302, { match, body: '', headers: { location: to } }, times),
      half: (match = ALL, times = 1) => void add(match, { type: 'half' }, times),
      drop: (match = ALL, times = 1) => void add(match, { type: 'drop' }, times),
      silent: (match = ALL) => add(match, { type: 'silent' }, Infinity),
      afterAnswer: (match, task) => void tasks.push({ match, task }),
      refuseSockets(refusal) {
        const entry = { refusal };
        refusals.add(entry);
        return () => void refusals.delete(entry);
      },
      holdSockets: () => gate(sockets, ALL, 'after'),
      noPongs() {
        const mute = {};
        mutes.add(mute);
        return () => void mutes.delete(mute);
      },
      repeatEvents(times) {
        copies = times;
      },
      clear() {
        for (const entry of [...gates, ...sockets]) entry.release();
        entries.length = 0;
        tasks.length = 0;
        refusals.clear();
        mutes.clear();
        copies = 1;
      },
    },
    waitsFor: (path) => [...gates].filter(({ match }) => matches(match, path)),
    socketWaits: () => [...sockets],
    take(path) {
      const found = entries.find((entry) => entry.left > 0 && matches(entry.match, path));
      if (found !== undefined) found.left -= 1;
      return found?.course;
    },
    answered(path) {
      const index = tasks.findIndex(({ match }) => matches(match, path));
      if (index >= 0) for (const { task } of tasks.splice(index, 1)) task();
    },
    get refusal() {
      return [...refusals].at(-1)?.refusal;
    },
    get pongs() {
      return mutes.size === 0;
    },
    get copies() {
      return copies;
    },
  };
}

/** Says that something waits here, and waits. */
export async function pass(waits: readonly Wait[]): Promise<void> {
  for (const wait of waits) wait.arrived();
  await Promise.all(waits.map((wait) => wait.until));
}

/** Whether a path with its query is meant. */
export function matches(match: Match, path: string): boolean {
  return typeof match === 'string' ? path.includes(match) : match.test(path);
}
