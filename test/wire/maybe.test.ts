import { expect, test } from 'vitest';
import { z } from 'zod';
import { anything, flag, maybe, text, time } from '../../src/wire/maybe.ts';

const Frame = z.object({ id: z.string(), name: text, open: flag, at: time, price: anything, user: maybe(z.object({ id: z.string() })) });

test('what is as it should be is read', () => {
  const frame = { id: 'a', name: 'n', open: false, at: '2026-03-01T12:00:00Z', price: { any: [1n] }, user: { id: 'u' } };
  expect(Frame.parse(frame)).toEqual({ ...frame, at: Date.UTC(2026, 2, 1, 12) });
});

test.each([undefined, null, [], {}, 7n, NaN, Symbol('x')])('a field that is %s is absent, and the rest stays', (value) => {
  expect(Frame.parse({ id: 'a', name: value, open: value, at: value, user: value })).toEqual({ id: 'a' });
});

test.each([
  ['2026-03-01T12:00:00Z', Date.UTC(2026, 2, 1, 12)],
  ['2026-03-01T12:00:00.123456Z', Date.UTC(2026, 2, 1, 12, 0, 0, 123)],
  ['2026-03-01T12:00:00+02:00', Date.UTC(2026, 2, 1, 10)],
])('%s is a time', (value, at) => {
  expect(time.parse(value)).toBe(at);
});

const TOO_LONG = `2026-03-01T12:00:00Z${' '.repeat(60)}`;

test.each(['', '0001-01-01T00:00:00Z', '2026-03-01', 'yesterday', '2026-13-01T00:00:00Z', 1_772_366_400_000, TOO_LONG])(
  '%j is no time',
  (value) => {
    expect(time.parse(value)).toBeUndefined();
  }
);
