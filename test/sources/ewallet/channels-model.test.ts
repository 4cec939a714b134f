import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTopicBook } from '../../../src/sources/ewallet/topic-book.ts';
import type { Signal } from '../../../src/sources/ewallet/decoded.ts';
import { type TestClock, testClock } from '../../clock.ts';
import { CRASHED, FORBIDDEN, type SentFrame, type Stay, UNMATCHED, accounts, beginStay } from './channels-stay.ts';

const TOPICS = accounts(8);
const POISON = 'account:7';
/** Forbidden until the end of the run. */
const FORBIDDEN_TOPIC = 'account:8';

type Step =
  | { do: 'answer'; count: number }
  | { do: 'swallow' }
  | { do: 'kill'; topic: number }
  | { do: 'retopic'; topics: number[] }
  | { do: 'stale'; topic: number; type: 'reply' | 'close' | 'error'; back: number }
  | { do: 'pass'; ms: number }
  | { do: 'crash joins'; topic: number }
  | { do: 'end'; code: number };

const topic = fc.nat(TOPICS.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('swallow' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), topic }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('retopic' as const), topics: fc.uniqueArray(topic) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('stale' as const),
      topic,
      type: fc.constantFrom('reply' as const, 'close' as const, 'error' as const),
      back: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 500, 1_000, 2_000, 5_000, 10_000, 26_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash joins' as const), topic }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), code: fc.constantFrom(1000, 1006) }) }
);

/** The other end: takes frames in order, in its own time, and answers as the wallet does. */
interface Server {
  /** Handles the oldest unread frame; false where there is none, `crash` where it was the end of the socket. */
  handle(answering: boolean): boolean | 'crash';
  kill(topic: string): void;
  /** Topics, with the refs of their joins. */
  readonly joined: Map<string, string>;
  /** Refs of joins that were answered. */
  readonly answered: Set<string>;
  /** Topics whose next join crashes. */
  readonly crashing: Set<string>;
  /** Nothing is poison or forbidden any more. */
  mended: boolean;
}

function connect(stay: Stay): Server {
  let read = 0;
  const joined = new Map<string, string>();
  const tell = (signal: Signal): void => stay.channels.take(signal);
  const server: Server = {
    joined,
    answered: new Set(),
    crashing: new Set(),
    mended: false,
    handle(answering) {
      const text = stay.texts[read];
      if (text === undefined) return false;
      read += 1;
      const frame = JSON.parse(text) as SentFrame;
      const reply = (ok: boolean, error?: typeof FORBIDDEN): void => {
        if (!answering) return;
        server.answered.add(frame.ref);
        tell({ type: 'reply', topic: frame.topic, ref: frame.ref, ok, ...(error && { error }) });
      };
      if (frame.event === 'heartbeat') tell({ type: 'reply', topic: frame.topic, ref: frame.ref, ok: true });
      else if (frame.event === 'phx_leave') {
        const joinRef = joined.get(frame.topic);
        joined.delete(frame.topic);
        reply(joinRef !== undefined, joinRef === undefined ? UNMATCHED : undefined);
        if (joinRef !== undefined && answering) tell({ type: 'close', topic: frame.topic, ref: joinRef });
      } else if (frame.topic === POISON && !server.mended) return 'crash';
      else if (frame.topic === FORBIDDEN_TOPIC && !server.mended) reply(false, FORBIDDEN);
      else if (server.crashing.delete(frame.topic)) reply(false, CRASHED);
      else {
        const old = joined.get(frame.topic);
        joined.set(frame.topic, frame.ref);
        reply(true);
        if (old !== undefined) tell({ type: 'close', topic: frame.topic, ref: old });
      }
      return true;
    },
    kill(name) {
      const ref = joined.get(name);
      if (ref === undefined) return;
      joined.delete(name);
      // To a join that was not answered before, this is the answer.
      server.answered.add(ref);
      tell({ type: 'error', topic: name, ref });
    },
  };
  return server;
}

function framesOf(stay: Stay): SentFrame[] {
  return stay.texts.map((text) => JSON.parse(text) as SentFrame);
}

