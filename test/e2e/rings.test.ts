import { expect, test } from 'vitest';
import { CAPABILITIES, CLOSED } from '../desktop/notifications.ts';
import type { Node } from '../servers/openbazaar/node.ts';
import { ANN, BOB, fillForm, openShop, rings, soon, type Shop } from './shop.ts';

/** The app with a node that is online. */
async function listening(options: Parameters<typeof openShop>[0] = {}): Promise<{ shop: Shop; node: Node }> {
  const shop = await openShop(options);
  const node = await shop.node();
  await shop.add(node);
  return { shop, node };
}

/** The newest alert is noted as shown: the desktop's answer is there, so that no time which passes now can be its limit's. */
async function noted(shop: Shop): Promise<void> {
  const { lines } = await shop.until('inbox.page', { limit: 1 }, (page) => page.lines.length === 1);
  await shop.until('inbox.detail', { id: lines[0]!.id }, (detail) => detail?.delivered === 'notification');
}

/** Lets the time pass after which the node is asked whether it stands by what it sent, and waits for the newest alert's answer. */
async function confirmed(shop: Shop): Promise<void> {
  await noted(shop);
  await shop.advance(1_000);
  await shop.until('inbox.page', { limit: 1 }, ({ lines }) => lines[0]?.confirmation === 'confirmed');
}

