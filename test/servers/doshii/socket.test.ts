import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDoshii, type Doshii } from './doshii.ts';
import { EVENTS } from './events.ts';
import { connect } from './client.ts';
import { CARD_DATA } from './rows.ts';
import { ask } from '../ask.ts';
import { listen } from '../listening.ts';

let doshii: Doshii;
beforeEach(async () => {
  doshii = await startDoshii();
});
afterEach(() => doshii.close());

test('a client id in base64 opens the socket on both paths, and the opening is noted', async () => {
  await connect(doshii);
  await connect(doshii, { url: `${doshii.wsUrl('/app/socket/v3')}&deviceId=till-1` });
  expect(doshii.attempts).toMatchObject([
    { path: '/app/socket', clientId: doshii.clientId, deviceId: undefined, status: 101 },
    { path: '/app/socket/v3', clientId: doshii.clientId, deviceId: 'till-1', status: 101 },
  ]);
  expect([doshii.connections, doshii.listeners]).toEqual([2, 2]);
});

test('the default client id shows whether a plus was encoded: raw, a server reads a space', async () => {
  const auth = Buffer.from(doshii.clientId).toString('base64');
  expect(auth).toMatch(/\+.*=$/);
  await expect(listen(`${doshii.url.replace('http', 'ws')}/app/socket?auth=${auth}`)).rejects.toThrow('401');
  expect(doshii.attempts).toMatchObject([{ clientId: undefined, status: 401 }]);
});

test('base64 without its padding, in the other alphabet, or of another id is refused', async () => {
  const auth = Buffer.from(doshii.clientId).toString('base64');
  for (const wrong of [auth.replace(/=+$/, '').replace('+', '%2B'), auth.replace('+', '-'), Buffer.from('another').toString('base64')]) {
    await expect(listen(`${doshii.url.replace('http', 'ws')}/app/socket?auth=${wrong}`)).rejects.toThrow('401');
  }
  await expect(listen(`${doshii.url.replace('http', 'ws')}/app/socket`)).rejects.toThrow('401');
  await expect(listen(doshii.wsUrl('/app/other'))).rejects.toThrow('404');
});

test.each([400, 401, 403] as const)('a wrong client id gets %d where the test says so', async (refusal) => {
  await using other = await startDoshii({ refusal });
  await expect(listen(other.wsUrl('/app/socket', 'another'))).rejects.toThrow(String(refusal));
});

test('a wrong client id may be let in and then closed, with a code', async () => {
  await using other = await startDoshii({ refusal: { close: 4001, reason: 'unknown app' } });
  const gone = other.nextDisconnection();
  const client = await listen(other.wsUrl('/app/socket', 'another'));
  expect(await client.closed).toBe(4001);
  await gone;
  expect(other.connections).toBe(0);
});

test('nothing is told before the first heartbeat, and what happened until then is not made up for', async () => {
  const client = await connect(doshii, { beat: false });
  const early = doshii.order();
  client.beat();
  expect(await client.nextFrame()).toMatchObject({ doshii: { version: '3.2.4' } });
  const late = doshii.order();
  expect(await client.nextFrame()).toMatchObject({ emit: ['order_created', { id: late.id }] });
  expect(early.id).not.toBe(late.id);
  expect(client.waiting).toEqual([]);
});

test('a heartbeat is answered plainly, nested, or not at all', async () => {
  const plain = await connect(doshii, { beat: false });
  plain.beat();
  expect(await plain.nextFrame()).toEqual({ doshii: { pong: expect.any(Number), version: '3.2.4' } });
  await using nested = await startDoshii({ pong: 'nested' });
  const other = await connect(nested, { beat: false });
  other.beat();
  expect(await other.nextFrame()).toEqual({ data: { doshii: { pong: expect.any(Number), version: '3.2.4' } } });
  await using mute = await startDoshii({ pong: 'none' });
  const third = await connect(mute, { beat: false });
  const beaten = mute.listening();
  third.beat();
  await beaten;
  mute.say('menu_updated');
  expect(await third.nextFrame()).toMatchObject({ emit: ['menu_updated', { locationId: mute.venue.id }] });
});

test('a ping of the server is seen, and so is its answer', async () => {
  const client = await connect(doshii);
  const ms = doshii.ping();
  expect(await client.nextFrame()).toEqual({ doshii: { ping: ms, version: '3.2.4' } });
  const pong = doshii.nextPong();
  client.socket.send(JSON.stringify({ doshii: { pong: ms, version: '9' } }));
  expect(await pong).toMatchObject({ pong: ms, version: '9' });
  doshii.ping({ nested: true });
  expect(await client.nextFrame()).toMatchObject({ data: { doshii: { ping: expect.any(Number) } } });
});

test('every event comes in each of the three shapes', async () => {
  const client = await connect(doshii);
  for (const event of [...EVENTS, 'something_new']) {
    doshii.say(event, { id: 'a' }, { shape: 'type' });
    doshii.say(event, { id: 'a' }, { shape: 'event' });
    doshii.say(event, { id: 'a' }, { shape: 'emit' });
    const data = { locationId: doshii.venue.id, id: 'a' };
    expect([await client.nextFrame(), await client.nextFrame(), await client.nextFrame()]).toEqual([
      { type: event, data },
      { event, data },
      { emit: [event, data] },
    ]);
  }
});

