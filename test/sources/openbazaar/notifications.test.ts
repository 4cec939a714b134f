import { expect, test } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import { notificationIdOf, notificationKey } from '../../../src/sources/openbazaar/notifications.ts';
import { NOON } from '../../clock.ts';
import { builders, type Frame, type NotificationFrame } from '../../servers/openbazaar/builders.ts';
import { imageHashOf, orderIdOf } from '../../servers/openbazaar/ids.ts';
import { alertFrom, at, atNobody, BUYER, MODERATOR, VENDOR } from './decoding.ts';

const [old, now] = [builders('0.13'), builders('0.14')];
const ORDER = { type: 'order', id: orderIdOf('order') } as const;
const BUYS = { role: 'buyer', actor: { id: VENDOR }, subject: ORDER, category: 'order', urgency: 'normal' } as const;
const SELLS = { role: 'seller', actor: { id: BUYER }, subject: ORDER, category: 'order', urgency: 'normal' } as const;
const PAID = { amount: { value: '100000', unit: 'BTC', divisibility: 8 } };
const IN_30_DAYS = { deadlineAt: NOON + 30 * 86_400_000 };
const DISPUTE = { category: 'dispute', urgency: 'urgent', subject: ORDER } as const;

const EXPECTED: [string, Frame[], Partial<Alert>][] = [
  ['order', [old.order(), now.order()], { ...SELLS, ...PAID, item: 'Hand-made walnut bowl' }],
  [
    'payment',
    [old.payment(), now.payment()],
    { role: 'buyer', category: 'payment', urgency: 'low', own: true, subject: ORDER, ...PAID },
  ],
  ['orderConfirmation', [old.orderConfirmation(), now.orderConfirmation()], BUYS],
  ['orderDeclined', [old.orderDeclined(), now.orderDeclined()], BUYS],
  ['cancel', [old.cancel(), now.cancel(), renamed(now.cancel(), 'cancelled')], SELLS],
  ['refund', [old.refund(), now.refund()], { ...BUYS, category: 'refund' }],
  ['fulfillment', [old.fulfillment(), now.fulfillment()], BUYS],
  ['processingError', [old.processingError(), now.processingError()], BUYS],
  ['orderComplete', [old.orderComplete(), now.orderComplete()], SELLS],
  ['disputeOpen', [old.disputeOpen(), now.disputeOpen()], { ...DISPUTE, role: 'seller', actor: { id: BUYER } }],
  ['disputeUpdate', [old.disputeUpdate(), now.disputeUpdate()], { ...DISPUTE, role: 'moderator', actor: { id: BUYER } }],
  ['disputeClose', [old.disputeClose(), now.disputeClose()], { ...DISPUTE, role: 'seller', actor: { id: BUYER } }],
  ['disputeAccepted', [old.disputeAccepted(), now.disputeAccepted()], { ...DISPUTE, role: 'seller', actor: { id: BUYER } }],
  [
    'vendorFinalizedPayment',
    [old.vendorFinalizedPayment(), now.vendorFinalizedPayment()],
    { role: 'buyer', subject: ORDER, category: 'payment' },
  ],
  ['vendorDisputeTimeout', [old.vendorDisputeTimeout(), now.vendorDisputeTimeout()], { ...DISPUTE, role: 'seller' }],
  ['buyerDisputeTimeout', [old.buyerDisputeTimeout(), now.buyerDisputeTimeout()], { ...DISPUTE, role: 'buyer', ...IN_30_DAYS }],
  ['buyerDisputeExpiry', [old.buyerDisputeExpiry(), now.buyerDisputeExpiry()], { ...DISPUTE, role: 'buyer', ...IN_30_DAYS }],
  [
    'moderatorDisputeExpiry',
    [old.moderatorDisputeExpiry(), now.moderatorDisputeExpiry()],
    { ...DISPUTE, role: 'moderator', subject: { type: 'case', id: ORDER.id }, ...IN_30_DAYS },
  ],
  ['follow', [old.follow(), now.follow()], { category: 'follow', actor: { id: BUYER }, subject: { type: 'peer', id: BUYER } }],
  ['unfollow', [old.unfollow(), now.unfollow()], { category: 'follow', urgency: 'low', confirmation: 'unasked', actor: { id: BUYER } }],
  ['moderatorAdd', [old.moderatorAdd()], { category: 'system', actor: { id: BUYER } }],
  ['moderatorRemove', [old.moderatorRemove()], { category: 'system', actor: { id: BUYER } }],
];

test.each(EXPECTED)('%s is understood in each form that servers have sent', (kind, frames, fields) => {
  for (const frame of frames) {
    const alert = alertFrom(frame);
    expect(alert).toMatchObject({ kind, confirmation: 'asked', actions: [], read: alert.own === true, occurredAt: NOON, receivedAt: NOON, ...fields });
  }
});

test.each([
  [['declined', 'orderDeclined'], 'orderDeclined'],
  [['canceled', 'cancelled', 'cancel'], 'cancel'],
] as const)('%j are one kind with one key', (types, kind) => {
  const keys = types.map((type) => alertFrom({ notification: { notificationId: 'n', type } }));
  expect(new Set(keys.map((alert) => alert.key)).size).toBe(1);
  expect(new Set(keys.map((alert) => alert.kind))).toEqual(new Set([kind]));
});

test('one id with two types is two alerts', () => {
  const [follow, unfollow] = [now.follow({ notificationId: 'n' }), now.unfollow({ notificationId: 'n' })];
  expect(alertFrom(follow).key).not.toBe(alertFrom(unfollow).key);
});

