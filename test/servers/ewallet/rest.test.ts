import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../ask.ts';
import { call } from './client.ts';
import { authorization } from './credentials.ts';
import { ACCEPT } from './generation.ts';
import type { WireRecord } from './json.ts';
import { type Wallet, type WalletOptions, startWallet } from './wallet.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

async function wallet(options: WalletOptions = {}): Promise<Wallet> {
  const started = await startWallet({ now: () => NOON, ...options });
  onTestFinished(() => started.close());
  return started;
}

const code = (answer: { readonly data: WireRecord }): unknown => answer.data['code'];

test('me.get names who one is, or why one is nobody', async () => {
  const it = await wallet();
  expect((await call(it, it.alice, 'me.get')).data).toMatchObject({ object: 'user', id: it.alice.id, full_name: 'Alice Liddell' });
  expect((await call(it, it.admin, 'me.get')).data['id']).toBe(it.admin.id);
  expect(code(await call(it, undefined, 'me.get'))).toBe('unauthorized');
  const { apiKey, accessKey } = it.credentials;
  const token = it.credentials.issue(it.alice);
  const expired = it.credentials.issue(it.alice);
  it.credentials.expire(expired);
  for (const [api, value, expected] of [
    ['client', authorization('OMGProvider', accessKey, 'x'), 'client:invalid_auth_scheme'],
    ['client', 'OMGClient nonsense', 'client:invalid_auth_scheme'],
    ['client', authorization('OMGClient', 'x', token), 'client:invalid_api_key'],
    ['client', authorization('OMGClient', apiKey, 'x'), 'user:auth_token_not_found'],
    ['client', authorization('OMGClient', apiKey, expired), 'user:auth_token_expired'],
    ['admin', authorization('OMGAdmin', it.admin.id, 'x'), 'user:auth_token_not_found'],
    ['admin', authorization('OMGProvider', accessKey, 'x'), 'client:invalid_access_secret_key'],
  ] as const) {
    const answer = await call(it, { authorization: value, accept: ACCEPT }, 'me.get', {}, api);
    expect(answer).toMatchObject({ success: false, data: { object: 'error', code: expected, messages: null } });
  }
});

test('failures are HTTP 200; the date is the wallet\'s own', async () => {
  const it = await wallet();
  const headers = it.credentials.headers(it.admin);
  const unknown = await ask(it.callUrl('admin', 'nothing.at_all'), { method: 'POST', body: {}, headers });
  expect(unknown.status).toBe(200);
  expect(unknown.json()).toMatchObject({ version: '1', success: false, data: { code: 'client:endpoint_not_found' } });
  expect(code(await call(it, { ...headers, accept: 'text/html' }, 'me.get'))).toBe('client:invalid_version');
  const response = await fetch(it.callUrl('admin', 'me.get'), { method: 'POST', body: '{}', headers });
  expect(response.headers.get('date')).toBe(new Date(NOON).toUTCString());
});

test('an administrator signs in with a password, and the token opens the API until it is given back', async () => {
  const it = await wallet();
  const login = { email: it.admin.email, password: it.admin.password };
  const answer = await call(it, { accept: ACCEPT }, 'admin.login', login);
  expect(answer.data).toMatchObject({ object: 'authentication_token', user_id: it.admin.id });
  const token = String(answer.data['authentication_token']);
  const headers = { accept: ACCEPT, authorization: authorization('OMGAdmin', it.admin.id, token) };
  expect((await call(it, headers, 'me.logout')).success).toBe(true);
  expect(code(await call(it, headers, 'me.get'))).toBe('user:auth_token_expired');
  for (const wrong of [{ ...login, password: 'x' }, { email: it.alice.email, password: it.alice.password }]) {
    expect(code(await call(it, { accept: ACCEPT }, 'admin.login', wrong))).toBe('user:invalid_login_credentials');
  }
});

