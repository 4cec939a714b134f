import { describe, expect, test } from 'vitest';
import * as form from '../../../../renderer/connections/systems/cloud-draft.ts';
import type { CloudFields } from '../../../../renderer/connections/systems/cloud-draft.ts';
import { FIRST_WATCHES, standing } from '../../../../renderer/connections/systems/cloud-watch.ts';
import { CLOUD_ROLES, ConnectionDraft, NATS_AUTHS } from '../../../../src/shared/connection.ts';
import { FAKE_CREDS, fakeClouds, fakeKey } from '../../fake-cloud.ts';

const KEY = fakeKey('w-1');
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const [identity, group] = fakeClouds(0) as [ReturnType<typeof fakeClouds>[0], ReturnType<typeof fakeClouds>[0]];
const fresh = form.fieldsOf(undefined, 'My wallet');
const waypoint: CloudFields = form.withKey(form.withAddress({ ...fresh, road: 'waypoint' }, 'cloudapi.example.com/cloud', 'x'), KEY);
const nats: CloudFields = { ...form.withNats(fresh, 'nats.example.com', 'x'), walletId: 'w-1' };
const draft = (fields: CloudFields) => {
  const made = form.draftOf(fields);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  expect(ConnectionDraft.safeParse(made.draft).error).toBeUndefined();
  return made.draft;
};
const problem = (fields: CloudFields) => {
  const made = form.draftOf(fields);
  return made.ok ? undefined : `${made.problem.field}: ${String(made.problem.is)}`;
};

test('the choices are those of the contract', () => {
  expect(form.NATS_WAYS).toEqual(NATS_AUTHS);
  expect(new Set(CLOUD_ROLES.map((role) => form.withRole(fresh, role).role)).size).toBe(CLOUD_ROLES.length);
});

test('over NATS alone nothing of the CloudAPI is sent, and NATS is the address', () => {
  expect(draft({ ...nats, apiKey: KEY, address: 'https://elsewhere.example.com' })).toEqual({
    system: 'acapy-cloud',
    name: 'nats.example.com',
    url: 'nats://nats.example.com:4222',
    auth: 'cloud',
    cloud: { walletId: 'w-1', nats: { url: 'nats://nats.example.com:4222', auth: 'none' } },
  });
});

test('over Waypoint the path under which it is deployed, role, key and watches go where they belong', () => {
  expect(draft({ ...waypoint, nats: 'nats.example.com', natsAuth: 'token', natsSecret: 't' })).toEqual({
    system: 'acapy-cloud',
    name: 'cloudapi.example.com',
    url: 'https://cloudapi.example.com',
    auth: 'cloud',
    path: '/cloud',
    cloud: { walletId: 'w-1', waypoint: { role: 'tenant', watches: FIRST_WATCHES } },
    secret: JSON.stringify({ apiKey: KEY }),
  });
});

test('with both roads both secrets are sent', () => {
  const both = { ...waypoint, road: 'both', nats: 'tls://nats.example.com', natsAuth: 'creds', natsSecret: FAKE_CREDS, ca: PEM } as const;
  expect(draft(both)).toMatchObject({
    url: 'https://cloudapi.example.com',
    cloud: { waypoint: { role: 'tenant' }, nats: { url: 'tls://nats.example.com:4222', auth: 'creds', ca: PEM } },
    secret: JSON.stringify({ apiKey: KEY, nats: FAKE_CREDS }),
  });
  expect(draft({ ...both, natsAuth: 'user', natsUser: ' maya ', natsSecret: 'pw' }).cloud?.nats).toMatchObject({ auth: 'user', username: 'maya' });
});

describe('a pasted key', () => {
  test('says the role and the wallet', () => {
    expect(form.withKey({ ...fresh, role: 'governance', whole: true }, `x-api-key: ${KEY}`)).toMatchObject({ role: 'tenant', apiKey: KEY, walletId: 'w-1', whole: false, notes: ['wallet'] });
    expect(form.withKey(fresh, 'tenant-admin.k')).toMatchObject({ role: 'tenant-admin', apiKey: 'tenant-admin.k', walletId: '', notes: ['key'] });
    expect(form.withKey(fresh, 'governance.k')).toMatchObject({ role: 'governance', walletId: 'Governance' });
  });
  test('is of no use for another role', () => {
    expect(form.withRole(waypoint, 'tenant-admin')).toMatchObject({ role: 'tenant-admin', apiKey: '', walletId: 'w-1' });
    expect(form.withRole(form.withRole(fresh, 'governance'), 'tenant').walletId).toBe('');
  });
});

test('the address of a whole watch fills the form', () => {
  const found = form.withAddress({ ...fresh, road: 'waypoint' }, 'https://example.com/c/tenant-admin/v1/sse/*/oob/state/done/done?group_id=guild', 'x');
  expect(found).toMatchObject({ address: 'https://example.com/c', role: 'tenant-admin', whole: true, groupId: 'guild', watches: [...FIRST_WATCHES, standing('oob', 'done')], notes: ['call'] });
});

