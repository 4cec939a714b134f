import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recognise } from '../../../../renderer/connections/paste/recognise.ts';

const JWT = `eyJhbGciOiJIUzI1NiJ9.${btoa('{"wallet_id":"w-17"}').replaceAll('=', '')}.c2lnbmF0dXJl`;
const NATS_JWT = `${btoa('{"typ":"JWT","alg":"ed25519-nkey"}').replaceAll('=', '')}.eyJqdGkiOiJ4In0.c2ln`;
const CREDS = `-----BEGIN NATS USER JWT-----\n${NATS_JWT}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\nSUAM\n------END USER NKEY SEED------`;
const KEYS = btoa('access-1:secret-2');

/** What it is taken for, in short: `system: parts`, or each of several. */
function told(text: string): string {
  const found = recognise(text);
  if (found.ok === 'none') return found.why;
  const say = ({ system, pieces }: { system: string; pieces: readonly { is: string; text: string }[] }): string => `${system}: ${pieces.map(({ is }) => is).join(', ')}`;
  return found.ok === 'one' ? say(found) : found.choices.map(say).join(' | ');
}

test.each([
  ['OpenBazaar_Auth_Cookie=7dKq', 'openbazaar: cookie'],
  ['Cookie: OpenBazaar_Auth_Cookie="7dKq"; theme=dark', 'openbazaar: cookie'],
  ['ws://127.0.0.1:4002/ws', 'openbazaar: address'],
  ['127.0.0.1:4002', 'openbazaar: address'],
  ['http://10.0.0.5:8080/ob/notifications', 'openbazaar: address'],
  [`curl -H 'Authorization: Basic ${btoa('maya:pw')}' http://10.0.0.5/ob/profile`, 'openbazaar: login, address'],
  ['https://wallet.example.com/api/admin/socket', 'ewallet: address'],
  ['wss://wallet.example.com/api/client/socket/websocket?vsn=2.0.0', 'ewallet: address'],
  [`OMGProvider ${KEYS}`, 'ewallet: keys'],
  [`curl -H "Authorization: OMGAdmin ${KEYS}" https://wallet.example.com`, 'ewallet: keys, address'],
  ['nats://nats.example.com', 'acapy-cloud: nats'],
  ['tls://user:pw@nats.example.com:4443', 'acapy-cloud: nats'],
  ['nats.example.com:4222', 'acapy-cloud: nats'],
  [CREDS, 'acapy-cloud: creds'],
  [`nats://nats.example.com:4222\n\n${CREDS}\n`, 'acapy-cloud: creds, nats'],
  [`tenant.${JWT}`, 'acapy-cloud: key'],
  [JWT, 'acapy-cloud: key'],
  ['tenant-admin.adminApiKey', 'acapy-cloud: key'],
  [`x-api-key: governance.key`, 'acapy-cloud: key'],
  [`curl https://cloud.example.com -H 'x-api-key: tenant.${JWT}'`, 'acapy-cloud: key, address'],
  ['https://cloud.example.com/tenant/v1/sse/w-1/proofs', 'acapy-cloud: address'],
  ['wss://socket.sandbox.doshii.co/app/socket?auth=Y2xpZW50LWlkMQ==', 'doshii: address'],
  ['socket.sandbox.doshii.co/app/socket?auth=Y2xpZW50LWlkMQ==', 'doshii: address'],
  ['wss://doshii.example.com/app/socket/v3?auth=Y2xpZW50LWlkMQ%3D%3D&deviceId=7', 'doshii: address'],
  ['https://sandbox.doshii.co/partner/v3/orders', 'doshii: address'],
])('%s can be one thing only', (text, expected) => {
  expect(recognise(text).ok).toBe('one');
  expect(told(text)).toBe(expected);
});

test('an address that any system may have is one of each, and is asked about', () => {
  expect(told('https://example.com')).toBe('openbazaar: address | ewallet: address | acapy-cloud: address | doshii: address');
  expect(told('shop.example.com')).toBe(told('https://example.com'));
  // Doshii's socket is never unencrypted on another computer.
  expect(told('http://example.com:8080')).toBe('openbazaar: address | ewallet: address | acapy-cloud: address');
});

test('what may be a key or a computer’s name is asked about', () => {
  expect(recognise('tenant.example.com').ok).toBe('several');
  expect(told('tenant.example.com')).toBe('acapy-cloud: key | openbazaar: address | ewallet: address | doshii: address');
});

test('a pair of words with a colon may be a wallet’s keys or a node’s login', () => {
  expect(told('mykey:mysecret')).toBe('ewallet: keys | openbazaar: login');
  expect(told(KEYS)).toBe('ewallet: keys | openbazaar: login');
});

test('a word that says nothing may be a client id or a bare cookie', () => {
  expect(told('kZ8qW2tYp4mN7')).toBe('doshii: clientId | openbazaar: cookie');
});

test('things of two systems are both offered, each with the address that says nothing', () => {
  expect(told(`OpenBazaar_Auth_Cookie=abc\nOMGProvider ${KEYS}\nhttps://example.com`)).toBe('openbazaar: cookie, address | ewallet: keys, address');
});

test('an address without a sign goes with what has one', () => {
  expect(told('OpenBazaar_Auth_Cookie=abc\nhttp://10.0.0.5:8080')).toBe('openbazaar: cookie, address');
});

test('half of a .creds file is none', () => {
  expect(told(NATS_JWT)).toBe('half');
  expect(told(CREDS.slice(0, 60))).toBe('half');
});

test.each(['', '   ', 'hello', 'hello there, how are you?', '日本語'])('%j is nothing', (text) => {
  expect(told(text)).toBe('unknown');
});

test('a text without end is not looked at', () => {
  expect(told('x'.repeat(70_000))).toBe('long');
});

test.each([
  ['a host with a port that there is not', 'shop.example:99999', 'unknown'],
  ['base64 with a sign too many', `${KEYS}=`, 'ewallet: keys | openbazaar: login'],
  ['a sign-in with a sign too many', `Authorization: Basic ${btoa('mara:secret1')}=`, 'openbazaar: login'],
  ['base64 that says nothing, with a sign too many', 'abcdefghijklmnop=', 'doshii: clientId | openbazaar: cookie'],
])('%s is no accident', (_what, text, is) => {
  expect(told(text)).toBe(is);
});

test('no text, however odd or long, makes it fail or takes the window away', () => {
  const bits = 'http:// wss:// nats:// host example.com :99999 :4222 :4002 /ws ?auth= & %zz [ ] ::1 " = . @ 1 $& tenant. eyJhbGciOi OMGProvider localhost .onion abcdefghijklmnop'.split(' ');
  const bit = fc.constantFrom(...bits, ' ', '\n', 'Authorization: Basic ', 'dXNlcjpwYXNz', 'x-api-key: ', 'OpenBazaar_Auth_Cookie=', '-----BEGIN NATS USER JWT-----');
  fc.assert(
    fc.property(fc.oneof(fc.array(bit, { maxLength: 8 }).map((some) => some.join('')), fc.string({ unit: 'binary' })), (text) => {
      expect(['one', 'several', 'none']).toContain(recognise(text).ok);
    }),
    { numRuns: 5_000 }
  );
  for (const long of ['a', 'a.', 'a-', 'http://', '[:', 'x-api-key:', '-----BEGIN NATS USER JWT-----']) recognise(long.repeat(Math.floor(65_000 / long.length)));
});
