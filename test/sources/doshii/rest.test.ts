import { expect, onTestFinished, test } from 'vitest';
import { placeOf, type RestPlace } from '../../../src/sources/doshii/address.ts';
import { isNotForUs, isSecretRefused, RestRefusal } from '../../../src/sources/doshii/refusals.ts';
import { createRest, type Rest } from '../../../src/sources/doshii/rest.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { NetworkError } from '../../../src/transport/network.ts';
import { NOON, type TestClock, testClock } from '../../clock.ts';
import { type Doshii, startDoshii } from '../../servers/doshii/doshii.ts';
import { startElsewhere } from '../../servers/doshii/elsewhere.ts';

interface Asking {
  doshii: Doshii;
  clock: TestClock;
  place: RestPlace;
  rest: Rest;
  refused: RestRefusal[];
}

async function asking(secret?: string): Promise<Asking> {
  const clock = testClock();
  const doshii = await startDoshii({ now: clock.now });
  const network = createNetwork(clock);
  onTestFinished(async () => {
    network.close();
    await doshii.close();
  });
  const { clientId, clientSecret } = doshii;
  const found = placeOf({ url: doshii.url, doshii: { rest: doshii.rest } }, JSON.stringify({ clientId, clientSecret: secret ?? clientSecret }));
  if ('trouble' in found || found.rest === undefined) throw new Error('no REST');
  const refused: RestRefusal[] = [];
  const rest = createRest({ network, clock }, found.rest, new AbortController().signal, (error) => void refused.push(error));
  return { doshii, clock, place: found.rest, rest, refused };
}

async function errorOf(answer: Promise<unknown>): Promise<NetworkError> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason
  );
  if (!(error instanceof NetworkError)) throw new Error(`no NetworkError: ${String(error)}`);
  return error;
}

const ORDERS = { locationId: 'p7PEkVxe', updatedFrom: NOON / 1000, sort: 'asc', offset: 0 } as const;

test('venues, lists and details are read, each call with a token of its own time', async () => {
  const { doshii, clock, rest, place } = await asking();
  const order = doshii.order();
  expect(await rest.locations()).toMatchObject([{ id: 'p7PEkVxe' }]);
  await clock.advance(1_000);
  expect(await rest.list('orders', ORDERS)).toMatchObject({ rows: [{ id: order.id }], count: 1, at: NOON + 1_000 });
  await clock.advance(1_000);
  const where = { route: place.route, path: `${place.root}/orders/${order.id}`, locationId: 'p7PEkVxe' };
  expect(await rest.detail(where)).toMatchObject({ id: order.id, items: expect.anything() });
  expect(doshii.answers.map(({ name, status, locationId }) => [name, status, locationId])).toEqual([
    ['/locations', 200, undefined],
    ['/orders', 200, 'p7PEkVxe'],
    [`/orders/${order.id}`, 200, 'p7PEkVxe'],
  ]);
  expect(doshii.answers[1]?.query).toEqual({ updatedFrom: String(NOON / 1000), updatedSort: 'asc', limit: '100', offset: '0' });
  expect(doshii.tokens).toHaveLength(3);
  expect(doshii.reusedTokens).toEqual([]);
});

test('a secret that is not taken is found out once, and then nothing is asked', async () => {
  const { doshii, rest, refused } = await asking('another');
  for (let call = 0; call < 3; call++) {
    const error = await errorOf(call === 1 ? rest.locations() : rest.list('orders', ORDERS));
    expect(isSecretRefused(error)).toBe(true);
  }
  expect(refused).toHaveLength(1);
  expect(doshii.answers).toHaveLength(1);
});

test('403 is about the secret where venues are asked for, and about one thing everywhere else', async () => {
  const { doshii, rest, refused, place } = await asking();
  doshii.faults.failNext(403, { match: '/bookings' });
  expect(isNotForUs(await errorOf(rest.list('bookings', ORDERS)))).toBe(true);
  expect(isNotForUs(await errorOf(rest.detail({ route: place.route, path: `${place.root}/orders/gone`, locationId: 'p7PEkVxe' })))).toBe(true);
  expect(refused).toEqual([]);
  doshii.faults.failNext(403, { match: '/locations' });
  expect((await errorOf(rest.locations())).trouble).toEqual({ code: 'wrong-client-secret', detail: 'HTTP 403 at locations' });
  expect(refused).toHaveLength(1);
});

