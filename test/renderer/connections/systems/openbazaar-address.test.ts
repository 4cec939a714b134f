import { expect, test } from 'vitest';
import { suggestName } from '../../../../renderer/connections/address.ts';
import { cookieIn, recognise } from '../../../../renderer/connections/systems/openbazaar-address.ts';

const url = (text: string): string | undefined => {
  const found = recognise(text);
  return found.ok === true ? found.url : undefined;
};

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4002'],
  ['localhost:4002', 'http://localhost:4002'],
  ['node.local', 'http://node.local:4002'],
  [' http://127.0.0.1:4002/ ', 'http://127.0.0.1:4002'],
  ['ws://127.0.0.1:4002/ws', 'http://127.0.0.1:4002'],
  ['wss://node.example.net:4002/ws', 'https://node.example.net:4002'],
  ['https://node.example.net:4002/ob/config?x=1', 'https://node.example.net:4002'],
  ['https://node.example.net', 'https://node.example.net'],
  ['http://localhost', 'http://localhost:4002'],
  ['http://localhost:80', 'http://localhost:80'],
  ['[::1]:4002', 'http://[::1]:4002'],
  ['HTTP://LocalHost:4002', 'http://localhost:4002'],
])('%s is the node at %s', (text, expected) => {
  expect(url(text)).toBe(expected);
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['not an address', 'unreadable'],
  ['http://', 'unreadable'],
  ['127.0.0.1:99999', 'unreadable'],
  ['ftp://127.0.0.1', 'scheme'],
  ['javascript://alert(1)', 'scheme'],
])('“%s” is refused as %s', (text, problem) => {
  expect(recognise(text)).toEqual({ ok: false, problem });
});

test('a login in the address is taken out of it', () => {
  expect(recognise('http://maya:p%40ss@127.0.0.1:4002')).toMatchObject({ ok: true, url: 'http://127.0.0.1:4002', auth: 'basic', username: 'maya', secret: 'p@ss', notes: ['login'] });
  expect(recognise('http://maya:50%25%@127.0.0.1:4002')).toMatchObject({ ok: true, auth: 'basic' });
});

test('a pasted cookie is recognised in every form that it is copied in', () => {
  for (const text of ['OpenBazaar_Auth_Cookie=abc123', 'Cookie: OpenBazaar_Auth_Cookie=abc123', 'a=b; OpenBazaar_Auth_Cookie="abc123"; c=d']) {
    expect(cookieIn(text)).toBe('abc123');
    expect(recognise(text)).toEqual({ ok: 'cookie', secret: 'abc123' });
  }
  expect(cookieIn('http://127.0.0.1')).toBeUndefined();
});

test('it is said when the address was the socket’s, or had a path', () => {
  expect(recognise('ws://127.0.0.1:4002/ws')).toMatchObject({ notes: ['socket'] });
  expect(recognise('http://127.0.0.1:4002/ob/config')).toMatchObject({ notes: ['path'] });
  expect(recognise('http://127.0.0.1:4002/')).toMatchObject({ notes: [] });
});

test('a node on this computer is my own, another is named after its computer', () => {
  expect(suggestName('http://127.0.0.1:4002', 'My node')).toBe('My node');
  expect(suggestName('https://node.example.net:4002', 'My node')).toBe('node.example.net');
});
