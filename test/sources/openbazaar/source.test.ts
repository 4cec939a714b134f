import { expect, test } from 'vitest';
import { messageKey } from '../../../src/sources/openbazaar/chat.ts';
import { notificationKey } from '../../../src/sources/openbazaar/notifications.ts';
import { SourceError } from '../../../src/sources/source.ts';
import { selfSignedCertificate } from '../../servers/certificates.ts';
import { peerIdOf } from '../../servers/openbazaar/ids.ts';
import { pngPicture } from '../../servers/openbazaar/pictures.ts';
import { aNode, aSource, aStay } from './with-node.ts';

test('Basic and cookie open the node; a pasted cookie may bring its name', async () => {
  const basic = await aNode({ access: { kind: 'basic', username: 'me', password: 'pä ss:wörd' } });
  await aSource(basic, { connection: { auth: 'basic', username: 'me' }, secret: 'pä ss:wörd' }).online();
  const cookie = await aNode({ access: { kind: 'cookie', cookie: 'biscuit' } });
  const pasted = ' OpenBazaar_Auth_Cookie=biscuit\n';
  for (const secret of ['biscuit', pasted]) await aSource(cookie, { connection: { auth: 'cookie' }, secret }).online();
  expect([...basic.log.requests, ...cookie.log.requests].filter(({ allowed }) => !allowed)).toEqual([]);
});

test('a secret that is missing asks to sign in again, and no request is made', async () => {
  const node = await aNode();
  const it = aSource(node, { connection: { auth: 'basic', username: 'me' } });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'blocked');
  expect(it.source.state()).toMatchObject({ trouble: { code: 'sign-in-again' } });
  expect(node.log.requests).toEqual([]);
});

test('a self-signed certificate waits for consent, with its fingerprint and before any credentials are sent', async () => {
  const node = await aNode({ tls: 'self-signed', access: { kind: 'basic', username: 'me', password: 'x' } });
  const it = aSource(node, { connection: { auth: 'basic', username: 'me' }, secret: 'x' });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'blocked');
  expect(it.source.state()).toMatchObject({ trouble: { code: 'certificate-unknown', fingerprint: node.fingerprint256 } });
  expect(node.log.requests).toEqual([]);
});

test('a pinned certificate is spoken to, and a changed one stops it at the next connect', async () => {
  const node = await aNode({ tls: 'self-signed' });
  const it = aSource(node, { connection: { pin: node.fingerprint256! } });
  await it.online();
  const before = node.log.requests.length;
  const fingerprint = node.replaceCertificate(selfSignedCertificate());
  node.sockets.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  it.source.wake();
  await it.sink.until(() => it.source.state().phase === 'blocked');
  expect(it.source.state()).toMatchObject({ trouble: { code: 'certificate-changed', fingerprint } });
  expect(node.log.requests).toHaveLength(before);
});

test('credentials that stop working while it runs stop it', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  node.setAccess({ kind: 'closed' });
  node.sockets.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  it.source.wake();
  await it.sink.until(() => it.source.state().phase === 'blocked');
  expect(it.source.state()).toMatchObject({ trouble: { code: 'forbidden' } });
});

test('names of many peers are asked for at once, and answers to others are not believed', async () => {
  const peers = ['anna', 'ben', 'cleo', 'dora'].map(peerIdOf);
  const node = await aNode({ profiles: Object.fromEntries(peers.map((peer, index) => [peer, { name: `Peer ${index}` }])) });
  const kept = await aStay(node);
  const keys = peers.map((peer) => notificationKey('follow', node.trade.follow({ live: false, peer }).id));
  const it = aSource(node, { kept });
  await it.online();
  await it.sink.until(() => keys.every((key) => it.alert(key)?.actor?.name !== undefined));
  expect(node.log.requests.filter(({ path }) => path === 'ob/fetchprofiles')).toHaveLength(1);
  await node.sendFrame({ id: 'someone-else', peerId: peers[0], profile: { name: 'Evil', peerID: peers[0] } });
  const key = notificationKey('follow', node.trade.follow({ peer: peers[0]! }).id);
  await it.sink.until(() => it.alert(key)?.actor?.name !== undefined);
  expect(it.alert(key)?.actor?.name).toBe('Peer 0');
});