test.each([
  [429, '7', 7_000],
  [503, '30', 30_000],
  [503, new Date(NOON + 12_000).toUTCString(), 12_000],
  [429, '86400', 600_000],
])('a server that says %i and Retry-After %s is left alone for so long', async (status, retryAfter, ms) => {
  const { doshii, clock, rest } = await asking();
  doshii.faults.failNext(status, { headers: { 'retry-after': retryAfter } });
  const error = await errorOf(rest.locations());
  expect(error.trouble.code).toBe('server-error');
  expect(error).toMatchObject({ status, retryMs: ms });
  await clock.advance(ms - 1);
  expect(await errorOf(rest.list('orders', ORDERS))).toMatchObject({ retryMs: 1 });
  expect(doshii.answers).toHaveLength(1);
  await clock.advance(1);
  expect(await rest.locations()).toHaveLength(1);
});

test('asked too much it is left alone for a while, though it does not say for how long', async () => {
  const { doshii, clock, rest } = await asking();
  for (const headers of [{}, { 'retry-after': 'soon' }, { 'retry-after': '0' }] as Record<string, string>[]) {
    const since = doshii.answers.length;
    doshii.faults.failNext(429, { headers });
    expect(await errorOf(rest.locations())).toMatchObject({ status: 429, retryMs: 15_000 });
    await clock.advance(14_999);
    expect(await errorOf(rest.list('orders', ORDERS))).toMatchObject({ retryMs: 1 });
    expect(doshii.answers).toHaveLength(since + 1);
    await clock.advance(1);
  }
});

test('busy without a time, or broken, it may be asked at once', async () => {
  const { doshii, rest } = await asking();
  doshii.faults.failNext(503);
  expect((await errorOf(rest.locations())) instanceof RestRefusal).toBe(true);
  doshii.faults.failNext(500, { headers: { 'retry-after': '60' } });
  expect((await errorOf(rest.locations())).trouble).toEqual({ code: 'server-error', detail: 'HTTP 500 at locations' });
  expect(await rest.locations()).toHaveLength(1);
});

test('a redirect is not followed, and the token goes nowhere', async () => {
  const { doshii, rest } = await asking();
  const elsewhere = await startElsewhere();
  onTestFinished(() => elsewhere.close());
  doshii.faults.redirect(`${elsewhere.url}/partner/v3/locations`);
  expect((await errorOf(rest.locations())).trouble.code).toBe('not-a-node');
  expect(elsewhere.connections).toBe(0);
});

test('an answer that is none of Doshii’s is said to be none', async () => {
  const { doshii, rest } = await asking();
  for (const body of ['<html>', '"x"', '{"rows":7}', 'null']) {
    doshii.faults.failNext(200, { body });
    expect((await errorOf(rest.locations())).trouble.code).toBe('not-a-node');
  }
});

test('rows are taken in an envelope or bare, and neither secret, token nor client id stands in what is said of a failure', async () => {
  const { doshii, rest } = await asking();
  doshii.faults.failNext(200, { body: '{"count":1,"rows":[{"id":"v1"}]}' });
  expect(await rest.locations()).toEqual([{ id: 'v1' }]);
  expect(doshii.answers).toHaveLength(1);
  doshii.faults.failNext(400);
  const said = JSON.stringify([(await errorOf(rest.list('orders', ORDERS))).trouble, doshii.clientId]);
  expect(said).not.toContain(doshii.clientSecret);
  expect(said).not.toContain(doshii.tokens[0] ?? '?');
});

test('venues that come in pages are all read, and a list that says there are more than there are ends', async () => {
  const { doshii, rest } = await asking();
  const page = (count: number, ...ids: string[]): string => JSON.stringify({ count, rows: ids.map((id) => ({ id })) });
  doshii.faults.failNext(200, { body: page(3, 'v1', 'v2') });
  doshii.faults.failNext(200, { body: page(3, 'v3') });
  expect(await rest.locations()).toEqual([{ id: 'v1' }, { id: 'v2' }, { id: 'v3' }]);
  expect(doshii.answers.at(-1)?.query).toEqual({ limit: '100', offset: '2' });
  doshii.faults.failNext(200, { body: page(9, 'v1', 'v2'), times: 2 });
  expect(await rest.locations()).toEqual([{ id: 'v1' }, { id: 'v2' }]);
});

test('a 401 of another of Doshii’s hosts says nothing of the secret', async () => {
  const { place, clock } = await asking();
  const network = { request: () => Promise.resolve({ status: 401, headers: {}, body: new Uint8Array() }) };
  const refused: unknown[] = [];
  const rest = createRest({ network, clock }, place, new AbortController().signal, (error) => void refused.push(error));
  const error = await errorOf(rest.detail({ route: { url: 'https://live.doshii.co', headers: {} }, path: '/partner/v3/orders/1' }));
  expect([isSecretRefused(error), error.trouble.code, refused]).toEqual([false, 'forbidden', []]);
});
