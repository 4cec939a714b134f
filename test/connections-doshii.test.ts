import { describe, expect, test } from 'vitest';
import { isElsewhere, needsSecret } from '../src/connections/drafts.ts';
import type { Connection, ConnectionDraft, DoshiiOptions, DoshiiSecret, Trouble } from '../src/shared/connection.ts';
import { connectedWithParts, createWorld, type PartedWorld } from './connections-world.ts';

/** Its base64 holds all that is encoded in an address. */
const CLIENT = 'till~~venue??of>>mine1';
const OTHER = 'another-till';
const SECRET = 'walnut-and-linen';
const REST = 'https://sandbox.doshii.co/partner/v3';
const IDENTITY = 'doshii:sandbox:5f2d';

const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  system: 'doshii',
  name: 'Till',
  url: 'https://socket.sandbox.doshii.co',
  auth: 'client',
  path: '/app/socket',
  doshii: { rest: REST, deviceId: 'till-1' },
  ...more,
});
const options = (more: DoshiiOptions): Partial<ConnectionDraft> => ({ doshii: { rest: REST, deviceId: 'till-1', ...more } });
const secret = (parts: DoshiiSecret): string => JSON.stringify(parts);
const BOTH = { clientId: CLIENT, clientSecret: SECRET };
const connected = (parts: DoshiiSecret = BOTH): Promise<PartedWorld> => connectedWithParts(draft({ secret: secret(parts) }), IDENTITY);

describe('what is saved of it', () => {
  test('its options are in the settings; client id and client secret are not, in any form', async () => {
    const { settings, kept } = await connected();
    expect(settings().connections[0]).toMatchObject({ path: '/app/socket', doshii: { rest: REST, deviceId: 'till-1' }, identity: IDENTITY });
    expect(kept()).toEqual(BOTH);
    const written = JSON.stringify(settings());
    for (const form of [CLIENT, SECRET, ...[CLIENT, SECRET].map((text) => Buffer.from(text).toString('base64').slice(0, 8))]) expect(written).not.toContain(form);
  });

  test('its options are cleared where the draft is of another system', async () => {
    const { connections, settings, id } = await connected();
    await connections.edit(id, { system: 'ewallet', name: 'Purse', url: 'https://wallet.example.net', auth: 'OMGAdmin', username: 'usr_1', secret: 'token' });
    expect(Object.keys(settings().connections[0]!)).not.toContain('doshii');
  });

  test('of what is added, an empty client secret is none', async () => {
    const { kept } = await connected({ clientId: CLIENT, clientSecret: '' });
    expect(kept()).toEqual({ clientId: CLIENT });
  });

  test('where there is no REST a client secret is of no use, and not kept', async () => {
    const { kept } = await connectedWithParts(draft({ doshii: {}, secret: secret(BOTH) }), IDENTITY);
    expect(kept()).toEqual({ clientId: CLIENT });
  });
});

test('an edit of the name alone breaks nothing off, one of the device id or of the path of REST begins it anew with the kept secret', async () => {
  for (const more of [{ deviceId: 'till-2' }, { rest: 'https://sandbox.doshii.co/partner/v4' }]) {
    const { connections, log, settings, id, kept, tested } = await connected();
    await connections.edit(id, draft({ name: 'Bar' }));
    expect(log).toEqual([]);
    expect(await connections.edit(id, draft({ name: 'Bar', ...options(more) }))).toEqual({ ok: true });
    expect(tested()).toEqual(BOTH);
    expect(log.slice(1)).toEqual(['stop', 'start']);
    expect(settings().connections[0]).toMatchObject({ identity: IDENTITY, doshii: more });
    expect(kept()).toEqual(BOTH);
  }
});

