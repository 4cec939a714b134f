import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTopicBook } from '../../../src/sources/ewallet/topic-book.ts';
import { testClock } from '../../clock.ts';
import { CRASHED, FORBIDDEN, type Stay, UNMATCHED, accounts, beginStay } from './channels-stay.ts';

const POISON = 'address:poison';
const CRASH = { closeCode: 1011 };

/** A server that answers every join, and ends the socket at the join of a poison topic, again and again until nothing ends it any more. */
function visit(topics: readonly string[], poison: ReadonlySet<string>): { ends: number; last: Stay; alone: boolean } {
  const clock = testClock();
  const book = createTopicBook(topics);
  let alone = true;
  for (let ends = 0; ends <= topics.length * 2 + 2; ends++) {
    const stay = beginStay(topics, { clock, book });
    if (!serve(stay, poison, (topic, inFlight) => (alone &&= !book.isSuspect(topic) || inFlight === 1))) return { ends, last: stay, alone };
    stay.channels.end(CRASH);
  }
  throw new Error('reconnects without end');
}

/** Whether the socket ended. */
function serve(stay: Stay, poison: ReadonlySet<string>, look: (topic: string, inFlight: number) => void): boolean {
  for (let joins = topicsOf(stay.news()); joins.length > 0; joins = topicsOf(stay.news())) {
    const inFlight = Object.values(stay.phases()).filter((phase) => phase === 'joining').length;
    for (const topic of joins) look(topic, inFlight);
    for (const topic of joins) {
      if (poison.has(topic)) return true;
      stay.grant(topic);
    }
  }
  return false;
}

function topicsOf(news: readonly string[]): string[] {
  return news.map((text) => text.replace('join ', ''));
}

test('two poison topics among fifty cost four sockets at most, and all others live', () => {
  const topics = accounts(50);
  const { ends, last } = visit(topics, new Set(['account:7', 'account:31']));
  expect(ends).toBeLessThanOrEqual(4);
  const phases = last.phases();
  expect(topics.filter((topic) => phases[topic] === 'quarantined')).toEqual(['account:7', 'account:31']);
  expect(topics.filter((topic) => phases[topic] === 'joined')).toHaveLength(48);
});

test('however many topics are poison and wherever they stand: two sockets each at most, and only they are quarantined', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.array(fc.nat(89), { maxLength: 12 }), (count, places) => {
      const topics = accounts(count);
      const poison = new Set(places.map((place) => `account:${(place % count) + 1}`));
      const { ends, last, alone } = visit(topics, poison);
      expect(ends).toBeLessThanOrEqual(2 * poison.size);
      expect(alone).toBe(true);
      const phases = last.phases();
      for (const topic of topics) expect(phases[topic]).toBe(poison.has(topic) ? 'quarantined' : 'joined');
    })
  );
});

test('after a crash the topics without an answer come last and one by one, each when the one before was answered', () => {
  const first = beginStay(['account:1', 'account:2', 'account:3', 'account:4']);
  first.grant('account:1', 'account:3');
  first.channels.end(CRASH);
  const stay = beginStay([], { clock: first.clock, book: first.book });
  expect(stay.news()).toEqual(['join account:1', 'join account:3']);
  stay.grant('account:1');
  expect(stay.news()).toEqual([]);
  stay.grant('account:3');
  expect(stay.news()).toEqual(['join account:2']);
  stay.refuse('account:2');
  expect(stay.news()).toEqual(['join account:4']);
  stay.grant('account:4');
  expect(['account:2', 'account:4'].map(stay.book.isSuspect)).toEqual([false, false]);
});

test.each([FORBIDDEN, UNMATCHED, CRASHED])('any answer clears a suspect: $description', (error) => {
  const first = beginStay([POISON]);
  first.channels.end(CRASH);
  const stay = beginStay([], { clock: first.clock, book: first.book });
  stay.refuse(POISON, error);
  expect(stay.book.isSuspect(POISON)).toBe(false);
});

