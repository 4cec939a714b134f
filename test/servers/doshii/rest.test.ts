import { afterEach, beforeEach, expect, test } from 'vitest';
import { testClock, type TestClock } from '../../clock.ts';
import { ask } from '../ask.ts';
import { get } from './client.ts';
import { type Doshii, startDoshii } from './doshii.ts';
import { startElsewhere } from './elsewhere.ts';
import { item } from './rows.ts';

let clock: TestClock;
let doshii: Doshii;
beforeEach(async () => {
  clock = testClock();
  doshii = await startDoshii({ now: clock.now });
});
afterEach(() => doshii.close());

const seconds = (ms: number): number => Math.floor(ms / 1000);
const call = (path: string, how: Parameters<typeof get>[2] = {}) => get(doshii, path, { timestamp: seconds(clock.now()), ...how });
const ids = (rows: unknown): unknown[] => (rows as { readonly id: unknown }[]).map(({ id }) => id);

test('an order is had with its items, its consumer and what was paid', async () => {
  const order = doshii.order({ fields: { items: [item('Pie', 1100)] } });
  const payment = order.pay({ fields: { amount: '1100', status: 'complete' } });
  const { status, json } = await call(`/orders/${order.id}`);
  expect(status).toBe(200);
  expect(json()).toMatchObject({
    id: order.id,
    locationId: doshii.venue.id,
    items: [{ name: 'Pie', unitPrice: '1100', totalAfterSurcounts: '1100' }],
    consumer: { name: 'Alice Liddell' },
    transactions: [{ id: payment.id, orderId: order.id, amount: '1100' }],
    uri: order.uri,
  });
  expect((await call(`/orders/${order.id}/transactions`)).json()).toMatchObject([{ id: payment.id }]);
  expect((await call(`/transactions/${payment.id}`)).json()).toMatchObject({ status: 'complete' });
});

test('bookings, check-ins and cards are had by their uri', async () => {
  for (const thing of [doshii.booking(), doshii.checkin(), doshii.loyaltyCheckin(), doshii.enquiry(), doshii.activation()]) {
    const { status, json } = await call(thing.uri.slice(doshii.rest.length));
    expect([status, json()['id']]).toEqual([200, thing.id]);
  }
  expect(doshii.loyaltyCheckin().id).toBeTypeOf('number');
});

test('venues are listed without naming one, and found by the id that an App gave them', async () => {
  const { json } = await call('/locations', { locationId: null });
  expect(json()).toMatchObject([{ id: doshii.venue.id, name: 'Harbour Café', mappedLocationId: 'harbour-1' }]);
  expect((await call('/locations/harbour-1', { locationId: null })).json()).toMatchObject({ id: doshii.venue.id });
  expect((await call('/orders', { locationId: 'harbour-1' })).status).toBe(200);
  await using other = await startDoshii({ locations: 'rows' });
  expect((await get(other, '/locations')).json()).toMatchObject({ count: 1, rows: [{ id: other.venue.id }] });
});

test('each change has another version and its own time', async () => {
  const order = doshii.order();
  const before = order.row;
  await clock.advance(5_000);
  order.update({ status: 'accepted' });
  expect(order.row['version']).not.toBe(before['version']);
  expect(order.row).toMatchObject({ createdAt: before['createdAt'], updatedAt: new Date(clock.now()).toISOString(), status: 'accepted' });
});

test('orders are listed by the time of their last change, in pages, each way round', async () => {
  const orders = [];
  for (let index = 0; index < 5; index++) {
    orders.push(doshii.order());
    await clock.advance(10_000);
  }
  const since = seconds(clock.now());
  const [a, b, c, d, e] = orders.map(({ id }) => id);
  orders[0]!.update({ status: 'rejected' });
  await clock.advance(10_000);
  orders[2]!.pay();
  expect((await call('/orders?limit=2&offset=2')).json()).toMatchObject({ count: 5, offset: 2, limit: 2, rows: [{ id: e }, { id: d }] });
  expect(ids((await call('/orders?updatedSort=asc')).json()['rows'])).toEqual([b, d, e, a, c]);
  expect(ids((await call(`/orders?updatedFrom=${since}&updatedSort=asc`)).json()['rows'])).toEqual([a, c]);
  // `from` is of creation only.
  expect(ids((await call(`/orders?from=${since}`)).json()['rows'])).toEqual([]);
  expect((await call('/orders')).json()).toMatchObject({ limit: 50 });
});

test('a limit over 100, milliseconds and other orders of rows are refused', async () => {
  for (const query of ['limit=101', 'limit=0', `updatedFrom=${clock.now()}`, 'updatedSort=newest', 'offset=-1']) {
    expect([query, (await call(`/orders?${query}`)).status]).toEqual([query, 400]);
  }
});

test('bookings are listed by creation alone, unless the server is said to know more', async () => {
  const booking = doshii.booking();
  await clock.advance(60_000);
  const since = seconds(clock.now());
  expect(ids((await call(`/bookings?updatedFrom=${since}`)).json()['rows'])).toEqual([booking.id]);
  expect(ids((await call(`/bookings?from=${since}`)).json()['rows'])).toEqual([]);
  await using other = await startDoshii({ bookingsByUpdate: true, counts: 'page' });
  other.booking();
  expect((await get(other, `/bookings?updatedFrom=${seconds(Date.now()) + 60}`)).json()).toMatchObject({ count: 0, rows: [] });
});

