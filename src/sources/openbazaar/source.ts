import type { Alert } from '../../shared/alert.ts';
import type { Stop } from '../../shared/clock.ts';
import type { ConnectionState, Trouble, TroubleCode } from '../../shared/connection.ts';
import { createBackoff } from '../../transport/backoff.ts';
import { NetworkError } from '../../transport/network.ts';
import { type Source, type SourceDeps, SourceError } from '../source.ts';
import { routeTo } from './address.ts';
import { openSession, type Session } from './session.ts';

/** Only a person can help here: trying again would be refused again, or worse, hammering. */
const BLOCKING: ReadonlySet<TroubleCode> = new Set([
  'bad-address',
  'forbidden',
  'plain-to-tls',
  'tls-to-plain',
  'certificate-unknown',
  'certificate-changed',
  'other-identity',
  'same-identity',
  'sign-in-again',
  'waiting-for-keyring',
]);

/** A connection counts as well once it has lived so long after its catch-up; else the next failure waits longer. */
const PROOF_OF_LIFE_MS = 10_000;
const MAX_UNSENT = 2_000;

/** An OpenBazaar node at work: connects, stays connected, and comes back. */
export function createOpenBazaarSource(deps: SourceDeps): Source {
  const { clock, sink } = deps;
  const backoff = createBackoff(deps.random);
  /** Read here while the node could not be told. */
  const unsent = new Map<string, Alert>();
  const endings = new Set<Promise<void>>();
  let state: ConnectionState = { phase: 'connecting' };
  let session: Session | undefined;
  let stopTimer: Stop | undefined;
  let running = false;
  let onlineAt: number | undefined;
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
    const found = 'trouble' in secret ? secret : routeTo(deps.connection, secret.secret);
    if ('trouble' in found) {
      enter({ phase: 'blocked', trouble: found.trouble });
      return;
    }
    const opened = openSession(deps, found.route, unsent, {
      catchingUp: () => enter({ phase: 'catching-up', since: clock.now() }),
      online() {
        onlineAt ??= clock.elapsed();
        troubledSince = undefined;
        enter({ phase: 'online', since: clock.now() });
      },
      behind(why, retryMs) {
        troubledSince ??= clock.now();
        enter({ phase: 'waiting', retryAt: clock.now() + retryMs, since: troubledSince, trouble: why });
      },
      ended(why) {
        leave(opened);
        lost(why);
      },
    });
    session = opened;
  };

  const readSecret = async (): Promise<{ secret: string | undefined } | { trouble: Trouble }> => {
    if (deps.connection.auth === 'none') return { secret: undefined };
    try {
      return { secret: await deps.secret() };
    } catch (error) {
      deps.log('openbazaar: the secret cannot be read', { error: String(error) });
      return { trouble: { code: 'sign-in-again' } };
    }
  };

  const leave = (ended: Session): void => {
    session = undefined;
    const ending = ended.end().finally(() => endings.delete(ending));
    endings.add(ending);
  };

  const lost = (trouble: Trouble): void => {
    if (!running) return;
    if (onlineAt !== undefined && clock.elapsed() - onlineAt >= PROOF_OF_LIFE_MS) backoff.reset();
    onlineAt = undefined;
    if (BLOCKING.has(trouble.code)) {
      enter({ phase: 'blocked', trouble });
      return;
    }
    const wait = backoff.next();
    troubledSince ??= clock.now();
    enter({ phase: 'waiting', retryAt: clock.now() + wait, since: troubledSince, trouble });
    stopTimer = clock.after(wait, () => track(connect(trouble)));
  };

  const track = (work: Promise<void>): void => {
    const task = work
      .catch((error: unknown) => deps.log('openbazaar: unexpected', { error: String(error) }))
      .finally(() => endings.delete(task));
    endings.add(task);
  };

  const reachable = (): NonNullable<ReturnType<Session['ready']>> => {
    const ready = session?.ready();
    if (ready !== undefined) return ready;
    throw new SourceError('trouble' in state && state.trouble !== undefined ? state.trouble : { code: 'lost', detail: 'not connected' });
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
      while (endings.size > 0) await Promise.all(endings);
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
    async markRead(alerts) {
      const theirs = alerts.filter((alert) => alert.confirmation !== 'refuted' && alert.own !== true);
      if (session !== undefined) await session.markRead(theirs);
      else for (const alert of theirs) unsent.set(alert.key, alert);
      for (const oldest of unsent.keys()) {
        if (unsent.size <= MAX_UNSENT) break;
        unsent.delete(oldest);
      }
    },
    async act(alert, verb, text) {
      reachable();
      await session?.act(alert, verb, text);
    },
    async picture(ref, maxBytes) {
      try {
        return await reachable().rest.image(ref, maxBytes);
      } catch (error) {
        throw error instanceof NetworkError ? new SourceError(error.trouble, { cause: error }) : error;
      }
    },
  };
}
