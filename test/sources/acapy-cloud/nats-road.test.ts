import { afterEach, expect, test } from 'vitest';
import type { CloudOptions, Connection, ConnectionState, Trouble } from '../../../src/shared/connection.ts';
import { identityOf } from '../../../src/sources/acapy-cloud/context.ts';
import { durableName, subjectOf } from '../../../src/sources/acapy-cloud/nats-consumer.ts';
import { openNatsRoad } from '../../../src/sources/acapy-cloud/nats-road.ts';
import type { RoadEvents } from '../../../src/sources/acapy-cloud/road.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { eventually, settle, testClock } from '../../clock.ts';
import { type Kept, nothingKept, recordingSink } from '../../contract/recording-sink.ts';
import { type Nats, type NatsOptions, startNats } from '../../servers/nats/server.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

type Login = Pick<NonNullable<CloudOptions['nats']>, 'auth' | 'username' | 'ca'> & { secret?: string };

async function server(options: NatsOptions = {}): Promise<Nats> {
  const running = await startNats(options);
  cleanups.push(() => running.close());
  return running;
}

function loginOf({ auth, user, ca }: Nats): Login {
  const { username, secret } = user;
  return {
    auth: auth === 'none' && username !== undefined ? 'user' : auth,
    ...(username === undefined ? {} : { username }),
    ...(secret === undefined ? {} : { secret }),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** One stay on the road, on what an earlier one kept. */
function stay(running: Nats, kept: Kept = nothingKept(), rest: Partial<Login> & { walletId?: string; groupId?: string; pin?: string } = {}) {
  const clock = testClock();
  const network = createNetwork(clock);
  const sink = recordingSink(kept);
  const { secret, walletId = 'w1', groupId, pin, ...login } = { ...loginOf(running), ...rest };
  const wallet = { walletId, ...(groupId === undefined ? {} : { groupId }) };
  const identity = identityOf(wallet);
  const nats = { url: running.url, ...login };
  const connection: Connection = {
    id: 'c1',
    system: 'acapy-cloud',
    name: 'Cloud',
    url: running.url,
    auth: 'cloud',
    cloud: { ...wallet, nats },
    paused: false,
    rules: {},
    addedAt: 0,
    ...(pin === undefined ? {} : { pin }),
  };
  const said: (ConnectionState['phase'] | Trouble['code'] | 'ended')[] = [];
  const note = (word: (typeof said)[number]): void => void said.push(word);
  const ended: Trouble[] = [];
  const told: string[] = [];
  const logged: string[] = [];
  let alive = 0;
  const events: RoadEvents = {
    catchingUp: () => note('catching-up'),
    online: (trouble) => note(trouble?.code ?? 'online'),
    behind: () => note('waiting'),
    alive: () => void (alive += 1),
    ended(trouble) {
      ended.push(trouble);
      note('ended');
    },
    topicsChanged: () => {},
    told: (decoded) => told.push(...decoded.map(({ alert }) => alert.key)),
  };
  const road = openNatsRoad(
    {
      clock,
      network,
      sink,
      connection,
      identity,
      wallet,
      nats,
      secret,
      random: () => 0,
      log: (message, details) => logged.push(`${message} ${JSON.stringify(details)}`),
      context: (way) => ({ identity, connectionId: connection.id, now: clock.now(), road: way, ofGroup: walletId === '*' }),
      ackMs: 1_000,
    },
    events
  );
  cleanups.push(async () => {
    await road.end();
    network.close();
  });
  const durable = durableName('c1', subjectOf(wallet));
  const until = (word: (typeof said)[number]): Promise<void> => eventually(() => said.includes(word));
  return { clock, sink, kept, road, said, ended, told, logged, durable, until, alive: () => alive };
}

function event(n: number, wallet = 'w1') {
  const payload = { proof_id: `p${n}`, state: 'request-received', role: 'prover', connection_id: 'x', updated_at: '2026-03-01T12:00:00Z' };
  return { wallet_id: wallet, topic: 'proofs', payload };
}

function events(from: number, to: number) {
  return Array.from({ length: to - from }, (_, index) => event(from + index));
}

/** Which proofs were delivered, in the order they came first. */
function proofs(kept: Kept): string[] {
  return [...kept.deliveries.keys()].map((key) => key.split('|')[2] ?? '');
}

function names(from: number, to: number): string[] {
  return events(from, to).map(({ payload }) => payload.proof_id);
}

test('a first stay brings nothing old, and what comes then is news; what is journaled is acked', async () => {
  const running = await server();
  await running.publishAll(events(0, 3));
  const { kept, sink, until, told, durable, said, road } = stay(running);
  await until('online');
  expect(said).toEqual(['online']);
  expect(road.topics()).toEqual([{ topic: 'nats:cloudapi.aries.events.*.w1', phase: 'joined' }]);
  await running.publishAll([event(3), event(9, 'another'), event(4)]);
  await sink.until(() => kept.deliveries.size === 2);
  expect(proofs(kept)).toEqual(['p3', 'p4']);
  expect([...kept.alerts.values()].map((alert) => alert.road)).toEqual(['live', 'live']);
  await eventually(() => told.length === 2);
  await road.end();
  expect(await running.pending(durable)).toMatchObject({ waiting: 0, unacknowledged: 0 });
});

test('what came while we were away is caught up on, in order and once, and what comes then is news', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  await running.publish(event(0));
  await first.sink.until(() => first.kept.deliveries.size === 1);
  await first.road.end();
  await running.publishAll(events(1, 100));
  const second = stay(running, first.kept);
  await second.until('online');
  expect(second.said).toEqual(['catching-up', 'online']);
  await running.publish(event(100));
  await second.sink.until(() => second.kept.deliveries.size === 101);
  expect(proofs(second.kept)).toEqual(names(0, 101));
  expect([...second.kept.deliveries.values()].every((count) => count === 1)).toBe(true);
  const roads = [...second.kept.alerts.values()].map((alert) => alert.road);
  expect(roads).toEqual(['live', ...names(1, 100).map(() => 'catch-up'), 'live']);
});

test('a durable consumer that was removed meanwhile costs nothing: the place in the stream is known here', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  await first.road.end();
  await running.publishAll(events(0, 5));
  await running.deleteConsumer(first.durable);
  const second = stay(running, first.kept);
  await second.sink.until(() => second.kept.deliveries.size === 5);
  expect(proofs(second.kept)).toEqual(names(0, 5));
  await second.road.end();
  expect(second.kept.watermarks['nats-sequence']).toMatch(/^5@/);
});

