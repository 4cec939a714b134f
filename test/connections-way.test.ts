import { expect, test } from 'vitest';
import { connected, createWorld, draft } from './connections-world.ts';

const TOR = 'socks5h://127.0.0.1:9050';
const CA = '-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n';

test('a proxy and authorities are saved, go to the source, and are left out where there are none', async () => {
  const { settings, sources } = await connected({ proxy: TOR, ca: CA });
  expect(settings().connections[0]).toMatchObject({ proxy: TOR, ca: CA });
  expect(sources[0]?.connection).toMatchObject({ proxy: TOR, ca: CA });
  const plain = await connected({ proxy: 'system', ca: ' ' });
  expect(Object.keys(plain.settings().connections[0]!)).not.toEqual(expect.arrayContaining(['proxy']));
  expect(Object.keys(plain.settings().connections[0]!)).not.toEqual(expect.arrayContaining(['ca']));
});

test('an edit that says nothing of them keeps them, and breaks nothing off', async () => {
  const { connections, settings, log, id } = await connected({ proxy: TOR, ca: CA });
  await connections.edit(id, draft({ name: 'Till' }));
  expect(settings().connections[0]).toMatchObject({ name: 'Till', proxy: TOR, ca: CA });
  await connections.edit(id, draft({ name: 'Till', proxy: TOR, ca: CA }));
  expect(log).toEqual([]);
  await connections.edit(id, draft({ path: '/api/client/socket' }));
  expect(settings().connections[0]).toMatchObject({ proxy: TOR, ca: CA });
});

test('another proxy begins the connection anew, with the secret that it has', async () => {
  const { connections, settings, sources, log, id } = await connected();
  expect(await connections.edit(id, draft({ proxy: TOR }))).toEqual({ ok: true });
  expect(log).toEqual(['test usr_1 typed', 'stop', 'start']);
  expect(sources[1]?.connection.proxy).toBe(TOR);
  expect(await connections.edit(id, draft({ proxy: 'system' }))).toEqual({ ok: true });
  expect(settings().connections[0]).not.toHaveProperty('proxy');
});

test('authorities taken away leave the secret where it is', async () => {
  const { connections, settings, secrets, id } = await connected({ ca: CA });
  expect(await connections.edit(id, draft({ ca: '' }))).toEqual({ ok: true });
  expect(settings().connections[0]).not.toHaveProperty('ca');
  expect([...secrets.values()]).toEqual(['typed']);
});

test('a kept secret goes to nobody new: not past new authorities, nor in the clear by a new proxy', async () => {
  const again = { ok: false, trouble: { code: 'sign-in-again' } };
  const secure = await connected();
  expect(await secure.connections.edit(secure.id, draft({ ca: CA }))).toEqual(again);
  expect(await secure.connections.test(draft({ ca: CA, proxy: 'http://evil.example:1' }), secure.id)).toMatchObject({ ok: true });
  expect(secure.log).toEqual(['test usr_1 undefined']);

  const url = 'http://wallet.example.net';
  const plain = await connected({ url });
  expect(await plain.connections.edit(plain.id, draft({ url, proxy: 'http://evil.example:1' }))).toEqual(again);
  expect(await plain.connections.edit(plain.id, draft({ url, proxy: 'none' }))).toEqual({ ok: true });
  expect(await plain.connections.edit(plain.id, draft({ url, proxy: TOR, secret: 'anew' }))).toEqual({ ok: true });
  expect([...plain.secrets.values()]).toEqual(['anew']);
  expect(await plain.connections.edit(plain.id, draft({ url, path: '/api/client/socket' }))).toEqual({ ok: true });
});

test('a proxy that is away does not keep a connection from being saved', async () => {
  for (const code of ['proxy-unreachable', 'proxy-refused'] as const) {
    const world = createWorld();
    world.now.test = { ok: false, trouble: { code } };
    expect(await world.connections.add(draft({ secret: 'typed', proxy: TOR }))).toMatchObject({ ok: true });
  }
});
