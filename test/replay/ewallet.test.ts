import { expect, test } from 'vitest';
import { replay, type ReplayLine } from '../../src/replay/replay.ts';
import { NOON } from '../clock.ts';
import { consumption, eventFrame } from '../servers/ewallet/builders.ts';
import { DECRYPTED } from '../servers/ewallet/domain.ts';
import { reply, ending } from '../servers/ewallet/envelope.ts';
import { FAILURES } from '../servers/ewallet/errors.ts';
import { toJson, type WireRecord } from '../servers/ewallet/json.ts';

async function run(files: Record<string, string>, ...argv: string[]): Promise<ReplayLine[]> {
  const out: string[] = [];
  const code = await replay(['--kind', 'ewallet', '--now', new Date(NOON).toISOString(), ...argv, ...Object.keys(files)], {
    read: (file) => Promise.resolve(files[file] ?? ''),
    print: (text) => out.push(text),
    warn: (text) => expect.fail(text),
    now: () => NOON,
  });
  expect(code).toBe(0);
  expect(out.join('\n')).not.toContain(DECRYPTED);
  return out.map((text) => JSON.parse(text) as ReplayLine);
}

const lines = (...frames: string[]) => frames.join('\n');
const outcomes = (out: readonly ReplayLine[]) => out.map(({ outcome }) => outcome);
const answer = (data: unknown) => toJson({ success: true, version: '1', data });
const list = (...rows: WireRecord[]) => answer({ object: 'list', data: rows, pagination: { is_last_page: true } });
const accountTopic = 'account:acc_1';
const shop = { shop: { id: 'acc_1' } };

test('a request becomes a line with its amount to the last digit, its deadline and its decision', async () => {
  const amount = 5_000_000_000_000_000_001n;
  const expirationDate = NOON + 60_000;
  const request = { correlationId: 'order-1' };
  const [line] = await run({ a: eventFrame({ ...shop, topic: accountTopic, amount, expirationDate, request }) });
  expect(line).toMatchObject({
    frame: 1,
    outcome: 'alert',
    alert: {
      kind: 'consumptionRequest',
      category: 'payment',
      urgency: 'urgent',
      role: 'owner',
      status: 'pending',
      direction: 'in',
      amount: { text: '5.000000000000000001 OMG' },
      actor: { name: 'Alice Liddell' },
      account: 'Coffee Shop',
      subject: { type: 'consumption' },
      reference: 'order-1',
      deadlineAt: expirationDate,
      occurredAt: NOON,
    },
    decision: { deliver: 'notify' },
  });
});

test('a finalization after its request is an alert of its own; copies over several topics are known', async () => {
  const request = eventFrame({ ...shop, topic: accountTopic });
  const end = (topic: string) => eventFrame({ ...shop, topic, status: 'confirmed' });
  const out = await run({ a: lines(request, eventFrame(shop), end(accountTopic), end('transaction_request:r'), end('transaction_consumption:c')) });
  expect(outcomes(out)).toEqual(['alert', 'duplicate', 'alert', 'duplicate', 'duplicate']);
  expect(out[2]?.alert).toMatchObject({ kind: 'consumptionFinalized', status: 'confirmed' });
  expect(out[1]?.reason).toBe('known already');
});

test('a request that comes after its end is no news', async () => {
  const [request, end] = [eventFrame(shop), eventFrame({ ...shop, status: 'rejected' })];
  const [, late] = await run({ a: lines(end, request) });
  expect(late).toEqual({ frame: 2, outcome: 'ignored', reason: 'asks for what is settled already' });
  const [, , again] = await run({ a: lines(request, end, request) });
  expect(again).toEqual({ frame: 3, outcome: 'duplicate', reason: 'known already, and settled since' });
});

test('old frames and new ones are of the same consumption', async () => {
  const of = { ...shop, nested: 'full' } as const;
  const old = { ...of, generation: '2018' } as const;
  const out = await run({
    a: eventFrame({ ...old, topic: accountTopic }),
    b: eventFrame({ ...of, topic: accountTopic }),
    c: eventFrame({ ...of, topic: accountTopic, status: 'confirmed' }),
    d: eventFrame({ ...old, topic: accountTopic, status: 'confirmed' }),
  });
  expect(outcomes(out)).toEqual(['alert', 'duplicate', 'alert', 'duplicate']);
});

