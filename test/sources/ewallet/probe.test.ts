import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionDraft, TestResult } from '../../../src/shared/connection.ts';
import { probe } from '../../../src/sources/ewallet/probe.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { eventually, settle, type TestClock, testClock } from '../../clock.ts';
import type { Wallet } from '../../servers/ewallet/wallet.ts';
import { deadPort, serve } from '../../transport/loopback.ts';
import { asUser, aWallet, keys } from './with-wallet.ts';

function probing(draft: Partial<ConnectionDraft> & { url: string }, secret?: string): { clock: TestClock; result: Promise<TestResult> } {
  const clock = testClock();
  const network = createNetwork(clock);
  onTestFinished(() => {
    network.close();
    expect(clock.pending()).toBe(0);
  });
  return { clock, result: probe({ system: 'ewallet', name: 'x', auth: 'OMGProvider', ...draft }, secret, { network, clock }) };
}

function asKeys(wallet: Wallet): ConnectionDraft {
  return { system: 'ewallet', name: 'x', url: wallet.url, ...keys(wallet), topics: [] };
}

test('access keys are who they are, and whether there is a list of what was missed', async () => {
  const wallet = await aWallet();
  expect(await probing(asKeys(wallet)).result).toEqual({ ok: true, identity: `ewallet:${wallet.credentials.accessKey}`, listed: true });
  wallet.faults.answerOnce('transaction_consumption.all', 'client:endpoint_not_found');
  expect(await probing(asKeys(wallet)).result).toMatchObject({ ok: true, listed: false });
  wallet.faults.answerOnce('transaction_consumption.all', 'client:invalid_parameter');
  expect(await probing(asKeys(wallet)).result).toMatchObject({ ok: true, listed: true });
});

test('access keys of an old server are who they are', async () => {
  const old = await aWallet({ generation: '2018' });
  expect(await probing(asKeys(old)).result).toMatchObject({ ok: true, identity: `ewallet:${old.credentials.accessKey}` });
  expect(await probing({ ...asKeys(old), secret: 'wrong' }).result).toMatchObject({ ok: false, trouble: { code: 'wrong-secret-key' } });
});

test('a user has a name, and no list; the secret that is kept is used where none was typed', async () => {
  const wallet = await aWallet();
  const { secret, ...who } = asUser(wallet, wallet.alice);
  expect(await probing({ url: wallet.url, ...who }, secret).result).toEqual({
    ok: true,
    identity: `ewallet:${wallet.alice.id}`,
    name: 'Alice Liddell',
    listed: false,
  });
  await eventually(() => wallet.connections === 0);
});

test('topics are tried one by one; those that would end the whole socket are not', async () => {
  const wallet = await aWallet();
  const topics = [`account:${wallet.shop.id}`, `address:${wallet.shop.address}`, 'account:other', 'wallet:abcd', `user:${wallet.alice.id}`];
  const found = await probing({ ...asKeys(wallet), topics }).result;
  const phases = ['joined', 'waiting', 'denied', 'invalid', 'joined'];
  expect(found).toMatchObject({ ok: true, topics: topics.map((topic, index) => ({ topic, phase: phases[index] })) });
  const user = await probing({ url: wallet.url, ...asUser(wallet, wallet.alice), topics: [topics[0]!, topics[4]!] }).result;
  expect(user).toMatchObject({ ok: true, topics: [{ phase: 'waiting' }, { phase: 'joined' }] });
});

test('a topic that ends the socket all the same is named, and the rest was not tried', async () => {
  const wallet = await aWallet();
  wallet.store.addAccount('Tea Shop', {});
  const topics = [`account:${wallet.shop.id}`, `user:${wallet.alice.id}`, `user:${wallet.bob.id}`];
  const held = wallet.faults.holdJoins(topics[1]!);
  const { result } = probing({ ...asKeys(wallet), topics });
  await held.arrived;
  wallet.drop(1011);
  expect(await result).toMatchObject({ ok: true, topics: [{ phase: 'joined' }, { phase: 'quarantined' }, { phase: 'waiting' }] });
  held.release();
});

