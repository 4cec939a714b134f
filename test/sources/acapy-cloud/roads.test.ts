import { onTestFinished, expect, test } from 'vitest';
import type { CloudOptions } from '../../../src/shared/connection.ts';
import { keyOf } from '../../../src/sources/acapy-cloud/keys.ts';
import { testClock } from '../../clock.ts';
import type { Entity } from '../../servers/acapy-cloud/domain.ts';
import { type Nats, type NatsOptions, startNats } from '../../servers/nats/server.ts';
import { aCloud, aSource, MESSAGES, PROOFS, type Running, type SourceOptions } from './with-cloud.ts';

function keyFor({ event }: Entity): string {
  return keyOf({ walletId: event.wallet_id, topic: event.topic, payload: event.payload });
}

async function aNats(options: NatsOptions = {}): Promise<Nats> {
  const nats = await startNats(options);
  onTestFinished(() => nats.close());
  return nats;
}

type NatsRoad = NonNullable<CloudOptions['nats']>;

/** A source with both roads, to a cloud and a NATS server that hears all that happens there. */
async function both(options: NatsOptions = {}, source: SourceOptions = {}): Promise<Running & { nats: Nats }> {
  const clock = testClock();
  const nats = await aNats(options);
  const cloud = await aCloud(clock);
  cloud.publishTo(nats);
  const road: NatsRoad = { url: nats.url, auth: 'none' };
  const it = aSource(cloud, clock, { watches: [MESSAGES], cloud: { nats: road }, ...source });
  return { ...it, nats };
}

test('with two roads NATS is used alone, so long as it is there', async () => {
  const it = await both();
  await it.online();
  const key = keyFor(it.cloud.message());
  await it.sink.until(() => it.keys().includes(key));
  expect(it.trouble()).toBeUndefined();
  expect(it.cloud.requests.filter(({ kind }) => kind === 'watch')).toEqual([]);
  expect(it.source.topics?.().map(({ topic, phase }) => [topic.replace(/:.*/, ''), phase])).toEqual([
    ['nats', 'joined'],
    ['waypoint', 'waiting'],
  ]);
});

test('while NATS is away Waypoint stands in, and says so; NATS comes back by itself, and brings nothing twice', async () => {
  const it = await both();
  await it.online();
  const first = keyFor(it.cloud.message());
  await it.sink.until(() => it.keys().includes(first));
  // Waypoint has forgotten the first by then. Pings go to another process, and need their time.
  for (let second = 0; second < 65; second += 5) {
    await it.clock.advance(5_000);
    await it.nats.messages();
  }
  await it.nats.kill();
  await it.sink.until(() => it.trouble() === 'on-the-other-road');
  expect(it.source.state().phase).toBe('online');
  const second = keyFor(it.cloud.message());
  await it.sink.until(() => it.keys().includes(second));
  await it.nats.up();
  const gone = it.cloud.nextEnd();
  await it.clock.advance(2_000);
  await it.sink.until(() => it.trouble() === undefined);
  await gone;
  const third = keyFor(it.cloud.message());
  await it.sink.until(() => it.keys().includes(third));
  expect(it.keys()).toEqual([first, second, third]);
  expect(it.cloud.streams).toEqual([]);
});

test('NATS down from the start: Waypoint at once', async () => {
  const it = await both();
  await it.nats.down();
  await it.online();
  expect(it.trouble()).toBe('on-the-other-road');
});

test('a NATS server that refuses us is left alone, and Waypoint stands in for good', async () => {
  const clock = testClock();
  const nats = await aNats({ auth: 'token' });
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, {
    watches: [MESSAGES],
    cloud: { nats: { url: nats.url, auth: 'token' } },
    secret: { apiKey: cloud.apiKey, nats: nats.wrong.secret ?? '' },
  });
  await it.online();
  expect(it.trouble()).toBe('on-the-other-road');
  const refusals = nats.log.filter((line) => /authentication error/i.test(line)).length;
  await clock.advance(600_000);
  expect(nats.log.filter((line) => /authentication error/i.test(line))).toHaveLength(refusals);
});

test('both away: it waits for both, and says what is wrong with NATS', async () => {
  const it = await both();
  await it.nats.down();
  await it.cloud.down();
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('refused');
  expect(it.clock.pending()).toBe(1);
});

test('a burst of a thousand over NATS arrives once each, in order', async () => {
  const clock = testClock();
  const nats = await aNats();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { cloud: { waypoint: undefined as never, nats: { url: nats.url, auth: 'none' } }, connection: { url: nats.url } });
  await it.online();
  const told = Array.from({ length: 1_000 }, () => cloud.message());
  await nats.publishAll(told.map(({ event }) => event));
  await it.sink.until(() => it.keys().length === 1_000);
  expect(it.keys()).toEqual(told.map(keyFor));
  expect([...it.sink.kept.deliveries.values()].every((times) => times === 1)).toBe(true);
});

test('kills of the server and of ourselves in the middle of a thousand lose nothing and double nothing', async () => {
  const clock = testClock();
  const nats = await aNats();
  const cloud = await aCloud(clock);
  cloud.publishTo(nats);
  const options: SourceOptions = { cloud: { waypoint: undefined as never, nats: { url: nats.url, auth: 'none' } }, connection: { url: nats.url } };
  const first = aSource(cloud, clock, options);
  await first.online();
  const { kept } = first.sink;
  const keys: string[] = [];
  const tell = (count: number): void => void Array.from({ length: count }, () => keys.push(keyFor(cloud.message())));
  tell(300);
  await first.sink.until(() => kept.alerts.size > 100);
  await first.stop();
  tell(300);
  await cloud.published();
  await nats.kill();
  await nats.up();
  const second = aSource(cloud, clock, { ...options, kept });
  await second.online();
  tell(400);
  await cloud.published();
  await second.sink.until(() => kept.alerts.size > 700);
  await nats.kill();
  await second.sink.until(() => second.source.state().phase === 'waiting');
  await nats.up();
  const state = second.source.state();
  await clock.advance(state.phase === 'waiting' ? state.retryAt - clock.now() : 0);
  await second.sink.until(() => kept.alerts.size === 1_000);
  expect([...kept.alerts.keys()].toSorted()).toEqual(keys.toSorted());
}, 90_000);

test('labels are looked up for what comes over NATS, where a tenant key is there', async () => {
  const it = await both({}, { watches: [PROOFS] });
  const peer = it.cloud.connection({ payload: { their_label: 'Bakery' }, live: false });
  await it.online();
  const key = keyFor(it.cloud.proof({ payload: { connection_id: peer.id } }));
  await it.sink.until(() => it.sink.kept.alerts.get(key)?.actor?.name !== undefined);
  expect(it.sink.kept.alerts.get(key)?.actor).toEqual({ id: peer.id, name: 'Bakery' });
});
