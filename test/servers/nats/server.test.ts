import { existsSync } from 'node:fs';
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type Msg, type NatsConnection, connect } from '@nats-io/transport-node';
import { afterEach, expect, test } from 'vitest';
import { onlyConsumer } from './permissions.ts';
import { type Nats, type NatsOptions, type PublishedEvent, startNats } from './server.ts';
import { EVENTS_STREAM, EVENTS_SUBJECT } from './subjects.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function started(options?: NatsOptions): Promise<Nats> {
  const nats = await startNats(options);
  open.push(nats);
  return nats;
}

async function client(nats: Nats, options = nats.clientOptions()): Promise<NatsConnection> {
  const connection = await connect({ ...options, reconnect: false });
  open.push(connection);
  return connection;
}

async function all(subscription: AsyncIterable<Msg>): Promise<Msg[]> {
  const messages: Msg[] = [];
  for await (const message of subscription) messages.push(message);
  return messages;
}

const event = (n: number): PublishedEvent => ({
  wallet_id: 'wallet-1',
  topic: 'proofs',
  payload: { proof_id: `v2-${n}`, state: 'request-received' },
});

const DURABLE = {
  durable_name: 'ours',
  ack_policy: AckPolicy.Explicit,
  deliver_policy: DeliverPolicy.New,
  filter_subject: 'cloudapi.aries.events.*.wallet-1',
};

test('an event lies on its group and wallet, with topic, state and a hash of its content in the headers', async () => {
  const nats = await started();
  const connection = await client(nats);
  const subscription = connection.subscribe(EVENTS_SUBJECT, { max: 2 });
  await connection.flush();
  await nats.publish(event(1));
  await nats.publish({ ...event(2), group_id: 'friends' });
  const [first, second] = await all(subscription);
  expect(first?.subject).toBe('cloudapi.aries.events.no_group.wallet-1');
  expect(second?.subject).toBe('cloudapi.aries.events.friends.wallet-1');
  expect(first?.json()).toEqual(event(1));
  expect(first?.headers?.get('event_topic')).toBe('proofs');
  expect(first?.headers?.get('event_payload_state')).toBe('request-received');
  expect(first?.headers?.get('Nats-Msg-Id')).toMatch(/^[0-9a-f]{64}$/);
});

test('the same event again is kept once, unless another is asked for', async () => {
  const nats = await started();
  expect(await nats.publish(event(1))).toEqual({ seq: 1, duplicate: false });
  expect(await nats.publish(event(1))).toEqual({ seq: 1, duplicate: true });
  expect(await nats.publish(event(1), { again: true })).toEqual({ seq: 2, duplicate: false });
  expect(await nats.messages()).toBe(2);
});

test('a thousand events lie in the order they were given', async () => {
  const nats = await started();
  const placed = await nats.publishAll(Array.from({ length: 1_000 }, (_, n) => event(n)));
  expect(placed.map(({ seq }) => seq)).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 1));
});

test.each(['restart', 'kill and up', 'down and up'] as const)('stream, consumer and port survive %s', async (how) => {
  const nats = await started();
  const { port } = nats;
  const connection = await client(nats);
  await (await jetstreamManager(connection)).consumers.add(EVENTS_STREAM, DURABLE);
  await nats.publishAll([event(1), event(2), event(3)]);
  const consumer = await jetstream(connection).consumers.get(EVENTS_STREAM, 'ours');
  const first = await consumer.next();
  expect(await first?.ackAck()).toBe(true);
  await consumer.next();
  expect(await nats.pending('ours')).toEqual({ waiting: 1, unacknowledged: 1, redelivered: 0, acknowledged: 1 });

  const cut = connection.closed();
  if (how === 'restart') await nats.restart();
  else {
    await (how === 'kill and up' ? nats.kill() : nats.down());
    expect(nats.running).toBe(false);
    await expect(nats.publish(event(4))).rejects.toThrow('This NATS server is down.');
    await expect(connect({ ...nats.clientOptions(), reconnect: false })).rejects.toThrow(/refused/);
    await nats.up();
  }
  await cut;
  expect(nats.port).toBe(port);
  expect(await nats.messages()).toBe(3);
  const names = await nats.consumers();
  expect(names.map(({ name }) => name)).toEqual(['ours']);
  const { acknowledged } = await nats.pending('ours');
  // A crash may take the last acknowledgements with it: then what they were for comes once more.
  if (how === 'kill and up') expect(acknowledged).toBeLessThanOrEqual(1);
  else expect(acknowledged).toBe(1);
});

test.each(['user', 'token', 'creds'] as const)('with %s the right one comes in, and wrong or none is refused', async (auth) => {
  const nats = await started({ auth });
  const connection = await client(nats);
  expect(connection.info?.auth_required).toBe(true);
  await expect(client(nats, nats.clientOptions(nats.wrong))).rejects.toThrow(/Authorization/i);
  await expect(client(nats, nats.clientOptions({}))).rejects.toThrow(/Authorization/i);
  expect(nats.log.some((line) => line.includes('authentication error') || line.includes('Authorization'))).toBe(true);
});

test('a .creds file that has expired is refused, and another user may have other limits', async () => {
  const nats = await started({ auth: 'creds' });
  const expired = await nats.creds('late', 'all', Date.UTC(2020, 0, 1));
  await expect(client(nats, nats.clientOptions({ secret: expired }))).rejects.toThrow(/Authorization|Expired/i);
  const limited = await client(nats, nats.clientOptions({ secret: await nats.creds('limited', 'nothing') }));
  await expect(limited.request('$JS.API.INFO', '', { timeout: 5_000 })).rejects.toThrow(/Permissions Violation/i);
});

