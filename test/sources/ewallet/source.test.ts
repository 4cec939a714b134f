import { expect, test } from 'vitest';
import type { Item } from '../../../src/shared/batch.ts';
import { finalizedKey, requestKey } from '../../../src/sources/ewallet/keys.ts';
import { eventually } from '../../clock.ts';
import { eventFrame } from '../../servers/ewallet/builders.ts';
import { aSource, asUser, aWallet, consume, keys } from './with-wallet.ts';

test('each scheme opens the server by its own path, in both generations', async () => {
  const [wallet, old] = await Promise.all([aWallet(), aWallet({ generation: '2018' })]);
  const { admin, alice, credentials } = wallet;
  const asAdmin = { ...keys(wallet), auth: 'OMGAdmin' as const, username: admin.id, secret: credentials.issue(admin) };
  const inTurn = [
    aSource(wallet),
    aSource(wallet, { who: asAdmin }),
    aSource(wallet, { who: asUser(wallet, alice) }),
    aSource(old),
    aSource(old, { who: asUser(old, old.alice), connection: { path: '/api/socket' } }),
  ];
  for (const it of inTurn) await it.online();
  expect(inTurn.map((it) => it.trouble())).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(wallet.attempts.map(({ path, scheme }) => [path, scheme])).toEqual([
    ['/api/admin/socket', 'OMGProvider'],
    ['/api/admin/socket', 'OMGAdmin'],
    ['/api/client/socket', 'OMGClient'],
  ]);
  expect(old.attempts.map(({ path, scheme }) => [path, scheme])).toEqual([
    ['/api/socket', 'OMGServer'],
    ['/api/socket', 'OMGClient'],
  ]);
});

test('what is delivered belongs to the user, or to the access key', async () => {
  const wallet = await aWallet();
  const [shop, alice] = [aSource(wallet), aSource(wallet, { who: asUser(wallet, wallet.alice) })];
  await Promise.all([shop.online(), alice.online()]);
  const { id } = consume(wallet);
  wallet.reject(id);
  expect(await shop.arrived(finalizedKey(id, 'rejected'))).toMatchObject({ identity: `ewallet:${wallet.credentials.accessKey}` });
  expect(await alice.arrived(finalizedKey(id, 'rejected'))).toMatchObject({ identity: `ewallet:${wallet.alice.id}`, role: 'consumer' });
});

test('the reason behind a 403 is named, and stops it with one attempt', async () => {
  const wallet = await aWallet();
  const { credentials, alice, admin } = wallet;
  const expired = credentials.issue(admin);
  credentials.expire(expired);
  const cases = [
    [{ ...keys(wallet), secret: 'wrong' }, {}, 'wrong-secret-key'],
    [{ ...asUser(wallet, alice), username: 'wrong' }, {}, 'wrong-api-key'],
    [{ ...asUser(wallet, alice), secret: 'wrong' }, {}, 'unknown-token'],
    [{ auth: 'OMGAdmin', username: admin.id, secret: expired }, {}, 'expired-token'],
    [keys(wallet), { path: '/api/client/socket' }, 'wrong-scheme'],
  ] as const;
  for (const [who, connection, code] of cases) {
    const before = wallet.attempts.length;
    const it = aSource(wallet, { who: { topics: [], ...who }, connection });
    expect(await it.blocked()).toBe(code);
    it.source.wake();
    await it.clock.advance(3_600_000);
    expect(wallet.attempts).toHaveLength(before + 1);
    expect(it.clock.pending()).toBe(0);
  }
});

test('access keys of an old server are named as wrong too, though me.get is closed to them', async () => {
  const old = await aWallet({ generation: '2018' });
  expect(await aSource(old, { who: { ...keys(old), secret: 'wrong' } }).blocked()).toBe('wrong-secret-key');
  old.faults.failNext('socket', 403);
  expect(await aSource(old).blocked()).toBe('socket-refused');
});

