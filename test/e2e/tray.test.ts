import { expect, test } from 'vitest';
import type { TrayView } from '../desktop/tray.ts';
import { ANN, openShop } from './shop.ts';

const labels = ({ menu }: TrayView): string[] => menu.map(({ label }) => label);
const pixels = ({ icons }: TrayView): string => icons.map(({ width, height, argb }) => `${width}x${height} ${argb.toString('base64')}`).join('\n');

test('all well, unread, trouble and paused differ in pixels, tooltip and menu', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  const looks = new Map<string, TrayView>();

  // While it catches up all is well, too.
  looks.set('well', await shop.tray(({ tooltip, menu }) => tooltip === 'Tradebell: all is well' && menu.some(({ label }) => label === 'My shop: online')));
  expect(labels(looks.get('well')!)).toEqual(['Open inbox', '', 'My shop: online', '', 'Pause notifications', 'Send a test notification', '', 'Quit Tradebell']);

  node.trade.sale({ title: 'Blue mug', buyer: ANN });
  looks.set('unread', await shop.tray(({ tooltip }) => tooltip === 'Tradebell: 1 unread'));
  expect(labels(looks.get('unread')!)[0]).toBe('Open inbox (1 unread)');

  await (await shop.it.tray()).choose('Pause notifications', 'For an hour');
  looks.set('paused', await shop.tray(({ tooltip }) => /^Tradebell: paused until .+, 1 unread$/.test(tooltip)));
  expect(labels(looks.get('paused')!)).toContainEqual(expect.stringMatching(/^Paused until \d/));
  await (await shop.it.tray()).choose('Resume notifications');

  await node.down();
  looks.set('trouble', await shop.tray(({ tooltip }) => tooltip === 'Tradebell: 1 unread, 1 connection in trouble'));
  expect(labels(looks.get('trouble')!)).toContain('My shop: not connected, trying again');

  expect([...looks].filter(([, { icons }]) => icons.length === 0)).toEqual([]);
  expect(new Set([...looks.values()].map(pixels)).size).toBe(4);

  await node.up();
  await shop.advance(60_000);
  await shop.says('online');
  await shop.call('inbox.markAllRead', {});
  const again = await shop.tray(({ tooltip }) => tooltip === 'Tradebell: all is well');
  expect(pixels(again)).toBe(pixels(looks.get('well')!));
});

test('the menu opens the inbox and each connection, and rings a test', async () => {
  const shop = await openShop();
  await shop.add(await shop.node());
  await shop.says('online');
  await shop.closeWindow();
  const tray = await shop.it.tray();
  await tray.until(({ menu }) => menu.some(({ label }) => label === 'My shop: online'));

  let opened = shop.it.app.waitForEvent('window');
  await tray.choose('Open inbox');
  await (await opened).getByRole('heading', { name: 'Inbox', level: 1 }).waitFor({ state: 'attached' });
  await shop.closeWindow();

  opened = shop.it.app.waitForEvent('window');
  await tray.choose('My shop: online');
  const card = (await opened).getByRole('article', { name: 'My shop' });
  await card.waitFor();
  await (await shop.page()).waitForFunction(() => document.activeElement?.matches('article.card'));

  await tray.choose('Send a test notification');
  expect(await shop.it.notifications.calls.find(() => true)).toMatchObject({ title: 'Tradebell rings', hints: { urgency: 'normal', desktopEntry: 'tradebell' } });
});
