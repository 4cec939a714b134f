import { expect, onTestFinished, test } from 'vitest';
import { VERSION } from '../../../src/shared/version.ts';
import type { Alert } from '../../../src/shared/alert.ts';
import { eventually, settle } from '../../clock.ts';
import { startElsewhere } from '../../servers/doshii/elsewhere.ts';
import { aDoshii, aSource, type Running, testClock } from './with-doshii.ts';

async function running(): Promise<Running> {
  const clock = testClock();
  const it = aSource(await aDoshii(clock), clock);
  await it.online();
  return it;
}

function alertsOf({ sink }: Running, id: string | number): Alert[] {
  return [...sink.kept.alerts.values()].filter(({ subject }) => subject?.id === String(id));
}

/** Says something that has no details, and waits until it is told: whatever was said before was taken by then. */
async function passed(it: Running): Promise<void> {
  const { id } = it.doshii.checkin({ data: { uri: undefined } });
  await it.sink.until(() => alertsOf(it, id).length === 1);
}

test('it beats at once with our version, and every 30 s', async () => {
  const it = await running();
  for (let beats = 2; beats <= 4; beats++) {
    await it.clock.advance(30_000);
    await eventually(() => it.doshii.heartbeats.length === beats);
  }
  expect(it.doshii.heartbeats.map(({ version }) => version)).toEqual([VERSION, VERSION, VERSION, VERSION]);
  expect(it.doshii.heartbeats.map(({ ping }) => (ping ?? 0) - (it.doshii.heartbeats[0]?.ping ?? 0))).toEqual([0, 30_000, 60_000, 90_000]);
});

test('idle it costs one timer', async () => {
  const it = await running();
  await it.doshii.idle();
  // What REST left open is closed by then.
  await it.clock.advance(10_000);
  for (let beats = 2; beats <= 5; beats++) {
    expect(it.clock.pending()).toBe(1);
    await it.clock.advance(30_000);
    await eventually(() => it.doshii.heartbeats.length === beats);
  }
});

test('the certificate that was agreed to holds for the socket, and for REST at the same server', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock, { tls: 'self-signed' });
  const it = aSource(doshii, clock, { connection: { pin: doshii.fingerprint256 ?? '' } });
  await it.online();
  expect(it.trouble()).toBeUndefined();
  expect(doshii.answers.map(({ name }) => name)).toContain('/orders');
  const unpinned = aSource(doshii, clock);
  unpinned.source.start();
  await unpinned.sink.until(() => unpinned.source.state().phase === 'blocked');
  expect(unpinned.trouble()).toBe('certificate-unknown');
});

test('the certificate of another server that REST is does not offer itself in place of the socket’s', async () => {
  const clock = testClock();
  const [doshii, other] = [await aDoshii(clock), await aDoshii(clock, { tls: 'self-signed' })];
  const it = aSource(doshii, clock, { connection: { doshii: { rest: other.rest } } });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('certificate-unknown');
  expect(it.source.state()).not.toHaveProperty('trouble.fingerprint');
  const order = doshii.order({ data: { uri: undefined } });
  await it.sink.until(() => alertsOf(it, order.id).length === 1);
});

test('a server’s ping is answered in kind, with its number', async () => {
  const it = await running();
  const answer = it.doshii.nextPong();
  const ping = it.doshii.ping();
  expect(JSON.parse((await answer).text)).toEqual({ doshii: { pong: ping, version: VERSION } });
  const nested = it.doshii.nextPong();
  it.doshii.ping({ nested: true });
  expect((await nested).version).toBe(VERSION);
});

test.each(['plain', 'nested'] as const)('a %s pong completes the handshake', async (pong) => {
  const clock = testClock();
  const it = aSource(await aDoshii(clock, { pong }), clock);
  await it.online();
  expect(it.sink.ignoredFrames).toEqual([]);
});

test('without a pong any frame does, and a server that never says a word is given up', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock, { pong: 'none' });
  const it = aSource(doshii, clock);
  it.source.start();
  await doshii.listening();
  doshii.order();
  await it.sink.until(() => it.source.state().phase === 'online');
  await it.stop();
  const mute = aSource(doshii, clock);
  const listener = doshii.nextListener();
  mute.source.start();
  await listener;
  await settle();
  await clock.advance(74_999);
  expect(mute.source.state().phase).toBe('connecting');
  await clock.advance(1);
  expect(mute.trouble()).toBe('silent');
});

test.each([401, 403, 404, { close: 1008 }, { close: 4001, reason: 'who are you' }])('a refusal (%o) is most likely about the client id', async (refusal) => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  doshii.faults.refuseSockets(refusal);
  const it = aSource(doshii, clock);
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('client-refused');
});

