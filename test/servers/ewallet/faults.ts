import { deferred } from '../signal.ts';
import { FAILURES, type Failure } from './errors.ts';

/** Which calls, or topics, a fault is for: the very name, or what matches. `socket` is the opening of a socket. */
export type Match = string | RegExp;

/** Something held back until the test lets it go. */
export interface Hold {
  /** Resolves once something waits here. */
  readonly arrived: Promise<void>;
  /** Lets all that waits, and all that comes later, through. */
  release(): void;
}

/** The faults that a test can switch on. */
export interface Faults {
  /** HTTP calls wait: acted on after the wait, or with `before` on arrival, so that only the answer is late. */
  hold(match: Match, options?: { readonly answered?: 'before' | 'after' }): Hold;
  /** The next calls are acted on, and the connection is cut before the answer: their outcome stays unknown to the client. */
  cutAfterActing(match: Match, times?: number): void;
  /** The next calls are cut before anything is done. */
  cutBeforeActing(match: Match, times?: number): void;
  /** The next calls are answered with this error, HTTP 200, and nothing is done. */
  answerOnce(match: Match, failure: Failure | string): void;
  /** The next calls, or openings of a socket, get this status and body. */
  failNext(match: Match, status: number, body?: string, times?: number): void;
  /** Joins of these topics stay unanswered until released; then they are answered, late. */
  holdJoins(match?: Match): Hold;
  /** Heartbeats stay unanswered until released. */
  holdHeartbeats(): Hold;
  /** Joins of these topics are refused; as `phx_error` where a server follows the documents. Returns what ends it. */
  refuseJoins(match: Match, how?: 'phx_reply' | 'phx_error' | 'join crashed'): () => void;
  /** Poison topics (`address:*`, `account:*` for end users) behave, as on a server that was mended. */
  cureTopics(): void;
  /** Every event goes out this many times. */
  repeatEvents(times: number): void;
  /** Every fault ends, and what was held goes on. */
  clear(): void;
}

export type JoinRefusal = 'phx_reply' | 'phx_error' | 'join crashed';

/** What the wallet asks the faults. */
export interface FaultsInForce {
  readonly faults: Faults;
  takeCanned(name: string): Canned | undefined;
  takeCut(name: string): 'before' | 'after' | undefined;
  waitsFor(name: string): readonly Wait[];
  joinWait(topic: string): Wait | undefined;
  heartbeatWait(): Wait | undefined;
  joinRefusal(topic: string): JoinRefusal | undefined;
  readonly cured: boolean;
  readonly copies: number;
}

/** An answer that takes the place of the real one. */
export type Canned = { readonly failure: Failure } | { readonly status: number; readonly body: string };

/** A reason to wait. */
export interface Wait {
  readonly until: Promise<void>;
  readonly answered: 'before' | 'after';
  readonly arrived: () => void;
}

interface Gate extends Wait {
  readonly match: Match;
  readonly release: () => void;
}

/** No faults, until a test asks for some. */
export function createFaults(): FaultsInForce {
  const calls = new Set<Gate>();
  const joins = new Set<Gate>();
  const heartbeats = new Set<Gate>();
  const refusals = new Set<{ readonly match: Match; readonly how: JoinRefusal }>();
  const canned: { readonly match: Match; readonly answer: Canned; left: number }[] = [];
  const cuts: { readonly match: Match; readonly when: 'before' | 'after'; left: number }[] = [];
  let cured = false;
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

  function take<T extends { readonly match: Match; left: number }>(list: readonly T[], name: string): T | undefined {
    const found = list.find((entry) => entry.left > 0 && matches(entry.match, name));
    if (found !== undefined) found.left -= 1;
    return found;
  }

  const first = (set: ReadonlySet<Gate>, name: string): Gate | undefined => [...set].find((entry) => matches(entry.match, name));

  return {
    faults: {
      hold: (match, options = {}) => gate(calls, match, options.answered ?? 'after'),
      cutAfterActing: (match, times = 1) => void cuts.push({ match, when: 'after', left: times }),
      cutBeforeActing: (match, times = 1) => void cuts.push({ match, when: 'before', left: times }),
      answerOnce(match, failure) {
        const known = typeof failure === 'string' ? describe(failure) : failure;
        canned.push({ match, answer: { failure: known }, left: 1 });
      },
      failNext: (match, status, body = '', times = 1) => void canned.push({ match, answer: { status, body }, left: times }),
      holdJoins: (match = /^/) => gate(joins, match, 'after'),
      holdHeartbeats: () => gate(heartbeats, /^/, 'after'),
      refuseJoins(match, how = 'phx_reply') {
        const entry = { match, how };
        refusals.add(entry);
        return () => void refusals.delete(entry);
      },
      cureTopics() {
        cured = true;
      },
      repeatEvents(times) {
        copies = times;
      },
      clear() {
        for (const set of [calls, joins, heartbeats]) for (const entry of set) entry.release();
        refusals.clear();
        canned.length = 0;
        cuts.length = 0;
        cured = false;
        copies = 1;
      },
    },
    takeCanned: (name) => take(canned, name)?.answer,
    takeCut: (name) => take(cuts, name)?.when,
    waitsFor: (name) => [...calls].filter((entry) => matches(entry.match, name)),
    joinWait: (topic) => first(joins, topic),
    heartbeatWait: () => first(heartbeats, ''),
    joinRefusal: (topic) => [...refusals].find((entry) => matches(entry.match, topic))?.how,
    get cured() {
      return cured;
    },
    get copies() {
      return copies;
    },
  };
}

/** The server's own words for a code; a code that it does not know is its own description. */
function describe(code: string): Failure {
  return Object.values(FAILURES).find((known) => known.code === code) ?? { code, description: code };
}

function matches(match: Match, name: string): boolean {
  return typeof match === 'string' ? match === name : match.test(name);
}
