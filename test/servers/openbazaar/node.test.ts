import { createHash, X509Certificate } from 'node:crypto';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../ask.ts';
import { connect } from './client.ts';
import { peerIdOf, txidOf } from './ids.ts';
import { type Node, type NodeOptions, startNode } from './node.ts';

const alice = peerIdOf('alice');

async function node(options: Partial<NodeOptions> = {}): Promise<Node> {
  const started = await startNode({ peerID: alice, now: () => Date.UTC(2026, 10, 21, 12), ...options });
  onTestFinished(() => started.close());
  return started;
}

function basic(username: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

test('every refusal is 403 with one text, over REST and socket alike', async () => {
  const it = await node({ access: { kind: 'basic', username: 'me', password: 'secret' } });
  for (const headers of [{}, basic('me', 'wrong'), { cookie: 'OpenBazaar_Auth_Cookie=x' }]) {
    const refused = await ask(`${it.url}/ob/config`, { headers });
    expect([refused.status, refused.text]).toEqual([403, '403 - Forbidden']);
    await expect(connect(it.wsUrl, headers)).rejects.toThrow('403');
  }
  expect((await ask(`${it.url}/ob/config`, { headers: basic('me', 'secret') })).status).toBe(200);
  await connect(it.wsUrl, basic('me', 'secret'));
  it.setAccess({ kind: 'cookie', cookie: 'biscuit' });
  expect((await ask(`${it.url}/ob/config`, { headers: basic('me', 'secret') })).status).toBe(403);
  expect((await ask(`${it.url}/ob/config`, { headers: { cookie: 'a=b; OpenBazaar_Auth_Cookie=biscuit' } })).status).toBe(200);
  const refused = it.log.requests.filter((request) => !request.allowed);
  expect(refused.map((request) => request.path)).toEqual(['ob/config', 'ws', 'ob/config', 'ws', 'ob/config', 'ws', 'ob/config']);
});

test('an event reaches every socket and is in REST under the same id', async () => {
  const it = await node();
  const clients = [await connect(it.wsUrl), await connect(it.wsUrl)];
  const { id, frame } = it.trade.sale({ title: 'Blue cup', amount: 5000n });
  for (const client of clients) expect(await client.nextFrame()).toEqual(frame);
  expect((await ask(`${it.url}/ob/notifications`)).json()).toMatchObject({ notifications: [{ notification: { notificationId: id } }] });
});

test('an event may be kept only, sent only, or sent again', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  const missed = it.trade.follow({ live: false });
  const forged = it.trade.follow({ stored: false });
  it.trade.again(missed);
  expect(await client.nextFrame()).toEqual(forged.frame);
  expect(await client.nextFrame()).toEqual(missed.frame);
  const rows = (await ask(`${it.url}/ob/notifications`)).json();
  expect(rows).toMatchObject({ total: 1, notifications: [{ notification: { notificationId: missed.id } }] });
});

test('an unfollow and a typing signal are never kept', async () => {
  const it = await node();
  it.trade.unfollow();
  it.trade.typing();
  expect(it.store.notifications).toEqual([]);
  expect(it.store.messages).toEqual([]);
});

test('payments for one order carry the sum so far', async () => {
  const it = await node();
  const first = it.trade.payment({ amount: 400n });
  const second = it.trade.payment({ orderId: first.orderId, amount: 600n });
  expect(first.frame).toMatchObject({ notification: { fundingTotal: { amount: '400' } } });
  expect(second.frame).toMatchObject({ notification: { fundingTotal: { amount: '1000' }, orderId: first.orderId } });
  expect(first.id).not.toBe(second.id);
});

test('a rescan sends every transaction again, each in its latest state', async () => {
  const it = await node();
  const txid = txidOf('rent');
  const first = it.trade.walletTx({ txid, amount: -5n });
  it.trade.walletTx({});
  const later = it.trade.walletTx({ txid, status: 'PENDING', confirmations: 1 });
  expect(later.frame).toEqual({ wallet: { ...(first.frame['wallet'] as object), status: 'PENDING', confirmations: 1 } });
  expect(it.trade.rescan().map((sent) => sent.frame)).toHaveLength(2);
  expect(it.trade.rescan()[0]?.frame).toEqual(later.frame);
});

test('whatever a client sends goes to all clients as it is', async () => {
  const it = await node();
  const [one, two] = [await connect(it.wsUrl), await connect(it.wsUrl)];
  one.socket.send('{"notification":{"type":"order","title":"<script>"}}');
  expect(await one.next()).toBe('{"notification":{"type":"order","title":"<script>"}}');
  expect(await two.next()).toBe('{"notification":{"type":"order","title":"<script>"}}');
  expect(it.sockets.messages).toHaveLength(1);
});

test('garbage, bytes and huge frames go out unchanged', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  await it.sendRaw('not json {');
  await it.sendRaw(Buffer.from([1, 2, 3]), { binary: true });
  await it.sendHuge(3_000_000);
  expect(await client.next()).toBe('not json {');
  expect(await client.next()).toBe('\u0001\u0002\u0003');
  expect((await client.next()).length).toBeGreaterThan(3_000_000);
});

test('a ping is answered and counted; a half-open node answers none, until it resumes', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  const pong = (): Promise<void> => new Promise((resolve) => client.socket.once('pong', () => resolve()));
  const answered = pong();
  client.socket.ping();
  await answered;
  expect(it.sockets.pings).toHaveLength(1);

  it.sockets.halfOpen();
  let heard = false;
  const late = pong().then(() => (heard = true));
  client.socket.ping();
  it.trade.status('publishing');
  const fresh = await connect(it.wsUrl);
  it.trade.status('publish complete');
  expect(await fresh.nextFrame()).toEqual({ status: 'publish complete' });
  expect([heard, client.waiting.length, it.sockets.pings.length]).toEqual([false, 0, 1]);

  it.sockets.resume();
  await late;
  expect(await client.nextFrame()).toEqual({ status: 'publishing' });
  expect(await client.nextFrame()).toEqual({ status: 'publish complete' });
});

