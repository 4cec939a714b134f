import { expect, test } from 'vitest';
import { type CloudOptions, Topic, type Watch } from '../../../src/shared/connection.ts';
import { placeOf, rootOf } from '../../../src/sources/acapy-cloud/address.ts';
import { flawOf, isForOne, nameOf, pathOf } from '../../../src/sources/acapy-cloud/watch.ts';
import { standing } from './with-cloud.ts';

const PROOFS = standing('proofs', 'request-received');
const JWT = `x.${Buffer.from(JSON.stringify({ wallet_id: 'w1' })).toString('base64url')}.y`;

function place(options: Partial<CloudOptions>, secret: string | undefined = JSON.stringify({ apiKey: `tenant.${JWT}` }), path?: string) {
  const cloud: CloudOptions = { walletId: 'w1', waypoint: { role: 'tenant', watches: [PROOFS] }, ...options };
  return placeOf({ url: 'https://cloud.example', cloud, ...(path === undefined ? {} : { path }) }, secret);
}

test.each([
  [undefined, 'tenant', '/tenant/v1'],
  ['/', 'tenant-admin', '/tenant-admin/v1'],
  ['/cloud/', 'governance', '/cloud/governance/v1'],
  ['/cloud/tenant', 'tenant', '/cloud/tenant/v1'],
  ['/cloud/tenant-admin', 'tenant', '/cloud/tenant/v1'],
  ['/v1', 'tenant', '/v1'],
  ['/tenant-admin/v1/sse', 'tenant', '/tenant/v1'],
] as const)('deployed at %s, calls of a %s are behind %s', (path, role, root) => {
  expect(rootOf(path, role)).toBe(root);
});

test('a watch is asked for with every part percent-encoded, a second at least, and the group where there is one', () => {
  const watch: Watch = { topic: 'connections', field: 'their_label', fieldId: 'Bäckerei: did:sov:1.2', state: 'completed' };
  expect(pathOf('/tenant/v1', { walletId: 'w1', groupId: 'g' }, watch, 1)).toBe(
    '/tenant/v1/sse/w1/connections/their_label/B%C3%A4ckerei%3A%20did%3Asov%3A1.2/completed?look_back=1&group_id=g'
  );
  expect(nameOf(watch)).toBe('waypoint:connections/their_label/B%C3%A4ckerei%3A%20did%3Asov%3A1.2/completed');
});

test.each(['a b', 'a.b', 'a>b', 'a*b', '*', '', 'a\tb'])('a topic or state that is %j is refused, for it goes into a subject', (part) => {
  expect(flawOf({ ...PROOFS, topic: part })).toContain('topic');
  expect(flawOf({ ...PROOFS, state: part })).toContain('state');
});

test.each(['a/b', 'a?b', 'a#b', 'a%b', '.', '..', '', 'a\nb'])('a field or id that is %j is refused, for it goes into a path', (part) => {
  expect(flawOf({ ...PROOFS, field: part })).toContain('field');
  expect(flawOf({ ...PROOFS, fieldId: part })).toContain('id');
});

test('spaces, dots and colons are legal where they are only compared', () => {
  expect(flawOf({ topic: 'connections', field: 'their_label', fieldId: 'The Shop No. 1: open', state: 'completed' })).toBeUndefined();
});

test('only a watch for the id by which its topic tells things apart is for one thing', () => {
  expect(isForOne({ topic: 'proofs', field: 'proof_id', fieldId: 'p', state: 'done' })).toBe(true);
  expect(isForOne({ topic: 'proofs', field: 'connection_id', fieldId: 'c', state: 'done' })).toBe(false);
  expect(isForOne({ topic: 'connections', field: 'connection_id', fieldId: 'c', state: 'completed' })).toBe(true);
  expect(isForOne(PROOFS)).toBe(false);
});

test('the plural of basic messages is asked for as the singular, and twice the same watch once', () => {
  const found = place({ waypoint: { role: 'tenant', watches: [standing('basic-messages', 'received'), standing('basic-message', 'received')] } });
  expect('waypoint' in found ? found.waypoint?.watches : found).toEqual([standing('basic-message', 'received')]);
});

test.each([
  ['a bad watch', { waypoint: { role: 'tenant', watches: [{ ...PROOFS, topic: 'a.b' }] } }, undefined, 'bad-watch'],
  ['a wallet with a dot', { walletId: 'a.b' }, undefined, 'bad-watch'],
  ['a group with a space', { groupId: 'my group' }, undefined, 'bad-watch'],
  ['a whole group without its name', { walletId: '*' }, undefined, 'bad-watch'],
  ["a whole group with a tenant's key", { walletId: '*', groupId: 'g' }, undefined, 'wrong-wallet'],
  ["another wallet's key", { walletId: 'w2' }, undefined, 'wrong-wallet'],
  ['a key of no role', {}, '{"apiKey":"x.y"}', 'unknown-role'],
  ['no key', {}, '{}', 'sign-in-again'],
  ['no password', { nats: { url: 'nats://n', auth: 'user' } }, undefined, 'sign-in-again'],
  ['a secret that is none', {}, 'x', 'sign-in-again'],
  ['no road', { waypoint: undefined as never }, undefined, 'bad-address'],
] satisfies [string, Partial<CloudOptions>, string | undefined, string][])('%s cannot be tried', (_name, options, secret, code) => {
  expect(place(options, secret)).toMatchObject({ trouble: { code } });
});

test('a whole group is for a tenant-admin', () => {
  expect(place({ walletId: '*', groupId: 'g' }, '{"apiKey":"tenant-admin.k"}')).toMatchObject({ identity: 'acapy-cloud:group:g', tenant: undefined });
});

test("a tenant's key is good for lists, on whichever path the watches are", () => {
  const found = place({ waypoint: { role: 'tenant-admin', watches: [PROOFS] } }, undefined, '/cloud');
  expect(found).toMatchObject({ waypoint: { root: '/cloud/tenant-admin/v1' }, tenant: { root: '/cloud/tenant/v1' } });
});

test('a key that was pasted with a line break is taken without it', () => {
  expect(place({}, JSON.stringify({ apiKey: ` tenant.${JWT}\n` }))).toMatchObject({ secret: { apiKey: `tenant.${JWT}` } });
});

test('watches that differ only behind what a name holds have two names, that are topics all the same', () => {
  const fieldId = 'ä'.repeat(60);
  const [one, other] = ['done', 'abandoned'].map((state) => nameOf({ topic: 'proofs', field: 'proof_id', fieldId, state }));
  expect(one).not.toBe(other);
  for (const name of [one, other]) expect(Topic.safeParse(name).success).toBe(true);
});
