import { afterAll, afterEach, assert, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterEach(() => assert.deepEqual(w.complaints, []));
afterAll(() => w.close());

const lines = () => w.page.locator('[role=option]');
const settings = () => w.page.evaluate(() => window.tradebell.call('settings.get'));
const button = (name: string) => w.page.getByRole('button', { name, exact: true });

async function openSettings(options: Parameters<WindowPage['load']>[0] = {}): Promise<void> {
  await w.load({ count: 40, ...options });
  await w.page.locator('.place-settings').click();
  await w.page.locator('#add-hours').waitFor();
}

test('quiet hours are set by keyboard alone, and that they end the next day is said', async () => {
  await openSettings();
  await w.page.locator('#add-hours').focus();
  await w.page.keyboard.press('Enter');
  await w.page.waitForFunction(() => document.activeElement?.id === 'from-0');
  await w.page.getByText(/^Every day, from .+ until .+ the next day\.$/).waitFor();
  await w.page.locator('#to-0').fill('23:30');
  await w.page.keyboard.press('Enter');
  await w.page.getByText(/^Every day, from .+ until [^n]+\.$/).waitFor();
  await w.page.getByRole('checkbox', { name: 'Sunday' }).focus();
  await w.page.keyboard.press('Space');
  await w.page.getByRole('checkbox', { name: 'The whole day' }).check();
  await w.page.getByText(/the whole day\.$/).waitFor();
  expect((await settings()).quietHours).toEqual([{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '00:00', to: '00:00' }]);
  await w.page.getByRole('button', { name: /^Remove quiet hours/ }).click();
  await w.page.getByText('No quiet hours.').waitFor();
  await button('Undo').click();
  await w.page.locator('.span').waitFor();
  await w.page.getByRole('checkbox', { name: /^Let urgent alerts through/ }).uncheck();
  await w.page.getByRole('checkbox', { name: /^Heed the desktop/ }).uncheck();
  expect(await settings()).toMatchObject({ urgentInQuietHours: false, heedDesktopQuiet: false });
  expect(await w.page.getByRole('checkbox', { name: /^Show urgent alerts even then/ }).count()).toBe(0);
});

test('a sound is chosen for all and for one category, and heard before', async () => {
  await openSettings({ app: { sounds: ['desktop', 'bell', 'none'] } });
  const all = w.page.getByRole('combobox', { name: 'Notifications sound like' });
  expect(await all.locator('option').count()).toBe(3);
  await all.selectOption('Bell');
  await button('Try it').click();
  await w.page.getByText(/If you heard nothing/).waitFor();
  await w.page.locator('summary', { hasText: 'A sound of its own' }).click();
  const disputes = w.page.getByRole('combobox', { name: 'Disputes' }).last();
  await disputes.selectOption('No sound');
  expect(await w.page.getByRole('button', { name: 'Try the sound of Disputes' }).isDisabled()).toBe(true);
  expect(await settings()).toMatchObject({ sound: 'bell', sounds: { dispute: 'none' } });
  await disputes.selectOption('As above');
  expect((await settings()).sounds).toEqual({});
  expect(await w.calls('app.trySound')).toEqual([{ sound: 'bell' }]);
});

test('why it is quiet and until when is said above everything; a pause ends there, quiet hours are changed in Settings', async () => {
  await openSettings();
  for (const name of ['For an hour', 'Until tomorrow', 'Until I resume']) await button(name).click();
  expect(await w.calls('app.pauseFor')).toEqual([{ how: 'hour' }, { how: 'morning' }, { how: 'resumed' }]);
  const banner = w.page.locator('.banner');
  await banner.getByText('Paused until you resume. Nothing rings; the inbox still fills.').waitFor();
  await banner.getByRole('button', { name: 'Resume' }).click();
  await banner.waitFor({ state: 'detached' });
  await w.load({ count: 40, app: { quiet: { why: 'quiet-hours', until: Date.now() + 60 * 60_000, urgentComes: true } } });
  await banner.getByText(/^Quiet hours until .+ Only what is urgent rings/).waitFor();
  await banner.getByRole('button', { name: 'Change' }).click();
  await w.page.locator('#add-hours').waitFor();
  await w.load({ count: 40, app: { quiet: { why: 'desktop-quiet', urgentComes: false } } });
  await banner.getByText('Your desktop is on “do not disturb”. Nothing rings').waitFor();
});

test('what usual means is said beside the rules, and start at login is kept', async () => {
  await openSettings();
  await w.page.getByText(/^As usual: what somebody else does rings at once/).waitFor();
  await w.page.getByRole('checkbox', { name: /^Start when I log in/ }).check();
  expect((await settings()).atLogin).toBe(true);
});

test('a connection shows less in its notifications than the others', async () => {
  await w.load({ count: 40 });
  await w.page.locator('.place-connections').click();
  await w.page.locator('.card-more summary', { hasText: 'Rules' }).first().click();
  await w.page.getByRole('button', { name: /^Show a test notification/ }).first().click();
  await w.page.getByText('Your desktop took it.', { exact: false }).waitFor();
  expect(await w.calls('connections.ring')).toHaveLength(1);
  const shows = w.page.getByRole('combobox', { name: 'A notification shows' }).first();
  await shows.selectOption('Only that something happened');
  await w.called('connections.privacy');
  await shows.selectOption({ index: 0 });
  await w.page.waitForFunction(() => window.fake.calls.filter(({ name }) => name === 'connections.privacy').length === 2);
  expect(await w.calls('connections.privacy')).toEqual([{ id: expect.any(String), privacy: 'nothing' }, { id: expect.any(String), privacy: null }]);
});

test('a connection goes through Tor, asks for what it kept anew where a proxy could read it, and says what is wrong with an address', async () => {
  await w.load({ count: 40 });
  await w.page.locator('.place-connections').click();
  await button('Edit').first().click();
  await w.page.locator('#field-address').fill('http://192.0.2.9:4002');
  await w.page.locator('summary', { hasText: 'Network' }).click();
  await w.page.getByRole('radio', { name: 'SOCKS5 (Tor)' }).check();
  expect(await w.page.locator('#field-proxy').inputValue()).toBe('socks5h://127.0.0.1:9050');
  await w.page.locator('#field-proxy').fill('ftp://proxy');
  await w.page.getByRole('radio', { name: 'None' }).first().check();
  await w.page.getByRole('radio', { name: 'SOCKS5 (Tor)' }).check();
  await w.page.locator('#field-proxy').fill('socks5h://me:secret@127.0.0.1');
  const fields = w.page.locator('input[type=password]');
  if ((await fields.count()) > 0) await fields.first().fill('secret');
  await button('Save').click();
  await w.page.getByRole('alert').filter({ hasText: 'Leave out user name and password.' }).waitFor();
  await w.page.locator('#field-proxy').fill('127.0.0.1:9150');
  await button('Save').click();
  await w.called('connections.edit');
  expect(await w.calls('connections.edit')).toMatchObject([{ draft: { proxy: 'socks5h://127.0.0.1:9150', ca: '' } }]);
});

test('what is wrong in the network part is shown however often it was closed: the part opens, and the cursor stands there', async () => {
  await w.load({ count: 40 });
  await w.page.locator('.place-connections').click();
  await button('Edit').first().click();
  const network = w.page.locator('summary', { hasText: 'Network' });
  const proxy = w.page.locator('#field-proxy');
  await network.click();
  await w.page.getByRole('radio', { name: 'SOCKS5 (Tor)' }).check();
  await proxy.fill('socks5h://');
  for (let nth = 0; nth < 2; nth++) {
    await network.click();
    await proxy.waitFor({ state: 'hidden' });
    await button('Save').click();
    await proxy.waitFor({ state: 'visible' });
    await w.page.waitForFunction(() => document.activeElement?.id === 'field-proxy');
  }
  expect(await w.calls('connections.edit')).toEqual([]);
});

test('an alert is snoozed by keyboard, stays unread, says until when, and the way back leads to how it was', async () => {
  await w.load({ count: 40 });
  await lines().first().waitFor();
  await w.page.locator('#alerts').focus();
  await w.page.keyboard.press('j');
  await w.page.keyboard.press('j');
  await w.page.keyboard.press('s');
  await w.page.waitForFunction(() => document.activeElement?.id === 'snooze-hour');
  await w.page.keyboard.press('Enter');
  await w.page.getByText(/^Snoozed until/).first().waitFor();
  await w.page.locator('.line-active .chip', { hasText: 'until' }).waitFor();
  expect(await w.calls('inbox.markRead')).toEqual([]);
  await w.page.waitForFunction(() => document.activeElement?.id === 'alerts');
  await w.page.keyboard.press('Enter');
  await button('End the snooze').waitFor();
  await button('End the snooze').click();
  await button('End the snooze').waitFor({ state: 'detached' });
  expect(await w.calls('inbox.snooze')).toEqual([
    { ids: [expect.any(Number)], until: expect.any(Number) },
    { ids: [expect.any(Number)], until: null },
  ]);
});

test('an alert is snoozed until a time of one’s own, never one that is past', async () => {
  await w.load({ count: 40 });
  await lines().first().click();
  await button('Snooze').click();
  const dialog = w.page.getByRole('dialog', { name: 'Snooze until' });
  await dialog.getByLabel('Day').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await dialog.getByText('That is already past.').waitFor();
  await dialog.getByLabel('Day').fill('2099-01-01');
  await dialog.getByLabel('Time').fill('08:15');
  await w.page.keyboard.press('Enter');
  await w.called('inbox.snooze');
  const [asked] = (await w.calls('inbox.snooze')) as { until: number }[];
  expect(asked!.until).toBe(await w.page.evaluate(() => new Date('2099-01-01T08:15').getTime()));
});