/** A second join of a topic is sent only after the first was answered, or taken back by a leave. */
function expectOneJoinEach(stay: Stay, { answered }: Server): void {
  const open = new Set<string>();
  for (const { topic: name, event, ref } of framesOf(stay)) {
    if (event === 'phx_leave') open.delete(name);
    if (event !== 'phx_join') continue;
    expect(open).not.toContain(name);
    if (!answered.has(ref)) open.add(name);
  }
}

/** The server reads and answers as it comes, for so long; false where a poison topic was the end of the socket. */
async function live(server: Server, clock: TestClock, ms: number, crashed: () => void): Promise<boolean> {
  for (let passed = 0; passed <= ms; passed += 1_000) {
    for (let handled = server.handle(true); handled !== false; handled = server.handle(true)) {
      if (handled === 'crash') {
        crashed();
        return false;
      }
    }
    await clock.advance(1_000);
  }
  return true;
}

test(
  'whatever server, time and user do: one join a topic, nobody joined who is not, and in the end all are joined who may be',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const clock = testClock();
        const book = createTopicBook(TOPICS);
        let stay = beginStay([], { clock, book });
        let server = connect(stay);
        let ends = 0;

        const again = (code: number): void => {
          stay.channels.end({ closeCode: code });
          expect(clock.pending()).toBe(0);
          ends += 1;
          stay = beginStay([], { clock, book });
          server = connect(stay);
        };
        for (const one of steps) {
          if (one.do === 'answer') {
            for (let count = 0; count < one.count; count++) {
              if (server.handle(true) === 'crash') {
                again(1011);
                break;
              }
            }
          } else if (one.do === 'swallow') {
            if (server.handle(false) === 'crash') again(1011);
          } else if (one.do === 'kill') server.kill(TOPICS[one.topic]!);
          else if (one.do === 'retopic') stay.retopic(one.topics.map((index) => TOPICS[index]!));
          else if (one.do === 'pass') await clock.advance(one.ms);
          else if (one.do === 'crash joins') server.crashing.add(TOPICS[one.topic]!);
          else if (one.do === 'end') again(one.code);
          else {
            const name = TOPICS[one.topic]!;
            const refs = framesOf(stay).filter((frame) => frame.topic === name);
            const latest = refs.findLastIndex((frame) => frame.event === 'phx_join');
            const ref = refs[latest - one.back]?.ref;
            if (ref !== undefined) {
              const before = stay.phases()[name];
              const signal = { topic: name, ref };
              stay.channels.take(one.type === 'reply' ? { ...signal, type: 'reply', ok: true } : { ...signal, type: one.type });
              expect(stay.phases()[name]).toBe(before);
            }
          }
          expectOneJoinEach(stay, server);
          expect(clock.pending()).toBeLessThanOrEqual(2);
          // Whom we hold for joined, the server does: in this model nothing that it said is still on the way.
          const joined = TOPICS.filter((name) => stay.phases()[name] === 'joined');
          expect(joined.filter((name) => !server.joined.has(name))).toEqual([]);
          if (stay.troubles.length > 0) again(1006);
        }

        // From here on the server is well, but for its poison, and reads what it is sent in time.
        again(1006);
        stay.retopic(TOPICS);
        const before = ends;
        while (!(await live(server, clock, 60_000, () => again(1011)))) expect(ends - before).toBeLessThanOrEqual(2);
        const expected = Object.fromEntries(TOPICS.map((name) => [name, 'joined']));
        expect(stay.phases()).toEqual({ ...expected, [POISON]: 'quarantined', [FORBIDDEN_TOPIC]: 'denied' });
        // And now wholly: the forbidden topic is allowed within ten minutes, the poison one when it is chosen again.
        server.mended = true;
        stay.retopic(TOPICS.filter((name) => name !== POISON));
        stay.retopic(TOPICS);
        await live(server, clock, 601_000, () => again(1011));
        expect(stay.phases()).toEqual(expected);
        expect([...server.joined.keys()].sort()).toEqual([...TOPICS].sort());
        expect(clock.pending()).toBe(1);
        stay.channels.end({ closeCode: 1000 });
        expect(clock.pending()).toBe(0);
      }),
      { numRuns: 150 }
    );
  }
);
