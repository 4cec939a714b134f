import { expect, test } from 'vitest';
import { durableName, subjectOf } from '../../../src/sources/acapy-cloud/nats-consumer.ts';
import { createPast } from '../../../src/sources/acapy-cloud/nats-past.ts';
import { createProgress, lostUntil, readPosition, startBehind, writePosition } from '../../../src/sources/acapy-cloud/nats-position.ts';

const MADE = '2026-03-01T12:00:00Z';

test('a position is read as it was written, and what is none is none', () => {
  expect(readPosition(writePosition({ sequence: 42, made: MADE }))).toEqual({ sequence: 42, made: MADE });
  expect([undefined, '', '42', 'x@y', '-1@y'].map(readPosition)).toEqual(Array(5).fill(undefined));
});

test.each([
  ['the first time: with what is new', undefined, { created: MADE, last: 9 }, 'new'],
  ['in the same stream: behind what is known', { sequence: 5, made: MADE }, { created: MADE, last: 9 }, { after: 5 }],
  ['in a stream that went back: behind its end', { sequence: 50, made: MADE }, { created: MADE, last: 9 }, { after: 9 }],
  ['in a stream that was made anew: at its beginning', { sequence: 5, made: 'before' }, { created: MADE, last: 9 }, { after: 0 }],
  ['where the stream may not be asked: behind what is known', { sequence: 5, made: MADE }, undefined, { after: 5 }],
])('a stay begins %s', (_where, known, stream, start) => {
  expect(startBehind(known, stream)).toEqual(start);
});

test('the position moves with what is kept, and stays before what is not', () => {
  const progress = createProgress(10);
  expect(progress.with([11, 12])).toBe(12);
  progress.kept([11, 12]);
  progress.notKept([13]);
  expect(progress.with([14])).toBeUndefined();
  progress.kept([14]);
  expect(progress.with([15, 13])).toBe(15);
  progress.kept([13]);
  expect(progress.with([])).toBeUndefined();
  expect(progress.with([15])).toBe(15);
});

test('what an earlier stay left holds the position back until all of it came', () => {
  const progress = createProgress(20, { count: 2, floor: 15 });
  expect(progress.with([21])).toBeUndefined();
  progress.kept([21]);
  progress.notKept([17]);
  progress.kept([17]);
  expect(progress.with([])).toBeUndefined();
  expect(progress.with([19])).toBe(21);
});

test('what waited when the stay began is of the past, however often it is sent; what comes behind it is not', () => {
  const past = createPast({ after: 10, waiting: 2 });
  const at = (sequence: number, waiting: number) => past.holds({ place: { sequence, waiting } });
  expect([at(7, 2), at(12, 1), past.isOver(), at(15, 3), past.isOver(), at(16, 2), at(12, 0)]).toEqual([true, true, false, true, true, false, true]);
});

test('what ran out of its time meanwhile is not waited for', () => {
  const past = createPast({ after: 10, waiting: 5 });
  past.holds({ place: { sequence: 14, waiting: 0 } });
  expect(past.isOver()).toBe(true);
});

test('a wallet is heard whatever its group, a group whatever the wallet', () => {
  expect(subjectOf({ walletId: 'w', groupId: 'g' })).toBe('cloudapi.aries.events.*.w');
  expect(subjectOf({ walletId: '*', groupId: 'g' })).toBe('cloudapi.aries.events.g.*');
});

test('the durable name holds only what a name may, and is another for another subject', () => {
  const [one, two] = ['a', 'b'].map((subject) => durableName('c.1 *>/é', subject));
  expect(one).toMatch(/^tradebell-[A-Za-z0-9_-]+$/);
  expect(one).not.toBe(two);
});

test('what may be gone is what came since, grew too old or was purged, or went with the stream', () => {
  const at = (hour: number): string => `2026-03-01T${hour}:00:00Z`;
  const ms = (hour: number): number => Date.parse(at(hour));
  const stream = { created: at(10), first: 8, firstAt: at(14), last: 9, lastAt: at(15) };
  const known = { sequence: 5, made: at(10) };
  expect(lostUntil(known, stream, ms(12))).toBe(ms(14));
  // We were there when the oldest that is left came.
  expect(lostUntil(known, stream, ms(15))).toBeUndefined();
  expect(lostUntil({ ...known, sequence: 7 }, stream, ms(12))).toBeUndefined();
  expect(lostUntil(known, { ...stream, first: 10, firstAt: '0001-01-01T00:00:00Z' }, ms(12))).toBe(ms(15));
  expect(lostUntil({ ...known, made: at(11) }, { ...stream, created: at(13) }, ms(12))).toBe(ms(13));
  expect(lostUntil(undefined, stream, ms(12))).toBeUndefined();
  expect(lostUntil(known, undefined, ms(12))).toBeUndefined();
  expect(lostUntil(known, stream, NaN)).toBeUndefined();
});
