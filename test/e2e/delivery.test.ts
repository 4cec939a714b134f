import { Variant } from '@jellybrick/dbus-next';
import { expect, test } from 'vitest';
import type { Settings } from '../../src/shared/settings.ts';
import { WEEKDAYS } from '../../src/shared/quiet.ts';
import type { Node } from '../servers/openbazaar/node.ts';
import { serve } from '../desktop/service.ts';
import { ANN, BOB, openShop, rings, type Shop } from './shop.ts';

const HOUR = 3_600_000;

/** The app with a node that is online. */
async function listening(): Promise<{ shop: Shop; node: Node }> {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  return { shop, node };
}

/** Quiet hours from an hour before now, by the app's clock and the machine's zone, for as long. */
function quietFor(shop: Shop, hours: number): Settings['quietHours'] {
  const time = (at: number) => {
    const date = new Date(at);
    return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
  };
  return [{ days: [...WEEKDAYS], from: time(shop.now() - HOUR), to: time(shop.now() + hours * HOUR) }];
}

test('quiet hours hold sales back, let a dispute through, and end with one summary, over a restart too', async () => {
  const { shop, node } = await listening();
  await shop.call('settings.change', { quietHours: quietFor(shop, 2) });
  await shop.until('app.state', undefined, ({ quiet }) => quiet?.why === 'quiet-hours');
  node.trade.sale({ buyer: BOB, title: 'Red bowl' });
  node.trade.sale({ buyer: BOB, title: 'Blue mug' });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 2);
  node.trade.disputeOpen({ title: 'Green plate' });
  const through = await shop.it.notifications.calls.find(() => true);
  expect(through.title).toMatch(/^Dispute opened/);
  const [dispute] = await shop.lines({ category: 'dispute' });
  const told = await shop.until('inbox.detail', { id: dispute!.id }, (detail) => detail?.delivered === 'notification');
  expect(told).toMatchObject({ decision: { deliver: 'notify', why: 'urgent-in-quiet' }, why: 'It rang: it is urgent, so it came through quiet hours, as your settings say.' });

  await shop.restart();
  const { quiet } = await shop.until('app.state', undefined, (state) => state.quiet?.why === 'quiet-hours');
  await shop.says('online');
  const before = shop.it.notifications.calls.all.length;
  const coming = shop.it.notifications.calls.next(({ title }) => title === '2 new events');
  await shop.advance(quiet!.until! - shop.now() + 1);
  expect((await coming).body).toMatch(/^New order: (Red bowl|Blue mug)\. In all: 2 orders\.$/);
  expect(rings(shop.it, before).filter(({ title }) => title.endsWith('new events'))).toHaveLength(1);
  const sales = await shop.lines({ category: 'order' });
  const why = await shop.until('inbox.detail', { id: sales[0]!.id }, (detail) => detail?.delivered === 'digest');
  expect(why?.why).toBe('It came in a summary: it happened in your quiet hours.');
});

test('a snoozed alert leaves the desktop and rings again, also after a restart', async () => {
  const { shop, node } = await listening();
  node.trade.sale({ buyer: BOB, title: 'Red bowl' });
  const rung = await shop.it.notifications.calls.find(() => true);
  const [line] = await shop.lines();
  await shop.until('inbox.detail', { id: line!.id }, (detail) => detail?.delivered === 'notification');
  const { hour } = await shop.call('inbox.snoozeTimes');
  await shop.call('inbox.snooze', { ids: [line!.id], until: hour });
  await shop.it.notifications.closed.find(({ id }) => id === rung.id);
  expect(await shop.lines()).toMatchObject([{ snoozedUntil: hour, read: false }]);

  await shop.restart();
  await shop.says('online');
  expect(await shop.lines()).toMatchObject([{ snoozedUntil: hour }]);
  // Who is led to it looks at it; it rings all the same.
  await shop.closeWindow();
  const opened = shop.it.firstWindow();
  expect(await shop.it.secondStart(`tradebell://alert/${line!.id}`)).toBe(0);
  await opened;
  await (await shop.page()).getByRole('heading', { name: 'New order: Red bowl', level: 2 }).waitFor();
  await (await shop.page()).getByRole('button', { name: 'End the snooze' }).waitFor();
  expect(await shop.lines()).toMatchObject([{ snoozedUntil: hour, read: false }]);
  const coming = shop.it.notifications.calls.next(({ title }) => title.includes('Red bowl'));
  await shop.advance(HOUR);
  expect((await coming).title).toBe('Snoozed: New order: Red bowl');
  await shop.until('inbox.page', { limit: 9 }, ({ lines }) => lines.some(({ id, snoozedUntil }) => id === line!.id && snoozedUntil === undefined));
});

