import { expect, test } from 'vitest';
import { createTopicBook } from '../../../src/sources/ewallet/topic-book.ts';
import { testClock } from '../../clock.ts';

test('topics keep the order of the connection, each once', () => {
  const book = createTopicBook(['user:b', 'account:a', 'user:b']);
  expect(book.wanted()).toEqual(['user:b', 'account:a']);
  book.set(['account:c', 'account:a', 'account:c']);
  expect(book.wanted()).toEqual(['account:c', 'account:a']);
});

test('a refusal is followed by two quick questions, then by one every ten minutes', () => {
  const clock = testClock();
  const book = createTopicBook(['account:a']);
  const waits = Array.from({ length: 5 }, () => book.refused('account:a', clock).due - clock.elapsed());
  expect(waits).toEqual([1_000, 5_000, 600_000, 600_000, 600_000]);
  expect(book.waitOf('account:a')).toEqual({ due: 600_000, retryAt: clock.now() + 600_000 });
});

test('to be let in ends the wait, and the next refusal counts from the beginning', () => {
  const clock = testClock();
  const book = createTopicBook(['account:a']);
  for (let times = 0; times < 3; times++) book.refused('account:a', clock);
  book.joined('account:a');
  expect(book.waitOf('account:a')).toBeUndefined();
  expect(book.refused('account:a', clock).due).toBe(1_000);
});

test('the first end makes a suspect, the second in a row puts it in quarantine, any answer between clears it', () => {
  const clock = testClock();
  const clears: ((topic: string) => void)[] = [];
  const book = createTopicBook(['address:a']);
  clears.push(book.joined, book.answered, (topic) => void book.refused(topic, clock));
  for (const clear of clears) {
    book.blame(['address:a']);
    expect([book.isSuspect('address:a'), book.isQuarantined('address:a')]).toEqual([true, false]);
    clear('address:a');
    expect(book.isSuspect('address:a')).toBe(false);
  }
  book.blame(['address:a']);
  book.blame(['address:a']);
  expect([book.isSuspect('address:a'), book.isQuarantined('address:a')]).toEqual([false, true]);
});

test('without a socket a topic waits, for its turn or for the end of its refusal, or is in quarantine', () => {
  const clock = testClock();
  const book = createTopicBook(['account:a', 'account:b', 'address:c']);
  book.refused('account:b', clock);
  book.blame(['address:c']);
  book.blame(['address:c']);
  expect(book.wanted().map(book.stateOf)).toEqual([
    { topic: 'account:a', phase: 'waiting' },
    { topic: 'account:b', phase: 'denied', retryAt: clock.now() + 1_000 },
    { topic: 'address:c', phase: 'quarantined' },
  ]);
});

test('what is left out is forgotten, what stays is remembered', () => {
  const clock = testClock();
  const book = createTopicBook(['address:a', 'address:b']);
  for (const topic of ['address:a', 'address:b']) {
    book.refused(topic, clock);
    book.blame([topic]);
    book.blame([topic]);
  }
  book.set(['address:b']);
  book.set(['address:a', 'address:b']);
  expect([book.isQuarantined('address:a'), book.isQuarantined('address:b')]).toEqual([false, true]);
  expect([book.waitOf('address:a'), book.waitOf('address:b')]).toEqual([undefined, { due: 1_000, retryAt: clock.now() + 1_000 }]);
});

test('what is not wanted is not noted', () => {
  const book = createTopicBook([]);
  book.blame(['address:a']);
  book.joined('address:a');
  book.set(['address:a']);
  expect(book.isSuspect('address:a')).toBe(false);
});
