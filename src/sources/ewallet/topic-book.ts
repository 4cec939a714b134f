import type { Clock } from '../../shared/clock.ts';
import type { TopicState } from '../../shared/connection.ts';

/** When a refused topic may be asked for again: by the clock's `elapsed()`, and for people in UTC ms. */
export interface Wait {
  due: number;
  retryAt: number;
}

/** What is known of topics beyond one stay: which were refused how often, and which ended a whole socket. */
export interface TopicBook {
  /** The topics wanted now, in the connection's order, each once. */
  wanted(): readonly string[];
  /** Other topics are wanted from now on. What was known of those left out is forgotten: one that is chosen again begins afresh. */
  set(topics: readonly string[]): void;
  /** The server let us in: earlier refusals and suspicion are void. */
  joined(topic: string): void;
  /** The server said no. Counts, and says when to ask again. */
  refused(topic: string, clock: Clock): Wait;
  /** The server answered a join otherwise, so the topic is not what ends sockets. */
  answered(topic: string): void;
  /** The wait that its last refusal began, over or not. */
  waitOf(topic: string): Wait | undefined;
  /** Where a topic stands while there is no socket. */
  stateOf(topic: string): TopicState;
  /** A socket ended with 1011 while the joins of these topics were unanswered. The second time puts a topic in quarantine. */
  blame(topics: Iterable<string>): void;
  /** Ended one socket, perhaps: to be joined alone, so that the next end has one culprit. */
  isSuspect(topic: string): boolean;
  /** Ended two: not to be joined any more. */
  isQuarantined(topic: string): boolean;
}

/** Twice quickly, for what the server has not committed yet; then every ten minutes (ewallet.md, "Channel state machine"). */
const ASK_AGAIN_MS = [1_000, 5_000, 600_000] as const;
const ENDS_TO_QUARANTINE = 2;

interface Page {
  refusals: number;
  wait: Wait | undefined;
  ends: number;
}

export function createTopicBook(initialTopics: readonly string[]): TopicBook {
  let pages = new Map<string, Page>();

  const set = (topics: readonly string[]): void => {
    pages = new Map(topics.map((topic) => [topic, pages.get(topic) ?? { refusals: 0, wait: undefined, ends: 0 }]));
  };
  const ends = (topic: string): number => pages.get(topic)?.ends ?? 0;
  const answered = (topic: string): void => {
    const page = pages.get(topic);
    if (page !== undefined) page.ends = 0;
  };

  set(initialTopics);
  return {
    wanted: () => [...pages.keys()],
    set,
    answered,
    joined(topic) {
      answered(topic);
      const page = pages.get(topic);
      if (page === undefined) return;
      page.refusals = 0;
      page.wait = undefined;
    },
    refused(topic, clock) {
      answered(topic);
      const page = pages.get(topic);
      const ms = ASK_AGAIN_MS[Math.min(page?.refusals ?? 0, ASK_AGAIN_MS.length - 1)] ?? 0;
      const wait = { due: clock.elapsed() + ms, retryAt: clock.now() + ms };
      if (page !== undefined) {
        page.refusals += 1;
        page.wait = wait;
      }
      return wait;
    },
    waitOf: (topic) => pages.get(topic)?.wait,
    stateOf(topic) {
      if (ends(topic) >= ENDS_TO_QUARANTINE) return { topic, phase: 'quarantined' };
      const wait = pages.get(topic)?.wait;
      return wait === undefined ? { topic, phase: 'waiting' } : { topic, phase: 'denied', retryAt: wait.retryAt };
    },
    blame(topics) {
      for (const topic of topics) {
        const page = pages.get(topic);
        if (page !== undefined) page.ends += 1;
      }
    },
    isSuspect: (topic) => ends(topic) > 0 && ends(topic) < ENDS_TO_QUARANTINE,
    isQuarantined: (topic) => ends(topic) >= ENDS_TO_QUARANTINE,
  };
}