test('TLS is trusted with its authority, and not without', async () => {
  const nats = await started({ tls: true, auth: 'user' });
  expect(nats.url).toMatch(/^tls:/);
  const connection = await client(nats);
  expect((await jetstreamManager(connection)).streams).toBeDefined();
  await expect(client(nats, { ...nats.clientOptions(), tls: {} })).rejects.toThrow(/certificate|unable to verify/i);
});

test.each(['none', 'user', 'creds'] as const)('with %s a user may be kept from making consumers, and still subscribes', async (auth) => {
  const nats = await started({ auth, permissions: 'no-consumers' });
  const connection = await client(nats);
  const manager = await jetstreamManager(connection);
  await expect(manager.consumers.add(EVENTS_STREAM, DURABLE)).rejects.toThrow(/Permissions Violation/i);
  const subscription = connection.subscribe(EVENTS_SUBJECT, { max: 1 });
  await connection.flush();
  const { seq } = await nats.publish(event(1));
  for await (const message of subscription) expect(message.json()).toEqual(event(1));
  const stored = await manager.streams.getMessage(EVENTS_STREAM, { seq });
  expect(stored?.json()).toEqual(event(1));
});

test('an account that may only subscribe hears events, and is refused everything of JetStream', async () => {
  const nats = await started({ auth: 'user', permissions: 'subscribe-only' });
  const connection = await client(nats);
  const subscription = connection.subscribe('cloudapi.aries.events.*.wallet-1', { max: 1 });
  await connection.flush();
  await nats.publish(event(1));
  for await (const message of subscription) expect(message.json()).toEqual(event(1));
  await expect(jetstreamManager(connection)).rejects.toThrow(/Permissions Violation/i);
});

test('an account for other subjects may not even subscribe', async () => {
  const nats = await started({ auth: 'user', permissions: 'other-subjects' });
  const connection = await client(nats);
  const subscription = connection.subscribe(EVENTS_SUBJECT);
  await expect(all(subscription)).rejects.toThrow(/Permissions Violation/i);
});

test('an account may be allowed one consumer that somebody else made', async () => {
  const nats = await started({ auth: 'user', permissions: onlyConsumer('ours') });
  const admin = await client(nats, nats.clientOptions({ username: 'admin', secret: 'admin-of-the-test' }));
  await (await jetstreamManager(admin)).consumers.add(EVENTS_STREAM, DURABLE);
  await nats.publish(event(1));
  const consumer = await jetstream(await client(nats)).consumers.get(EVENTS_STREAM, 'ours');
  const message = await consumer.next();
  expect(message?.json()).toEqual(event(1));
});

test('a token cannot be limited, and says so', async () => {
  await expect(startNats({ auth: 'token', permissions: 'nothing' })).rejects.toThrow('A token cannot be limited');
});

test('a stream can be missing, come and go, and be full of consumers', async () => {
  const nats = await started({ stream: false, maxConsumers: 1 });
  const connection = await client(nats);
  await expect(jetstream(connection).consumers.get(EVENTS_STREAM)).rejects.toThrow('stream not found');
  await nats.createStream();
  const manager = await jetstreamManager(connection);
  await manager.consumers.add(EVENTS_STREAM, DURABLE);
  await expect(manager.consumers.add(EVENTS_STREAM, { ...DURABLE, durable_name: 'theirs' })).rejects.toThrow('maximum consumers limit');
  await nats.deleteConsumer('ours');
  expect(await nats.consumers()).toEqual([]);
  await nats.deleteStream();
  await expect(manager.streams.info(EVENTS_STREAM)).rejects.toThrow('stream not found');
});

test('messages age out from below', async () => {
  const nats = await started();
  await nats.publishAll([event(1), event(2), event(3)]);
  await nats.purgeBelow(3);
  expect(await nats.messages()).toBe(1);
});

test('a frozen server keeps its sockets and answers only after the thaw', async () => {
  const nats = await started();
  const connection = await client(nats);
  await nats.freeze();
  let answered = false;
  const answer = connection.rtt().then(() => {
    answered = true;
  });
  await expect(connection.request('$JS.API.INFO', '', { timeout: 300 })).rejects.toThrow(/timeout/i);
  expect(answered).toBe(false);
  nats.thaw();
  await answer;
  expect(connection.isClosed()).toBe(false);
});

test('a frozen server can be closed', async () => {
  const nats = await startNats();
  await nats.freeze();
  await nats.close();
  expect(nats.running).toBe(false);
});

test('what happens at the server can be waited for in its log', async () => {
  const nats = await started();
  const came = nats.nextLine(/Client connection created/);
  const connection = await client(nats);
  expect(await came).toContain('127.0.0.1');
  const went = nats.nextLine(/Client connection closed/);
  await connection.close();
  expect(await went).toContain('Client Closed');
});

test('closing ends the process and removes what it stored', async () => {
  const nats = await startNats();
  const folder = /Store Directory:\s+"(.+)"/.exec(nats.log.find((line) => line.includes('Store Directory'))!)![1]!;
  expect(existsSync(folder)).toBe(true);
  await nats.close();
  expect(existsSync(folder)).toBe(false);
  await expect(connect({ servers: nats.url, reconnect: false })).rejects.toThrow(/refused/);
});

test('a server that cannot start says why', async () => {
  const nats = await started();
  await expect(startNats({ port: nats.port })).rejects.toThrow(/ended before it was ready:[^]*address already in use/);
});
