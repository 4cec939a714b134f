import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeConsumption, timesOf, topicsOf } from '../../../src/sources/ewallet/consumption.ts';
import { NOON } from '../../clock.ts';
import { DECRYPTED, type Status } from '../../servers/ewallet/domain.ts';
import { at, caughtUp, idIn, live, row } from './decoding.ts';

const shop = idIn(row(), 'transaction_request.account_id');
const alice = idIn(row(), 'user_id');
const requestTopic = `transaction_request:${idIn(row(), 'transaction_request_id')}`;
const consumptionTopic = `transaction_consumption:${idIn(row(), 'id')}`;
const SECOND = 1_000;
const MINUTE = 60_000;
const catchUp = at({ road: 'catch-up' });
const first = at({ road: 'first' });

test('a pending row asks to be confirmed, with the key of its event', () => {
  const alert = caughtUp();
  expect(alert).toMatchObject({ kind: 'consumptionRequest', status: 'pending', road: 'catch-up', openNow: true, read: false });
  expect(alert.key).toBe(live().key);
});

test.each(['confirmed', 'rejected', 'cancelled', 'failed', 'expired'] as const)('a %s row is its finalization, with the key of its event', (status) => {
  const alert = caughtUp({ status });
  expect(alert).toMatchObject({ kind: 'consumptionFinalized', status, actions: [], read: false });
  expect(alert.openNow).toBeUndefined();
  expect(alert.key).toBe(live({ status }).key);
  expect(decodeConsumption(row({ status }), catchUp)?.settles).toBe(caughtUp().key);
});

test.each([
  ['approved, and on its way', { status: 'approved' } as const],
  ['pending without asking anybody', { request: { requireConfirmation: false } }],
  ['of a status that nobody knows', { override: { status: 'dreaming' } }],
  ['without a status', { override: { status: null } }],
  ['without an id', { override: { id: null } }],
])('a row that is %s is no news', (_, details) => {
  expect(decodeConsumption(row(details), catchUp)).toBeUndefined();
});

test.each([null, undefined, 7, 'x', [], {}, [{}]])('%j is no row', (value) => {
  expect(decodeConsumption(value, catchUp)).toBeUndefined();
  expect(topicsOf(value)).toEqual([]);
  expect(timesOf(value)).toEqual({ createdAt: undefined, finalAt: undefined });
});

test('the row is kept to the last digit, without what is decrypted', () => {
  const { frame } = caughtUp({ amount: 10n ** 38n + 1n, transactionId: 'txn_1', status: 'confirmed' });
  expect(frame).toContain('"amount":100000000000000000000000000000000000001,');
  expect(frame).not.toContain(DECRYPTED);
  expect(frame).not.toContain('encrypted_metadata');
});

test('why a row failed stands in its transaction', () => {
  const failure = { code: 'transaction:insufficient_funds', description: 'not enough tok_OMG_7' };
  const token = { id: 'tok_OMG_7' };
  expect(caughtUp({ status: 'failed', failure, transactionId: 'txn_1', token }).text).toBe('not enough OMG');
});

test('when it runs out is a deadline, of a request only', () => {
  const expirationDate = NOON + 5 * MINUTE;
  expect(live({ expirationDate }).deadlineAt).toBe(expirationDate);
  expect(live({ expirationDate, status: 'confirmed' }).deadlineAt).toBeUndefined();
  expect(live().deadlineAt).toBeUndefined();
});

test.each([
  ['the same clock', NOON - 2 * SECOND, NOON - 2 * SECOND],
  ['a clock that is a little fast', NOON + SECOND, NOON],
  ['a clock that is slow by hours', NOON - 90 * MINUTE, NOON],
  ['a clock that is fast by hours', NOON + 90 * MINUTE, NOON],
])('live, with %s, it happened just now', (_, theirs, ours) => {
  expect(live({ at: theirs }).occurredAt).toBe(ours);
  expect(live({ at: NOON - 60 * MINUTE, status: 'confirmed', times: { confirmed: theirs } }).occurredAt).toBe(ours);
});

test('caught up, it happened when the server says, never later than now', () => {
  const created = NOON - 3 * 3_600_000;
  expect(caughtUp({ at: created }).occurredAt).toBe(created);
  expect(caughtUp({ at: created, status: 'rejected', times: { rejected: created + 5 } }).occurredAt).toBe(created + 5);
  expect(caughtUp({ at: created, status: 'rejected', override: { rejected_at: null } }).occurredAt).toBe(created);
  expect(caughtUp({ at: NOON + MINUTE }).occurredAt).toBe(NOON);
  expect(caughtUp({ override: { created_at: null } }).occurredAt).toBe(NOON);
});

test.each([
  ['2026-03-01T11:59:59Z', NOON - SECOND],
  ['2026-03-01T11:59:59.123456Z', NOON - SECOND + 123],
  ['2026-03-01T11:59:59.000000', NOON - SECOND],
  ['2026-03-01 11:59:59', NOON - SECOND],
  ['2026-03-01T13:59:59+02:00', NOON - SECOND],
  ['tomorrow', undefined],
  ['0000-00-00T00:00:00Z', undefined],
  ['2026-03-01', undefined],
  [1772366399, undefined],
])('the time %j is read as UTC', (written, time) => {
  expect(timesOf(row({ override: { created_at: written } })).createdAt).toBe(time);
});