test('a wrong path, a wrong version, a socket refused to good keys, and a page that is no wallet are told apart', async () => {
  const wallet = await aWallet();
  expect(await aSource(wallet, { connection: { path: '/api/admin/socket/websocket' } }).blocked()).toBe('wrong-path');
  wallet.faults.failNext('socket', 200, '{"success":false,"data":{"code":"client:invalid_version"}}');
  expect(await aSource(wallet).blocked()).toBe('wrong-version');
  wallet.faults.failNext('socket', 403);
  expect(await aSource(wallet).blocked()).toBe('socket-refused');
  wallet.faults.failNext('socket', 200, '<html>hello</html>');
  const page = aSource(wallet);
  page.source.start();
  await page.sink.until(() => page.source.state().phase === 'waiting');
  expect(page.trouble()).toBe('not-a-node');
});

test('a secret or a name that is missing is said, and no request is made', async () => {
  const wallet = await aWallet();
  expect(await aSource(wallet, { who: { ...keys(wallet), secret: '' } }).blocked()).toBe('sign-in-again');
  expect(await aSource(wallet, { who: { ...keys(wallet), username: ' ' } }).blocked()).toBe('wrong-secret-key');
  expect(wallet.attempts).toEqual([]);
  expect(wallet.log.requests).toEqual([]);
});

test('a server that closes for idleness is reconnected to', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  await it.online();
  wallet.idleClose();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.trouble()).toBe('lost');
  await it.clock.advance(2_000);
  await it.online();
});

test('a finalization comes once though three topics carry it; the request that it ends leaves the screen in the same batch', async () => {
  const wallet = await aWallet();
  const request = wallet.request();
  const topics = [`account:${wallet.shop.id}`, `transaction_request:${request.id}`, `user:${wallet.alice.id}`];
  const it = aSource(wallet, { who: { ...keys(wallet), topics } });
  await it.online();
  const { id } = wallet.consume({ request });
  expect(await it.arrived(requestKey(id))).toMatchObject({ actions: ['approve', 'reject'], status: 'pending' });
  wallet.approve(id);
  await it.sink.until(() => it.sink.kept.deliveries.get(finalizedKey(id, 'confirmed')) === 3);
  expect([...it.sink.kept.alerts.keys()]).toEqual([requestKey(id), finalizedKey(id, 'confirmed')]);
  expect(it.alert(requestKey(id))).toMatchObject({ actions: [], status: 'confirmed', openNow: false });
  const isEnd = (item: Item): boolean => item.type === 'alert' && item.alert.kind === 'consumptionFinalized';
  const first = it.sink.kept.batches.find(({ items }) => items.some(isEnd));
  expect(first?.items.slice(0, 3).map(({ type }) => type)).toEqual(['alert', 'amend', 'read']);
  expect(it.sink.kept.read.has(requestKey(id))).toBe(true);
});

test('a request that comes after its finalization is dropped, now and after a restart', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  await it.online();
  const { id } = consume(wallet, { live: false });
  wallet.reject(id);
  await it.arrived(finalizedKey(id, 'rejected'));
  const late = eventFrame({ id, topic: `account:${wallet.shop.id}` });
  await wallet.sendText(late);
  const next = consume(wallet);
  await it.arrived(requestKey(next.id));
  expect(it.alert(requestKey(id))).toBeUndefined();
  await it.stop();
  const again = aSource(wallet, { kept: it.sink.kept });
  await again.online();
  await wallet.sendText(late);
  await again.arrived(requestKey(consume(wallet).id));
  expect(again.alert(requestKey(id))).toBeUndefined();
});

