import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sessionBus } from '@jellybrick/dbus-next';
import { expect, onTestFinished, test } from 'vitest';
import { startBeside } from '../../scripts/background.mjs';
import { openBus } from '../../src/desktop/bus.ts';
import type { Bus } from '../../src/desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';
import { testClock } from '../clock.ts';

const NAME = 'org.example.Service';
const HANG = { destination: NAME, path: '/', interface: NAME, member: 'Hang' };
const getId = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'GetId' };

/** A bus whose daemon the test can end and start again at the same address. */
async function scene() {
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-bus-test-'));
  const address = `unix:path=${path.join(folder, 'bus')}`;
  const clock = testClock();
  const buses: Bus[] = [];
  const daemons: { stop(): Promise<void> }[] = [];
  onTestFinished(async () => {
    for (const bus of buses) bus.close();
    for (const daemon of daemons) await daemon.stop();
    await rm(folder, { recursive: true, force: true });
    expect(clock.pending()).toBe(0);
  });
  return {
    clock,
    open() {
      const bus = openBus({ address, clock });
      buses.push(bus);
      return bus;
    },
    /** Takes the name and answers nothing; settles with a promise of the first call. */
    async silentService() {
      const bus = sessionBus({ busAddress: address });
      (bus as NodeJS.EventEmitter).on('error', () => undefined); // its end is the test's doing
      onTestFinished(() => bus.disconnect());
      await bus.requestName(NAME, 0);
      return { called: new Promise<void>((resolve) => bus.addMethodHandler(() => (resolve(), true))) };
    },
    async startDaemon() {
      const args = ['--session', '--nofork', '--nopidfile', `--address=${address}`, '--print-address=1'];
      const daemon = await startBeside('dbus-daemon', args, 1);
      daemons.push(daemon);
      return daemon;
    },
  };
}

function owners(bus: Bus) {
  const seen = createRecord<string>('owner', (owner) => owner);
  bus.watchName(NAME, (owner) => seen.add(owner ?? 'nobody'));
  return seen;
}

function request(member: string, ...body: unknown[]) {
  return { ...getId, member, signature: 'su'.slice(0, body.length), body };
}

test('without a bus a call fails at once, nothing waits for one, and a later call finds it', async () => {
  const { clock, open, startDaemon } = await scene();
  const bus = open();
  await expect(bus.call(getId)).rejects.toMatchObject({ reason: 'no-bus' });
  expect(clock.pending()).toBe(0);
  await startDaemon();
  expect((await bus.call(getId)).sender).toBe('org.freedesktop.DBus');
});

test('a call in flight when the bus ends fails, and subscriptions outlive a new bus', async () => {
  const { clock, open, silentService, startDaemon } = await scene();
  const daemon = await startDaemon();
  const bus = open();
  const { called } = await silentService();
  const seen = owners(bus);
  await seen.find((owner) => owner.startsWith(':'));
  const answer = bus.call(HANG).catch((error: unknown) => error);
  await called;
  const gone = seen.next((owner) => owner === 'nobody');
  await daemon.stop();
  expect(await answer).toMatchObject({ reason: 'no-bus' });
  await gone;

  await startDaemon();
  const looked = seen.next();
  await clock.advance(1_000);
  expect(await looked).toBe('nobody');
  const found = seen.next();
  await open().call(request('RequestName', NAME, 0));
  expect(await found).toMatch(/^:/);
});

test('a service that does not exist, one that refuses and one that never answers are told apart', async () => {
  const { clock, open, silentService, startDaemon } = await scene();
  await startDaemon();
  const bus = open();
  await expect(bus.call({ ...getId, destination: 'org.example.Nobody' })).rejects.toMatchObject({ reason: 'no-service' });
  await expect(bus.call({ ...getId, member: 'NoSuchMethod' })).rejects.toMatchObject({ reason: 'refused' });
  const { called } = await silentService();
  const answer = bus.call(HANG).catch((error: unknown) => error);
  await called;
  await clock.advance(1_999);
  expect(clock.pending()).toBe(1);
  await clock.advance(1);
  expect(await answer).toMatchObject({ reason: 'timeout' });
});

test('a subscription ends when it is stopped', async () => {
  const { open, startDaemon } = await scene();
  await startDaemon();
  const bus = open();
  const kept = owners(bus);
  const stopped = createRecord<string>('owner', (owner) => owner);
  const stop = bus.watchName(NAME, (owner) => stopped.add(owner ?? 'nobody'));
  await stopped.find(() => true);
  stop();
  await open().call(request('RequestName', NAME, 0));
  await kept.find((owner) => owner.startsWith(':'));
  expect(stopped.all).toEqual(['nobody']);
});
