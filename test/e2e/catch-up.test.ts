import { expect, test } from 'vitest';
import { CLOSED } from '../desktop/notifications.ts';
import type { Node } from '../servers/openbazaar/node.ts';
import { ANN, BOB, openShop, rings, soon, type Shop } from './shop.ts';

const isPage = ({ path }: { path: string }): boolean => path === 'ob/notifications';

/** The connection is lost, this happens on the node meanwhile, and the app is let in again, until the waiter says so. */
async function away(shop: Shop, node: Node, meanwhile: () => void): Promise<void> {
  await node.down();
  await shop.says('not connected, trying again');
  meanwhile();
  await node.up();
  await shop.advance(2_000);
}

/** A sale that the app hears of at once: the newest is known from now on, though not all before it. A pass that ended there would lose that. */
async function liveSale(shop: Shop, node: Node, n: number): Promise<void> {
  node.trade.sale({ title: `Live mug ${n}` });
  await shop.it.notifications.calls.find(({ title }) => title === `New order: Live mug ${n}`);
}

/** Every notification and message of the node is in the inbox, each once, and nothing else is. */
async function expectAllOnce(shop: Shop, node: Node): Promise<void> {
  const { notifications, messages } = node.store;
  const lines = await shop.lines();
  const details = await Promise.all(lines.map(({ id }) => shop.call('inbox.detail', { id })));
  const ids = details.map((detail) => {
    const { notification, ...message } = JSON.parse(detail!.frame) as { notification?: { notificationId: string }; message?: { messageId: string }; messageId?: string };
    return notification?.notificationId ?? message.message?.messageId ?? message.messageId;
  });
  expect(ids.toSorted()).toEqual([...notifications.map(({ notification }) => notification.notificationId), ...messages.map(({ messageId }) => messageId)].toSorted());
}

test('what happened while the node was down comes as one digest, and the inbox is complete', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  await away(shop, node, () => {
    for (let n = 1; n <= 5; n++) node.trade.sale({ title: `Mug ${n}`, buyer: n % 2 === 0 ? ANN : BOB });
    node.trade.chat({ peer: ANN, text: 'Hello?' });
    node.trade.chat({ peer: ANN, text: 'Anybody there?' });
    node.trade.chat({ peer: BOB, text: 'About my order', subject: [...node.store.orders.keys()][0]! });
    node.trade.follow({ peer: BOB });
    node.trade.refund({ title: 'Old chair', vendor: ANN });
  });
  await shop.until('inbox.counts', undefined, ({ total, unread }) => total === 10 && unread === 10);
  await shop.it.notifications.calls.find(({ title }) => title === '10 new events');
  expect(rings(shop.it)).toHaveLength(1);
  await shop.says('online');
  await expectAllOnce(shop, node);
  expect((await shop.lines()).map(({ title }) => title)).toEqual(
    expect.arrayContaining([...[1, 2, 3, 4, 5].map((n) => `New order: Mug ${n}`), 'New follower: Bob', 'Order refunded: Old chair', 'Bob wrote about “Mug 1”'])
  );
});

test('a node that is new here brings its history quietly: one summary, and the dispute that is open', async () => {
  const shop = await openShop();
  const node = await shop.node();
  const day = 24 * 3_600_000;
  for (let n = 1; n <= 5; n++) node.trade.sale({ title: `Mug ${n}`, at: Date.now() - (20 - n) * day });
  node.trade.follow({ peer: BOB, at: Date.now() - 3 * day });
  node.trade.disputeOpen({ title: 'Green plate', buyer: BOB, at: Date.now() - day });
  node.store.notifications[0]!.read = true;
  await shop.add(node);
  await shop.it.notifications.calls.find(({ title }) => title === '5 new events');
  expect(rings(shop.it).map(({ title }) => title).toSorted()).toEqual(['5 new events', 'Dispute opened: Green plate']);
  await expectAllOnce(shop, node);
  expect((await shop.lines({ unread: true })).map(({ title }) => title)).not.toContain('New order: Mug 1');
});

