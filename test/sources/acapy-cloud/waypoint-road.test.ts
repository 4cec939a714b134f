import { expect, test } from 'vitest';
import type { Watch } from '../../../src/shared/connection.ts';
import { keyOf } from '../../../src/sources/acapy-cloud/keys.ts';
import { nameOf } from '../../../src/sources/acapy-cloud/watch.ts';
import { eventually, testClock } from '../../clock.ts';
import type { Entity } from '../../servers/acapy-cloud/domain.ts';
import { aCloud, aSource, CONNECTIONS, MESSAGES, OFFERS, PROOFS, standing } from './with-cloud.ts';

function keyFor({ event }: Entity): string {
  return keyOf({ walletId: event.wallet_id, topic: event.topic, payload: event.payload });
}

const TWENTY: Watch[] = [
  ...['request-received', 'done', 'abandoned', 'presentation-sent', 'deleted'].map((state) => standing('proofs', state)),
  ...['offer-received', 'done', 'abandoned', 'credential-revoked', 'request-received'].map((state) => standing('credentials', state)),
  ...['completed', 'abandoned', 'request-received', 'response-sent', 'deleted'].map((state) => standing('connections', state)),
  ...['received'].map((state) => standing('basic-message', state)),
  ...['request-received', 'transaction-acked'].map((state) => standing('endorsements', state)),
  ...['issued', 'revoked'].map((state) => standing('issuer_cred_rev', state)),
];

test('twenty standing watches on one connection: started one after the other, each with its own state, and none keeps another from its event', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: TWENTY });
  await it.online();
  await cloud.idle();
  const lists = () => cloud.requests.filter(({ kind }) => kind === 'rest').length;
  const asked = lists();
  expect(cloud.streams).toHaveLength(1);
  for (let watch = 1; watch < TWENTY.length; watch++) {
    await clock.advance(100);
    await eventually(() => cloud.streams.length === watch + 1);
  }
  expect(it.source.topics?.()).toEqual(TWENTY.map((watch) => ({ topic: nameOf(watch), phase: 'joined' })));
  const told = [cloud.proof(), cloud.credential(), cloud.connection(), cloud.message(), cloud.endorsement(), cloud.revokedCredential()].map(keyFor);
  await it.sink.until(() => told.every((key) => it.keys().includes(key)));
  expect(it.source.state()).toMatchObject({ phase: 'online' });
  await cloud.idle();
  // A watch that opens for the first time looks back; only one that comes back may have missed something. Names are asked for besides.
  expect(lists() - asked).toBeLessThanOrEqual(told.length);
});

test('one watch that fails is away by itself; the others go on, and the connection says so', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [PROOFS, MESSAGES] });
  cloud.faults.failNext(500, '', 'basic-message');
  await it.online();
  await clock.advance(100);
  await it.sink.until(() => it.trouble() === 'topics-refused');
  expect(it.source.topics?.().map(({ phase }) => phase)).toEqual(['joined', 'errored']);
  const key = keyFor(cloud.proof());
  await it.sink.until(() => it.keys().includes(key));
  await clock.advance(2_000);
  await it.sink.until(() => it.trouble() === undefined);
});

test('a watch that the server calls bad is left alone, and the others go on', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [PROOFS, MESSAGES] });
  cloud.faults.failNext(422, '{"detail":[{"msg":"bad"}]}', 'basic-message', 5);
  await it.online();
  await clock.advance(100);
  await it.sink.until(() => it.source.topics?.()[1]?.phase === 'invalid');
  expect(it.source.state().phase).toBe('online');
  expect(it.source.topics?.()[0]?.phase).toBe('joined');
});

test('a watch for one thing ends once it came, and stays ended after a restart', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const proof = cloud.proof({ live: false });
  const one: Watch = { topic: 'proofs', field: 'proof_id', fieldId: proof.id, state: 'done' };
  const it = aSource(cloud, clock, { watches: [one] });
  await it.online();
  proof.move('done', { verified: true });
  await it.sink.until(() => it.keys().includes(keyFor(proof)));
  await eventually(() => cloud.streams.length === 0);
  expect(it.source.topics?.()).toEqual([{ topic: nameOf(one), phase: 'leaving' }]);
  expect(it.source.state().phase).toBe('online');
  await it.stop();
  const asked = cloud.requests.length;
  const again = aSource(cloud, clock, { watches: [one], kept: it.sink.kept });
  await again.online();
  expect(cloud.requests).toHaveLength(asked);
});

test('what a stream did not say is found by REST within five minutes', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [PROOFS, OFFERS, CONNECTIONS] });
  await it.online();
  await clock.advance(1_000);
  const missed = [cloud.proof({ live: false }), cloud.credential({ live: false }), cloud.connection({ live: false })].map(keyFor);
  const other = [cloud.proof({ live: false, state: 'done' }), cloud.proof({ live: false, payload: { role: 'verifier' } })].map(keyFor);
  for (let second = 0; second < 300; second += 15) {
    await clock.advance(15_000);
    await cloud.idle();
  }
  await it.sink.until(() => missed.every((key) => it.keys().includes(key)));
  expect(missed.map((key) => it.sink.kept.alerts.get(key)?.road)).toEqual(['catch-up', 'catch-up', 'catch-up']);
  expect(it.keys().filter((key) => other.includes(key))).toEqual([]);
});

test('a request to connect that a stream did not say is found too, though the list has another word for its state', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [standing('connections', 'request-received'), PROOFS] });
  const missed = [cloud.connection({ live: false, state: 'request-received' }), cloud.proof({ live: false })].map(keyFor);
  const other = keyFor(cloud.connection({ live: false, state: 'request-sent' }));
  await it.online();
  expect(it.trouble()).toBeUndefined();
  await it.sink.until(() => missed.every((key) => it.keys().includes(key)));
  expect(it.keys()).not.toContain(other);
});

