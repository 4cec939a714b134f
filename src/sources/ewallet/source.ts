import type { TopicState } from '../../shared/connection.ts';
import { createLife } from '../life.ts';
import { type Source, type SourceDeps, SourceError } from '../source.ts';
import { routeTo } from './address.ts';
import { createOutcomes } from './outcomes.ts';
import { paced } from '../paced.ts';
import { openSession, type Session } from './session.ts';
import { createTopicBook } from './topic-book.ts';

/** A wallet server at work: connects, stays connected, and comes back. */
export function createEwalletSource(deps: SourceDeps): Source {
  const book = createTopicBook(deps.connection.topics ?? []);
  const outcomes = createOutcomes((identity, key) => deps.sink.held(identity, key));
  let stopping = new AbortController();
  const topicsChanged = paced(deps.clock, () => {
    deps.sink.topicsChanged();
    life.session()?.look();
  });
  const sink = { ...deps.sink, topicsChanged: topicsChanged.ask };

  const life = createLife<Session>(deps, {
    needsSecret: true,
    // Only a heartbeat's reply counts: a topic may end each stay a moment after it was online.
    proofOfLifeMs: Infinity,
    open(secret, events) {
      const place = routeTo(deps.connection, secret);
      if ('trouble' in place) return place;
      return { session: openSession({ ...deps, sink }, place, { book, outcomes, stopping: stopping.signal }, events) };
    },
  });

  return {
    start() {
      if (stopping.signal.aborted) stopping = new AbortController();
      life.start();
    },
    async stop() {
      stopping.abort(new Error('the connection was stopped'));
      await life.stop();
      topicsChanged.stop();
    },
    state: life.state,
    wake: life.wake,
    // The server keeps no account of what was read.
    markRead: () => Promise.resolve(),
    async act(alert, verb) {
      await life.reachable((session) => session.ready()).act(alert, verb);
    },
    async reread(alert) {
      return await life.reachable((session) => session.ready()).reread(alert);
    },
    topics() {
      const between = (topic: string): TopicState => ({ topic, phase: book.isQuarantined(topic) ? 'quarantined' : 'waiting' });
      return life.session()?.topics() ?? book.wanted().map(between);
    },
    setTopics(topics) {
      book.set(topics);
      life.session()?.retopic();
    },
    picture: () => Promise.reject(new SourceError({ code: 'not-offered', detail: 'a wallet has no pictures' })),
  };
}