test('a half-open node that goes down leaves no socket behind', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  it.sockets.halfOpen();
  it.trade.status('publishing');
  const gone = it.nextDisconnection();
  await it.down();
  await gone;
  expect([await client.closed, it.sockets.count]).toEqual([1006, 0]);
});

test('a restart cuts sockets with 1006, comes back on the same port, and keeps what happened meanwhile', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  await it.restart(async () => {
    expect(await client.closed).toBe(1006);
    await expect(ask(`${it.url}/ob/config`)).rejects.toThrow('ECONNREFUSED');
    it.trade.sale({ title: 'Missed' });
  });
  const back = await connect(it.wsUrl);
  expect(back.waiting).toEqual([]);
  const rows = (await ask(`${it.url}/ob/notifications`)).json();
  expect(rows).toMatchObject({ total: 1, notifications: [{ notification: { title: 'Missed' } }] });
  expect([it.sockets.count, it.sockets.total]).toEqual([1, 2]);
});

test('dropped sockets see 1006 while the port stays open', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  const gone = it.nextDisconnection();
  it.sockets.drop();
  expect(await client.closed).toBe(1006);
  await gone;
  expect(it.sockets.count).toBe(0);
  await connect(it.wsUrl);
});

test('a held request is answered from before or after what happened meanwhile', async () => {
  const it = await node();
  for (const [answered, total] of [['before', 0], ['after', 2]] as const) {
    const gate = it.faults.hold('ob/notifications', { answered });
    const answer = ask(`${it.url}/ob/notifications`);
    await gate.arrived;
    it.trade.follow();
    gate.release();
    expect((await answer).json()).toMatchObject({ total });
  }
  await it.idle();
});

test('the next request to a path fails as told, and then no more', async () => {
  const it = await node();
  it.faults.failNext('ob/config', 503, 'busy');
  const failed = await ask(`${it.url}/ob/config`);
  expect([failed.status, failed.text]).toEqual([503, 'busy']);
  expect((await ask(`${it.url}/ob/config`)).status).toBe(200);
});

test('the opening of a socket can be held back or fail as well', async () => {
  const it = await node();
  const gate = it.faults.hold('ws');
  const opening = connect(it.wsUrl);
  await gate.arrived;
  expect(it.sockets.count).toBe(0);
  gate.release();
  await opening;
  it.faults.failNext('ws', 502, 'bad gateway');
  await expect(connect(it.wsUrl)).rejects.toThrow('502');
});

test('async answers can be late', async () => {
  const it = await node();
  const client = await connect(it.wsUrl);
  let open = (): void => {};
  it.delayReplies(new Promise<void>((resolve) => (open = resolve)));
  await ask(`${it.url}/ob/fetchprofiles?async=true&asyncID=late`, { method: 'POST', body: [alice] });
  it.trade.status('publishing');
  open();
  expect(await client.nextFrame()).toEqual({ status: 'publishing' });
  expect(await client.nextFrame()).toMatchObject({ id: 'late' });
});

test('the log holds what was asked, and a waiter sees the next of a kind', async () => {
  const it = await node();
  const marked = it.nextRequest((request) => request.method === 'POST');
  await ask(`${it.url}/ob/config?x=1`);
  await ask(`${it.url}/ob/follow`, { method: 'POST', body: { id: 'QmX' }, headers: basic('a', 'b') });
  expect(await marked).toMatchObject({ path: 'ob/follow', body: '{"id":"QmX"}', withAuth: true });
  expect(it.log.requests[0]?.query.get('x')).toBe('1');
});

test('a missing picture hangs until the client gives up', async () => {
  const it = await node();
  const asked = it.nextRequest();
  const ended = it.nextAnswer();
  const controller = new AbortController();
  const pending = fetch(`${it.url}/ob/images/QmNowhere`, { signal: controller.signal });
  await asked;
  controller.abort();
  await expect(pending).rejects.toThrow('aborted');
  await ended;
  await it.idle();
});

test('TLS shows the fingerprint, answers plain HTTP with 400, and can change its certificate', async () => {
  const it = await node({ tls: 'self-signed' });
  const before = it.fingerprint256;
  expect((await ask(`${it.url}/ob/config`)).status).toBe(200);
  await expect(fetch(`${it.url}/ob/config`)).rejects.toThrow('fetch failed');
  expect(await fingerprintAt(it.port)).toBe(before);
  const plain = await ask(`http://127.0.0.1:${it.port}/ob/config`);
  expect([plain.status, plain.text]).toEqual([400, 'Client sent an HTTP request to an HTTPS server.\n']);

  const client = await connect(it.wsUrl);
  const after = it.replaceCertificate();
  expect(after).not.toBe(before);
  expect(await fingerprintAt(it.port)).toBe(after);
  const { frame } = it.trade.status('publishing');
  expect(await client.nextFrame()).toEqual(frame);
  await it.restart();
  expect(await fingerprintAt(it.port)).toBe(after);
});

test('only /ws takes sockets', async () => {
  const it = await node();
  await expect(connect(`${it.wsUrl}/other`)).rejects.toThrow('404');
});

function fingerprintAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      const digest = createHash('sha256').update(raw).digest('hex').toUpperCase();
      expect(new X509Certificate(raw).fingerprint256).toBe(digest.replace(/..(?=.)/g, '$&:'));
      resolve(new X509Certificate(raw).fingerprint256);
    });
    socket.on('error', reject);
  });
}
