import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centsOf, orderTotal } from '../../../src/sources/doshii/money.ts';

const items = [{ totalAfterSurcounts: '1100' }, { totalAfterSurcounts: 250 }];
const total = (order: object) => orderTotal({ items, ...order })?.value;

test('an order comes to its items, its own surcounts and the taxes on top', () => {
  expect(total({})).toBe('1350');
  expect(total({ surcounts: [{ amount: '100', value: '100' }, { amount: '10', type: 'percentage', value: '-135' }] })).toBe('1315');
  expect(total({ surcounts: [{ amount: 100, type: 'absolute' }] })).toBe('1450');
  expect(total({ taxes: [{ taxType: 'inclusive', value: 'some' }, { taxType: 'exclusive', value: '50' }] })).toBe('1400');
  expect(total({ surcounts: null, taxes: null })).toBe('1350');
});

test.each([
  [{ items: [] }],
  [{ items: 'two' }],
  [{ items: [...items, { totalAfterSurcounts: '11.00' }] }],
  [{ items: [...items, {}] }],
  [{ items: [...items, null] }],
  [{ items: [{ totalAfterSurcounts: 100, taxes: [{ taxType: 'exclusive', value: 10 }] }] }],
  [{ items: Array.from({ length: 1_001 }, () => ({ totalAfterSurcounts: 1 })) }],
  [{ items: [{ totalAfterSurcounts: '9'.repeat(80) }, { totalAfterSurcounts: 1 }] }],
  [{ surcounts: [{ amount: '10', type: 'percentage' }] }],
  [{ surcounts: {} }],
  [{ taxes: [{ taxType: 'exclusive' }] }],
])('no total is told of half-known parts: %j', (order) => {
  expect(orderTotal({ items, ...order })).toBeUndefined();
});

test('cents are integers, as numbers or digits; they have no unit', () => {
  expect(centsOf('1000')).toEqual({ value: '1000', unit: '', divisibility: 2 });
  expect(centsOf(-5)?.value).toBe('-5');
  for (const none of ['10.00', 10.5, '', null, undefined, {}, '$10']) expect(centsOf(none)).toBeUndefined();
});

test('a total is exact, whatever its parts', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), { minLength: 1 }), (parts) => {
      const sum = parts.reduce((left, right) => left + right, 0n);
      expect(orderTotal({ items: parts.map((part) => ({ totalAfterSurcounts: part.toString() })) })?.value).toBe(sum.toString());
    })
  );
});