describe('what is typed anew takes the place of its part', () => {
  test.each<[string, DoshiiSecret, DoshiiSecret, DoshiiSecret]>([
    ['a client secret stays with the kept client id', BOTH, { clientSecret: 'cotton' }, { clientId: CLIENT, clientSecret: 'cotton' }],
    ['a first client secret joins the kept client id', { clientId: CLIENT }, { clientSecret: SECRET }, BOTH],
    ['the same client id keeps its client secret', BOTH, { clientId: CLIENT }, BOTH],
    ['the same client id, pasted with a line break, keeps its client secret', BOTH, { clientId: `${CLIENT}\n` }, { ...BOTH, clientId: `${CLIENT}\n` }],
    ['another client id leaves the client secret of the first behind', BOTH, { clientId: OTHER }, { clientId: OTHER }],
    ['another client id with its own client secret', BOTH, { clientId: OTHER, clientSecret: 'cotton' }, { clientId: OTHER, clientSecret: 'cotton' }],
    ['an empty client secret removes the kept one', BOTH, { clientSecret: '' }, { clientId: CLIENT }],
    ['a client secret can be removed that is not there', { clientId: CLIENT }, { clientSecret: '' }, { clientId: CLIENT }],
  ])('%s', async (_what, before, typed, after) => {
    const { connections, id, kept, tested } = await connected(before);
    expect(await connections.edit(id, draft({ secret: secret(typed) }))).toEqual({ ok: true });
    expect([tested(), kept()]).toEqual([after, after]);
  });

  test('a client id can be changed, not removed', async () => {
    const { connections, id, kept, log } = await connected();
    expect(await connections.edit(id, draft({ secret: secret({ clientId: '' }) }))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
    expect([log, kept()]).toEqual([[], BOTH]);
  });

  test('a test tries it, and keeps nothing', async () => {
    const { connections, id, kept, tested } = await connected();
    await connections.test(draft({ secret: secret({ clientSecret: 'cotton' }) }), id);
    expect([tested(), kept()]).toEqual([{ clientId: CLIENT, clientSecret: 'cotton' }, BOTH]);
  });
});

describe('nothing that is kept goes to a server that was not shown it', () => {
  const moves: [string, Partial<ConnectionDraft>][] = [
    ['another web socket', { url: 'https://live-socket.doshii.co' }],
    ['its web socket without encryption', { url: 'http://socket.sandbox.doshii.co' }],
    ['another port', { url: 'https://socket.sandbox.doshii.co:8443' }],
    ['another REST', options({ rest: 'https://live.doshii.co/partner/v3' })],
    ['its REST without encryption', options({ rest: 'http://sandbox.doshii.co/partner/v3' })],
    ['the two changed about', { url: 'https://sandbox.doshii.co', doshii: { rest: 'https://socket.sandbox.doshii.co' } }],
    ['another environment', { url: 'https://live-socket.doshii.co', doshii: { rest: 'https://live.doshii.co/partner/v3' } }],
  ];
  test.each(moves)('%s', async (_what, more) => {
    const { connections, log, id, kept, tested, settings } = await connected();
    await connections.test(draft(more), id);
    expect(tested()).toBe('undefined');
    log.length = 0;
    expect(await connections.edit(id, draft(more))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
    expect(await connections.edit(id, draft({ ...more, secret: secret({ clientSecret: 'cotton' }) }))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
    expect([log, kept(), settings().connections[0]?.url]).toEqual([[], BOTH, draft().url]);
    expect(await connections.edit(id, draft({ ...more, secret: secret({ clientId: CLIENT }) }))).toEqual({ ok: true });
    expect([tested(), kept()]).toEqual([{ clientId: CLIENT }, { clientId: CLIENT }]);
  });

  test('REST where there was none is another server', async () => {
    const { connections, id } = await connectedWithParts(draft({ doshii: {}, secret: secret(BOTH) }), IDENTITY);
    expect(await connections.edit(id, draft())).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
  });

  test('REST that is left takes the client secret with it, and the socket goes on with its client id', async () => {
    const { connections, id, kept, tested, settings } = await connected();
    expect(await connections.edit(id, draft({ doshii: { deviceId: 'till-1' } }))).toEqual({ ok: true });
    expect([tested(), kept()]).toEqual([{ clientId: CLIENT }, { clientId: CLIENT }]);
    expect(settings().connections[0]?.doshii).toEqual({ deviceId: 'till-1' });
  });

  test('what another system keeps at the same address is no client id, whatever it looks like', async () => {
    const purse: ConnectionDraft = { system: 'ewallet', name: 'Purse', url: draft().url, auth: 'OMGAdmin', username: 'usr_1', secret: secret(BOTH) };
    const { connections, id, tested } = await connectedWithParts(purse, 'ewallet:usr_1');
    await connections.test(draft({ doshii: {} }), id);
    expect(tested()).toBe('undefined');
  });

  test('what is kept and is none is asked for anew', async () => {
    const { connections, secrets, id } = await connected();
    for (const broken of ['walnut', '[]', '{"clientId":7}']) {
      secrets.set(id, broken);
      expect(await connections.edit(id, draft({ secret: secret({ clientSecret: SECRET }) }))).toEqual({ ok: false, trouble: { code: 'sign-in-again' } });
    }
  });
});

test('a certificate that was agreed to holds for both of its servers as they were', () => {
  expect(isElsewhere(draft(), draft(options({ rest: 'https://live.doshii.co/partner/v3' })))).toBe(true);
  expect(isElsewhere(draft(), draft({ path: '/app/socket/v3', ...options({ rest: `${REST}/` }) }))).toBe(false);
});

test('who is there is asked anew where the client id changes, and where the environment does', async () => {
  const moved = { url: 'https://live-socket.doshii.co', doshii: { rest: 'https://live.doshii.co/partner/v3' } };
  for (const more of [{ secret: secret({ clientId: OTHER }) }, { ...moved, secret: secret({ clientId: CLIENT }) }]) {
    for (const reachable of [true, false]) {
      const { connections, settings, now, id } = await connected();
      now.test = reachable ? { ok: true, identity: 'doshii:live:77aa' } : { ok: false, trouble: { code: 'unreachable' } };
      expect(await connections.edit(id, draft(more))).toEqual({ ok: true });
      expect(settings().connections[0]?.identity).toBe(reachable ? 'doshii:live:77aa' : undefined);
    }
  }
});

test('it always signs in, with options or without', () => {
  const { doshii: _doshii, ...bare } = draft();
  const saved: Connection = { ...bare, id: 'x', paused: false, rules: {}, addedAt: 1 };
  expect([needsSecret(saved), needsSecret({ ...saved, doshii: { rest: REST } })]).toEqual([true, true]);
});

describe('credentials that are refused are not saved, and the words say why', () => {
  test.each(['client-refused', 'wrong-client-secret'] as const)('%s', async (code) => {
    const trouble: Trouble = { code, detail: 'HTTP 401' };
    const world = createWorld();
    world.now.test = { ok: false, trouble };
    expect(await world.connections.add(draft({ secret: secret(BOTH) }))).toEqual({ ok: false, trouble });
    expect([world.settings().connections, world.secrets.size]).toEqual([[], 0]);
    const { connections, now, id, kept, log } = await connected();
    now.test = { ok: false, trouble };
    expect(await connections.edit(id, draft({ secret: secret({ clientSecret: 'cotton' }) }))).toEqual({ ok: false, trouble });
    expect(kept()).toEqual(BOTH);
    expect(log).not.toContain('stop');
  });

  test('a wrong client secret can be left out instead', async () => {
    const { connections, now, id, kept } = await connected();
    now.test = { ok: true, identity: IDENTITY, listed: false };
    expect(await connections.edit(id, draft({ secret: secret({ clientSecret: '' }) }))).toEqual({ ok: true });
    expect(kept()).toEqual({ clientId: CLIENT });
  });
});

describe('what a server repeats of it reaches neither window nor log', () => {
  const base64 = Buffer.from(CLIENT).toString('base64');
  const echoes: [string, string][] = [
    ['the client id', CLIENT],
    ['the client id, encoded', encodeURIComponent(CLIENT)],
    ['its base64', base64],
    ['its base64 without padding', base64.replace(/=+$/, '')],
    ['its base64 for addresses', Buffer.from(CLIENT).toString('base64url')],
    ['its base64 as we send it', base64.replaceAll('+', '%2B')],
    ['its base64, encoded', encodeURIComponent(base64)],
    ['its base64, encoded in lower case', encodeURIComponent(base64).replaceAll(/%../g, (code) => code.toLowerCase())],
    ['its base64, encoded twice', encodeURIComponent(encodeURIComponent(base64))],
    ['the client secret', SECRET],
    ['a JWT that names it', `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ clientId: CLIENT, timestamp: 1 })).toString('base64url')}.c2lnbmF0dXJl`],
    ['any other JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXlhIn0.c2lnbmF0dXJl'],
  ];
  test('the client id is one that needs encoding', () => {
    expect(base64).toMatch(/\+.*\/.*=/);
  });

  test.each(echoes)('%s', async (_what, echo) => {
    const { connections, now, sources, id } = await connected();
    const detail = `no such client: ${echo} (4001)`;
    const hidden = { detail: 'no such client: ••• (4001)' };
    sources[0]?.sink.state({ phase: 'waiting', retryAt: 2, since: 1, trouble: { code: 'client-refused', detail } });
    expect(connections.list()[0]?.state).toMatchObject({ trouble: hidden });
    now.test = { ok: false, trouble: { code: 'client-refused', detail } };
    expect(await connections.test(draft(), id)).toMatchObject({ trouble: hidden });
    expect(await connections.edit(id, draft({ doshii: { rest: REST } }))).toMatchObject({ trouble: hidden });
    now.test = { ok: true, identity: IDENTITY, name: echo, version: `3.2 ${echo}` };
    expect(await connections.test(draft(), id)).toMatchObject({ name: '•••', version: '3.2 •••' });
  });

  test('nor of what was typed for a test only', async () => {
    const { connections, now } = createWorld();
    now.test = { ok: false, trouble: { code: 'client-refused', detail: `not ${CLIENT}, nor ${base64}, nor ${SECRET}` } };
    expect(await connections.test(draft({ secret: secret(BOTH) }))).toMatchObject({ trouble: { detail: 'not •••, nor •••, nor •••' } });
  });

  test('nor of what a connection keeps that was paused since the start', async () => {
    const { connections, now, id, secrets } = await connected({ clientId: 'another one altogether' });
    await connections.pause(id, true);
    secrets.set(id, secret(BOTH));
    now.test = { ok: false, trouble: { code: 'client-refused', detail: `not ${CLIENT}` } };
    expect(await connections.test(draft(), id)).toMatchObject({ trouble: { detail: 'not •••' } });
  });
});
