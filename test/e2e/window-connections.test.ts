import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const button = (name: string | RegExp) => w.page.getByRole('button', { name, exact: typeof name === 'string' });
const lastCall = (name: string) => w.page.evaluate((which) => window.fake.calls.filter((call) => call.name === which).at(-1)?.request, name);
const card = (name: string) => w.page.getByRole('article', { name });

async function openConnections(): Promise<void> {
  await w.load();
  await w.page.locator('.place-connections').click();
  await card('Harbour Pottery').waitFor();
}

test('a first start says what this is and leads to adding a node', async () => {
  await w.load({ count: 0, scenario: 'empty' });
  await button('Add your first connection').click();
  await w.page.getByRole('heading', { name: 'Add a connection' }).waitFor();
  await button('Add').click();
  await card('My node').waitFor();
  expect(await lastCall('connections.add')).toEqual({ system: 'openbazaar', name: 'My node', url: 'http://127.0.0.1:4002', auth: 'none' });
});

test('each state says how it is and what to do', async () => {
  await openConnections();
  expect(await card('Harbour Pottery').locator('.phase').innerText()).toContain('Connected');
  expect(await card('Summer stall').innerText()).toMatch(/Next try in \d+ seconds/);
  expect(await card('Moderator desk').innerText()).toContain('Needs you');
  expect(await card('Testnet').innerText()).toContain('Paused');
  await card('Summer stall').getByRole('button', { name: 'Try now' }).click();
  expect(await lastCall('connections.retry')).toEqual({ id: 'away' });
  await card('Summer stall').getByText('Connecting…').waitFor();
});

test('what is pasted as address is sorted into the form, and the node’s answer is plain', async () => {
  await openConnections();
  await button('Add a connection').click();
  await w.page.locator('#field-address').fill('ws://maya:wrong@node.example.net:4002/ws');
  await w.page.locator('#field-name').focus();
  expect(await w.page.locator('#field-address').inputValue()).toBe('http://node.example.net:4002');
  expect(await w.page.locator('#field-name').inputValue()).toBe('node.example.net');
  expect(await w.page.locator('#field-username').inputValue()).toBe('maya');
  expect(await w.page.locator('.exposed').isVisible()).toBe(true);
  await button('Test').click();
  await w.page.locator('.answer-bad').waitFor();
  await w.page.locator('#field-secret').fill('right');
  await button('Test').click();
  await w.page.getByText('This works: Harbour Pottery answers.').waitFor();
  expect(await w.page.locator('#field-name').inputValue()).toBe('Harbour Pottery');
});

test('what is missing is said where it is missing, and the cursor is put there', async () => {
  await openConnections();
  await button('Add a connection').click();
  await w.page.locator('#field-address').fill('not an address');
  await button('Add').click();
  await w.page.waitForFunction(() => document.activeElement?.id === 'field-address');
  expect(await w.page.locator('#field-address').getAttribute('aria-invalid')).toBe('true');
  expect(await w.page.getByRole('alert').innerText()).toContain('This is not an address');
});

