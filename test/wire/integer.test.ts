import { expect, test } from 'vitest';
import { exponentOfFactor, readExponent, readInteger } from '../../src/wire/integer.ts';

test.each([
  [5, '5'],
  [-0, '0'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  [123456789012345678901234567890123456789n, '123456789012345678901234567890123456789'],
  ['-000123', '-123'],
  ['9'.repeat(80), '9'.repeat(80)],
])('%s is the integer %s', (value, digits) => {
  expect(readInteger(value)).toBe(digits);
});

test.each([undefined, null, [], {}, '', '1.5', '+1', ' 1', '0x10', '1e5', NaN, Infinity, 1.5, 2 ** 53, 1e300, true, '9'.repeat(81)])(
  '%j is none',
  (value) => {
    expect(readInteger(value)).toBeUndefined();
  }
);

test('an integer of more than eighty digits is none either', () => {
  expect(readInteger(10n ** 80n)).toBeUndefined();
});

test.each([
  [1, 0],
  [100, 2],
  ['1000000', 6],
  [10n ** 18n, 18],
  [10n ** 36n, 36],
])('divided into %s parts, a unit has %d decimals', (factor, exponent) => {
  expect(exponentOfFactor(factor)).toBe(exponent);
});

test.each([0, -100, 12, 8, '10.0', null, 10n ** 37n])('%s parts say nothing of decimals', (factor) => {
  expect(exponentOfFactor(factor)).toBeUndefined();
});

test('decimals are a small whole number', () => {
  expect([0, 8, 36].map(readExponent)).toEqual([0, 8, 36]);
  expect([-1, 37, 1.5, '8', 8n, null].map(readExponent)).toEqual(Array(6).fill(undefined));
});
