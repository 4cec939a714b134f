import { expect, test } from 'vitest';
import { eventually, type TestClock } from '../../clock.ts';
import type { Doshii } from '../../servers/doshii/doshii.ts';
import type { Order } from '../../servers/doshii/things.ts';
import { alertsOf, aStay, begun, DAY, MINUTE } from './stays.ts';
import { aDoshii, aSource, type Running, testClock } from './with-doshii.ts';


/** Orders that nobody was told of, a second apart. */
async function missed(doshii: Doshii, clock: TestClock, count: number): Promise<Order[]> {
  const orders: Order[] = [];
  for (let made = 0; made < count; made++) {
    clock.jump(1_000);
    orders.push(doshii.order({ live: false }));
  }
  await doshii.idle();
  return orders;
}

/** Calls for a list since then, by offset. */
function asked(doshii: Doshii, list: string, since = 0): (string | undefined)[] {
  return doshii.requests.slice(since).flatMap(({ name, query }) => (name === list ? [query['offset']] : []));
}

const cutOff = (it: Running, batches: number): Promise<void> =>
  new Promise((resolve) => {
    it.sink.beforeWrite = (_batch, index) => {
      if (index < batches) return;
      resolve();
      throw new Error('killed');
    };
  });

test('what happened while nobody listened is told afterwards, with all that the row knows', async () => {
  const { clock, doshii, kept } = await begun();
  const [order] = await missed(doshii, clock, 1);
  const booking = doshii.booking({ live: false });
  order?.pay({ live: false, fields: { status: 'complete' } });
  await aStay(doshii, clock, { kept });
  const name = String(doshii.venue.row['name']);
  expect(alertsOf(kept, order!.id)).toMatchObject([
    { kind: 'venueOrder', road: 'catch-up', account: name, status: 'pending', read: false },
    { kind: 'venuePayment', road: 'catch-up', account: name, status: 'complete' },
  ]);
  expect(alertsOf(kept, booking.id)).toMatchObject([{ kind: 'booking', road: 'catch-up', account: name }]);
});

test('a kill between any two pages loses nothing, tells nothing twice, and the next stay goes on where it broke off', async () => {
  const { clock, doshii, kept } = await begun();
  const orders = await missed(doshii, clock, 450);
  const pages = 5;
  let killed = 0;
  for (; killed < pages - 1; killed++) {
    const it = aSource(doshii, clock, { kept });
    const dead = cutOff(it, 1);
    const since = doshii.requests.length;
    it.source.start();
    await dead;
    await it.stop();
    expect(asked(doshii, '/orders', since)[0]).toBe(String(killed * 99));
  }
  const since = doshii.requests.length;
  await aStay(doshii, clock, { kept });
  expect(asked(doshii, '/orders', since)).toEqual([String(killed * 99)]);
  expect([...kept.alerts.values()].map(({ subject }) => subject?.id)).toEqual(orders.map(({ id }) => id));
  expect([...kept.deliveries.values()].every((times) => times === 1)).toBe(true);
  const later = doshii.requests.length;
  await aStay(doshii, clock, { kept });
  expect(asked(doshii, '/orders', later)[0]).toBe('0');
});

test('where what was read last has moved since, a list that broke off is read from its beginning', async () => {
  const { clock, doshii, kept } = await begun();
  const orders = await missed(doshii, clock, 150);
  const it = aSource(doshii, clock, { kept });
  const dead = cutOff(it, 1);
  it.source.start();
  await dead;
  await it.stop();
  clock.jump(1_000);
  orders[20]?.update({ status: 'accepted' }, { live: false });
  const since = doshii.requests.length;
  await aStay(doshii, clock, { kept });
  expect(asked(doshii, '/orders', since)).toEqual(['99', '0', '99']);
  expect(orders.filter(({ id }) => alertsOf(kept, id).length === 0)).toEqual([]);
  expect(alertsOf(kept, orders[20]!.id).map(({ status }) => status)).toEqual(['pending', 'accepted']);
});