test('what there is no time for stays waiting, within ten seconds', async () => {
  const wallet = await aWallet();
  const held = wallet.faults.holdJoins(`user:${wallet.alice.id}`);
  const topics = [`account:${wallet.shop.id}`, `user:${wallet.alice.id}`, `user:${wallet.bob.id}`];
  const { clock, result } = probing({ ...asKeys(wallet), topics });
  await held.arrived;
  await clock.advance(10_000);
  expect(await result).toMatchObject({ ok: true, topics: [{ phase: 'joined' }, { phase: 'waiting' }, { phase: 'waiting' }] });
  held.release();
});

test('the real reason is told', async () => {
  const wallet = await aWallet();
  const page = await serve((_request, response) => response.end('<html>hello</html>'));
  const broken = await serve((_request, response) => response.writeHead(502).end());
  onTestFinished(async () => {
    await Promise.all([page.close(), broken.close()]);
  });
  const secure = await aWallet({ tls: 'self-signed' });
  const good = asKeys(wallet);
  const code = async (draft: Partial<ConnectionDraft>): Promise<string> => {
    const found = await probing({ ...good, ...draft }).result;
    return found.ok ? 'ok' : found.trouble.code;
  };
  const user = asUser(wallet, wallet.alice);
  const expired = wallet.credentials.issue(wallet.alice);
  wallet.credentials.expire(expired);
  expect({
    address: await code({ url: 'ftp://host' }),
    nobody: await code({ url: `http://127.0.0.1:${await deadPort()}` }),
    page: await code({ url: page.url }),
    broken: await code({ url: broken.url }),
    certificate: await code({ url: secure.url }),
    plain: await code({ url: secure.url.replace('https', 'http') }),
    noSecret: await code({ secret: '' }),
    secretKey: await code({ secret: 'wrong' }),
    apiKey: await code({ ...user, username: 'wrong' }),
    token: await code({ ...user, secret: 'wrong' }),
    expired: await code({ ...user, secret: expired }),
    scheme: await code({ path: '/api/client/socket' }),
    path: await code({ path: '/api/admin/socket/websocket' }),
    elsewhere: await code({ path: '/nowhere/socket' }),
  }).toEqual({
    address: 'bad-address',
    nobody: 'refused',
    page: 'not-a-node',
    broken: 'server-error',
    certificate: 'certificate-unknown',
    plain: 'plain-to-tls',
    noSecret: 'sign-in-again',
    secretKey: 'wrong-secret-key',
    apiKey: 'wrong-api-key',
    token: 'unknown-token',
    expired: 'expired-token',
    scheme: 'wrong-scheme',
    path: 'wrong-path',
    elsewhere: 'wrong-path',
  });
});

test('a socket that is refused to good keys, of another version, or silent is told apart', async () => {
  const wallet = await aWallet();
  const code = async (found: Promise<TestResult>): Promise<string> => {
    const result = await found;
    return result.ok ? 'ok' : result.trouble.code;
  };
  wallet.faults.failNext('socket', 403);
  expect(await code(probing(asKeys(wallet)).result)).toBe('socket-refused');
  wallet.faults.failNext('socket', 200, '{"data":{"code":"client:invalid_version"}}');
  expect(await code(probing(asKeys(wallet)).result)).toBe('wrong-version');
  wallet.faults.failNext('me.get', 404);
  expect(await code(probing(asKeys(wallet)).result)).toBe('wrong-path');
  for (const hold of [() => wallet.faults.hold('me.get'), () => wallet.faults.hold('socket'), () => wallet.faults.holdHeartbeats()]) {
    const held = hold();
    const { clock, result } = probing(asKeys(wallet));
    await held.arrived;
    await settle();
    await clock.advance(10_000);
    expect(await code(result)).toBe('timeout');
    held.release();
  }
});
