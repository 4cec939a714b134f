import { expect, test } from 'vitest';
import { CATALOGUES } from '../../../../src/shared/words/catalogue.ts';
import * as form from '../../../../renderer/connections/systems/ewallet-draft.ts';
import type { EWalletFields } from '../../../../renderer/connections/systems/ewallet-draft.ts';
import { ConnectionDraft, SignIn } from '../../../../src/shared/connection.ts';
import { fakeWallets } from '../../fake-wallet.ts';

const names = CATALOGUES.en.window.form.ewallet.schemes;
const [account, pocket] = fakeWallets(0) as [ReturnType<typeof fakeWallets>[0], ReturnType<typeof fakeWallets>[0]];
const fresh = form.fieldsOf(undefined, 'My wallet');
const filled: EWalletFields = { ...form.withAddress(fresh, 'wallet.example.com', 'My wallet'), username: 'access', secret: 'secret', topics: ['account:acc_1'] };
const draft = (fields: EWalletFields, kept = false) => form.draftOf(fields, kept, names);

test('keys, path and topics go where they belong', () => {
  const made = draft(filled);
  expect(made).toEqual({
    ok: true,
    draft: {
      system: 'ewallet',
      name: 'wallet.example.com',
      url: 'https://wallet.example.com',
      auth: 'OMGProvider',
      username: 'access',
      path: '/api/admin/socket',
      topics: ['account:acc_1'],
      secret: 'secret',
    },
  });
  expect(ConnectionDraft.safeParse(made.ok && made.draft).success).toBe(true);
});

test('a socket’s address brings its path, and the keys that it wants where none are typed yet', () => {
  const pasted = form.withAddress(fresh, 'wss://wallet.example.com/api/client/socket', 'My wallet');
  expect(pasted).toMatchObject({ address: 'https://wallet.example.com', path: '/api/client/socket', auth: 'OMGClient', notes: ['socket'] });
  expect(form.withAddress(filled, 'wss://wallet.example.com/api/client/socket', 'x')).toMatchObject({ path: '/api/client/socket', auth: 'OMGProvider', secret: 'secret' });
  expect(form.withAddress(fresh, 'wss://example.com/w/socket', 'x')).toMatchObject({ path: '/w/socket', ownPath: true, auth: 'OMGProvider' });
});

test('a kind of keys proposes its path, and may be combined with any other', () => {
  const client = form.withAuth(filled, 'OMGClient');
  expect(client).toMatchObject({ path: '/api/client/socket', secret: '' });
  expect(draft({ ...client, secret: 'token', path: '/api/admin/socket' })).toMatchObject({ ok: true, draft: { auth: 'OMGClient', path: '/api/admin/socket' } });
  expect(form.withAuth({ ...filled, ownPath: true, path: '/w/socket' }, 'OMGClient').path).toBe('/w/socket');
});

test('whole credentials in either field are taken apart, and turn the form to keys of their kind', () => {
  for (const half of ['username', 'secret'] as const) {
    const pasted = form.withHalf(fresh, half, `OMGClient ${btoa('api:token')}`);
    expect(pasted).toMatchObject({ auth: 'OMGClient', username: 'api', secret: 'token', path: '/api/client/socket', notes: ['keys'] });
  }
});

test('each missing thing is named as its kind of keys calls it', () => {
  expect(draft({ ...filled, address: '' })).toMatchObject({ problem: { field: 'address', is: 'empty' } });
  expect(draft({ ...filled, name: '' })).toMatchObject({ problem: { field: 'name', is: 'noName' } });
  expect(draft({ ...filled, username: ' ' })).toMatchObject({ problem: { field: 'username', is: { noHalf: 'Access key' } } });
  expect(draft({ ...filled, auth: 'OMGAdmin', secret: '' })).toMatchObject({ problem: { field: 'secret', is: { noHalf: 'Authentication token' } } });
  expect(draft({ ...filled, topics: [] })).toMatchObject({ problem: { field: 'topic', is: 'noTopics' } });
  expect(draft({ ...filled, means: 'login', auth: 'OMGAdmin' })).toMatchObject({ problem: { field: 'email', is: 'notSignedIn' } });
  for (const path of ['', 'api', '//evil.example/socket', '/a b', '/a?b']) expect(draft({ ...filled, path })).toMatchObject({ problem: { field: 'path', is: 'path' } });
});

