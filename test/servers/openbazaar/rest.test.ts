import { PNG } from 'pngjs';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../ask.ts';
import { connect } from './client.ts';
import { imageHashOf, orderIdOf, peerIdOf } from './ids.ts';
import { type Node, type NodeOptions, startNode } from './node.ts';
import { badPictures, jpegPicture, pngPicture } from './pictures.ts';

const alice = peerIdOf('alice');
const bob = peerIdOf('bob');
const NOW = Date.UTC(2026, 10, 21, 12);

async function node(options: Partial<NodeOptions> = {}): Promise<Node> {
  const started = await startNode({ peerID: alice, now: () => NOW, ...options });
  onTestFinished(() => started.close());
  return started;
}

test('config says who the node is, and changes when it becomes another one', async () => {
  const it = await node({ testnet: true });
  it.trade.follow();
  expect((await ask(`${it.url}/ob/config`)).json()).toEqual({ peerID: alice, testnet: true, tor: false, wallets: ['TBTC'] });
  it.become(bob);
  expect((await ask(`${it.url}/ob/config`)).json()).toMatchObject({ peerID: bob });
  expect((await ask(`${it.url}/ob/notifications`)).json()).toEqual({ notifications: [], total: 0, unread: 0 });
});

test('notifications page newest first, strictly before the offset', async () => {
  const it = await node();
  const [first, second, third] = [it.trade.follow(), it.trade.sale(), it.trade.follow()];
  const page = (await ask(`${it.url}/ob/notifications?limit=2`)).json();
  expect(page).toMatchObject({
    total: 3,
    unread: 3,
    notifications: [
      { notification: { notificationId: third.id }, read: false, timestamp: '2026-11-21T12:00:00Z', type: 'follow' },
      { notification: { notificationId: second.id }, type: 'order' },
    ],
  });
  const rest = (await ask(`${it.url}/ob/notifications?limit=2&offsetId=${second.id}`)).json();
  expect(rest).toMatchObject({ total: 1, notifications: [{ notification: { notificationId: first.id } }] });
  const filtered = (await ask(`${it.url}/ob/notifications?filter=order,cancel`)).json();
  expect(filtered).toMatchObject({ total: 1, notifications: [{ type: 'order' }] });
});

test('an unknown offset gives an empty list and a total of 0, and a limit that is no number an error', async () => {
  const it = await node();
  it.trade.follow();
  const page = await ask(`${it.url}/ob/notifications?offsetId=QmNobody`);
  expect([page.status, page.json()]).toEqual([200, { notifications: [], total: 0, unread: 1 }]);
  const bad = await ask(`${it.url}/ob/notifications?limit=ten`);
  expect([bad.status, bad.json()]).toEqual([500, { success: false, reason: 'strconv.Atoi: parsing &#34;ten&#34;: invalid syntax' }]);
});

test('a 0.13 node keeps new outer names around old inner ones', async () => {
  const it = await node({ generation: '0.13' });
  it.trade.cancel();
  it.trade.orderDeclined();
  expect((await ask(`${it.url}/ob/notifications`)).json()).toMatchObject({
    notifications: [
      { type: 'orderDeclined', notification: { type: 'declined' } },
      { type: 'cancel', notification: { type: 'canceled' } },
    ],
  });
});

test('reading is kept: one, then all', async () => {
  const it = await node();
  const { id } = it.trade.follow();
  it.trade.follow();
  await ask(`${it.url}/ob/marknotificationasread/${id}`, { method: 'POST' });
  expect((await ask(`${it.url}/ob/notifications`)).json()).toMatchObject({ unread: 1, notifications: [{ read: false }, { read: true }] });
  await ask(`${it.url}/ob/marknotificationsasread`, { method: 'POST' });
  expect((await ask(`${it.url}/ob/notifications`)).json()).toMatchObject({ unread: 0 });
});

test('order chats count on their orders and stay out of the conversations', async () => {
  const it = await node();
  const { orderId } = it.trade.sale({ buyer: bob, title: 'Blue cup' });
  it.trade.chat({ peer: bob, text: 'Hi' });
  const last = it.trade.chat({ peer: bob, text: 'Where is it?', subject: orderId });
  const chats = JSON.parse((await ask(`${it.url}/ob/chatconversations`)).text) as unknown;
  expect(chats).toMatchObject([{ lastMessage: 'Hi', outgoing: false, peerId: bob, unread: 1 }]);
  const sales = (await ask(`${it.url}/ob/sales?search=blue&limit=5`)).json();
  expect(sales).toMatchObject({ queryCount: 1, sales: [{ orderId, state: 'AWAITING_FULFILLMENT', unreadChatMessages: 1 }] });
  const messages = JSON.parse((await ask(`${it.url}/ob/chatmessages/?subject=${orderId}&limit=1`)).text) as unknown;
  expect(messages).toMatchObject([{ messageId: last.id, message: 'Where is it?', subject: orderId, read: false }]);
  await ask(`${it.url}/ob/markchatasread/?subject=${orderId}`, { method: 'POST' });
  expect((await ask(`${it.url}/ob/sales`)).json()).toMatchObject({ sales: [{ read: true, unreadChatMessages: 0 }] });
});

test('messages page by their senders’ clocks', async () => {
  const it = await node();
  const late = it.trade.chat({ peer: bob, sentAt: NOW });
  const early = it.trade.chat({ peer: bob, sentAt: NOW - 1000 });
  const list = JSON.parse((await ask(`${it.url}/ob/chatmessages/${bob}?limit=10`)).text) as { messageId: string }[];
  expect(list.map((message) => message.messageId)).toEqual([late.id, early.id]);
  const next = JSON.parse((await ask(`${it.url}/ob/chatmessages/${bob}?offsetId=${late.id}`)).text) as { messageId: string }[];
  expect(next.map((message) => message.messageId)).toEqual([early.id]);
});