test('the node’s id can be had back from a key', () => {
  for (const type of ['declined', 'somethingNew', 'odd: type']) {
    expect(notificationIdOf({ key: notificationKey(type, 'Qm:1') })).toBe('Qm:1');
  }
  expect(notificationIdOf({ key: 'message:Qm1' })).toBeUndefined();
});

test('payments for one order are a series, and so is each kind of warning about one order', () => {
  expect(alertFrom(now.payment({ notificationId: 'a' })).series).toBe(alertFrom(now.payment({ notificationId: 'b', amount: 7 })).series);
  expect(alertFrom(now.payment()).series).not.toBe(alertFrom(now.payment({ orderId: 'another' })).series);
  const [timeout, expiry] = [alertFrom(now.buyerDisputeTimeout()), alertFrom(now.buyerDisputeExpiry())];
  expect(timeout.series).toBeDefined();
  expect(timeout.series).not.toBe(expiry.series);
});

test.each([
  ['the buyer', BUYER, 'buyer'],
  ['the vendor', VENDOR, 'seller'],
  ['the moderator', MODERATOR, 'moderator'],
])('a dispute makes %s by peerID', (_, self, role) => {
  const byVendor = now.disputeOpen({ disputerId: VENDOR, disputeeId: BUYER });
  expect(alertFrom(byVendor, at({ self }))).toMatchObject({ role, actor: { id: VENDOR } });
  expect(alertFrom(now.disputeOpen(), at({ self }))).toMatchObject({ role, actor: { id: BUYER } });
});

test('roles stay open where they depend on a peerID of ours that is not known', () => {
  expect(alertFrom(now.disputeOpen(), atNobody()).role).toBeUndefined();
  expect(alertFrom(now.order(), atNobody()).role).toBe('seller');
});

test('a verdict tells our role by the other party where our own peerID is not known', () => {
  expect(alertFrom(now.disputeClose({ buyer: BUYER, otherPartyId: BUYER }), atNobody()).role).toBe('seller');
  expect(alertFrom(now.disputeAccepted({ buyer: BUYER, otherPartyId: VENDOR }), atNobody()).role).toBe('buyer');
});

test('a dispute without the buyer’s peerID leaves the role open', () => {
  expect(alertFrom({ notification: { ...now.disputeOpen().notification, buyer: [] } }).role).toBeUndefined();
});

test.each([
  [0, NOON],
  [60, NOON + 60_000],
  [1.5, NOON + 1500],
  [-5, undefined],
  [1e300, undefined],
  ['60', undefined],
  [undefined, undefined],
])('expiresIn %j gives the deadline %j', (expiresIn, deadlineAt) => {
  const { expiresIn: _, ...rest } = now.buyerDisputeTimeout().notification;
  const alert = alertFrom({ notification: { ...rest, ...(expiresIn === undefined ? {} : { expiresIn }) } });
  expect(alert.deadlineAt).toBe(deadlineAt);
});

test('vendorDisputeTimeout is always 0: the window is over, and nothing runs out', () => {
  expect(alertFrom(now.vendorDisputeTimeout()).deadlineAt).toBeUndefined();
});

test('pictures: the small one, else the tiny one, else none', () => {
  const [small, tiny] = [imageHashOf('s'), imageHashOf('t')];
  const picture = (thumbnail: unknown) => alertFrom({ notification: { ...now.cancel().notification, thumbnail } }).picture;
  expect(picture({ small, tiny })).toBe(small);
  expect(picture({ small: '', tiny })).toBe(tiny);
  expect(picture({ small: '', tiny: '' })).toBeUndefined();
  expect(picture(tiny)).toBe(tiny);
  expect(picture([])).toBeUndefined();
  expect(picture({ small: '../../picture', tiny: 'http://x' })).toBeUndefined();
});

test('a peer without an id is nobody; a handle comes without its @', () => {
  expect(alertFrom(now.order({ buyerId: '', buyerHandle: '@ghost' })).actor).toBeUndefined();
  expect(alertFrom(now.order({ buyerHandle: '@al\u202eice' })).actor).toEqual({ id: BUYER, handle: 'alice' });
});

test('titles come as plain text: tags stripped, entities decoded once', () => {
  const title = (raw: string) => alertFrom({ notification: { notificationId: 'n', type: 'order', title: raw } }).item;
  expect(title('Blue mug & "friends" <b>now</b>')).toBe('Blue mug & "friends" now');
});

test('an unknown type is a readable alert', () => {
  const fields = { listingTitle: 'Blue mug', orderId: 'Qm1', daysLeft: 3, nested: { aDeepOne: true } };
  const alert = alertFrom(now.unknown('listingExpired', fields));
  expect(alert).toMatchObject({ kind: 'unknown', type: 'listingExpired', category: 'system', subject: { type: 'order', id: 'Qm1' } });
  expect(alert.text).toBe('days left: 3; listing title: Blue mug; nested: a deep one yes; order id: Qm1');
});

const FOREIGN = ['message', 'wallet', 'unknown', 'gap', 'consumptionRequest', 'consumptionFinalized'];

test.each(['__proto__', 'constructor', 'toString', ...FOREIGN, ' ', '\u0007', 'x'.repeat(500)])(
  'a notification of type %j is an unknown one, and valid',
  (type) => {
    const alert = alertFrom({ notification: { notificationId: 'n', type } });
    expect(alert.kind).toBe('unknown');
    expect(alert.type).not.toBe('');
  }
);

function renamed(frame: NotificationFrame, type: string): Frame {
  return { notification: { ...frame.notification, type } };
}
