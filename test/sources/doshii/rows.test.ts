import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRow } from '../../../src/sources/doshii/rows.ts';
import { NOON } from '../../clock.ts';
import { at, iso, rowOf, rowsOf } from './decoding.ts';

const HOUR = 3_600_000;
const ORDER = {
  id: '1354',
  locationId: 'L',
  status: 'pending',
  type: 'delivery',
  items: [{ name: 'Tea', totalAfterSurcounts: '300' }],
  surcounts: [],
  consumer: { name: 'Tony T' },
  version: 'v1',
  createdAt: iso(NOON - 2 * HOUR),
  updatedAt: iso(NOON - HOUR),
  uri: 'https://sandbox.doshii.co/partner/v3/orders/1354',
};

test('an order of the list is told as its event would have told it', () => {
  expect(rowOf('order', ORDER)).toMatchObject({
    entity: 'order',
    event: 'order_row',
    id: '1354',
    locationId: 'L',
    status: 'pending',
    version: 'v1',
    updatedAt: NOON - HOUR,
    alert: {
      kind: 'venueOrder',
      type: 'delivery',
      item: 'Tea',
      amount: { value: '300' },
      actor: { id: 'Tony T', name: 'Tony T' },
      road: 'catch-up',
      read: false,
      occurredAt: NOON - HOUR,
      frame: JSON.stringify(ORDER),
    },
  });
});

test('a record among rows is called by an event’s name', () => {
  expect(rowOf('order', { ...ORDER, status: 'accepted' }).alert).toMatchObject({ kind: 'venueRecord', type: 'order_updated', urgency: 'low' });
  expect(rowOf('transaction', { id: 1, status: 'pending' }).alert).toMatchObject({ kind: 'venueRecord', type: 'transaction_updated' });
});

test('a booking of the list', () => {
  const { alert } = rowOf('booking', { id: 9, status: 'accepted', covers: '2', date: iso(NOON + HOUR), consumer: { name: 'Ann' }, updatedAt: iso(NOON - 5) });
  expect(alert).toMatchObject({ kind: 'booking', status: 'accepted', covers: 2, dueAt: NOON + HOUR, actor: { name: 'Ann' }, occurredAt: NOON - 5 });
  expect(alert).not.toHaveProperty('type');
});

test('what was made or refused to be paid comes after its order', () => {
  const transactions = [
    { id: 1, status: 'complete', amount: '300', version: 't1', updatedAt: iso(NOON - 60_000) },
    { id: 2, orderId: '77', status: 'rejected', amount: '300', version: 't2' },
    { id: 3, status: 'waiting' },
  ];
  const rows = rowsOf('order', { ...ORDER, transactions });
  expect(rows.map(({ entity, id, version }) => [entity, id, version])).toEqual([
    ['order', '1354', 'v1'],
    ['transaction', '1', 't1'],
    ['transaction', '2', 't2'],
  ]);
  expect(rows[1]?.alert).toMatchObject({ kind: 'venuePayment', subject: { type: 'order', id: '1354' }, account: 'L', occurredAt: NOON - 60_000 });
  expect(rows[2]?.alert.subject).toEqual({ type: 'order', id: '77' });
});

test('a row happened when it says, but not after now; of the first connect it is read', () => {
  const when = (fields: object) => rowOf('order', { id: 1, status: 'pending', ...fields }).alert.occurredAt;
  expect(when({ updatedAt: iso(NOON - 90 * 24 * HOUR) })).toBe(NOON - 90 * 24 * HOUR);
  expect(when({ createdAt: iso(NOON - HOUR) })).toBe(NOON - HOUR);
  expect(when({ updatedAt: iso(NOON + HOUR) })).toBe(NOON);
  expect(when({})).toBe(NOON);
  expect(rowOf('order', ORDER, at({ road: 'first' })).alert.read).toBe(true);
});

test.each([null, 'row', [], {}, { status: 'pending' }, { id: null }])('%j is no row', (row) => {
  expect(decodeRow('order', row, at())).toEqual([]);
});

test('what is nested too deeply is no row', () => {
  let deep: unknown = {};
  for (let depth = 0; depth < 200_000; depth++) deep = [deep];
  expect(decodeRow('order', { id: 1, status: 'pending', deep }, at())).toEqual([]);
});

test('whatever a list holds, nothing is thrown and every alert keeps the contract', () => {
  const field = fc.constantFrom('id', 'status', 'items', 'taxes', 'transactions', 'consumer', 'checkin', 'order', 'version', 'updatedAt', 'date', 'covers');
  const row = fc.oneof(fc.dictionary(field, fc.jsonValue({ maxDepth: 3 })), fc.jsonValue());
  const anyRow = fc.property(fc.constantFrom('order', 'booking', 'transaction'), row, (entity, value) => void rowsOf(entity, value));
  expect(() => fc.assert(anyRow, { numRuns: 1_000 })).not.toThrow();
});
