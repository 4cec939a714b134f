import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { PNG } from 'pngjs';
import { startDisplay } from '../../scripts/display.mjs';
import { openBus } from '../../src/desktop/bus.ts';
import { dbusNotifier } from '../../src/desktop/notifications/dbus.ts';
import type { Notice, NoticeEvent } from '../../src/shared/notice.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { startBus } from '../desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';

const run = promisify(execFile);
const SHOTS = path.resolve(import.meta.dirname, '../../out-test/screenshots');
const ICON = path.resolve(import.meta.dirname, '../../assets/icons/64.png');

/** Debian's dunst on a display of its own, as it comes, and our notifier speaking to it. */
async function scene() {
  const display = await startDisplay({ width: 640, height: 360 });
  const daemon = await startBus();
  const env = { ...process.env, ...display.env, ...daemon.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' };
  const client = await daemon.connect();
  const owners = createRecord<string>('owner', (owner) => owner);
  await client.listen("sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.freedesktop.Notifications'", ({ body }) => owners.add(String(body[2])));
  const dunst = spawn('dunst', ['-config', '/dev/null'], { env, stdio: 'ignore' });
  await owners.find((owner) => owner !== '');
  const bus = openBus({ address: daemon.address, clock: systemClock });
  const events = createRecord<NoticeEvent>('event', (event) => JSON.stringify(event));
  const notifier = dbusNotifier({
    bus,
    sender: { appName: 'Tradebell', icon: ICON, desktopEntry: 'tradebell', openLabel: () => 'Open', soundFolder: '/app/sounds' },
    decode: () => square(48),
    log: () => undefined,
  });
  notifier.onEvent(events.add);
  onTestFinished(async () => {
    notifier.close();
    bus.close();
    const exited = once(dunst, 'exit');
    dunst.kill();
    await exited;
    await daemon.stop();
    await display.stop();
  });
  return {
    notifier,
    events,
    dunstctl: async (...args: string[]) => (await run('dunstctl', args, { env })).stdout.trim(),
    /** What is on the display now, kept to be looked at; answers how many of its pixels are not black. */
    async screenshot(name: string) {
      await mkdir(SHOTS, { recursive: true });
      const file = path.join(SHOTS, `${name}.png`);
      await run('import', ['-window', 'root', file], { env });
      const { stdout } = await run('convert', [file, '-depth', '8', 'rgb:-'], { env, encoding: 'buffer', maxBuffer: 1 << 24 });
      return stdout.reduce((lit, byte, at) => lit + (at % 3 === 0 && (byte | (stdout[at + 1] ?? 0) | (stdout[at + 2] ?? 0)) !== 0 ? 1 : 0), 0);
    },
  };
}

function square(side: number) {
  const png = new PNG({ width: side, height: side });
  const data = Buffer.alloc(side * side * 3);
  for (let at = 0; at < data.length; at += 3) data.set([0x0b, Math.floor((at / data.length) * 200) + 40, 0x90], at);
  return { width: png.width, height: png.height, hasAlpha: false, data };
}

const SALE: Notice = {
  id: 'sale',
  title: 'New order from Alice',
  body: 'Blue mug <2> & a saucer, 0.25 BTC',
  urgency: 'urgent', // stays until it is answered
  category: 'order',
  image: Uint8Array.of(1),
  actions: [{ key: 'markRead', label: 'Mark as read' }],
};

test('a real notification daemon shows, replaces in place, acts and withdraws', async () => {
  const { notifier, events, dunstctl, screenshot } = await scene();
  const empty = await screenshot('dunst-empty');
  expect(await notifier.show(SALE)).toBe('shown');
  expect(await dunstctl('count', 'displayed')).toBe('1');
  expect(await screenshot('dunst-shown')).toBeGreaterThan(empty + 1_000);

  expect(await notifier.show({ ...SALE, title: '2 new orders' })).toBe('shown');
  expect(await dunstctl('count', 'displayed')).toBe('1');
  await screenshot('dunst-replaced');

  await dunstctl('action', '0');
  expect(await events.find((event) => event.type === 'activated')).toMatchObject({ id: 'sale' });
  // dunst leaves standing what was acted on; the bell withdraws it once it is read.
  notifier.withdraw('sale');
  expect(await events.find((event) => event.type === 'closed' && event.id === 'sale')).toMatchObject({ by: 'us' });
  expect(await dunstctl('count', 'displayed')).toBe('0');
  // Nothing of the body was taken for a tag.
  expect(await dunstctl('history')).toContain('Blue mug &lt;2&gt; &amp; a saucer');

  expect(await notifier.show({ ...SALE, id: 'chat', title: 'Message from Bob' })).toBe('shown');
  notifier.withdraw('chat');
  expect(await events.find((event) => event.type === 'closed' && event.id === 'chat')).toMatchObject({ by: 'us' });
  expect(await dunstctl('count', 'displayed')).toBe('0');
});
