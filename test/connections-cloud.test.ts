import { describe, expect, test } from 'vitest';
import { isElsewhere, keepsSecret, needsSecret } from '../src/connections/drafts.ts';
import type { CloudOptions, CloudSecret, Connection, ConnectionDraft } from '../src/shared/connection.ts';
import { connectedWithParts, createWorld, type PartedWorld } from './connections-world.ts';

const API = 'https://cloudapi.example.net';
const NATS: NonNullable<CloudOptions['nats']> = { url: 'tls://nats.example.net:4222', auth: 'token' };
const WAYPOINT: NonNullable<CloudOptions['waypoint']> = { role: 'tenant', watches: [{ topic: 'proofs', field: 'state', fieldId: 'done', state: 'done' }] };
const BOTH: CloudOptions = { walletId: 'w1', waypoint: WAYPOINT, nats: NATS };

const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({ system: 'acapy-cloud', name: 'Identity', url: API, auth: 'cloud', path: '/cloud', cloud: BOTH, ...more });
const nats = (more: Partial<typeof NATS>): Partial<ConnectionDraft> => ({ cloud: { ...BOTH, nats: { ...NATS, ...more } } });
const secret = (parts: CloudSecret): string => JSON.stringify(parts);

/** A connection over both roads, at work, with a key and a token kept. */
const connected = (): Promise<PartedWorld> => connectedWithParts(draft({ secret: secret({ apiKey: 'tenant.key', nats: 'walnut' }) }), 'acapy-cloud:w1');

test('its options are saved, and cleared where the draft is of another system', async () => {
  const { connections, settings, id } = await connected();
  expect(settings().connections[0]).toMatchObject({ cloud: BOTH, path: '/cloud', identity: 'acapy-cloud:w1' });
  await connections.edit(id, { system: 'ewallet', name: 'Purse', url: API, auth: 'OMGAdmin', username: 'usr_1', secret: 'token' });
  expect(Object.keys(settings().connections[0]!)).not.toContain('cloud');
});

test('an edit of the name alone breaks nothing off, one of a watch begins it anew with the kept secret', async () => {
  const { connections, log, settings, id, kept, tested } = await connected();
  await connections.edit(id, draft({ name: 'Me' }));
  expect(log).toEqual([]);
  const watches = [{ topic: 'oob', field: 'state', fieldId: 'done', state: 'done' }];
  expect(await connections.edit(id, draft({ name: 'Me', cloud: { ...BOTH, waypoint: { role: 'tenant', watches } } }))).toEqual({ ok: true });
  expect(tested()).toEqual({ apiKey: 'tenant.key', nats: 'walnut' });
  expect(log.slice(1)).toEqual(['stop', 'start']);
  expect(settings().connections[0]).toMatchObject({ identity: 'acapy-cloud:w1', cloud: { waypoint: { watches } } });
  expect(kept()).toEqual({ apiKey: 'tenant.key', nats: 'walnut' });
});

describe('a part that is typed anew takes the place of that part only', () => {
  test.each<[CloudSecret, CloudSecret]>([
    [{ apiKey: 'tenant.new' }, { apiKey: 'tenant.new', nats: 'walnut' }],
    [{ nats: 'linen' }, { apiKey: 'tenant.key', nats: 'linen' }],
    [{ apiKey: 'tenant.new', nats: 'linen' }, { apiKey: 'tenant.new', nats: 'linen' }],
  ])('%j', async (typed, merged) => {
    const { connections, id, kept, tested } = await connected();
    expect(await connections.edit(id, draft({ secret: secret(typed) }))).toEqual({ ok: true });
    expect(tested()).toEqual(merged);
    expect(kept()).toEqual(merged);
  });
});