test('nothing else begins while a suspect is being tried: neither a retry nor a new topic', async () => {
  const first = beginStay([POISON]);
  first.channels.end(CRASH);
  first.book.set([POISON, 'account:1']);
  const stay = beginStay([], { clock: first.clock, book: first.book });
  stay.grant('account:1');
  stay.channels.take({ type: 'error', topic: 'account:1', ref: stay.ref('account:1') });
  expect(stay.news()).toEqual(['join account:1', `join ${POISON}`]);
  stay.retopic([POISON, 'account:1', 'account:2']);
  await stay.clock.advance(2_000);
  expect(stay.news()).toEqual([]);
  stay.channels.end(CRASH);
  expect(stay.phases()).toEqual({ [POISON]: 'quarantined', 'account:1': 'waiting', 'account:2': 'waiting' });
});

test('a suspect without an answer in time holds the next back until its leave is over, and stays a suspect beside it', async () => {
  const { clock, book, channels } = beginStay(['address:1', 'address:2']);
  const quarantined = (): boolean[] => ['address:1', 'address:2'].map(book.isQuarantined);
  channels.end(CRASH);
  for (const enough of [false, true]) {
    const stay = beginStay([], { clock, book });
    await stay.clock.advance(19_999);
    expect(stay.news()).toEqual(['join address:1', 'leave address:1']);
    await stay.clock.advance(1);
    expect(stay.news()).toEqual(['join address:2']);
    stay.channels.end(CRASH);
    expect(quarantined()).toEqual([enough, enough]);
  }
});

test('a suspect whose leave was late, but was answered in the end, has nothing to do with the end of the next', async () => {
  const { clock, book, channels } = beginStay(['address:1', 'address:2']);
  channels.end(CRASH);
  const stay = beginStay([], { clock, book });
  await stay.clock.advance(20_000);
  stay.left('address:1');
  stay.channels.end(CRASH);
  expect(['address:1', 'address:2'].map(book.isQuarantined)).toEqual([false, true]);
});

test('a crash at the leave of a join that was never answered is blamed on that join', async () => {
  const stay = beginStay([POISON]);
  await stay.clock.advance(10_000);
  stay.channels.end(CRASH);
  expect(stay.book.isSuspect(POISON)).toBe(true);
});

test('a crash blames nobody when all joins were answered, and no other end ever does', () => {
  const answered = beginStay([POISON]);
  answered.grant(POISON);
  answered.channels.end(CRASH);
  const others = [{}, { closeCode: 1000 }, { closeCode: 1006 }, { closeCode: 1001 }].map((how) => {
    const stay = beginStay([POISON]);
    stay.channels.end(how);
    return stay;
  });
  for (const { book } of [answered, ...others]) expect(book.isSuspect(POISON)).toBe(false);
});

test('what waits for its turn is not to blame', () => {
  const stay = beginStay(accounts(25));
  stay.channels.end(CRASH);
  expect(accounts(25).filter(stay.book.isSuspect)).toEqual(accounts(20));
});

test('a topic in quarantine is not joined in any later stay, until it is dropped and chosen again', () => {
  const first = beginStay([POISON]);
  first.channels.end(CRASH);
  const second = beginStay([], { clock: first.clock, book: first.book });
  second.channels.end(CRASH);
  const third = beginStay([], { clock: first.clock, book: first.book });
  third.channels.retopic();
  expect([third.news(), third.phases()]).toEqual([[], { [POISON]: 'quarantined' }]);
  third.retopic([]);
  expect(third.phases()).toEqual({});
  third.retopic([POISON]);
  expect([third.news(), third.phases()]).toEqual([[`join ${POISON}`], { [POISON]: 'joining' }]);
});

test('dropped and chosen again in one go, a topic leaves quarantine too', () => {
  const first = beginStay([POISON]);
  first.channels.end(CRASH);
  const second = beginStay([], { clock: first.clock, book: first.book });
  second.channels.end(CRASH);
  const third = beginStay([], { clock: first.clock, book: first.book });
  third.book.set([]);
  third.retopic([POISON]);
  expect(third.news()).toEqual([`join ${POISON}`]);
});
