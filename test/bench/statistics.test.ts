import { expect, test } from 'vitest';
import { median, percentile, spread } from './statistics.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test('a percentile is the value that was measured at its rank, whatever the order of measuring', () => {
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile(hundred, 0)).toBe(1);
});

test('of few values the high percentiles are the highest', () => {
  expect(percentile([3, 1, 2], 0.99)).toBe(3);
  expect(median([7])).toBe(7);
});

test('nothing measured is an error, not a zero', () => {
  expect(() => median([])).toThrow('nothing was measured');
});

test('the spread is the middle half against the median', () => {
  expect(spread([10, 10, 10, 10])).toBe(0);
  expect(spread(hundred)).toBe(1);
});
