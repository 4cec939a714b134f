import { expect, test } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import { finalizedKey, requestKey } from '../../../src/sources/ewallet/keys.ts';
import { settle } from '../../clock.ts';
import type { ConsumeOptions } from '../../servers/ewallet/consumptions.ts';
import type { Wallet } from '../../servers/ewallet/wallet.ts';
import { aSource, asUser, aWallet, consume, type Running } from './with-wallet.ts';

const ACTS = /transaction_consumption/;

/** A connection that was just asked to confirm something. */
async function asked(wallet: Wallet, options: Partial<ConsumeOptions> = {}): Promise<{ it: Running; id: string; alert: Alert }> {
  const it = aSource(wallet);
  await it.online();
  const { id } = consume(wallet, options);
  return { it, id, alert: await it.arrived(requestKey(id)) };
}

/** Taken up at once, so that it is no unhandled one, and looked at later. */
function failure(acting: Promise<void>): Promise<unknown> {
  return acting.then(
    () => 'done',
    (error: unknown) => error
  );
}

function acts(wallet: Wallet): string[] {
  return wallet.log.requests.filter(({ name }) => ACTS.test(name) && !/all|get/.test(name)).map(({ name }) => name);
}

test('an account approves and rejects by the admin API, once, and what becomes of it arrives', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  await it.source.act(alert, 'approve');
  await it.arrived(finalizedKey(id, 'confirmed'));
  expect(wallet.approvals(id)).toBe(1);
  const other = consume(wallet);
  await it.source.act(await it.arrived(requestKey(other.id)), 'reject');
  await it.arrived(finalizedKey(other.id, 'rejected'));
  expect(acts(wallet)).toEqual(['transaction_consumption.approve', 'transaction_consumption.reject']);
});

test('a user approves, rejects and takes back by the client API', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet, { who: asUser(wallet, wallet.alice) });
  await it.online();
  for (const verb of ['approve', 'reject'] as const) {
    const { id } = consume(wallet, { owner: wallet.alice, by: wallet.bob });
    await it.source.act(await it.arrived(requestKey(id)), verb);
  }
  const mine = consume(wallet);
  const [any] = [...it.sink.kept.alerts.values()];
  const alert: Alert = { ...any!, actions: ['cancel'], subject: { type: 'consumption', id: mine.id } };
  await it.source.act(alert, 'cancel');
  expect(wallet.cancellations(mine.id)).toBe(1);
  expect(acts(wallet)).toEqual(['approve', 'reject', 'cancel'].map((verb) => `me.${verb}_transaction_consumption`));
});

test('our own rejection does not ring; what comes of our approval does', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  await it.source.act(alert, 'reject');
  expect(await it.arrived(finalizedKey(id, 'rejected'))).toMatchObject({ own: true, read: true });
  const other = consume(wallet);
  await it.source.act(await it.arrived(requestKey(other.id)), 'approve');
  expect((await it.arrived(finalizedKey(other.id, 'confirmed'))).own).toBeUndefined();
  const theirs = consume(wallet);
  await it.arrived(requestKey(theirs.id));
  wallet.reject(theirs.id);
  expect(await it.arrived(finalizedKey(theirs.id, 'rejected'))).toMatchObject({ read: false });
});

test('a rejection whose outcome is unknown is our own when it arrives; one that was refused makes nothing our own', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  wallet.faults.cutAfterActing('transaction_consumption.reject');
  expect(await failure(it.source.act(alert, 'reject'))).toMatchObject({ outcome: 'unknown' });
  expect((await it.arrived(finalizedKey(id, 'rejected'))).own).toBe(true);
  const other = consume(wallet);
  const request = await it.arrived(requestKey(other.id));
  wallet.faults.answerOnce('transaction_consumption.reject', 'client:invalid_parameter');
  expect(await failure(it.source.act(request, 'reject'))).toMatchObject({ outcome: 'not-done' });
  wallet.reject(other.id);
  expect((await it.arrived(finalizedKey(other.id, 'rejected'))).own).toBeUndefined();
});

test('what an alert does not offer is not done', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  const notOffered = { trouble: { code: 'not-offered' }, outcome: 'not-done' };
  await expect(it.source.act(alert, 'cancel')).rejects.toMatchObject(notOffered);
  await expect(it.source.act(alert, 'reply', 'yes')).rejects.toMatchObject(notOffered);
  await expect(it.source.act({ ...alert, actions: [] }, 'approve')).rejects.toMatchObject(notOffered);
  expect(wallet.approvals(id)).toBe(0);
  expect(acts(wallet)).toEqual([]);
});

