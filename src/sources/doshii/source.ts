import { createLife } from '../life.ts';
import { type Source, type SourceDeps, SourceError } from '../source.ts';
import { placeOf } from './address.ts';
import { createMemory } from './memory.ts';
import { openSession } from './session.ts';

/** A Doshii App at work: connects, stays connected, and comes back. */
export function createDoshiiSource(deps: SourceDeps): Source {
  const memory = createMemory(deps);
  const life = createLife(deps, {
    needsSecret: true,
    // Only a second heartbeat's answer counts.
    proofOfLifeMs: Infinity,
    open(secret, events) {
      const place = placeOf(deps.connection, secret);
      return 'trouble' in place ? place : { session: openSession(deps, place, memory, events) };
    },
  });

  return {
    start: life.start,
    stop: life.stop,
    state: life.state,
    wake: life.wake,
    // The server keeps no account of what was read.
    markRead: () => Promise.resolve(),
    act: () => Promise.reject(new SourceError({ code: 'not-offered' })),
    picture: () => Promise.reject(new SourceError({ code: 'not-offered', detail: 'Doshii has no pictures' })),
  };
}
