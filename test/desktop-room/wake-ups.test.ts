import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../src/desktop/bus.ts';
import { powerWakeUps, systemBusWakeUps } from '../../src/desktop/wake-ups.ts';
import type { WakeUp } from '../../src/desktop/wake-ups.ts';
import { EventEmitter } from 'node:events';
import { createRecord } from '../desktop/record.ts';
import { recordSystemBus } from '../desktop/system-bus.ts';
import { testClock } from '../clock.ts';

async function scene() {
  const system = await recordSystemBus();
  const clock = testClock();
  const bus = openBus({ address: system.env.DBUS_SYSTEM_BUS_ADDRESS, clock });
  const power = new EventEmitter();
  const woken = createRecord<WakeUp>('wake-up', (wakeUp) => wakeUp);
  const stops = [systemBusWakeUps(bus)(woken.add), powerWakeUps(power)(woken.add)];
  onTestFinished(async () => {
    for (const stop of stops) stop();
    bus.close();
    await system.stop();
    expect(clock.pending()).toBe(0);
    expect(power.eventNames()).toEqual([]);
  });
  await system.rules.find((rule) => rule.includes("interface='org.freedesktop.NetworkManager'"));
  // Answered after all that was subscribed before it, the owners of the names among them.
  await bus.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'GetId' });
  return { system, clock, power, woken };
}

test('waking from sleep, unlocking, and the network coming back wake; their opposites do not', async () => {
  const { system, clock, woken } = await scene();
  system.prepareForSleep(true);
  system.prepareForSleep(false);
  expect(await woken.find(() => true)).toBe('resume');
  await clock.advance(5_000);
  system.session('Lock');
  system.session('Unlock');
  expect(await woken.next()).toBe('unlock');
  await clock.advance(5_000);
  system.network('disconnected');
  system.network('connecting');
  system.network('connectedGlobal');
  expect(await woken.next()).toBe('network');
  expect(woken.all).toEqual(['resume', 'unlock', 'network']);
});

test('without a system bus what is left still wakes, and nothing waits for the bus', async () => {
  const clock = testClock();
  const bus = openBus({ address: 'unix:path=/nonexistent/bus', clock });
  const power = new EventEmitter();
  const woken: WakeUp[] = [];
  const stops = [systemBusWakeUps(bus), powerWakeUps(power)].map((source) => source((wakeUp) => woken.push(wakeUp)));
  await expect(bus.call({ destination: 'a.b', path: '/', interface: 'a.b', member: 'C' })).rejects.toMatchObject({ reason: 'no-bus' });
  power.emit('resume');
  expect(woken).toEqual(['resume']);
  expect(clock.pending()).toBe(0);
  for (const stop of stops) stop();
  bus.close();
});
