import { afterEach, beforeEach, expect, test } from 'vitest';
import * as dbus from '@jellybrick/dbus-next';
import { once } from 'node:events';
import { recordSystemBus, type SystemBus } from './system-bus.ts';

let system: SystemBus;
let app: dbus.MessageBus;

beforeEach(async () => {
  system = await recordSystemBus();
  app = dbus.sessionBus({ busAddress: system.env.DBUS_SYSTEM_BUS_ADDRESS });
  await once(app, 'connect');
});

afterEach(async () => {
  app.disconnect();
  await system.stop();
});

test('what a program listens for is seen, and sleep, unlocking and the network reach it', async () => {
  const match = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
  await app.call(new dbus.Message({ ...match, member: 'AddMatch', signature: 's', body: ["type='signal'"] }));
  await system.rules.find((rule) => rule === "type='signal'");

  const signals: unknown[] = [];
  const all = new Promise<void>((resolve) =>
    app.on('message', ({ member, body, path }) => {
      if (path.startsWith('/org/freedesktop/DBus')) return;
      signals.push([member, ...body]);
      if (signals.length === 3) resolve();
    })
  );
  system.prepareForSleep(false);
  system.session('Unlock');
  system.network('disconnected');
  await all;
  expect(signals).toEqual([['PrepareForSleep', false], ['Unlock'], ['StateChanged', 20]]);
});
