import { expect, test } from 'vitest';
import { CONSUMPTIONS } from '../../../src/sources/ewallet/catch-up.ts';
import { finalizedKey, requestKey } from '../../../src/sources/ewallet/keys.ts';
import { NOON, settle, testClock } from '../../clock.ts';
import type { Consumption } from '../../servers/ewallet/domain.ts';
import type { Wallet } from '../../servers/ewallet/wallet.ts';
import { aSource, aStay, aWallet, consume, DAY, keys, type SourceOptions } from './with-wallet.ts';

const LIST = 'transaction_consumption.all';
const pages = (wallet: Wallet): unknown[] => wallet.log.requests.filter(({ name }) => name === LIST).map(({ body }) => body);

test('the server is asked exactly as its documents say, from two minutes before the last completed pass', async () => {
  const wallet = await aWallet();
  const { id } = consume(wallet, { live: false, at: NOON - DAY });
  wallet.reject(id, { live: false, at: NOON - 60_000 });
  const kept = await aStay(wallet);
  expect(kept.watermarks).toEqual({ [CONSUMPTIONS]: String(NOON - 60_000) });
  const asked = (value: string) => ({
    page: 1n,
    per_page: 100n,
    sort_by: 'created_at',
    sort_dir: 'desc',
    match_any: [
      ...['created_at', 'confirmed_at', 'rejected_at', 'failed_at', 'expired_at'].map((field) => ({ field, comparator: 'gte', value })),
      { field: 'status', comparator: 'eq', value: 'pending' },
    ],
  });
  await aStay(wallet, { kept });
  expect(pages(wallet)).toEqual([asked(new Date(NOON - 90 * DAY).toISOString()), asked(new Date(NOON - 180_000).toISOString())]);
});

test('first connect: 90 days as history; what is still pending is unread and open, however old', async () => {
  const wallet = await aWallet();
  const at = [NOON - 200 * DAY, NOON - 100 * DAY, NOON - 10 * DAY];
  const [pending, old, recent] = at.map((time) => consume(wallet, { live: false, at: time })) as [Consumption, Consumption, Consumption];
  wallet.reject(old.id, { live: false, at: NOON - 99 * DAY });
  wallet.reject(recent.id, { live: false, at: NOON - 9 * DAY });
  const kept = await aStay(wallet);
  expect([...kept.alerts.keys()]).toEqual([requestKey(pending.id), finalizedKey(recent.id, 'rejected')]);
  expect(kept.alerts.get(requestKey(pending.id))).toMatchObject({ road: 'first', read: false, openNow: true });
  expect(kept.alerts.get(finalizedKey(recent.id, 'rejected'))).toMatchObject({ road: 'first', read: true });
});

test('first connect: a thousand of them, the newest', async () => {
  const wallet = await aWallet();
  const request = wallet.request({ requireConfirmation: false });
  const ids = Array.from({ length: 1_250 }, (_, index) => wallet.consume({ request, live: false, at: NOON - DAY + index * 1_000 }).id);
  const kept = await aStay(wallet);
  expect([...kept.alerts.keys()]).toEqual(ids.slice(-1_000).map((id) => finalizedKey(id, 'confirmed')));
  expect(pages(wallet)).toHaveLength(10);
});

test('a pass that sees nothing keeps the watermark where it was', async () => {
  const wallet = await aWallet();
  const kept = await aStay(wallet);
  expect(kept.watermarks).toEqual({ [CONSUMPTIONS]: String(NOON - 90 * DAY) });
  const again = await aStay(wallet, { kept, clock: testClock(NOON + 30 * DAY) });
  expect(again.watermarks).toEqual({ [CONSUMPTIONS]: String(NOON - 90 * DAY) });
  expect(again.batches).toHaveLength(1);
});

test('a server whose clock runs away does not take the watermark with it', async () => {
  const wallet = await aWallet();
  consume(wallet, { live: false, at: NOON + 5_000 * DAY });
  const kept = await aStay(wallet);
  expect(kept.watermarks).toMatchObject({ [CONSUMPTIONS]: String(NOON - 90 * DAY) });
});

test('what ended while nobody listened settles the request that is held, and is told once', async () => {
  const wallet = await aWallet();
  const first = aSource(wallet);
  await first.online();
  const { id } = consume(wallet);
  await first.arrived(requestKey(id));
  await first.stop();
  wallet.expire(id, { live: false, at: NOON + 1_000 });
  const kept = await aStay(wallet, { kept: first.sink.kept });
  expect(kept.alerts.get(requestKey(id))).toMatchObject({ status: 'expired', actions: [], openNow: false });
  expect(kept.alerts.get(finalizedKey(id, 'expired'))).toMatchObject({ road: 'catch-up' });
  expect(kept.read.has(requestKey(id))).toBe(true);
  const batches = kept.batches.length;
  await aStay(wallet, { kept });
  expect(kept.batches).toHaveLength(batches);
});

