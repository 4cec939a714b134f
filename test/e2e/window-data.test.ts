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
const dialog = (name: string) => w.page.getByRole('dialog', { name });

async function openSettings(): Promise<void> {
  await w.page.locator('.place-settings').click();
  await button('Save as CSV').waitFor();
}

test('what the inbox shows is exported, or all of it, with how far it is', async () => {
  await w.load({ count: 40 });
  await w.page.getByRole('button', { name: /^Orders/ }).locator('visible=true').click();
  await w.page.locator('#search').fill('mug');
  await w.page.waitForFunction(() => window.fake.calls.some(({ name, request }) => name === 'inbox.page' && (request as { search?: string }).search === 'mug'));
  await openSettings();
  await w.page.getByText('The inbox shows: Orders, “mug”').waitFor();
  await button('Save as CSV').click();
  await w.page.getByText(/^40 alerts saved: .+\.csv$/).waitFor();
  await w.page.getByRole('radio', { name: 'All alerts' }).check();
  await button('Save as JSON').click();
  await w.page.getByText(/\.json$/).waitFor();
  expect(await w.calls('data.export')).toEqual([
    { format: 'csv', filter: { category: 'order', search: 'mug' } },
    { format: 'json', filter: {} },
  ]);
});

test('a long export tells how far it is and can be stopped', async () => {
  await w.load({ count: 40 });
  await openSettings();
  await w.page.evaluate(() => {
    const { call } = window.fake.bridge;
    const held = { give: (_answer: unknown) => {} };
    window.fake.bridge.call = (async (name: string, ...[request]: unknown[]) => {
      if (name === 'data.stopExport') held.give({ ok: false, why: 'canceled' });
      if (name === 'data.export') return new Promise((resolve) => void (held.give = resolve));
      return (call as (name: string, request: unknown) => Promise<unknown>)(name, request);
    }) as never;
  });
  await button('Save as JSON').click();
  await button('Stop').waitFor();
  await w.page.evaluate(() => window.fake.emit('data.progress', { rows: 12_000 }));
  await w.page.getByText('Exporting: 12,000 alerts so far').waitFor();
  await button('Stop').click();
  await w.page.getByText('Nothing was saved.').waitFor();
  expect(await button('Stop').count()).toBe(0);
});

test('why a file was not written is said', async () => {
  await w.load({ count: 40 });
  await openSettings();
  await w.page.evaluate(() => window.fake.answer('data.saveDiagnostics', { ok: false, why: 'full' }));
  await button('Save diagnostics').click();
  await w.page.getByText('Not saved: the disk is full.').waitFor();
  await w.page.evaluate(() => window.fake.answer('data.saveDiagnostics'));
  await button('Save diagnostics').click();
  await w.page.getByText(/^Saved: .+diagnostics\.json$/).waitFor();
  expect(await w.calls('data.saveDiagnostics')).toHaveLength(2);
});

test('saved settings are looked at before they are taken in', async () => {
  await w.load({ count: 40 });
  await openSettings();
  await button('Open saved settings').click();
  const preview = dialog('Take in these settings?');
  await preview.getByText('Second shop will be added, sign in again afterwards').waitFor();
  expect(await preview.innerText()).toContain('What rings');
  await w.page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });
  expect(await w.calls('data.takeSettings')).toEqual([]);
  await button('Open saved settings').click();
  await preview.getByRole('button', { name: 'Take in' }).click();
  await w.page.getByText('The settings were taken in.').first().waitFor();
  expect(await w.calls('data.takeSettings')).toEqual([{ token: 'preview-1' }]);
  await w.page.evaluate(() => window.fake.answer('data.readSettings', { ok: false, why: 'damaged', where: 'connections.0.url' }));
  await button('Open saved settings').click();
  await w.page.getByRole('alert').filter({ hasText: 'The file is damaged. Nothing was changed. At: connections.0.url' }).waitFor();
});

test('alerts are kept for less only after a question', async () => {
  await w.load({ count: 40 });
  await openSettings();
  const keep = w.page.getByRole('combobox', { name: 'Keep alerts' });
  await keep.selectOption('For a year');
  await dialog('Delete older alerts?').getByText(/more than 365 days ago/).waitFor();
  await button('Cancel').click();
  expect((await settings()).keepDays).toBe(null);
  expect(await keep.inputValue()).toBe('');
  await keep.selectOption('For a year');
  await button('Delete older alerts').click();
  await w.page.waitForFunction(() => window.tradebell.call('settings.get').then(({ keepDays }) => keepDays === 365));
  await keep.selectOption('For ever');
  await w.page.waitForFunction(() => window.tradebell.call('settings.get').then(({ keepDays }) => keepDays === null));
});

test('deleting asks, and says what goes', async () => {
  await w.load({ count: 40 });
  await openSettings();
  for (const [name, title, call] of [
    ['Delete all alerts', 'Delete all alerts?', 'data.deleteHistory'],
    ['Delete everything', 'Delete everything and quit?', 'data.deleteAll'],
  ] as const) {
    await button(name).click();
    expect(await dialog(title).innerText()).toContain('This cannot be undone.');
    await dialog(title).getByRole('button', { name: 'Cancel' }).click();
    await dialog(title).waitFor({ state: 'detached' });
    expect(await w.calls(call)).toEqual([]);
    await button(name).click();
    await dialog(title).locator('.danger').click();
    await w.called(call);
    await dialog(title).waitFor({ state: 'detached' });
  }
  await w.page.getByText('40 alerts deleted').first().waitFor();
});

test('an alert is removed by keyboard or button, and comes back by Undo, unless it is too late', async () => {
  await w.load({ count: 40 });
  await lines().first().waitFor();
  const first = await lines().first().getAttribute('id');
  await w.page.locator('#alerts').focus();
  await w.page.keyboard.press('Home');
  await w.page.keyboard.press('Delete');
  await w.page.getByText('Alert removed').first().waitFor();
  await w.page.locator(`#${first}`).waitFor({ state: 'detached' });
  await button('Undo').click();
  await w.page.locator(`#${first}`).waitFor();
  await lines().first().click();
  await w.page.locator('#detail').getByRole('button', { name: 'Remove' }).click();
  await w.page.evaluate(() => window.fake.answer('inbox.restore', 0));
  await button('Undo').click();
  await w.page.getByText('Too late: it is gone for good').first().waitFor();
  expect(await w.calls('inbox.remove')).toHaveLength(2);
});
