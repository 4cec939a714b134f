import { afterAll, afterEach, assert, beforeAll, expect, test } from 'vitest';
import type { FakeOptions } from '../renderer/fake-bridge.ts';
import { violationsIn } from './axe.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';
import { tellStories } from './window-told.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterEach(() => assert.deepEqual(w.complaints, []));
afterAll(() => w.close());

const page = () => w.page;
const button = (name: string) => page().getByRole('button', { name, exact: true });
const openLine = async (index: number): Promise<void> => {
  await page().locator('[role=option]').nth(index).click();
  await page().locator('#detail-title').waitFor();
};
const toSettings = async (): Promise<void> => {
  await page().locator('.place-settings').click();
  await page().locator('#add-hours').waitFor();
};
const toNetwork = async (): Promise<void> => {
  await page().locator('.place-connections').click();
  await button('Edit').first().click();
  await page().locator('summary', { hasText: 'Network' }).click();
  await page().getByRole('radio', { name: 'SOCKS5 (Tor)' }).check();
};
const toStories = async (): Promise<void> => {
  await page().locator('[role=option]').first().waitFor();
  await tellStories(w);
};
const toChats = async (): Promise<void> => {
  await toStories();
  await page().getByRole('button', { name: /^Messages/ }).locator('visible=true').click();
  await button('Chats').click();
  await page().locator('.thread').first().waitFor();
};

const VIEWS: Record<string, { options?: Partial<FakeOptions>; go: () => Promise<void> }> = {
  'settings with quiet hours and sounds, while it is quiet': {
    options: {
      settings: { quietHours: [{ days: ['mon', 'sun'], from: '22:00', to: '07:00' }, { days: [], from: '00:00', to: '00:00' }] },
      app: { quiet: { why: 'quiet-hours', until: Date.now() + 3_600_000, urgentComes: true } },
    },
    async go() {
      await toSettings();
      await page().locator('summary', { hasText: 'A sound of its own' }).click();
    },
  },
  'settings to be taken in': {
    async go() {
      await toSettings();
      await button('Open saved settings').click();
      await page().getByRole('dialog').waitFor();
    },
  },
  'deleting everything': {
    async go() {
      await toSettings();
      await button('Delete everything').click();
      await page().getByRole('dialog').waitFor();
    },
  },
  'the way to a server': { go: toNetwork },
  snoozing: {
    async go() {
      await openLine(2);
      await button('Snooze').click();
      await page().locator('#snooze-hour').waitFor();
    },
  },
  'a snoozed alert': {
    async go() {
      await openLine(2);
      await button('Snooze').click();
      await page().locator('#snooze-morning').click();
      await page().locator('[role=option]').nth(2).click();
      await button('End the snooze').waitFor();
    },
  },
  'a whole story': {
    async go() {
      await toStories();
      await openLine(2);
      await button('The whole story').click();
      await page().locator('.story-entry').first().waitFor();
    },
  },
  chats: { go: toChats },
  'a chat': {
    async go() {
      await toChats();
      await page().locator('.thread').first().click();
      await page().locator('.bubble').first().waitFor();
    },
  },
};

const cases = Object.keys(VIEWS).flatMap((name) => (['light', 'dark'] as const).map((theme) => [name, theme] as const));

test.each(cases)('%s, %s: axe finds nothing wrong, wide or narrow', async (name, theme) => {
  const { options, go } = VIEWS[name]!;
  for (const size of [{ width: 900, height: 700 }, { width: 400, height: 640 }]) {
    await w.load({ count: 60, ...options, settings: { theme, ...options?.settings } }, size);
    await page().locator(`html[data-theme=${theme}]`).waitFor();
    await go();
    expect(await violationsIn(page()), `${size.width}`).toEqual([]);
  }
});