describe('a kept part goes nowhere but where it went, as what it was', () => {
  const moves: [string, Partial<ConnectionDraft>, keyof CloudSecret][] = [
    ['another CloudAPI', { url: 'https://other.example.net' }, 'apiKey'],
    ['its CloudAPI without encryption', { url: 'http://cloudapi.example.net' }, 'apiKey'],
    ['another role', { cloud: { ...BOTH, waypoint: { ...WAYPOINT, role: 'tenant-admin' } } }, 'apiKey'],
    ['another NATS server', nats({ url: 'tls://other.example.net:4222' }), 'nats'],
    ['its NATS server without encryption', nats({ url: 'nats://nats.example.net:4222' }), 'nats'],
    ['another port', nats({ url: 'tls://nats.example.net:4333' }), 'nats'],
    ['another kind of key', nats({ auth: 'creds' }), 'nats'],
    ['a user of a name', nats({ auth: 'user', username: 'maya' }), 'nats'],
  ];
  test.each(moves)('%s', async (_what, more, lost) => {
    const other = lost === 'apiKey' ? 'nats' : 'apiKey';
    const { connections, log, id, kept, tested } = await connected();
    const before = kept();
    await connections.test(draft(more), id);
    expect(tested()).toEqual({ [other]: before?.[other] });
    log.length = 0;
    expect(await connections.edit(id, draft(more))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
    expect([log, kept()]).toEqual([[], before]);
    expect(await connections.edit(id, draft({ ...more, secret: secret({ [lost]: 'typed' }) }))).toEqual({ ok: true });
    expect(kept()).toEqual({ ...before, [lost]: 'typed' });
  });

  test('both move: nothing of it is left', async () => {
    const { connections, id, tested } = await connected();
    await connections.test(draft({ url: 'https://other.example.net', ...nats({ url: 'tls://other.example.net:4222' }) }), id);
    expect(tested()).toBe('undefined');
  });
});

describe('a road that is left', () => {
  test('takes its part of the secret with it', async () => {
    const { connections, id, kept, settings } = await connected();
    expect(await connections.edit(id, draft({ cloud: { walletId: 'w1', waypoint: WAYPOINT } }))).toEqual({ ok: true });
    expect(kept()).toEqual({ apiKey: 'tenant.key' });
    expect(settings().connections[0]?.cloud).not.toHaveProperty('nats');
  });
  test('leaves the other its own, where NATS becomes the only address', async () => {
    const { connections, id, kept, settings } = await connected();
    expect(await connections.edit(id, { system: 'acapy-cloud', name: 'Identity', url: NATS.url, auth: 'cloud', cloud: { walletId: 'w1', nats: NATS } })).toEqual({ ok: true });
    expect(kept()).toEqual({ nats: 'walnut' });
    expect(Object.keys(settings().connections[0]!)).not.toContain('path');
  });
  test('takes all where nobody is to be signed in to any more', async () => {
    const { connections, id, kept, tested } = await connected();
    const open: ConnectionDraft = { system: 'acapy-cloud', name: 'Identity', url: NATS.url, auth: 'cloud', cloud: { walletId: 'w1', nats: { url: NATS.url, auth: 'none' } } };
    expect(await connections.edit(id, open)).toEqual({ ok: true });
    expect([tested(), kept()]).toEqual(['undefined', undefined]);
  });
});

test.each<[string, Partial<CloudOptions>]>([
  ['wallet', { walletId: 'w2' }],
  ['group', { groupId: 'guild' }],
])('who is there is asked anew where the %s changes, with the kept secret', async (_what, more) => {
  const { connections, settings, now, id, kept, tested } = await connected();
  now.test = { ok: false, trouble: { code: 'unreachable' } };
  await connections.edit(id, draft({ cloud: { ...BOTH, ...more } }));
  expect(settings().connections[0]?.identity).toBeUndefined();
  expect(tested()).toEqual(kept());
});

test('what is kept and is none is asked for anew', async () => {
  const { connections, secrets, id } = await connected();
  for (const broken of ['walnut', '[]', '{"apiKey":7}']) {
    secrets.set(id, broken);
    expect(await connections.edit(id, draft({ secret: secret({ nats: 'linen' }) }))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
  }
});

test('each piece of it is kept out of the log, alone too', async () => {
  const world = createWorld();
  world.now.test = { ok: true, identity: 'acapy-cloud:w1' };
  const creds = '-----BEGIN NATS USER JWT-----\neyJ0eXAiOiJKV1QifQ.fake-user-jwt\n------END NATS USER JWT------\nSUAFAKEFAKEFAKEFAKEFAKEFAKE';
  await world.connections.add(draft({ ...nats({ auth: 'creds' }), secret: secret({ apiKey: 'tenant.token-of-mine', nats: creds }) }));
  const pieces = ['tenant.token-of-mine', 'token-of-mine', creds, 'eyJ0eXAiOiJKV1QifQ.fake-user-jwt', 'SUAFAKEFAKEFAKEFAKEFAKEFAKE'];
  for (const piece of pieces) expect([...world.hidden]).toContain(piece);
  world.hidden.clear();
  world.connections.start();
  await world.sources[0]?.secret();
  for (const piece of pieces) expect([...world.hidden]).toContain(piece);
});

test('without anything to sign in with no keyring is waited for', () => {
  const none: Connection = { ...draft(), id: 'x', paused: false, rules: {}, addedAt: 1, cloud: { walletId: 'w1', nats: { ...NATS, auth: 'none' } } };
  expect([needsSecret(none), needsSecret({ ...none, cloud: BOTH })]).toEqual([false, true]);
});

test('two NATS servers are two places, though their origin is none', () => {
  const only = (url: string) => draft({ url, cloud: { walletId: 'w1', nats: { ...NATS, url } } });
  expect(isElsewhere(only('nats://a:4222'), only('nats://b:4222'))).toBe(true);
  expect(keepsSecret(only('nats://a:4222'), only('nats://b:4222'))).toBe(false);
  expect(isElsewhere(only('nats://a:4222'), only('nats://a:4222'))).toBe(false);
});

test('what was pasted with a line break is kept out of the log without it', async () => {
  const world = createWorld();
  world.now.test = { ok: true, identity: 'acapy-cloud:w1' };
  await world.connections.add(draft({ ...nats({ auth: 'token' }), secret: secret({ apiKey: ' tenant.token-of-mine\n', nats: 'walnut-token\r\n' }) }));
  for (const piece of ['tenant.token-of-mine', 'token-of-mine', 'walnut-token']) expect([...world.hidden]).toContain(piece);
});
