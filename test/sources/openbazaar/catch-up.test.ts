import { expect, test } from 'vitest';
import { messageKey } from '../../../src/sources/openbazaar/chat.ts';
import { notificationKey } from '../../../src/sources/openbazaar/notifications.ts';
import { NOON } from '../../clock.ts';
import { peerIdOf } from '../../servers/openbazaar/ids.ts';
import { aNode, aSource, aStay, DAY } from './with-node.ts';

test('a first connect imports ninety days, and of those the newest thousand', async () => {
  const node = await aNode();
  const ancient = node.trade.follow({ live: false, at: NOON - 91 * DAY });
  for (let i = 0; i < 1_005; i++) node.trade.follow({ live: false, at: NOON - DAY });
  const newest = node.trade.follow({ live: false });
  const { alerts } = await aStay(node);
  expect(alerts.size).toBe(1_000);
  expect(alerts.has(notificationKey('follow', ancient.id))).toBe(false);
  expect([...alerts.keys()].at(-1)).toBe(notificationKey('follow', newest.id));
});

test('a first connect leaves out what is older than ninety days', async () => {
  const node = await aNode();
  node.trade.follow({ live: false, at: NOON - 91 * DAY });
  node.trade.chat({ live: false, at: NOON - 91 * DAY });
  const recent = node.trade.follow({ live: false, at: NOON - 89 * DAY });
  expect([...(await aStay(node)).alerts.keys()]).toEqual([notificationKey('follow', recent.id)]);
});

test('a first connect has the node’s read state', async () => {
  const node = await aNode();
  const [read, unread] = [node.trade.follow({ live: false }), node.trade.follow({ live: false })];
  node.store.notifications[0]!.read = true;
  const { alerts } = await aStay(node);
  expect(alerts.get(notificationKey('follow', read.id))?.read).toBe(true);
  expect(alerts.get(notificationKey('follow', unread.id))?.read).toBe(false);
});

test('where the watermark is no longer listed, what the node has counts as a first connect', async () => {
  const node = await aNode();
  node.trade.follow({ live: false });
  const kept = await aStay(node);
  node.store.notifications.length = 0;
  const other = node.trade.follow({ live: false });
  await aStay(node, kept);
  expect(kept.alerts.get(notificationKey('follow', other.id))).toMatchObject({ road: 'first' });
  const next = node.trade.follow({ live: false });
  await aStay(node, kept);
  expect(kept.alerts.get(notificationKey('follow', next.id))).toMatchObject({ road: 'catch-up' });
});

test('a dispute and a deadline that the node says are open are open now; settled ones are not', async () => {
  const node = await aNode();
  const open = node.trade.disputeOpen({ live: false, at: NOON - DAY });
  const settled = node.trade.disputeOpen({ live: false, at: NOON - 2 * DAY });
  node.store.orders.get(settled.orderId)!.state = 'RESOLVED';
  const running = node.trade.buyerDisputeTimeout({ live: false, at: NOON - DAY, expiresIn: 5 * 86_400 });
  node.store.orders.get(running.orderId)!.state = 'FULFILLED';
  const over = node.trade.buyerDisputeTimeout({ live: false, at: NOON - 6 * DAY, expiresIn: 5 * 86_400 });
  node.store.orders.get(over.orderId)!.state = 'FULFILLED';
  const { alerts } = await aStay(node);
  const openNow = (kind: string, id: string) => alerts.get(notificationKey(kind, id))?.openNow;
  expect(openNow('disputeOpen', open.id)).toBe(true);
  expect(openNow('disputeOpen', settled.id)).toBeUndefined();
  expect(openNow('buyerDisputeTimeout', running.id)).toBe(true);
  expect(openNow('buyerDisputeTimeout', over.id)).toBeUndefined();
});

test('a deadline counts from the row’s own time, not from ours', async () => {
  const node = await aNode();
  const sent = node.trade.buyerDisputeTimeout({ live: false, at: NOON - DAY, expiresIn: 5 * 86_400 });
  expect((await aStay(node)).alerts.get(notificationKey('buyerDisputeTimeout', sent.id))?.deadlineAt).toBe(NOON + 4 * DAY);
});

test('chats and order chats that were missed arrive, each new peer’s too', async () => {
  const node = await aNode();
  node.trade.chat({ live: false, peer: peerIdOf('known') });
  const order = node.trade.order('sale', {});
  const kept = await aStay(node);
  const missed = [
    node.trade.chat({ live: false, peer: peerIdOf('known') }),
    node.trade.chat({ live: false, peer: peerIdOf('stranger') }),
    node.trade.chat({ live: false, subject: order.orderId }),
  ];
  await aStay(node, kept);
  for (const { id } of missed) expect(kept.alerts.get(messageKey(id))).toMatchObject({ road: 'catch-up', read: false });
});

test('a missed message about an order says which', async () => {
  const node = await aNode();
  const order = node.trade.order('sale', { title: 'Blue cup' });
  const kept = await aStay(node);
  const missed = node.trade.chat({ live: false, subject: order.orderId });
  await aStay(node, kept);
  expect(kept.alerts.get(messageKey(missed.id))).toMatchObject({ item: 'Blue cup', picture: order.thumbnail.tiny });
});

