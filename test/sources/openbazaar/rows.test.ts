import { expect, test } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import {
  decodeConfig,
  decodeConversation,
  decodeNotificationRow,
  decodeOrderRow,
  enrichment,
  isOpenNow,
  type OrderSummary,
} from '../../../src/sources/openbazaar/rows.ts';
import { parseJson } from '../../../src/wire/json.ts';
import { NOON } from '../../clock.ts';
import { builders, type NotificationFrame, outerTypeOf } from '../../servers/openbazaar/builders.ts';
import { money } from '../../servers/openbazaar/money.ts';
import { toNotificationsWire } from '../../servers/openbazaar/wire.ts';
import { alertFrom, alertOf, at, BUYER, VENDOR } from './decoding.ts';

const [old, now] = [builders('0.13'), builders('0.14')];
const YESTERDAY = NOON - 86_400_000;

function rowOf(frame: NotificationFrame, fields: { read?: boolean; timestamp?: string; type?: string } = {}): Alert {
  const { notification } = frame;
  const timestamp = new Date(YESTERDAY).toISOString();
  const row = { notification, read: false, timestamp, type: outerTypeOf(notification.type), ...fields };
  return alertOf(decodeNotificationRow(parseJson(toNotificationsWire(row)), at({ road: 'catch-up' })));
}

test('a row is the alert of its frame, confirmed, with the node’s time and read state', () => {
  const alert = rowOf(now.order(), { read: true });
  const expected = { confirmation: 'confirmed', road: 'catch-up', read: true, occurredAt: YESTERDAY, receivedAt: NOON, role: 'seller' };
  expect(alert).toMatchObject(expected);
  expect(alert.key).toBe(alertFrom(now.order()).key);
});

test('a row’s type may be newer than that of its notification', () => {
  expect(outerTypeOf('declined')).not.toBe('declined');
  for (const frame of [old.orderDeclined(), old.cancel()]) expect(rowOf(frame).key).toBe(alertFrom(frame).key);
  expect(rowOf(now.unknown('brandNewName', {}), { type: 'refund' }).kind).toBe('refund');
});

test('a row without its own inner type has the outer one', () => {
  const row = { notification: { notificationId: 'n', type: [] }, read: false, timestamp: '2026-02-28T12:00:00Z', type: 'refund' };
  expect(alertOf(decodeNotificationRow(row, at({ road: 'catch-up' })))).toMatchObject({ kind: 'refund' });
});

test('a deadline counts from the row’s time, not from its arrival', () => {
  expect(rowOf(now.buyerDisputeTimeout({ expiresIn: 60 })).deadlineAt).toBe(YESTERDAY + 60_000);
  expect(rowOf(now.buyerDisputeTimeout({ expiresIn: 60 }), { timestamp: '2031-01-01T00:00:00Z' }).deadlineAt).toBe(NOON + 60_000);
});

test('a field that was null, and comes as an empty list, is absent', () => {
  const nothing = { title: null, thumbnail: null, price: null, buyerId: null, buyerHandle: null };
  const alert = alertOf(
    decodeNotificationRow(
      parseJson(
        toNotificationsWire({
          notification: { notificationId: 'n', type: 'order', orderId: 'o', ...nothing },
          read: null,
          timestamp: null,
          type: null,
        })
      ),
      at({ road: 'catch-up' })
    )
  );
  expect(alert).toMatchObject({ kind: 'order', occurredAt: NOON, read: false });
  for (const field of ['item', 'picture', 'amount', 'actor'] as const) expect(alert[field]).toBeUndefined();
});

test.each([null, 7, [], {}, { notification: [] }, { notification: { type: 'order' } }])('%j is no row', (row) => {
  expect(decodeNotificationRow(row, at()).type).toBe('ignored');
});