test('a dispute that is open now rings out of what was missed, and one that is over does not', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  await away(shop, node, () => {
    node.trade.sale({ title: 'Blue mug' });
    const { orderId } = node.trade.disputeOpen({ title: 'Red bowl', buyer: ANN });
    node.trade.disputeClose({ orderId });
    node.trade.disputeAccepted({ orderId });
    node.trade.disputeOpen({ title: 'Green plate', buyer: BOB });
  });
  await shop.it.notifications.calls.find(({ title }) => /^[45] new events$/.test(title));
  await shop.says('online');
  expect(rings(shop.it).map(({ title }) => title).toSorted()).toEqual(['4 new events', 'Dispute opened: Green plate']);
  await expectAllOnce(shop, node);
});

test.each(['before', 'after'] as const)('a live frame ahead of the catch-up answer loses nothing and doubles nothing (answer looked up %s it)', async (answered) => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  const hold = node.faults.hold('ob/notifications', { answered });
  await away(shop, node, () => void node.trade.sale({ title: 'Missed mug' }));
  await soon(hold.arrived, 'notifications are asked for');
  node.trade.sale({ title: 'Live mug' });
  const live = await shop.it.notifications.calls.find(({ title }) => title === 'New order: Live mug');
  hold.release();
  await shop.says('online');
  const digest = await shop.it.notifications.calls.find(({ title }) => title === '1 new event');
  expect(rings(shop.it).map(({ id }) => id)).toEqual([live.id, digest.id]);
  await expectAllOnce(shop, node);

  // The next pass starts where this one ended, whatever came in between.
  await away(shop, node, () => void node.trade.sale({ title: 'Later mug' }));
  await shop.until('inbox.counts', undefined, ({ total }) => total === 3);
  await shop.says('online');
  await expectAllOnce(shop, node);
  expect(rings(shop.it).filter(({ title }) => title.startsWith('New order'))).toHaveLength(1);
  expect(shop.it.notifications.closed.all.filter(({ reason }) => reason === CLOSED.byApp)).toEqual([]);
});

test('a kill after each page of a catch-up, with live frames in between, loses nothing and doubles nothing', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  await shop.it.kill9();
  for (let n = 1; n <= 250; n++) node.trade.sale({ title: `Mug ${n}` });

  // Killed between the pages: so many are answered, and the next one waits.
  for (const pages of [1, 2]) {
    let gate = node.faults.hold('ob/notifications');
    await shop.restart();
    for (let page = 1; page <= pages; page++) {
      await soon(gate.arrived, `page ${page} is asked for`);
      const next = node.faults.hold('ob/notifications');
      if (page === pages) await liveSale(shop, node, pages);
      gate.release();
      gate = next;
    }
    await soon(gate.arrived, `page ${pages + 1} is asked for`);
    await shop.it.kill9();
    gate.release();
  }
  // Killed with the last page answered, while batch after batch is written.
  let answered = 0;
  const last = node.nextAnswer((request) => isPage(request) && (answered += 1) === 3);
  await shop.restart();
  await soon(last, 'the third page is answered');
  await shop.it.kill9();
  // Killed with that pass done, before those of the chats.
  const chats = node.faults.hold('ob/chatconversations');
  await shop.restart();
  await soon(chats.arrived, 'the chats are asked for');
  await liveSale(shop, node, 3);
  await shop.it.kill9();
  chats.release();
  await shop.restart();
  await shop.says('online');
  await shop.until('inbox.counts', undefined, ({ total }) => total === 253);
  await expectAllOnce(shop, node);
  const alone = rings(shop.it).filter(({ title }) => title.startsWith('New order'));
  expect(alone.map(({ title }) => title).toSorted()).toEqual([1, 2, 3].map((n) => `New order: Live mug ${n}`));
});