test('a list that moves while it is read is read anew: nothing slips through', async () => {
  const { clock, doshii, kept } = await begun();
  const orders = await missed(doshii, clock, 150);
  doshii.faults.afterAnswer('/orders', () => {
    clock.jump(1_000);
    orders[5]?.update({ status: 'accepted' }, { live: false });
  });
  await aStay(doshii, clock, { kept });
  expect(asked(doshii, '/orders').slice(1)).toEqual(['0', '99', '0', '99']);
  expect(orders.filter(({ id }) => alertsOf(kept, id).length === 0)).toEqual([]);
  expect(alertsOf(kept, orders[5]!.id).map(({ status }) => status)).toEqual(['pending', 'accepted']);
  expect([...kept.deliveries.values()].every((times) => times === 1)).toBe(true);
});

test('a list that never stands still is given up for a while', async () => {
  const { clock, doshii, kept } = await begun();
  const orders = await missed(doshii, clock, 150);
  for (let move = 0; move < 8; move++) {
    doshii.faults.afterAnswer(/\/orders\?.*offset=0/, () => {
      clock.jump(1_000);
      orders[move]?.update({ status: 'accepted' }, { live: false });
    });
  }
  const it = aSource(doshii, clock, { kept });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('server-error');
  expect(asked(doshii, '/orders').slice(1)).toEqual(['0', '99', '0', '99', '0', '99', '0', '99']);
});

test('the first time the last ninety days are imported as history, at most a thousand of each list', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const ago = (ms: number) => ({ updatedAt: new Date(clock.now() - ms).toISOString(), createdAt: new Date(clock.now() - ms).toISOString() });
  const old = doshii.order({ live: false, fields: ago(91 * DAY) });
  const oldBooking = doshii.booking({ live: false, fields: ago(91 * DAY) });
  const booking = doshii.booking({ live: false, fields: ago(89 * DAY) });
  const orders = Array.from({ length: 1_003 }, (_, index) => doshii.order({ live: false, fields: ago(80 * DAY - index * MINUTE) }));
  const kept = await aStay(doshii, clock);
  const told = [...kept.alerts.values()];
  expect(told.filter(({ kind }) => kind === 'venueOrder').map(({ subject }) => subject?.id)).toEqual(orders.slice(3).map(({ id }) => id));
  expect(told.every(({ road, read }) => road === 'first' && read)).toBe(true);
  expect(alertsOf(kept, old.id)).toEqual([]);
  expect(alertsOf(kept, oldBooking.id)).toEqual([]);
  expect(alertsOf(kept, booking.id)).toHaveLength(1);
});

test('with many venues each has its share of what is imported, a page at least', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const venues = Array.from({ length: 19 }, (_, index) => doshii.location({ id: `v${index}` }));
  for (const venue of venues.slice(0, 2)) for (let made = 0; made < 130; made++) doshii.order({ live: false, locationId: String(venue.id) });
  const kept = await aStay(doshii, clock);
  expect(kept.alerts.size).toBe(200);
  expect(doshii.answers.filter(({ name }) => name === '/orders')).toHaveLength(20);
});

test('how far was read counts by the server’s clock, whatever ours says', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  doshii.skew(-5 * MINUTE);
  const kept = await aStay(doshii, clock);
  await clock.advance(MINUTE);
  const [order] = await missed(doshii, clock, 1);
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, order!.id)).toHaveLength(1);
});

test('what became visible later than its time says is found all the same', async () => {
  const { clock, doshii, kept } = await begun();
  const order = doshii.order({ live: false, fields: { updatedAt: new Date(clock.now() - 119_000).toISOString() } });
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, order.id)).toHaveLength(1);
});

test('of a list that knows no question for changes, what is older than asked for is left out', async () => {
  const { clock, doshii, kept } = await begun();
  const before = doshii.booking({ live: false });
  await clock.advance(MINUTE);
  await aStay(doshii, clock, { kept });
  await clock.advance(30 * MINUTE);
  const after = doshii.booking({ live: false });
  const batches = kept.batches.length;
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, before.id)).toHaveLength(1);
  const subjects = kept.batches.slice(batches).flatMap(({ items }) => items.flatMap((item) => (item.type === 'alert' ? [item.alert.subject?.id] : [])));
  expect(subjects).toEqual([after.id]);
});

