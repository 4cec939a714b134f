import type { Trouble } from '../../../src/shared/connection.ts';
import { type Channels, createChannels } from '../../../src/sources/ewallet/channels.ts';
import type { WalletError } from '../../../src/sources/ewallet/decoded.ts';
import { type TopicBook, createTopicBook } from '../../../src/sources/ewallet/topic-book.ts';
import { type TestClock, testClock } from '../../clock.ts';

export const FORBIDDEN: WalletError = { code: 'websocket:forbidden_channel', description: "You don't have access to this channel." };
export const UNMATCHED: WalletError = { code: 'websocket:connect_error', description: 'unmatched topic' };
export const CRASHED: WalletError = { code: 'websocket:connect_error', description: 'join crashed' };

export interface SentFrame {
  topic: string;
  event: string;
  ref: string;
  data: unknown;
}

/** One stay at a server that the test plays by hand. */
export interface Stay {
  readonly clock: TestClock;
  readonly book: TopicBook;
  readonly channels: Channels;
  readonly texts: readonly string[];
  readonly troubles: readonly Trouble[];
  /** How often each was called. */
  readonly calls: { changed: number; rejoined: number; alive: number; settled: number };
  /** What was sent since last asked, as `join account:a`. */
  news(): string[];
  /** The ref of the last join (or leave, or heartbeat) of a topic. */
  ref(topic: string, event?: string): string;
  grant(...topics: string[]): void;
  refuse(topic: string, error?: WalletError): void;
  /** Answers the last heartbeat. */
  beat(): void;
  /** Answers a leave whole. */
  left(topic: string): void;
  /** The phase of each topic. */
  phases(): Record<string, string>;
  retryIn(topic: string): number | undefined;
  retopic(topics: readonly string[]): void;
}

export interface StayOptions {
  clock?: TestClock;
  book?: TopicBook;
  /** Not yet open. */
  closed?: boolean;
}

/** An open stay that wants these topics. */
export function beginStay(topics: readonly string[], options: StayOptions = {}): Stay {
  const { clock = testClock(), book = createTopicBook(topics), closed = false } = options;
  const texts: string[] = [];
  const frames: SentFrame[] = [];
  const troubles: Trouble[] = [];
  const calls = { changed: 0, rejoined: 0, alive: 0, settled: 0 };
  let told = 0;
  const channels = createChannels({
    clock,
    book,
    send(text) {
      texts.push(text);
      frames.push(JSON.parse(text) as SentFrame);
    },
    changed: () => void (calls.changed += 1),
    rejoined: () => void (calls.rejoined += 1),
    alive: () => void (calls.alive += 1),
    dead: (trouble) => void troubles.push(trouble),
  });
  const ref = (topic: string, event = 'phx_join'): string => {
    const frame = frames.findLast((one) => one.topic === topic && one.event === event);
    if (frame === undefined) throw new Error(`no ${event} of ${topic} was sent`);
    return frame.ref;
  };
  if (!closed) void channels.open().then(() => (calls.settled += 1));
  return {
    clock,
    book,
    channels,
    texts,
    troubles,
    calls,
    news() {
      const news = frames.slice(told).map(({ topic, event }) => `${event.replace('phx_', '')} ${topic}`);
      told = frames.length;
      return news;
    },
    ref,
    grant(...granted) {
      for (const topic of granted) channels.take({ type: 'reply', topic, ref: ref(topic), ok: true });
    },
    refuse: (topic, error = FORBIDDEN) => channels.take({ type: 'reply', topic, ref: ref(topic), ok: false, error }),
    beat: () => channels.take({ type: 'reply', topic: 'phoenix', ref: ref('phoenix', 'heartbeat'), ok: true }),
    left(topic) {
      channels.take({ type: 'reply', topic, ref: ref(topic, 'phx_leave'), ok: true });
      channels.take({ type: 'close', topic, ref: ref(topic) });
    },
    phases: () => Object.fromEntries(channels.states().map(({ topic, phase }) => [topic, phase])),
    retryIn(topic) {
      const retryAt = channels.states().find((state) => state.topic === topic)?.retryAt;
      return retryAt === undefined ? undefined : retryAt - clock.now();
    },
    retopic(wanted) {
      book.set(wanted);
      channels.retopic();
    },
  };
}

/** `account:1` to `account:n`. */
export function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `account:${index + 1}`);
}
