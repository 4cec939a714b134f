import { expect, test } from 'vitest';
import { alertsOf, aStay, begun, DAY, MINUTE } from './stays.ts';
import { aDoshii, aSource, testClock } from './with-doshii.ts';

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
  const ago = (ms: number) => new Date(clock.now() - ms).toISOString();
  const old = doshii.order({ live: false, fields: { updatedAt: ago(200 * DAY) } });
  const row = { id: 'recent', status: 'complete', updatedAt: ago(DAY), version: 'v1' };
  doshii.faults.failNext(200, { match: '/orders', body: JSON.stringify({ count: 1, rows: [row] }), headers: { date: new Date(0).toUTCString() } });
  const kept = await aStay(doshii, clock);
  await clock.advance(10 * MINUTE);
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, 'recent')).toHaveLength(1);
  expect(alertsOf(kept, old.id)).toEqual([]);
});

test('a Date that goes back leaves the mark where it was', async () => {
  const { clock, doshii, kept } = await begun();
  const old = doshii.order({ live: false, fields: { updatedAt: new Date(clock.now() - 200 * DAY).toISOString() } });
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
  const before = doshii.order({ live: false, locationId: 'fresh', fields: { updatedAt: new Date(clock.now() - DAY).toISOString() } });
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

test.each([
  ['accepted', undefined, 'venueOrder'],
  ['accepted', 'pending', 'venueRecord'],
  ['complete', undefined, 'venueOrder'],
] as const)('of an order that is %s by the time it is caught up, and was told as %s, there is a %s', async (status, toldAs, kind) => {
  const { clock, doshii, kept } = await begun();
  await clock.advance(MINUTE);
  const it = aSource(doshii, clock, { kept });
  await it.online();
  const order = doshii.order({ live: toldAs !== undefined, data: { uri: undefined } });
  if (toldAs !== undefined) await it.sink.until(() => alertsOf(kept, order.id).length === 1);
  await it.stop();
  await clock.advance(10 * MINUTE);
  order.update({ status }, { live: false });
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, order.id).at(-1)).toMatchObject({ kind, status, road: 'catch-up' });
  expect(alertsOf(kept, order.id)).toHaveLength(toldAs === undefined ? 1 : 2);
});

test('however many lists fail, each is tried in its turn, three at a time', async () => {
  const { clock, doshii, kept } = await begun();
  const venues = ['v1', 'v2', 'v3', 'v4'].map((id) => String(doshii.location({ id }).id));
  await clock.advance(MINUTE);
  const end = doshii.faults.failAlways(500, { match: /\/(orders|bookings)\?/ });
  const it = aSource(doshii, clock, { kept });
  const since = doshii.requests.length;
  it.source.start();
  const tried = (): Set<string> => new Set(doshii.answers.slice(since).flatMap(({ name, locationId }) => (locationId === undefined ? [] : [`${name} ${locationId}`])));
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(tried().size).toBe(3);
  while (tried().size < 2 * (venues.length + 1)) await clock.advance(1_000);
  end();
  const orders = venues.map((locationId) => doshii.order({ live: false, locationId }));
  while (it.source.state().phase !== 'online') await clock.advance(1_000);
  for (const { id } of orders) expect(alertsOf(kept, id)).toHaveLength(1);
});

test('by a clock that differs from the server’s, a booking that was told live is caught up as itself', async () => {
  for (const skew of [-5 * MINUTE, 5 * MINUTE]) {
    const clock = testClock();
    const doshii = await aDoshii(clock);
    doshii.skew(skew);
    const kept = await aStay(doshii, clock);
    await clock.advance(10 * MINUTE);
    const it = aSource(doshii, clock, { kept });
    await it.online();
    const booking = doshii.booking({ data: { uri: undefined } });
    await it.sink.until(() => alertsOf(kept, booking.id).length === 1);
    await it.stop();
    await clock.advance(10 * MINUTE);
    await aStay(doshii, clock, { kept });
    expect(alertsOf(kept, booking.id)).toMatchObject([{ kind: 'booking', road: 'live' }]);
  }
});

test('where the journal cannot be read, what happens is told all the same', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const it = aSource(doshii, clock);
  it.sink.watermarks = () => {
    throw new Error('the disk is broken');
  };
  await it.online();
  const order = doshii.order({ data: { uri: undefined } });
  await it.sink.until(() => alertsOf(it.sink.kept, order.id).length === 1);
  expect(it.source.state().phase).toBe('online');
});
