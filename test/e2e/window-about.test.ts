import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOON } from '../clock.ts';
import type { FakeOptions } from '../renderer/fake-bridge.ts';
import { violationsIn } from './axe.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const SIZES = [
  { width: 900, height: 700 },
  { width: 400, height: 640 },
];
const button = (name: string) => w.page.getByRole('button', { name, exact: true });

async function openSettings(options: Partial<FakeOptions> = {}, size = SIZES[0]): Promise<void> {
  await w.load({ count: 20, ...options }, size);
  await w.page.locator('.place-settings').click();
  await button('Licences of what is inside').waitFor();
}

const STATES: Record<string, [Partial<FakeOptions>, RegExp]> = {
  'nothing looked for yet': [{ update: { state: 'idle' } }, /Nobody has looked for updates/],
  newest: [{ update: { state: 'idle', lookedAt: NOON } }, /This is the newest release\. Last looked: .*12:00:00/],
  'a bad signature': [{ update: { state: 'idle', trouble: { code: 'wrong-signature', at: NOON } } }, /is not signed by the makers of Tradebell.*\(.*12:00:00/],
  downloading: [{ update: { state: 'downloading', version: '0.2.0', share: 0.34 } }, /0\.2\.0 is being downloaded: 34%/],
  ready: [{ update: { state: 'ready', version: '0.2.0' }, app: { readyUpdate: '0.2.0' } }, /0\.2\.0 is ready/],
  'a package of the system': [{ update: { state: 'managed', kind: 'deb' }, about: { packageKind: 'deb' } }, /by apt/],
  'an archive': [{ update: { state: 'manual', kind: 'archive' }, about: { packageKind: 'archive' } }, /Unpack a new one in its place/],
  'a build without updates': [{ update: { state: 'off', why: 'no-feed' } }, /without a place to look/],
};

test.each(Object.keys(STATES).flatMap((name) => (['light', 'dark'] as const).map((theme) => [name, theme] as const)))(
  'About and updates, %s, %s: said in words, and axe finds nothing wrong, wide or narrow',
  async (name, theme) => {
    const [options, words] = STATES[name]!;
    for (const size of SIZES) {
      await openSettings({ ...options, settings: { theme } }, size);
      const status = w.page.locator('.group [role=status]', { hasText: words });
      await status.waitFor();
      await button('Licences of what is inside').scrollIntoViewIfNeeded();
      expect(await violationsIn(w.page)).toEqual([]);
      expect(await w.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(w.complaints).toEqual([]);
    }
  }
);

test('only who can update here is offered to', async () => {
  await openSettings({ update: { state: 'managed', kind: 'deb' } });
  expect(await button('Look for updates').count()).toBe(0);
  expect(await w.page.getByRole('checkbox', { name: /^Look for updates by itself/ }).count()).toBe(0);
  await openSettings({ update: { state: 'manual', kind: 'archive' } });
  await w.page.getByText('https://tradebell.invalid').waitFor();
});

test('a look is asked for, followed, and what it found is installed on request', async () => {
  await openSettings({ update: { state: 'idle' } });
  await button('Look for updates').click();
  await w.called('updates.check');
  await w.page.getByText(/This is the newest release/).waitFor();
  await w.page.evaluate(() => window.fake.emit('updates.changed', { state: 'looking' }));
  await w.page.getByText('Looking for updates…').waitFor();
  expect(await button('Look for updates').isDisabled()).toBe(true);
  await w.page.evaluate(() => window.fake.emit('updates.changed', { state: 'downloading', version: '0.2.0', share: 0.5 }));
  await w.page.getByText(/being downloaded: 50%/).waitFor();
  await w.page.evaluate(() => window.fake.emit('updates.changed', { state: 'ready', version: '0.2.0' }));
  expect(await button('Look for updates').count()).toBe(0);
  await button('Restart and install').click();
  await w.called('updates.install');
});

test('a release that is ready is told quietly above everything, and can wait', async () => {
  await w.load({ count: 20, update: { state: 'ready', version: '0.2.0' }, app: { readyUpdate: '0.2.0' } });
  const banner = w.page.locator('.banner', { hasText: 'Tradebell 0.2.0 is ready' });
  await banner.getByRole('button', { name: 'Restart now' }).click();
  await w.called('updates.install');
  await banner.getByRole('button', { name: 'Close' }).click();
  await banner.waitFor({ state: 'detached' });
  expect(await violationsIn(w.page)).toEqual([]);
});

test('a proxy for updates is agreed to when it is one', async () => {
  await openSettings();
  const settings = () => w.page.evaluate(() => window.tradebell.call('settings.get'));
  await w.page.getByRole('radio', { name: 'My own' }).check();
  const field = w.page.getByRole('textbox', { name: 'Address of the proxy' });
  await field.fill('http://me:secret@proxy.example');
  await button('Use it').click();
  await w.page.getByText(/cannot sign in to a proxy/).waitFor();
  expect((await settings()).updateProxy).toBeUndefined();
  expect(await violationsIn(w.page)).toEqual([]);
  await field.fill('proxy.example:3128');
  await field.press('Enter');
  await w.page.getByText('Updates go by this proxy now.').first().waitFor();
  expect((await settings()).updateProxy).toBe('http://proxy.example:3128');
  await w.page.getByRole('radio', { name: 'None' }).last().check();
  expect((await settings()).updateProxy).toBe('none');
  await w.page.getByRole('checkbox', { name: /^Look for updates by itself/ }).uncheck();
  expect((await settings()).checkForUpdates).toBe(false);
});

test('the licences open over it, can be read by keyboard, and close', async () => {
  for (const size of SIZES) {
    await openSettings({}, size);
    await button('Licences of what is inside').click();
    const text = w.page.getByRole('region', { name: 'Licences of what is inside' });
    await text.getByText('some-package-39').waitFor();
    await text.focus();
    await w.page.keyboard.press('End');
    expect(await violationsIn(w.page)).toEqual([]);
    await w.page.keyboard.press('Escape');
    await w.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});