test('a stream that was made anew is read whole, and what went with the old one is told as a gap', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  await running.publishAll(events(0, 5));
  await first.sink.until(() => first.kept.deliveries.size === 5);
  await first.road.end();
  await running.deleteStream();
  await running.createStream();
  await running.publishAll(events(5, 7));
  const second = stay(running, first.kept);
  await second.sink.until(() => second.kept.deliveries.size === 8);
  const gaps = [...second.kept.alerts.values()].filter(({ kind }) => kind === 'gap').map(({ key }) => key);
  expect(gaps).toHaveLength(1);
  expect([...second.kept.deliveries.keys()].filter((key) => !gaps.includes(key)).map((key) => key.split('|')[2])).toEqual(names(0, 7));
});

test('what the journal refuses is not acked, comes again, and holds back the place in the stream', async () => {
  const running = await server();
  const { kept, sink, until, durable, logged, road } = stay(running);
  await until('online');
  let refused = 0;
  sink.beforeWrite = ({ items }) => {
    if (items.some((item) => item.type === 'alert' && item.alert.key.includes('|p1|')) && refused++ < 1) throw new Error('disk full');
  };
  for (const one of events(0, 3)) {
    const count = kept.deliveries.size + refused;
    await running.publish(one);
    await eventually(() => kept.deliveries.size + refused > count);
  }
  expect(proofs(kept)).toEqual(['p0', 'p2']);
  expect(kept.watermarks['nats-sequence']).toMatch(/^1@/);
  await sink.until(() => kept.deliveries.size === 3);
  expect(logged.join()).toContain('disk full');
  expect([...kept.deliveries.values()]).toEqual([1, 1, 1]);
  expect(kept.watermarks['nats-sequence']).toMatch(/^3@/);
  await road.end();
  expect(await running.pending(durable)).toMatchObject({ waiting: 0, unacknowledged: 0 });
});