test('a user who chose nothing hears of themselves; access keys that listen to nothing are told so', async () => {
  const wallet = await aWallet();
  const alice = aSource(wallet, { who: asUser(wallet, wallet.alice) });
  await alice.online();
  expect(alice.source.topics?.()).toEqual([{ topic: `user:${wallet.alice.id}`, phase: 'joined' }]);
  expect(alice.source.state()).toEqual({ phase: 'online', since: alice.clock.now() });
  const deaf = aSource(wallet, { who: { ...keys(wallet), topics: [] } });
  await deaf.online();
  expect(deaf.source.state()).toMatchObject({ trouble: { code: 'topics-refused', detail: 'no topic to listen to' } });
});

test('topics that are refused are named while it is online, at most five, and no more once they are let in', async () => {
  const wallet = await aWallet();
  const good = `account:${wallet.shop.id}`;
  const bad = Array.from({ length: 7 }, (_, index) => `account:acc_${index}`);
  const it = aSource(wallet, { who: { ...keys(wallet), topics: [good, ...bad, 'wallet:abcd123412341234'] } });
  await it.online();
  const named = `${bad.slice(0, 5).join(', ')}, …`;
  expect(it.source.state()).toMatchObject({ phase: 'online', trouble: { code: 'topics-refused', detail: named } });
  const phases = it.source.topics?.().map(({ phase }) => phase);
  expect(phases).toEqual(['joined', ...bad.map(() => 'denied'), 'invalid']);
  const wholeAgain = it.source.state();
  it.source.setTopics?.([good]);
  await it.clock.advance(1_000);
  expect(it.source.state()).toEqual({ phase: 'online', since: wholeAgain.phase === 'online' ? wholeAgain.since : 0 });
});

test('changing topics breaks nothing that stays, and asks what was missed on those that are new', async () => {
  const wallet = await aWallet();
  const other = wallet.store.addAccount('Tea Shop', {});
  const it = aSource(wallet);
  await it.online();
  const pending = wallet.consume({ request: wallet.request({ owner: other }), live: false });
  it.source.setTopics?.([`account:${wallet.shop.id}`, `account:${other.id}`]);
  expect(await it.arrived(requestKey(pending.id))).toMatchObject({ road: 'catch-up', openNow: true });
  expect(wallet.frames.filter(({ event }) => event === 'phx_join')).toHaveLength(2);
  expect(wallet.attempts).toHaveLength(1);
  it.source.setTopics?.([`account:${other.id}`]);
  await eventually(() => it.source.topics?.().length === 1);
  const [quiet, heard] = [consume(wallet), wallet.consume({ request: wallet.request({ owner: other }) })];
  await it.arrived(requestKey(heard.id));
  expect(it.alert(requestKey(quiet.id))).toBeUndefined();
});

test('a topic that ends the whole socket is found out and left out; the others live on', async () => {
  const wallet = await aWallet();
  const [good, poison] = [`account:${wallet.shop.id}`, `address:${wallet.shop.address}`];
  const it = aSource(wallet, { who: { ...keys(wallet), topics: [good, poison] } });
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  while (it.source.state().phase !== 'online') await it.clock.advance(1_000);
  expect(it.source.topics?.()).toEqual([
    { topic: good, phase: 'joined' },
    { topic: poison, phase: 'quarantined' },
  ]);
  expect(it.source.state()).toMatchObject({ trouble: { code: 'topics-refused', detail: poison } });
  expect(wallet.attempts.length).toBeLessThanOrEqual(4);
  await it.arrived(requestKey(consume(wallet).id));
});

test('a server that lets in and drops is asked less and less often, also where it came online each time', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  it.source.start();
  const waits: number[] = [];
  for (let failure = 0; failure < 5; failure++) {
    await it.sink.until(() => it.source.state().phase === 'online');
    await it.clock.advance(20_000);
    wallet.drop();
    await it.sink.until(() => it.source.state().phase === 'waiting');
    const state = it.source.state();
    waits.push(state.phase === 'waiting' ? state.retryAt - it.clock.now() : 0);
    await it.clock.advance(waits.at(-1) ?? 0);
  }
  expect(waits.at(-1)).toBeGreaterThan(10_000);
  await it.sink.until(() => it.source.state().phase === 'online');
  await it.clock.advance(26_000);
  wallet.drop();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(it.source.state()).toMatchObject({ retryAt: it.clock.now() + 1_500 });
});

