import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../ask.ts';
import { type Cloud, startCloud } from './cloud.ts';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await startCloud();
});
afterEach(() => cloud.close());

const WATCH = { topic: 'proofs', field: 'state', fieldId: 'done', state: 'done' };

async function refused(headers: Record<string, string>, walletId = cloud.walletId, root = 'tenant', query = '') {
  const { status, text } = await ask(`${cloud.url}${cloud.watchPath({ ...WATCH, walletId }, root)}${query}`, { headers });
  return [status, text];
}

test('no key, an empty one and a Bearer token are not authenticated: 403, and 401 on newer FastAPI', async () => {
  const newer = await startCloud({ fastApi: 'newer' });
  const url = newer.url + newer.watchPath(WATCH);
  for (const headers of [{}, { 'x-api-key': '' }, { authorization: 'Bearer x' }]) {
    expect(await refused(headers)).toEqual([403, '{"detail":"Not authenticated"}']);
    const { status, text } = await ask(url, { headers });
    expect([status, text]).toEqual([401, '{"detail":"Not authenticated"}']);
  }
  await newer.close();
});

test.each(['nodot', 'root.key', 'Tenant.x', '.x'])('%s is no key of a known role: 401', async (key) => {
  expect(await refused({ 'x-api-key': key })).toEqual([401, '{"detail":"Unauthorized"}']);
});

test('a bad JWT, a wrong admin key and the key of another wallet are unauthorized: 403', async () => {
  const [head, body] = cloud.apiKey.split('.').slice(1);
  const forged = `tenant.${head}.${body}.AAAA`;
  const another = cloud.keys.tenant('another');
  for (const key of ['tenant.x', 'tenant.a.b.c', forged, another, 'tenant-admin.wrong', 'governance.wrong']) {
    expect(await refused({ 'x-api-key': key })).toEqual([403, '{"detail":"Unauthorized"}']);
  }
});

test('a tenant may not watch every wallet, and governance only its own', async () => {
  const forbidden = [403, '{"detail":"Unauthorized"}'];
  expect(await refused({ 'x-api-key': cloud.apiKey }, '*')).toEqual(forbidden);
  expect(await refused({ 'x-api-key': cloud.keys.governance }, cloud.walletId, 'governance')).toEqual(forbidden);
  const own = cloud.nextStream();
  const answer = ask(cloud.url + cloud.watchPath({ ...WATCH, walletId: 'Governance' }, 'governance'), {
    headers: { 'x-api-key': cloud.keys.governance },
  });
  expect((await own).role).toBe('governance');
  cloud.timeOut();
  expect((await answer).status).toBe(200);
});

test('the role of the key decides, not the path', async () => {
  const opened = cloud.nextStream();
  const answer = ask(cloud.url + cloud.watchPath(WATCH, 'tenant-admin'), { headers: { 'x-api-key': cloud.apiKey } });
  expect((await opened).role).toBe('tenant');
  cloud.timeOut();
  expect((await answer).status).toBe(200);
});

test('a look_back that is no whole number is unprocessable, before the wallet is looked at', async () => {
  const msg = 'Input should be a valid integer, unable to parse string as an integer';
  const detail = `{"detail":[{"type":"int_parsing","loc":["query","look_back"],"msg":"${msg}","input":"soon"}]}`;
  expect(await refused({ 'x-api-key': cloud.apiKey }, 'another', 'tenant', '?look_back=soon')).toEqual([422, detail]);
  expect(await refused({}, cloud.walletId, 'tenant', '?look_back=soon')).toEqual([403, '{"detail":"Not authenticated"}']);
});

test('what is no path is not found, whoever asks', async () => {
  for (const path of ['/', '/tenant/v1/sse/a/b/c/d', '/tenant/v1/sse/a/b/c/d%2Fe/f', '/tenant/v1/nothing', '/other/v1/connections']) {
    const { status, text } = await ask(cloud.url + path);
    expect([status, text]).toEqual([404, '{"detail":"Not Found"}']);
  }
});

test('only GET is allowed', async () => {
  const { status, text } = await ask(`${cloud.url}/tenant/v1/connections`, { method: 'POST', headers: { 'x-api-key': cloud.apiKey } });
  expect([status, text]).toEqual([405, '{"detail":"Method Not Allowed"}']);
});

test('keys can go bad while all runs, one or all, and be good again', async () => {
  const forbidden = [403, '{"detail":"Unauthorized"}'];
  const list = async (key: string) => {
    const { status } = await ask(`${cloud.url}/tenant/v1/connections`, { headers: { 'x-api-key': key } });
    return status;
  };
  const other = cloud.keys.tenant('another');
  const forgive = cloud.keys.refuse(cloud.apiKey);
  expect(await refused({ 'x-api-key': cloud.apiKey })).toEqual(forbidden);
  expect(await list(other)).toBe(200);
  forgive();
  expect(await list(cloud.apiKey)).toBe(200);
  cloud.keys.refuse();
  expect(await list(other)).toBe(403);
});