test('with two factors the password opens only the second step, which takes a passcode or a backup code once', async () => {
  const it = await wallet();
  const user = it.store.addUser('careful', { accounts: 'all', passcode: '123456', backupCodes: ['abc'] });
  const begin = async (): Promise<Record<string, string>> => {
    const { data } = await call(it, { accept: ACCEPT }, 'admin.login', { email: user.email, password: user.password });
    expect(data).toMatchObject({ object: 'pre_authentication_token', user_id: user.id });
    return { accept: ACCEPT, authorization: authorization('OMGAdmin', user.id, String(data['pre_authentication_token'])) };
  };
  const headers = await begin();
  expect(code(await call(it, headers, 'me.get'))).toBe('user:auth_token_not_found');
  expect(code(await call(it, headers, 'admin.login_2fa', {}))).toBe('client:invalid_parameter');
  expect(code(await call(it, headers, 'admin.login_2fa', { passcode: '000000' }))).toBe('user:invalid_passcode');
  expect((await call(it, headers, 'admin.login_2fa', { passcode: '123456' })).data['object']).toBe('authentication_token');
  expect(code(await call(it, headers, 'admin.login_2fa', { passcode: '123456' }))).toBe('user:auth_token_not_found');
  expect((await call(it, await begin(), 'admin.login_2fa', { backup_code: 'abc' })).success).toBe(true);
  expect(code(await call(it, await begin(), 'admin.login_2fa', { backup_code: 'abc' }))).toBe('user:invalid_backup_code');
});

test('end users sign in on standalone servers only', async () => {
  const login = (it: Wallet): Promise<{ readonly data: WireRecord }> => {
    const headers = { accept: ACCEPT, authorization: authorization('OMGClient', it.credentials.apiKey) };
    return call(it, headers, 'user.login', { email: it.alice.email, password: it.alice.password }, 'client');
  };
  expect(code(await login(await wallet()))).toBe('client:endpoint_not_found');
  expect((await login(await wallet({ standalone: true }))).data['object']).toBe('authentication_token');
});

test('owners approve and reject, consumers cancel, and nobody else; not found is unauthorized too', async () => {
  const it = await wallet();
  const ours = it.consume({ request: it.request() });
  const hers = it.consume({ request: it.request({ owner: it.alice }), by: it.bob });
  for (const [user, name, id] of [
    [it.admin, 'transaction_consumption.approve', hers.id],
    [it.admin, 'transaction_consumption.cancel', ours.id],
    [it.alice, 'me.approve_transaction_consumption', ours.id],
    [it.bob, 'me.approve_transaction_consumption', hers.id],
    [it.alice, 'me.cancel_transaction_consumption', hers.id],
    [it.admin, 'transaction_consumption.approve', 'txc_none'],
  ] as const) {
    expect(code(await call(it, user, name, { id }))).toBe('unauthorized');
  }
  expect([ours.status, hers.status]).toEqual(['pending', 'pending']);
  expect((await call(it, it.alice, 'me.approve_transaction_consumption', { id: hers.id })).data['status']).toBe('confirmed');
  expect((await call(it, it.alice, 'me.cancel_transaction_consumption', { id: ours.id })).data['status']).toBe('cancelled');
  expect([it.approvals(hers.id), it.cancellations(ours.id), it.rejections(ours.id)]).toEqual([1, 1, 0]);
});

test('nothing checks that a consumption is pending: a confirmed one is rejected, a rejected one moves money', async () => {
  const it = await wallet();
  const [one, two] = [it.consume({ request: it.request() }), it.consume({ request: it.request() })];
  const act = (verb: string, id: string): Promise<{ readonly data: WireRecord }> =>
    call(it, undefined, `transaction_consumption.${verb}`, { id });
  await act('approve', one.id);
  expect((await act('reject', one.id)).data['status']).toBe('rejected');
  await act('reject', two.id);
  expect((await act('approve', two.id)).data['status']).toBe('confirmed');
  await act('approve', two.id);
  expect(it.moved.map((movement) => movement.consumptionId)).toEqual([one.id, two.id]);
  expect(it.approvals(two.id)).toBe(2);
});

test('what has expired is not approved any more', async () => {
  const it = await wallet();
  const due = it.consume({ request: it.request({ consumptionLifetime: 0 }) });
  expect(code(await call(it, it.admin, 'transaction_consumption.approve', { id: due.id }))).toBe('transaction_consumption:expired');
  expect(due.status).toBe('expired');
});