test('the server is restarted in the middle: nothing is lost and nothing twice', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  await running.publishAll(events(0, 500));
  await first.sink.until(() => first.kept.deliveries.size >= 64);
  await running.restart();
  await first.until('ended');
  expect(first.ended).toMatchObject([{ code: 'lost' }]);
  await first.road.end();
  const second = stay(running, first.kept);
  await second.sink.until(() => second.kept.deliveries.size === 500);
  expect(new Set(proofs(second.kept))).toEqual(new Set(names(0, 500)));
  expect(second.kept.alerts.size).toBe(500);
});

test('the server is killed in the middle of a write: nothing is lost', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  let go = (): void => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  let writing = false;
  first.sink.beforeWrite = () => {
    writing = true;
    return held;
  };
  await running.publishAll(events(0, 200));
  await eventually(() => writing);
  await running.kill();
  go();
  await first.until('ended');
  await first.road.end();
  await running.up();
  const second = stay(running, first.kept);
  await second.sink.until(() => second.kept.deliveries.size === 200);
  expect(second.kept.alerts.size).toBe(200);
});

test('a client that ends writes no more than what it was writing, and the next one has all the rest', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  let go = (): void => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  let writing = 0;
  first.sink.beforeWrite = () => {
    writing += 1;
    return held;
  };
  await running.publishAll(events(0, 300));
  await eventually(() => writing === 1);
  const ending = first.road.end();
  go();
  await ending;
  expect(writing).toBe(1);
  const kept = first.kept.deliveries.size;
  expect(kept).toBeLessThanOrEqual(64);
  expect((await running.pending(first.durable)).acknowledged).toBe(kept);
  expect(first.kept.watermarks['nats-sequence']).toMatch(new RegExp(`^${kept}@`));
  expect(first.clock.pending()).toBe(0);
  const second = stay(running, first.kept);
  await second.sink.until(() => second.kept.deliveries.size === 300);
  await eventually(() => second.kept.watermarks['nats-sequence']?.startsWith('300@') === true);
  expect([...second.kept.deliveries.values()].every((count) => count === 1)).toBe(true);
});

test('a burst of a thousand comes in order, once each', async () => {
  const running = await server();
  const { kept, sink, until } = stay(running);
  await until('online');
  await running.publishAll(events(0, 1_000));
  await sink.until(() => kept.deliveries.size === 1_000);
  expect(proofs(kept)).toEqual(names(0, 1_000));
  expect([...kept.deliveries.values()].every((count) => count === 1)).toBe(true);
});

test('ten thousand drain in order, a few at a time, and the main loop turns after each', async () => {
  const running = await server();
  const first = stay(running);
  await first.until('online');
  await first.road.end();
  await running.publishAll(events(0, 10_000));
  const second = stay(running, first.kept);
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  let last = -1;
  const stuck: number[] = [];
  second.sink.beforeWrite = () => {
    if (turns === last) stuck.push(turns);
    last = turns;
  };
  await second.until('online');
  counting = false;
  expect(second.kept.deliveries.size).toBe(10_000);
  expect(proofs(second.kept)).toEqual(names(0, 10_000));
  expect(Math.max(...second.kept.batches.map(({ items }) => items.length))).toBeLessThanOrEqual(64);
  expect(stuck).toEqual([]);
}, 60_000);

test('what cannot be read is counted, and never sent again', async () => {
  const running = await server();
  const { sink, kept, until, road, durable } = stay(running);
  await until('online');
  await running.publishRaw('cloudapi.aries.events.no_group.w1', 'no JSON');
  await running.publish(event(1));
  await sink.until(() => kept.deliveries.size === 1);
  expect(sink.ignoredFrames).toEqual(['not JSON']);
  await road.end();
  expect(await running.pending(durable)).toMatchObject({ waiting: 0, unacknowledged: 0 });
});

test('the same event under another message id is one alert', async () => {
  const running = await server();
  const { sink, kept, until } = stay(running);
  await until('online');
  await running.publish(event(1));
  await running.publish(event(1), { again: true });
  await running.publish(event(2));
  await sink.until(() => kept.deliveries.size === 2);
  expect(kept.alerts.size).toBe(2);
});

