import { expect, test } from 'vitest';
import type { ConnectionDraft, SignIn } from '../src/shared/connection.ts';
import { connected, createWorld, draft, sourceError } from './connections-world.ts';

const MINUTE = 60_000;
const { name: _name, topics: _topics, ...where } = draft();
const password: SignIn = { step: 'password', draft: where, email: 'mara@example.net', password: 'walnut' };
const code = (ticket: string): SignIn => ({ step: 'code', ticket, kind: 'passcode', code: '123456' });
const AGAIN = { ok: false, trouble: { code: 'sign-in-again' } };

test('a sign-in yields a ticket; its token is saved, and never leaves the main process', async () => {
  const { connections, log, secrets, settings, hidden } = createWorld();
  const signedIn = await connections.signIn(password);
  expect(signedIn).toEqual({ ok: true, next: 'done', ticket: 'id 1', username: 'usr_1' });
  expect(hidden).toEqual(new Set(['walnut', 'token 1']));
  expect(await connections.test(draft({ ticket: 'id 1' }))).toMatchObject({ ok: true });
  const added = await connections.add(draft({ ticket: 'id 1' }));
  expect(log).toEqual(['test usr_1 token 1', 'test usr_1 token 1']);
  expect(secrets).toEqual(new Map([['id 2', 'token 1']]));
  expect(settings().connections[0]).toMatchObject({ signedIn: true, username: 'usr_1' });
  expect(JSON.stringify([signedIn, added, settings(), connections.list()])).not.toMatch(/walnut|token 1/);
  expect(JSON.stringify([settings(), connections.list()])).not.toContain('id 1');
});

test('the user is who the server says it is, whatever the form says', async () => {
  const { connections, settings } = createWorld();
  await connections.signIn(password);
  await connections.add(draft({ ticket: 'id 1', username: 'somebody' }));
  expect(settings().connections[0]?.username).toBe('usr_1');
});

test('a second factor is asked for, a wrong code may be corrected, and the first ticket is of no use as a secret', async () => {
  const { connections, now, hidden } = createWorld();
  now.signIn = { pending: 'half a token', username: 'usr_1' };
  expect(await connections.signIn(password)).toEqual({ ok: true, next: 'code', ticket: 'id 1', username: 'usr_1' });
  expect(await connections.add(draft({ ticket: 'id 1' }))).toEqual(AGAIN);
  const right = now.code;
  now.code = sourceError('wrong-code');
  expect(await connections.signIn(code('id 1'))).toEqual({ ok: false, trouble: { code: 'wrong-code' } });
  now.code = right;
  expect(await connections.signIn(code('id 1'))).toEqual({ ok: true, next: 'done', ticket: 'id 2', username: 'usr_1' });
  expect(await connections.signIn(code('id 1'))).toEqual(AGAIN);
  expect(await connections.signIn(code('id 2'))).toEqual(AGAIN);
  expect(await connections.add(draft({ ticket: 'id 2' }))).toMatchObject({ ok: true });
  expect(hidden).toEqual(new Set(['walnut', 'half a token', '123456', 'token 2']));
});

test('a sign-in that fails says why', async () => {
  const { connections, now } = createWorld();
  now.signIn = sourceError('wrong-login');
  expect(await connections.signIn(password)).toEqual({ ok: false, trouble: { code: 'wrong-login' } });
  const elsewhere: SignIn = { ...password, draft: { ...where, system: 'openbazaar', auth: 'basic' } };
  expect(await connections.signIn(elsewhere)).toEqual({ ok: false, trouble: { code: 'no-sign-in' } });
});

test('a ticket is for one server and one way to sign in', async () => {
  const { connections } = createWorld();
  await connections.signIn(password);
  const others: Partial<ConnectionDraft>[] = [
    { url: 'https://evil.example.net' },
    { url: 'http://wallet.example.net' },
    { auth: 'OMGClient' },
    { system: 'openbazaar' },
  ];
  for (const elsewhere of others) {
    expect(await connections.test(draft({ ticket: 'id 1', ...elsewhere }))).toEqual(AGAIN);
    expect(await connections.add(draft({ ticket: 'id 1', ...elsewhere }))).toEqual(AGAIN);
  }
  expect(await connections.add(draft({ ticket: 'id 1', url: 'https://wallet.example.net/' }))).toMatchObject({ ok: true });
});

