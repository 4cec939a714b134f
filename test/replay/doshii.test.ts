import { expect, test } from 'vitest';
import { replay, type ReplayLine } from '../../src/replay/replay.ts';
import { NOON } from '../clock.ts';

async function run(files: Record<string, string>, ...argv: string[]): Promise<ReplayLine[]> {
  const out: string[] = [];
  const code = await replay(['--kind', 'doshii', '--now', new Date(NOON).toISOString(), ...argv, ...Object.keys(files)], {
    read: (file) => Promise.resolve(files[file] ?? ''),
    print: (text) => out.push(text),
    warn: (text) => expect.fail(text),
    now: () => NOON,
  });
  expect(code).toBe(0);
  return out.map((text) => JSON.parse(text) as ReplayLine);
}

const iso = (time: number) => new Date(time).toISOString();
const outcomes = (out: readonly ReplayLine[]) => out.map(({ outcome }) => outcome);
const lines = (...frames: unknown[]) => frames.map((frame) => JSON.stringify(frame)).join('\n');

const PONG = { doshii: { pong: 1539144663417, version: '3.2.123' } };
const PING = { doshii: { ping: 1539153237588, version: '3.2.0' } };
const created = (id: number, fields: object = {}) => ({ emit: ['order_created', { id, status: 'pending', locationId: 'aH43yx2', ...fields }] });
const row = (id: number, fields: object = {}) => ({
  id: String(id),
  status: 'pending',
  locationId: 'aH43yx2',
  type: 'pickup',
  consumer: { name: 'Tony T' },
  items: [{ name: 'Flat white', totalAfterSurcounts: '450' }],
  version: `v${id}`,
  createdAt: iso(NOON - 60_000),
  updatedAt: iso(NOON),
  uri: `https://sandbox.doshii.co/partner/v3/orders/${id}`,
  ...fields,
});

test('frames as lines, each told as the app would tell it; heartbeats are a state', async () => {
  const out = await run({ a: lines(PONG, PING, created(1), { event: 'menu_updated', data: { locationId: 'aH43yx2' } }, created(1), { type: 'x' }) });
  expect(outcomes(out)).toEqual(['state', 'state', 'alert', 'alert', 'duplicate', 'alert']);
  expect(out[2]).toMatchObject({
    frame: 3,
    alert: { kind: 'venueOrder', category: 'order', status: 'pending', account: 'aH43yx2', subject: { type: 'order', id: '1' } },
    decision: { deliver: 'notify' },
  });
  expect(out[3]).toMatchObject({ alert: { kind: 'venueRecord' }, decision: { deliver: 'inbox' } });
});

test('what is no frame says why', async () => {
  const out = await run({ a: `Not JSON\n${lines({ hello: 1 }, ['menu_updated'])}` });
  expect(out.map(({ outcome, reason }) => `${outcome}: ${reason ?? ''}`)).toEqual([
    'ignored: not JSON',
    'ignored: no frame of Doshii: neither an event nor a heartbeat',
    'ignored: JSON, but not an object',
  ]);
});

test('an array of frames is taken one by one', async () => {
  expect(outcomes(await run({ a: JSON.stringify([PONG, created(1), created(2)]) }))).toEqual(['state', 'alert', 'alert']);
  expect(outcomes(await run({ a: '[]' }))).toEqual(['state']);
});

test('a list of REST is taken oldest first, with the payments in it, and meets the frames', async () => {
  const payment = { id: 9, status: 'complete', amount: '450', version: 't1', updatedAt: iso(NOON) };
  const rows = [row(2, { updatedAt: iso(NOON + 1) }), row(1, { transactions: [payment] })];
  const out = await run({ a: lines(created(1)), b: JSON.stringify({ count: 2, offset: 0, limit: 100, rows }) });
  expect(outcomes(out)).toEqual(['alert', 'amended', 'alert', 'alert']);
  expect(out[1]).toMatchObject({ frame: 2, reason: expect.stringContaining('amount'), alert: { subject: { id: '1' }, amount: { text: '4.50' } } });
  expect(out[2]?.alert).toMatchObject({ kind: 'venuePayment', subject: { type: 'order', id: '1' } });
  expect(out[3]?.alert).toMatchObject({ kind: 'venueOrder', actor: { name: 'Tony T' }, subject: { id: '2' } });
});

test('a row by itself, and the same again', async () => {
  expect(outcomes(await run({ a: JSON.stringify(row(1)), b: JSON.stringify(row(1)) }))).toEqual(['alert', 'duplicate']);
});

test('bookings and payments are known by their addresses, or by what only they have', async () => {
  const kinds = async (fields: object) => (await run({ a: JSON.stringify({ id: '7', status: 'complete', ...fields }) })).map(({ alert }) => alert?.['kind']);
  expect(await kinds({ uri: 'https://sandbox.doshii.co/partner/v3/bookings/7' })).toEqual(['booking']);
  expect(await kinds({ date: iso(NOON), covers: '2' })).toEqual(['booking']);
  expect(await kinds({ uri: 'https://sandbox.doshii.co/pos/v3/transactions/7' })).toEqual(['venuePayment']);
  expect(await kinds({ orderId: '1' })).toEqual(['venuePayment']);
  expect(await kinds({ items: [] })).toEqual(['venueOrder']);
  expect(await kinds({})).toEqual([undefined]);
});

test('venues go by their names once they were listed', async () => {
  const venues = { count: 1, rows: [{ id: 'aH43yx2', name: 'Corner Cafe' }] };
  const out = await run({ a: JSON.stringify(venues), b: lines(created(1)) });
  expect(out[0]).toMatchObject({ outcome: 'state', reason: 'the venue Corner Cafe' });
  expect(out[1]?.alert).toMatchObject({ account: 'Corner Cafe' });
});

test('a frame that the socket would refuse', async () => {
  const [line] = await run({ a: lines(created(1, { notes: 'x'.repeat(4 * 1_048_576) })) });
  expect(line).toEqual({ frame: 1, outcome: 'ignored', reason: 'longer than 4 MiB: the socket refuses it' });
});
