import { onTestFinished, expect, test } from 'vitest';
import type { CloudOptions, CloudSecret, ConnectionDraft, TestResult } from '../../../src/shared/connection.ts';
import { probe } from '../../../src/sources/acapy-cloud/probe.ts';
import { nameOf } from '../../../src/sources/acapy-cloud/watch.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { eventually, type TestClock, testClock } from '../../clock.ts';
import type { Cloud } from '../../servers/acapy-cloud/cloud.ts';
import { type Nats, type NatsOptions, startNats } from '../../servers/nats/server.ts';
import { aCloud, MESSAGES, OFFERS, PROOFS } from './with-cloud.ts';

interface Asked {
  options?: Partial<CloudOptions>;
  secret?: CloudSecret;
}

/** Tests what was typed; what does not end a stream at once is open after a second. */
async function ask(cloud: Cloud, clock: TestClock, { options = {}, secret }: Asked = {}): Promise<TestResult> {
  const network = createNetwork(clock);
  const draft: ConnectionDraft = {
    system: 'acapy-cloud',
    name: 'Cloud',
    url: cloud.url,
    auth: 'cloud',
    cloud: { walletId: cloud.walletId, waypoint: { role: 'tenant', watches: [PROOFS] }, ...options },
    secret: JSON.stringify(secret ?? { apiKey: cloud.apiKey }),
  };
  try {
    return await probe(draft, undefined, { network, clock });
  } finally {
    network.close();
  }
}

async function aNats(options: NatsOptions = {}): Promise<Nats> {
  const nats = await startNats(options);
  onTestFinished(() => nats.close());
  return nats;
}

test('a watch that stays open for a second is well, and lists can be had with a tenant key', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const result = ask(cloud, clock);
  await cloud.nextStream();
  await eventually(() => cloud.requests.length === 2);
  await cloud.idle();
  await clock.advance(1_000);
  expect(await result).toEqual({
    ok: true,
    identity: `acapy-cloud:${cloud.walletId}`,
    listed: true,
    topics: [{ topic: nameOf(PROOFS), phase: 'joined' }],
  });
  await eventually(() => cloud.streams.length === 0);
  expect(clock.pending()).toBe(0);
  expect(cloud.requests.some(({ path }) => path.includes('look_back=1'))).toBe(true);
});

test('a watch that has something to say is well at once', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  cloud.proof();
  expect(await ask(cloud, clock)).toMatchObject({ ok: true });
});

test('each watch is tried, and told of by itself', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  cloud.faults.failNext(422, '{"detail":[]}', 'credentials/');
  cloud.faults.failNext(503, '', 'basic-message/');
  const watches = [PROOFS, OFFERS, MESSAGES];
  const result = ask(cloud, clock, { options: { waypoint: { role: 'tenant', watches } } });
  for (let count = 1; count <= watches.length; count++) {
    await eventually(() => cloud.requests.filter(({ path }) => path.includes('/sse/')).length === count);
    await cloud.idle();
    await clock.advance(100);
  }
  await clock.advance(1_000);
  expect(await result).toMatchObject({
    ok: true,
    topics: [
      { topic: nameOf(PROOFS), phase: 'joined' },
      { topic: nameOf(OFFERS), phase: 'invalid' },
      { topic: nameOf(MESSAGES), phase: 'errored' },
    ],
  });
  expect(clock.pending()).toBe(0);
});

test('an admin has no lists', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  cloud.message();
  const options: Partial<CloudOptions> = { waypoint: { role: 'tenant-admin', watches: [MESSAGES] } };
  expect(await ask(cloud, clock, { options, secret: { apiKey: cloud.keys.tenantAdmin } })).toMatchObject({ ok: true, listed: false });
});

const FAULTS: [string, (cloud: Cloud) => void, string][] = [
  ['a rotated key', (cloud) => void cloud.keys.refuse(), 'wrong-wallet'],
  ['Waypoint down behind a 200', (cloud) => cloud.waypointDown(), 'waypoint-down'],
  ['an error of the server behind', (cloud) => cloud.faults.upstreamError('Bad', 'sse'), 'server-error'],
  ['no such path', (cloud) => cloud.faults.failNext(404, '{"detail":"Not Found"}', 'sse'), 'wrong-path'],
  ['a bad part', (cloud) => cloud.faults.failNext(422, '{"detail":[]}', 'sse'), 'bad-watch'],
];
test.each(FAULTS)('%s is told', async (_name, fault, code) => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  fault(cloud);
  expect(await ask(cloud, clock)).toMatchObject({ ok: false, trouble: { code } });
  expect(clock.pending()).toBe(0);
});

test('a server that says nothing is told after ten seconds', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const held = cloud.faults.hold();
  const result = ask(cloud, clock);
  await held.arrived;
  await clock.advance(10_000);
  expect(await result).toMatchObject({ ok: false, trouble: { code: 'timeout' } });
  held.release();
});

test('NATS is tried too: what is missed can be had, and no consumer is left there', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const nats = await aNats({ auth: 'user' });
  const options: Partial<CloudOptions> = {
    waypoint: undefined as never,
    nats: { url: nats.url, auth: 'user', username: nats.user.username ?? '' },
  };
  expect(await ask(cloud, clock, { options, secret: { nats: nats.user.secret ?? '' } })).toEqual({
    ok: true,
    identity: `acapy-cloud:${cloud.walletId}`,
    listed: true,
    topics: [{ topic: `nats:cloudapi.aries.events.*.${cloud.walletId}`, phase: 'joined' }],
  });
  await eventually(() => clock.pending() === 0);
  expect(await nats.consumers()).toEqual([]);
  expect(await ask(cloud, clock, { options, secret: { nats: nats.wrong.secret ?? '' } })).toMatchObject({ ok: false, trouble: { code: 'forbidden' } });
});

test('a NATS server without the stream is told', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const nats = await aNats({ stream: false });
  const options: Partial<CloudOptions> = { waypoint: undefined as never, nats: { url: nats.url, auth: 'none' } };
  expect(await ask(cloud, clock, { options })).toMatchObject({ ok: false, trouble: { code: 'stream-missing' } });
});
