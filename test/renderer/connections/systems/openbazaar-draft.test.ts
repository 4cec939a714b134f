import { expect, test } from 'vitest';
import { draftOf, fieldsOf, keepsSecret, withAddress, withSecret } from '../../../../renderer/connections/systems/openbazaar-draft.ts';
import { ConnectionDraft } from '../../../../src/shared/connection.ts';
import { fakeConnections, FINGERPRINT } from '../../fake-connections.ts';

const fresh = fieldsOf(undefined, 'My node');

test('a new connection begins with what most nodes are', () => {
  const made = draftOf(fresh, false);
  expect(made).toEqual({ ok: true, draft: { system: 'openbazaar', name: 'My node', url: 'http://127.0.0.1:4002', auth: 'none' } });
  expect(ConnectionDraft.safeParse(made.ok && made.draft).success).toBe(true);
});

test('what is pasted goes where it belongs', () => {
  const pasted = withAddress(fresh, 'wss://maya:secret@node.example.net:4002/ws', 'My node');
  expect(pasted).toMatchObject({ address: 'https://node.example.net:4002', name: 'node.example.net', auth: 'basic', username: 'maya', secret: 'secret' });
  expect(withSecret(pasted, 'OpenBazaar_Auth_Cookie=abc')).toMatchObject({ auth: 'cookie', secret: 'abc' });
  expect(withAddress(fresh, 'OpenBazaar_Auth_Cookie=abc', 'My node')).toMatchObject({ address: 'http://127.0.0.1:4002', auth: 'cookie', secret: 'abc' });
});

test('a name that was typed is not suggested over', () => {
  expect(withAddress({ ...fresh, name: 'Shop', named: true }, 'node.example.net', 'My node').name).toBe('Shop');
});

test('each missing thing is named', () => {
  const problem = (patch: Partial<typeof fresh>) => draftOf({ ...fresh, ...patch }, false);
  expect(problem({ address: '' })).toEqual({ ok: false, problem: { field: 'address', is: 'empty' } });
  expect(problem({ name: ' ' })).toEqual({ ok: false, problem: { field: 'name', is: 'noName' } });
  expect(problem({ auth: 'basic' })).toEqual({ ok: false, problem: { field: 'username', is: 'noUsername' } });
  expect(problem({ auth: 'basic', username: 'maya' })).toEqual({ ok: false, problem: { field: 'secret', is: 'noSecret' } });
  expect(problem({ auth: 'cookie' })).toEqual({ ok: false, problem: { field: 'secret', is: 'noCookie' } });
});

test('editing keeps the secret and the agreed certificate unless they are changed', () => {
  const connection = fakeConnections(0)[1]!;
  const made = draftOf(fieldsOf(connection, 'My node'), true);
  expect(made).toMatchObject({ ok: true, draft: { auth: 'basic', username: 'maya', pin: FINGERPRINT } });
  expect(made.ok && 'secret' in made.draft).toBe(false);
});

test('an agreed certificate is not carried over to another address', () => {
  const connection = fakeConnections(0)[1]!;
  const moved = withAddress(fieldsOf(connection, 'My node'), 'https://elsewhere.example.net:4002', 'My node');
  const made = draftOf(moved, true);
  expect(made).toMatchObject({ ok: true, draft: { url: 'https://elsewhere.example.net:4002' } });
  expect(made.ok && 'pin' in made.draft).toBe(false);
});

test('a kept secret will do for its own address and way to sign in only', () => {
  const connection = { ...fakeConnections(0)[1]!, hasSecret: true };
  const fields = fieldsOf(connection, 'My node');
  expect(keepsSecret(fields, connection)).toBe(true);
  expect(keepsSecret({ ...fields, address: `${connection.url}/` }, connection)).toBe(true);
  expect(keepsSecret({ ...fields, address: 'https://elsewhere.example.net:4002' }, connection)).toBe(false);
  expect(keepsSecret({ ...fields, auth: 'cookie' }, connection)).toBe(false);
  expect(keepsSecret({ ...fields, username: 'somebody else' }, connection)).toBe(false);
  expect(keepsSecret(fields, { ...connection, hasSecret: false })).toBe(false);
  expect(keepsSecret(fields, undefined)).toBe(false);
});
