import { expect, test } from 'vitest';
import type { Connection } from '../../../src/shared/connection.ts';
import { placeFor, routeTo } from '../../../src/sources/ewallet/address.ts';

function place(connection: Partial<Connection>, secret: string | undefined = 'secret') {
  return routeTo({ url: 'https://wallet.example', auth: 'OMGProvider', username: 'key', ...connection }, secret);
}

test.each([
  ['OMGProvider', '/api/admin/socket', 'admin'],
  ['OMGAdmin', '/api/admin/socket', 'admin'],
  ['OMGClient', '/api/client/socket', 'client'],
  ['OMGServer', '/api/socket', 'admin'],
] as const)('%s goes to %s, as %s', (auth, socketPath, api) => {
  expect(place({ auth })).toMatchObject({ socketPath, api, root: socketPath.replace('/socket', '') });
});

test('another path is taken as it is; which API it is shows in it', () => {
  expect(place({ path: '/api/client/socket' })).toMatchObject({ root: '/api/client', api: 'client' });
  const proxied = { root: '/wallet/api/admin', socketPath: '/wallet/api/admin/socket/', api: 'admin' };
  expect(place({ path: proxied.socketPath })).toMatchObject(proxied);
  expect(place({ auth: 'OMGClient', path: '/api/socket' })).toMatchObject({ root: '/api', api: 'client' });
  expect(place({ auth: 'OMGServer', path: '/elsewhere' })).toMatchObject({ root: '/elsewhere', socketPath: '/elsewhere' });
});

test('the headers are the very ones that the server wants: padded base64, one version, no origin', () => {
  const authorization = `OMGProvider ${Buffer.from('key:sécrèt!').toString('base64')}`;
  expect(authorization.endsWith('=')).toBe(true);
  expect(place({}, ' sécrèt!\n')).toMatchObject({
    route: { url: 'https://wallet.example', headers: { accept: 'application/vnd.omisego.v1+json', authorization } },
  });
});

test('only the origin of an address counts, and its pin', () => {
  const pin = `${'AB:'.repeat(31)}AB`;
  expect(place({ url: 'http://127.0.0.1:4000/api/admin?x=1', pin })).toMatchObject({ route: { url: 'http://127.0.0.1:4000', pin } });
});

test('what cannot be tried is named', () => {
  const trouble = (found: ReturnType<typeof place>) => ('trouble' in found ? found.trouble.code : 'none');
  expect(trouble(place({ url: 'wallet' }))).toBe('bad-address');
  expect(trouble(place({ url: 'ftp://wallet.example' }))).toBe('bad-address');
  expect(trouble(place({ auth: 'cookie' }))).toBe('wrong-scheme');
  for (const path of ['//evil.example/socket', '/a?b', '/a#b', '/\\evil.example']) expect(trouble(place({ path }))).toBe('bad-address');
  expect(trouble(routeTo({ url: 'https://wallet.example', auth: 'OMGProvider', username: 'key' }, undefined))).toBe('sign-in-again');
  const nameless = ['OMGProvider', 'OMGServer', 'OMGAdmin', 'OMGClient'] as const;
  const codes = nameless.map((auth) => trouble(place({ auth, username: '' })));
  expect(codes).toEqual(['wrong-secret-key', 'wrong-secret-key', 'unknown-token', 'wrong-api-key']);
});

test('to sign in there, no credentials are needed', () => {
  const found = placeFor({ url: 'https://wallet.example', auth: 'OMGAdmin' }, undefined);
  expect(found).toMatchObject({ route: { headers: { accept: 'application/vnd.omisego.v1+json' } } });
  expect('route' in found && 'authorization' in found.route.headers).toBe(false);
});