test('while the desktop is not to be disturbed nothing pops up or is heard, and then there is one summary', async () => {
  const { shop, node } = await listening();
  await shop.call('settings.change', { sound: 'bell' });
  node.trade.sale({ buyer: BOB, title: 'Red bowl' });
  const rung = await shop.it.notifications.calls.find(() => true);
  expect(rung.hints.soundFile).toMatch(/assets\/sounds\/bell\.wav$/);

  const portal = await shop.it.desktop.bus.connect();
  const namespace = 'org.gnome.desktop.notifications';
  const tell = serve(portal, {
    path: '/org/freedesktop/portal/desktop',
    iface: 'org.freedesktop.portal.Settings',
    methods: { Read: ['v', () => [new Variant('v', new Variant('b', false))]] },
  });
  await portal.bus.requestName('org.freedesktop.portal.Desktop', 0);
  await shop.until('app.state', undefined, ({ quiet }) => quiet?.why === 'desktop-quiet');
  const before = shop.it.notifications.calls.all.length;
  node.trade.sale({ buyer: BOB, title: 'Blue mug' });
  node.trade.disputeOpen({ title: 'Green plate' });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 3);
  await node.idle();
  expect(rings(shop.it, before)).toEqual([]);

  const coming = shop.it.notifications.calls.next(({ title }) => title === '2 new events');
  tell('SettingChanged', 'ssv', namespace, 'show-banners', new Variant('b', true));
  await shop.until('app.state', undefined, ({ quiet }) => quiet === undefined);
  await shop.advance(1_000);
  expect((await coming).body).toContain('Dispute opened: Green plate');
});

test('a node that is unreachable for ten minutes is told of once, and so is its return, with what was missed', async () => {
  const { shop, node } = await listening();
  await node.restart(async () => {
    await shop.says('not connected, trying again');
    await shop.advance(10 * 60_000);
    await shop.it.notifications.calls.find(({ title }) => title === 'My shop is unreachable');
    node.trade.sale({ buyer: BOB, title: 'Red bowl' });
  });
  const away = shop.it.notifications.calls.all.find(({ title }) => title === 'My shop is unreachable')!;
  await shop.call('connections.retry', { id: (await shop.call('connections.list'))[0]!.id });
  await shop.says('online');
  await shop.advance(5_000);
  const back = await shop.it.notifications.calls.find(({ title }) => title === 'My shop is back');
  expect(back.body).toMatch(/1 event was missed meanwhile/);
  await shop.it.notifications.closed.find(({ id }) => id === away.id);
  expect(shop.it.notifications.calls.all.filter(({ title }) => title === 'My shop is unreachable')).toHaveLength(1);
});

test('a notification shows no picture of what its words keep back', async () => {
  const { shop, node } = await listening();
  const [connection] = await shop.call('connections.list');
  await shop.call('connections.privacy', { id: connection!.id, privacy: 'nothing' });
  node.trade.sale({ buyer: ANN, title: 'Red bowl' });
  await shop.it.notifications.calls.find(() => true);
  const [line] = await shop.lines();
  await shop.until('inbox.detail', { id: line!.id }, (detail) => detail?.delivered === 'notification');
  await shop.advance(1_000);
  await shop.until('inbox.page', { limit: 1 }, ({ lines }) => lines[0]?.confirmation === 'confirmed' && lines[0].who === 'Ann');
  await shop.advance(1_000);
  await shop.call('connections.privacy', { id: connection!.id, privacy: null });
  node.trade.sale({ buyer: ANN, title: 'Blue mug' });
  await shop.it.notifications.calls.find(({ title, hints }) => title === 'New order: Blue mug' && hints.image !== undefined);
  const pictured = shop.it.notifications.calls.all.filter(({ hints }) => hints.image !== undefined);
  expect(new Set(pictured.map(({ title }) => title))).toEqual(new Set(['New order: Blue mug']));
});
