import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBackoff } from '../../src/transport/backoff.ts';

test('the ceiling doubles from two seconds to a minute', () => {
  const backoff = createBackoff(() => 0.999999999);
  expect(Array.from({ length: 8 }, () => backoff.next())).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('jitter reaches down to one second, however often it failed', () => {
  const backoff = createBackoff(() => 0);
  expect(Array.from({ length: 8 }, () => backoff.next())).toEqual(Array.from({ length: 8 }, () => 1_000));
});

test('after proof of life it begins anew', () => {
  const backoff = createBackoff(() => 0.999999999);
  for (let i = 0; i < 9; i++) backoff.next();
  backoff.reset();
  expect(backoff.next()).toBe(2_000);
});

test('every wait is between one second and a minute', () => {
  const bounded = fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 2_000 }), (draws) => {
    let at = 0;
    const backoff = createBackoff(() => draws[at++] ?? 0);
    return draws.map(() => backoff.next()).every((ms) => ms >= 1_000 && ms <= 60_000);
  });
  expect(fc.check(bounded)).toMatchObject({ failed: false });
});
