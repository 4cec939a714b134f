import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ANN, openShop, type Shop } from './shop.ts';

/** The next files that a person chooses, in the desktop's dialogs. */
async function chooses(shop: Shop, file: string): Promise<void> {
  await shop.it.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
}
const inFolder = (shop: Shop, name: string): string => path.join(shop.it.configHome, name);
const isThere = (file: string): Promise<boolean> => access(file).then(() => true, () => false);

test('an order has its whole story, and looking at it marks nothing as read, here or on the node', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  const { orderId } = node.trade.sale({ title: 'Blue mug', buyer: ANN });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 1);
  node.trade.chat({ peer: ANN, text: 'When will it come?', subject: orderId });
  node.trade.chat({ peer: ANN, text: 'Hello again' });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 3);
  node.trade.disputeOpen({ orderId });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 4);
  const asked = node.log.requests.length;
  const [newest] = await shop.lines({ category: 'dispute' });
  const story = await shop.call('inbox.story', { id: newest!.id, limit: 50 });
  expect(story?.about).toEqual({ type: 'order', id: orderId });
  expect(story?.lines.map(({ kind }) => kind)).toEqual(['order', 'message', 'disputeOpen']);
  const { threads } = await shop.call('inbox.threads', { limit: 50 });
  expect(threads.map(({ with: about, last, unread }) => [about.type, last.text, unread])).toEqual([
    ['peer', 'Hello again', 1],
    ['order', 'When will it come?', 1],
  ]);
  const { identity } = threads[0]!;
  expect((await shop.call('inbox.thread', { identity, actorId: ANN, limit: 50 })).lines.map(({ text }) => text)).toEqual(['Hello again']);
  expect((await shop.call('inbox.thread', { identity, orderId, limit: 50 })).lines.map(({ text }) => text)).toEqual(['When will it come?']);
  expect((await shop.call('inbox.counts')).unread).toBe(4);
  expect(node.log.requests.slice(asked).filter(({ path: called }) => called.includes('mark') || called.startsWith('ob/order'))).toEqual([]);
});

test('what is removed leaves the screen and comes back, and once it is too late stays away', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  node.trade.sale({ title: 'Blue mug' });
  await shop.it.notifications.calls.find(({ title }) => title === 'New order: Blue mug');
  const [line] = await shop.lines();
  const { token } = await shop.call('inbox.remove', { ids: [line!.id] });
  expect(await shop.lines()).toEqual([]);
  expect(await shop.call('inbox.restore', { token })).toBe(1);
  expect(await shop.lines()).toEqual([line]);
  const again = await shop.call('inbox.remove', { ids: [line!.id] });
  await shop.advance(60_000);
  expect(await shop.call('inbox.restore', { token: again.token })).toBe(0);
  await shop.restart();
  await shop.says('online');
  expect(await shop.lines()).toEqual([]);
});

test('history and diagnostics are saved as files; the diagnostics name this desktop and nobody', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  node.trade.sale({ title: '=1+1 mug', buyer: ANN });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 1);
  const csv = inFolder(shop, 'history.csv');
  await chooses(shop, csv);
  expect(await shop.call('data.export', { format: 'csv', filter: {} })).toEqual({ ok: true, file: csv, rows: 1 });
  const text = await readFile(csv, 'utf8');
  expect(text.startsWith('\uFEFFtime,received,')).toBe(true);
  expect(text).toContain(",'=1+1 mug,");
  const file = inFolder(shop, 'diagnostics.json');
  await chooses(shop, file);
  expect(await shop.call('data.saveDiagnostics')).toEqual({ ok: true, file });
  const told = await readFile(file, 'utf8');
  expect(JSON.parse(told)).toMatchObject({
    versions: { electron: expect.stringMatching(/^\d/) as unknown, chromium: expect.stringMatching(/^\d/) as unknown },
    desktop: { notifications: { server: { name: expect.any(String) as unknown }, capabilities: expect.arrayContaining(['actions']) as unknown } },
    connections: [{ state: { phase: 'online' }, server: `http://this-computer:${node.port}` }],
    counts: [{ kind: 'order', count: 1 }],
    decisions: [{ kind: 'order' }],
  });
  for (const name of ['mug', ANN, node.peerID, 'Ann', shop.it.userData, shop.it.configHome]) expect(told).not.toContain(name);
  expect((await readdir(shop.it.configHome)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('settings move to another machine, where connections wait for their secrets', async () => {
  const old = await openShop();
  const node = await old.node({ access: { kind: 'basic', username: 'mara', password: 'open sesame' } });
  await old.add(node, { auth: 'basic', username: 'mara', secret: 'open sesame' });
  await old.call('settings.change', { theme: 'dark', keepDays: 400 });
  const file = inFolder(old, 'settings.json');
  await chooses(old, file);
  expect(await old.call('data.saveSettings')).toEqual({ ok: true, file });
  expect(await readFile(file, 'utf8')).not.toContain('open sesame');
  const shop = await openShop();
  await chooses(shop, file);
  const read = await shop.call('data.readSettings');
  expect(read).toMatchObject({ ok: true, preview: { connections: [{ effect: 'added', needsSecret: true }] } });
  expect(await shop.call('connections.list')).toEqual([]);
  expect(await shop.call('data.takeSettings', { token: read.ok ? read.preview.token : '' })).toEqual({ ok: true });
  expect(await shop.call('settings.get')).toMatchObject({ theme: 'dark', keepDays: 400 });
  const [connection] = await shop.until('connections.list', undefined, ([one]) => one?.state.phase === 'blocked');
  expect(connection).toMatchObject({ hasSecret: false, state: { trouble: { code: 'sign-in-again' } } });
});

test('the history goes when it is told to, and all that is kept goes with the app', async () => {
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  node.trade.sale({ title: 'Blue mug' });
  await shop.until('inbox.counts', undefined, ({ total }) => total === 1);
  expect(await shop.call('data.deleteHistory')).toBe(1);
  expect(await shop.lines()).toEqual([]);
  expect(await shop.call('connections.list')).toHaveLength(1);
  const exited = new Promise((resolve) => void shop.it.app.process().once('exit', resolve));
  const page = await shop.page();
  await page.evaluate(() => void (globalThis as unknown as { tradebell: { call(name: string): Promise<unknown> } }).tradebell.call('data.deleteAll').catch(() => undefined));
  await exited;
  const kept = ['journal', 'settings.json', 'settings.last-good.json', 'credentials.json', 'tradebell.log', 'delete-everything'];
  const left = await Promise.all(kept.map(async (name) => ((await isThere(path.join(shop.it.userData, name))) ? [name] : [])));
  expect(left.flat()).toEqual([]);
});
