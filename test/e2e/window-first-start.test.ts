import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop } from './shop.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const button = (name: string | RegExp) => w.page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string) => w.page.locator(`#field-${name}`);
const radio = (name: string) => w.page.getByRole('radio', { name, exact: true });
const answer = () => w.page.locator('.paste-answer');
const focused = (what: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which), what);
const COOKIE = 'OpenBazaar_Auth_Cookie=7dKqRt';

/** As the clipboard would give it. */
const paste = (text: string, into = '#paste') =>
  w.page.evaluate(
    ([where, what]) => {
      const data = new DataTransfer();
      data.setData('text/plain', what!);
      document.querySelector(where!)!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [into, text]
  );

async function begin(): Promise<void> {
  await w.load({ count: 0, scenario: 'empty' });
  await button('Add your first connection').click();
  await focused('#paste');
}

test('a pasted cookie is sorted in, tested, added, and rings, all by keyboard', async () => {
  await begin();
  await paste(COOKIE);
  await answer().getByText('Recognised for OpenBazaar: cookie. Nothing is missing.').waitFor();
  await focused('#paste-test');
  expect([await field('secret').inputValue(), await field('secret').getAttribute('type')]).toEqual(['7dKqRt', 'password']);
  // It is a secret: it does not stay where it can be read.
  expect(await w.page.locator('#paste').inputValue()).toBe('');
  await w.page.keyboard.press('Enter');
  await w.page.getByText('This works: Harbour Pottery answers.').waitFor();
  await focused('#save-connection');
  await w.page.keyboard.press('Enter');
  await w.page.getByRole('heading', { name: 'Added. Does it ring?' }).waitFor();
  await w.page.getByText('Harbour Pottery is connected. From now on it rings when something happens there.').waitFor();
  await button('Ring a test').click();
  await w.page.getByText('Your desktop took it.').waitFor();
  expect(await w.calls('app.testNotification')).toHaveLength(1);
  await button('Go to the inbox').click();
  await w.page.getByRole('heading', { name: 'All quiet' }).waitFor();
  await w.page.locator('.place-connections').click();
  expect(await w.page.getByRole('heading', { name: 'Added. Does it ring?' }).count()).toBe(0);
  expect(w.complaints).toEqual([]);
});

test.each([
  ['wss://wallet.example.com/api/client/socket', 'OmiseGO eWallet', 'Recognised for eWallet: address of a wallet’s server. Still needed: API key.', '#field-username'],
  [`OMGProvider ${btoa('access:secret')}`, 'OmiseGO eWallet', 'Recognised for eWallet: keys. Still needed: Address of the wallet’s server.', '#field-address'],
  ['nats://nats.example.com', 'acapy-cloud wallet', 'Recognised for acapy-cloud: NATS server. Still needed: Wallet ID.', '#field-wallet'],
  ['tenant-admin.adminKey', 'acapy-cloud wallet', 'Recognised for acapy-cloud: API key. Still needed: Address of the CloudAPI.', '#field-address'],
  ['wss://socket.sandbox.doshii.co/app/socket?auth=Y2xpZW50LWlkMQ==', 'Doshii app', 'Recognised for Doshii: address of a web socket. Nothing is missing', '#paste-test'],
])('%s is of one system: it is chosen, and the cursor is where something is missing', async (text, system, said, focus) => {
  await begin();
  await paste(text);
  await answer().getByText(said).waitFor();
  expect(await radio(system).isChecked()).toBe(true);
  await focused(focus);
});

test('what can be several things is asked about, and nothing is filled in before the answer', async () => {
  await begin();
  await paste('https://example.com');
  await answer().getByText('This can be more than one thing. Which is it?').waitFor();
  expect(await field('address').inputValue()).toBe('http://127.0.0.1:4002');
  await button('eWallet: address of a wallet’s server').click();
  await answer().getByText('Recognised for eWallet').waitFor();
  expect([await radio('OmiseGO eWallet').isChecked(), await field('address').inputValue()]).toEqual([true, 'https://example.com']);
});

test('what is not recognised is said, and stays to be looked at', async () => {
  await begin();
  await w.page.locator('#paste').fill('my shop');
  await button('Sort it in').click();
  await answer().getByText('Not recognised.').waitFor();
  expect(await w.page.locator('#paste').inputValue()).toBe('my shop');
});

test('what is surely of another system is not forced into the field that it was pasted into', async () => {
  await begin();
  await paste('nats://nats.example.com:4222', '#field-address');
  await answer().getByText('Recognised for acapy-cloud: NATS server.').waitFor();
  expect(await field('nats').inputValue()).toBe('nats://nats.example.com:4222');
  await radio('OpenBazaar node').check();
  expect(await field('address').inputValue()).toBe('http://127.0.0.1:4002');
  expect(await answer().innerText()).toBe('');
});

test('the cookie’s file can be picked, and another file is not taken for one', async () => {
  await begin();
  await radio('Cookie').check();
  const pick = w.page.locator('label.file', { hasText: 'Pick the cookie file' }).locator('input');
  await pick.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('buy milk, then bread') });
  await w.page.getByRole('alert').getByText('This is not a node’s cookie file').waitFor();
  await pick.setInputFiles({ name: '.cookie', mimeType: 'text/plain', buffer: Buffer.from(`${COOKIE}\n`) });
  await w.page.waitForFunction(() => document.querySelector<HTMLInputElement>('#field-secret')?.value === '7dKqRt');
  const any = w.page.locator('label.file', { hasText: 'Choose a file' }).first().locator('input');
  await any.setInputFiles({ name: '.cookie', mimeType: 'text/plain', buffer: Buffer.from('OpenBazaar_Auth_Cookie=other\n') });
  await answer().getByText('Recognised for OpenBazaar: cookie.').waitFor();
  expect(await field('secret').inputValue()).toBe('other');
});

