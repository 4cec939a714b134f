import { describe, expect, test } from 'vitest';
import { TROUBLES, type ConnectionDraft, type TroubleCode } from '../src/shared/connection.ts';
import { connected, createWorld, draft } from './connections-world.ts';

const PATH = '/api/client/socket';

test('path and topics are saved, and cleared where the form leaves them out', async () => {
  const { connections, settings, id } = await connected();
  expect(settings().connections[0]).toMatchObject({ path: '/api/admin/socket', topics: ['account:acc_1'] });
  const { path: _path, topics: _topics, ...without } = draft();
  await connections.edit(id, without);
  expect(Object.keys(settings().connections[0]!)).not.toContain('path');
  expect(Object.keys(settings().connections[0]!)).not.toContain('topics');
});

test('what an edit does not know of stays', async () => {
  const { connections, settings, id } = await connected();
  connections.rules(id, { chat: 'off' });
  connections.privacy(id, 'who');
  Object.assign(settings().connections[0]!, { ofALaterRelease: 1 });
  await connections.edit(id, draft({ path: PATH }));
  expect(settings().connections[0]).toMatchObject({ rules: { chat: 'off' }, privacy: 'who', ofALaterRelease: 1, path: PATH });
  connections.privacy(id, undefined);
  expect(settings().connections[0]).not.toHaveProperty('privacy');
});

describe('an edit of name and topics alone', () => {
  test('breaks nothing off: the source listens to the new topics', async () => {
    const { connections, log, settings, changes, id } = await connected();
    const before = changes();
    expect(await connections.edit(id, draft({ name: 'Till', topics: ['account:acc_1', 'user:usr_9'] }))).toEqual({ ok: true });
    expect(log).toEqual(['topics account:acc_1,user:usr_9']);
    expect(settings().connections[0]).toMatchObject({ name: 'Till', topics: ['account:acc_1', 'user:usr_9'], identity: 'ewallet:usr_1' });
    expect(changes()).toBeGreaterThan(before);
  });
  test('to no topics at all', async () => {
    const { connections, log, settings, id } = await connected();
    const { topics: _topics, ...none } = draft();
    await connections.edit(id, none);
    expect(log).toEqual(['topics ']);
    expect(settings().connections[0]?.topics).toBeUndefined();
  });
  test('of the name alone does not even ask for other topics', async () => {
    const { connections, log, id } = await connected();
    await connections.edit(id, draft({ name: 'Till' }));
    expect(log).toEqual([]);
  });
  test('begins anew where the connection is stuck', async () => {
    const { connections, sources, log, id } = await connected();
    sources[0]?.sink.state({ phase: 'blocked', trouble: { code: 'unknown-token' } });
    await connections.edit(id, draft({ name: 'Till' }));
    expect(log).toEqual(['test usr_1 typed', 'stop', 'start']);
  });
  test.each<[string, Partial<ConnectionDraft>]>([
    ['a new secret', { secret: 'typed anew' }],
    ['another path', { path: PATH }],
    ['a certificate', { pin: `${'AB:'.repeat(31)}AB` }],
  ])('is none with %s: the source is begun anew', async (_what, more) => {
    const { connections, log, id } = await connected();
    await connections.edit(id, draft({ topics: [], ...more }));
    expect(log.slice(1)).toEqual(['stop', 'start']);
  });
});

test('a source that cannot change its topics is begun anew', async () => {
  const world = createWorld();
  world.now.canSetTopics = false;
  world.connections.start();
  await world.connections.add(draft({ secret: 'typed' }));
  world.log.length = 0;
  await world.connections.edit('id 1', draft({ topics: [] }));
  expect(world.log).toEqual(['test usr_1 typed', 'stop', 'start']);
});

test.each<[string, Partial<ConnectionDraft>]>([
  ['the way to sign in', { auth: 'OMGProvider', secret: 'key' }],
  ['the user', { username: 'usr_2', secret: 'token' }],
  ['the path', { path: PATH }],
  ['the secret', { secret: 'another' }],
  ['the address', { url: 'https://elsewhere.example.net', secret: 'typed' }],
])('who is there is asked anew where %s changes', async (_what, more) => {
  for (const reachable of [true, false]) {
    const { connections, settings, now, id } = await connected();
    now.test = reachable ? { ok: true, identity: 'ewallet:usr_2' } : { ok: false, trouble: { code: 'unreachable' } };
    expect(await connections.edit(id, draft(more))).toEqual({ ok: true });
    expect(settings().connections[0]?.identity).toBe(reachable ? 'ewallet:usr_2' : undefined);
  }
});

const FINAL: readonly TroubleCode[] = [
  'bad-address', 'forbidden', 'plain-to-tls', 'tls-to-plain', 'certificate-unknown', 'certificate-changed', 'not-a-node', 'same-identity',
  'wrong-scheme', 'wrong-api-key', 'wrong-secret-key', 'unknown-token', 'expired-token', 'wrong-path', 'wrong-version', 'socket-refused',
  'client-refused', 'wrong-client-secret',
];

test.each(TROUBLES)('a connection that begins with %s is saved only where it may pass by itself', async (code) => {
  const { connections, settings, now } = createWorld();
  now.test = { ok: false, trouble: { code } };
  expect((await connections.add(draft({ secret: 'typed' }))).ok).toBe(!FINAL.includes(code));
  expect(settings().connections).toHaveLength(FINAL.includes(code) ? 0 : 1);
});

test('a source that is being replaced says no more who is there', async () => {
  const { connections, sources, settings, now, id } = await connected();
  now.test = { ok: false, trouble: { code: 'unreachable' } };
  const edited = connections.edit(id, draft({ username: 'usr_2', secret: 'token' }));
  for (let turn = 0; turn < 10; turn++) {
    await sources[0]?.sink.identify('ewallet:usr_1');
    await Promise.resolve();
  }
  await edited;
  expect(settings().connections[0]?.identity).toBeUndefined();
});

test('a kept secret is shown to no other certificate than the one that was agreed to, whatever the page leaves out', async () => {
  const pin = Array(32).fill('AB').join(':');
  const { connections, log, id } = await connected({ pin });
  await connections.test(draft(), id);
  await connections.edit(id, draft({ path: '/api/client/socket' }));
  expect(log.filter((line) => line.startsWith('test'))).toEqual(['test usr_1 typed AB:AB', 'test usr_1 typed AB:AB']);
  await connections.test(draft({ url: 'https://elsewhere.example.net', secret: 'other' }), id);
  expect(log.at(-1)).toBe('test usr_1 other');
});
