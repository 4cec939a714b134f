import { expect, test } from 'vitest';
import { createConnections } from '../src/connections.ts';
import type { Connection, ConnectionDraft } from '../src/shared/connection.ts';
import { DEFAULT_SETTINGS } from '../src/shared/default-settings.ts';
import type { Settings } from '../src/shared/settings.ts';
import type { SystemSource } from '../src/sources/source.ts';
import { createNetwork } from '../src/transport/create-network.ts';
import { testClock } from './clock.ts';

const HOME: Connection = {
  id: 'home',
  system: 'openbazaar',
  name: 'Home',
  url: 'http://127.0.0.1:4002',
  auth: 'basic',
  username: 'mara',
  identity: 'openbazaar:QmHome',
  paused: true,
  rules: {},
  addedAt: 1,
};
const AWAY = 'http://node.example.net:4002';

/** One saved connection with a secret, and a record of what each test of an address was given. */
function saved() {
  const clock = testClock();
  const given: { url: string; secret: string | undefined }[] = [];
  const secrets = new Map([['home', 'walnut']]);
  let settings: Settings = { ...DEFAULT_SETTINGS, connections: [HOME] };
  const openbazaar = {
    system: 'openbazaar',
    capabilities: { catchUp: true, readState: true, reply: true },
    create() {
      throw new Error('a paused connection is not started');
    },
    async test({ url }, secret) {
      given.push({ url, secret });
      return { ok: true, identity: 'openbazaar:QmHome' };
    },
  } satisfies SystemSource;
  const connections = createConnections({
    settings: {
      get: () => settings,
      change(update) {
        settings = typeof update === 'function' ? update(settings) : { ...settings, ...update };
        return settings;
      },
    },
    secrets: {
      secret: async (id) => secrets.get(id),
      keep(id, secret) {
        secrets.set(id, secret);
        return 'kept';
      },
      forget: (id) => void secrets.delete(id),
      secretState: (id) => (secrets.has(id) ? 'kept' : 'none'),
      state: () => 'ready',
      ready: async () => {},
    },
    systems: { openbazaar, ewallet: { ...openbazaar, system: 'ewallet' }, 'acapy-cloud': { ...openbazaar, system: 'acapy-cloud' }, doshii: { ...openbazaar, system: 'doshii' } },
    network: createNetwork(clock),
    clock,
    random: () => 0.5,
    newId: () => 'new',
    bell: { deliver: async () => {}, held: () => undefined, startUpDone() {} },
    watermarks: () => ({}),
    log() {},
    mask: (text) => text,
    hide() {},
    changed() {},
  });
  return { connections, given, secrets, url: () => settings.connections[0]?.url };
}

const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({ system: 'openbazaar', name: 'Home', url: HOME.url, auth: 'basic', username: 'mara', ...more });

test('a kept secret is tried at the address that it was given for', async () => {
  const { connections, given } = saved();
  await connections.test(draft(), 'home');
  await connections.edit('home', draft({ name: 'Shop' }));
  expect(given).toEqual([
    { url: HOME.url, secret: 'walnut' },
    { url: HOME.url, secret: 'walnut' },
  ]);
});

test.each([AWAY, 'http://127.0.0.1:4003', 'https://127.0.0.1:4002'])('a kept secret is not tried at %s', async (url) => {
  const { connections, given } = saved();
  await connections.test(draft({ url }), 'home');
  expect(given).toEqual([{ url, secret: undefined }]);
});

test.each<[string, Partial<ConnectionDraft>]>([
  ['another user name', { username: 'lena' }],
  ['another way to sign in', { auth: 'cookie' }],
  ['another system', { system: 'ewallet', auth: 'OMGAdmin' }],
])('a kept secret is not tried with %s, nor kept for it', async (_what, more) => {
  const { connections, given, secrets } = saved();
  await connections.test(draft(more), 'home');
  expect(given).toEqual([{ url: HOME.url, secret: undefined }]);
  expect(await connections.edit('home', draft(more))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
  expect(secrets.get('home')).toBe('walnut');
});

test('a connection with a password moves to another address only with the password typed anew', async () => {
  const { connections, given, secrets, url } = saved();
  expect(await connections.edit('home', draft({ url: AWAY }))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
  expect([given, url()]).toEqual([[], HOME.url]);
  expect(await connections.edit('home', draft({ url: AWAY, secret: 'linen' }))).toEqual({ ok: true });
  expect([given, url(), secrets.get('home')]).toEqual([[{ url: AWAY, secret: 'linen' }], AWAY, 'linen']);
});

test('a connection that moves without signing in leaves its secret behind', async () => {
  const { connections, given, secrets } = saved();
  await connections.edit('home', { system: 'openbazaar', name: 'Home', url: AWAY, auth: 'none' });
  expect(secrets.has('home')).toBe(false);
  await connections.test(draft({ url: AWAY }), 'home');
  expect(given.map(({ secret }) => secret)).toEqual([undefined, undefined]);
});
