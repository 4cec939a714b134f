import { expect, test } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import { searchText } from '../../../src/shared/words/search-text.ts';
import { NOON } from '../../clock.ts';

const rejected: Alert = {
  key: 'k',
  identity: 'ewallet:usr_1',
  connectionId: 'c',
  system: 'ewallet',
  kind: 'consumptionFinalized',
  category: 'payment',
  urgency: 'normal',
  role: 'owner',
  actor: { id: 'usr_01cbfgak47ng6x72vbwjca6j4v', name: 'Alice Liddell' },
  subject: { type: 'consumption', id: 'txc_01cbfg9qtdken61agxhx6wvj9h' },
  amount: { value: '5000000000000000001', unit: 'OMG', divisibility: 18 },
  exchanged: { value: '120000000', unit: 'BTC', divisibility: 8 },
  direction: 'in',
  reference: 'order-1',
  account: 'Coffee Shop',
  text: 'No such coffee.',
  status: 'cancelled',
  confirmation: 'unasked',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: NOON,
  receivedAt: NOON,
  frame: 'the frame is not searched',
};

test.each([
  ...['Alice Liddell', 'usr_01cbfgak47ng6x72vbwjca6j4v', 'txc_01cbfg9qtdken61agxhx6wvj9h'],
  ...['5.000000000000000001 OMG', '1.2 BTC', 'order-1', 'Coffee Shop', 'No such coffee.', 'cancelled', 'canceled', 'Payments'],
])('a payment is found by %s', (words) => {
  expect(searchText(rejected)).toContain(words);
});

test('a booking is found by its tables, which its words may cut', () => {
  const tables = Array.from({ length: 20 }, (_, at) => `Table ${at + 1}`).join(', ');
  expect(searchText({ ...rejected, system: 'doshii', kind: 'booking', tables })).toContain('Table 20');
});

test('what is not known leaves no trace', () => {
  const { actor: _, amount: __, exchanged: ___, reference: ____, account: _____, text: ______, ...rest } = rejected;
  expect(searchText(rest)).not.toMatch(/undefined|null| {2}/);
  expect(searchText(rejected)).not.toContain('frame');
});
