import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestClock, eventually, testClock } from '../../clock.ts';
import { type Reading, read } from './client.ts';
import { type Cloud, type CloudOptions, startCloud } from './cloud.ts';
import { cloudEvent } from './events.ts';

const STANDING = { topic: 'proofs', field: 'state', fieldId: 'request-received', state: 'request-received' };

let clock: TestClock;
let cloud: Cloud;
const others: Cloud[] = [];

beforeEach(async () => {
  clock = testClock();
  cloud = await startCloud({ now: clock.now, after: clock.after });
});
afterEach(async () => {
  for (const one of [cloud, ...others.splice(0)]) await one.close();
});

async function another(options: CloudOptions): Promise<Cloud> {
  const one = await startCloud({ now: clock.now, after: clock.after, ...options });
  others.push(one);
  return one;
}

function watch(watched: Partial<Parameters<Cloud['watchPath']>[0]> = {}, key = cloud.apiKey, root?: string): Promise<Reading> {
  return read(cloud.url + cloud.watchPath({ ...STANDING, ...watched }, root), { 'x-api-key': key });
}

test('a standing watch gets the proof request that arrives, and then a clean end', async () => {
  const reading = await watch();
  expect(reading.status).toBe(200);
  expect(reading.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  const proof = cloud.proof();
  expect(await reading.ended).toBe('end');
  expect(reading.text).toBe(`data: ${JSON.stringify(proof.event)}\n\n`);
});

test('at most one event: the next watch gets the first again, and the second with a look-back that leaves the first out', async () => {
  const reading = await watch();
  const first = cloud.proof();
  await clock.advance(1_500);
  const second = cloud.proof();
  await reading.ended;
  expect(reading.events()).toEqual([first.event]);
  const again = await watch({ lookBack: 60 });
  await again.ended;
  expect(again.events()).toEqual([first.event]);
  const next = await watch({ lookBack: 1 });
  await next.ended;
  expect(next.events()).toEqual([second.event]);
});

test('look-back gives the oldest match of as many seconds, the same for the same address, until it ages out', async () => {
  const first = cloud.proof();
  await clock.advance(30_000);
  const second = cloud.proof();
  for (const lookBack of [60, 0, undefined, 30]) {
    const reading = await watch(lookBack === undefined ? {} : { lookBack });
    await reading.ended;
    expect(reading.events()).toEqual([first.event]);
  }
  const shorter = await watch({ lookBack: 29 });
  await shorter.ended;
  expect(shorter.events()).toEqual([second.event]);
  await clock.advance(30_001);
  const later = await watch({ lookBack: 600 });
  await later.ended;
  expect(later.events()).toEqual([second.event]);
});

test('a ping comes every 15 s, and after 30.2 s the body just ends', async () => {
  const reading = await watch();
  await clock.advance(15_000);
  await reading.until(': ping - 2026-03-01 12:00:15.000000+00:00\n\n');
  await clock.advance(15_200);
  expect(await reading.ended).toBe('end');
  expect(reading.text.match(/^: ping - /gm)).toHaveLength(2);
  expect(reading.events()).toEqual([]);
  expect(clock.pending()).toBe(0);
});

test('without timers only the test pings and ends', async () => {
  const plain = await startCloud();
  others.push(plain);
  const reading = await read(plain.url + plain.watchPath(STANDING), { 'x-api-key': plain.apiKey });
  plain.ping();
  await reading.until(': ping - ');
  plain.timeOut();
  expect(await reading.ended).toBe('end');
});

test.each([
  ['another state', { state: 'done', fieldId: 'done' }],
  ['another topic', { topic: 'credentials' }],
  ['another value of the field', { field: 'proof_id', fieldId: 'v2-unknown' }],
  ['a field that is not there', { field: 'nonsense' }],
  ['a value that is no string', { field: 'verified', fieldId: 'null' }],
  ['another group', { groupId: 'friends' }],
])('a watch for %s hears nothing', async (_name, watched) => {
  const reading = await watch(watched);
  cloud.proof();
  cloud.timeOut();
  await reading.ended;
  expect(reading.text).toBe('');
});

test('a known entity is found by any top-level key, with spaces, dots and colons in its value', async () => {
  const label = 'Faber: College & Co. – Zürich';
  const reading = await watch({ topic: 'connections', field: 'their_label', fieldId: label, state: 'completed' });
  const connection = cloud.connection({ payload: { their_label: label } });
  await reading.ended;
  expect(reading.events()).toEqual([connection.event]);
});

test('basic-message is heard, and the plural of the document never', async () => {
  const states = { field: 'state', fieldId: 'received', state: 'received' };
  const plural = await watch({ topic: 'basic-messages', ...states });
  const singular = await watch({ topic: 'basic-message', ...states });
  const message = cloud.message({ payload: { content: 'Good morning' } });
  await singular.ended;
  cloud.timeOut();
  await plural.ended;
  expect(singular.events()).toEqual([message.event]);
  expect(plural.text).toBe('');
  expect(() => cloud.tell(cloudEvent({ topic: 'basic-messages' }))).toThrow('publishes basic-message');
});

test('a tenant-admin sees any wallet, all with *, and with group_id only the group', async () => {
  const admin = cloud.keys.tenantAdmin;
  const all = await watch({ walletId: '*' }, admin, 'tenant-admin');
  const group = await watch({ walletId: '*', groupId: 'friends' }, admin, 'tenant-admin');
  const outside = cloud.proof({ walletId: 'elsewhere' });
  await all.ended;
  expect(all.events()).toEqual([outside.event]);
  const inside = cloud.proof({ walletId: 'elsewhere', groupId: 'friends' });
  await group.ended;
  expect(group.events()).toEqual([inside.event]);
});

test('group_id as a tenant: the own wallet within the group', async () => {
  const reading = await watch({ groupId: 'friends' });
  cloud.proof();
  const inside = cloud.proof({ groupId: 'friends' });
  await reading.ended;
  expect(reading.events()).toEqual([inside.event]);
});

test('white space in what becomes a subject breaks the watches of everybody', async () => {
  const innocent = await watch();
  const guilty = await watch({ groupId: 'my friends' });
  expect(guilty.status).toBe(200);
  expect(await guilty.ended).toBe('cut');
  expect(await innocent.ended).toBe('cut');
});

test('an answer of Waypoint itself comes as a JSON line in a 200 stream', async () => {
  const reading = await watch({ fieldId: 'what?' });
  expect(reading.status).toBe(200);
  expect(await reading.ended).toBe('end');
  expect(reading.text).toBe('{"detail":"Not Found"}\n');
});

test('with CRLF the event comes as at Waypoint itself, in one piece', async () => {
  const direct = await another({ newline: '\r\n' });
  const reading = await read(direct.url + direct.watchPath(STANDING), { 'x-api-key': direct.apiKey });
  const proof = direct.proof();
  await reading.ended;
  expect(reading.text).toBe(`data: ${JSON.stringify(proof.event)}\r\n\r\n`);
  expect(reading.headers['cache-control']).toBe('no-store');
});

test('a record that nobody is told of is for REST alone', async () => {
  const reading = await watch();
  cloud.proof({ live: false });
  cloud.timeOut();
  await reading.ended;
  expect(reading.text).toBe('');
  const again = await watch();
  cloud.timeOut();
  expect(await again.ended).toBe('end');
  expect(again.text).toBe('');
});

test('a proof moves through its states, each told with the time of the move', async () => {
  const proof = cloud.proof({ payload: { role: 'verifier' }, state: 'request-sent' });
  await clock.advance(1_000);
  const done = await watch({ field: 'proof_id', fieldId: proof.id, state: 'done' });
  proof.move('done', { verified: true });
  await done.ended;
  expect(done.events()).toEqual([proof.event]);
  expect(proof.event.payload).toMatchObject({ state: 'done', verified: true, updated_at: '2026-03-01T12:00:01.000000Z' });
  expect(proof.told.map(({ payload }) => payload['state'])).toEqual(['request-sent', 'done']);
});

test('a client that leaves is gone from the open streams', async () => {
  const reading = await watch();
  await cloud.watching('/proofs/');
  expect(cloud.streams).toHaveLength(1);
  const end = cloud.nextEnd();
  reading.leave();
  expect((await end).ended).toBe('client');
  expect(cloud.streams).toHaveLength(0);
  await eventually(() => clock.pending() === 0);
});

test('a watch that waits is told from one that was answered at once', async () => {
  cloud.proof();
  const waiting = cloud.watching('/proofs/');
  await (await watch({ lookBack: 60 })).ended;
  await clock.advance(2_000);
  const reading = await watch({ lookBack: 1 });
  expect((await waiting).watched.lookBack).toBe(1);
  reading.leave();
});

test('the deployment may have a prefix, and the roots may be missing', async () => {
  const deployed = await another({ prefix: '/cloud' });
  expect(deployed.watchPath(STANDING)).toMatch(/^\/cloud\/tenant\/v1\/sse\//);
  for (const root of ['tenant', '']) {
    const reading = await read(deployed.url + deployed.watchPath(STANDING, root), { 'x-api-key': deployed.apiKey });
    expect(reading.status).toBe(200);
    reading.leave();
  }
  const outside = await read(`${deployed.url}/tenant/v1/sse/a/b/c/d/e`, { 'x-api-key': deployed.apiKey });
  expect(outside.status).toBe(404);
});

test('over TLS it is the same', async () => {
  const secure = await another({ tls: 'self-signed' });
  expect(secure.fingerprint256).toMatch(/^[0-9A-F]{2}:/);
  const reading = await read(secure.url + secure.watchPath(STANDING), { 'x-api-key': secure.apiKey });
  const proof = secure.proof();
  await reading.ended;
  expect(reading.events()).toEqual([proof.event]);
});
