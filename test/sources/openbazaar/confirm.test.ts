import { expect, test } from 'vitest';
import { messageKey } from '../../../src/sources/openbazaar/chat.ts';
import { notificationKey } from '../../../src/sources/openbazaar/notifications.ts';
import { eventually } from '../../clock.ts';
import { aNode, aSource, aStay } from './with-node.ts';

test('a live notification rings at once without actions, and gets them when the node confirms it', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const key = notificationKey('follow', node.trade.follow().id);
  await it.sink.until(() => it.alert(key) !== undefined);
  expect(it.alert(key)).toMatchObject({ confirmation: 'asked', actions: [] });
  await it.clock.advance(1_000);
  await it.sink.until(() => it.alert(key)?.confirmation === 'confirmed');
  expect(it.alert(key)?.actions).toEqual(['followBack']);
});

test('one request answers for all notifications of the moment', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const keys = Array.from({ length: 20 }, () => notificationKey('order', node.trade.sale().id));
  await it.sink.until(() => keys.every((key) => it.alert(key) !== undefined));
  const before = node.log.requests.filter(({ path }) => path === 'ob/notifications').length;
  await it.clock.advance(1_000);
  await it.sink.until(() => keys.every((key) => it.alert(key)?.confirmation === 'confirmed'));
  expect(node.log.requests.filter(({ path }) => path === 'ob/notifications')).toHaveLength(before + 1);
});

test('a forged notification is refuted within five seconds: category system, low, without actions', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const began = it.clock.now();
  const forged = notificationKey('follow', node.trade.follow({ stored: false }).id);
  await it.sink.until(() => it.alert(forged) !== undefined);
  await it.clock.advance(1_000);
  await eventually(() => it.sink.kept.alerts.size === 1 && it.clock.pending() === 3);
  expect(it.alert(forged)?.confirmation).toBe('asked');
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(forged)?.confirmation === 'refuted');
  expect(it.alert(forged)).toMatchObject({ category: 'system', urgency: 'low', actions: [] });
  expect(it.clock.now() - began).toBeLessThan(5_000);
});

test('a frame that the node sent before it stored it is confirmed by the second look', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const early = node.trade.follow({ stored: false });
  const key = notificationKey('follow', early.id);
  await it.sink.until(() => it.alert(key) !== undefined);
  await it.clock.advance(1_000);
  await eventually(() => it.clock.pending() === 3);
  const { notification } = early.frame as { notification: { notificationId: string; type: string } };
  node.store.notifications.push({ notification, type: notification.type, at: it.clock.now(), read: false });
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(key)?.confirmation !== 'asked');
  expect(it.alert(key)?.confirmation).toBe('confirmed');
});

test('with REST out of reach an alert stays without actions, and is not called a forgery', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const key = notificationKey('follow', node.trade.follow().id);
  await it.sink.until(() => it.alert(key) !== undefined);
  node.faults.failNext('ob/notifications', 500, undefined, 10);
  await it.clock.advance(1_000);
  await eventually(() => it.clock.pending() === 3);
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(key)?.confirmation === 'unasked');
  expect(it.alert(key)?.actions).toEqual([]);
});

/** Two follows whose confirmation the node was too busy for: one that it knows, one that was forged. */
async function unanswered() {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const real = notificationKey('follow', node.trade.follow().id);
  const forged = notificationKey('follow', node.trade.follow({ stored: false }).id);
  await it.sink.until(() => it.alert(forged) !== undefined);
  node.faults.failNext('ob/notifications', 500, undefined, 2);
  await it.clock.advance(1_000);
  await eventually(() => it.clock.pending() === 3);
  await it.clock.advance(2_500);
  await it.sink.until(() => [real, forged].every((key) => it.alert(key)?.confirmation === 'unasked'));
  return { node, it, real, forged };
}

test('a node that could not answer in time is asked again, and its late word counts either way', async () => {
  const { it, real, forged } = await unanswered();
  await it.clock.advance(6_500);
  await it.sink.until(() => it.alert(real)?.confirmation === 'confirmed' && it.alert(forged)?.confirmation === 'refuted');
  expect(it.alert(real)?.actions).toEqual(['followBack']);
});

test('one that does not answer then either is asked once more, and no further', async () => {
  const { node, it, real } = await unanswered();
  node.faults.failNext('ob/notifications', 500, undefined, 1);
  const refused = node.nextAnswer(({ path }) => path === 'ob/notifications');
  await it.clock.advance(6_500);
  await refused;
  await eventually(() => it.clock.pending() === 3);
  expect(it.alert(real)?.confirmation).toBe('unasked');
  node.faults.failNext('ob/notifications', 500, undefined, 1);
  const before = node.log.requests.length;
  await it.clock.advance(35_000);
  await eventually(() => it.clock.pending() === 2);
  expect(it.alert(real)?.confirmation).toBe('unasked');
  await it.clock.advance(600_000);
  await node.idle();
  expect(node.log.requests.slice(before).filter(({ path }) => path === 'ob/notifications')).toHaveLength(1);
});

test('an echo of an old notification casts no doubt on it', async () => {
  const node = await aNode();
  const old = node.trade.follow({ live: false });
  for (let i = 0; i < 80; i++) node.trade.follow({ live: false });
  const it = aSource(node, { kept: await aStay(node) });
  await it.online();
  const key = notificationKey('follow', old.id);
  const before = it.sink.kept.deliveries.get(key) ?? 0;
  node.trade.again(old);
  await it.sink.until(() => it.sink.kept.deliveries.get(key) === before + 1);
  await it.clock.advance(5_000);
  await node.idle();
  expect(it.alert(key)).toMatchObject({ confirmation: 'confirmed', category: 'follow', actions: ['followBack'] });
});

