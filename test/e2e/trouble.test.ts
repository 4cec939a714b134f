import { once } from 'node:events';
import { expect, test } from 'vitest';
import { recordSystemBus } from '../desktop/system-bus.ts';
import { fillForm, openShop, quitByMenu, rings, soon, type Shop } from './shop.ts';

const HOUR = 3_600_000;
const open = { kind: 'basic', username: 'maya', password: 'right' } as const;

/** The connection as the window has it. */
const state = async (shop: Shop) => (await shop.call('connections.list'))[0]!.state;

/** Lets attempt after attempt fail until one has to wait for longer than this. */
async function waitsLonger(shop: Shop, ms: number): Promise<void> {
  for (;;) {
    const now = await state(shop);
    if (now.phase !== 'waiting') throw new Error(`not waiting but ${now.phase}`);
    const left = now.retryAt - (await shop.it.app.evaluate(() => (globalThis as unknown as { tradebellClock: { now(): number } }).tradebellClock.now()));
    if (left > ms) return;
    await shop.advance(Math.max(left, 0) + 1);
    await shop.until('connections.list', undefined, ([one]) => one?.state.phase === 'waiting' && one.state.retryAt > now.retryAt);
  }
}

test('a wrong password is one clear state in window and tray, and is not tried again until the person says so', async () => {
  const shop = await openShop();
  const node = await shop.node({ access: { ...open, password: 'changed' } });
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await fillForm(page, node.url, { username: 'maya', password: 'right' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.answer-bad').getByText('The node refused to let us in').waitFor();
  expect(node.log.requests.filter(({ allowed }) => !allowed)).toHaveLength(1);
  expect(await shop.call('connections.list')).toEqual([]);

  node.setAccess(open);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await shop.says('online');
  node.setAccess({ ...open, password: 'changed' });
  const before = node.log.requests.length;
  node.sockets.drop();
  await shop.says('not connected, trying again');
  await shop.advance(2_000);
  await shop.says('needs you');
  await shop.tray(({ tooltip }) => tooltip === 'Tradebell: 1 connection in trouble');
  await page.getByRole('article', { name: 'My shop' }).getByText('The node refused to let us in').waitFor();
  await shop.advance(HOUR / 6);
  // Before the clock goes on: the desktop has a limited time to take it.
  await shop.it.notifications.calls.find(({ title }) => title === 'My shop needs you');
  for (let passed = 1; passed < 6; passed++) await shop.advance(HOUR / 6);
  await node.idle();
  expect(node.log.requests.slice(before).map(({ path, allowed }) => `${path} ${allowed}`)).toEqual(['ws false']);
  expect(await state(shop)).toMatchObject({ phase: 'blocked', trouble: { code: 'forbidden' } });
  expect(shop.it.notifications.calls.all).toHaveLength(1);

  await page.getByRole('article', { name: 'My shop' }).getByRole('button', { name: 'Edit' }).click();
  await page.locator('#field-secret').fill('changed');
  await page.getByRole('button', { name: 'Save' }).click();
  await shop.says('online');
});

test('a socket that fell silent is noticed within ping and limit, and left for a new one', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  const pinged = node.sockets.pinged.next();
  await shop.advance(30_000);
  await soon(pinged, 'a ping');
  expect(await state(shop)).toMatchObject({ phase: 'online' });

  node.sockets.halfOpen();
  node.trade.sale({ title: 'Blue mug' });
  const again = node.nextConnection();
  await shop.advance(30_000);
  await shop.advance(10_000);
  const [one] = await shop.until('connections.list', undefined, ([it]) => it?.state.phase === 'waiting');
  expect(one?.state).toMatchObject({ trouble: { code: 'silent' } });
  const page = await shop.page();
  await page.getByRole('navigation').getByRole('button', { name: 'Connections', exact: true }).click();
  await page.getByRole('article', { name: 'My shop' }).getByText('The node fell silent').waitFor();
  await shop.advance(2_000);
  await soon(again, 'a new connection');
  await shop.says('online');
  // What the dead socket never carried came by catch-up.
  await shop.until('inbox.page', { limit: 9 }, ({ lines }) => lines.length === 1 && lines[0]!.title === 'New order: Blue mug');
});

test('a node that was restarted is found again, however long it was away', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  await node.down();
  await shop.says('not connected, trying again');
  await waitsLonger(shop, 10_000);
  await node.up();
  await shop.advance(60_000);
  await shop.says('online');
  expect(node.sockets.count).toBe(1);
  expect(rings(shop.it)).toEqual([]);
});

test('waking from sleep cuts a wait short', async () => {
  const system = await recordSystemBus();
  const shop = await openShop({ env: system.env });
  const node = await shop.node();
  await shop.add(node);
  await Promise.all(['org.freedesktop.login1', 'org.freedesktop.NetworkManager'].map((name) => system.rules.find((rule) => rule.includes(name))));
  for (const sign of [() => system.prepareForSleep(false), () => system.session('Unlock'), () => system.network('connectedGlobal')]) {
    await node.down();
    await shop.says('not connected, trying again');
    await waitsLonger(shop, 20_000);
    await node.up();
    const connected = node.nextConnection();
    sign();
    await soon(connected, 'a connection, long before its time');
    await shop.says('online');
  }
  expect(node.sockets.total).toBe(4);
  await system.stop();
});

test('a second start opens the inbox of the first, and the window leaves no process behind when it is closed', async () => {
  const shop = await openShop();
  await shop.add(await shop.node());
  await shop.closeWindow();
  const pages = () => shop.it.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab').length);
  // No event tells when the process behind a closed window has ended.
  await expect.poll(pages, { timeout: 15_000 }).toBe(0);
  await shop.says('online');

  const opened = shop.it.app.waitForEvent('window');
  expect(await shop.it.secondStart()).toBe(0);
  await (await opened).getByRole('heading', { name: 'Inbox', level: 1 }).waitFor({ state: 'attached' });
  expect(await pages()).toBe(1);
});

test('a pause from the tray holds everything back, and ends with one digest', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  for (const how of ['Until I resume', 'For an hour']) {
    const before = shop.it.notifications.calls.all.length;
    const known = (await shop.call('inbox.counts')).total;
    await (await shop.it.tray()).choose('Pause notifications', how);
    await shop.tray(({ tooltip }) => tooltip.includes('paused'));
    for (let n = 1; n <= 4; n++) node.trade.sale({ title: `Mug ${n}` });
    node.trade.disputeOpen({ title: 'Green plate' });
    await shop.until('inbox.counts', undefined, ({ total }) => total === known + 5);
    await node.idle();
    expect(shop.it.notifications.calls.all).toHaveLength(before);
    // An hour in one leap is also an hour without a pong: that the shop is unreachable rings by itself, once the pause is over.
    const coming = shop.it.notifications.calls.next(({ title }) => title === '5 new events');
    if (how === 'For an hour') await shop.advance(HOUR);
    else await (await shop.it.tray()).choose('Resume notifications');
    const digest = await coming;
    expect(digest).toMatchObject({ body: 'Dispute opened: Green plate. In all: 4 orders and 1 dispute.', hints: { urgency: 'critical' } });
    shop.it.notifications.dismiss(digest.id);
  }
  expect(rings(shop.it).filter(({ title }) => title.endsWith('new events'))).toHaveLength(2);
});

test('the tray’s menu quits the app, tidily', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  const exited = once(shop.it.app.process(), 'exit');
  const left = node.nextDisconnection();
  await quitByMenu(await shop.it.tray());
  expect(await exited).toEqual([0, null]);
  await soon(left, 'the socket is closed');
  expect(node.sockets.count).toBe(0);
});
