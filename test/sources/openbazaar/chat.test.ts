import { expect, test } from 'vitest';
import { messageIdOf, messageKey } from '../../../src/sources/openbazaar/chat.ts';
import { confirm, offers, refute } from '../../../src/sources/openbazaar/envelope.ts';
import { decodeChatRow } from '../../../src/sources/openbazaar/rows.ts';
import { NOON } from '../../clock.ts';
import { builders } from '../../servers/openbazaar/builders.ts';
import { alertFrom, alertOf, at, BUYER, decode } from './decoding.ts';

const node = builders('0.14');
const inner = (frame: Readonly<Record<string, unknown>>) => frame['message'];

test('a message says who wrote what, at its arrival and not at its sender’s clock', () => {
  const alert = alertFrom(node.message({ message: 'Hello & <b>you</b>', timestamp: '2020-01-01T00:00:00Z' }));
  expect(alert).toMatchObject({
    kind: 'message',
    category: 'chat',
    actor: { id: BUYER },
    subject: { type: 'peer', id: BUYER },
    text: 'Hello & you',
    occurredAt: NOON,
    confirmation: 'asked',
    actions: [],
    read: false,
  });
});

test('an order’s chat is about the order', () => {
  expect(alertFrom(node.message({ subject: 'QmOrder' })).subject).toEqual({ type: 'order', id: 'QmOrder' });
});

test('what we wrote ourselves is ours, and read', () => {
  expect(alertFrom(node.message({ outgoing: true }))).toMatchObject({ own: true, read: true });
});

test('an empty message is a sign of typing', () => {
  expect(decode(node.message({ message: '' }))).toEqual({ type: 'state', what: 'typing', peerId: BUYER });
});

test('the same message has one key on both roads', () => {
  const row = alertOf(decodeChatRow(inner(node.message({ messageId: 'm' })), at({ road: 'catch-up' })));
  expect(row.key).toBe(alertFrom(node.message({ messageId: 'm' })).key);
  expect(messageIdOf({ key: messageKey('m') })).toBe('m');
  expect(messageIdOf({ key: 'notification:order:m' })).toBeUndefined();
});

test('caught up, it is confirmed, may be answered, and happened when it was sent, though never in the future', () => {
  const row = (timestamp: string) => alertOf(decodeChatRow(inner(node.message({ timestamp, read: true })), at({ road: 'catch-up' })));
  expect(row('2026-02-28T12:00:00.123456789Z')).toMatchObject({
    confirmation: 'confirmed',
    actions: ['reply'],
    read: true,
    occurredAt: Date.UTC(2026, 1, 28, 12, 0, 0, 123),
  });
  expect(row('2030-01-01T00:00:00Z').occurredAt).toBe(NOON);
  expect(row('0001-01-01T00:00:00Z').occurredAt).toBe(NOON);
});

test('actions appear with the node’s confirmation, and go when it knows nothing of it', () => {
  const alert = alertFrom(node.message());
  expect(confirm(alert)).toEqual({ confirmation: 'confirmed', actions: ['reply'] });
  expect(confirm(alertFrom(node.follow())).actions).toEqual(['followBack']);
  expect(offers(alertFrom(node.message({ outgoing: true })))).toEqual([]);
  expect(offers(alertFrom(node.message({ peerId: '' })))).toEqual([]);
  expect(refute()).toMatchObject({ confirmation: 'refuted', actions: [], category: 'system' });
});