test('bookings that an App may not read are left out for the stay, and are no trouble', async () => {
  const { clock, doshii, kept } = await begun();
  const end = doshii.faults.failAlways(403, { match: '/bookings' });
  const it = aSource(doshii, clock, { kept });
  const since = doshii.requests.length;
  await it.online();
  expect(it.trouble()).toBeUndefined();
  await it.stop();
  expect(asked(doshii, '/bookings', since)).toHaveLength(1);
  end();
  const booking = doshii.booking({ live: false });
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, booking.id)).toHaveLength(1);
});

test('where one list fails, those that were read are not read again', async () => {
  const { clock, doshii, kept } = await begun();
  doshii.faults.failNext(500, { match: '/bookings' });
  const it = aSource(doshii, clock, { kept });
  const since = doshii.requests.length;
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('server-error');
  await clock.advance(2_000);
  await it.sink.until(() => it.source.state().phase === 'online');
  expect(doshii.requests.slice(since).map(({ name }) => name)).toEqual(['/locations', '/orders', '/bookings', '/bookings']);
});

test('a server that wants to be left alone is asked again when it said so', async () => {
  const { clock, doshii, kept } = await begun();
  doshii.faults.tooMany(40, '/orders');
  const it = aSource(doshii, clock, { kept });
  const since = doshii.requests.length;
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.source.state()).toMatchObject({ retryAt: clock.now() + 40_000 });
  it.source.wake();
  await clock.advance(39_999);
  expect(doshii.requests.slice(since).map(({ name }) => name)).toEqual(['/locations', '/orders']);
  await clock.advance(1);
  await it.sink.until(() => it.source.state().phase === 'online');
  expect(asked(doshii, '/orders', since)).toHaveLength(2);
});

test('it catches up at most once a minute: who is back sooner is online, and waits on one timer', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const it = aSource(doshii, clock);
  await it.online();
  doshii.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  const order = doshii.order({ live: false });
  await clock.advance(2_000);
  await it.sink.until(() => it.source.state().phase === 'online');
  expect(asked(doshii, '/orders')).toHaveLength(1);
  // The heartbeat's, and the minute's; what REST left open closes by a third.
  await clock.advance(5_000);
  expect(clock.pending()).toBe(2);
  await clock.advance(52_999);
  expect(asked(doshii, '/orders')).toHaveLength(1);
  await clock.advance(1);
  await it.sink.until(() => alertsOf(it.sink.kept, order.id).length === 1);
  expect(asked(doshii, '/orders')).toHaveLength(2);
});

test('an order that was told live without a version, and is caught up then, is one alert', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const it = aSource(doshii, clock);
  await it.online();
  const order = doshii.order({ data: { uri: undefined } });
  await it.sink.until(() => alertsOf(it.sink.kept, order.id).length === 1);
  doshii.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  await clock.advance(60_000);
  await eventually(() => asked(doshii, '/bookings').length === 2);
  await doshii.idle();
  await it.sink.until(() => it.source.state().phase === 'online');
  expect(alertsOf(it.sink.kept, order.id)).toMatchObject([{ road: 'live', item: expect.any(String) }]);
});

test('and so it is after a restart, but what changed meanwhile is news', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const first = aSource(doshii, clock);
  await first.online();
  const [same, edited] = [doshii.order({ data: { uri: undefined } }), doshii.order({ data: { uri: undefined } })];
  await first.sink.until(() => first.sink.kept.alerts.size === 2);
  await first.stop();
  await clock.advance(5 * MINUTE);
  edited.update({ notes: 'extra hot' }, { live: false });
  const { kept } = first.sink;
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, same.id)).toHaveLength(1);
  expect(alertsOf(kept, edited.id)).toMatchObject([{ kind: 'venueOrder', road: 'live' }, { kind: 'venueRecord', road: 'catch-up' }]);
});

