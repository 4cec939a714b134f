import { expect, test } from 'vitest';
import { decodeDetails } from '../../../src/sources/doshii/details-news.ts';
import { at, live } from './decoding.ts';

test('details of an order tell of it, and of what was paid', () => {
  const row = { id: 'o1', status: 'complete', items: [{ name: 'Tea' }], transactions: [{ id: 't1', orderId: 'o1', status: 'complete' }] };
  expect(decodeDetails(live('order_updated', { id: 'o1' }), row, at()).map(({ entity, id }) => [entity, id])).toEqual([
    ['order', 'o1'],
    ['transaction', 't1'],
  ]);
});

test('what has no rows of its own is read as its event is', () => {
  const [detail] = decodeDetails(live('checkin_created', { id: 'c1', status: 'pending' }), { id: 'c1', status: 'pending', tableNames: ['4'] }, at());
  expect(detail).toMatchObject({ entity: 'checkin', event: 'checkin_created', alert: { tables: '4' } });
});

test('details of another thing, or of none, are none', () => {
  for (const row of [{ id: 'o2' }, {}, [], null, 'o1', 7]) {
    for (const event of ['order_updated', 'checkin_updated']) expect(decodeDetails(live(event, { id: 'o1' }), row, at())).toEqual([]);
  }
});

test('what is nested too deeply is none', () => {
  const deep = (levels: number): unknown => {
    let inner: unknown = {};
    for (let level = 0; level < levels; level++) inner = { inner };
    return inner;
  };
  expect(decodeDetails(live('checkin_updated', { id: 'c1' }), { id: 'c1', deep: deep(100_000) }, at())).toEqual([]);
});

test('what opens a card stands in nothing that is kept', () => {
  const row = { id: 'k1', status: 'pending', requestData: { cardRef: '6006491234567890', cardAuthorisationKey: '4711', cardProviderAuthPassword: 'hush' } };
  const said = JSON.stringify(decodeDetails(live('card_enquiry', { id: 'k1' }), row, at()));
  expect(said).not.toMatch(/4711|hush|600649/);
});
