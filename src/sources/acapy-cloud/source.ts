import type { TopicState } from '../../shared/connection.ts';
import { createLife } from '../life.ts';
import { type Source, type SourceDeps, SourceError } from '../source.ts';
import { placeOf } from './address.ts';
import { createRoadMemory, idleTopics } from './roads.ts';
import { openSession, type Session } from './session.ts';

/** A CloudAPI at work: connects, stays connected, and comes back, over NATS, Waypoint or both. */
export function createCloudSource(deps: SourceDeps): Source {
  const { cloud } = deps.connection;
  const memory = createRoadMemory();

  const life = createLife<Session>(deps, {
    needsSecret: cloud?.waypoint !== undefined || (cloud?.nats !== undefined && cloud.nats.auth !== 'none'),
    // Only a road's own proof counts: a 200 of Waypoint says nothing.
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
    topics: (): TopicState[] => life.session()?.topics() ?? (cloud === undefined ? [] : idleTopics(cloud)),
    picture: () => Promise.reject(new SourceError({ code: 'not-offered', detail: 'CloudAPI has no pictures' })),
  };
}