test('a pair in the first field is taken apart before it is sent, and what cannot be a name is not sent at all', () => {
  const pasted = { ...filled, username: 'access:s3cret', secret: '' };
  expect(form.withPair(pasted)).toMatchObject({ username: 'access', secret: 's3cret', notes: ['keys'] });
  expect(draft(pasted)).toMatchObject({ ok: true, draft: { username: 'access', secret: 's3cret' } });
  expect(form.withPair({ ...pasted, secret: 'there' }).username).toBe('access:s3cret');
  expect(draft({ ...filled, username: 'x'.repeat(201) })).toMatchObject({ problem: { field: 'username', is: 'tooLong' } });
});

test('a client needs no topic', () => {
  expect(draft({ ...filled, auth: 'OMGClient', topics: [] })).toMatchObject({ ok: true, draft: { topics: [] } });
});

test('to sign in only what is needed is sent: a client’s API key, never a secret', () => {
  const login = form.withMeans({ ...filled }, 'login');
  expect(login).toMatchObject({ auth: 'OMGAdmin', username: '', secret: '' });
  const asked = form.signInDraftOf(login, names);
  expect(asked).toEqual({ ok: true, draft: { system: 'ewallet', url: 'https://wallet.example.com', auth: 'OMGAdmin', path: '/api/admin/socket' } });
  expect(SignIn.safeParse({ step: 'password', draft: asked.ok && asked.draft, email: 'a@b', password: 'x' }).success).toBe(true);
  const client = form.withAuth(login, 'OMGClient');
  expect(form.signInDraftOf(client, names)).toMatchObject({ problem: { field: 'username', is: { noHalf: 'API key' } } });
  expect(form.signInDraftOf({ ...client, username: 'api' }, names)).toMatchObject({ draft: { username: 'api', path: '/api/client/socket' } });
});

test('a sign-in is for one address and one kind: elsewhere its ticket is not sent', () => {
  const signed: EWalletFields = { ...form.withMeans(filled, 'login'), username: 'usr_1', signedIn: { ticket: 't', as: 'a@b', url: 'https://wallet.example.com' } };
  expect(draft(signed)).toMatchObject({ ok: true, draft: { auth: 'OMGAdmin', username: 'usr_1', ticket: 't' } });
  expect(draft(signed).ok && 'secret' in (draft(signed) as { draft: object }).draft).toBe(false);
  expect(draft({ ...signed, address: 'https://elsewhere.example.com' })).toMatchObject({ problem: { is: 'notSignedIn' } });
  expect(form.withAuth(signed, 'OMGClient').signedIn).toBeUndefined();
  expect(form.withHalf(signed, 'username', 'other').signedIn).toBeUndefined();
});

test('editing keeps what is there, without knowing the secret', () => {
  const fields = form.fieldsOf(account, 'My wallet');
  expect(form.keepsSecret(fields, account)).toBe(true);
  const made = draft(fields, true);
  expect(made).toMatchObject({ ok: true, draft: { auth: 'OMGProvider', username: 'acc_key_2vE8pQ', path: '/api/admin/socket', topics: account.topics } });
  expect(made.ok && 'secret' in made.draft).toBe(false);
  expect(form.fieldsOf(pocket, 'x')).toMatchObject({ means: 'login', auth: 'OMGClient', ownPath: false });
});

test('a kept secret will do for its own address, kind of keys and way to sign in only', () => {
  const fields = form.fieldsOf(account, 'My wallet');
  expect(form.keepsSecret({ ...fields, address: 'https://elsewhere.example.com' }, account)).toBe(false);
  expect(form.keepsSecret({ ...fields, auth: 'OMGAdmin' }, account)).toBe(false);
  expect(form.keepsSecret({ ...fields, means: 'login' }, account)).toBe(false);
  expect(form.keepsSecret({ ...fields, username: 'another_key' }, account)).toBe(false);
  expect(form.keepsSecret(fields, undefined)).toBe(false);
  expect(form.keepsSecret(form.fieldsOf(pocket, 'x'), pocket)).toBe(true);
});

test('that others can read the keys is known, on this computer not', () => {
  expect(form.isReadable({ ...filled, address: 'http://wallet.example.com' })).toBe(true);
  expect(form.isReadable({ ...filled, address: 'ws://localhost:4000' })).toBe(false);
  expect(form.isReadable(filled)).toBe(false);
});
