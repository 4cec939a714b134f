import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../clock.ts';
import { ask } from '../ask.ts';
import { type Reading, read } from './client.ts';
import { type Cloud, startCloud } from './cloud.ts';

const STANDING = { topic: 'proofs', field: 'state', fieldId: 'request-received', state: 'request-received' };
const LIST = '/tenant/v1/connections';

let clock: TestClock;
let cloud: Cloud;
beforeEach(async () => {
  clock = testClock();
  cloud = await startCloud({ now: clock.now, after: clock.after });
});
afterEach(() => cloud.close());

const watch = (): Promise<Reading> => read(cloud.url + cloud.watchPath(STANDING), { 'x-api-key': cloud.apiKey });
const list = () => ask(cloud.url + LIST, { headers: { 'x-api-key': cloud.apiKey } });

test('with Waypoint down there is a 200, and then the connection goes; open streams go too, and REST stays', async () => {
  const before = await watch();
  cloud.waypointDown();
  expect(await before.ended).toBe('cut');
  const during = await watch();
  expect(during.status).toBe(200);
  expect(await during.ended).toBe('cut');
  expect(during.text).toBe('');
  expect((await list()).status).toBe(200);
  cloud.waypointUp();
  const after = await watch();
  const proof = cloud.proof();
  expect(await after.ended).toBe('end');
  expect(after.events()).toEqual([proof.event]);
});

test('a held request waits for its release, and others do not', async () => {
  const hold = cloud.faults.hold('/proofs/');
  let opened = false;
  const reading = watch().then((one) => {
    opened = true;
    return one;
  });
  await hold.arrived;
  expect((await list()).status).toBe(200);
  expect(opened).toBe(false);
  hold.release();
  expect((await reading).status).toBe(200);
});

test('a slow answer comes after its time', async () => {
  cloud.faults.slow(5_000, LIST);
  const arrived = cloud.nextRequest(LIST);
  const answer = list();
  await arrived;
  await clock.advance(4_999);
  expect(cloud.attempts).toHaveLength(0);
  await clock.advance(1);
  expect((await answer).status).toBe(200);
  const untimed = await startCloud();
  expect(() => untimed.faults.slow(1)).toThrow('has no timers');
  await untimed.close();
});

test('a connection may be lost at once, or after the headers', async () => {
  cloud.faults.drop();
  await expect(watch()).rejects.toThrow(/hang up|ECONNRESET/);
  cloud.faults.drop(/sse/, { when: 'after-headers' });
  const reading = await watch();
  expect(await reading.ended).toBe('cut');
  expect((await watch()).status).toBe(200);
});

test.each(['fin', 'reset'] as const)('an open stream may be cut by %s', async (how) => {
  const reading = await watch();
  const end = cloud.nextEnd();
  cloud.drop(/sse/, how);
  expect(await reading.ended).toBe('cut');
  expect((await end).ended).toBe('cut');
});

test('a half-open stream gets headers and not one byte more, whatever happens', async () => {
  const end = cloud.faults.halfOpen('/proofs/');
  const reading = await watch();
  cloud.proof();
  await clock.advance(60_000);
  cloud.timeOut();
  await cloud.idle();
  expect(reading.text).toBe('');
  expect(cloud.streams).toMatchObject([{ silent: true, ended: undefined }]);
  end();
  const next = await watch();
  await next.until('data: ');
});

test('a half-open request may get not even headers', async () => {
  cloud.faults.halfOpen(/^/, { headers: false });
  const request = cloud.nextRequest();
  const never = watch();
  await request;
  await clock.advance(60_000);
  expect(cloud.attempts).toMatchObject([{ status: 0 }]);
  await cloud.down();
  await expect(never).rejects.toThrow(/hang up|ECONNRESET/);
});

test('an open stream may fall silent', async () => {
  const reading = await watch();
  await clock.advance(15_000);
  await reading.until(': ping');
  cloud.silence();
  const { length } = reading.text;
  await clock.advance(60_000);
  cloud.proof();
  await cloud.idle();
  expect(reading.text).toHaveLength(length);
});

test('a status of choice, once', async () => {
  cloud.faults.failNext(503, 'upstream connect error');
  const { status, text } = await list();
  expect([status, text]).toEqual([503, 'upstream connect error']);
  expect((await list()).status).toBe(200);
});

test('garbage and errors of Waypoint come in a 200 stream with a clean end, and never in a list', async () => {
  cloud.faults.answerStream('data: {"half\n\nretry: soon\n\u0000\n\n');
  cloud.faults.upstreamError('Service Unavailable');
  expect((await list()).json()).toBeInstanceOf(Array);
  const garbage = await watch();
  expect(await garbage.ended).toBe('end');
  expect(garbage.text).toBe('data: {"half\n\nretry: soon\n\u0000\n\n');
  const error = await watch();
  expect(await error.ended).toBe('end');
  expect(error.text).toBe('{"detail":"Service Unavailable"}\n');
});

test('text of choice and huge events go into an open stream', async () => {
  const reading = await watch();
  cloud.write('event: odd\nid: 7\n');
  cloud.writeHuge(2_000_000);
  await reading.until('event: odd\nid: 7\n');
  await reading.until('"}}\n\n');
  expect(reading.text.length).toBeGreaterThan(2_000_000);
  expect(cloud.streams).toHaveLength(1);
});

test('an event in pieces is the same event, also where a piece ends in the middle of a letter', async () => {
  cloud.faults.inPieces(400);
  const reading = await watch();
  const message = cloud.proof({ payload: { error_msg: 'Zürich – ✓' } });
  expect(await reading.ended).toBe('end');
  expect(reading.chunks.length).toBeGreaterThan(1);
  expect(reading.events()).toEqual([message.event]);
});

test('pieces may come with time between them', async () => {
  cloud.faults.inPieces(2, 1_000);
  const reading = await watch();
  const proof = cloud.proof();
  await reading.until('data: ');
  expect(reading.text).not.toContain('\n\n');
  await clock.advance(1_000);
  expect(await reading.ended).toBe('end');
  expect(reading.events()).toEqual([proof.event]);
});

test('an event may be lost live, and still be had by look-back', async () => {
  const reading = await watch();
  cloud.faults.loseLive();
  const lost = cloud.proof();
  const heard = cloud.proof();
  await reading.ended;
  expect(reading.events()).toEqual([heard.event]);
  const again = await watch();
  await again.ended;
  expect(again.events()).toEqual([lost.event]);
});

test('down and up again on the same port', async () => {
  const reading = await watch();
  await cloud.down();
  expect(await reading.ended).toBe('cut');
  await expect(list()).rejects.toThrow(/ECONNREFUSED/);
  await cloud.up();
  expect((await list()).status).toBe(200);
});

test('all faults end together', async () => {
  const hold = cloud.faults.hold();
  cloud.faults.failNext(500);
  const answer = list();
  await hold.arrived;
  cloud.faults.clear();
  expect((await answer).status).toBe(200);
});

test('what was asked and answered is in the log', async () => {
  await list();
  await read(cloud.url + cloud.watchPath(STANDING));
  expect(cloud.requests).toMatchObject([
    { kind: 'rest', path: LIST, apiKey: cloud.apiKey, at: clock.now() },
    { kind: 'watch', apiKey: undefined },
  ]);
  expect(cloud.attempts).toMatchObject([{ status: 200 }, { status: 403 }]);
});