test('a chat message is confirmed by its conversation; a forged one is refuted', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const real = messageKey(node.trade.chat({ text: 'hello' }).id);
  const forged = messageKey(node.trade.chat({ text: 'pay me', stored: false }).id);
  await it.sink.until(() => it.alert(real) !== undefined && it.alert(forged) !== undefined);
  await it.clock.advance(1_000);
  await it.sink.until(() => it.alert(real)?.confirmation === 'confirmed');
  expect(it.alert(real)?.actions).toEqual(['reply']);
  await eventually(() => it.clock.pending() === 3);
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(forged)?.confirmation === 'refuted');
});

test('a wallet transaction is taken as it is: the node cannot be asked', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  node.trade.walletTx({ amount: 5_000 });
  await it.sink.until(() => it.sink.kept.alerts.size === 1);
  expect([...it.sink.kept.alerts.values()][0]).toMatchObject({ kind: 'wallet', confirmation: 'unasked' });
});

test('a forged warning moves no deadline that the node stands by, nor casts doubt on it; a true one does', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const first = node.trade.buyerDisputeTimeout({ expiresIn: 5 * 86_400 });
  const key = notificationKey('buyerDisputeTimeout', first.id);
  await it.sink.until(() => it.alert(key) !== undefined);
  await it.clock.advance(1_000);
  await it.sink.until(() => it.alert(key)?.confirmation === 'confirmed');
  const deadline = it.alert(key)?.deadlineAt;

  const said = it.clock.now();
  node.trade.buyerDisputeTimeout({ orderId: first.orderId, expiresIn: 60, stored: false });
  node.trade.buyerDisputeTimeout({ orderId: first.orderId, expiresIn: 86_400 });
  await it.clock.advance(1_000);
  await it.sink.until(() => it.alert(key)?.deadlineAt !== deadline);
  await it.clock.advance(2_500);
  expect(it.alert(key)).toMatchObject({ deadlineAt: said + 86_400_000, confirmation: 'confirmed', category: 'dispute' });
});

test('a burst of thousands is confirmed to the last one, and a forged one among them is refuted', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const real = Array.from({ length: 3_000 }, () => notificationKey('follow', node.trade.follow().id));
  const forged = notificationKey('follow', node.trade.follow({ stored: false }).id);
  await it.sink.until(() => it.alert(forged) !== undefined);
  await it.clock.advance(1_000);
  await it.sink.until(() => real.every((key) => it.alert(key)?.confirmation === 'confirmed'));
  await eventually(() => it.clock.pending() === 3);
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(forged)?.confirmation === 'refuted');
  expect(real.filter((key) => it.alert(key)?.confirmation !== 'confirmed')).toEqual([]);
});

test('news that came after it does not hide an alert from the look', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const first = notificationKey('follow', node.trade.follow().id);
  await it.sink.until(() => it.alert(first) !== undefined);
  const look = node.faults.hold('ob/notifications', { answered: 'after' });
  await it.clock.advance(1_000);
  await look.arrived;
  const later = Array.from({ length: 300 }, () => notificationKey('follow', node.trade.follow().id));
  await it.sink.until(() => later.every((key) => it.alert(key) !== undefined));
  look.release();
  await it.sink.until(() => it.alert(first)?.confirmation === 'confirmed');
  expect(it.alert(first)?.actions).toEqual(['followBack']);
});

test('a message whose sender has a slow clock is never called a forgery in a long conversation', async () => {
  const node = await aNode();
  for (let i = 0; i < 100; i++) node.trade.chat({ text: `old ${i}`, live: false });
  const it = aSource(node, { kept: await aStay(node) });
  await it.online();
  const slow = messageKey(node.trade.chat({ text: 'hello', sentAt: it.clock.now() - 3_600_000_000 }).id);
  await it.sink.until(() => it.alert(slow) !== undefined);
  await it.clock.advance(1_000);
  await eventually(() => it.clock.pending() === 3);
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(slow)?.confirmation !== 'asked');
  expect(it.alert(slow)?.confirmation).toBe('unasked');
});

test('what came live long ago does not make the node read out its whole list for one forged frame', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const keys = Array.from({ length: 600 }, () => notificationKey('follow', node.trade.follow().id));
  await it.sink.until(() => keys.every((key) => it.alert(key) !== undefined));
  await it.clock.advance(1_000);
  await it.sink.until(() => keys.every((key) => it.alert(key)?.confirmation === 'confirmed'));
  await it.clock.advance(10_000);
  const before = node.log.requests.filter(({ path }) => path === 'ob/notifications').length;
  const forged = notificationKey('follow', node.trade.follow({ stored: false }).id);
  await it.sink.until(() => it.alert(forged) !== undefined);
  await it.clock.advance(60_000);
  await it.sink.until(() => it.alert(forged) !== undefined);
  const again = notificationKey('follow', node.trade.follow({ stored: false }).id);
  await it.sink.until(() => it.alert(again) !== undefined);
  await it.clock.advance(1_000);
  await eventually(() => node.log.requests.filter(({ path }) => path === 'ob/notifications').length > before);
  await node.idle();
  const after = node.log.requests.filter(({ path }) => path === 'ob/notifications').length;
  await it.clock.advance(2_500);
  await it.sink.until(() => it.alert(again)?.confirmation === 'refuted');
  expect(node.log.requests.filter(({ path }) => path === 'ob/notifications').length - after).toBe(1);
});