test.each([500, 503, { close: 1001 }, { close: 1011 }])('a server that ends it for its own sake (%o) refuses nobody', async (refusal) => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  doshii.faults.refuseSockets(refusal);
  const it = aSource(doshii, clock);
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe(typeof refusal === 'number' ? 'server-error' : 'lost');
});

test('a close by policy after frames is a lost connection', async () => {
  const it = await running();
  it.doshii.drop(1008);
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('lost');
});

test('a server that lets us in and out again at once is asked less and less', async () => {
  const it = await running();
  const waits: number[] = [];
  for (let stay = 0; stay < 5; stay++) {
    it.doshii.drop();
    await it.sink.until(() => it.source.state().phase === 'waiting');
    const state = it.source.state();
    waits.push(state.phase === 'waiting' ? state.retryAt - it.clock.now() : 0);
    await it.clock.advance(waits.at(-1) ?? 0);
    await it.sink.until(() => it.source.state().phase === 'online');
  }
  expect(waits.at(-1)).toBeGreaterThan(10_000);
});

test('the socket never waits: news is told while details and venues hang', async () => {
  const it = await running();
  it.doshii.faults.silent();
  for (let made = 0; made < 50; made++) it.doshii.order({ locationId: made % 2 === 0 ? 'nobody' : String(it.doshii.venue.id) });
  await it.sink.until(() => it.sink.kept.alerts.size === 50);
  expect(it.source.state().phase).toBe('online');
});

test('details fill in what a frame leaves out, under the same key', async () => {
  const it = await running();
  const order = it.doshii.order();
  await it.sink.until(() => alertsOf(it, order.id)[0]?.item !== undefined);
  expect(alertsOf(it, order.id)).toMatchObject([{ road: 'live', status: 'pending', account: it.doshii.venue.row['name'], amount: { value: expect.any(String) } }]);
  const checkin = it.doshii.checkin();
  await it.sink.until(() => alertsOf(it, checkin.id)[0]?.tables !== undefined);
  expect(alertsOf(it, checkin.id)).toHaveLength(1);
  for (const make of ['loyaltyCheckin', 'enquiry', 'activation', 'transaction', 'booking'] as const) {
    const thing = it.doshii[make]();
    expect(await it.doshii.nextAnswer(String(thing.id))).toMatchObject({ status: 200 });
    await it.sink.until(() => alertsOf(it, thing.id).length === 1);
  }
});

test('an address for tills is read where Apps read it', async () => {
  const it = await running();
  const order = it.doshii.order({ live: false });
  order.say('order_created', { data: { uri: order.posUri } });
  await it.sink.until(() => alertsOf(it, order.id)[0]?.item !== undefined);
  expect(it.doshii.answers.at(-1)).toMatchObject({ name: `/orders/${order.id}`, status: 200 });
});

test('a uri to another host fetches nothing, and its news stands alone', async () => {
  const it = await running();
  const elsewhere = await startElsewhere();
  onTestFinished(() => elsewhere.close());
  const since = it.doshii.requests.length;
  const uris = [`${elsewhere.url}/orders/1`, `${elsewhere.named}/orders/1`, it.doshii.rest.replace('127.0.0.1', 'localhost'), 'https://evil.doshii.co.attacker.test/orders/1'];
  for (const uri of uris) it.doshii.order({ data: { uri } });
  await passed(it);
  await it.clock.advance(60_000);
  expect(elsewhere.connections).toBe(0);
  expect(it.doshii.requests).toHaveLength(since);
  expect([...it.sink.kept.alerts.values()].filter(({ kind, item }) => kind === 'venueOrder' && item === undefined)).toHaveLength(uris.length);
});

test('a redirect of details is not followed', async () => {
  const it = await running();
  const elsewhere = await startElsewhere();
  onTestFinished(() => elsewhere.close());
  it.doshii.faults.redirect(`${elsewhere.url}/orders/1`, '/orders/');
  const order = it.doshii.order();
  await it.doshii.nextAnswer('/orders/');
  await passed(it);
  expect(elsewhere.connections).toBe(0);
  expect(alertsOf(it, order.id)[0]?.item).toBeUndefined();
});

test('at most four details are read at once, and what is said twice is read once', async () => {
  const it = await running();
  const held = it.doshii.faults.hold('/orders/');
  const orders = Array.from({ length: 8 }, () => {
    const order = it.doshii.order();
    it.doshii.repeatLast();
    return order;
  });
  await passed(it);
  const names = (): string[] => it.doshii.requests.flatMap(({ name }) => (name.startsWith('/orders/') ? [name.slice('/orders/'.length)] : []));
  await eventually(() => names().length === 4);
  await settle();
  // Each has a connection of its own, so any may come first.
  expect(names().toSorted()).toEqual(orders.slice(0, 4).map(({ id }) => String(id)).toSorted());
  held.release();
  await it.sink.until(() => orders.every(({ id }) => alertsOf(it, id)[0]?.item !== undefined));
  expect(names().toSorted()).toEqual(orders.map(({ id }) => String(id)).toSorted());
});

