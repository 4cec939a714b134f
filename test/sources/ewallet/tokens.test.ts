import { expect, test } from 'vitest';
import type { Amount } from '../../../src/shared/amount.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { formatAmount } from '../../../src/shared/words/money.ts';
import { at, idIn, live, row } from './decoding.ts';

const inEnglish = (amount: Amount, locale: string): string => formatAmount(amount, locale, CATALOGUES.en);

const shown = (details: Parameters<typeof live>[0]) => {
  const { amount, exchanged } = live(details);
  return [amount, exchanged].filter((one) => one !== undefined).map((one) => inEnglish(one, 'en-GB'));
};

test.each([
  ['eighteen decimals', { amount: 5_000_000_000_000_000_001n }, '5.000000000000000001 OMG'],
  ['a token of a hundred', { amount: 12_345, token: { symbol: 'THB', subunitToUnit: 100 } }, '123.45 THB'],
  ['a token that is not divided', { amount: 7, token: { symbol: 'PTS', subunitToUnit: 1 } }, '7 PTS'],
  ['39 digits', { amount: 10n ** 38n + 1n }, '100,000,000,000,000,000,000.000000000000000001 OMG'],
  ['integers as text', { amount: 5_000_000_000_000_000_001n, amounts: 'text' }, '5.000000000000000001 OMG'],
  ['36 decimals', { amount: 1, token: { subunitToUnit: 10n ** 36n } }, '0.000000000000000000000000000000000001 OMG'],
  ['a server of before June 2018', { amount: 150, generation: '2018', nested: 'full', token: { subunitToUnit: 100 } }, '1.50 OMG'],
] as const)('%s is said to the last digit', (_, details, said) => {
  expect(shown(details)).toEqual([said]);
});

test.each([
  ['a token that does not say how it is divided', { nested: 'empty' }],
  ['no token of an old server', { nested: 'empty', generation: '2018' }],
  ['a token in thirds', { token: { subunitToUnit: 3 } }],
  ['a token in no parts', { token: { subunitToUnit: 0 } }],
] as const)('with %s only the units of its id are said', (_, details) => {
  const of = row(details);
  const id = idIn(of, 'generation' in details ? 'minted_token_id' : 'token_id');
  expect(live({ ...details, amount: 100 }).amount).toEqual({ value: '100', unit: id });
});

const fields = (override: object) => live({ override: { amount: null, estimated_consumption_amount: null, ...override } }).amount?.value;

test('what was settled counts first, then what was estimated, then what was asked', () => {
  expect(fields({ finalized_consumption_amount: 1, estimated_consumption_amount: 2, amount: 3 })).toBe('1');
  expect(fields({ estimated_consumption_amount: 2, amount: 3 })).toBe('2');
  expect(fields({ amount: 3 })).toBe('3');
  expect(fields({ transaction_request: { amount: 4 } })).toBe('4');
  expect(fields({ transaction_request: null })).toBeUndefined();
});

test.each([1.5, 'much', '', -5, '-5', true, {}, [1], '1'.repeat(81)])('%j is no amount, and none is made up instead', (amount) => {
  expect(fields({ amount, transaction_request: { amount: 4 } })).toBeUndefined();
});

test('an amount that only the request has is in its token', () => {
  const token = { id: 'tok_BTC_1', symbol: 'BTC', subunit_to_unit: 100_000_000 };
  const override = { amount: null, estimated_consumption_amount: null, transaction_request: { type: 'receive', amount: 5, token } };
  const { amount, exchanged } = live({ override });
  expect(amount).toEqual({ value: '5', unit: 'BTC', divisibility: 8 });
  expect(exchanged).toBeUndefined();
});

test('where tokens differ both sides are said', () => {
  const exchange = { amount: 250, requestAmount: 3, token: { id: 't1', symbol: 'THB', subunitToUnit: 100 }, requestToken: { id: 't2', symbol: 'PTS', subunitToUnit: 1 } };
  expect(shown(exchange)).toEqual(['2.50 THB', '3 PTS']);
  expect(shown({ ...exchange, requestToken: exchange.token })).toEqual(['2.50 THB']);
  expect(live({ ...exchange, status: 'confirmed' }, at({ ours: new Set([idIn(row(), 'user_id')]) }))).toMatchObject({
    amount: { value: '-250' },
    exchanged: { value: '3' },
  });
});

test('symbols and ids of any form are bounded and plain', () => {
  expect(live({ token: { symbol: '<b>O</b>\u202eMG\n' } }).amount?.unit).toBe('OMG');
  expect(live({ token: { symbol: 'x'.repeat(500) } }).amount?.unit).toHaveLength(64);
  expect(live({ amount: 1, nested: 'empty', token: { id: 'y'.repeat(250) } }).amount?.unit).toHaveLength(64);
});

test('a reason names tokens by symbol, the longer id first, and stays as it is where none is known', () => {
  const said = (description: string, details: Parameters<typeof live>[0] = {}) => live({ status: 'failed', failure: { code: 'c', description }, ...details }).text;
  const exchange = { token: { id: 'tok_1', symbol: 'A$&' }, requestToken: { id: 'tok_12', symbol: 'B' } };
  expect(said('1 tok_12 for 2 tok_1.', exchange)).toBe('1 B for 2 A$&.');
  expect(said('1 tok_12 for 2 tok_1.')).toBe('1 tok_12 for 2 tok_1.');
  expect(said('a tok', { token: { id: 'tok', symbol: 'T' } })).toBe('a tok');
});