describe('a whole group', () => {
  test('is the wallet *, and needs its name', () => {
    const admin = form.withKey({ ...waypoint, whole: true }, 'tenant-admin.k');
    expect(problem(admin)).toBe('group: noGroup');
    expect(draft({ ...admin, groupId: 'guild' }).cloud).toMatchObject({ walletId: '*', groupId: 'guild' });
    expect(draft({ ...nats, whole: true, groupId: 'guild' }).cloud).toMatchObject({ walletId: '*', groupId: 'guild' });
  });
  test('is not for a tenant, whatever was chosen before', () => {
    const tenant = draft({ ...waypoint, whole: true, groupId: 'guild' }).cloud;
    expect(tenant).toMatchObject({ walletId: 'w-1' });
    expect(tenant).not.toHaveProperty('groupId');
  });
});

test.each<[string, CloudFields]>([
  ['address: empty', { ...waypoint, address: '' }],
  ['nats: natsEmpty', { ...nats, nats: '' }],
  ['nats: natsScheme', { ...nats, nats: 'https://x' }],
  ['name: noName', { ...nats, name: ' ' }],
  ['secret: noApiKey', { ...waypoint, apiKey: '' }],
  ['secret: badApiKey', { ...waypoint, apiKey: 'walnut' }],
  ['wallet: noWallet', { ...nats, walletId: ' ' }],
  ['wallet: badId', { ...nats, walletId: 'a b' }],
  ['wallet: badId', { ...nats, walletId: '*' }],
  ['group: badId', { ...nats, groupId: 'a.b' }],
  ['natsUser: noUsername', { ...nats, natsAuth: 'user', natsSecret: 'pw' }],
  ['natsSecret: noSecret', { ...nats, natsAuth: 'user', natsUser: 'maya' }],
  ['natsSecret: noToken', { ...nats, natsAuth: 'token' }],
  ['natsSecret: noCreds', { ...nats, natsAuth: 'creds' }],
  ['natsSecret: badCreds', { ...nats, natsAuth: 'creds', natsSecret: 'a token' }],
  ['natsCa: badCa', { ...nats, ca: 'not a certificate' }],
  ['natsCa: badCa', { ...nats, ca: `${PEM}\n-----BEGIN PRIVATE KEY-----\n` }],
  ['watch: noWatches', { ...waypoint, watches: [] }],
  ['watch: tooManyWatches', { ...waypoint, watches: Array.from({ length: 51 }, (_, nth) => standing('oob', `s${nth}`)) }],
])('%s', (expected, fields) => {
  expect(problem(fields)).toBe(expected);
});

test('what is saved comes back as it was', () => {
  const { name, url, auth, path, cloud } = identity!;
  expect(draft(form.fieldsOf(identity, 'x'))).toEqual({ system: 'acapy-cloud', name, url, auth, path, cloud });
  expect(draft(form.fieldsOf(group, 'x'))).toEqual({ system: 'acapy-cloud', name: group!.name, url: group!.url, auth: 'cloud', cloud: group!.cloud });
});

describe('a kept secret', () => {
  const saved = form.fieldsOf(identity, 'x');
  test('will do where nothing changed', () => {
    expect([form.keepsKey(saved), form.keepsNats(saved), form.keepsSecret(saved)]).toEqual([true, true, true]);
  });
  test.each<[string, Partial<CloudFields>]>([
    ['another server', { address: 'https://other.example.com/cloud' }],
    ['another scheme', { address: 'http://cloudapi.example.com/cloud' }],
    ['another role', { role: 'governance' }],
  ])('of the CloudAPI does not go to %s; that of NATS stays', (_what, more) => {
    expect([form.keepsKey({ ...saved, ...more }), form.keepsNats({ ...saved, ...more }), form.keepsSecret({ ...saved, ...more })]).toEqual([false, true, false]);
    expect(problem({ ...saved, ...more })).toBe('secret: noApiKey');
  });
  test.each<[string, Partial<CloudFields>]>([
    ['another server', { nats: 'tls://other.example.com:4222' }],
    ['another scheme', { nats: 'nats://nats.example.com:4222' }],
    ['another port', { nats: 'tls://nats.example.com:4333' }],
    ['another kind', { natsAuth: 'token' }],
  ])('of NATS does not go to %s; that of the CloudAPI stays', (_what, more) => {
    expect([form.keepsKey({ ...saved, ...more }), form.keepsNats({ ...saved, ...more }), form.keepsSecret({ ...saved, ...more })]).toEqual([true, false, false]);
  });
  test('is none where it cannot be read any more', () => {
    const lost = form.fieldsOf({ ...identity!, state: { phase: 'blocked', trouble: { code: 'sign-in-again' } } }, 'x');
    expect([form.keepsKey(lost), form.keepsNats(lost)]).toEqual([false, false]);
  });
  test('of one road will do where only that is left', () => {
    expect(form.keepsSecret({ ...saved, road: 'waypoint' })).toBe(true);
    expect(form.keepsSecret({ ...saved, road: 'nats' })).toBe(true);
    expect(form.keepsSecret({ ...form.fieldsOf(group, 'x'), natsAuth: 'none' })).toBe(true);
  });
});

test('only an API key over http to another computer can be read on the way', () => {
  expect(form.isReadable({ ...waypoint, address: 'http://cloudapi.example.com' })).toBe(true);
  expect(form.isReadable({ ...waypoint, address: 'http://localhost:8100' })).toBe(false);
  expect(form.isReadable({ ...nats, address: 'http://cloudapi.example.com' })).toBe(false);
});