test('asked before the server has committed it, it asks again a moment later', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet, { commitDelay: 'until told' });
  const answered = wallet.nextAnswer(({ name }) => name === 'transaction_consumption.approve');
  const done = it.source.act(alert, 'approve');
  await answered;
  await settle();
  wallet.commit(id);
  await it.clock.advance(1_000);
  await done;
  expect(wallet.approvals(id)).toBe(1);
});

test('"not allowed" is asked again three times at most, and not at all where the request is older', async () => {
  const wallet = await aWallet();
  const { it, alert } = await asked(wallet, { commitDelay: 'until told' });
  const refused = { trouble: { code: 'refused-by-server', detail: expect.stringContaining('not allowed') }, outcome: 'not-done' };
  const done = failure(it.source.act(alert, 'approve'));
  for (let second = 0; second < 5; second++) await it.clock.advance(1_000);
  expect(await done).toMatchObject(refused);
  expect(acts(wallet)).toHaveLength(4);
  await it.clock.advance(30_000);
  await it.online();
  await expect(it.source.act(alert, 'approve')).rejects.toMatchObject(refused);
  expect(acts(wallet)).toHaveLength(5);
});

test('what the server refuses is told in its own words, with the symbol of the token', async () => {
  const wallet = await aWallet();
  wallet.setBalance(wallet.alice, wallet.omg, 5n * 10n ** 17n);
  const { it, id, alert } = await asked(wallet);
  const short = `The specified wallet (${wallet.alice.address}) does not contain enough funds.`;
  const detail = `${short} Available: 0.5 OMG - Attempted debit: 1 OMG`;
  const refused = { trouble: { code: 'refused-by-server', detail }, outcome: 'not-done' };
  await expect(it.source.act(alert, 'approve')).rejects.toMatchObject(refused);
  await it.arrived(finalizedKey(id, 'failed'));
});

test('no answer leaves the outcome unknown, and nothing is sent again', async () => {
  const wallet = await aWallet();
  const unknown = { trouble: { code: 'outcome-unknown' }, outcome: 'unknown' };
  const { it, id, alert } = await asked(wallet);
  wallet.faults.cutAfterActing('transaction_consumption.approve');
  await expect(it.source.act(alert, 'approve')).rejects.toMatchObject(unknown);
  expect(wallet.approvals(id)).toBe(1);
  for (const [status, body] of [[500, ''], [504, ''], [200, '<html>'], [200, '{"success":true']] as const) {
    wallet.faults.failNext('transaction_consumption.reject', status, body);
    await expect(it.source.act({ ...alert, actions: ['reject'] }, 'reject')).rejects.toMatchObject(unknown);
  }
  wallet.faults.answerOnce('transaction_consumption.reject', 'server:internal_server_error');
  await expect(it.source.act(alert, 'reject')).rejects.toMatchObject(unknown);
  const held = wallet.faults.hold('transaction_consumption.reject');
  const late = failure(it.source.act(alert, 'reject'));
  await held.arrived;
  await it.clock.advance(15_000);
  expect(await late).toMatchObject(unknown);
  await it.clock.advance(60_000);
  expect(acts(wallet)).toHaveLength(7);
  expect(wallet.rejections(id)).toBe(0);
});

test('a socket that breaks off in the middle does not keep the answer from us', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  const held = wallet.faults.hold('transaction_consumption.approve');
  const done = it.source.act(alert, 'approve');
  await held.arrived;
  wallet.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  held.release();
  await done;
  await it.clock.advance(2_000);
  await it.online();
  expect(await it.arrived(finalizedKey(id, 'confirmed'))).toMatchObject({ road: 'live' });
  expect(it.sink.kept.deliveries.get(finalizedKey(id, 'confirmed'))).toBe(1);
  expect(wallet.approvals(id)).toBe(1);
});

test('stopped in the middle, the outcome is unknown too', async () => {
  const wallet = await aWallet();
  const { it, alert } = await asked(wallet);
  const held = wallet.faults.hold('transaction_consumption.approve');
  const done = failure(it.source.act(alert, 'approve'));
  await held.arrived;
  await it.stop();
  expect(await done).toMatchObject({ outcome: 'unknown' });
  held.release();
});

test('what never reached the server was not done', async () => {
  const wallet = await aWallet();
  const { it, alert } = await asked(wallet);
  wallet.faults.failNext('transaction_consumption.approve', 429);
  await expect(it.source.act(alert, 'approve')).rejects.toMatchObject({ outcome: 'not-done' });
  await wallet.down();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  await expect(it.source.act(alert, 'approve')).rejects.toMatchObject({ trouble: { code: 'lost' }, outcome: 'not-done' });
});

