import { Variant } from '@jellybrick/dbus-next';
import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../src/desktop/bus.ts';
import { linuxDoNotDisturb } from '../../src/desktop/do-not-disturb.ts';
import { startBus, type Connection } from '../desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';
import { serve } from '../desktop/service.ts';
import { testClock } from '../clock.ts';

const SERVICE = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const PORTAL = 'org.freedesktop.portal.Desktop';
const PORTAL_PATH = '/org/freedesktop/portal/desktop';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

async function scene() {
  const daemon = await startBus();
  const clock = testClock();
  const bus = openBus({ address: daemon.address, clock });
  const changed = createRecord<boolean>('change', String);
  const stops: (() => void)[] = [];
  onTestFinished(async () => {
    for (const stop of stops) stop();
    bus.close();
    await daemon.stop();
    expect(clock.pending()).toBe(0);
  });
  return {
    daemon,
    changed,
    /** To be begun once the desktop is there, or before. */
    begin() {
      const quiet = linuxDoNotDisturb(bus, () => changed.add(quiet.on()));
      stops.push(() => quiet.close());
      return quiet;
    },
    /** Everything that was sent on the bus before has been heard. */
    heard: () => bus.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'GetId' }),
  };
}

/** A notification service with one property, as Plasma and dunst have it. */
async function aService(connection: Connection, iface: string, name: string, value: boolean) {
  let now = value;
  serve(connection, { path: PATH, iface, properties: () => ({ [name]: new Variant('b', now) }) });
  const tell = serve(connection, { path: PATH, iface: PROPERTIES });
  await connection.bus.requestName(SERVICE, 0);
  return (next: boolean): void => {
    now = next;
    tell('PropertiesChanged', 'sa{sv}as', iface, { [name]: new Variant('b', next) }, []);
  };
}

test.each([
  ['Plasma', SERVICE, 'Inhibited'],
  ['dunst', 'org.dunstproject.cmd0', 'paused'],
])('the property of %s is read, and followed', async (_desktop, iface, name) => {
  const { daemon, changed, begin } = await scene();
  const becomes = await aService(await daemon.connect(), iface, name, true);
  const quiet = begin();
  expect(await changed.find(() => true)).toBe(true);
  becomes(false);
  expect(await changed.next()).toBe(false);
  becomes(true);
  expect(await changed.next()).toBe(true);
  expect(quiet.on()).toBe(true);
});

test('a service that goes takes its do-not-disturb with it, and one that comes is asked', async () => {
  const { daemon, changed, begin } = await scene();
  const quiet = begin();
  expect(quiet.on()).toBe(false);
  const first = await daemon.connect();
  await aService(first, SERVICE, 'Inhibited', true);
  expect(await changed.find((on) => on)).toBe(true);
  first.close();
  expect(await changed.next()).toBe(false);
  await aService(await daemon.connect(), SERVICE, 'Inhibited', true);
  expect(await changed.next()).toBe(true);
});

test('GNOME’s setting is read from its portal, which wraps it twice: no banners are a do-not-disturb', async () => {
  const { daemon, changed, begin } = await scene();
  const portal = await daemon.connect();
  const tell = serve(portal, {
    path: PORTAL_PATH,
    iface: 'org.freedesktop.portal.Settings',
    methods: { Read: ['v', () => [new Variant('v', new Variant('b', false))]] },
  });
  await portal.bus.requestName(PORTAL, 0);
  begin();
  expect(await changed.find(() => true)).toBe(true);
  tell('SettingChanged', 'ssv', 'org.gnome.desktop.interface', 'show-banners', new Variant('b', true));
  tell('SettingChanged', 'ssv', 'org.gnome.desktop.notifications', 'show-banners', new Variant('b', true));
  expect(await changed.next()).toBe(false);
});

test('what anybody else on the bus says is not heeded, and a desktop that says nothing may be disturbed', async () => {
  const { daemon, changed, begin, heard } = await scene();
  await (await daemon.connect()).bus.requestName(SERVICE, 0);
  const quiet = begin();
  await heard();
  const stranger = serve(await daemon.connect(), { path: PATH, iface: PROPERTIES });
  stranger('PropertiesChanged', 'sa{sv}as', SERVICE, { Inhibited: new Variant('b', true) }, []);
  await heard();
  await heard();
  expect(quiet.on()).toBe(false);
  expect(changed.all).toEqual([]);
});
