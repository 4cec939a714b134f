import { expect, onTestFinished, test } from 'vitest';
import { connect, enter, knock } from './client.ts';
import { authorization } from './credentials.ts';
import { ACCEPT } from './generation.ts';
import { type Wallet, type WalletOptions, startWallet } from './wallet.ts';

async function wallet(options: WalletOptions = {}): Promise<Wallet> {
  const started = await startWallet(options);
  onTestFinished(() => started.close());
  return started;
}

test('each scheme opens its own path and no other', async () => {
  const it = await wallet();
  const client = it.credentials.headers(it.alice);
  const admin = it.credentials.headers(it.admin);
  const provider = it.credentials.headers();
  await connect(it.wsUrl('client'), client);
  await connect(it.wsUrl('admin'), admin);
  await connect(it.wsUrl('admin'), provider);
  for (const [url, headers] of [
    [it.wsUrl('client'), admin],
    [it.wsUrl('client'), provider],
    [it.wsUrl('admin'), client],
  ] as const) {
    expect(await knock(url, headers)).toEqual({ status: 403, body: '' });
  }
  expect(it.connections).toBe(3);
  expect(it.attempts.map((attempt) => attempt.status)).toEqual([101, 101, 101, 403, 403, 403]);
});

test('a server before June 2018 has one path, for OMGServer and OMGClient', async () => {
  const it = await wallet({ generation: '2018' });
  expect(it.wsUrl('old')).toBe(`ws://127.0.0.1:${it.port}/api/socket`);
  await enter(it);
  await enter(it, it.alice);
  expect(it.attempts.map((attempt) => attempt.scheme)).toEqual(['OMGServer', 'OMGClient']);
  expect((await knock(it.wsUrl('client'), it.credentials.headers(it.alice))).status).toBe(404);
});

test('every refusal of credentials is 403 without a word', async () => {
  const it = await wallet();
  const { apiKey } = it.credentials;
  const token = it.credentials.issue(it.alice);
  const expired = it.credentials.issue(it.alice);
  it.credentials.expire(expired);
  const good = authorization('OMGClient', apiKey, token);
  const wrong: Record<string, string>[] = [
    { accept: ACCEPT },
    { authorization: good },
    { accept: ACCEPT, authorization: good, origin: 'https://elsewhere.example' },
    { accept: ACCEPT, authorization: good, origin: 'file://' },
    { accept: ACCEPT, authorization: good.replace('OMGClient', 'omgclient') },
    { accept: ACCEPT, authorization: good.replace(' ', '  ') },
    { accept: ACCEPT, authorization: authorization('OMGClient', apiKey) },
    { accept: ACCEPT, authorization: authorization('OMGClient', 'other', token) },
    { accept: ACCEPT, authorization: authorization('OMGClient', apiKey, 'other') },
    { accept: ACCEPT, authorization: authorization('OMGClient', apiKey, expired) },
  ];
  for (const headers of wrong) expect(await knock(it.wsUrl('client'), headers)).toEqual({ status: 403, body: '' });
  await connect(it.wsUrl('client'), { accept: ACCEPT, authorization: good });
});

test('base64 without its padding is refused', async () => {
  const it = await wallet();
  const user = it.store.addUser('carol');
  const tokens = Array.from({ length: 3 }, () => it.credentials.issue(user));
  const keys = tokens.map((token, index) => authorization('OMGAdmin', user.id + 'x'.repeat(index), token));
  const padded = keys.find((value) => value.endsWith('='));
  expect(padded).toBeDefined();
  const admin = it.store.addUser('dave', { id: user.id + 'x'.repeat(keys.indexOf(padded!)), accounts: 'all' });
  const value = authorization('OMGAdmin', admin.id, it.credentials.issue(admin));
  await connect(it.wsUrl('admin'), { accept: ACCEPT, authorization: value });
  const bare = value.replace(/=+$/, '');
  expect(bare).not.toBe(value);
  expect((await knock(it.wsUrl('admin'), { accept: ACCEPT, authorization: bare })).status).toBe(403);
});

test('a wrong Accept is told with status 200, a wrong path with 404', async () => {
  const it = await wallet();
  const headers = it.credentials.headers(it.alice);
  const told = await knock(it.wsUrl('client'), { ...headers, accept: 'application/json' });
  expect(told.status).toBe(200);
  expect(JSON.parse(told.body)).toEqual({
    version: '1',
    success: false,
    data: {
      object: 'error',
      code: 'client:invalid_version',
      description: "Invalid API version. Given: 'application/json'.",
      messages: null,
    },
  });
  for (const path of ['/api/client/socket/websocket', '/api/socket', '/socket']) {
    expect(await knock(`ws://127.0.0.1:${it.port}${path}`, headers)).toEqual({ status: 404, body: '' });
  }
});

test('no subprotocol and no compression is agreed on', async () => {
  const it = await wallet();
  const { socket } = await enter(it, it.alice);
  expect(socket.protocol).toBe('');
  expect(socket.extensions).toBe('');
});

test('credentials are checked at the door only: expired tokens leave open sockets alone', async () => {
  const it = await wallet();
  const headers = it.credentials.headers(it.alice);
  const client = await connect(it.wsUrl('client'), headers);
  it.credentials.expire();
  expect((await client.heartbeat())['success']).toBe(true);
  expect((await knock(it.wsUrl('client'), headers)).status).toBe(403);
});

test('credentials can be refused from now on, and accepted again', async () => {
  const it = await wallet();
  const headers = it.credentials.headers();
  it.credentials.refuse();
  expect((await knock(it.wsUrl('admin'), headers)).status).toBe(403);
  it.credentials.refuse(false);
  await connect(it.wsUrl('admin'), headers);
});

test('an opening can be held, or answered by something else', async () => {
  const it = await wallet();
  const hold = it.faults.hold('socket');
  const opening = enter(it, it.alice);
  await hold.arrived;
  expect(it.connections).toBe(0);
  hold.release();
  await opening;
  it.faults.failNext('socket', 502, 'Bad Gateway');
  expect(await knock(it.wsUrl('client'), it.credentials.headers(it.alice))).toEqual({ status: 502, body: 'Bad Gateway' });
});

test('over TLS it shows its certificate, and speaks the same', async () => {
  const it = await wallet({ tls: 'self-signed' });
  expect(it.url).toBe(`https://127.0.0.1:${it.port}`);
  expect(it.fingerprint256).toMatch(/^[0-9A-F:]{95}$/);
  const client = await enter(it, it.alice);
  expect((await client.heartbeat())['event']).toBe('phx_reply');
});