test('a message whose sender’s clock is behind is found though it stands behind the watermark', async () => {
  const node = await aNode();
  for (let i = 0; i < 60; i++) node.trade.chat({ live: false, read: true });
  const kept = await aStay(node);
  const late = node.trade.chat({ live: false, sentAt: NOON - 3 * DAY });
  await aStay(node, kept);
  expect(kept.alerts.get(messageKey(late.id))).toMatchObject({ road: 'catch-up' });
});

test('a chat in which nothing happened is not read again', async () => {
  const node = await aNode();
  node.trade.chat({ live: false, read: true });
  const kept = await aStay(node);
  const before = node.log.requests.filter(({ path }) => path.startsWith('ob/chatmessages')).length;
  await aStay(node, kept);
  expect(node.log.requests.filter(({ path }) => path.startsWith('ob/chatmessages'))).toHaveLength(before);
});

test('what was read on the node since is read here', async () => {
  const node = await aNode();
  const note = node.trade.follow({ live: false });
  const chat = node.trade.chat({ live: false });
  const kept = await aStay(node);
  expect([...kept.read]).toEqual([]);
  node.store.notifications[0]!.read = true;
  node.store.messages[0]!.read = true;
  await aStay(node, kept);
  expect([...kept.read].toSorted()).toEqual([messageKey(chat.id), notificationKey('follow', note.id)].toSorted());
});

test('what was read here while the node was away is read there afterwards', async () => {
  const node = await aNode();
  const note = node.trade.follow({ live: false });
  const chat = node.trade.chat({ live: false });
  const kept = await aStay(node);
  kept.read.add(notificationKey('follow', note.id)).add(messageKey(chat.id));
  const it = aSource(node, { kept });
  const told = Promise.all([
    node.nextAnswer(({ path }) => path === `ob/marknotificationasread/${note.id}`),
    node.nextAnswer(({ path }) => path.startsWith('ob/markchatasread/')),
  ]);
  await it.online();
  await told;
  expect(node.store.notifications[0]?.read).toBe(true);
  expect(node.store.messages[0]?.read).toBe(true);
});

test('a stream that the node fails to give does not keep the others back', async () => {
  const node = await aNode();
  const kept = await aStay(node);
  const missed = node.trade.chat({ live: false });
  node.faults.failNext('ob/notifications', 500);
  const it = aSource(node, { kept });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.source.state()).toMatchObject({ trouble: { code: 'server-error', detail: 'HTTP 500: internal error' } });
  expect(it.alert(messageKey(missed.id))).toMatchObject({ road: 'catch-up' });
  expect(node.sockets.count).toBe(1);
  it.source.wake();
  await it.online();
});

test('a missed order has its buyer’s name and the listing’s title', async () => {
  const node = await aNode({ profiles: { [peerIdOf('buyer')]: { name: 'Berta', handle: 'berta' } } });
  const kept = await aStay(node);
  const sent = node.trade.cancel({ live: false, title: 'Blue cup' });
  const it = aSource(node, { kept });
  await it.online();
  const key = notificationKey('cancel', sent.id);
  await it.sink.until(() => it.alert(key)?.actor?.name !== undefined);
  expect(it.alert(key)).toMatchObject({ item: 'Blue cup', actor: { id: peerIdOf('buyer'), name: 'Berta', handle: 'berta' } });
});

test('a conversation that the node fails to give does not keep the others back', async () => {
  const node = await aNode();
  const [bad, good] = [peerIdOf('bad'), peerIdOf('good')];
  node.trade.chat({ live: false, peer: bad });
  node.trade.chat({ live: false, peer: good });
  const order = node.trade.order('sale', {});
  const kept = await aStay(node);
  const missed = [
    node.trade.chat({ live: false, peer: bad }),
    node.trade.chat({ live: false, peer: good }),
    node.trade.chat({ live: false, subject: order.orderId }),
  ];
  node.faults.failNext(`ob/chatmessages/${bad}`, 500, undefined, 1);
  const it = aSource(node, { kept });
  it.source.start();
  await it.sink.until(() => missed.slice(1).every(({ id }) => it.alert(messageKey(id)) !== undefined));
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.alert(messageKey(missed[0]!.id))).toBeUndefined();
  it.source.wake();
  await it.sink.until(() => it.alert(messageKey(missed[0]!.id)) !== undefined);
});

test('an order list that the node fails to search does not keep its notifications back', async () => {
  const node = await aNode();
  const kept = await aStay(node);
  const missed = node.trade.disputeOpen({ live: false });
  node.store.orders.clear();
  node.faults.failNext('ob/cases', 500, undefined, 1_000);
  const it = aSource(node, { kept });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.alert(notificationKey('disputeOpen', missed.id))).toBeDefined();
});

test('what a first connect left out is not brought by the second, though it is still unread', async () => {
  const node = await aNode();
  const peer = peerIdOf('old friend');
  const old = node.trade.chat({ live: false, peer, at: NOON - 100 * DAY });
  const recent = node.trade.chat({ live: false, peer, at: NOON - DAY });
  const kept = await aStay(node);
  expect(kept.alerts.has(messageKey(recent.id))).toBe(true);
  await aStay(node, kept);
  expect(kept.alerts.has(messageKey(old.id))).toBe(false);
  const next = node.trade.chat({ live: false, peer });
  await aStay(node, kept);
  expect(kept.alerts.has(messageKey(next.id))).toBe(true);
  expect(kept.alerts.has(messageKey(old.id))).toBe(false);
});
