import { afterEach, expect, test } from 'vitest';
import { createNetwork } from '../../src/transport/create-network.ts';
import { type Nats, type NatsLogin, type NatsMessages, type NatsRoute, NetworkError } from '../../src/transport/network.ts';
import type { Trouble } from '../../src/shared/connection.ts';
import { eventually, testClock } from '../clock.ts';
import { type NatsOptions, startNats } from '../servers/nats/server.ts';
import { deadPort, serveRaw } from './loopback.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const STREAM = 'cloudapi_aries_events';
const FILTER = 'cloudapi.aries.events.*.w1';
const GREETING = 'INFO {"server_id":"x","version":"2.9.10","max_payload":1048576,"proto":1,"headers":true}\r\n';
const PING = { everyMs: 20_000, pongMs: 10_000 };

function network() {
  const clock = testClock();
  const wire = createNetwork(clock);
  cleanups.push(() => wire.close());
  return { clock, wire };
}

async function server(options: NatsOptions = {}) {
  const started = await startNats(options);
  cleanups.push(() => started.close());
  return started;
}

function routeOf(url: string, rest: Partial<NatsRoute> = {}): NatsRoute {
  return { url, login: { type: 'none' }, connectMs: 10_000, ping: PING, ...rest };
}

async function letIn(options: NatsOptions = {}, rest: Partial<NatsRoute> = {}) {
  const { clock, wire } = network();
  const running = await server(options);
  const nats = await wire.nats(routeOf(running.url, rest));
  cleanups.push(() => nats.close());
  return { clock, wire, running, nats };
}

async function troubleOf(attempt: Promise<unknown>): Promise<Trouble> {
  const error: unknown = await attempt.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason
  );
  if (error instanceof NetworkError) return error.trouble;
  throw error;
}

function event(n: number) {
  return { wallet_id: 'w1', topic: 'proofs', payload: { proof_id: `p${n}`, state: 'request-received' } };
}

/** The next of these, acked. */
async function take(messages: NatsMessages, count: number): Promise<string[]> {
  const taken: string[] = [];
  for await (const message of messages) {
    taken.push((JSON.parse(message.text) as ReturnType<typeof event>).payload.proof_id);
    message.ack();
    if (taken.length === count) break;
  }
  return taken;
}

function durable(nats: Nats, start: 'new' | { after: number } = 'new') {
  return nats.durable({ stream: STREAM, name: 'tradebell-t', filter: FILTER, start, ackMs: 30_000 });
}

test.each<[NonNullable<NatsOptions['auth']>, (login: { username?: string; secret?: string }) => NatsLogin]>([
  ['none', () => ({ type: 'none' })],
  ['user', ({ username = '', secret = '' }) => ({ type: 'user', username, password: secret })],
  ['token', ({ secret = '' }) => ({ type: 'token', token: secret })],
  ['creds', ({ secret = '' }) => ({ type: 'creds', creds: secret })],
])('a server that asks for %s lets us in with it, and says that it is forbidden with another', async (auth, login) => {
  const { clock, wire } = network();
  const running = await server({ auth });
  const nats = await wire.nats(routeOf(running.url, { login: login(running.user) }));
  expect(await nats.stream(STREAM)).toMatchObject({ last: 0 });
  await nats.close();
  if (auth !== 'none') {
    expect(await troubleOf(wire.nats(routeOf(running.url, { login: login(running.wrong) })))).toMatchObject({ code: 'forbidden' });
    expect(await troubleOf(wire.nats(routeOf(running.url)))).toMatchObject({ code: 'forbidden' });
  }
  expect(clock.pending()).toBe(0);
});

test('what is no .creds file is said to be none, and nothing is connected', async () => {
  const { clock, wire } = network();
  const raw = await serveRaw(() => {});
  cleanups.push(raw.close);
  const route = routeOf(`nats://127.0.0.1:${raw.port}`, { login: { type: 'creds', creds: 'a password' } });
  expect(await troubleOf(wire.nats(route))).toEqual({ code: 'forbidden', detail: 'this is not a .creds file' });
  expect([raw.made(), clock.pending()]).toEqual([0, 0]);
});

test('nobody there, and a name that is nobody’s, are told apart', async () => {
  const { clock, wire } = network();
  expect(await troubleOf(wire.nats(routeOf(`nats://127.0.0.1:${await deadPort()}`)))).toMatchObject({ code: 'refused' });
  expect(await troubleOf(wire.nats(routeOf('nats://no-such-host.invalid:4222')))).toMatchObject({ code: 'name-not-found' });
  expect(clock.pending()).toBe(0);
});