test('a ticket is good for one connection, also in two windows at once', async () => {
  const { connections, settings } = createWorld();
  await connections.signIn(password);
  const twice = await Promise.all([connections.add(draft({ ticket: 'id 1' })), connections.add(draft({ ticket: 'id 1' }))]);
  expect(twice.map(({ ok }) => ok)).toEqual([true, false]);
  expect(await connections.test(draft({ ticket: 'id 1' }))).toEqual(AGAIN);
  expect(settings().connections).toHaveLength(1);
});

test('a ticket is not lost where nothing was saved with it', async () => {
  const { connections, now } = createWorld();
  await connections.signIn(password);
  now.test = { ok: false, trouble: { code: 'wrong-path' } };
  expect(await connections.add(draft({ ticket: 'id 1' }))).toMatchObject({ trouble: { code: 'wrong-path' } });
  now.test = { ok: true, identity: 'ewallet:usr_1' };
  expect(await connections.add(draft({ ticket: 'id 1' }))).toMatchObject({ ok: true });
});

test('a ticket lasts ten minutes, and twenty are kept', async () => {
  const { connections, clock } = createWorld();
  await connections.signIn(password);
  await clock.advance(10 * MINUTE);
  expect(await connections.test(draft({ ticket: 'id 1' }))).toMatchObject({ ok: true });
  await clock.advance(1);
  expect(await connections.test(draft({ ticket: 'id 1' }))).toEqual(AGAIN);
  for (let i = 0; i < 21; i++) await connections.signIn(password);
  expect(await connections.test(draft({ ticket: 'id 2' }))).toEqual(AGAIN);
  expect(await connections.test(draft({ ticket: 'id 3' }))).toMatchObject({ ok: true });
  expect(clock.pending()).toBe(0);
});

test('a token is given back when its connection is removed, or moves to another secret; a typed one never', async () => {
  const { connections, log, settings } = createWorld();
  await connections.signIn(password);
  await connections.add(draft({ ticket: 'id 1' }));
  await connections.edit('id 2', draft({ path: '/api/client/socket' }));
  expect(settings().connections[0]?.signedIn).toBe(true);
  expect(log.filter((line) => line.startsWith('sign out'))).toEqual([]);
  await connections.edit('id 2', draft({ auth: 'OMGProvider', username: 'key', secret: 'typed' }));
  expect(settings().connections[0]?.signedIn).toBeUndefined();
  expect(log.filter((line) => line.startsWith('sign out'))).toEqual(['sign out usr_1 token 1']);
  await connections.remove('id 2');
  await connections.signIn(password);
  await connections.add(draft({ ticket: 'id 3' }));
  await connections.remove('id 4');
  expect(log.filter((line) => line.startsWith('sign out'))).toEqual(['sign out usr_1 token 1', 'sign out usr_1 token 1']);
});

test('signing in anew gives the earlier token back', async () => {
  const { connections, log, now, secrets, settings } = createWorld();
  await connections.signIn(password);
  await connections.add(draft({ ticket: 'id 1' }));
  now.signIn = { username: 'usr_1', secret: 'token 9' };
  await connections.signIn(password);
  expect(await connections.edit('id 2', draft({ ticket: 'id 3' }))).toEqual({ ok: true });
  expect([secrets.get('id 2'), settings().connections[0]?.signedIn]).toEqual(['token 9', true]);
  expect(log).toContain('sign out usr_1 token 1');
});

test('a locked keyring does not hold back the end of a connection', async () => {
  const { connections, now, log, settings } = await connected();
  await connections.signIn(password);
  now.test = { ok: true, identity: 'ewallet:usr_2' };
  const added = await connections.add(draft({ ticket: 'id 2', name: 'Second' }));
  if (!added.ok) throw new Error('not added');
  now.keyring = 'locked';
  await connections.remove(added.id);
  expect(settings().connections.map(({ name }) => name)).toEqual(['Purse']);
  expect(log.some((line) => line.startsWith('sign out'))).toBe(false);
});

test('codes cannot be guessed for long: after ten one begins with the password again', async () => {
  const { connections, now } = createWorld();
  now.signIn = { pending: 'half a token', username: 'usr_1' };
  await connections.signIn(password);
  const right = now.code;
  now.code = sourceError('wrong-code');
  for (let tries = 0; tries < 10; tries += 1) expect(await connections.signIn(code('id 1'))).toEqual({ ok: false, trouble: { code: 'wrong-code' } });
  now.code = right;
  expect(await connections.signIn(code('id 1'))).toEqual(AGAIN);
});
