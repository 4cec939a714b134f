import { afterAll, afterEach, assert, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';
import { IDENTITY, ORDER, PERSON, tellStories } from './window-told.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterEach(() => assert.deepEqual(w.complaints, []));
afterAll(() => w.close());

const lines = () => w.page.locator('[role=option]');
const entries = () => w.page.locator('.story-entry');
const focused = (selector: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which), selector);

async function openStory(size?: { width: number; height: number }): Promise<number[]> {
  await w.load({ count: 40 }, size);
  await lines().first().waitFor();
  const ids = await tellStories(w);
  await lines().nth(2).click();
  await w.page.getByRole('button', { name: 'The whole story' }).click();
  await entries().first().waitFor();
  return ids;
}

test('the whole story of an order is told in time order, and looking at it reads nothing', async () => {
  await openStory();
  const before = (await w.calls('inbox.markRead')).length;
  expect(await w.page.locator('#story-title').innerText()).toBe('Story of this order');
  const times = await entries().locator('time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
  expect(times).toEqual([...times].sort());
  expect(await w.page.locator('.story-entry[aria-current=true]').count()).toBe(1);
  await w.page.getByRole('button', { name: 'Show what was before' }).click();
  await entries().filter({ hasText: 'Somebody asked about it' }).waitFor();
  expect(await w.page.getByRole('button', { name: 'Show what was before' }).count()).toBe(0);
  expect(await w.calls('inbox.markRead')).toHaveLength(before);
});

test('each entry of a story opens, by keyboard too, and the way back leads to the alert', async () => {
  const ids = await openStory({ width: 400, height: 640 });
  await focused('#story-title');
  await w.page.getByRole('button', { name: 'Back to the alert' }).click();
  await focused('#whole-story');
  await w.page.keyboard.press('Enter');
  await entries().first().waitFor();
  await entries().first().focus();
  await w.page.keyboard.press('Enter');
  await w.page.waitForFunction((id) => window.fake.calls.some(({ name, request }) => name === 'inbox.detail' && (request as { id: number }).id === id), ids[0]);
  await w.page.locator('#detail-title').waitFor();
  expect(await entries().count()).toBe(0);
});

test('a story that cannot be read says so', async () => {
  await w.load({ count: 40 });
  await lines().nth(2).click();
  await w.page.evaluate(() => window.fake.answer('inbox.story', new Error('gone')));
  await w.page.getByRole('button', { name: 'The whole story' }).click();
  await w.page.getByRole('heading', { name: 'It could not be read.' }).waitFor();
  expect(await entries().count()).toBe(0);
  expect(w.complaints.splice(0)).toEqual(['Error: gone']);
});

async function openChats(size?: { width: number; height: number }): Promise<void> {
  await w.load({ count: 40 }, size);
  await lines().first().waitFor();
  await tellStories(w);
  await w.page.getByRole('button', { name: /^Messages/ }).locator('visible=true').click();
  await w.page.getByRole('button', { name: 'Chats', exact: true }).click();
  await w.page.locator('.thread').first().waitFor();
}

test('chats are by person and by order, are read by nobody’s looking, and are answered through the last message that offers it', async () => {
  await openChats();
  expect(await w.page.locator('.thread').allInnerTexts()).toEqual([expect.stringContaining('Maya Lindqvist'), expect.stringContaining('Walnut spoon')]);
  await w.page.locator('.thread').nth(1).click();
  await w.page.locator('.bubble').first().waitFor();
  await w.page.locator('.thread').first().click();
  await w.page.getByRole('region', { name: 'Chat with Maya Lindqvist' }).waitFor();
  expect(await w.calls('inbox.thread')).toEqual(expect.arrayContaining([
    { identity: IDENTITY, orderId: ORDER, limit: 50 },
    { identity: IDENTITY, actorId: PERSON, limit: 50 },
  ]));
  expect(await w.page.locator('.bubble-own').count()).toBe(1);
  expect(await w.calls('inbox.markRead')).toEqual([]);
  await w.page.locator('#reply').fill('It goes out today.');
  await w.page.keyboard.press('Control+Enter');
  await w.page.getByText('Your node took the message.').first().waitFor();
  expect(await w.calls('inbox.act')).toEqual([{ id: 9_002, verb: 'reply', text: 'It goes out today.' }]);
  await w.page.getByRole('button', { name: 'Mark read' }).click();
  await w.page.waitForFunction(() => window.fake.calls.some(({ name }) => name === 'inbox.markRead'));
  expect(await w.calls('inbox.markRead')).toEqual([{ ids: [9_002] }]);
});

test('in a narrow window a chat takes the list’s place, and Escape leads back to the inbox', async () => {
  await openChats({ width: 400, height: 640 });
  await w.page.locator('.thread').first().click();
  await w.page.getByRole('button', { name: 'All chats' }).click();
  await focused('#chats');
  await w.page.keyboard.press('Escape');
  await lines().first().waitFor();
  expect(await w.page.locator('.thread').count()).toBe(0);
});

test('a message leads to the whole chat that it is part of', async () => {
  await w.load({ count: 40 });
  await lines().first().waitFor();
  await tellStories(w);
  await lines().nth(1).click();
  await w.page.getByRole('button', { name: 'The whole chat' }).click();
  await w.page.locator('.bubble').first().waitFor();
  const [asked] = (await w.calls('inbox.thread')) as { actorId?: string }[];
  expect(asked?.actorId).toMatch(/^Qm/);
});
