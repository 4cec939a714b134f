import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Amount } from '../../../src/shared/amount.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { formatAmount } from '../../../src/shared/words/money.ts';

const inEnglish = (amount: Amount, locale: string): string => formatAmount(amount, locale, CATALOGUES.en);

const btc = (value: string) => ({ value, unit: 'BTC', divisibility: 8 });

test.each([
  ['100000', '0.001 BTC'],
  ['-102290', '-0.0010229 BTC'],
  ['0', '0 BTC'],
  ['-0', '0 BTC'],
  ['1', '0.00000001 BTC'],
  ['100000000', '1 BTC'],
  ['123456700000000', '1,234,567 BTC'],
  ['900719925474099312345678', '9,007,199,254,740,993.12345678 BTC'],
])('%s base units are %s', (value, text) => {
  expect(inEnglish(btc(value), 'en')).toBe(text);
});

test.each([
  ['2750', '27.50'],
  ['-2750', '-27.50'],
  ['2700', '27.00'],
  ['5', '0.05'],
  ['123456', '1,234.56'],
  ['0', '0.00'],
])('%s cents of a money that nobody named are %s', (value, text) => {
  expect(inEnglish({ value, unit: '', divisibility: 2 }, 'en')).toBe(text);
});

test('cents stand with both digits in every unit that has cents, and nowhere else', () => {
  const of = (divisibility: number) => inEnglish({ value: '50', unit: 'AUD', divisibility }, 'en-AU');
  expect([of(1), of(2), of(3)]).toEqual(['5 AUD', '0.50 AUD', '0.05 AUD']);
  expect(inEnglish({ value: '2750', unit: 'EUR', divisibility: 2 }, 'de')).toBe('27,50 EUR');
});

test('the locale says how numbers are written', () => {
  expect(inEnglish(btc('123456700000001'), 'de')).toBe('1.234.567,00000001 BTC');
});

test('where the divisibility is not known, base units are said', () => {
  expect(inEnglish({ value: '23422', unit: 'DOGE' }, 'en')).toBe('23,422 base units of DOGE');
  expect(inEnglish({ value: '-5', unit: '' }, 'en')).toBe('-5 base units');
});

test('a unit is never read as a part of the number', () => {
  const of = (unit: string) => inEnglish({ value: '500', unit, divisibility: 2 }, 'en');
  expect(['000 OMG', '.5 BTC', '-1', 'million OMG', '٣X', '×10'].map(of)).toEqual(['5 [000 OMG]', '5 [.5 BTC]', '5 [-1]', '5 [million OMG]', '5 [٣X]', '5 [×10]']);
  expect(['OMG', '$', '₿', 'USD2', 'Ωmega', 'tok_OMG_01cb'].map(of)).toEqual(['5 OMG', '5 $', '5 ₿', '5 USD2', '5 Ωmega', '5 tok_OMG_01cb']);
  expect(inEnglish({ value: '5', unit: '000 OMG' }, 'en')).toBe('5 base units of 000 OMG');
});

test('no digit is ever lost', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.integer({ min: 0, max: 36 }), (value, divisibility) => {
      const text = inEnglish({ value: value.toString(), unit: 'X', divisibility }, 'en').replace(/,| X/g, '');
      const [whole = '', fraction = ''] = text.split('.');
      expect(BigInt(whole.replace('-', '') + fraction.padEnd(divisibility, '0')) * (text.startsWith('-') ? -1n : 1n)).toBe(value);
    })
  );
});
