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
  /**
   * A socket ended with 1011 while the joins of these topics were unanswered: all of them are suspect. The second end puts a topic in
   * quarantine that was the only one; where it never is, the third does, so that no server keeps us reconnecting.
   */
  blame(topics: Iterable<string>): void;
  /** Ended one socket, perhaps: to be joined alone, so that the next end has one culprit. */
  isSuspect(topic: string): boolean;
  /** Ended two: not to be joined any more. */
  isQuarantined(topic: string): boolean;
}

/** Twice quickly, for what the server has not committed yet; then every ten minutes (ewallet.md, "Channel state machine"). */
const ASK_AGAIN_MS = [1_000, 5_000, 600_000] as const;
/** How much one end of a socket says against a topic, and how much is enough. */
const ALONE = 2;
const AMONG_OTHERS = 1;
const ENOUGH = 3;

interface Page {
  refusals: number;
  wait: Wait | undefined;
  suspicion: number;
}

export function createTopicBook(initialTopics: readonly string[]): TopicBook {
  let pages = new Map<string, Page>();

  const set = (topics: readonly string[]): void => {
    pages = new Map(topics.map((topic) => [topic, pages.get(topic) ?? { refusals: 0, wait: undefined, suspicion: 0 }]));
  };
  const suspicion = (topic: string): number => pages.get(topic)?.suspicion ?? 0;
  const answered = (topic: string): void => {
    const page = pages.get(topic);
    if (page !== undefined) page.suspicion = 0;
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
      if (suspicion(topic) >= ENOUGH) return { topic, phase: 'quarantined' };
      const wait = pages.get(topic)?.wait;
      return wait === undefined ? { topic, phase: 'waiting' } : { topic, phase: 'denied', retryAt: wait.retryAt };
    },
    blame(topics) {
      const blamed = [...topics];
      for (const topic of blamed) {
        const page = pages.get(topic);
        if (page !== undefined) page.suspicion += blamed.length === 1 ? ALONE : AMONG_OTHERS;
      }
    },
    isSuspect: (topic) => suspicion(topic) > 0 && suspicion(topic) < ENOUGH,
    isQuarantined: (topic) => suspicion(topic) >= ENOUGH,
  };
}