test('a whole group is one subject, and its alerts say of which wallet they are', async () => {
  const running = await server();
  const { sink, kept, until, road } = stay(running, nothingKept(), { walletId: '*', groupId: 'g1' });
  await until('online');
  expect(road.topics()[0]?.topic).toBe('nats:cloudapi.aries.events.g1.*');
  await running.publish({ ...event(1, 'w1'), group_id: 'g1' });
  await running.publish({ ...event(2, 'w2'), group_id: 'g2' });
  await running.publish({ ...event(3, 'w3'), group_id: 'g1' });
  await sink.until(() => kept.deliveries.size === 2);
  expect([...kept.alerts.values()].map(({ account }) => account)).toEqual(['w1', 'w3']);
});

test.each(['user', 'token', 'creds'] as const)('%s lets us in, and a wrong one is forbidden', async (auth) => {
  const running = await server({ auth });
  const well = stay(running);
  await well.until('online');
  const wrong = stay(running, nothingKept(), { secret: running.wrong.secret ?? '' });
  await wrong.until('ended');
  expect(wrong.ended).toMatchObject([{ code: 'forbidden' }]);
  await wrong.road.end();
  expect(wrong.clock.pending()).toBe(0);
});

test('over TLS the given authority is trusted; without it the certificate is offered for consent', async () => {
  const running = await server({ tls: true });
  const well = stay(running);
  await well.until('online');
  const stranger = stay({ ...running, url: running.url, ca: undefined });
  await stranger.until('ended');
  expect(stranger.ended).toMatchObject([{ code: 'certificate-unknown' }]);
  const pin = stranger.ended[0]?.fingerprint ?? '';
  const agreed = stay({ ...running, url: running.url, ca: undefined }, nothingKept(), { pin });
  await agreed.until('online');
});

test('a missing stream is said', async () => {
  const running = await server({ stream: false });
  const { until, ended } = stay(running);
  await until('ended');
  expect(ended).toMatchObject([{ code: 'stream-missing' }]);
});

test('who may create no durable consumer has an ordered one, from the place that is known here', async () => {
  const durable = durableName('c1', subjectOf({ walletId: 'w1' }));
  const deny = ['$JS.API.CONSUMER.DURABLE.CREATE.>', `$JS.API.CONSUMER.CREATE.cloudapi_aries_events.${durable}.>`, '$JS.ACK.>'];
  const running = await server({ auth: 'user', permissions: { publish: { deny } } });
  await running.publish(event(0));
  const first = stay(running);
  await first.until('online');
  await first.road.end();
  await running.publishAll(events(1, 300));
  const second = stay(running, first.kept);
  await second.until('online');
  expect(second.said).toEqual(['catching-up', 'online']);
  await running.publish(event(300));
  await second.sink.until(() => second.kept.deliveries.size === 300);
  expect(proofs(second.kept)).toEqual(names(1, 301));
  expect(second.kept.watermarks['nats-sequence']).toMatch(/^301@/);
  expect([...second.kept.alerts.values()].at(-1)).toMatchObject({ road: 'live' });
});

test('with an ordered consumer what the journal refuses is tried again here', async () => {
  const durable = durableName('c1', subjectOf({ walletId: 'w1' }));
  const deny = ['$JS.API.CONSUMER.DURABLE.CREATE.>', `$JS.API.CONSUMER.CREATE.cloudapi_aries_events.${durable}.>`];
  const running = await server({ auth: 'user', permissions: { publish: { deny } } });
  const { clock, sink, kept, until } = stay(running);
  await until('online');
  let refused = 0;
  sink.beforeWrite = () => {
    if (refused++ < 2) throw new Error('disk full');
  };
  await running.publish(event(1));
  await eventually(() => refused === 1 && clock.pending() === 2);
  await clock.advance(1_000);
  await eventually(() => refused === 2 && clock.pending() === 2);
  await clock.advance(1_000);
  await sink.until(() => kept.deliveries.size === 1);
  expect(refused).toBe(3);
});

test.each(['no-consumers', 'subscribe-only'] as const)('with %s events are had as they come, and gaps are said', async (permissions) => {
  const running = await server({ auth: 'user', permissions });
  const first = stay(running);
  await first.until('gaps-possible');
  await running.publish(event(1));
  await first.sink.until(() => first.kept.deliveries.size === 1);
  await first.clock.advance(20_000);
  await first.road.end();
  const second = stay(running, first.kept);
  second.clock.jump(3_600_000);
  await second.until('gaps-possible');
  await running.publish(event(2));
  await second.sink.until(() => second.kept.deliveries.size === 3);
  expect([...second.kept.alerts.values()].map(({ kind }) => kind)).toEqual(['proof', 'gap', 'proof']);
});