test('what belongs to a venue is had only there', async () => {
  const other = doshii.location({ fields: { name: 'Hill Café' } });
  const order = doshii.order({ locationId: String(other.id) });
  expect((await call(`/orders/${order.id}`)).status).toBe(404);
  expect((await call(`/orders/${order.id}`, { locationId: String(other.id) })).status).toBe(200);
  expect((await call('/orders', { locationId: null })).status).toBe(400);
  expect((await call('/orders', { locationId: 'unknown' })).status).toBe(403);
  expect((await call('/orders')).json()).toMatchObject({ count: 0 });
  order.remove({ live: false });
  expect((await call(`/orders/${order.id}`, { locationId: String(other.id) })).status).toBe(404);
});

test('what is a till’s, or nothing, is not read', async () => {
  const order = doshii.order();
  expect((await ask(order.posUri)).status).toBe(403);
  expect((await call('/members')).status).toBe(404);
});

test('a clock of the server that is wrong shows in dates and in what it lets in', async () => {
  doshii.skew(11 * 60_000);
  expect((await call('/locations')).status).toBe(401);
  doshii.skew(9 * 60_000);
  expect((await call('/locations')).status).toBe(200);
  expect(doshii.order().row['createdAt']).toBe(new Date(clock.now() + 9 * 60_000).toISOString());
});

test('another client secret makes the old one bad', async () => {
  const secret = doshii.clientSecret;
  doshii.rotateSecret('the-next-one');
  expect([(await call('/locations', { secret })).status, (await call('/locations')).status]).toEqual([401, 200]);
});

test('every call is noted with its token, and one that comes again is seen', async () => {
  await call('/locations', { locationId: null });
  await call('/orders?limit=3');
  expect(doshii.requests).toMatchObject([
    { name: '/locations', locationId: undefined },
    { name: '/orders', query: { limit: '3' }, locationId: doshii.venue.id },
  ]);
  expect(doshii.answers).toMatchObject([{ status: 200 }, { status: 200 }]);
  // Both were made in the same second of the test's clock.
  expect(doshii.reusedTokens).toEqual([doshii.tokens[0]]);
});

test('a 401 for all, a 403 for some, a 429, a redirect and any other answer', async () => {
  const end = doshii.faults.failAlways(403, { match: '/bookings' });
  expect([(await call('/bookings')).status, (await call('/bookings')).status, (await call('/orders')).status]).toEqual([403, 403, 200]);
  end();
  expect((await call('/bookings')).status).toBe(200);
  doshii.faults.failNext(500, { body: '<html>' });
  expect(await call('/orders')).toMatchObject({ status: 500, text: '<html>' });
  await using elsewhere = await startElsewhere();
  doshii.faults.redirect(elsewhere.url);
  expect((await call('/orders')).status).toBe(302);
  doshii.faults.tooMany(30);
  expect((await call('/orders')).status).toBe(429);
  expect(elsewhere.connections).toBe(0);
});

test('another host writes down who asks it', async () => {
  await using elsewhere = await startElsewhere();
  const { json } = await ask(`${elsewhere.url}/orders/1`, { headers: { authorization: 'Bearer x' } });
  expect(json()).toMatchObject({ id: 'stranger' });
  expect([elsewhere.connections, elsewhere.visits]).toEqual([1, [{ path: '/orders/1', authorization: 'Bearer x' }]]);
});

test('half an answer, none, and none ever', async () => {
  doshii.order();
  doshii.faults.half();
  await expect(call('/orders')).rejects.toThrow(/aborted|ECONNRESET/);
  doshii.faults.drop();
  await expect(call('/orders')).rejects.toThrow(/hang up|ECONNRESET/);
  const end = doshii.faults.silent('/orders');
  const asked = doshii.nextRequest('/orders');
  const never = call('/orders');
  await asked;
  end();
  expect((await call('/orders')).status).toBe(200);
  await doshii.down();
  await expect(never).rejects.toThrow(/hang up|ECONNRESET/);
  expect(doshii.answers.map(({ status }) => status).toSorted()).toEqual([0, 0, 0, 200]);
});

test('a held answer is of now, or of when it was asked for', async () => {
  const order = doshii.order();
  for (const [answered, status] of [
    ['before', 'pending'],
    ['after', 'complete'],
  ] as const) {
    order.update({ status: 'pending' });
    const hold = doshii.faults.hold('/orders/', { answered });
    const answer = call(`/orders/${order.id}`);
    await hold.arrived;
    order.update({ status: 'complete' });
    hold.release();
    expect((await answer).json()).toMatchObject({ status });
  }
});

test('a list may move between its pages', async () => {
  const [first] = [doshii.order(), doshii.order()];
  await clock.advance(1_000);
  doshii.faults.afterAnswer('/orders', () => first!.update({ notes: 'hurry' }));
  const page = async (offset: number): Promise<unknown[]> =>
    ids((await call(`/orders?limit=1&updatedSort=asc&offset=${offset}`)).json()['rows']);
  expect(await page(0)).toEqual([first!.id]);
  // Another stands in its place now, and would be missed by who only counts on.
  expect(await page(1)).toEqual([first!.id]);
});

test('all faults end together', async () => {
  const hold = doshii.faults.hold();
  doshii.faults.failNext(500);
  doshii.faults.refuseSockets(503);
  const answer = call('/orders');
  await hold.arrived;
  doshii.faults.clear();
  expect((await answer).status).toBe(200);
});
