import { expect, onTestFinished, test } from 'vitest';
import { testClock } from '../../clock.ts';
import { enter } from './client.ts';
import { type Wallet, type WalletOptions, startWallet } from './wallet.ts';

async function wallet(options: WalletOptions = {}): Promise<Wallet> {
  const started = await startWallet(options);
  onTestFinished(() => started.close());
  return started;
}

const ERROR = { object: 'error', messages: null };
const FORBIDDEN = { ...ERROR, code: 'websocket:forbidden_channel', description: "You don't have access to this channel." };
const UNMATCHED = { ...ERROR, code: 'websocket:connect_error', description: 'unmatched topic' };

function frame(topic: string, event: string, ref: string | null, error: object | null = null, success = error === null): object {
  return { version: '1', topic, success, ref, event, error, data: null };
}

test('a join, a heartbeat and a leave are answered with all seven fields', async () => {
  const it = await wallet();
  const client = await enter(it, it.alice);
  const topic = `user:${it.alice.id}`;
  expect(await client.join(topic, '1')).toEqual(frame(topic, 'phx_reply', '1'));
  expect(await client.heartbeat('6')).toEqual(frame('phoenix', 'phx_reply', '6'));
  client.send(topic, 'phx_leave', '7');
  expect(await client.nextFrame()).toEqual(frame(topic, 'phx_reply', '7'));
  expect(await client.nextFrame()).toEqual(frame(topic, 'phx_close', '1', null, false));
});

test('what is forbidden and what is not there are refused alike', async () => {
  const it = await wallet();
  const client = await enter(it, it.alice);
  for (const topic of [`user:${it.bob.id}`, 'user:nobody', `transaction_request:${it.request().id}`, 'transaction_consumption:none']) {
    expect(await client.join(topic, '2')).toEqual(frame(topic, 'phx_reply', '2', FORBIDDEN));
  }
});

test('end users join themselves by either id, their requests and their consumptions', async () => {
  const it = await wallet();
  const client = await enter(it, it.alice);
  const own = it.request({ owner: it.alice });
  const used = it.consume({ request: it.request(), by: it.alice });
  const topics = [`user:${it.alice.id}`, `user:${it.alice.providerUserId}`, `transaction_request:${own.id}`];
  for (const topic of [...topics, `transaction_consumption:${used.id}`]) expect((await client.join(topic))['success']).toBe(true);
});

test('an administrator of one account hears nothing of another', async () => {
  const it = await wallet();
  const bakery = it.store.addAccount('Bakery');
  const baker = it.store.addUser('baker', { accounts: [bakery.id] });
  const client = await enter(it, baker);
  expect((await client.join(`account:${bakery.id}`))['success']).toBe(true);
  expect((await client.join(`account:${it.shop.id}`))['error']).toEqual(FORBIDDEN);
  expect((await client.join(`transaction_request:${it.request().id}`))['error']).toEqual(FORBIDDEN);
});

test('unknown topics, and anything but a join on a topic not joined, are unmatched', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  for (const topic of [`wallet:${it.alice.address}`, 'nonsense', 'account']) {
    expect(await client.join(topic, '3')).toEqual(frame(topic, 'phx_reply', '3', UNMATCHED));
  }
  const topic = `account:${it.shop.id}`;
  for (const event of ['phx_leave', 'ping']) {
    client.send(topic, event, '4');
    expect(await client.nextFrame()).toEqual(frame(topic, 'phx_reply', '4', UNMATCHED));
  }
});

test('an unknown event on a joined topic is met with silence', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  client.send(`account:${it.shop.id}`, 'dance', '9');
  expect((await client.heartbeat('10'))['ref']).toBe('10');
});

test('a second join is granted, and the old one closed with its own ref; events go on', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  const topic = `account:${it.shop.id}`;
  await client.join(topic, '1');
  expect(await client.join(topic, '2')).toEqual(frame(topic, 'phx_reply', '2'));
  expect(await client.nextFrame()).toEqual(frame(topic, 'phx_close', '1', null, false));
  it.consume({ request: it.request() });
  expect((await client.nextFrame())['event']).toBe('transaction_consumption_request');
});

test('a channel dies with the ref of its join; the socket lives, and the topic can be joined again', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  const topic = `account:${it.shop.id}`;
  await client.join(topic, '1');
  it.killChannel(topic);
  expect(await client.nextFrame()).toEqual(frame(topic, 'phx_error', '1', null, false));
  expect(await client.join(topic, '2')).toEqual(frame(topic, 'phx_reply', '2'));
});

test('poison topics take the whole connection down, code 1011, without a word', async () => {
  const it = await wallet();
  for (const [user, topic] of [
    [it.admin, `address:${it.shop.address}`],
    [it.alice, `address:${it.alice.address}`],
    [it.alice, `account:${it.shop.id}`],
  ] as const) {
    const client = await enter(it, user);
    client.send(topic, 'phx_join', '1');
    expect(await client.closed).toBe(1011);
    expect(client.waiting).toEqual([]);
  }
  it.faults.cureTopics();
  const cured = await enter(it, it.admin);
  expect((await cured.join(`address:${it.shop.address}`))['success']).toBe(true);
});

