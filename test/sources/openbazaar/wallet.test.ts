import { expect, test } from 'vitest';
import { NOON } from '../../clock.ts';
import { builders } from '../../servers/openbazaar/builders.ts';
import { alertFrom, at } from './decoding.ts';

const HOUR = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

test.each(['0.13', '0.14'] as const)('money in and money out, as %s writes it', (generation) => {
  const node = builders(generation, 'LTC');
  const timestamp = iso(NOON - 1000);
  const received = alertFrom(node.wallet({ txid: 't', amount: 21756, timestamp }));
  expect(received).toMatchObject({
    kind: 'wallet',
    key: 'wallet:LTC:t',
    series: 'wallet:LTC:t',
    category: 'wallet',
    urgency: 'normal',
    amount: { value: '21756', unit: 'LTC', divisibility: 8 },
    subject: { type: 'transaction', id: 't' },
    status: 'UNCONFIRMED',
    occurredAt: NOON - 1000,
  });
  expect(received.own).toBeUndefined();
  expect(received.history).toBeUndefined();
  expect(alertFrom(node.wallet({ amount: -27236, timestamp }))).toMatchObject({ own: true, urgency: 'low', amount: { value: '-27236' } });
});

test('what pays for an order is about it, and its memo is the title', () => {
  const alert = alertFrom(builders('0.14').wallet({ orderId: 'QmOrder', memo: 'Blue & mug', thumbnail: 'Qmpicture' }));
  expect(alert).toMatchObject({ subject: { type: 'order', id: 'QmOrder' }, item: 'Blue & mug', picture: 'Qmpicture' });
  expect(alertFrom(builders('0.14').wallet({ memo: 'rent' }))).toMatchObject({ text: 'rent' });
});

test.each([
  ['an hour and a second before it was received', NOON - HOUR - 1000, 0, true],
  ['just within the hour', NOON - HOUR + 1000, 0, undefined],
  ['before the connection was added', NOON - 1000, NOON - 500, true],
  ['after it was added', NOON - 500, NOON - 1000, undefined],
])('a transaction of %s', (_, time, addedAt, history) => {
  expect(alertFrom(builders('0.14').wallet({ timestamp: iso(time) }), at({ addedAt })).history).toBe(history);
});

test('what happened before the connection was added does not count as unread', () => {
  expect(alertFrom(builders('0.14').wallet({ timestamp: iso(NOON - 1000) }), at({ addedAt: NOON })).read).toBe(true);
  expect(alertFrom(builders('0.14').wallet({ timestamp: iso(NOON - 2 * HOUR) })).read).toBe(false);
});

test('a timestamp that is none, or of tomorrow, means now', () => {
  for (const timestamp of ['', '0001-01-01T00:00:00Z', 'yesterday', iso(NOON + 24 * HOUR)]) {
    const alert = alertFrom(builders('0.14').wallet({ timestamp }));
    expect([alert.occurredAt, alert.history]).toEqual([NOON, undefined]);
  }
});