test('a list that the server does not have costs the other lists nothing, and is said', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [standing('proofs', 'walnut'), OFFERS] });
  const missed = keyFor(cloud.credential({ live: false }));
  await it.online();
  await it.sink.until(() => it.keys().includes(missed));
  expect(it.trouble()).toBe('gaps-possible');
  expect(it.logged.filter((line) => line.includes('no such list'))).toHaveLength(1);
});

test('a long list is read page by page, to its end', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const missed = Array.from({ length: 600 }, () => keyFor(cloud.proof({ live: false })));
  await clock.advance(120_000);
  const it = aSource(cloud, clock, { watches: [PROOFS] });
  await it.online();
  expect(new Set(it.keys())).toEqual(new Set(missed));
  const pages = cloud.requests.filter(({ path }) => path.includes('/verifier/proofs'));
  expect(pages.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('offset'))).toEqual(['0', '250', '500']);
});

test('a list that is too long is not fetched for nothing again and again', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  cloud.faults.failNext(200, `[${'"x",'.repeat(6_000_000)}"x"]`, '/verifier/proofs', 5);
  const it = aSource(cloud, clock, { watches: [PROOFS] });
  await it.online();
  expect(it.trouble()).toBe('gaps-possible');
  expect(cloud.requests.filter(({ path }) => path.includes('/verifier/proofs'))).toHaveLength(1);
});

test('without a tenant key gaps are possible, and it says so', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { role: 'tenant-admin', secret: { apiKey: cloud.keys.tenantAdmin } });
  await it.online();
  expect(it.trouble()).toBe('gaps-possible');
  expect(cloud.requests.filter(({ kind }) => kind === 'rest')).toEqual([]);
});

test('with Waypoint down behind a 200 it is not online again before there is a sign of life', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  cloud.waypointDown();
  const it = aSource(cloud, clock, {});
  it.source.start();
  await it.sink.until(() => it.trouble() === 'waypoint-down' && it.source.state().phase === 'waiting');
  const before = it.sink.states.length;
  cloud.waypointUp();
  const stream = cloud.nextStream();
  await clock.advance(2_000);
  await stream;
  expect(it.sink.states.slice(before).map(({ phase }) => phase)).toEqual(['connecting']);
  cloud.ping();
  await it.sink.until(() => it.source.state().phase === 'online');
});

test('labels are looked up once a connection, and amend what was told', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const peer = cloud.connection({ payload: { their_label: 'Town hall' }, live: false });
  const it = aSource(cloud, clock, { watches: [MESSAGES, PROOFS] });
  await it.online();
  await clock.advance(100);
  await eventually(() => cloud.streams.length === 2);
  const keys = [cloud.message({ payload: { connection_id: peer.id } }), cloud.proof({ payload: { connection_id: peer.id } })].map(keyFor);
  await it.sink.until(() => keys.every((key) => it.sink.kept.alerts.get(key)?.actor?.name === 'Town hall'));
  expect(cloud.requests.filter(({ path }) => path.includes(`/connections/${peer.id}`))).toHaveLength(1);
});

test.each([
  ['a key without a role', 'nobody.x', 'unknown-role'],
  ['a header that is none', 'tenant.a b', 'unknown-role'],
] as const)('%s is told before anything is asked', async (_name, apiKey, code) => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { secret: { apiKey } });
  expect(await it.blocked()).toBe(code);
  expect(cloud.requests).toEqual([]);
});

test("another wallet's key is told before anything is asked", async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { secret: { apiKey: cloud.keys.tenant('another') } });
  expect(await it.blocked()).toBe('wrong-wallet');
  expect(cloud.requests).toEqual([]);
});

test('a key that was rotated while we were online blocks', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, {});
  await it.online();
  cloud.keys.refuse();
  cloud.timeOut();
  cloud.ping();
  it.source.wake();
  await it.sink.until(() => it.source.state().phase === 'blocked');
  expect(it.trouble()).toBe('wrong-wallet');
});

test('a secret that cannot be read asks to sign in again', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { secret: { apiKey: 7 as never } });
  expect(await it.blocked()).toBe('sign-in-again');
});

test('of messages there is no list: an absence longer than can be looked back over is told, a shorter one is not', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [MESSAGES] });
  await it.online();
  for (const [awayMs, gaps] of [
    [30_000, 0],
    [600_000, 1],
  ] as const) {
    cloud.ping();
    await eventually(() => it.sink.kept.watermarks['waypoint-alive'] !== undefined);
    cloud.ping();
    await it.stop();
    const since = clock.now();
    clock.jump(awayMs);
    await it.online();
    const before = it.sink.kept.batches.length;
    cloud.ping();
    await it.sink.until(() => it.sink.kept.batches.length > before);
    const alerts = [...it.sink.kept.alerts.values()].filter(({ kind }) => kind === 'gap');
    expect(alerts).toHaveLength(gaps);
    if (gaps === 1) expect(alerts[0]).toMatchObject({ since, occurredAt: clock.now() });
  }
});

test('of proofs there is a list, and so no gap', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const it = aSource(cloud, clock, { watches: [PROOFS] });
  await it.online();
  cloud.ping();
  await it.stop();
  clock.jump(600_000);
  const missed = keyFor(cloud.proof({ live: false }));
  await it.online();
  cloud.ping();
  await it.sink.until(() => it.keys().includes(missed));
  expect(it.keys()).toEqual([missed]);
});