test('a peer whose profile does not come in time stays without a name, and no timer is left', async () => {
  const node = await aNode();
  node.delayReplies(new Promise(() => {}));
  const kept = await aStay(node);
  for (const peer of ['anna', 'ben', 'cleo']) node.trade.follow({ live: false, peer: peerIdOf(peer) });
  const it = aSource(node, { kept });
  await it.online();
  await node.idle();
  await it.clock.advance(20_000);
  expect(it.sink.kept.batches.flatMap((batch) => batch.items).filter((item) => item.type === 'amend')).toEqual([]);
  await it.stop();
  expect(it.clock.pending()).toBe(0);
});

test('a live alert about an order learns its title and the other party', async () => {
  const node = await aNode({ profiles: { [peerIdOf('vendor 2')]: { name: 'Vera' } } });
  const order = node.trade.order('purchase', { title: 'Red pot', vendor: peerIdOf('vendor 2') });
  const it = aSource(node);
  await it.online();
  const key = notificationKey('vendorFinalizedPayment', node.trade.vendorFinalizedPayment({ orderId: order.orderId }).id);
  await it.sink.until(() => it.alert(key)?.actor?.name !== undefined);
  expect(it.alert(key)).toMatchObject({ item: 'Red pot', actor: { id: peerIdOf('vendor 2'), name: 'Vera' } });
  expect(node.log.requests.some(({ path }) => path.startsWith('ob/order/'))).toBe(false);
});

test('a reply to a peer is a chat message, a reply about an order goes to those who take part', async () => {
  const node = await aNode();
  const order = node.trade.order('sale', {});
  node.trade.chat({ live: false, peer: peerIdOf('buyer') });
  node.trade.chat({ live: false, peer: peerIdOf('buyer'), subject: order.orderId });
  const it = aSource(node);
  await it.online();
  const [plain, aboutOrder] = [...it.sink.kept.alerts.values()];
  await it.source.act(plain!, 'reply', 'yes');
  await it.source.act(aboutOrder!, 'reply', 'sent today');
  const sent = node.log.requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, JSON.parse(body) as unknown]);
  expect(sent).toEqual([
    ['ob/chat', { peerId: peerIdOf('buyer'), subject: '', message: 'yes' }],
    ['ob/groupchat', { peerIds: [peerIdOf('buyer')], subject: order.orderId, message: 'sent today' }],
  ]);
});

test('in a dispute a reply goes to the moderator too', async () => {
  const node = await aNode();
  const order = node.trade.order('sale', { state: 'DISPUTED', moderated: true });
  node.trade.chat({ live: false, peer: peerIdOf('buyer'), subject: order.orderId });
  const it = aSource(node);
  await it.online();
  const contract = { buyerOrder: { payment: { moderator: peerIdOf('judge') } } };
  node.faults.failNext('ob/order', 200, JSON.stringify({ contract }));
  await it.source.act([...it.sink.kept.alerts.values()][0]!, 'reply', 'it was sent');
  const sent = node.log.requests.find(({ path }) => path === 'ob/groupchat');
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ peerIds: [peerIdOf('buyer'), peerIdOf('judge')] });
});