test('an unknown certificate is shown to be compared, and only consent pins it', async () => {
  await openConnections();
  await button('Add a connection').click();
  await w.page.locator('#field-address').fill('https://node.example.net:4002');
  await button('Test').click();
  const dialog = w.page.getByRole('dialog', { name: 'Is this your node?' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await button('Test').click();
  await dialog.waitFor();
  expect((await lastCall('connections.test')) as object).not.toHaveProperty('draft.pin');
  await dialog.getByRole('button', { name: /trust it/ }).click();
  await w.page.getByText('This works').waitFor();
  expect((await lastCall('connections.test')) as object).toHaveProperty('draft.pin');
});

test('a certificate that changed is an alarm that shows both', async () => {
  await openConnections();
  await card('Friend’s node').getByRole('button', { name: 'Look at the certificate' }).click();
  const dialog = w.page.getByRole('dialog', { name: 'The certificate has changed' });
  await dialog.waitFor();
  expect(await dialog.getByRole('figure').count()).toBe(2);
  await w.page.evaluate(() => window.fake.answer('connections.trust', { ok: false, trouble: { code: 'waiting-for-keyring' } }));
  await dialog.getByRole('button', { name: 'I renewed it: trust the new one' }).click();
  await w.page.locator('.toast').waitFor();
  expect(await w.page.locator('.toast').innerText()).not.toContain('Certificate trusted');
  await w.page.evaluate(() => window.fake.answer('connections.trust'));
  await card('Friend’s node').getByRole('button', { name: 'Look at the certificate' }).click();
  await dialog.getByRole('button', { name: 'I renewed it: trust the new one' }).click();
  await card('Friend’s node').getByText('Connected').waitFor();
});

test('editing does not show the secret, and sends one only when it was typed', async () => {
  await openConnections();
  await card('Harbour Pottery').getByRole('button', { name: 'Edit' }).click();
  expect(await w.page.locator('#field-secret').inputValue()).toBe('');
  await w.page.locator('#field-name').fill('Pottery');
  await button('Save').click();
  await card('Pottery').waitFor();
  expect((await lastCall('connections.edit')) as object).not.toHaveProperty('draft.secret');
});

test('a connection is removed only after a question', async () => {
  await openConnections();
  await card('Testnet').getByRole('button', { name: 'Remove' }).click();
  await w.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await lastCall('connections.remove')).toBeUndefined();
  await card('Testnet').getByRole('button', { name: 'Remove' }).click();
  await w.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await card('Testnet').waitFor({ state: 'detached' });
  expect(await lastCall('connections.remove')).toEqual({ id: 'paused' });
});

test('the focus goes to what was added, changed or left, never nowhere', async () => {
  await openConnections();
  const focused = (what: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which), what);
  await button('Add a connection').click();
  await focused('#paste');
  await w.page.keyboard.press('Escape');
  await w.page.keyboard.press('Escape');
  await focused('#add-connection');
  await w.page.keyboard.press('Enter');
  await w.page.locator('#field-name').fill('Fresh');
  await w.page.keyboard.press('Enter');
  await card('Fresh').waitFor();
  await focused('article[aria-labelledby^=name-added]');
  await card('Testnet').getByRole('button', { name: 'Edit' }).click();
  await button('Back').click();
  await focused('article[aria-labelledby=name-paused]');
  await card('Testnet').getByRole('button', { name: 'Remove' }).click();
  await w.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await focused('#add-connection');
  expect(await card('Testnet').count()).toBe(0);
});

test('another address wants the password anew', async () => {
  await openConnections();
  await card('Harbour Pottery').getByRole('button', { name: 'Edit' }).click();
  await w.page.locator('#field-address').fill('http://node.example.net:4002');
  await button('Save').click();
  await w.page.getByText(/Enter the password|Paste the cookie/).waitFor();
  expect(await lastCall('connections.edit')).toBeUndefined();
});

test('without a keyring nothing is said of one', async () => {
  await w.load({ count: 0, scenario: 'empty', app: { keyring: 'none' } });
  await w.page.getByText('Passwords are forgotten when Tradebell is closed', { exact: false }).waitFor();
  await button('Add your first connection').click();
  await w.page.getByRole('radio', { name: 'Password' }).check();
  await w.page.getByText('it is kept until Tradebell is closed', { exact: false }).waitFor();
  expect(await w.page.getByText('your keyring', { exact: false }).count()).toBe(0);
});

test('rules of one connection differ from the app’s, and go back to them', async () => {
  await openConnections();
  const pottery = card('Harbour Pottery');
  await pottery.getByText('Rules').click();
  await pottery.getByLabel('Messages').selectOption('off');
  expect(await lastCall('connections.rules')).toEqual({ id: 'shop', rules: { follow: 'digest', chat: 'off' } });
  await pottery.getByLabel('Followers').selectOption('');
  expect(await lastCall('connections.rules')).toEqual({ id: 'shop', rules: { chat: 'off' } });
});

test('settings are changed at once, and storage is said as it is', async () => {
  await w.load({ app: { keyring: 'none', journal: 'replaced', setAside: [{ file: 'journal-1.db', at: 1_700_000_000_000 }] } });
  await w.page.locator('.place-settings').click();
  await w.page.getByRole('radio', { name: 'Dark' }).check();
  await w.page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  await w.page.getByLabel(/Keep passwords in a plain file/).check();
  expect(await lastCall('settings.change')).toEqual({ plainSecrets: true });
  await button('Try again').click();
  await w.page.getByText('The key for it is not in your keyring', { exact: false }).waitFor();
  await button('Delete').click();
  await w.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await w.page.locator('.set-aside').waitFor({ state: 'detached' });
  await button('Show a test notification').click();
  await w.page.getByText('Your desktop took it', { exact: false }).first().waitFor();
});

test('what concerns the whole app stands above everything, with the way out', async () => {
  await w.load({ app: { keyring: 'locked', pausedUntil: null, journal: 'full', settingsProblem: 'Settings could not be read.' } });
  await w.page.getByText('The disk is full.', { exact: false }).waitFor();
  await w.page.getByText('Settings could not be read.').waitFor();
  await button('Unlock').click();
  await w.page.getByText('Your keyring is locked.', { exact: false }).waitFor({ state: 'detached' });
  await button('Resume').click();
  await w.page.getByText('Paused.', { exact: false }).waitFor({ state: 'detached' });
  expect(await w.page.locator('.banner').count()).toBe(2);
});