test('a server that accepts and says nothing ends at the limit, by the given clock, and leaves no connection', async () => {
  const { clock, wire } = network();
  const raw = await serveRaw(() => {});
  cleanups.push(raw.close);
  const trouble = troubleOf(wire.nats(routeOf(`nats://127.0.0.1:${raw.port}`)));
  await eventually(() => raw.open() === 1);
  await clock.advance(10_000);
  expect(await trouble).toMatchObject({ code: 'timeout' });
  await eventually(() => raw.open() === 0);
  expect(clock.pending()).toBe(0);
});

test('a server that greets and then says nothing ends at the limit too', async () => {
  const { clock, wire } = network();
  const raw = await serveRaw((socket) => socket.resume().write(GREETING));
  cleanups.push(raw.close);
  let greeted = false;
  const trouble = troubleOf(wire.nats(routeOf(`nats://127.0.0.1:${raw.port}`)));
  void trouble.then(() => (greeted = true));
  await eventually(() => raw.open() === 1);
  await clock.advance(9_999);
  expect(greeted).toBe(false);
  await clock.advance(1);
  expect(await trouble).toMatchObject({ code: 'timeout' });
  await eventually(() => raw.open() === 0);
});

test.each([
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['no JSON', 'INFO {nonsense}\r\n'],
  ['no end', `INFO {"${'x'.repeat(100_000)}`],
])('what does not greet as NATS does is no NATS server: %s', async (_what, words) => {
  const { clock, wire } = network();
  const raw = await serveRaw((socket) => socket.write(words));
  cleanups.push(raw.close);
  expect(await troubleOf(wire.nats(routeOf(`nats://127.0.0.1:${raw.port}`)))).toMatchObject({ code: 'not-a-node' });
  await eventually(() => raw.open() === 0);
  expect(clock.pending()).toBe(0);
});

test('an attempt that is given up rejects with the reason, and leaves no connection', async () => {
  const { clock, wire } = network();
  const raw = await serveRaw(() => {});
  cleanups.push(raw.close);
  const stop = new AbortController();
  const attempt = wire.nats(routeOf(`nats://127.0.0.1:${raw.port}`), stop.signal);
  await eventually(() => raw.open() === 1);
  const reason = new Error('never mind');
  stop.abort(reason);
  await expect(attempt).rejects.toBe(reason);
  await eventually(() => raw.open() === 0);
  expect(clock.pending()).toBe(0);
});

test('over TLS only a certificate of the given authority, or the pinned one, is spoken to; a refused one is named', async () => {
  const { wire } = network();
  const running = await server({ tls: true, auth: 'user' });
  const login: NatsLogin = { type: 'user', username: running.user.username ?? '', password: running.user.secret ?? '' };
  const trouble = await troubleOf(wire.nats(routeOf(running.url, { login })));
  expect(trouble).toMatchObject({ code: 'certificate-unknown', fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) });
  for (const judged of [{ ca: running.ca! }, { pin: trouble.fingerprint! }]) {
    const nats = await wire.nats(routeOf(running.url.replace('tls:', 'nats:'), { login, ...judged }));
    expect(await nats.stream(STREAM)).toMatchObject({ last: 0 });
    await nats.close();
  }
  const changed = await troubleOf(wire.nats(routeOf(running.url, { login, pin: `${'AA:'.repeat(31)}AA` })));
  expect(changed).toMatchObject({ code: 'certificate-changed', fingerprint: trouble.fingerprint });
  expect(await troubleOf(wire.nats(routeOf(running.url, { login, ca: 'not PEM' })))).toMatchObject({ code: 'certificate-unknown' });
});

test('a password is not said in the clear where TLS is demanded', async () => {
  const { wire } = network();
  const running = await server();
  const heard: string[] = [];
  const raw = await serveRaw((socket) => {
    socket.on('data', (bytes) => heard.push(bytes.toString()));
    socket.write(GREETING);
  });
  cleanups.push(raw.close);
  const login: NatsLogin = { type: 'user', username: 'u', password: 'p' };
  expect(await troubleOf(wire.nats(routeOf(`tls://127.0.0.1:${raw.port}`, { login })))).toMatchObject({ code: 'tls-to-plain' });
  expect(await troubleOf(wire.nats(routeOf(`nats://127.0.0.1:${running.port}`, { ca: 'PEM' })))).toMatchObject({ code: 'tls-to-plain' });
  expect(heard).toEqual([]);
});