test('a node added through the form rings for a sale, whole and in place, and a click opens that alert', async () => {
  const shop = await openShop();
  const node = await shop.node();
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await fillForm(page, `127.0.0.1:${node.port}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: 'My shop' }).waitFor();
  await shop.says('online');

  node.trade.sale({ buyer: BOB, title: 'Red bowl' });
  await shop.it.notifications.calls.find(({ title }) => title === 'New order: Red bowl');
  const { orderId } = node.trade.sale({ buyer: ANN, title: 'Mug & saucer, < 1 l', amount: 2_500_000 });
  const rung = await shop.it.notifications.calls.find(({ title }) => title === 'New order: Mug & saucer, < 1 l');
  const whole = await shop.it.notifications.calls.find(({ body, hints }) => hints.image !== undefined && body.startsWith('Ann'));
  expect(whole).toMatchObject({
    id: rung.id,
    replacesId: rung.id,
    appName: 'Tradebell',
    title: 'New order: Mug & saucer, < 1 l',
    // This desktop takes markup, so it is escaped here and nowhere else.
    body: 'Ann ordered “Mug &amp; saucer, &lt; 1 l” for 0.025 BTC, fully paid. Next: fulfill it, or accept it first if it is pending.',
    actions: [
      { key: 'default', label: 'Open' },
      { key: 'markRead', label: 'Mark read' },
    ],
    hints: { urgency: 'normal', desktopEntry: 'tradebell' },
  });
  expect(whole.hints.image!.width).toBeGreaterThan(16);

  shop.it.notifications.click(rung.id);
  await page.getByRole('heading', { name: 'New order: Mug & saucer, < 1 l', level: 2 }).waitFor();
  await page.getByText(orderId, { exact: true }).waitFor();
  expect(rings(shop.it).map(({ title }) => title)).toEqual(['New order: Red bowl', 'New order: Mug & saucer, < 1 l']);
});

test('the same frames again ring nothing, and are in the inbox once', async () => {
  const { shop, node } = await listening();
  const sent = [node.trade.sale({ title: 'Blue mug' }), node.trade.chat({ peer: ANN, text: 'Is it still there?' })];
  await shop.it.notifications.calls.find(({ body }) => body === 'Is it still there?');
  for (const event of [...sent, ...sent]) node.trade.again(event);
  // Frames are taken in order: once this one rang, the others were decided.
  node.trade.disputeOpen({ title: 'Green plate' });
  const [dispute] = await Promise.all([shop.it.notifications.calls.find(({ title }) => title.startsWith('Dispute opened')), node.idle()]);
  expect(dispute.hints.urgency).toBe('critical');
  expect(rings(shop.it)).toHaveLength(3);
  expect(await shop.lines()).toHaveLength(3);
});

test('an alert that is read in the window leaves the desktop, and the node is told', async () => {
  const { shop, node } = await listening();
  const { id } = node.trade.sale({ title: 'Blue mug' });
  const rung = await shop.it.notifications.calls.find(() => true);
  await confirmed(shop);
  const told = node.nextRequest(({ path }) => path.startsWith('ob/marknotificationasread/'));
  const page = await shop.page();
  await page.locator('[role=option]', { hasText: 'Blue mug' }).click();
  expect((await soon(told, 'the node is told')).path).toBe(`ob/marknotificationasread/${id}`);
  expect(await shop.it.notifications.closed.find((closed) => closed.id === rung.id)).toEqual({ id: rung.id, reason: CLOSED.byApp });
  await node.idle();
  expect(node.store.notifications.map(({ read }) => read)).toEqual([true]);
  await shop.tray(({ tooltip }) => tooltip === 'Tradebell: all is well');
});

test('a press on “Mark read” does the same without the window', async () => {
  const { shop, node } = await listening();
  node.trade.sale({ title: 'Blue mug' });
  await shop.closeWindow();
  const rung = await shop.it.notifications.calls.find(() => true);
  const told = node.nextAnswer(({ path }) => path.startsWith('ob/marknotificationasread/'));
  shop.it.notifications.act(rung.id, 'markRead');
  await soon(told, 'the node is told');
  expect(node.store.notifications.map(({ read }) => read)).toEqual([true]);
  await shop.tray(({ tooltip }) => tooltip === 'Tradebell: all is well');
  expect(shop.it.app.windows()).toEqual([]);
});

test('what is read on the node elsewhere is read here after the next catch-up, and leaves the desktop', async () => {
  const { shop, node } = await listening();
  node.trade.sale({ title: 'Blue mug' });
  node.trade.chat({ peer: ANN, text: 'Is it still there?' });
  const [sale, chat] = [await shop.it.notifications.calls.find(({ title }) => title.includes('Blue mug')), await shop.it.notifications.calls.find(({ title }) => title.includes('wrote'))];
  await confirmed(shop);
  for (const row of [...node.store.notifications, ...node.store.messages]) row.read = true;
  node.sockets.drop();
  await shop.says('not connected, trying again');
  await shop.advance(2_000);
  await shop.until('inbox.counts', undefined, ({ unread }) => unread === 0);
  for (const { id } of [sale, chat]) await shop.it.notifications.closed.find((closed) => closed.id === id && closed.reason === CLOSED.byApp);
  expect((await shop.lines()).map(({ read }) => read)).toEqual([true, true]);
  // It was news from there: nothing is told back.
  await node.idle();
  expect(node.log.requests.filter(({ path }) => path.includes('asread'))).toEqual([]);
});

test('a reply typed in the window reaches the node once', async () => {
  const { shop, node } = await listening();
  node.trade.chat({ peer: ANN, text: 'Is it still there?' });
  const rung = await shop.it.notifications.calls.find(() => true);
  expect(rung.actions.map(({ key }) => key)).not.toContain('reply');
  await shop.advance(1_000);
  const offering = await shop.it.notifications.calls.find(({ actions }) => actions.some(({ key }) => key === 'reply'));
  expect(offering.id).toBe(rung.id);
  // No field on this desktop: the button leads to the one in the window.
  shop.it.notifications.act(rung.id, 'reply');
  const page = await shop.page();
  const field = page.locator('#reply');
  await field.fill('Yes, it is <b>here</b>');
  const held = node.faults.hold('ob/chat');
  await field.press('Control+Enter');
  await soon(held.arrived, 'the reply is sent');
  await page.keyboard.press('Control+Enter');
  held.release();
  await page.getByRole('region', { name: 'What you can do' }).getByText('Your node took the message.').waitFor();
  await node.idle();
  expect(node.log.requests.filter(({ path, method }) => method === 'POST' && path === 'ob/chat')).toHaveLength(1);
  expect(node.store.messages.filter(({ outgoing }) => outgoing)).toMatchObject([{ peerId: ANN, message: 'Yes, it is <b>here</b>' }]);
});

test('where the desktop has a field for it, a reply goes out of the notification itself, once', async () => {
  const { shop, node } = await listening({ capabilities: [...CAPABILITIES, 'inline-reply'] });
  node.trade.chat({ peer: ANN, text: 'Is it still there?' });
  await shop.it.notifications.calls.find(() => true);
  await shop.advance(1_000);
  const offering = await shop.it.notifications.calls.find(({ actions }) => actions.some(({ key }) => key === 'inline-reply'));
  expect(offering.hints.replyPlaceholder).toBe('Write a reply');
  await shop.closeWindow();
  const read = node.nextAnswer(({ path }) => path.startsWith('ob/markchatasread'));
  shop.it.notifications.inlineReply(offering.id, 'Yes');
  await soon(read, 'the chat is marked as read');
  await shop.tray(({ tooltip }) => tooltip === 'Tradebell: all is well');
  expect(node.store.messages.filter(({ outgoing }) => outgoing)).toMatchObject([{ peerId: ANN, message: 'Yes' }]);
  expect(shop.it.app.windows()).toEqual([]);
});

test('a forged frame rings, and is taken back once the node does not stand by it', async () => {
  const { shop, node } = await listening();
  const { frame } = node.trade.sale({ title: 'Free money', stored: false, live: false });
  await node.sendFrame(frame);
  const rung = await shop.it.notifications.calls.find(() => true);
  expect(rung.title).toBe('New order: Free money');
  await noted(shop);
  const asked = node.nextAnswer(({ path }) => path === 'ob/notifications');
  await shop.advance(1_000);
  await soon(asked, 'the node is asked');
  await shop.advance(2_500);
  const { lines } = await shop.until('inbox.page', { limit: 9 }, (page) => page.lines[0]?.confirmation === 'refuted');
  expect(lines).toMatchObject([{ category: 'system', title: 'Not confirmed by your node: New order: Free money' }]);
  await shop.it.notifications.closed.find(({ id, reason }) => id === rung.id && reason === CLOSED.byApp);
  expect((await shop.call('inbox.detail', { id: lines[0]!.id }))?.actions).toEqual([]);
});

test('a wallet that sends a hundred old transactions again is silent; a new one rings', async () => {
  const { shop, node } = await listening();
  const hour = 3_600_000;
  for (let n = 1; n <= 100; n++) node.trade.walletTx({ at: Date.now() - (n + 1) * hour, amount: n % 3 === 0 ? -n : n, live: false });
  node.trade.rescan();
  node.trade.walletTx({ amount: 12_345 });
  const rung = await shop.it.notifications.calls.find(() => true);
  expect(rung.title).toBe('Received 0.00012345 BTC');
  const lines = await shop.lines();
  expect(lines).toHaveLength(101);
  expect(shop.it.notifications.calls.all).toHaveLength(1);
  node.trade.rescan();
  node.trade.sale({ title: 'Blue mug' });
  await shop.it.notifications.calls.find(({ title }) => title === 'New order: Blue mug');
  expect(await shop.lines()).toHaveLength(102);
  expect(rings(shop.it)).toHaveLength(2);
});

test('of fifty sales at once three ring, and one digest in place tells of the others', async () => {
  const { shop, node } = await listening();
  for (let n = 1; n <= 50; n++) node.trade.sale({ title: `Mug ${n}` });
  const digest = await shop.it.notifications.calls.find(({ title }) => title === '47 new events');
  // Each ring waits until the one before it is noted; the digest waits for none of them.
  await shop.it.notifications.calls.find(({ title }) => title === 'New order: Mug 3');
  const alone = rings(shop.it).filter(({ id }) => id !== digest.id);
  expect(alone.map(({ title }) => title)).toEqual(['New order: Mug 1', 'New order: Mug 2', 'New order: Mug 3']);
  expect(shop.it.notifications.shown()).toHaveLength(4);
  const titles = (await shop.lines()).map(({ title }) => title);
  expect(titles.toSorted()).toEqual(Array.from({ length: 50 }, (_, n) => `New order: Mug ${n + 1}`).toSorted());
  shop.it.notifications.click(digest.id);
  await (await shop.page()).getByRole('button', { name: 'Unread', exact: true, pressed: true }).waitFor();
});