test('--self says which side is ours', async () => {
  const of = { user: { id: 'usr_7' }, status: 'confirmed', amount: 1, token: { subunitToUnit: 1 } } as const;
  const [line] = await run({ a: eventFrame(of) }, '--self', 'usr_7');
  expect(line?.alert).toMatchObject({ role: 'consumer', direction: 'out', amount: { text: '-1 OMG' }, actor: { name: 'Coffee Shop' } });
});

test('both sides of an exchange are told', async () => {
  const token = { id: 't1', symbol: 'THB', subunitToUnit: 100 };
  const requestToken = { id: 't2', symbol: 'PTS', subunitToUnit: 1 };
  const [line] = await run({ a: eventFrame({ amount: 250, requestAmount: 3, token, requestToken }) });
  expect(line?.alert).toMatchObject({ amount: { text: '2.50 THB' }, exchanged: { text: '3 PTS' } });
});

test('a list of HTTP is taken apart, oldest first, and knows the live event', async () => {
  const of = (id: string, minutes: number, more: object = {}) => consumption({ ...shop, id, at: NOON - minutes * 60_000, ...more });
  const out = await run({
    a: eventFrame({ ...shop, id: 'txc_2', topic: accountTopic }),
    b: list(of('txc_4', 1, { status: 'approved' }), of('txc_3', 2, { request: { requireConfirmation: false } }), of('txc_2', 3), of('txc_1', 4, { status: 'expired' })),
  });
  expect(out.map(({ frame, outcome, alert, reason }) => [frame, outcome, alert?.['status'] ?? reason])).toEqual([
    [1, 'alert', 'pending'],
    [2, 'alert', 'expired'],
    [2, expect.stringMatching(/duplicate|amended/), 'pending'],
    [2, 'state', 'pending, and asks nobody'],
    [2, 'state', 'a consumption that is approved, which is no end'],
  ]);
});

test('one consumption, as HTTP answers it, is an alert', async () => {
  const out = await run({ a: answer(consumption({ id: 'txc_1' })), b: toJson(consumption({ id: 'txc_2' })) });
  expect(outcomes(out)).toEqual(['alert', 'alert']);
});

test('other answers say what they are; me.get says who we are', async () => {
  const out = await run({
    a: list(),
    b: answer({ object: 'user', id: 'usr_7' }),
    c: answer({ object: 'authentication_token', authentication_token: 'secret' }),
    d: toJson({ success: false, version: '1', data: { object: 'error', code: 'unauthorized', description: 'You are not allowed.' } }),
    e: list({ object: 'account', id: 'acc_1' }),
    f: eventFrame({ user: { id: 'usr_7' }, status: 'rejected' }),
  });
  expect(out.slice(0, 5)).toEqual([
    { frame: 1, outcome: 'state', reason: 'an empty list' },
    { frame: 2, outcome: 'state', reason: 'we are the user usr_7' },
    { frame: 3, outcome: 'state', reason: 'an answer that tells of authentication_token' },
    { frame: 4, outcome: 'ignored', reason: 'the server answered with an error: You are not allowed.' },
    { frame: 5, outcome: 'state', reason: 'a row of another list' },
  ]);
  expect(out[5]?.alert).toMatchObject({ role: 'consumer' });
});

test.each([
  [reply('account:a', '1'), 'the server agreed to join or leave account:a'],
  [reply('phoenix', '2'), 'the server answered a heartbeat'],
  [reply('account:a', '1', FAILURES.forbiddenChannel), "the server refused account:a: You don't have access to this channel."],
  [ending('phx_close', 'account:a', '1'), 'the channel account:a was closed'],
  [ending('phx_error', 'account:a', '1'), 'the channel account:a died'],
])('the signal %j is a state', async (signal, reason) => {
  expect(await run({ a: toJson(signal) })).toEqual([{ frame: 1, outcome: 'state', reason }]);
});

test('bad lines are ignored with a reason and end nothing', async () => {
  const out = await run({ a: lines('nonsense', '{"a":1}', '[1]', '{"event":"new_event"}', eventFrame()) });
  expect(outcomes(out)).toEqual(['ignored', 'ignored', 'ignored', 'ignored', 'alert']);
  for (const { reason, outcome } of out) if (outcome === 'ignored') expect(reason).toBeTruthy();
});

test('a frame longer than the socket takes is ignored', async () => {
  const [line] = await run({ a: eventFrame({ metadata: { long: 'x'.repeat(4 * 1_048_576) } }) });
  expect(line).toEqual({ frame: 1, outcome: 'ignored', reason: 'longer than 4 MiB: the socket refuses it' });
});
