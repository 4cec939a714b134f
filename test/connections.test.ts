import { expect, test } from 'vitest';
import { createConnections } from '../src/connections.ts';
import type { Alert } from '../src/shared/alert.ts';
import type { ConnectionDraft } from '../src/shared/connection.ts';
import { DEFAULT_SETTINGS } from '../src/shared/default-settings.ts';
import type { Settings } from '../src/shared/settings.ts';
import type { Source, SourceDeps, SystemSource } from '../src/sources/source.ts';
import type { Network } from '../src/transport/network.ts';
import { settle, testClock } from './clock.ts';
import { anAlert } from './policy/alerts.ts';

/** Connections over sources that only note what they are told; who a node is, is read from its address: `http://a` is `openbazaar:a`. */
function setUp() {
  const clock = testClock();
  const told: string[] = [];
  let kept: Settings = DEFAULT_SETTINGS;
  let ids = 0;
  let ended = 0;
  const identityAt = (url: string) => `openbazaar:${new URL(url).hostname}`;
  const sources: SourceDeps[] = [];
  const create = (deps: SourceDeps): Source => {
    sources.push(deps);
    const identity = identityAt(deps.connection.url);
    return {
      start: () => void deps.sink.identify(identity),
      stop: () => Promise.resolve(),
      state: () => ({ phase: 'connecting' }),
      wake() {},
      markRead: async (alerts) => void told.push(...alerts.map((alert) => `${identity} read ${alert.key}`)),
      act: async (alert, verb) => void told.push(`${identity} ${verb} ${alert.key}`),
      picture: () => Promise.reject(new Error('none')),
    };
  };
  const system: SystemSource = {
    system: 'openbazaar',
    capabilities: { catchUp: true, readState: true, reply: true },
    create,
    test: ({ url }) => Promise.resolve({ ok: true, identity: identityAt(url) }),
  };
  const connections = createConnections({
    settings: { get: () => kept, change: (update) => (kept = typeof update === 'function' ? update(kept) : { ...kept, ...update }) },
    secrets: {
      secret: () => Promise.resolve(undefined),
      keep: () => 'kept',
      forget() {},
      secretState: () => 'none',
      state: () => 'ready',
      ready: () => Promise.resolve(),
    },
    systems: { openbazaar: system, ewallet: { ...system, system: 'ewallet' }, 'acapy-cloud': { ...system, system: 'acapy-cloud' }, doshii: { ...system, system: 'doshii' } },
    network: {} as Network,
    clock,
    random: () => 0.5,
    newId: () => `c${++ids}`,
    bell: { deliver: () => Promise.resolve(), held: () => undefined, startUpDone: () => void ended++ },
    watermarks: () => ({}),
    log() {},
    mask: (text) => text,
    hide() {},
    changed() {},
  });
  return { connections, told, sources, settings: () => kept, ended: () => ended };
}
const draft = (url: string): ConnectionDraft => ({ system: 'openbazaar', name: url, url, auth: 'none' });
const from = (node: string, connectionId: string): Alert => anAlert({ identity: `openbazaar:${node}`, connectionId, actions: ['reply'] });

test('an alert of a connection that was removed and added again is still its node’s: read there, and answered there', async () => {
  const { connections, told } = setUp();
  connections.start();
  await connections.add(draft('http://a'));
  await connections.remove('c1');
  await connections.add(draft('http://a'));
  connections.markRead([from('a', 'c1')]);
  expect(await connections.act(from('a', 'c1'), 'reply', 'yes')).toEqual({ ok: true });
  expect(told).toEqual(['openbazaar:a read order:QmOne', 'openbazaar:a reply order:QmOne']);
});

test('a connection that was moved to another node never answers there for an alert of the one before', async () => {
  const { connections, told } = setUp();
  connections.start();
  await connections.add(draft('http://a'));
  await connections.edit('c1', draft('http://b'));
  await settle();
  connections.markRead([from('a', 'c1')]);
  expect(await connections.act(from('a', 'c1'), 'reply', 'yes')).toMatchObject({ ok: false });
  expect(told).toEqual([]);
});

test('a source that was replaced says no more who its connection’s node is', async () => {
  const { connections, sources, settings } = setUp();
  connections.start();
  await connections.add(draft('http://a'));
  await connections.edit('c1', draft('http://b'));
  await sources[0]?.sink.identify('openbazaar:a');
  expect(settings().connections[0]?.identity).toBe('openbazaar:b');
  await connections.pause('c1', true);
  await sources[1]?.sink.identify('openbazaar:evil');
  expect(settings().connections[0]?.identity).toBe('openbazaar:b');
});

test('the same node twice is refused', async () => {
  const { connections } = setUp();
  connections.start();
  await connections.add(draft('http://a'));
  expect(await connections.add(draft('https://a'))).toEqual({ ok: false, trouble: { code: 'same-identity', other: 'http://a' } });
});

test('an address that answers as another node is refused, and what is known of the first stays', async () => {
  const { connections, sources, settings } = setUp();
  connections.start();
  await connections.add(draft('http://a'));
  expect(await sources[0]?.sink.identify('openbazaar:b')).toMatchObject({ code: 'other-identity' });
  expect(settings().connections[0]?.identity).toBe('openbazaar:a');
});