test('broken frames crash the connection: bad JSON, an array, a missing topic, event or ref', async () => {
  const it = await wallet();
  const broken = ['{', '[]', '{"event":"e","ref":"1"}', '{"topic":"t","ref":"1"}', '{"topic":"t","event":"e"}', Buffer.from([0])];
  for (const text of broken) {
    const client = await enter(it, it.alice);
    client.socket.send(text);
    expect(await client.closed).toBe(1011);
  }
  expect(it.frames).toHaveLength(broken.length);
});

test('held joins are answered late, held heartbeats too', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  const topic = `account:${it.shop.id}`;
  const joins = it.faults.holdJoins(topic);
  client.send(topic, 'phx_join', '1');
  await joins.arrived;
  expect((await client.heartbeat('2'))['ref']).toBe('2');
  joins.release();
  expect((await client.nextFrame())['ref']).toBe('1');
  const heartbeats = it.faults.holdHeartbeats();
  client.send('phoenix', 'heartbeat', '3');
  await heartbeats.arrived;
  expect((await client.join(topic, '4'))['ref']).toBe('4');
  expect((await client.nextFrame())['event']).toBe('phx_close');
  heartbeats.release();
  expect((await client.nextFrame())['ref']).toBe('3');
});

test('joins can be refused as the documents have it, crash, and be allowed again', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  const topic = `account:${it.shop.id}`;
  const allow = it.faults.refuseJoins(topic, 'phx_error');
  expect(await client.join(topic, '1')).toEqual(frame(topic, 'phx_error', '1', null, false));
  allow();
  it.faults.refuseJoins(/^user:/, 'join crashed');
  expect((await client.join(`user:${it.bob.id}`))['error']).toMatchObject({ code: 'websocket:connect_error', description: 'join crashed' });
  expect((await client.join(topic, '2'))['success']).toBe(true);
});

test('a half-open connection neither reads nor writes, until it resumes', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  const seen = it.frames.length;
  it.sockets.halfOpen();
  it.consume({ request: it.request() });
  client.send('phoenix', 'heartbeat', '2');
  const other = await enter(it, it.admin);
  expect((await other.heartbeat('1'))['ref']).toBe('1');
  expect(it.frames.length - seen).toBe(1);
  expect(client.waiting).toEqual([]);
  it.sockets.resume();
  expect((await client.nextFrame())['event']).toBe('transaction_consumption_request');
  expect((await client.nextFrame())['ref']).toBe('2');
});

test('sockets end by reset, by a cut, or with a code', async () => {
  const it = await wallet();
  for (const [how, code] of [
    ['reset', 1006],
    ['cut', 1006],
    [1000, 1000],
    [1011, 1011],
  ] as const) {
    const client = await enter(it, it.alice);
    client.socket.on('error', () => {});
    const gone = it.nextDisconnection();
    it.drop(how);
    expect(await client.closed).toBe(code);
    await gone;
    expect(it.connections).toBe(0);
  }
});

test('60 s without a byte from the client end a socket with code 1000; a ping counts, the server\'s own events do not', async () => {
  const clock = testClock();
  const it = await wallet({ now: clock.now, after: clock.after });
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  await clock.advance(59_000);
  const pong = new Promise<void>((resolve) => void client.socket.once('pong', () => resolve()));
  client.socket.ping();
  await pong;
  await clock.advance(59_000);
  expect(it.connections).toBe(1);
  it.consume({ request: it.request() });
  await clock.advance(1_000);
  expect(await client.closed).toBe(1000);
  await it.close();
  expect(clock.pending()).toBe(0);
});

test('the idle close can be had at once', async () => {
  const it = await wallet();
  const client = await enter(it, it.alice);
  it.idleClose();
  expect(await client.closed).toBe(1000);
});

test('raw text, bytes, huge frames and stale endings go out as they are', async () => {
  const it = await wallet();
  const client = await enter(it, it.alice);
  await it.sendText('not json {');
  await it.sendBinary(Buffer.from([1, 2, 3]));
  await it.sendHuge(5_000_000);
  await it.sendStale('phx_close', `user:${it.alice.id}`, '77');
  expect(await client.next()).toBe('not json {');
  expect(await client.next()).toBe('\u0001\u0002\u0003');
  expect((await client.next()).length).toBeGreaterThan(5_000_000);
  expect(await client.nextFrame()).toEqual(frame(`user:${it.alice.id}`, 'phx_close', '77', null, false));
});

test('it goes away and comes back on the same port', async () => {
  const it = await wallet();
  const client = await enter(it, it.alice);
  await it.down();
  expect(await client.closed).toBe(1006);
  await expect(enter(it, it.alice)).rejects.toThrow('ECONNREFUSED');
  await it.up();
  const [again] = await Promise.all([enter(it, it.alice), it.nextConnection()]);
  const topic = `user:${it.alice.id}`;
  const joined = it.joined(topic);
  expect((await again.join(topic))['success']).toBe(true);
  await joined;
  await it.joined(topic);
});
