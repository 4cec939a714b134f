import { expect, test } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import type { TestClock } from '../../clock.ts';
import type { Kept } from '../../contract/recording-sink.ts';
import type { Doshii, DoshiiOptions } from '../../servers/doshii/doshii.ts';
import { aDoshii, aSource, type SourceOptions, testClock } from './with-doshii.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function aStay(doshii: Doshii, clock: TestClock, options: SourceOptions = {}): Promise<Kept> {
  const it = aSource(doshii, clock, options);
  await it.online();
  await it.stop();
  return it.sink.kept;
}

async function begun(options: DoshiiOptions = {}): Promise<{ clock: TestClock; doshii: Doshii; kept: Kept }> {
  const clock = testClock();
  const doshii = await aDoshii(clock, options);
  return { clock, doshii, kept: await aStay(doshii, clock) };
}

function alertsOf(kept: Kept, id: string | number): Alert[] {
  return [...kept.alerts.values()].filter(({ subject }) => subject?.id === String(id));
}

test.each([500, 400])('one list that fails with %i keeps no other venue, and no other list, from being read', async (status) => {
  const { clock, doshii, kept } = await begun();
  doshii.location({ id: 'second' });
  await clock.advance(MINUTE);
  await aStay(doshii, clock, { kept });
  await clock.advance(10 * MINUTE);
  doshii.faults.failAlways(status, { match: '/bookings' });
  const orders = [doshii.order({ live: false }), doshii.order({ live: false, locationId: 'second' })];
  const it = aSource(doshii, clock, { kept });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  for (const { id } of orders) expect(alertsOf(kept, id)).toHaveLength(1);
});

test('a Date that is ahead of both clocks hides nothing', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  doshii.faults.failNext(200, { match: '/orders', body: '{"count":0,"rows":[]}', headers: { date: new Date(clock.now() + 3 * DAY).toUTCString() } });
  const kept = await aStay(doshii, clock);
  await clock.advance(10 * MINUTE);
  const order = doshii.order({ live: false });
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, order.id)).toHaveLength(1);
});

test('a Date of long ago does not make history news', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const ago = (ms: number) => ({ updatedAt: new Date(clock.now() - ms).toISOString(), createdAt: new Date(clock.now() - ms).toISOString() });
  const old = doshii.order({ live: false, fields: ago(200 * DAY) });
  doshii.faults.failNext(200, { match: '/orders', body: '{"count":0,"rows":[]}', headers: { date: new Date(0).toUTCString() } });
  const kept = await aStay(doshii, clock);
  await clock.advance(10 * MINUTE);
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, old.id)).toEqual([]);
});

test('a Date that goes back leaves the mark where it was', async () => {
  const { clock, doshii, kept } = await begun();
  const ago = (ms: number) => ({ updatedAt: new Date(clock.now() - ms).toISOString(), createdAt: new Date(clock.now() - ms).toISOString() });
  const old = doshii.order({ live: false, fields: ago(200 * DAY) });
  await clock.advance(10 * MINUTE);
  doshii.faults.failNext(200, { match: '/orders', body: '{"count":0,"rows":[]}', headers: { date: new Date(1000).toUTCString() } });
  await aStay(doshii, clock, { kept });
  await clock.advance(10 * MINUTE);
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, old.id)).toEqual([]);
});

test('what a newly subscribed venue had while nobody listened is news, what it had before is history', async () => {
  const { clock, doshii, kept } = await begun();
  await clock.advance(MINUTE);
  await aStay(doshii, clock, { kept });
  doshii.location({ id: 'fresh' });
  const before = doshii.order({ live: false, locationId: 'fresh', fields: { updatedAt: new Date(clock.now() - DAY).toISOString(), createdAt: new Date(clock.now() - DAY).toISOString() } });
  await clock.advance(10 * MINUTE);
  const missed = doshii.order({ live: false, locationId: 'fresh' });
  await clock.advance(10 * MINUTE);
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, before.id)).toMatchObject([{ road: 'first', read: true }]);
  expect(alertsOf(kept, missed.id)).toMatchObject([{ road: 'catch-up', read: false }]);
});

test('with a client secret that comes later, what was missed since somebody listened last is news', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const before = doshii.order({ live: false });
  await clock.advance(10 * MINUTE);
  const first = aSource(doshii, clock, { secret: { clientId: doshii.clientId } });
  await first.online();
  const answered = doshii.nextHeartbeat();
  await clock.advance(30_000);
  await answered;
  await first.sink.until(() => first.sink.kept.watermarks['alive'] !== undefined);
  await first.stop();
  const { kept } = first.sink;
  await clock.advance(10 * MINUTE);
  const missed = doshii.order({ live: false });
  await clock.advance(10 * MINUTE);
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, before.id)).toMatchObject([{ road: 'first' }]);
  expect(alertsOf(kept, missed.id)).toMatchObject([{ road: 'catch-up', read: false }]);
});

test('where no list is for us, an absence is not said to be caught up', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  doshii.faults.failAlways(403, { match: /\/(orders|bookings)\?/ });
  const first = aSource(doshii, clock);
  await first.online();
  const answered = doshii.nextHeartbeat();
  await clock.advance(30_000);
  await answered;
  await first.sink.until(() => first.sink.kept.watermarks['alive'] !== undefined);
  await first.stop();
  await clock.advance(60 * MINUTE);
  const second = aSource(doshii, clock, { kept: first.sink.kept });
  await second.online();
  await clock.advance(30_000);
  await second.sink.until(() => second.sink.kept.alerts.size > 0);
  expect([...second.sink.kept.alerts.values()]).toMatchObject([{ kind: 'gap' }]);
  expect([...second.sink.kept.alerts.values()][0]?.status).toBeUndefined();
});
