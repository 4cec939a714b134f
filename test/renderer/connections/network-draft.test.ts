import { expect, test } from 'vitest';
import { isLedAnotherWay, networkOf, wayOf, withProxy, withWay } from '../../../renderer/connections/network-draft.ts';
import { fieldsOf, signInDraftOf } from '../../../renderer/connections/systems/ewallet-draft.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { ConnectionDraft } from '../../../src/shared/connection.ts';
import { fakeConnections } from '../fake-connections.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----';
const [saved] = fakeConnections(0);
const before = { ...saved!, url: 'http://192.0.2.7:4002', hasSecret: true };
const empty = networkOf(undefined);
const shape = ConnectionDraft.pick({ proxy: true, ca: true });

test('without a word about it the way is the system’s, and an edited connection shows its own', () => {
  expect(wayOf(empty)).toEqual({ ok: true, way: { proxy: 'system', ca: '' } });
  for (const proxy of ['none', 'http://proxy.example.com:3128', 'socks5h://127.0.0.1:9050'] as const) {
    expect(wayOf(networkOf({ ...before, proxy, ca: PEM }))).toEqual({ ok: true, way: { proxy, ca: PEM } });
  }
  expect(wayOf(undefined)).toEqual({ ok: true, way: {} });
});

test('SOCKS begins with where Tor listens, and what is typed chooses its kind', () => {
  expect(withWay(empty, 'socks5h').proxy).toBe('socks5h://127.0.0.1:9050');
  expect(withWay(withWay(empty, 'socks5h'), 'http').proxy).toBe('');
  expect(withProxy(empty, 'socks5://127.0.0.1').way).toBe('socks5h');
  expect(withProxy(withWay(empty, 'socks5h'), 'http://proxy:8080').way).toBe('http');
});

test('an address without its kind is of the kind that was chosen, and each that is sent is one that settings keep', () => {
  const made = wayOf(withProxy(withWay(empty, 'socks5h'), '127.0.0.1:9150'));
  expect(made).toEqual({ ok: true, way: { proxy: 'socks5h://127.0.0.1:9150', ca: '' } });
  expect(shape.safeParse(made.ok && made.way).success).toBe(true);
});

test('what is no proxy or no certificate is pointed at', () => {
  expect(wayOf(withProxy(withWay(empty, 'http'), 'http://me:secret@proxy:8080'))).toEqual({ ok: false, problem: { field: 'proxy', is: { proxy: 'holds-password' } } });
  expect(wayOf(withProxy(withWay(empty, 'http'), ''))).toMatchObject({ ok: false, problem: { field: 'proxy' } });
  expect(wayOf({ ...empty, ca: 'nothing' })).toEqual({ ok: false, problem: { field: 'ca', is: 'badCa' } });
  expect(wayOf({ ...empty, ca: `${PEM}\n-----BEGIN PRIVATE KEY-----` })).toMatchObject({ ok: false });
});

test('what is kept is asked for again where a new proxy could read it, or a new authority vouch for another server', () => {
  const through = withWay(networkOf(before), 'socks5h');
  expect(isLedAnotherWay(through, before)).toBe(true);
  expect(isLedAnotherWay(through, { ...before, url: 'https://192.0.2.7:4002' })).toBe(false);
  expect(isLedAnotherWay(through, { ...before, proxy: 'socks5h://127.0.0.1:9050' })).toBe(false);
  expect(isLedAnotherWay({ ...networkOf(before), ca: PEM }, { ...before, url: 'https://192.0.2.7:4002' })).toBe(true);
  expect(isLedAnotherWay(withWay(networkOf(before), 'none'), before)).toBe(false);
  expect(isLedAnotherWay(undefined, before)).toBe(false);
});

test('a password that is typed to sign in goes by the chosen way too', () => {
  const { schemes, nameSuggestion } = CATALOGUES.en.window.form.ewallet;
  const fields = { ...fieldsOf(undefined, nameSuggestion), address: 'https://wallet.example.com', auth: 'OMGAdmin' as const, network: withWay(empty, 'socks5h') };
  expect(signInDraftOf(fields, schemes)).toMatchObject({ ok: true, draft: { proxy: 'socks5h://127.0.0.1:9050' } });
});
