import { expect, test } from 'vitest';
import { Connection, ConnectionDraft } from '../../src/shared/connection.ts';
import { CaPem, Proxy, readProxy } from '../../src/shared/proxy.ts';

test.each([
  ['http://proxy.example:8080', 'http://proxy.example:8080'],
  [' HTTP://Proxy.example/ ', 'http://proxy.example:80'],
  ['socks5h://127.0.0.1:9050', 'socks5h://127.0.0.1:9050'],
  ['socks5://127.0.0.1', 'socks5h://127.0.0.1:1080'],
  ['socks5h://[::1]:9150', 'socks5h://[::1]:9150'],
])('%s is a proxy', (typed, proxy) => {
  expect(readProxy(typed)).toEqual({ proxy });
  expect(readProxy(proxy)).toEqual({ proxy });
  expect(Proxy.safeParse(proxy).success).toBe(true);
});

test.each([
  ['http://me:secret@proxy.example:8080', 'holds-password'],
  ['socks5h://me@127.0.0.1:9050', 'holds-password'],
  ['https://proxy.example', 'other-kind'],
  ['socks4://127.0.0.1:1080', 'other-kind'],
  ['ftp://proxy.example', 'other-kind'],
  ['file:///etc/passwd', 'other-kind'],
  ['javascript:alert(1)', 'unreadable'],
  ['127.0.0.1:9050', 'unreadable'],
  ['proxy.example', 'unreadable'],
  ['http://proxy.example/path', 'unreadable'],
  ['http://proxy.example?x', 'unreadable'],
  ['socks5h://a%20b:1', 'unreadable'],
  ['socks5h://', 'unreadable'],
  ['', 'unreadable'],
])('%s is none, and why is said', (typed, flaw) => {
  expect(readProxy(typed)).toEqual({ flaw });
  expect(Proxy.safeParse(typed).success).toBe(false);
});

test('authorities are PEM, or blank', () => {
  expect(['', ' \n', '-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----'].map((text) => CaPem.safeParse(text).success)).toEqual([true, true, true]);
  expect(CaPem.safeParse('AAA').success).toBe(false);
});

test('settings of before have neither, and a draft with a password for its proxy is none', () => {
  const saved = { id: 'a', system: 'openbazaar', name: 'A', url: 'http://127.0.0.1:4002', auth: 'none', paused: false, rules: {}, addedAt: 0 };
  expect(Connection.parse(saved)).toEqual(saved);
  const draft = { system: 'openbazaar', name: 'A', url: 'http://127.0.0.1:4002', auth: 'none' };
  expect(ConnectionDraft.parse({ ...draft, proxy: 'system' })).toEqual({ ...draft, proxy: 'system' });
  expect(ConnectionDraft.safeParse({ ...draft, proxy: 'http://me:secret@proxy.example' }).success).toBe(false);
});
