import { expect, test } from 'vitest';
import { type Place, placeOf, type Where } from '../../../src/sources/doshii/address.ts';

const PIN = Array.from({ length: 32 }, () => 'AB').join(':');
const SANDBOX: Where = { url: 'https://socket.sandbox.doshii.co', path: '/app/socket', doshii: { rest: 'https://sandbox.doshii.co/partner/v3' } };
const SECRET = JSON.stringify({ clientId: 'app', clientSecret: 'hush' });

function place(where: Partial<Where> = {}, secret: string | undefined = SECRET): Place {
  const found = placeOf({ ...SANDBOX, ...where }, secret);
  if ('trouble' in found) throw new Error(found.trouble.code);
  return found;
}

function trouble(where: Partial<Where> = {}, secret: string | undefined = SECRET): string | undefined {
  const found = placeOf({ ...SANDBOX, ...where }, secret);
  return 'trouble' in found ? found.trouble.code : undefined;
}

test('the socket is opened with the base64 of the client id, of which only a plus is encoded', () => {
  expect(place().socketPath).toBe('/app/socket?auth=YXBw');
  const clientId = 'hc~app-9f3k2107x';
  const base64 = Buffer.from(clientId).toString('base64');
  expect(base64).toMatch(/\+.*=$/);
  expect(place({}, JSON.stringify({ clientId })).socketPath).toBe(`/app/socket?auth=${base64.replaceAll('+', '%2B')}`);
});

test('a padded id keeps its padding, and a device id stands behind it, encoded', () => {
  const found = place({ path: '/app/socket/v3', doshii: { deviceId: 'till 1&2' } }, JSON.stringify({ clientId: 'a' }));
  expect(found.socketPath).toBe('/app/socket/v3?auth=YQ==&deviceId=till%201%262');
});

test('without a path it is that of the document', () => {
  const { path: _none, ...where } = SANDBOX;
  expect(placeOf(where, SECRET)).toMatchObject({ socketPath: '/app/socket?auth=YXBw' });
});

test('REST is asked below its base, with or without a slash at its end', () => {
  expect(place().rest).toMatchObject({ route: { url: 'https://sandbox.doshii.co' }, root: '/partner/v3', clientId: 'app', clientSecret: 'hush' });
  expect(place({ doshii: { rest: 'https://sandbox.doshii.co/partner/v3//' } }).rest?.root).toBe('/partner/v3');
  expect(place({ doshii: { rest: 'https://sandbox.doshii.co' } }).rest?.root).toBe('');
});

test('without a client secret, or without an address, there is no REST', () => {
  expect(place({}, JSON.stringify({ clientId: 'app' })).rest).toBeUndefined();
  expect(place({}, JSON.stringify({ clientId: 'app', clientSecret: ' ' })).rest).toBeUndefined();
  expect(place({ doshii: {} }).rest).toBeUndefined();
});

test('what was pasted with blanks around it is used without them', () => {
  expect(place({}, JSON.stringify({ clientId: ' app\n', clientSecret: '\thush ' }))).toEqual(place());
});

test('without a client id that can be read it asks for one', () => {
  for (const secret of [undefined, '', '{', '[]', '{}', '{"clientId":""}', '{"clientId":7}']) {
    expect(placeOf(SANDBOX, secret)).toEqual({ trouble: { code: 'sign-in-again' } });
  }
});

test('plain text goes only to this machine, by socket and by REST', () => {
  const loopback = ['http://127.0.0.1:4000', 'http://127.9.9.9', 'http://localhost:1', 'http://[::1]:9'];
  const others = ['http://socket.sandbox.doshii.co', 'http://192.168.1.2', 'http://127.0.0.1.attacker.test', 'http://localhost.attacker.test', 'nats://127.0.0.1', 'https://a:b@127.0.0.1'];
  for (const url of loopback) {
    expect(trouble({ url })).toBeUndefined();
    expect(trouble({ doshii: { rest: `${url}/partner/v3` } })).toBeUndefined();
  }
  for (const url of others) {
    expect(trouble({ url })).toBe('bad-address');
    expect(trouble({ doshii: { rest: url } })).toBe('bad-address');
  }
});

test('a path that would be another host, or hold a query of its own, is none', () => {
  for (const path of ['//attacker.test/app/socket', '/app/socket?auth=x', '/app#x', '/a\\b']) expect(trouble({ path })).toBe('bad-address');
});

test('the certificate that was agreed to is for the socket’s server alone', () => {
  expect(place({ pin: PIN }).route.pin).toBe(PIN);
  expect(place({ pin: PIN }).rest?.route.pin).toBeUndefined();
  const own = { url: 'https://shop.test:8443', doshii: { rest: 'https://shop.test:8443/partner/v3' }, pin: PIN };
  expect(place(own).rest?.route.pin).toBe(PIN);
  expect(place({ ...own, doshii: { rest: 'https://shop.test/partner/v3' } }).rest?.route.pin).toBeUndefined();
});

test('the identity names neither client id nor secret, and is another one for each App and environment', () => {
  const identities = [
    place(),
    place({ url: 'https://live-socket.doshii.co' }),
    place({ url: 'https://shop.test' }),
    place({}, JSON.stringify({ clientId: 'other' })),
  ].map(({ identity }) => identity);
  expect(new Set(identities).size).toBe(4);
  expect(place({ path: '/app/socket/v3' }, JSON.stringify({ clientId: 'app' })).identity).toBe(identities[0]);
  for (const identity of identities) expect(identity).not.toMatch(/app|YXBw|hush/);
});
