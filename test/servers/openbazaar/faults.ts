import { deferred } from '../signal.ts';

/**
 * Which requests a fault is for (`ws` is the opening of a socket): the path after the host and `/`, equal to the text or beginning with
 * it and `/`, or matching.
 */
export type PathMatch = string | RegExp;

/** An answer that takes the place of the real one. */
export interface CannedAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request held back until the test lets it go. */
export interface Hold {
  /** Resolves once a request waits here. */
  readonly arrived: Promise<void>;
  /** Lets every waiting and later request through. */
  release(): void;
}

interface Delay {
  readonly match: PathMatch;
  readonly until: Promise<unknown>;
  readonly answered: 'before' | 'after';
  readonly arrived: () => void;
}

/** The faults that a test has switched on for REST and for the opening of sockets. */
export interface Faults {
  /**
   * Requests to `match` wait until the promise settles. The answer is looked up after the wait, or, with `answered: 'before'`, on arrival:
   * then it misses what happened meanwhile.
   */
  delay(match: PathMatch, until: Promise<unknown>, options?: { readonly answered?: 'before' | 'after' }): void;
  /** Like `delay`, with a gate of its own. */
  hold(match: PathMatch, options?: { readonly answered?: 'before' | 'after' }): Hold;
  /** The next `times` requests to `match` get this answer. */
  failNext(match: PathMatch, status: number, body?: string, times?: number): void;
  /** Every fault ends; requests that wait on a `delay` still do. */
  clear(): void;
}

/** What REST asks the faults. */
export interface FaultsInForce {
  readonly faults: Faults;
  takeFailure(path: string): CannedAnswer | undefined;
  delaysFor(path: string): readonly Delay[];
}

/** No faults, until a test asks for some. */
export function createFaults(): FaultsInForce {
  const delays = new Set<Delay>();
  const failures: { readonly match: PathMatch; readonly answer: CannedAnswer; left: number }[] = [];

  function delay(
    match: PathMatch,
    until: Promise<unknown>,
    options: { readonly answered?: 'before' | 'after' } = {},
    arrived: () => void = () => {}
  ): void {
    const entry: Delay = { match, until, answered: options.answered ?? 'after', arrived };
    delays.add(entry);
    const done = (): void => void delays.delete(entry);
    until.then(done, done);
  }

  return {
    faults: {
      delay: (match, until, options) => delay(match, until, options),
      hold(match, options) {
        const gate = deferred();
        const arrival = deferred();
        delay(match, gate.promise, options, arrival.resolve);
        return { arrived: arrival.promise, release: gate.resolve };
      },
      failNext(match, status, body = JSON.stringify({ success: false, reason: 'internal error' }), times = 1) {
        failures.push({ match, answer: { status, body }, left: times });
      },
      clear() {
        delays.clear();
        failures.length = 0;
      },
    },
    takeFailure(path) {
      const failure = failures.find((entry) => entry.left > 0 && matches(entry.match, path));
      if (failure === undefined) return undefined;
      failure.left -= 1;
      return failure.answer;
    },
    delaysFor: (path) => [...delays].filter((entry) => matches(entry.match, path)),
  };
}

function matches(match: PathMatch, path: string): boolean {
  return typeof match === 'string' ? path === match || path.startsWith(`${match}/`) : match.test(path);
}
