import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
  // What is copied is kept for the test: the machine's own clipboard is not its business.
  await w.page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text: string) => void (document.documentElement.dataset['copied'] = text) } });
  });
});
afterAll(() => w.close());

const lines = () => w.page.locator('[role=option]');
const menu = () => w.page.getByRole('menu');
const item = (name: string | RegExp) => w.page.getByRole('menuitem', { name });
const focusedItem = () => w.page.evaluate(() => document.activeElement?.querySelector('span')?.textContent);
const focused = (what: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which), what);
const calls = (name: string) => w.page.evaluate((which) => window.fake.calls.filter((call) => call.name === which).length, name);
const copied = (text: string) => w.page.waitForFunction((wanted) => document.documentElement.dataset['copied'] === wanted, text);

async function open(size?: { width: number; height: number }): Promise<void> {
  await w.load({ count: 400 }, size);
  await lines().first().waitFor();
}

test('words, category, connection and unread narrow the list together, and each way is told to a screen reader', async () => {
  await open();
  const said = w.page.locator('[aria-live]');
  await w.page.locator('#search').pressSequentially('walnut', { delay: 5 });
  await said.getByText(/alerts found$|^More than/).waitFor();
  const found = Number(await lines().first().getAttribute('aria-setsize'));
  expect(await said.textContent()).toBe(`${found} alerts found`);
  expect(await w.page.locator('.search-count').textContent()).toBe(`${found} found`);
  await w.page.locator('.side').getByRole('button', { name: /^Orders/ }).click();
  await w.page.waitForFunction((before) => Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize')) < before, found);
  await w.page.getByRole('combobox', { name: 'Connection' }).selectOption('shop');
  await w.page.getByRole('button', { name: 'Unread', exact: true }).click();
  await w.page.waitForFunction(() => document.querySelectorAll('.line:not(.line-unread)').length === 0);
  const asked = await w.page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'inbox.page').at(-1)?.request);
  expect(asked).toMatchObject({ search: 'walnut', category: 'order', connectionId: 'shop', unread: true });
  await w.page.getByRole('button', { name: 'Clear the filters' }).click();
  await w.page.waitForFunction(() => Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize')) !== 0 && document.querySelectorAll('.line:not(.line-unread)').length > 0);
  expect(await w.page.locator('#search').inputValue()).toBe('');
  await focused('#search');
});

test('the focus stays in the list when it becomes another one', async () => {
  await open();
  await w.page.keyboard.press('j');
  await focused('#alerts');
  await w.page.keyboard.press('Shift+U');
  await w.page.waitForFunction(() => document.querySelectorAll('.line:not(.line-unread)').length === 0);
  await focused('#alerts');
  expect(w.complaints).toEqual([]);
});

test('nothing but the lines moves while somebody searches', async () => {
  await open();
  const places = () => w.page.evaluate(() => ['.list-title', '.search', '.picker', '#alerts', '.toggle', '#detail'].map((which) => JSON.stringify(document.querySelector(which)?.getBoundingClientRect())));
  const before = await places();
  await w.page.locator('#search').fill('walnut');
  await w.page.locator('.search-count').waitFor();
  expect(await places()).toEqual(before);
});

test('a line’s menu opens beside the pointer, goes round by arrows and letters, and gives the focus back', async () => {
  await open();
  await lines().nth(1).click({ button: 'right' });
  await menu().waitFor();
  expect(await menu().getAttribute('aria-label')).toContain('wrote to you');
  expect(await focusedItem()).toBe('Open');
  await w.page.keyboard.press('ArrowUp');
  const last = await focusedItem();
  await w.page.keyboard.press('ArrowDown');
  expect(await focusedItem()).toBe('Open');
  await w.page.keyboard.press('End');
  expect(await focusedItem()).toBe(last);
  await w.page.keyboard.press('Home');
  await w.page.keyboard.press('m');
  expect(await focusedItem()).toBe('Mark read');
  await w.page.keyboard.press('Escape');
  await menu().waitFor({ state: 'detached' });
  await focused('#alerts');
  // Escape closed the menu, and nothing else.
  expect(await calls('inbox.markRead')).toBe(0);
});

test.each(['Shift+F10', 'ContextMenu'])('%s opens the menu of the line that the keyboard stands on', async (key) => {
  await open();
  await w.page.keyboard.press('j');
  await w.page.keyboard.press('j');
  await w.page.keyboard.press(key);
  await menu().waitFor();
  expect(await menu().count()).toBe(1);
  const line = (await w.page.locator('.line-active').boundingBox())!;
  const box = (await menu().boundingBox())!;
  expect(box.y).toBeGreaterThan(line.y);
  expect(box.y).toBeLessThan(line.y + line.height);
  await w.page.keyboard.press('r');
  expect(await focusedItem()).toBe('Reply');
  await w.page.keyboard.press('Enter');
  await focused('#reply');
});

