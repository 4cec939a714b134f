import { expect, onTestFinished, test } from 'vitest';
import { VERSION } from '../../../src/shared/version.ts';
import type { ConnectionDraft, TestResult } from '../../../src/shared/connection.ts';
import { SOURCES } from '../../../src/sources/registry.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import type { Route, Socket, SocketHandlers, SocketOptions } from '../../../src/transport/network.ts';
import { eventually, NOON, type TestClock, testClock } from '../../clock.ts';
import type { Doshii } from '../../servers/doshii/doshii.ts';
import { aDoshii } from './with-doshii.ts';

function probing(doshii: Doshii, clock: TestClock, change: Partial<ConnectionDraft> = {}, secret: object = {}): Promise<TestResult> {
  const network = createNetwork(clock);
  onTestFinished(() => network.close());
  const { clientId, clientSecret, url, rest } = doshii;
  const draft: ConnectionDraft = { system: 'doshii', name: 'Doshii', url, auth: 'client', doshii: { rest }, ...change };
  return SOURCES.doshii.test({ ...draft, secret: JSON.stringify({ clientId, clientSecret, ...secret }) }, undefined, { network, clock });
}

async function trouble(result: Promise<TestResult>): Promise<string | undefined> {
  const found = await result;
  return found.ok ? undefined : found.trouble.code;
}

test('it tells the identity, that there are lists, and how many venues it hears of, and leaves nothing', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  doshii.location();
  const result = await probing(doshii, clock);
  expect(result).toEqual({ ok: true, identity: expect.stringMatching(/^doshii:/), listed: true, locations: 2 });
  expect(JSON.stringify(result)).not.toContain(doshii.clientId);
  await eventually(() => doshii.connections === 0);
});

test('without a client secret there are no lists, and REST is not asked', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  expect(await probing(doshii, clock, {}, { clientSecret: undefined })).toEqual({ ok: true, identity: expect.any(String), listed: false });
  expect(doshii.requests).toEqual([]);
});

test('a wrong client id, or a wrong client secret, is said by name', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  expect(await trouble(probing(doshii, clock, {}, { clientId: 'stranger' }))).toBe('client-refused');
  expect(await trouble(probing(doshii, clock, {}, { clientSecret: 'another' }))).toBe('wrong-client-secret');
  doshii.faults.refuseSockets({ close: 4003 });
  expect(await trouble(probing(doshii, clock))).toBe('client-refused');
});

test('nothing there, nothing for Doshii there, and no id at all are said by name', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  expect(await trouble(probing(doshii, clock, { url: 'http://attacker.test' }))).toBe('bad-address');
  expect(await trouble(probing(doshii, clock, {}, { clientId: '' }))).toBe('sign-in-again');
  doshii.faults.failNext(200, { body: '<html>', match: '/locations' });
  expect(await trouble(probing(doshii, clock))).toBe('not-a-node');
  await doshii.down();
  expect(await trouble(probing(doshii, clock))).toBe('refused');
});

test.each([
  [[], 'silent'],
  [['hello', '{"hello":1}', ''], 'not-a-node'],
] as const)('a socket that only says %j is found out within seven seconds', async (frames, code) => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const sent: string[] = [];
  let closed = 0;
  const network = {
    ...createNetwork(clock),
    socket(_route: Route, _options: SocketOptions, handlers: SocketHandlers): Socket {
      queueMicrotask(() => {
        handlers.open();
        frames.forEach(handlers.frame);
      });
      return { send: (text) => void sent.push(text), hold: () => {}, check: () => {}, close: () => void (closed += 1) };
    },
  };
  const secret = JSON.stringify({ clientId: doshii.clientId });
  const result = SOURCES.doshii.test({ system: 'doshii', name: 'Doshii', url: doshii.url, auth: 'client' }, secret, { network, clock });
  await clock.advance(7_000);
  expect(await trouble(result)).toBe(code);
  expect(sent.map((text) => JSON.parse(text) as unknown)).toEqual([{ doshii: { ping: NOON, version: VERSION } }]);
  expect([closed, clock.pending()]).toEqual([1, 0]);
});

test('a socket that never opens, and REST that never answers, are late after ten seconds at most', async () => {
  const clock = testClock();
  const doshii = await aDoshii(clock);
  const held = doshii.faults.holdSockets();
  const opening = trouble(probing(doshii, clock));
  await held.arrived;
  await clock.advance(10_000);
  expect(await opening).toBe('timeout');
  held.release();
  doshii.faults.silent('/locations');
  const asked = doshii.nextRequest('/locations');
  const asking = trouble(probing(doshii, clock));
  await asked;
  await clock.advance(10_000);
  expect(await asking).toBe('timeout');
});