test('a durable consumer begins with what is new, and goes on where it was', async () => {
  const { running, nats, wire } = await letIn();
  await running.publish(event(0));
  const first = await durable(nats);
  expect(first).toMatchObject({ made: true, waiting: 0, after: 1 });
  await running.publishAll([event(1), event(2)]);
  expect(await take(first, 2)).toEqual(['p1', 'p2']);
  await nats.close();
  await running.publishAll([event(3), event(4)]);
  const again = await wire.nats(routeOf(running.url));
  cleanups.push(() => again.close());
  const second = await durable(again);
  expect(second).toMatchObject({ made: false, waiting: 2, after: 3 });
  expect(await take(second, 2)).toEqual(['p3', 'p4']);
});

test('what could not be kept comes again, and what is dropped does not', async () => {
  const { running, nats } = await letIn();
  const messages = await durable(nats);
  await running.publishAll([event(1), event(2)]);
  const seen: number[] = [];
  for await (const message of messages) {
    seen.push(message.place?.sequence ?? 0);
    if (message.place?.sequence === 2) message.drop();
    else if (seen.length < 3) message.again(1);
    else {
      message.ack();
      break;
    }
  }
  expect(seen).toEqual([1, 2, 1]);
  await nats.close();
  expect(await running.pending('tradebell-t')).toMatchObject({ waiting: 0, unacknowledged: 0 });
});

test('an ordered consumer begins behind what is known', async () => {
  const { running, nats } = await letIn();
  await running.publishAll([event(1), event(2), event(3)]);
  const messages = await nats.ordered({ stream: STREAM, filter: FILTER, start: { after: 1 } });
  expect(messages).toMatchObject({ after: 1, waiting: 2 });
  expect(await take(messages, 2)).toEqual(['p2', 'p3']);
  const fresh = await nats.ordered({ stream: STREAM, filter: FILTER, start: 'new' });
  expect(fresh).toMatchObject({ after: 3, waiting: 0 });
  await nats.close();
  expect(await running.consumers()).toEqual([]);
});

test('a missing stream, and what the account may not do, are said', async () => {
  const { nats } = await letIn({ stream: false });
  expect(await troubleOf(durable(nats))).toMatchObject({ code: 'stream-missing' });
  const limited = await letIn({ permissions: 'no-consumers' });
  expect(await troubleOf(durable(limited.nats))).toMatchObject({ code: 'not-permitted' });
  expect(await troubleOf(limited.nats.ordered({ stream: STREAM, filter: FILTER, start: 'new' }))).toMatchObject({ code: 'not-permitted' });
  const plain = await limited.nats.subscribe(FILTER);
  await limited.running.publish(event(7));
  expect(await take(plain, 1)).toEqual(['p7']);
  const nothing = await letIn({ permissions: 'nothing' });
  expect(await troubleOf(nothing.nats.subscribe(FILTER))).toMatchObject({ code: 'not-permitted' });
});

test('a server that goes is lost, and what was being read ends', async () => {
  const { clock, running, nats } = await letIn();
  const messages = await durable(nats);
  const read = take(messages, 1);
  await running.kill();
  expect(await nats.ended).toMatchObject({ code: 'lost' });
  expect(await read).toEqual([]);
  expect(await troubleOf(durable(nats))).toMatchObject({ code: 'lost' });
  expect(clock.pending()).toBe(0);
});

test('a server that stays connected and says nothing is found out by our ping', async () => {
  const { clock, running, nats } = await letIn();
  await running.freeze();
  await clock.advance(20_000);
  await clock.advance(10_000);
  expect(await nats.ended).toMatchObject({ code: 'silent' });
  expect(clock.pending()).toBe(0);
  running.thaw();
});

test('a check finds out at once', async () => {
  const { clock, running, nats } = await letIn();
  await running.freeze();
  nats.check();
  await clock.advance(10_000);
  expect(await nats.ended).toMatchObject({ code: 'silent' });
  running.thaw();
});

test('closed from here it leaves no connection and no timer, and what was being read ends', async () => {
  const { clock, running, nats } = await letIn();
  const messages = await durable(nats);
  const read = take(messages, 1);
  const gone = running.nextLine(/Client connection closed/);
  await nats.close();
  await gone;
  expect(await read).toEqual([]);
  expect(clock.pending()).toBe(0);
});