test('what was taken back while nobody listened is found out, though no server can be asked for cancellations', async () => {
  const wallet = await aWallet();
  const [gone, open, lost] = Array.from({ length: 3 }, () => consume(wallet, { live: false, at: NOON - DAY })) as [Consumption, Consumption, Consumption];
  consume(wallet, { live: false, at: NOON });
  const kept = await aStay(wallet);
  wallet.cancel(gone.id, { live: false, at: NOON + 1_000 });
  wallet.store.consumptions.delete(lost.id);
  await aStay(wallet, { kept });
  expect(kept.alerts.get(requestKey(gone.id))).toMatchObject({ status: 'cancelled', actions: [] });
  expect(kept.alerts.get(finalizedKey(gone.id, 'cancelled'))).toMatchObject({ road: 'catch-up' });
  expect(kept.alerts.get(requestKey(open.id))).toMatchObject({ status: 'pending' });
  const batches = kept.batches.length;
  const asked = wallet.log.requests.length;
  await aStay(wallet, { kept });
  expect(kept.batches).toHaveLength(batches);
  expect(wallet.log.requests.slice(asked).map(({ name }) => name)).toEqual([LIST]);
});

test('an end that was written without its request’s settling settles it afterwards', async () => {
  const wallet = await aWallet();
  const first = aSource(wallet);
  await first.online();
  const { id } = consume(wallet);
  const request = await first.arrived(requestKey(id));
  wallet.reject(id);
  await first.arrived(finalizedKey(id, 'rejected'));
  await first.stop();
  first.sink.kept.alerts.set(requestKey(id), request);
  const kept = await aStay(wallet, { kept: first.sink.kept });
  expect(kept.alerts.get(requestKey(id))).toMatchObject({ status: 'rejected', actions: [] });
  expect(kept.deliveries.get(finalizedKey(id, 'rejected'))).toBe(1);
});

test('a request that ends live, while an older answer that has it pending is still on its way, stays ended', async () => {
  const wallet = await aWallet();
  const kept = await aStay(wallet);
  const { id } = consume(wallet, { live: false });
  const held = wallet.faults.hold(LIST, { answered: 'before' });
  const it = aSource(wallet, { kept });
  it.source.start();
  await held.arrived;
  wallet.reject(id);
  await it.arrived(finalizedKey(id, 'rejected'));
  held.release();
  await it.online();
  expect(it.alert(requestKey(id))).toBeUndefined();
});

test('what concerns no topic of the connection is somebody else’s', async () => {
  const wallet = await aWallet();
  const other = wallet.store.addAccount('Tea Shop', {});
  const theirs = wallet.consume({ request: wallet.request({ owner: other }), live: false });
  const mine = consume(wallet, { live: false });
  const kept = await aStay(wallet);
  expect([...kept.alerts.keys()]).toEqual([requestKey(mine.id)]);
  const [requested, consumed] = [`transaction_request:${theirs.request.id}`, `transaction_consumption:${theirs.id}`];
  const byRequest = await aStay(wallet, { who: { ...keys(wallet), topics: [requested] } });
  expect([...byRequest.alerts.keys()]).toEqual([requestKey(theirs.id)]);
  // A consumption's topic never carries the request (ewallet.md, "Topics").
  const byConsumption = await aStay(wallet, { who: { ...keys(wallet), topics: [consumed] } });
  expect([...byConsumption.alerts.keys()]).toEqual([]);
});

test('a server that ignores the filter is read only as far back as something may have ended since; old ends are no news', async () => {
  const wallet = await aWallet({ generation: '1.0' });
  const kept = await aStay(wallet);
  const request = wallet.request({ requireConfirmation: false });
  const ended = (count: number, from: number): string[] =>
    Array.from({ length: count }, (_, index) => wallet.consume({ request, live: false, at: from + index }).id);
  const old = [...ended(500, NOON - 200 * DAY), ...ended(150, NOON - 95 * DAY)];
  const pending = consume(wallet, { live: false, at: NOON - 20 * DAY });
  const asked = pages(wallet).length;
  const it = await aStay(wallet, { kept });
  expect([...it.alerts.keys()]).toEqual([requestKey(pending.id)]);
  expect(old.some((id) => it.alerts.has(finalizedKey(id, 'confirmed')))).toBe(false);
  expect(pages(wallet).length - asked).toBe(2);
});

test('a server that gives the same page for ever ends the pass', async () => {
  const wallet = await aWallet();
  const { id } = consume(wallet, { live: false });
  const row = JSON.stringify({ id, status: 'pending', transaction_request: { account_id: wallet.shop.id } });
  const page = `{"success":true,"data":{"object":"list","data":[${row},${row},7,{}],"pagination":{"is_last_page":false}}}`;
  wallet.faults.failNext(LIST, 200, page, 10);
  const kept = await aStay(wallet);
  expect([...kept.alerts.keys()]).toEqual([requestKey(id)]);
  expect(pages(wallet)).toHaveLength(2);
});

