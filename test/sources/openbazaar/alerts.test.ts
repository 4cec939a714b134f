import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import { decodeFrame } from '../../../src/sources/openbazaar/alerts.ts';
import { NOTIFICATION_TYPES } from './notification-types.ts';
import { alertFrom, at, atNobody, BUYER, decode } from './decoding.ts';
import { NOON } from '../../clock.ts';
import { builders } from '../../servers/openbazaar/builders.ts';

const node = builders('0.14');

test.each([
  ['not JSON at all', 'not JSON'],
  ['', 'not JSON'],
  ['[]', 'JSON, but not an object'],
  ['null', 'JSON, but not an object'],
  ['7', 'JSON, but not an object'],
  ['{}', 'an empty object'],
  ['{"hello":1}', 'no frame of a node: its first key is hello'],
  ['{"notification":{"type":"order"}}', 'a notification without notificationId and type'],
  ['{"notification":{"type":"order","notificationId":7}}', 'a notification without notificationId and type'],
  ['{"notification":{"type":"order","notificationId":""}}', 'a notification without notificationId and type'],
  ['{"notification":{"notificationId":"a"}}', 'a notification without notificationId and type'],
  ['{"notification":"a"}', 'a notification without notificationId and type'],
  ['{"notification":null}', 'a notification without notificationId and type'],
  ['{"notification":[{"notificationId":"a","type":"order"}]}', 'a notification without notificationId and type'],
  ['{"message":{"message":"hi"}}', 'a message without messageId'],
  ['{"wallet":{"value":1}}', 'a wallet transaction without txid'],
  ['{"messageTyping":{}}', 'typing without a peer'],
  ['{"status":7}', 'a status that is no text'],
])('%s is ignored, with the reason', (text, reason) => {
  expect(decodeFrame(text, at())).toEqual({ type: 'ignored', reason });
});

test('nesting that would overflow the stack is ignored', () => {
  const deep = `{"notification":${'['.repeat(300_000)}1234567890123456`;
  expect(decodeFrame(deep, at())).toMatchObject({ type: 'ignored' });
});

test.each([
  [node.walletUpdate({ BTC: { confirmed: 1, unconfirmed: 2, height: 3 } }), { type: 'state', what: 'walletUpdate' }],
  [builders('0.13').walletUpdate({ LTC: { confirmed: 1, unconfirmed: 2, height: 3 } }), { type: 'state', what: 'walletUpdate' }],
  [node.status('publishing'), { type: 'state', what: 'publishing' }],
  [node.status('publish complete'), { type: 'state', what: 'published' }],
  [node.status('something new'), { type: 'state', what: 'status' }],
  [node.messageTyping(), { type: 'state', what: 'typing', peerId: BUYER }],
  [node.messageRead({ messageId: 'm' }), { type: 'state', what: 'messageRead', peerId: BUYER, messageId: 'm' }],
  [{ id: 'call', peerId: BUYER }, { type: 'state', what: 'reply' }],
  [{ id: 'call', ratingId: 'r', rating: {} }, { type: 'state', what: 'reply' }],
  [{ id: 'call', ratingId: 'r', error: 'not found', peerId: BUYER }, { type: 'state', what: 'reply' }],
])('what is only a state says so: %j', (frame, state) => {
  expect(decode(frame)).toMatchObject(state);
});

test('a profile answers the call whose id it has', () => {
  const profile = { peerID: BUYER, name: 'Alice &amp; co', handle: '@alice', avatarHashes: { tiny: 'tinyhash', small: 'smallhash' } };
  expect(decode(node.profileReply('call', BUYER, profile))).toEqual({
    type: 'profile',
    id: 'call',
    peerId: BUYER,
    profile: { peerId: BUYER, name: 'Alice & co', handle: 'alice', picture: 'smallhash' },
  });
});

test.each(['0.13', '0.14'] as const)('a profile that is not found says so, as %s writes it', (generation) => {
  expect(decode(builders(generation).profileError('call', BUYER))).toEqual({ type: 'profile', id: 'call', peerId: BUYER });
});

test('a profile that names another peer than its answer tells nothing', () => {
  expect(decode(node.profileReply('call', BUYER, { peerID: 'somebody', name: 'Mallory' }))).toEqual({ type: 'state', what: 'reply' });
});

test('a failure to publish is an alert, and a later one is another', () => {
  const first = alertFrom(node.status('error publishing'));
  expect(first).toMatchObject({ kind: 'publishFailed', category: 'system', confirmation: 'unasked' });
  expect(alertFrom(node.status('error publishing'), at({ now: NOON + 100 })).key).toBe(first.key);
  expect(alertFrom(node.status('error publishing'), at({ now: NOON + 120_000 })).key).not.toBe(first.key);
});

test('a frame is kept as it came, cut at 64 KiB', () => {
  const text = `{"message":{"messageId":"m","peerId":"p","message":"${'x'.repeat(100_000)}"}}`;
  const decoded = decodeFrame(text, at());
  expect(decoded.type === 'alert' && decoded.alert.frame.length).toBe(65_536);
  expect(decoded.type === 'alert' && decoded.alert.text?.length).toBe(20_000);
});

const binary = fc.string({ unit: 'binary' });
const junk = fc.oneof(fc.anything({ withBigInt: false }), binary, fc.constant([]), fc.constant(null), fc.double(), fc.date());
const keys = [
  ...['notification', 'message', 'wallet', 'walletUpdate', 'messageRead', 'messageTyping', 'status', 'id', '__proto__', 'constructor'],
];
const fields = [
  ...['notificationId', 'type', 'orderId', 'purchaseOrderId', 'disputeCaseId', 'peerId', 'buyerId', 'buyerHandle', 'vendorId', 'buyer'],
  ...['disputerId', 'disputeeId', 'otherPartyId', 'title', 'thumbnail', 'price', 'coinType', 'fundingTotal', 'expiresIn', 'txid', 'memo'],
  ...['status', 'timestamp', 'value', 'wallet', 'messageId', 'subject', 'message', 'outgoing', 'read', 'toString', '__proto__'],
];
const id = fc.constantFrom('Qm1', 'x'.repeat(256), 'x'.repeat(300), '', 'a b', '\u0000', '\ud800', '__proto__');
const inner = fc.dictionary(fc.constantFrom(...fields), fc.oneof(junk, id), { noNullPrototype: true });
const named = fc.tuple(inner, id, fc.oneof(fc.constantFrom(...NOTIFICATION_TYPES), fc.string({ unit: 'binary' })));
const hostile = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom(...keys), fc.oneof(junk, inner)).map(([key, value]) => JSON.stringify({ [key]: value }) ?? ''),
  named.map(([value, notificationId, type]) => JSON.stringify({ notification: { ...value, notificationId, type } })),
  named.map(([value, messageId, message]) => JSON.stringify({ message: { ...value, messageId, message } })),
  named.map(([value, txid, memo]) => JSON.stringify({ wallet: { ...value, txid, memo } }))
);

test('whatever comes, decoding never throws, and an alert is always a valid one', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, known) => {
      const decoded = decodeFrame(text, known ? at() : atNobody());
      kinds.add(decoded.type);
      if (decoded.type === 'alert') expect(Alert.parse(decoded.alert)).toEqual(decoded.alert);
      if (decoded.type === 'ignored') expect(decoded.reason).not.toBe('');
    }),
    { numRuns: 2_000 }
  );
  expect([...kinds]).toEqual(expect.arrayContaining(['alert', 'ignored', 'state']));
});