test('a channel that died is joined again, and what it missed is asked for', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  await it.online();
  wallet.killChannel(`account:${wallet.shop.id}`);
  await eventually(() => it.source.topics?.()[0]?.phase === 'errored');
  const { id } = consume(wallet);
  await it.clock.advance(2_000);
  expect(await it.arrived(requestKey(id))).toMatchObject({ road: 'catch-up' });
  expect(it.sink.states.filter(({ phase }) => phase === 'catching-up')).toHaveLength(1);
});

test('500 topics are joined in groups, in the order of the connection; then one timer is left', async () => {
  const wallet = await aWallet();
  const accounts = Array.from({ length: 500 }, (_, index) => wallet.store.addAccount(`Shop ${index}`, {}));
  const topics = accounts.map(({ id }) => `account:${id}`);
  const it = aSource(wallet, { who: { ...keys(wallet), topics } });
  await it.online();
  expect(it.source.topics?.()).toEqual(topics.map((topic) => ({ topic, phase: 'joined' })));
  expect(wallet.frames.map(({ topic }) => topic)).toEqual(topics);
  for (let second = 0; second < 20; second++) await it.clock.advance(1_000);
  // While no time passes, all changes are told at once and once more.
  expect(it.sink.topicChanges).toBe(2);
  expect(it.clock.pending()).toBe(1);
});

test('10,000 events in a burst are taken whole, in small batches', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  await it.online();
  const request = wallet.request();
  const ids = Array.from({ length: 10_000 }, () => wallet.consume({ request }).id);
  await it.sink.until(() => it.sink.kept.alerts.size === ids.length);
  expect(ids.filter((id) => it.alert(requestKey(id)) === undefined)).toEqual([]);
  const live = it.sink.kept.batches.filter(({ items }) => items.some(({ type }) => type === 'alert'));
  expect(Math.max(...live.map(({ items }) => items.length))).toBeLessThanOrEqual(64);
  expect(it.source.state().phase).toBe('online');
});

test('what came before the end of a socket is taken, where it could not be asked for again', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet, { who: asUser(wallet, wallet.alice) });
  await it.online();
  const request = wallet.request({ owner: wallet.alice });
  const ids = Array.from({ length: 2_000 }, () => wallet.consume({ request, by: wallet.bob }).id);
  wallet.idleClose();
  await it.sink.until(() => it.source.state().phase === 'waiting');
  expect(ids.filter((id) => it.alert(requestKey(id)) === undefined)).toEqual([]);
});

test('idle for an hour it stays online, with one timer: that of its heartbeat', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  await it.online();
  for (let minute = 0; minute < 60; minute++) {
    for (let step = 0; step < 12; step++) await it.clock.advance(5_000);
    expect(it.clock.pending()).toBe(1);
  }
  expect(it.source.state().phase).toBe('online');
  expect(wallet.attempts).toHaveLength(1);
});

test('a topic that is let in again after a while leaves a gap, where no server can be asked what was missed', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet, { who: asUser(wallet, wallet.alice) });
  await it.online();
  await it.clock.advance(26_000);
  const since = it.clock.now();
  const letIn = wallet.faults.refuseJoins(/^user:/);
  wallet.killChannel(`user:${wallet.alice.id}`);
  await eventually(() => it.source.topics?.()[0]?.phase === 'errored');
  for (const phase of ['denied', 'denied', 'denied']) {
    await it.clock.advance(6_000);
    await eventually(() => it.source.topics?.()[0]?.phase === phase);
  }
  letIn();
  for (let minute = 0; minute < 10; minute++) await it.clock.advance(60_000);
  await eventually(() => it.source.topics?.()[0]?.phase === 'joined');
  expect(await it.arrived(`gap|${since}`)).toMatchObject({ kind: 'gap', category: 'system', since });
  wallet.killChannel(`user:${wallet.alice.id}`);
  await eventually(() => it.source.topics?.()[0]?.phase === 'errored');
  await it.clock.advance(2_000);
  await eventually(() => it.source.topics?.()[0]?.phase === 'joined');
  const gaps = [...it.sink.kept.alerts.values()].filter(({ kind }) => kind === 'gap');
  expect(gaps).toHaveLength(1);
});