test('who may not even subscribe is told so', async () => {
  const running = await server({ auth: 'user', permissions: 'nothing' });
  const { until, ended } = stay(running);
  await until('ended');
  expect(ended).toMatchObject([{ code: 'not-permitted' }]);
});

test('a server that stays connected and says nothing is found out, at once after a wake', async () => {
  const running = await server();
  const { clock, until, ended, road } = stay(running);
  await until('online');
  await running.freeze();
  road.wake();
  await clock.advance(10_000);
  await until('ended');
  expect(ended).toMatchObject([{ code: 'silent' }]);
  running.thaw();
  await road.end();
  expect(clock.pending()).toBe(0);
});

test('a road that is ended while it is being opened says nothing more, and leaves nothing', async () => {
  const running = await server();
  const { clock, said, road } = stay(running);
  await road.end();
  expect([said, clock.pending()]).toEqual([[], 0]);
});

test('who may make a durable consumer and not look at it loses nothing', async () => {
  const running = await server({ auth: 'user', permissions: { publish: { deny: ['$JS.API.CONSUMER.INFO.>'] } } });
  const first = stay(running);
  await first.until('online');
  await running.publish(event(0));
  await first.sink.until(() => first.kept.deliveries.size === 1);
  await first.road.end();
  await running.publishAll(events(1, 20));
  const second = stay(running, first.kept);
  await eventually(() => second.said.includes('online') || second.said.includes('ended'));
  expect(second.ended).toEqual([]);
  await second.sink.until(() => second.kept.deliveries.size === 20);
  expect(proofs(second.kept)).toEqual(names(0, 20));
});

test('what cannot be read holds nothing back, though what came with it could not be kept at first', async () => {
  const running = await server();
  await running.publish(event(0));
  const first = stay(running);
  await first.until('online');
  await first.road.end();
  await running.publish({ ...event(1), topic: '' });
  await running.publish(event(2));
  const { sink, kept } = stay(running, first.kept);
  let refused = 0;
  sink.beforeWrite = ({ items }) => {
    if (items.length > 0 && refused++ < 1) throw new Error('disk full');
  };
  await sink.until(() => kept.deliveries.size === 1);
  await eventually(() => kept.watermarks['nats-sequence']?.startsWith('3@') === true);
  expect(proofs(kept)).toEqual(['p2']);
});

test('a connection that was there for long counts, though nothing came', async () => {
  const running = await server();
  const it = stay(running);
  await it.until('online');
  await it.clock.advance(10_000);
  expect(it.alive()).toBe(0);
  for (let minute = 0; minute < 6; minute++) {
    const sent = it.clock.elapsed();
    await it.clock.advance(10_000);
    expect(it.clock.elapsed()).toBeGreaterThan(sent);
    // The server takes one after the other: once it answered this, it has answered a ping of ours that went before.
    await running.messages();
    await settle();
  }
  await running.down();
  await it.until('ended');
  expect(it.alive()).toBe(1);
});

test('what the stream forgot while we were away is told as a gap, and what it forgot before is not', async () => {
  const running = await server();
  const first = stay(running);
  first.clock.jump(Date.now() - first.clock.now() - 3_600_000);
  await first.until('online');
  await running.publish(event(0));
  await first.sink.until(() => first.kept.deliveries.size === 1);
  await first.road.end();
  await running.publishAll([event(1), event(2, 'w2'), event(3)]);
  await running.purgeBelow(4);
  const second = stay(running, first.kept);
  second.clock.jump(Date.now() - second.clock.now());
  await second.sink.until(() => second.kept.deliveries.size === 3);
  expect([...second.kept.alerts.values()].map(({ kind }) => kind)).toEqual(['proof', 'gap', 'proof']);
  await second.road.end();
  const third = stay(running, second.kept);
  third.clock.jump(Date.now() - third.clock.now());
  await third.until('online');
  await running.publish(event(4));
  await third.sink.until(() => third.kept.deliveries.size === 4);
  expect([...third.kept.alerts.values()].filter(({ kind }) => kind === 'gap')).toHaveLength(1);
});