test('orders say what enriches an alert, and leave addresses on the node', () => {
  const row = {
    ...{ orderId: 'o', title: 'Blue &amp; mug', thumbnail: 'Qmpicture', total: money('0.14', 5, 'BTC'), state: 'PENDING', read: false },
    ...{ buyerId: BUYER, buyerHandle: 'alice', shippingName: 'Alice A.', shippingAddress: 'Secret street 1', unreadChatMessages: 2 },
  };
  const order = decodeOrderRow(row, 'sales');
  expect(order).toEqual({
    list: 'sales',
    orderId: 'o',
    title: 'Blue & mug',
    picture: 'Qmpicture',
    total: { value: '5', unit: 'BTC', divisibility: 8 },
    state: 'PENDING',
    read: false,
    buyer: { id: BUYER, handle: 'alice' },
    unreadChatMessages: 2,
  });
  expect(JSON.stringify(order)).not.toContain('Secret');
});

test('old order rows have a bare total, cases their own id', () => {
  expect(decodeOrderRow({ caseId: 'c', total: 23422, paymentCoin: 'LTC' }, 'cases')).toEqual({
    list: 'cases',
    orderId: 'c',
    total: { value: '23422', unit: 'LTC', divisibility: 8 },
    unreadChatMessages: 0,
  });
  expect(decodeOrderRow({ title: 'no id' }, 'sales')).toBeUndefined();
  expect(decodeOrderRow([], 'sales')).toBeUndefined();
});

const summary = (fields: Partial<OrderSummary>): OrderSummary => ({ list: 'purchases', orderId: 'o', unreadChatMessages: 0, ...fields });

test('an order adds only what the alert lacks', () => {
  const alert = alertFrom(now.buyerDisputeTimeout({ orderId: 'o', expiresIn: 60, thumbnail: { small: '', tiny: '' } }));
  const order = summary({ title: 'Blue mug', picture: 'Qmpicture', vendor: { id: VENDOR }, state: 'FULFILLED' });
  expect(enrichment(alert, order, NOON)).toEqual({ item: 'Blue mug', picture: 'Qmpicture', actor: { id: VENDOR }, openNow: true });
  expect(enrichment({ ...alert, subject: { type: 'order', id: 'another' } }, order, NOON)).toBeUndefined();
  expect(enrichment(alertFrom(now.order({ orderId: 'o' })), summary({ title: 'Other' }), NOON)).toBeUndefined();
});

test.each([
  ['disputeOpen', 'DISPUTED', true],
  ['disputeOpen', 'RESOLVED', false],
  ['disputeClose', 'DECIDED', true],
  ['disputeAccepted', 'RESOLVED', false],
  ['buyerDisputeTimeout', 'FULFILLED', true],
  ['buyerDisputeTimeout', 'DISPUTED', false],
  ['buyerDisputeExpiry', 'DISPUTED', true],
  ['order', 'PENDING', false],
] as const)('%s of an order that is %s: open now is %s', (kind, state, open) => {
  const alert = { ...alertFrom(now[kind]()), subject: { type: 'order', id: 'o' } as const };
  expect(isOpenNow(alert, summary({ state }), NOON)).toBe(open);
});

test('a deadline that has passed is not open', () => {
  const alert = alertFrom(now.buyerDisputeExpiry({ orderId: 'o', expiresIn: 60 }));
  expect(isOpenNow(alert, summary({ state: 'DISPUTED' }), NOON + 61_000)).toBe(false);
});

test('conversations and the node’s configuration are read leniently', () => {
  expect(decodeConversation({ peerId: BUYER, unread: 2, lastMessage: 'x' })).toEqual({ peerId: BUYER, unread: 2 });
  expect(decodeConversation({ peerId: BUYER, unread: null })).toEqual({ peerId: BUYER, unread: 0 });
  expect(decodeConversation({ unread: 2 })).toBeUndefined();
  expect(decodeConfig({ peerID: VENDOR, testnet: true, wallets: [] })).toEqual({ peerID: VENDOR, testnet: true });
  expect(decodeConfig({ success: false })).toBeUndefined();
});