test('a topic that was refused from the beginning leaves a gap of its own once it is let in', async () => {
  const wallet = await aWallet();
  const letIn = wallet.faults.refuseJoins(/^transaction_request:/);
  const request = wallet.request({ owner: wallet.alice });
  const topics = [`user:${wallet.alice.id}`, `transaction_request:${request.id}`];
  const it = aSource(wallet, { who: { ...asUser(wallet, wallet.alice), topics } });
  await it.online();
  const since = it.clock.now();
  for (let second = 0; second < 10; second++) await it.clock.advance(1_000);
  letIn();
  for (let minute = 0; minute < 11; minute++) await it.clock.advance(60_000);
  await eventually(() => it.source.topics?.()[1]?.phase === 'joined');
  expect(await it.arrived(`gap|${since}`)).toMatchObject({ kind: 'gap', since });
});

test('a payment that was made is not told as one where no money moved, whatever its server makes of it afterwards', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  await it.online();
  const { id } = consume(wallet);
  wallet.approve(id);
  await it.arrived(finalizedKey(id, 'confirmed'));
  wallet.reject(id);
  expect(await it.arrived(finalizedKey(id, 'rejected'))).toMatchObject({ status: 'rejected', moved: true });
  expect(it.alert(requestKey(id))).toMatchObject({ status: 'confirmed', actions: [] });
  const other = consume(wallet);
  wallet.reject(other.id);
  expect((await it.arrived(finalizedKey(other.id, 'rejected'))).moved).toBeUndefined();
  wallet.approve(other.id);
  await it.arrived(finalizedKey(other.id, 'confirmed'));
  await eventually(() => it.alert(finalizedKey(other.id, 'rejected'))?.moved === true);
  expect(it.alert(requestKey(other.id))).toMatchObject({ status: 'confirmed' });
});

test('that a payment was made is known of catch-up too, by its times', async () => {
  const wallet = await aWallet();
  const it = aSource(wallet);
  const { id } = consume(wallet, { live: false });
  wallet.approve(id, { live: false });
  wallet.reject(id, { live: false });
  await it.online();
  expect(await it.arrived(finalizedKey(id, 'rejected'))).toMatchObject({ status: 'rejected', moved: true });
});

test('the last servers’ word for a token that is not known is understood too', async () => {
  const wallet = await aWallet();
  wallet.faults.failNext('socket', 403);
  wallet.faults.answerOnce('me.get', 'auth_token:not_found');
  expect(await aSource(wallet, { who: asUser(wallet, wallet.alice) }).blocked()).toBe('unknown-token');
});

test('what was refused by disk and memory while a pass ran is asked for after it', async () => {
  const wallet = await aWallet();
  const held = wallet.faults.hold('transaction_consumption.all', { answered: 'before' });
  const it = aSource(wallet);
  let refused = 0;
  it.sink.beforeWrite = ({ items }) => {
    if (refused > 0 || !items.some(({ type }) => type === 'alert')) return;
    refused += 1;
    throw new Error('full');
  };
  it.source.start();
  await held.arrived;
  const { id } = consume(wallet);
  await eventually(() => refused === 1);
  held.release();
  await it.online();
  expect(it.alert(requestKey(id))).toBeUndefined();
  await it.clock.advance(2_000);
  expect(await it.arrived(requestKey(id))).toMatchObject({ road: 'catch-up' });
});
