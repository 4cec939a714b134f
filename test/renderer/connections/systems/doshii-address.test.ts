import { expect, test } from 'vitest';
import { recognise, recogniseRest, takeApart } from '../../../../renderer/connections/systems/doshii-address.ts';

const SANDBOX = 'https://socket.sandbox.doshii.co';

test.each([
  ['wss://socket.sandbox.doshii.co/app/socket', SANDBOX, '/app/socket'],
  ['https://socket.sandbox.doshii.co/app/socket/', SANDBOX, '/app/socket'],
  ['  socket.sandbox.doshii.co ', SANDBOX, '/app/socket'],
  ['wss://doshii.example.com:8443/app/socket/v3?other=1#x', 'https://doshii.example.com:8443', '/app/socket/v3'],
  ['ws://127.0.0.1:4100/app/socket', 'http://127.0.0.1:4100', '/app/socket'],
  ['http://[::1]:4100', 'http://[::1]:4100', '/app/socket'],
  ['localhost:4100/app/socket/v3', 'http://localhost:4100', '/app/socket/v3'],
])('%s is a socket', (text, url, path) => {
  expect(recognise(text)).toEqual({ ok: true, url, path, login: false });
});

test('a login in the address is left out, and said', () => {
  expect(recognise('wss://maya:pw@doshii.example.com/app/socket')).toEqual({ ok: true, url: 'https://doshii.example.com', path: '/app/socket', login: true });
});

test.each([
  ['', 'socketEmpty'],
  ['   ', 'socketEmpty'],
  ['two words', 'socketUnreadable'],
  ['wss://', 'socketUnreadable'],
  ['ftp://doshii.example.com', 'socketScheme'],
  ['javascript://doshii.example.com', 'socketScheme'],
  ['ws://doshii.example.com/app/socket', 'socketExposed'],
  ['http://192.168.1.4:4100', 'socketExposed'],
  ['wss://doshii.example.com/elsewhere', 'socketPath'],
  ['wss://doshii.example.com/app/socket/v4', 'socketPath'],
])('%s is none, for the reason that is told', (text, problem) => {
  expect(recognise(text)).toEqual({ ok: false, problem });
});

test.each([
  ['https://sandbox.doshii.co/partner/v3/orders?limit=1', 'https://sandbox.doshii.co/partner/v3'],
  ['sandbox.doshii.co', 'https://sandbox.doshii.co/partner/v3'],
  ['https://api.example.com/deep/partner/v4', 'https://api.example.com/deep/partner/v4'],
])('%s is the address of REST', (text, rest) => {
  expect(recognise(text)).toEqual({ ok: 'rest', rest });
  expect(recogniseRest(text)).toEqual({ ok: true, rest });
});

test.each([
  ['', 'restEmpty'],
  ['no address', 'restUnreadable'],
  ['wss://api.example.com', 'restScheme'],
  ['http://api.example.com/partner/v3', 'restExposed'],
])('%s is no base of REST, for the reason that is told', (text, problem) => {
  expect(recogniseRest(text)).toEqual({ ok: false, problem });
});

test('the base of REST may be anywhere, and on this computer without encryption; a login in it is left out', () => {
  expect(recogniseRest('http://127.0.0.1:4101/partner/v3/')).toEqual({ ok: true, rest: 'http://127.0.0.1:4101/partner/v3' });
  expect(recogniseRest('https://a:b@api.example.com/own')).toEqual({ ok: true, rest: 'https://api.example.com/own' });
});

test.each([
  ['padded', 'Y2xpZW50LWlkMQ==', 'client-id1'],
  ['not padded', 'Y2xpZW50LWlkMQ', 'client-id1'],
  ['percent-encoded', 'Y2xpZW50LWlkMQ%3D%3D', 'client-id1'],
  ['with a plus', 'fn5+fg==', '~~~~'],
  ['with an encoded plus', 'fn5%2Bfg==', '~~~~'],
  ['of the alphabet for addresses', 'fn5-fg', '~~~~'],
])('a client id is read, %s', (_how, auth, clientId) => {
  expect(takeApart(`${'wss://doshii.example.com/app/socket'}?auth=${auth}`)).toEqual({ address: 'wss://doshii.example.com/app/socket', clientId, unreadable: false });
});

test('an address is found in a line of code, with the device id beside it', () => {
  expect(takeApart("const s = new WebSocket('wss://doshii.example.com/app/socket/v3?auth=Y2xpZW50&deviceId=till%207');")).toEqual({
    address: 'wss://doshii.example.com/app/socket/v3',
    clientId: 'client',
    deviceId: 'till 7',
    unreadable: false,
  });
});

test.each(['auth=%%%', 'auth=x', 'auth=', 'auth=AAAA', 'auth=8J+YgA=='])('%s is no client id, and is said to be none', (query) => {
  expect(takeApart(`doshii.example.com?${query}`)).toEqual({ address: 'doshii.example.com', unreadable: true });
});

test('what has neither is left as it is', () => {
  expect(takeApart('wss://doshii.example.com/app/socket')).toBeUndefined();
  expect(takeApart('author=me')).toBeUndefined();
});
