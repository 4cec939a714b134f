import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasLongAmount, piecesOf, shortAmounts } from '../../../renderer/ui/amounts.ts';
import type { Amount } from '../../../src/shared/amount.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { formatAmount } from '../../../src/shared/words/money.ts';

const inEnglish = (amount: Amount, locale: string): string => formatAmount(amount, locale, CATALOGUES.en);

test.each([
  ['Received 284.503217650000000042 OMG from Alice', 'Received 284.50321… OMG from Alice'],
  ['284,503217650000000042 OMG', '284,50321… OMG'],
  ['-284.503217650000000042 OMG', '-284.50321… OMG'],
  ['1,234,567.123456789 OMG', '1,234,567.12… OMG'],
  ['1.23456789 BTC', '1.23456789 BTC'],
  ['0.0123456789012 ETH', '0.01234567… ETH'],
  ['0.00000012345678 ETH', '0.0000001234… ETH'],
  ['0.000000000000000042 ETH', '<0.00000001 ETH'],
  ['-0.000000000000000042 ETH', '-0.000000000000000042 ETH'],
  ['5,000,000,000,000,000,000 base units of XYZ', '5×10¹⁸ base units of XYZ'],
  ['1,000,000,000,000,000,001 base units', '1.0…×10¹⁸ base units'],
  ['-123,456,789,012,345,678.123456789 XYZ', '-1.234…×10¹⁷ XYZ'],
  ['123.456.789.012.345.678,123456789 XYZ', '1,234…×10¹⁷ XYZ'],
  ['999,999,999,999,999 XYZ', '999,999,999,999,999 XYZ'],
])('a list says “%s” as “%s”', (text, short) => {
  expect(shortAmounts(text)).toBe(short);
});

test('beside a title that tells more, fewer digits do', () => {
  expect(shortAmounts('284.503217650000000042 OMG', 6)).toBe('284.503… OMG');
});

test('names, ids and addresses keep their digits', () => {
  const text = 'txr_01.1234567890123 v1.1234567890123x a0.12345678901234b 10.0.0.17 from Zoë2.12345678901';
  expect(shortAmounts(text)).toBe(text);
});

const amounts = fc.record({
  value: fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
  divisibility: fc.integer({ min: 0, max: 36 }),
  unit: fc.constantFrom('OMG', 'LONGTOKEN', 'tok_OMG_01cbffwvj6ma9a9gg1tb24880q', '000 OMG'),
});

test('a number that is shortened says so, keeps its unit, and begins as the whole one', () => {
  fc.assert(
    fc.property(amounts, fc.constantFrom('en', 'de'), (amount, locale) => {
      const whole = inEnglish(amount, locale);
      const short = shortAmounts(whole);
      expect(short.slice(short.indexOf(' '))).toBe(whole.slice(whole.indexOf(' ')));
      if (short === whole || short.startsWith('<') || short.includes('×')) return;
      const [kept = '', rest] = short.split('…');
      expect(rest).toBeDefined();
      expect(whole.startsWith(kept)).toBe(true);
      expect(kept).toMatch(/[.,]\d{2,}$/);
    })
  );
});

test('a power of ten is never more than the number, nor less than its first digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 15n, max: 10n ** 60n }), fc.bigInt({ min: 0n, max: 99n }), (value, cents) => {
      const short = shortAmounts(inEnglish({ value: String(value * 100n + cents), unit: 'X', divisibility: 2 }, 'en'));
      const [, first = '', rest = '', more, power = ''] = /^(\d)(?:\.(\d+))?(…)?×10([⁰¹²³⁴⁵⁶⁷⁸⁹]+) X$/.exec(short) ?? [];
      const exponent = Number([...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join(''));
      const told = BigInt(first + rest) * 10n ** BigInt(exponent - rest.length);
      expect(value - told).toBeGreaterThanOrEqual(0n);
      expect(value - told).toBeLessThan(10n ** BigInt(exponent - rest.length));
      expect(more === undefined).toBe(value === told && cents === 0n);
    })
  );
});

const joined = (text: string) =>
  piecesOf(text).map((piece) => ('words' in piece ? piece.words : `[${piece.digits.join('|')}${piece.unit === undefined ? '' : ` ${piece.unit}`}]`));

test('a number does not break, and holds its unit', () => {
  expect(joined('You paid 284.503217650000000042 OMG to Alice')).toEqual(['You paid ', '[284.503217650000000042 OMG]', ' to Alice']);
  expect(joined('Received 284.50321… OMG')).toEqual(['Received ', '[284.50321… OMG]']);
  expect(joined('284.503217650000000042 tok_OMG_01cbffwvj6ma9a9gg1tb24880q')).toEqual(['[284.503217650000000042]', ' tok_OMG_01cbffwvj6ma9a9gg1tb24880q']);
});

test('an endless number may break between its groups, the last of which holds the unit', () => {
  expect(joined('1,234,567,890.123456789012345678 OMG')).toEqual(['[1,|234,|567,|890.|123|456|789|012|345|678 OMG]']);
  expect(joined('12,345,678,901,234,567,890,123 OMG')).toEqual(['[12,|345,|678,|901,|234,|567,|890,|123 OMG]']);
  expect(joined('1.1234567890123456789012345 OMG')).toEqual(['[1.|123|456|789|012|345|678|901|234|5 OMG]']);
  expect(joined('1'.repeat(26))).toEqual([`[11|${Array(8).fill('111').join('|')}]`]);
});

test('no character is lost in pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(amounts.map((amount) => inEnglish(amount, 'en')), fc.string(), fc.constant(' ')), { maxLength: 5 }), (parts) => {
      const text = parts.join('');
      const again = piecesOf(text).map((piece) => ('words' in piece ? piece.words : `${piece.digits.join('')}${piece.unit === undefined ? '' : ` ${piece.unit}`}`));
      expect(again.join('')).toBe(text);
    })
  );
});

test('only long numbers need smaller type', () => {
  expect(hasLongAmount('Received 5 OMG')).toBe(false);
  expect(hasLongAmount('Received 284.503217650000000042 OMG')).toBe(true);
});