test('a second edit in the same status is news, live as well as caught up', async () => {
  const { clock, doshii, kept } = await begun();
  const it = aSource(doshii, clock, { kept });
  await it.online();
  const order = doshii.order({ fields: { status: 'accepted' }, data: { version: 'v1' } });
  for (const version of ['v2', 'v3', 'v3']) order.update({ version }, { data: { version } });
  const last = doshii.order();
  await it.sink.until(() => alertsOf(kept, last.id).length === 1);
  expect(alertsOf(kept, order.id)).toHaveLength(3);
  await it.stop();
  order.update({ version: 'v4' }, { live: false });
  await aStay(doshii, clock, { kept });
  expect(alertsOf(kept, order.id)).toHaveLength(4);
});

test('a secret that is not taken leaves it online, with the trouble said; nothing more is asked until the next connect', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const it = aSource(doshii, clock, { secret: { clientId: doshii.clientId, clientSecret: 'another' } });
  await it.online();
  expect(it.trouble()).toBe('wrong-client-secret');
  const order = doshii.order();
  await it.sink.until(() => alertsOf(it.sink.kept, order.id).length === 1);
  await clock.advance(10 * MINUTE);
  expect(it.source.state().phase).toBe('online');
  expect(doshii.requests).toHaveLength(1);
  doshii.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  await clock.advance(2_000);
  await it.sink.until(() => it.source.state().phase === 'online' && it.trouble() !== undefined);
  expect(doshii.requests).toHaveLength(2);
});

test.each([
  ['with a secret, that some of it was caught up', 'good', 'partly'],
  ['with one that is not taken, that something may be missing', 'bad', undefined],
  ['and without one', 'none', undefined],
] as const)('an absence is told: %s', async (_what, which, status) => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const { clientId, clientSecret } = doshii;
  const secret = { good: { clientId, clientSecret }, bad: { clientId, clientSecret: 'another' }, none: { clientId } }[which];
  const first = aSource(doshii, clock, { secret });
  await first.online();
  const answered = doshii.nextHeartbeat();
  await clock.advance(30_000);
  await answered;
  await first.sink.until(() => first.sink.kept.watermarks['alive'] !== undefined);
  await first.stop();
  const left = clock.now();
  await clock.advance(60 * MINUTE);
  const back = clock.now();
  const second = aSource(doshii, clock, { secret, kept: first.sink.kept });
  await second.online();
  await clock.advance(30_000);
  await second.sink.until(() => second.sink.kept.alerts.size > 0);
  const gaps = [...second.sink.kept.alerts.values()];
  expect(gaps).toMatchObject([{ kind: 'gap', system: 'doshii', since: left, occurredAt: back }]);
  expect(gaps[0]?.status).toBe(status);
  expect(doshii.requests.length > 0).toBe(which !== 'none');
});

test('a venue that nobody has heard of is looked up, and its name told afterwards, at most once a minute', async () => {
  const { clock, doshii, kept } = await begun();
  const it = aSource(doshii, clock, { kept });
  await it.online();
  await clock.advance(MINUTE);
  const since = doshii.requests.length;
  doshii.location({ id: 'new1', fields: { name: 'Corner Bar' } });
  const order = doshii.order({ locationId: 'new1', data: { uri: undefined } });
  await it.sink.until(() => alertsOf(kept, order.id)[0]?.account === 'Corner Bar');
  const stranger = doshii.order({ locationId: 'nobody', data: { uri: undefined } });
  await it.sink.until(() => alertsOf(kept, stranger.id).length === 1);
  expect(alertsOf(kept, stranger.id)[0]?.account).toBe('nobody');
  expect(doshii.requests.slice(since).map(({ name }) => name)).toEqual(['/locations']);
  await clock.advance(MINUTE);
  const again = doshii.order({ locationId: 'nobody', data: { uri: undefined } });
  await it.sink.until(() => alertsOf(kept, again.id)[0]?.account === 'nobody');
  expect(doshii.requests.slice(since).map(({ name }) => name)).toEqual(['/locations', '/locations']);
});
