import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

/** base64 of `client-id1`. */
const AUTH = 'Y2xpZW50LWlkMQ==';

const button = (name: string) => w.page.getByRole('button', { name, exact: true });
const radio = (name: string) => w.page.getByRole('radio', { name, exact: true });
const field = (name: string) => w.page.locator(`#field-${name}`);
const card = (name: string) => w.page.getByRole('article', { name });
const said = (text: string) => w.page.getByText(text, { exact: false }).first().waitFor();
const focused = (selector: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which) === true, selector);
const lastCall = async (name: string) => (await w.calls(name)).at(-1);

/** Whether a text stands anywhere in the page, in an attribute or in a field that can be read. */
const heldAnywhere = (text: string) =>
  w.page.evaluate(
    (which) =>
      document.documentElement.outerHTML.includes(which) ||
      [...document.querySelectorAll('input')].some((input) => input.type !== 'password' && input.value.includes(which)),
    text
  );

const paste = (name: string, text: string) =>
  w.page.evaluate(
    ([id, what]) => {
      const data = new DataTransfer();
      data.setData('text/plain', what!);
      document.getElementById(id!)!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [`field-${name}`, text]
  );

async function openConnections(): Promise<void> {
  await w.load({ scenario: 'doshii', count: 1 });
  await w.page.locator('.place-connections').click();
  await card('Bistro app').waitFor();
}

async function openForm(environment?: string): Promise<void> {
  await openConnections();
  await button('Add a connection').click();
  await radio('Doshii app').check();
  if (environment !== undefined) await radio(environment).check();
}

async function edit(name: string): Promise<void> {
  await openConnections();
  await card(name).getByRole('button', { name: 'Edit' }).click();
  await field('client-id').waitFor();
}

test('a client id is all that Doshii’s own environments need, and it is never seen', async () => {
  await openForm('Live');
  expect(await field('address').count()).toBe(0);
  expect(await field('rest').count()).toBe(0);
  await said('Without the client secret');
  await button('Add').click();
  await focused('#field-client-id');
  await said('Enter the client ID.');
  await field('client-id').fill('walnut-id');
  expect(await field('client-id').getAttribute('type')).toBe('password');
  expect(await heldAnywhere('walnut-id')).toBe(false);
  await button('Add').click();
  await card('My Doshii app').waitFor();
  expect(await lastCall('connections.add')).toEqual({
    system: 'doshii',
    name: 'My Doshii app',
    url: 'https://live-socket.doshii.co',
    auth: 'client',
    path: '/app/socket',
    doshii: {},
    secret: JSON.stringify({ clientId: 'walnut-id' }),
  });
});

test('a whole address that is pasted as client id is taken apart, and it is said', async () => {
  await openForm();
  await paste('client-id', `wss://doshii.example.com/app/socket/v3?auth=${AUTH}&deviceId=till-7`);
  await said('Took the address out of it. Took the client ID out of the address. It is not shown. Took the device ID out of the address.');
  expect(await radio('Other address').isChecked()).toBe(true);
  expect(await field('address').inputValue()).toBe('wss://doshii.example.com/app/socket/v3');
  expect(await field('device-id').inputValue()).toBe('till-7');
  expect([await heldAnywhere('client-id1'), await heldAnywhere(AUTH)]).toEqual([false, false]);
  await button('Add').click();
  await card('doshii.example.com').waitFor();
  expect(await lastCall('connections.add')).toMatchObject({
    url: 'https://doshii.example.com',
    path: '/app/socket/v3',
    doshii: { deviceId: 'till-7' },
    secret: JSON.stringify({ clientId: 'client-id1' }),
  });
});

test('one of Doshii’s own addresses, pasted as address, chooses the environment, and the focus goes on', async () => {
  await openForm('Other address');
  await paste('address', `wss://live-socket.doshii.co/app/socket?auth=${AUTH}`);
  await said('That is live. Took the client ID out of the address. It is not shown.');
  await focused('#field-client-id');
  expect(await radio('Live').isChecked()).toBe(true);
  expect(await field('address').count()).toBe(0);
});

test('an address that is typed with its auth does not stay in sight', async () => {
  await openForm('Other address');
  await field('address').fill(`doshii.example.com/app/socket?auth=${AUTH}`);
  await field('name').focus();
  expect(await field('address').inputValue()).toBe('wss://doshii.example.com/app/socket');
  expect(await heldAnywhere(AUTH)).toBe(false);
  await said('Took the client ID out of the address.');
  await paste('address', 'wss://doshii.example.com/app/socket?auth=%%%');
  await said('What stands after auth= is not a client ID');
});

test('what cannot be is told in its field', async () => {
  await openForm('Other address');
  await field('client-id').fill('id');
  const told = async (name: string, text: string, problem: string): Promise<void> => {
    await field(name).fill(text);
    await button('Add').click();
    await focused(`#field-${name}`);
    await w.page.getByRole('alert').getByText(problem, { exact: false }).waitFor();
  };
  await told('address', 'ws://doshii.example.com', 'The client ID would go over the network in the open');
  await told('address', 'wss://doshii.example.com/elsewhere', 'The path of the web socket is');
  await told('address', 'ftp://doshii.example.com', 'Use one that starts with wss://');
  await field('address').fill('ws://127.0.0.1:4100');
  await told('client-secret', 'two words', 'This cannot be a client secret');
  await told('client-secret', 'id', 'This is the client ID once more');
  await field('client-secret').fill('secret');
  await told('rest', '', 'the client secret is of no use without it');
  await told('rest', 'http://api.example.com', 'Use https://');
  await field('rest').fill('127.0.0.1:4101');
  await w.page.locator('summary', { hasText: 'More settings' }).click();
  await told('device-id', 'x'.repeat(150), 'This cannot be a device ID');
  await field('device-id').fill('');
  await told('client-id', 'two words', 'This cannot be a client ID');
  expect(await w.calls('connections.add')).toEqual([]);
});

test('the test says of how many venues it hears, and what is caught up', async () => {
  await openForm();
  await field('client-id').fill('wrong');
  await button('Test').click();
  await w.page.locator('.answer-bad').waitFor();
  await field('client-id').fill('right');
  await button('Test').click();
  await said('Which venues it hears of can be asked only with the client secret.');
  await said('Catch-up: no.');
  await field('client-secret').fill('secret');
  expect(await w.page.locator('.answer-good').count()).toBe(0);
  await button('Test').click();
  await said('It hears of 3 venues.');
  await said('Catch-up: yes. Orders and bookings');
  expect(await lastCall('connections.test')).toMatchObject({
    draft: { doshii: { rest: 'https://sandbox.doshii.co/partner/v3' }, secret: JSON.stringify({ clientId: 'right', clientSecret: 'secret' }) },
  });
});

test('an edit leaves the secrets alone, until the server is another', async () => {
  await edit('Bistro app');
  expect(await radio('Live').isChecked()).toBe(true);
  expect(await field('client-id').inputValue()).toBe('');
  expect([await field('client-id').getAttribute('placeholder'), await field('client-secret').getAttribute('placeholder')]).toEqual(['••••••••', '••••••••']);
  await field('name').fill('Corner bistro');
  await button('Save').click();
  await card('Corner bistro').waitFor();
  expect(await lastCall('connections.edit')).toMatchObject({ draft: { doshii: { rest: 'https://live.doshii.co/partner/v3', deviceId: 'till-7' } } });
  expect(await lastCall('connections.edit')).not.toHaveProperty('draft.secret');
  await card('Corner bistro').getByRole('button', { name: 'Edit' }).click();
  await radio('Sandbox').check();
  expect(await field('client-id').getAttribute('placeholder')).toBe('');
  await button('Save').click();
  await focused('#field-client-id');
  await field('client-id').fill('new-id');
  await button('Save').click();
  await focused('#field-client-secret');
  await said('The kept client secret belongs to another address or client ID.');
});

test('a client secret that is kept can be removed', async () => {
  await edit('Bistro app');
  await button('Remove the client secret').click();
  await focused('#field-client-secret');
  await said('The client secret is removed when you save.');
  await button('Save').click();
  await card('Bistro app').waitFor();
  expect(await lastCall('connections.edit')).toMatchObject({ draft: { doshii: { deviceId: 'till-7' } } });
  expect(await lastCall('connections.edit')).not.toHaveProperty('draft.doshii.rest');
});

test('the card of a refused client leads to the half that was refused, and there are no topics', async () => {
  await openConnections();
  expect(await card('Bistro app').getByText('topics', { exact: false }).count()).toBe(0);
  await card('Trial app').getByRole('button', { name: 'Sign in again' }).click();
  await focused('#field-client-id');
  await w.page.getByRole('button', { name: 'Back' }).click();
  await card('Half a key').getByRole('button', { name: 'Sign in again' }).click();
  await focused('#field-client-secret');
  expect(await field('address').inputValue()).toBe('wss://doshii.example.com/app/socket/v3');
});

test('an order says who, where, when, for how many and how much; a customer has no id, and an app has one', async () => {
  await w.load({ scenario: 'doshii', count: 1 });
  const facts = async (title: string): Promise<string> => {
    await w.page.getByRole('option', { name: title }).click();
    await w.page.locator('#detail-title', { hasText: title }).waitFor();
    return w.page.locator('.facts').innerText();
  };
  const order = await facts('New order from Maya Lindqvist');
  expect(order).toMatch(/Customer\s+Maya Lindqvist\s+For\s[\s\S]*People\s+4\s+Tables\s+Table 4, Table 5\s+Total\s+31\.50\s+Venue\s+The Pottery Cafe, Harbour Street\s+Order number\s+TBL-1042/);
  expect(order.match(/Maya Lindqvist/g)).toHaveLength(1);
  expect(order).toContain('Waits for an answer');
  expect(await facts('Booking by Maya Lindqvist')).toMatch(/Booking number\s+B-77[\s\S]*Booking\s+501/);
  expect(await facts('Payment refused')).toMatch(/App\s+Bistro Web\s+44[\s\S]*Amount\s+31\.50/);
  expect(await facts('Menu changed')).toMatch(/^Venue\s+bR3k\s+When/);
});

test('where nothing came yet it says what Doshii tells an app at all', async () => {
  await w.load({ scenario: 'doshii', count: 1 });
  const connection = w.page.getByRole('combobox', { name: 'Connection' });
  await connection.selectOption('Quiet app');
  await w.page.getByRole('heading', { name: 'No orders yet' }).waitFor();
  await said('orders that it created, updated, paid or subscribed to');
  await button('Show everything').click();
  await w.page.locator('[role=option]').first().waitFor();
  expect(await connection.inputValue()).toBe('');
});