test('an answer that is no list is tried again, and nothing is written', async () => {
  const wallet = await aWallet();
  for (const body of ['', '[]', '{"success":true,"data":{}}', '{"success":true,"data":null}']) {
    wallet.faults.failNext(LIST, 200, body);
    const it = aSource(wallet);
    it.source.start();
    await it.sink.until(() => it.source.state().phase === 'waiting');
    expect(it.trouble()).toBe('not-a-node');
    expect(it.sink.kept.batches).toEqual([]);
    await it.clock.advance(2_000);
    await it.online();
    await it.stop();
  }
});

test('a server without a list, or rights that do not reach it, says that something may be missing, as the client API does', async () => {
  for (const code of ['client:endpoint_not_found', 'unauthorized']) {
    const wallet = await aWallet();
    const stay = async (options: SourceOptions): Promise<ReturnType<typeof aSource>> => {
      wallet.faults.answerOnce(LIST, code);
      const it = aSource(wallet, options);
      await it.online();
      await it.clock.advance(26_000);
      await it.sink.until(() => it.sink.kept.watermarks['alive'] !== undefined);
      await settle();
      await it.stop();
      return it;
    };
    const first = await stay({});
    const short = await stay({ kept: first.sink.kept, clock: testClock(first.clock.now() + 5_000) });
    expect(short.sink.kept.alerts.size).toBe(0);
    const long = await stay({ kept: short.sink.kept, clock: testClock(short.clock.now() + DAY) });
    expect([...long.sink.kept.alerts.values()]).toMatchObject([{ kind: 'gap', category: 'system', urgency: 'low' }]);
  }
});

test('a server that does not filter by these times is asked without, and read as far back as something may have ended since', async () => {
  const wallet = await aWallet();
  const request = wallet.request({ requireConfirmation: false });
  for (let index = 0; index < 250; index++) wallet.consume({ request, live: false, at: NOON - 200 * DAY + index });
  const pending = consume(wallet, { live: false, at: NOON - 20 * DAY });
  const ended = wallet.consume({ request, live: false, at: NOON - DAY });
  wallet.faults.answerOnce(LIST, 'client:invalid_parameter');
  const kept = await aStay(wallet);
  expect([...kept.alerts.keys()]).toEqual([requestKey(pending.id), finalizedKey(ended.id, 'confirmed')]);
  expect(kept.watermarks).toMatchObject({ [CONSUMPTIONS]: String(NOON - DAY) });
  const whole = { page: 1n, per_page: 100n, sort_by: 'created_at', sort_dir: 'desc' };
  expect(pages(wallet)).toEqual([expect.objectContaining({ page: 1n, match_any: expect.anything() }), whole]);
});

test('a server that refuses even a list without a filter is tried again', async () => {
  const wallet = await aWallet();
  for (let time = 0; time < 2; time++) wallet.faults.answerOnce(LIST, 'client:invalid_parameter');
  const it = aSource(wallet);
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('refused-by-server');
  await it.clock.advance(2_000);
  await it.online();
});

test('a time of tomorrow hides nothing of what happens until then', async () => {
  const wallet = await aWallet();
  consume(wallet, { live: false, at: NOON + 5_000 * DAY });
  consume(wallet, { live: false, at: NOON - DAY });
  const kept = await aStay(wallet);
  expect(kept.watermarks).toMatchObject({ [CONSUMPTIONS]: String(NOON - DAY) });
  const { id } = wallet.consume({ request: wallet.request({ requireConfirmation: false }), live: false, at: NOON + 3_600_000 });
  await aStay(wallet, { kept, clock: testClock(NOON + 2 * 3_600_000) });
  expect(kept.alerts.get(finalizedKey(id, 'confirmed'))).toMatchObject({ road: 'catch-up' });
});

test('what was pending and could not be asked for stays to be asked for', async () => {
  const wallet = await aWallet();
  const { id } = consume(wallet, { live: false, at: NOON - DAY });
  consume(wallet, { live: false, at: NOON });
  const kept = await aStay(wallet);
  wallet.cancel(id, { live: false, at: NOON + 1_000 });
  wallet.faults.answerOnce('transaction_consumption.get', 'server:internal_server_error');
  await aStay(wallet, { kept });
  expect(kept.alerts.has(finalizedKey(id, 'cancelled'))).toBe(false);
  await aStay(wallet, { kept });
  expect(kept.alerts.has(finalizedKey(id, 'cancelled'))).toBe(true);
});

test('a token that runs out in the middle of a pass ends the stay, and nothing is forgotten', async () => {
  const wallet = await aWallet();
  const { id } = consume(wallet, { live: false, at: NOON - DAY });
  consume(wallet, { live: false, at: NOON });
  const kept = await aStay(wallet);
  wallet.cancel(id, { live: false, at: NOON + 1_000 });
  wallet.faults.answerOnce('transaction_consumption.get', 'user:auth_token_expired');
  expect(await aSource(wallet, { kept }).blocked()).toBe('expired-token');
  await aStay(wallet, { kept });
  expect(kept.alerts.has(finalizedKey(id, 'cancelled'))).toBe(true);
});
