import { expect, onTestFinished, test } from 'vitest';
import { testClock } from '../../clock.ts';
import { type Client, call, enter } from './client.ts';
import { FAILURES } from './errors.ts';
import type { WireRecord } from './json.ts';
import { type Wallet, type WalletOptions, startWallet } from './wallet.ts';

async function wallet(options: WalletOptions = {}): Promise<Wallet> {
  const started = await startWallet(options);
  onTestFinished(() => started.close());
  return started;
}

/** All that came in up to now: what the server sent before it answered a heartbeat. */
async function drain(client: Client): Promise<WireRecord[]> {
  const frames: WireRecord[] = [];
  let frame = await client.heartbeat();
  for (; frame['ref'] !== 'beat'; frame = await client.nextFrame()) frames.push(frame);
  return frames;
}

const said = (frames: readonly WireRecord[]): string[] => frames.map((frame) => `${String(frame['topic'])} ${String(frame['event'])}`);

test('a request goes to its owner and its own topic, a finalization to both sides and the consumption', async () => {
  const it = await wallet();
  it.faults.cureTopics();
  const client = await enter(it, it.admin);
  const request = it.request();
  const topics = {
    shop: `account:${it.shop.id}`,
    till: `address:${it.shop.address}`,
    alice: `user:${it.alice.id}`,
    provider: `user:${it.alice.providerUserId}`,
    purse: `address:${it.alice.address}`,
    request: `transaction_request:${request.id}`,
  };
  for (const topic of Object.values(topics)) await client.join(topic);
  const { id } = it.consume({ request });
  const asked = await drain(client);
  expect(said(asked)).toEqual([topics.request, topics.shop, topics.till].map((topic) => `${topic} transaction_consumption_request`));
  expect(asked[0]).toMatchObject({ version: '1', success: true, ref: null, error: null, data: { id, status: 'pending' } });
  await client.join(`transaction_consumption:${id}`);
  it.approve(id);
  const all = [topics.request, `transaction_consumption:${id}`, topics.shop, topics.till, topics.alice, topics.provider, topics.purse];
  expect(said(await drain(client))).toEqual(all.map((topic) => `${topic} transaction_consumption_finalized`));
});

test('a consumption that needs no confirmation is finalized at once, and never asked about', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  it.consume({ request: it.request({ requireConfirmation: false, type: 'send', amount: 5n }) });
  expect(await client.nextFrame()).toMatchObject({ event: 'transaction_consumption_finalized', data: { status: 'confirmed' } });
  expect(it.moved).toMatchObject([{ amount: 5n, from: it.shop.address, to: it.alice.address }]);
});

test('confirmed, rejected and cancelled succeed; failed, expired and still pending do not, and say why', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  const next = (): string => it.consume({ request: it.request(), live: false }).id;
  for (const [step, status, error] of [
    [it.approve, 'confirmed', null],
    [it.reject, 'rejected', null],
    [it.cancel, 'cancelled', null],
    [it.expire, 'expired', 'transaction_consumption:expired'],
    [it.fail, 'failed', 'transaction:insufficient_funds'],
    [it.announceUnfinalized, 'pending', 'transaction_consumption:unfinalized'],
  ] as const) {
    step(next());
    const frame = await client.nextFrame();
    expect(frame).toMatchObject({ success: error === null, data: { status } });
    expect((frame['error'] as WireRecord | null)?.['code'] ?? null).toBe(error);
  }
});

test('a failure names the token by its id; the error or the data of an event may be missing', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  const next = (): string => it.consume({ request: it.request(), live: false }).id;
  it.setBalance(it.alice, it.omg, 15n * 10n ** 17n);
  const poor = it.consume({ request: it.request({ amount: 5_000_000_000_000_000_001n }), live: false });
  it.approve(poor.id);
  const words = `Available: 1.5 ${it.omg.id} - Attempted debit: 5.000000000000000001 ${it.omg.id}`;
  expect(await client.nextFrame()).toMatchObject({
    success: false,
    error: { code: 'transaction:insufficient_funds', messages: null, description: expect.stringContaining(words) as string },
    data: { status: 'failed', finalized_request_amount: 5_000_000_000_000_000_001n },
  });
  it.fail(next(), { error: null });
  expect(await client.nextFrame()).toMatchObject({ success: false, error: null, data: { status: 'failed' } });
  it.fail(next(), { data: null, messages: ['one'], error: FAILURES.internal });
  const { code } = FAILURES.internal;
  expect(await client.nextFrame()).toMatchObject({ success: false, data: null, error: { object: 'error', code, messages: ['one'] } });
  expect(it.moved).toEqual([]);
});