test('sample data is marked on every view, never reaches the main process, and is gone with one click', async () => {
  await w.load({ count: 0, scenario: 'empty' });
  await button('Look around with sample data').click();
  const mark = w.page.getByRole('complementary', { name: 'Sample data' });
  await mark.waitFor();
  await w.page.getByRole('option', { name: 'Stoneware mug' }).first().waitFor();
  const before = await w.page.evaluate(() => window.fake.calls.length);
  await w.page.locator('[role=option]').first().click();
  await w.page.locator('#detail-title').waitFor();
  await w.page.locator('#search').fill('maya');
  await w.page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 3);
  await w.page.keyboard.press('Shift+A');
  for (const place of ['connections', 'settings']) {
    await w.page.locator(`.place-${place}`).click();
    await w.page.locator('h1').waitFor();
    expect(await mark.isVisible()).toBe(true);
  }
  expect(await w.page.evaluate((from) => window.fake.calls.slice(from).filter(({ name }) => /^(inbox|connections)\./.test(name)), before)).toEqual([]);
  expect(await w.page.title()).toBe('Tradebell · Sample data');
  await button('Remove sample data').click();
  await button('Add your first connection').waitFor();
  expect(await w.page.locator('[role=option]').count()).toBe(0);
  expect(await w.page.title()).toBe('Tradebell');
  expect(w.complaints).toEqual([]);
});

test('every sample alert opens, and what can be done there is done in the sample only', async () => {
  await w.load({ count: 0, scenario: 'empty' });
  await button('Look around with sample data').click();
  const lines = w.page.locator('[role=option]');
  await lines.first().waitFor();
  const count = Number(await lines.first().getAttribute('aria-setsize'));
  const titles: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    await w.page.keyboard.press('j');
    await w.page.keyboard.press('Enter');
    const title = await w.page.locator('.line-active .line-title').textContent();
    await w.page.locator('#detail-title').getByText(title!, { exact: true }).waitFor();
    titles.push(title!);
  }
  expect(titles).toHaveLength(14);
  expect(titles.filter((title) => /undefined|NaN|\?/.test(title))).toEqual([]);
  await w.page.getByRole('option', { name: 'Surasak' }).first().click();
  await button('Approve').click();
  await button(/^Approve .*OMG$/).click();
  await w.page.getByText('You approved this').first().waitFor();
  expect(await w.calls('inbox.act')).toEqual([]);
});

test('sample data gives way as soon as anything real comes, and a connection that is added there is real', async () => {
  await w.load({ count: 0, scenario: 'empty' });
  await button('Look around with sample data').click();
  await w.page.locator('[role=option]').first().waitFor();
  await w.page.evaluate(() => window.fake.arrive(1));
  await w.page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
  expect(await w.page.getByRole('complementary', { name: 'Sample data' }).count()).toBe(0);

  await w.load({ count: 0, scenario: 'empty' });
  await button('Look around with sample data').click();
  await w.page.locator('.place-connections').click();
  await button('Add a connection').click();
  await w.page.getByRole('heading', { name: 'Add a connection' }).waitFor();
  expect(await w.page.getByRole('complementary', { name: 'Sample data' }).count()).toBe(0);
  await button('Add').click();
  await w.page.getByRole('heading', { name: 'Added. Does it ring?' }).waitFor();
  expect(await w.calls('connections.add')).toHaveLength(1);
});

test('in the real app a pasted login of a real node rings within the first start', async () => {
  const shop = await openShop();
  const node = await shop.node();
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await page.locator('#paste').fill(`ws://127.0.0.1:${node.port}/ws`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'OpenBazaar: address of a node' }).click();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.locator('.answer-good').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('From now on it rings').waitFor();
  await page.getByRole('button', { name: 'Ring a test' }).click();
  const rung = await shop.it.notifications.calls.find(({ appName }) => appName === 'Tradebell');
  expect(rung.title).not.toBe('');
  await page.getByText('Your desktop took it.').waitFor();
  await page.getByRole('button', { name: 'Go to the inbox' }).click();
  await page.getByRole('heading', { name: 'All quiet' }).waitFor();
});
