import { expect, test } from 'vitest';
import { recognise } from '../../../../renderer/connections/systems/ewallet-address.ts';

const base64 = (text: string): string => btoa(text);

test.each([
  ['wallet.example.com', 'https://wallet.example.com', undefined],
  ['wallet.example.com:4000', 'https://wallet.example.com:4000', undefined],
  ['http://wallet.example.com', 'http://wallet.example.com', undefined],
  ['localhost:4000', 'http://localhost:4000', undefined],
  ['127.0.0.1:4000/api/client/socket', 'http://127.0.0.1:4000', '/api/client/socket'],
  ['wss://wallet.example.com/api/admin/socket', 'https://wallet.example.com', '/api/admin/socket'],
  ['ws://localhost:4000/api/socket/', 'http://localhost:4000', '/api/socket'],
  ['wss://wallet.example.com/api/admin/socket/websocket?vsn=1.0.0', 'https://wallet.example.com', '/api/admin/socket'],
  ['https://example.com/wallet/api/client/socket', 'https://example.com', '/wallet/api/client/socket'],
  ['https://wallet.example.com/admin/login', 'https://wallet.example.com', undefined],
])('%s is the server at %s, with the socket at %s', (text, url, path) => {
  const found = recognise(text);
  expect(found).toMatchObject({ ok: true, url });
  expect(found.ok === true && found.path).toBe(path);
});

test.each([
  ['', 'empty'],
  ['not an address', 'unreadable'],
  ['https://', 'unreadable'],
  ['ftp://wallet.example.com', 'scheme'],
])('“%s” is refused as %s', (text, problem) => {
  expect(recognise(text)).toEqual({ ok: false, problem });
});

test('it is said what was made of it', () => {
  expect(recognise('wss://wallet.example.com/api/admin/socket')).toMatchObject({ notes: ['socket'] });
  expect(recognise('https://wallet.example.com/admin')).toMatchObject({ notes: ['path'] });
  expect(recognise('https://wallet.example.com/')).toMatchObject({ notes: [] });
});

test('keys in the address are taken out of it', () => {
  expect(recognise('https://access:s%40crt@wallet.example.com')).toEqual({
    ok: true,
    url: 'https://wallet.example.com',
    keys: { username: 'access', secret: 's@crt' },
    notes: ['login'],
  });
});

test('a header that was pasted as address is not taken for one', () => {
  const keys = { auth: 'OMGProvider', username: 'access', secret: 'secret' };
  expect(recognise(`OMGProvider ${base64('access:secret')}`)).toEqual({ ok: 'keys', keys });
  expect(recognise(`Authorization: OMGProvider ${base64('access:secret')}`)).toEqual({ ok: 'keys', keys });
});