test('amounts of 39 digits arrive as bare integers, digit by digit', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  it.consume({ request: it.request({ amount: null }), amount: '123456789012345678901234567890123456789' });
  const text = await client.next();
  expect(text).toContain('"amount":123456789012345678901234567890123456789,');
  expect(text).toContain('"subunit_to_unit":1000000000000000000,');
});

test('what nobody was told is only found later; the latest event can be repeated, and events doubled', async () => {
  const it = await wallet();
  const client = await enter(it, it.admin);
  await client.join(`account:${it.shop.id}`);
  it.consume({ request: it.request(), live: false });
  expect(await drain(client)).toEqual([]);
  it.faults.repeatEvents(2);
  it.consume({ request: it.request() });
  it.faults.repeatEvents(1);
  it.repeatLast();
  const texts = await drain(client);
  expect(texts).toHaveLength(3);
  expect(texts[2]).toEqual(texts[0]);
});

test('a server of 2018 writes the old event names, minted_token, empty objects and ref "1"', async () => {
  const it = await wallet({ generation: '2018' });
  const client = await enter(it);
  await client.join(`account:${it.shop.id}`);
  const kept = it.consume({ request: it.request() });
  it.approve(kept.id);
  it.reject(it.consume({ request: it.request(), live: false }).id);
  const frames = await drain(client);
  expect(frames.map((frame) => frame['event'])).toEqual([
    'transaction_consumption_confirmation',
    'transaction_consumption_approved',
    'transaction_consumption_rejected',
  ]);
  expect(frames[0]).toMatchObject({
    ref: '1',
    data: { minted_token_id: it.omg.id, minted_token: {}, user: {}, account: {}, transaction: {}, transaction_request: {} },
  });
  expect(frames[0]?.['data']).not.toHaveProperty('token');
  expect(frames[0]?.['data']).not.toHaveProperty('cancelled_at');
  expect(() => it.cancel(kept.id)).toThrow('before 1.2');
});

test('the minute\'s job expires what is past its date, up to a minute late', async () => {
  const clock = testClock();
  const it = await wallet({ now: clock.now, after: clock.after });
  const quiet = it.consume({ request: it.request({ consumptionLifetime: 90_000 }) });
  expect(quiet.expirationDate).toBe(clock.now() + 90_000);
  await clock.advance(100_000);
  expect(quiet.status).toBe('pending');
  await clock.advance(20_000);
  expect(quiet.status).toBe('expired');
});

test('without timers the job runs when told', async () => {
  let at = Date.UTC(2026, 2, 1, 12);
  const it = await wallet({ now: () => at });
  const due = it.consume({ request: it.request({ consumptionLifetime: 1000 }) });
  expect(it.expireNow()).toBe(0);
  at += 1000;
  expect(it.expireNow()).toBe(1);
  expect(due.status).toBe('expired');
});

test('the event of a request comes before its commit: an approve at once is unauthorized', async () => {
  const clock = testClock();
  const it = await wallet({ now: clock.now, after: clock.after });
  const told = it.consume({ request: it.request(), commitDelay: 'until told' });
  const timed = it.consume({ request: it.request(), commitDelay: 500 });
  for (const { id } of [told, timed]) {
    for (const name of ['approve', 'get']) {
      const early = await call(it, it.admin, `transaction_consumption.${name}`, { id });
      expect(early).toMatchObject({ success: false, data: { code: 'unauthorized' } });
    }
  }
  it.commit(told.id);
  await clock.advance(500);
  for (const { id } of [told, timed]) {
    expect((await call(it, it.admin, 'transaction_consumption.approve', { id })).data['status']).toBe('confirmed');
  }
});