test('ids are copied from the menu, and what is done there is done', async () => {
  await open();
  await lines().first().click({ button: 'right' });
  const { subject, actorId } = await w.page.evaluate(async () => {
    const [first] = (await window.tradebell.call('inbox.page', { limit: 1 })).lines;
    const detail = await window.tradebell.call('inbox.detail', { id: first!.id });
    return { subject: detail!.subject!.id, actorId: detail!.actorId! };
  });
  await item('Copy Order').click();
  await copied(subject);
  await w.page.locator('.toast', { hasText: 'Copied' }).waitFor();
  await lines().first().click({ button: 'right' });
  await item('Copy Peer ID').click();
  await copied(actorId);
  await lines().first().click({ button: 'right' });
  await item('Mark read').click();
  await w.page.waitForFunction(() => !document.querySelector('[role=option]')?.classList.contains('line-unread'));
  await lines().first().click({ button: 'right' });
  await item('Only Orders').click();
  await w.page.getByRole('heading', { name: 'Orders' }).waitFor();
  expect(w.complaints).toEqual([]);
});

test('a menu stays inside the window, and is gone with a press elsewhere', async () => {
  await open({ width: 400, height: 640 });
  const line = (await lines().nth(3).boundingBox())!;
  await w.page.mouse.click(384, line.y + 20, { button: 'right' });
  await menu().waitFor();
  const box = (await menu().boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(400);
  expect(box.y + box.height).toBeLessThanOrEqual(640);
  await w.page.mouse.click(40, 30);
  await menu().waitFor({ state: 'detached' });
});

test('a connection’s menu does what its card does, asks before it removes, and shows its alerts', async () => {
  await open();
  await w.page.locator('.place-connections').click();
  const card = w.page.getByRole('article', { name: 'Workshop node' });
  await card.getByRole('button', { name: 'Edit' }).focus();
  await w.page.keyboard.press('Shift+F10');
  await item('Pause').press('Enter');
  await card.getByText('Paused', { exact: true }).waitFor();
  expect(await w.page.evaluate(() => document.activeElement?.textContent)).toBe('Edit');
  await card.click({ button: 'right', position: { x: 20, y: 20 } });
  await item('Remove').click();
  await w.page.getByRole('dialog', { name: 'Remove Workshop node?' }).waitFor();
  await w.page.keyboard.press('Escape');
  expect(await calls('connections.remove')).toBe(0);
  await card.click({ button: 'right', position: { x: 20, y: 20 } });
  await item('Copy address').click();
  await copied('https://node.example.net:4002');
  await card.click({ button: 'right', position: { x: 20, y: 20 } });
  await item('Show its alerts').click();
  await lines().first().waitFor();
  expect(await w.page.getByRole('combobox', { name: 'Connection' }).inputValue()).toBe('second');
});

test('Ctrl and Z take back what was marked read, as long as it can be', async () => {
  await open();
  const before = (await w.page.evaluate(() => window.fake.bridge.call('inbox.counts'))).unread;
  await w.page.keyboard.press('Shift+A');
  await w.page.locator('.toast').waitFor();
  await w.page.waitForFunction(() => document.querySelectorAll('.line-unread').length === 0);
  await w.page.keyboard.press('Control+z');
  await w.page.locator('.toast').waitFor({ state: 'detached' });
  await w.page.waitForFunction(() => document.querySelectorAll('.line-unread').length > 0);
  expect((await w.page.evaluate(() => window.fake.bridge.call('inbox.counts'))).unread).toBe(before);
  await w.page.keyboard.press('Control+f');
  await focused('#search');
});

test('the exact time is told where the pointer is, and where the keyboard stands', async () => {
  await open();
  const exact = await lines().nth(1).locator('time').getAttribute('title');
  expect(exact).toMatch(/\d{4}/);
  expect(await w.page.locator('.line-exact').count()).toBe(0);
  await w.page.keyboard.press('j');
  await w.page.keyboard.press('j');
  const told = w.page.locator('.line-exact');
  expect(await told.isVisible()).toBe(true);
  expect(await told.textContent()).toMatch(/\d:\d\d:\d\d/);
  const [pill, row] = [(await told.boundingBox())!, (await w.page.locator('.line-active').boundingBox())!];
  expect(pill.x).toBeGreaterThan(row.x);
  expect(pill.y + pill.height).toBeLessThanOrEqual(row.y + row.height);
});

test('every key of the list of keys is one that the window knows', async () => {
  await open();
  await w.page.keyboard.press('?');
  const dialog = w.page.getByRole('dialog', { name: 'Keys' });
  await dialog.waitFor();
  const told = await dialog.locator('dt').evaluateAll((all) => all.map((dt) => [...dt.querySelectorAll('kbd')].map((key) => key.textContent).join(' ')));
  expect(told).toEqual(['↓ j', '↑ k', 'Home', 'Enter', 'PgDn PgUp', 'Esc', 'e', 'u', 'r', 's', 'Del', 'Shift A', 'Ctrl Z', 'Shift F10', '/', 'Shift U', '1 2 3', '?']);
  await w.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await w.page.keyboard.press('j');
  await w.page.keyboard.press('PageDown');
  await w.page.waitForFunction(() => document.querySelector('.line-active')?.getAttribute('aria-posinset') === '9');
  await w.page.keyboard.press('Home');
  await w.page.waitForFunction(() => document.querySelector('.line-active')?.getAttribute('aria-posinset') === '1');
  await w.page.keyboard.press('Shift+U');
  await w.page.waitForFunction(() => document.querySelectorAll('.line:not(.line-unread)').length === 0);
  await w.page.keyboard.press('3');
  await w.page.getByRole('heading', { name: 'Settings' }).waitFor();
});
