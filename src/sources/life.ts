import type { Stop } from '../shared/clock.ts';
import type { ConnectionState, Trouble, TroubleCode } from '../shared/connection.ts';
import { BLOCKING } from '../shared/trouble-natures.ts';
import { createBackoff } from '../transport/backoff.ts';
import { createBackground } from './background.ts';
import { type SourceDeps, SourceError } from './source.ts';

/** One stay with a server: from opening the socket to its end. */
export interface Stay {
  /** Is the socket still alive, and could what failed succeed now? */
  wake(): void;
  /** Ends it, if it has not ended itself; settles when no request, timer or work is left. */
  end(): Promise<void>;
}

/** What a stay says of itself; nothing after `ended`, nor once it is being ended from outside. */
export interface SessionEvents {
  catchingUp(): void;
  /** `trouble`: online, but not whole. Called again where that changes. */
  online(trouble?: Trouble): void;
  /** The socket is open, but the server could not be asked what was missed. */
  behind(trouble: Trouble, retryMs: number): void;
  /** A proof of life of the system's own: after this the next failure waits no longer than a first one. */
  alive(): void;
  /** Once; also while it is still being opened. */
  ended(trouble: Trouble): void;
}

export interface LifeOptions<S extends Stay> {
  needsSecret: boolean;
  /** A connection counts as well once it has lived so long after its first `online`; else the next failure waits longer. */
  proofOfLifeMs: number;
  /** Begins a stay, or says why none can be begun with this connection: then it is blocked. */
  open(secret: string | undefined, events: SessionEvents): { session: S } | { trouble: Trouble };
}

/** The life of a connection: it connects, stays connected, and comes back, until it is stopped or only a person can help. */
export interface Life<S extends Stay> {
  start(): void;
  /** Ends the stay and whatever else runs; settles when nothing is left. */
  stop(): Promise<void>;
  state(): ConnectionState;
  wake(): void;
  session(): S | undefined;
  /** What is needed of a session that is there; throws a SourceError that says why there is none. */
  reachable<T>(need: (session: S) => T | undefined): T;
  /** Work in the background that `stop` waits for; should it fail, the log says so. */
  track(work: Promise<void>): void;
}

/** Once a connection was online, these are more likely a proxy's whose server restarts than a mistake of the user's. */
const MAY_PASS: ReadonlySet<TroubleCode> = new Set(['wrong-path', 'wrong-version']);

export function createLife<S extends Stay>(deps: SourceDeps, options: LifeOptions<S>): Life<S> {
  const { clock, connection, sink } = deps;
  const backoff = createBackoff(deps.random);
  const { track, idle } = createBackground({ system: connection.system, log: deps.log });
  let state: ConnectionState = { phase: 'connecting' };
  let session: S | undefined;
  let stopTimer: Stop | undefined;
  let running = false;
  let onlineAt: number | undefined;
  let wasOnline = false;
  let troubledSince: number | undefined;

  const enter = (next: ConnectionState): void => {
    state = next;
    sink.state(next);
  };

  const connect = async (trouble?: Trouble): Promise<void> => {
    stopTimer?.();
    stopTimer = undefined;
    enter({ phase: 'connecting', ...(trouble === undefined ? {} : { trouble }) });
    const secret = await readSecret();
    if (!running) return;
    const found = 'trouble' in secret ? secret : open(secret.secret);
    if ('trouble' in found) enter({ phase: 'blocked', trouble: found.trouble });
  };

  const open = (secret: string | undefined): { trouble: Trouble } | { session: S } => {
    const stay: { session?: S; ended?: Trouble } = {};
    const opened = options.open(secret, {
      catchingUp: () => enter({ phase: 'catching-up', since: clock.now() }),
      online(trouble) {
        onlineAt ??= clock.elapsed();
        wasOnline = true;
        troubledSince = undefined;
        const since = state.phase === 'online' ? state.since : clock.now();
        enter({ phase: 'online', since, ...(trouble === undefined ? {} : { trouble }) });
      },
      behind(trouble, retryMs) {
        troubledSince ??= clock.now();
        enter({ phase: 'waiting', retryAt: clock.now() + retryMs, since: troubledSince, trouble });
      },
      alive: () => backoff.reset(),
      ended(trouble) {
        stay.ended ??= trouble;
        if (stay.session !== undefined) over(stay.session, trouble);
      },
    });
    if ('trouble' in opened) return opened;
    session = opened.session;
    stay.session = session;
    if (stay.ended !== undefined) over(session, stay.ended);
    return opened;
  };

  const readSecret = async (): Promise<{ secret: string | undefined } | { trouble: Trouble }> => {
    if (!options.needsSecret) return { secret: undefined };
    try {
      return { secret: await deps.secret() };
    } catch (error) {
      deps.log(`${connection.system}: the secret cannot be read`, { error: String(error) });
      return { trouble: { code: 'sign-in-again' } };
    }
  };

  const over = (ended: S, trouble: Trouble): void => {
    if (ended !== session) return;
    leave(ended);
    lost(trouble);
  };

  const leave = (ended: S): void => {
    session = undefined;
    track(ended.end());
  };

  const lost = (trouble: Trouble): void => {
    if (!running) return;
    if (onlineAt !== undefined && clock.elapsed() - onlineAt >= options.proofOfLifeMs) backoff.reset();
    onlineAt = undefined;
    if (BLOCKING.has(trouble.code) && !(wasOnline && MAY_PASS.has(trouble.code))) {
      enter({ phase: 'blocked', trouble });
      return;
    }
    const wait = backoff.next();
    troubledSince ??= clock.now();
    enter({ phase: 'waiting', retryAt: clock.now() + wait, since: troubledSince, trouble });
    stopTimer = clock.after(wait, () => track(connect(trouble)));
  };

  const whyUnreachable = (): Trouble => {
    const trouble = state.phase === 'online' || !('trouble' in state) ? undefined : state.trouble;
    return trouble ?? { code: 'lost', detail: 'not connected' };
  };

  return {
    start() {
      if (running) return;
      running = true;
      track(connect());
    },
    async stop() {
      running = false;
      stopTimer?.();
      stopTimer = undefined;
      if (session !== undefined) leave(session);
      await idle();
    },
    state: () => state,
    wake() {
      if (!running) return;
      if (session !== undefined) session.wake();
      else if (state.phase === 'waiting') {
        backoff.reset();
        track(connect(state.trouble));
      }
    },
    session: () => session,
    reachable(need) {
      const found = session === undefined ? undefined : need(session);
      if (found === undefined) throw new SourceError(whyUnreachable());
      return found;
    },
    track,
  };
}