test('an empty reply is never sent: it would be a sign for typing; a long one is refused', async () => {
  const node = await aNode();
  node.trade.chat({ live: false });
  const it = aSource(node);
  await it.online();
  const [chat] = [...it.sink.kept.alerts.values()];
  await expect(it.source.act(chat!, 'reply', ' \n')).rejects.toThrow(SourceError);
  await expect(it.source.act(chat!, 'reply', 'x'.repeat(20_001))).rejects.toMatchObject({ trouble: { code: 'too-large' } });
  expect(node.log.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('following back follows; an alert that is not confirmed does nothing', async () => {
  const node = await aNode();
  const sent = node.trade.follow({ live: false, peer: peerIdOf('fan') });
  const it = aSource(node);
  await it.online();
  const alert = it.alert(notificationKey('follow', sent.id))!;
  await it.source.act(alert, 'followBack');
  expect(node.store.following.has(peerIdOf('fan'))).toBe(true);
  await expect(it.source.act({ ...alert, actions: [] }, 'followBack')).rejects.toMatchObject({ trouble: { code: 'not-offered' } });
});

test('what the node refuses is told with the node’s own reason; without a connection, why there is none', async () => {
  const node = await aNode();
  const sent = node.trade.follow({ live: false });
  const it = aSource(node);
  await it.online();
  const alert = it.alert(notificationKey('follow', sent.id))!;
  node.faults.failNext('ob/follow', 500, '{"success":false,"reason":"already following"}');
  const trouble = { code: 'server-error', detail: 'HTTP 500: already following' };
  await expect(it.source.act(alert, 'followBack')).rejects.toMatchObject({ trouble });
  await node.down();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  await expect(it.source.act(alert, 'followBack')).rejects.toMatchObject({ trouble: { code: 'lost' } });
});

test('what is read here is read there, a chat as a whole', async () => {
  const node = await aNode();
  const note = node.trade.follow({ live: false });
  const chats = [node.trade.chat({ live: false }), node.trade.chat({ live: false })];
  const it = aSource(node);
  await it.online();
  await it.source.markRead([notificationKey('follow', note.id), ...chats.map(({ id }) => messageKey(id))].map((key) => it.alert(key)!));
  expect(node.store.notifications.every((row) => row.read) && node.store.messages.every((message) => message.read)).toBe(true);
  expect(node.log.requests.filter(({ path }) => path.startsWith('ob/markchatasread'))).toHaveLength(1);
});

test('what is read here while the node is away is read there when it is back', async () => {
  const node = await aNode();
  const note = node.trade.follow({ live: false });
  const it = aSource(node);
  await it.online();
  await node.down();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  await it.source.markRead([it.alert(notificationKey('follow', note.id))!]);
  await node.up();
  const told = node.nextAnswer(({ path }) => path.startsWith('ob/marknotificationasread'));
  it.source.wake();
  await told;
  expect(node.store.notifications[0]?.read).toBe(true);
});

test('pictures come with credentials from the node itself, within the limit', async () => {
  const node = await aNode({ access: { kind: 'cookie', cookie: 'c' } });
  const picture = pngPicture(1, 16);
  node.setImage('QmPicture', picture);
  const it = aSource(node, { connection: { auth: 'cookie' }, secret: 'c' });
  await it.online();
  expect(Buffer.from(await it.source.picture('QmPicture', 10_000))).toEqual(picture.bytes);
  await expect(it.source.picture('QmPicture', 10)).rejects.toMatchObject({ trouble: { code: 'too-large' } });
  await expect(it.source.picture('QmMissing', 10_000)).rejects.toMatchObject({ trouble: { code: 'server-error' } });
});

test('a burst is taken whole, in small batches', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  const sent = Array.from({ length: 2_000 }, () => node.trade.walletTx({ amount: 1_000 }));
  await it.sink.until(() => it.sink.kept.alerts.size === sent.length);
  const live = it.sink.kept.batches.filter((batch) => batch.items.some((item) => item.type === 'alert'));
  expect(Math.max(...live.map((batch) => batch.items.length))).toBeLessThanOrEqual(64);
  expect(it.source.state().phase).toBe('online');
});

test('idle, it has one timer: that of its ping', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  await node.idle();
  for (let second = 0; second < 20; second++) await it.clock.advance(1_000);
  expect(it.clock.pending()).toBe(1);
});