test('details that are not there, or not for us, are that one’s affair', async () => {
  const it = await running();
  it.doshii.faults.failNext(403, { match: '/orders/' });
  it.doshii.faults.failNext(500, { match: '/orders/' });
  it.doshii.order();
  it.doshii.order();
  const gone = it.doshii.order({ data: { uri: `${it.doshii.rest}/orders/gone` } });
  const order = it.doshii.order();
  await it.sink.until(() => alertsOf(it, order.id)[0]?.item !== undefined);
  expect(it.trouble()).toBeUndefined();
  expect(alertsOf(it, gone.id)).toHaveLength(1);
});

test('details of another thing than the news is about are none of it', async () => {
  const it = await running();
  const other = it.doshii.order({ live: false });
  const order = it.doshii.order({ data: { uri: other.uri } });
  await it.doshii.nextAnswer(`/orders/${other.id}`);
  await passed(it);
  expect(alertsOf(it, order.id)[0]?.item).toBeUndefined();
  expect(alertsOf(it, other.id)).toEqual([]);
});

test('a secret that is refused with details is said, and nothing more is asked', async () => {
  const it = await running();
  it.doshii.faults.failAlways(401, { match: '/orders/' });
  it.doshii.order();
  await it.sink.until(() => it.trouble() === 'wrong-client-secret');
  expect(it.source.state().phase).toBe('online');
  const since = it.doshii.requests.length;
  it.doshii.order();
  await passed(it);
  expect(it.doshii.requests).toHaveLength(since);
});

test('without a client secret nothing is asked of REST, and venues go by their ids', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const it = aSource(doshii, clock, { secret: { clientId: doshii.clientId } });
  await it.online();
  const order = doshii.order();
  await it.sink.until(() => alertsOf(it, order.id).length === 1);
  expect(alertsOf(it, order.id)[0]?.account).toBe(doshii.venue.id);
  await clock.advance(60_000);
  expect(doshii.requests).toEqual([]);
});

test('an alert that neither disk nor memory took is caught up later, as news', async () => {
  const it = await running();
  await it.clock.advance(60_000);
  let full = true;
  it.sink.beforeWrite = () => {
    if (full) throw new Error('disk full');
  };
  const order = it.doshii.order({ live: false });
  order.say('order_created', { data: { uri: undefined, version: order.row['version'] } });
  await eventually(() => it.logged.some((line) => line.includes('disk full')));
  full = false;
  while (alertsOf(it, order.id).length === 0) await it.clock.advance(1_000);
  expect(alertsOf(it, order.id)).toMatchObject([{ kind: 'venueOrder', road: 'catch-up' }]);
});

test('20,000 frames in a burst are taken whole', async () => {
  const it = await running();
  for (let made = 0; made < 20_000; made++) it.doshii.say('menu_updated', { locationId: `v${made}`, version: String(made) });
  await it.sink.until(() => it.sink.kept.alerts.size === 20_000);
  expect(it.source.state().phase).toBe('online');
}, 60_000);

test('neither secret, nor client id, nor a token stands in a log, a state or an alert', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const it = aSource(doshii, clock);
  const end = doshii.faults.refuseSockets(403);
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  end();
  doshii.faults.failNext(500, { match: '/locations' });
  doshii.faults.half('/orders');
  while (it.source.state().phase !== 'online') {
    await doshii.idle();
    // In short steps: an answer that is on its way is not to be given up for a clock that jumps.
    await clock.advance(50);
  }
  expect(it.sink.states.flatMap((state) => ('trouble' in state ? (state.trouble?.code ?? []) : []))).toEqual(
    expect.arrayContaining(['client-refused', 'server-error', 'unreachable'])
  );
  doshii.faults.failNext(500, { match: '/orders/' });
  doshii.order();
  await doshii.nextAnswer('/orders/');
  await doshii.down();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  await it.stop();
  const said = JSON.stringify([it.logged, it.sink.states, it.sink.ignoredFrames, it.sink.kept.batches]);
  const base64 = Buffer.from(doshii.clientId).toString('base64');
  for (const secret of [doshii.clientSecret, doshii.clientId, base64, base64.replaceAll('+', '%2B'), encodeURIComponent(base64), ...doshii.tokens]) {
    expect(said).not.toContain(secret);
  }
});