test('a request is read again: still pending, it says what can be done; ended meanwhile, that is news', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  const { key, amount } = alert;
  expect(await it.source.reread?.(alert)).toMatchObject({ key, status: 'pending', actions: ['approve', 'reject'], amount });
  expect(it.sink.kept.alerts.size).toBe(1);
  wallet.expire(id, { live: false });
  expect(await it.source.reread?.(alert)).toMatchObject({ key: finalizedKey(id, 'expired'), status: 'expired', actions: [] });
  await it.arrived(finalizedKey(id, 'expired'));
  expect(it.alert(alert.key)).toMatchObject({ status: 'expired', actions: [] });
});

test('a server that cannot get one consumption is asked by its list, and only the right row is believed', async () => {
  const [wallet, old] = [await aWallet(), await aWallet({ generation: '1.0' })];
  for (const server of [wallet, old]) {
    const it = aSource(server);
    await it.online();
    const [{ id }] = [consume(server), consume(server)];
    const alert = await it.arrived(requestKey(id));
    server.faults.answerOnce('transaction_consumption.get', 'client:endpoint_not_found');
    expect(await it.source.reread?.(alert)).toMatchObject({ key: alert.key, status: 'pending' });
  }
});

test('where nothing can be read again, that is said; what the server does not know is refused', async () => {
  const wallet = await aWallet();
  const alice = aSource(wallet, { who: asUser(wallet, wallet.alice) });
  await alice.online();
  const { id } = consume(wallet, { owner: wallet.alice, by: wallet.bob });
  expect(await alice.source.reread?.(await alice.arrived(requestKey(id)))).toBeUndefined();
  const { it, alert } = await asked(wallet);
  const gone: Alert = { ...alert, subject: { type: 'consumption', id: 'txc_gone' }, receivedAt: alert.receivedAt - 30_000 };
  await expect(it.source.reread?.(gone)).rejects.toMatchObject({ trouble: { code: 'refused-by-server' } });
  await it.stop();
  await expect(it.source.reread?.(alert)).rejects.toMatchObject({ trouble: { code: 'lost' } });
});

test('a request that is on its way, or that asks nobody any more, is read again as settled, not as one that cannot be asked for', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet);
  const answered = (status: string, more = {}): void => {
    const data = { object: 'transaction_consumption', id, status, ...more };
    wallet.faults.failNext('transaction_consumption.get', 200, JSON.stringify({ success: true, data }));
  };
  answered('approved');
  expect(await it.source.reread?.(alert)).toMatchObject({ subject: alert.subject, status: 'approved', actions: [] });
  answered('processing');
  expect(await it.source.reread?.(alert)).toMatchObject({ status: 'processing', actions: [] });
  answered('pending', { transaction_request: { require_confirmation: false, account_id: wallet.shop.id } });
  expect(await it.source.reread?.(alert)).toMatchObject({ status: 'pending', actions: [] });
  for (const body of ['{"success":true,"data":null}', '{"success":true,"data":{"id":7}}']) {
    wallet.faults.failNext('transaction_consumption.get', 200, body);
    await expect(it.source.reread?.(alert)).rejects.toMatchObject({ trouble: { code: 'not-a-node' } });
  }
});

test('read again before the server has committed it, it is asked for again a moment later', async () => {
  const wallet = await aWallet();
  const { it, id, alert } = await asked(wallet, { commitDelay: 'until told' });
  const answered = wallet.nextAnswer(({ name }) => name === 'transaction_consumption.get');
  const fresh = it.source.reread?.(alert);
  await answered;
  await settle();
  wallet.commit(id);
  await it.clock.advance(1_000);
  expect(await fresh).toMatchObject({ key: alert.key, status: 'pending', actions: ['approve', 'reject'] });
});

test('an answer that comes after the socket broke off is told, where no server could be asked for it again', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet, { who: asUser(wallet, wallet.alice) });
  await it.online();
  const { id } = consume(wallet, { owner: wallet.alice, by: wallet.bob });
  const alert = await it.arrived(requestKey(id));
  const held = wallet.faults.hold('me.approve_transaction_consumption');
  const done = it.source.act(alert, 'approve');
  await held.arrived;
  wallet.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  held.release();
  await done;
  await settle();
  expect(it.alert(finalizedKey(id, 'confirmed'))).toMatchObject({ status: 'confirmed' });
  expect(it.alert(alert.key)).toMatchObject({ status: 'confirmed', actions: [] });
});

test('a refusal by a server that had begun already leaves the outcome unknown', async () => {
  const wallet = await aWallet();
  const { it, alert } = await asked(wallet);
  for (const code of ['db:inserted_transaction_could_not_be_loaded', 'transaction_consumption:unfinalized', 'server:unknown_error']) {
    wallet.faults.answerOnce('transaction_consumption.approve', code);
    await expect(it.source.act(alert, 'approve')).rejects.toMatchObject({ trouble: { code: 'outcome-unknown' }, outcome: 'unknown' });
  }
  expect(acts(wallet)).toHaveLength(3);
});