test('the list is paged, sorted and filtered by any of several conditions', async () => {
  let at = NOON;
  const it = await wallet({ now: () => at });
  const made = Array.from({ length: 5 }, () => it.consume({ request: it.request(), at: (at += 1000) }));
  it.approve(made[0]!.id, { at: NOON + 60_000 });
  it.reject(made[1]!.id, { at: NOON + 2_000 });
  const list = async (body: unknown): Promise<WireRecord> => (await call(it, it.admin, 'transaction_consumption.all', body)).data;
  const ids = (page: WireRecord): unknown[] => (page['data'] as WireRecord[]).map((row) => made.findIndex((it) => it.id === row['id']));
  const first = await list({ page: 1, per_page: 2, sort_by: 'created_at', sort_dir: 'desc' });
  expect(ids(first)).toEqual([4, 3]);
  expect(first['pagination']).toMatchObject({ per_page: 2n, current_page: 1n, is_first_page: true, is_last_page: false });
  const last = await list({ page: 3, per_page: 2, sort_by: 'created_at', sort_dir: 'desc' });
  expect(ids(last)).toEqual([0]);
  expect(last['pagination']).toMatchObject({ is_first_page: false, is_last_page: true });
  const value = new Date(NOON + 30_000).toISOString();
  const recent = ['created_at', 'confirmed_at', 'rejected_at'].map((field) => ({ field, comparator: 'gte', value }));
  expect(ids(await list({ match_any: recent }))).toEqual([0]);
  expect(ids(await list({ match_any: [...recent, { field: 'status', comparator: 'eq', value: 'pending' }] }))).toEqual([0, 2, 3, 4]);
  expect(ids(await list({ match_any: [{ field: 'id', comparator: 'eq', value: made[3]!.id }] }))).toEqual([3]);
  expect((await list({ match_any: [{ field: 'shoe_size', comparator: 'eq', value: 1 }] }))['code']).toBe('client:invalid_parameter');
  expect((await list({ match_any: [{ field: 'id', comparator: 'like', value: 1 }] }))['code']).toBe('client:invalid_parameter');
});

test('a server of 1.0 ignores match_any and knows no cancel; the client API has no list', async () => {
  const it = await wallet({ generation: '1.0' });
  const made = it.consume({ request: it.request() });
  const none = { match_any: [{ field: 'status', comparator: 'eq', value: 'confirmed' }] };
  expect((await call(it, it.admin, 'transaction_consumption.all', none)).data['data']).toHaveLength(1);
  expect(code(await call(it, it.alice, 'me.cancel_transaction_consumption', { id: made.id }))).toBe('client:endpoint_not_found');
  expect(code(await call(it, it.alice, 'transaction_consumption.all'))).toBe('client:endpoint_not_found');
});

test('before June 2018 all calls are under /api', async () => {
  const it = await wallet({ generation: '2018' });
  const made = it.consume({ request: it.request() });
  expect((await call(it, undefined, 'transaction_consumption.approve', { id: made.id })).data['status']).toBe('confirmed');
  expect((await call(it, it.alice, 'me.get')).data['id']).toBe(it.alice.id);
});

test('a call can be held before or after it is acted on', async () => {
  const it = await wallet();
  const [one, two] = [it.consume({ request: it.request() }), it.consume({ request: it.request() })];
  const late = it.faults.hold('transaction_consumption.approve', { answered: 'before' });
  const first = call(it, it.admin, 'transaction_consumption.approve', { id: one.id });
  await late.arrived;
  expect(one.status).toBe('confirmed');
  late.release();
  expect((await first).success).toBe(true);
  const early = it.faults.hold(/approve$/);
  const second = call(it, it.admin, 'transaction_consumption.approve', { id: two.id });
  await early.arrived;
  expect(two.status).toBe('pending');
  early.release();
  expect((await second).success).toBe(true);
  await it.idle();
});

test('a connection can be cut before or after acting, and a call answered with any failure', async () => {
  const it = await wallet();
  const made = it.consume({ request: it.request() });
  const approve = (): Promise<{ readonly data: WireRecord }> => call(it, it.admin, 'transaction_consumption.approve', { id: made.id });
  it.faults.cutBeforeActing('transaction_consumption.approve');
  await expect(approve()).rejects.toThrow(/hang up|ECONNRESET/);
  expect([made.status, it.approvals(made.id)]).toEqual(['pending', 0]);
  it.faults.answerOnce('transaction_consumption.approve', 'unauthorized');
  expect(code(await approve())).toBe('unauthorized');
  it.faults.failNext('transaction_consumption.approve', 502, 'Bad Gateway');
  await expect(approve()).rejects.toThrow(SyntaxError);
  it.faults.cutAfterActing('transaction_consumption.approve');
  await expect(approve()).rejects.toThrow(/hang up|ECONNRESET/);
  expect([made.status, it.approvals(made.id), it.moved.length]).toEqual(['confirmed', 1, 1]);
});

test('the log holds name, body and scheme of every call', async () => {
  const it = await wallet();
  const [seen] = await Promise.all([it.nextRequest(), call(it, undefined, 'transaction_consumption.get', { id: 'x' })]);
  expect(seen).toMatchObject({ api: 'admin', name: 'transaction_consumption.get', body: { id: 'x' }, scheme: 'OMGProvider' });
  expect(it.log.requests).toEqual([seen]);
});