test('an event says where its thing is, and what a test adds or takes away', async () => {
  const client = await connect(doshii);
  const order = doshii.order({ fields: { posRef: 'POS-1' } });
  const data = { id: order.id, locationId: doshii.venue.id, status: 'pending', posRef: 'POS-1', uri: `${doshii.rest}/orders/${order.id}` };
  expect(await client.nextFrame()).toEqual({ emit: ['order_created', data] });
  order.update({ status: 'rejected' }, { data: { uri: order.posUri, posRef: undefined, version: 'v' } });
  const { posRef: _posRef, ...rest } = data;
  expect(await client.nextFrame()).toEqual({ emit: ['order_updated', { ...rest, status: 'rejected', uri: order.posUri, version: 'v' }] });
  expect(order.told).toBe(2);
});

test('what has no maker of its own says by itself what such events say', async () => {
  const client = await connect(doshii);
  doshii.say('points_redemption');
  doshii.say('points_redemption');
  doshii.say('table_updated', { name: 'Bar 1' });
  const { id } = doshii.venue;
  const points = { locationId: id, id: 'points-1', status: 'pending', points: 200 };
  expect(await client.nextFrame()).toMatchObject({ emit: ['points_redemption', points] });
  expect(await client.nextFrame()).toMatchObject({ emit: ['points_redemption', { id: 'points-2' }] });
  expect(await client.nextFrame()).toEqual({ emit: ['table_updated', { locationId: id, name: 'Bar 1' }] });
});

test('a card that is asked about comes with what nobody else should see', async () => {
  const client = await connect(doshii);
  const card = doshii.activation();
  expect(await client.nextFrame()).toEqual({
    emit: ['card_activate', { id: card.id, locationId: doshii.venue.id, status: 'pending', uri: card.uri, requestData: CARD_DATA }],
  });
});

test('a change may be missed: the store has it, and nobody was told', async () => {
  const client = await connect(doshii);
  const order = doshii.order({ live: false });
  order.update({ status: 'complete' }, { live: false });
  order.remove({ live: false });
  doshii.say('menu_updated');
  expect(await client.nextFrame()).toMatchObject({ emit: ['menu_updated', {}] });
  expect(order.told).toBe(0);
});

test('the last event comes once more, or each as often as asked', async () => {
  const client = await connect(doshii);
  doshii.checkin();
  doshii.repeatLast();
  const [first, second] = [await client.next(), await client.next()];
  expect(second).toBe(first);
  doshii.faults.repeatEvents(2);
  doshii.booking();
  expect(await client.next()).toBe(await client.next());
});

test('garbage, binary and huge frames reach the client', async () => {
  const client = await connect(doshii);
  await doshii.sendText('{"emit":["order_created"');
  await doshii.sendBinary(Buffer.from([0, 255]));
  await doshii.sendHuge(2_000_000);
  expect(await client.next()).toBe('{"emit":["order_created"');
  await client.next();
  expect((await client.next()).length).toBeGreaterThan(2_000_000);
});

test('sockets are turned away, held back, and let in again', async () => {
  const end = doshii.faults.refuseSockets(503);
  await expect(listen(doshii.wsUrl())).rejects.toThrow('503');
  end();
  const hold = doshii.faults.holdSockets();
  const opening = connect(doshii);
  await hold.arrived;
  expect(doshii.attempts).toHaveLength(1);
  hold.release();
  await opening;
  expect(doshii.attempts).toHaveLength(2);
  doshii.faults.refuseSockets({ close: 1008 });
  expect(await (await listen(doshii.wsUrl())).closed).toBe(1008);
});

test('pongs stop while business goes on, and come again', async () => {
  const client = await connect(doshii);
  const end = doshii.faults.noPongs();
  const beat = doshii.nextHeartbeat();
  client.beat();
  await beat;
  doshii.order();
  expect(await client.nextFrame()).toMatchObject({ emit: ['order_created', {}] });
  end();
  client.beat();
  expect(await client.nextFrame()).toMatchObject({ doshii: {} });
});

test('a half-open socket stays, and nothing passes on it either way', async () => {
  const client = await connect(doshii);
  doshii.sockets.halfOpen();
  client.beat();
  doshii.order();
  // Whatever would have come has come by the time that another socket was served.
  await connect(doshii);
  expect(client.waiting).toEqual([]);
  expect(doshii.heartbeats).toHaveLength(2);
  doshii.sockets.resume();
  expect(await client.nextFrame()).toMatchObject({ emit: ['order_created', {}] });
  expect(await client.nextFrame()).toMatchObject({ doshii: {} });
});

test.each([
  ['cut', 1006],
  ['reset', 1006],
  [4000, 4000],
] as const)('an open socket may end by %s', async (how, code) => {
  const client = await connect(doshii);
  doshii.drop(how);
  expect(await client.closed).toBe(code);
});

test('down and up again on the same port, with what was in the store', async () => {
  const client = await connect(doshii);
  const order = doshii.order();
  await doshii.down();
  expect(await client.closed).toBe(1006);
  await expect(listen(doshii.wsUrl())).rejects.toThrow('ECONNREFUSED');
  await doshii.up();
  await connect(doshii);
  expect(doshii.store.find('order', order.id)).toBeDefined();
});

test('over TLS, with a certificate of its own', async () => {
  await using secure = await startDoshii({ tls: 'self-signed' });
  expect(secure.wsUrl()).toMatch(/^wss:/);
  expect(secure.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}/);
  const client = await connect(secure);
  secure.order();
  expect(await client.nextFrame()).toMatchObject({ emit: ['order_created', { uri: expect.stringMatching(/^https:/) }] });
  expect((await ask(`${secure.rest}/locations`)).status).toBe(401);
});