test('a row says when it was made, and when it came to its end', () => {
  const made = NOON - MINUTE;
  expect(timesOf(row({ at: made }))).toEqual({ createdAt: made, finalAt: undefined });
  expect(timesOf(row({ at: made, status: 'cancelled', times: { cancelled: NOON } }))).toEqual({ createdAt: made, finalAt: NOON });
  expect(timesOf(row({ at: made, status: 'approved' }))).toEqual({ createdAt: made, finalAt: undefined });
});

test('of the first catch-up only what is open now is unread', () => {
  const of = (details: Parameters<typeof caughtUp>[0]) => {
    const { openNow, read } = caughtUp(details, first);
    return { openNow, read };
  };
  expect(of({})).toEqual({ openNow: true, read: false });
  expect(of({ expirationDate: NOON + 1 })).toEqual({ openNow: true, read: false });
  expect(of({ expirationDate: NOON })).toEqual({ openNow: undefined, read: true });
  expect(of({ status: 'confirmed' })).toEqual({ openNow: undefined, read: true });
});

test('on later catch-ups a request that ran out is no longer open, and unread', () => {
  const { openNow, read } = caughtUp({ expirationDate: NOON }, catchUp);
  expect({ openNow, read }).toEqual({ openNow: undefined, read: false });
});

test('live, nothing is said to be open: it is news anyway', () => {
  expect(live().openNow).toBeUndefined();
});

test('only money that is gone has a minus', () => {
  const value = (status: Status, us: string, type: 'send' | 'receive' = 'receive') =>
    live({ amount: 5, status, request: { type }, event: status === 'pending' ? 'request' : 'finalized' }, at({ ours: new Set([us]) })).amount?.value;
  expect(value('confirmed', alice)).toBe('-5');
  expect(value('confirmed', shop)).toBe('5');
  expect(value('confirmed', shop, 'send')).toBe('-5');
  for (const status of ['pending', 'rejected', 'cancelled', 'failed', 'expired'] as const) expect(value(status, alice)).toBe('5');
  expect(live({ amount: 0, status: 'confirmed' }, at({ ours: new Set([alice]) })).amount?.value).toBe('0');
});

test('the other side is who it is about, with our account by name', () => {
  const owned = live({ shop: { name: 'Coffee & Co' } }, at({ ours: new Set([shop]) }));
  expect(owned).toMatchObject({ actor: { id: alice, name: 'Alice Liddell' }, account: 'Coffee & Co' });
  const consumed = live({ shop: { name: 'Coffee & Co' }, topic: consumptionTopic }, at({ ours: new Set([alice]) }));
  expect(consumed).toMatchObject({ actor: { id: shop, name: 'Coffee & Co' } });
  expect(consumed.account).toBeUndefined();
  expect(live({ account: { name: 'Branch 2' }, topic: consumptionTopic }, at({ ours: new Set([idIn(row({ account: {} }), 'account_id')]) })).account).toBe(
    'Branch 2'
  );
  expect(live({ topic: consumptionTopic }).account).toBeUndefined();
});

test("the owner's own reference comes first, then the consumer's", () => {
  expect(live({ request: { correlationId: 'order-1' }, correlationId: 'theirs' }).reference).toBe('order-1');
  expect(live({ correlationId: ' <b>theirs</b>\n7 ' }).reference).toBe('theirs 7');
  expect(live().reference).toBeUndefined();
});

test('a request is told to its owner and by the request, an end to the consumer too', () => {
  const pending = row();
  const owner = [`account:${shop}`, `address:${idIn(pending, 'transaction_request.address')}`, requestTopic];
  expect(new Set(topicsOf(pending))).toEqual(new Set(owner));
  const consumer = [`user:${alice}`, `user:${idIn(pending, 'user.provider_user_id')}`, `address:${idIn(pending, 'address')}`, consumptionTopic];
  expect(new Set(topicsOf(row({ status: 'expired' })))).toEqual(new Set([...owner, ...consumer]));
});

test('a row with little in it is told by what there is', () => {
  const bare = { id: 'txc_1', status: 'confirmed', transaction_request_id: 'txr_1', user_id: 'usr_1', user: {}, transaction_request: null };
  expect(topicsOf(bare)).toEqual(['transaction_request:txr_1', 'user:usr_1', 'transaction_consumption:txc_1']);
  expect(topicsOf({ id: 'txc_1' })).toEqual([]);
});

test('no row makes it throw', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, maxDepth: 3 }), (value) => {
      const wrapped = typeof value === 'object' && value !== null ? { ...value, id: 'txc_1', status: 'pending' } : value;
      expect(() => [decodeConsumption(wrapped, catchUp), topicsOf(wrapped), timesOf(wrapped)]).not.toThrow();
    })
  );
});
