import type { Alert } from '../../shared/alert.ts';
import { NetworkError } from '../../transport/network.ts';
import { createLife } from '../life.ts';
import { type Source, type SourceDeps, SourceError } from '../source.ts';
import { routeTo } from './address.ts';
import { openSession, type Session } from './session.ts';

const PROOF_OF_LIFE_MS = 10_000;
const MAX_UNSENT = 2_000;

/** An OpenBazaar node at work: connects, stays connected, and comes back. */
export function createOpenBazaarSource(deps: SourceDeps): Source {
  /** Read here while the node could not be told. */
  const unsent = new Map<string, Alert>();
  const life = createLife<Session>(deps, {
    needsSecret: deps.connection.auth !== 'none',
    proofOfLifeMs: PROOF_OF_LIFE_MS,
    open(secret, events) {
      const found = routeTo(deps.connection, secret);
      return 'trouble' in found ? found : { session: openSession(deps, found.route, unsent, events) };
    },
  });

  return {
    start: life.start,
    stop: life.stop,
    state: life.state,
    wake: life.wake,
    async markRead(alerts) {
      const theirs = alerts.filter((alert) => alert.confirmation !== 'refuted' && alert.own !== true);
      const session = life.session();
      if (session !== undefined) await session.markRead(theirs);
      else for (const alert of theirs) unsent.set(alert.key, alert);
      for (const oldest of unsent.keys()) {
        if (unsent.size <= MAX_UNSENT) break;
        unsent.delete(oldest);
      }
    },
    async act(alert, verb, text) {
      const session = life.reachable((found) => (found.ready() === undefined ? undefined : found));
      await session.act(alert, verb, text);
    },
    async picture(ref, maxBytes) {
      const { rest } = life.reachable((session) => session.ready());
      try {
        return await rest.image(ref, maxBytes);
      } catch (error) {
        throw error instanceof NetworkError ? new SourceError(error.trouble, { cause: error }) : error;
      }
    },
  };
}