test('what we write is kept and comes back on no socket', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  const answer = await ask(`${it.url}/ob/chat`, { method: 'POST', body: { peerId: bob, subject: '', message: 'Hello Bob' } });
  expect(answer.status).toBe(200);
  expect(JSON.parse((await ask(`${it.url}/ob/chatmessages/${bob}`)).text)).toMatchObject([{ message: 'Hello Bob', outgoing: true }]);
  const status = it.trade.status('publishing');
  expect(await client.nextFrame()).toEqual(status.frame);
  const long = await ask(`${it.url}/ob/chat`, { method: 'POST', body: { peerId: bob, subject: '', message: 'x'.repeat(20_001) } });
  expect(long.status).toBe(400);
});

test('only a pending sale can be confirmed, and once', async () => {
  const it = await node();
  const { orderId } = it.trade.sale({ state: 'PENDING' });
  const confirm = { method: 'POST', body: { orderId, reject: false } };
  expect((await ask(`${it.url}/ob/orderconfirmation`, confirm)).json()).toEqual({});
  const again = await ask(`${it.url}/ob/orderconfirmation`, confirm);
  expect([again.status, again.json()]).toEqual([400, { success: false, reason: 'order has already been confirmed' }]);
  expect((await ask(`${it.url}/ob/sales?state=3`)).json()).toMatchObject({ sales: [{ orderId }] });
});

test('escrow can be claimed after its time-out only', async () => {
  const it = await node();
  const { orderId } = it.trade.sale({ moderated: true, state: 'FULFILLED' });
  const claim = { method: 'POST', body: { orderId } };
  expect((await ask(`${it.url}/ob/releaseescrow`, claim)).status).toBe(401);
  it.trade.vendorDisputeTimeout({ orderId });
  expect((await ask(`${it.url}/ob/releaseescrow`, claim)).status).toBe(200);
});

test('who releases the funds of a decided dispute hears of the payout as well', async () => {
  const it = await node();
  const { orderId } = it.trade.disputeClose({ orderId: orderIdOf('vase'), buyer: bob });
  const client = await connect(it.wsUrl);
  await ask(`${it.url}/ob/releasefunds`, { method: 'POST', body: { orderId } });
  expect(await client.nextFrame()).toMatchObject({ notification: { type: 'disputeAccepted', orderId, buyer: bob, otherPartyId: bob } });
});

test('cases are listed by case id, purchases with their vendor', async () => {
  const it = await node();
  const { orderId } = it.trade.disputeOpen({ as: 'case', buyer: bob });
  it.trade.payment({ vendor: bob });
  expect((await ask(`${it.url}/ob/cases`)).json()).toMatchObject({ cases: [{ caseId: orderId, buyerId: bob, state: 'DISPUTED' }] });
  expect((await ask(`${it.url}/ob/purchases`)).json()).toMatchObject({ purchases: [{ vendorId: bob, state: 'PENDING' }] });
});

test('async profiles answer to all clients, one frame a peer, in another order, with the missing named', async () => {
  const it = await node({ profiles: { [bob]: { name: 'Bob' } } });
  it.setProfile(bob, { name: 'Old Bob' }, { cached: true });
  const [one, two] = [await connect(it.wsUrl), await connect(it.wsUrl)];
  const ghost = peerIdOf('ghost');
  const accepted = await ask(`${it.url}/ob/fetchprofiles?async=true&usecache=false&asyncID=mine`, { method: 'POST', body: [bob, ghost] });
  expect([accepted.status, accepted.json()]).toEqual([202, { id: 'mine' }]);
  for (const client of [one, two]) {
    expect(await client.nextFrame()).toEqual({ error: 'not found', id: 'mine', peerID: ghost });
    expect(await client.nextFrame()).toMatchObject({ id: 'mine', peerId: bob, profile: { name: 'Bob' } });
  }
  expect((await ask(`${it.url}/ob/profile/${bob}?usecache=true`)).json()).toMatchObject({ name: 'Old Bob' });
  expect((await ask(`${it.url}/ob/profile/${ghost}`)).status).toBe(404);
});

test('pictures are served as they are, good and bad', async () => {
  const it = await node({ missingImages: 'error' });
  const { frame } = it.trade.sale({ title: 'Red vase' });
  expect(frame).toMatchObject({ notification: { thumbnail: { tiny: imageHashOf('Red vase tiny') } } });
  const thumbnail = await ask(`${it.url}/ob/images/${imageHashOf('Red vase tiny')}`);
  expect(thumbnail.contentType).toBe('image/png');
  expect(PNG.sync.read(thumbnail.bytes).width).toBe(60);
  it.setImage('QmBig', badPictures.tooManyPixels());
  const big = await ask(`${it.url}/ob/images/QmBig`);
  expect([big.bytes.readUInt32BE(16), big.bytes.readUInt32BE(20)]).toEqual([20_000, 20_000]);
  expect(badPictures.tooManyBytes().bytes.length).toBeGreaterThan(512 * 1024);
  expect(PNG.sync.read(badPictures.tooManyBytes().bytes).width).toBe(8);
  expect(jpegPicture().bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(pngPicture(1).bytes.equals(pngPicture(2).bytes)).toBe(false);
  expect((await ask(`${it.url}/ob/images/QmNowhere`)).status).toBe(500);
});
