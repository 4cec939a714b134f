import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coinCode, readMoney } from '../../../src/sources/openbazaar/money.ts';
import { parseJson } from '../../../src/wire/json.ts';

const BTC = { unit: 'BTC', divisibility: 8 };

test('0.14: amounts are strings, divisibility is the exponent', () => {
  const currency = { code: 'ETH', currencyType: 'crypto', divisibility: 18, name: 'Ethereum' };
  expect(readMoney({ amount: '123456789012345678901234567890', currency })).toEqual({
    value: '123456789012345678901234567890',
    unit: 'ETH',
    divisibility: 18,
  });
  expect(readMoney({ amount: '-102290', currency: { code: 'BTC', divisibility: 8 } })).toEqual({ value: '-102290', ...BTC });
});

test('0.13: coinDivisibility is the factor', () => {
  const price = (amount: number, coinDivisibility: number | bigint, currencyCode: string) =>
    readMoney({ amount, coinDivisibility, currencyCode, priceModifier: 0 });
  expect(price(23422, 100_000_000, 'BTC')).toEqual({ value: '23422', ...BTC });
  expect(price(5, 1, 'ONE')).toEqual({ value: '5', unit: 'ONE', divisibility: 0 });
  expect(price(5, 10n ** 18n, 'ETH')).toEqual({ value: '5', unit: 'ETH', divisibility: 18 });
});

test.each([12345, 8, -100, 'many', 1e30])('a factor of %j is no power of ten: only base units can be said', (coinDivisibility) => {
  expect(readMoney({ amount: 5, coinDivisibility, currencyCode: 'BTC' })).toEqual({ value: '5', unit: 'BTC' });
});

test.each(['BTC', 'BCH', 'LTC', 'ZEC', 'TBTC', 'TBCH', 'TLTC', 'TZEC'])('a bare integer of %s has 8 decimals', (coin) => {
  expect(readMoney(23366, coin)).toEqual({ value: '23366', unit: coin, divisibility: 8 });
});

test('an unknown coin keeps its integer, and no divisibility is guessed', () => {
  expect(readMoney(23366, 'DOGE')).toEqual({ value: '23366', unit: 'DOGE' });
  expect(readMoney(23366)).toEqual({ value: '23366', unit: '' });
  expect(readMoney({ amount: '1', currency: { code: 'DOGE', divisibility: '8' } })).toEqual({ value: '1', unit: 'DOGE' });
});

test.each([undefined, null, [], {}, '', '1.5', '0x10', '1e5', NaN, 1.5, 1e300, true, '9'.repeat(81), { amount: null }, { amount: [] }])(
  '%j is no amount',
  (value) => {
    expect(readMoney(value, 'BTC')).toBeUndefined();
  }
);

test('a coin’s code is bounded plain text', () => {
  expect(coinCode(' ltc\u202e ')).toBe('LTC');
  expect(coinCode('')).toBeUndefined();
  expect(coinCode([])).toBeUndefined();
});

test('integers keep every digit from the wire to the amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 78n), max: 10n ** 78n }), (value) => {
      const { v } = parseJson(`{"v":${value}}`) as { v: unknown };
      expect(readMoney(v, 'BTC')?.value).toBe(value.toString());
    })
  );
});
