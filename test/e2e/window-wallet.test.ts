import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const button = (name: string | RegExp) => w.page.getByRole('button', { name, exact: typeof name === 'string' });
const radio = (name: string) => w.page.getByRole('radio', { name, exact: true });
const field = (name: string) => w.page.locator(`#field-${name}`);
const card = (name: string) => w.page.getByRole('article', { name });
const lastCall = async (name: string) => (await w.calls(name)).at(-1);
const topics = () => w.page.getByRole('list', { name: 'Topics to listen to' }).getByRole('listitem').allInnerTexts();
const focused = (what: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which), what);

async function openConnections(): Promise<void> {
  await w.load({ scenario: 'wallet', count: 12 });
  await w.page.locator('.place-connections').click();
  await card('Harbour Wallet').waitFor();
}

async function openForm(): Promise<void> {
  await openConnections();
  await button('Add a connection').click();
  await radio('OmiseGO eWallet').check();
}

/** What the form or anything else in the page would show of a text. */
const shows = (text: string) =>
  w.page.evaluate(
    (which) => document.body.innerText.includes(which) || [...document.querySelectorAll<HTMLInputElement>('input:not([type=password])')].some(({ value }) => value.includes(which)),
    text
  );

test('a wallet is added with keys and topics', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await field('username').fill('access');
  await field('secret').fill('secret');
  await field('topic').fill('acc_1');
  await button('Add topic').click();
  expect(await topics()).toEqual(['Account acc_1']);
  await button('Add').click();
  await card('wallet.example.com').waitFor();
  expect(await lastCall('connections.add')).toEqual({
    system: 'ewallet',
    name: 'wallet.example.com',
    url: 'https://wallet.example.com',
    auth: 'OMGProvider',
    username: 'access',
    path: '/api/admin/socket',
    topics: ['account:acc_1'],
    secret: 'secret',
  });
});

test('each kind of keys says what goes where, and proposes its path', async () => {
  await openForm();
  const expected = { 'Access key': ['Access key', 'Secret key', 'Admin'], Client: ['API key', 'Authentication token', 'Client'], 'Old server': ['Access key', 'Secret key', 'Old servers'] } as const;
  for (const [kind, [first, second, path]] of Object.entries(expected)) {
    await w.page.locator('input[name=scheme]').and(radio(kind)).check();
    expect(await w.page.locator('label[for=field-username]').innerText()).toBe(first);
    expect(await w.page.locator('label[for=field-secret]').innerText()).toBe(second);
    expect(await w.page.locator('input[name=path]').and(radio(path)).isChecked()).toBe(true);
  }
  await w.page.locator('input[name=scheme]').and(radio('Admin')).check();
  expect(await w.page.locator('label[for=field-username]').innerText()).toBe('User ID');
  await w.page.locator('input[name=path]').and(radio('Client')).check();
  await w.page.getByText('Released servers refuse OMGAdmin keys at /api/client/socket', { exact: false }).waitFor();
  await radio('Own path').check();
  await field('path').fill('nowhere');
  await field('address').fill('wallet.example.com');
  await button('Test').click();
  await focused('#field-path');
  expect(await w.calls('connections.test')).toEqual([]);
});

test('pasted credentials are taken apart, and their secret is never seen', async () => {
  await openForm();
  await field('username').fill(`Authorization: OMGClient ${btoa('api_key_1:tok3n-of-somebody')}`);
  expect(await field('username').inputValue()).toBe('api_key_1');
  expect(await field('secret').inputValue()).toBe('tok3n-of-somebody');
  expect(await field('secret').getAttribute('type')).toBe('password');
  expect(await shows('tok3n-of-somebody')).toBe(false);
  expect(await w.page.locator('input[name=scheme]').and(radio('Client')).isChecked()).toBe(true);
});

test('what was typed for one system is there again after a look at the other', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await radio('OpenBazaar node').check();
  expect(await field('address').inputValue()).toBe('http://127.0.0.1:4002');
  await radio('OmiseGO eWallet').check();
  expect(await field('address').inputValue()).toContain('wallet.example.com');
});

test('an admin signs in with e-mail, password and a code; none of them stays in the page', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await radio('E-mail and password').check();
  await field('email').fill('two@example.com');
  await field('password').fill('pass-phrase');
  await w.page.keyboard.press('Enter');
  await focused('#field-code');
  expect(await lastCall('connections.signIn')).toEqual({
    step: 'password',
    draft: { system: 'ewallet', url: 'https://wallet.example.com', auth: 'OMGAdmin', path: '/api/admin/socket' },
    email: 'two@example.com',
    password: 'pass-phrase',
  });
  await field('code').fill('000000');
  await w.page.keyboard.press('Enter');
  await w.page.getByRole('alert').waitFor();
  expect(await field('code').inputValue()).toBe('');
  await radio('Backup code').check();
  await field('code').fill('back-up-1');
  await w.page.keyboard.press('Enter');
  await w.page.locator('.panel-good', { hasText: 'Signed in as two@example.com; the password is not kept.' }).waitFor();
  expect(await lastCall('connections.signIn')).toEqual({ step: 'code', ticket: 'ticket-1', kind: 'backup', code: 'back-up-1' });
  expect(await w.calls('connections.add')).toEqual([]);
  for (const secret of ['pass-phrase', 'back-up-1', 'ticket-2']) expect(await w.page.evaluate((which) => document.documentElement.outerHTML.includes(which), secret)).toBe(false);
  await field('topic').fill('acc_1');
  await w.page.keyboard.press('Enter');
  await button('Add').click();
  await card('wallet.example.com').waitFor();
  expect(await lastCall('connections.add')).toMatchObject({ auth: 'OMGAdmin', username: 'usr_admin', ticket: 'ticket-2' });
  expect(await lastCall('connections.add')).not.toHaveProperty('secret');
});

test('a client user signs in with the API key of the app, and needs no topic', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await radio('E-mail and password').check();
  await radio('Client user').check();
  await w.page.getByText('Works only on standalone servers', { exact: false }).waitFor();
  await field('email').fill('one@example.com');
  await field('password').fill('wrong');
  await button('Sign in').click();
  await focused('#field-username');
  await field('username').fill('api_1');
  await button('Sign in').click();
  await w.page.getByRole('alert').waitFor();
  expect(await field('password').inputValue()).toBe('');
  expect(await field('email').inputValue()).toBe('one@example.com');
  await field('password').fill('right');
  await button('Sign in').click();
  await w.page.locator('.panel-good').waitFor();
  await w.page.getByText('None needed: your own user is listened to.').waitFor();
  await w.page.getByText('there is no list to ask for', { exact: false }).waitFor();
  await button('Add').click();
  await card('wallet.example.com').waitFor();
  expect(await lastCall('connections.add')).toMatchObject({ auth: 'OMGClient', username: 'api_1', ticket: 'ticket-0', path: '/api/client/socket', topics: [] });
});

test('a sign-in does not go to another address', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await radio('E-mail and password').check();
  await field('email').fill('one@example.com');
  await field('password').fill('right');
  await button('Sign in').click();
  await w.page.locator('.panel-good').waitFor();
  await field('address').fill('elsewhere.example.com');
  await field('email').waitFor();
  await button('Test').click();
  await focused('#field-email');
  expect(await w.calls('connections.test')).toEqual([]);
});

test('topics are added one by one or many at once, doubles once, and removed by keyboard', async () => {
  await openForm();
  await field('topic').fill('txr_1');
  expect(await w.page.locator('#field-topic-kind').inputValue()).toBe('transaction_request');
  await w.page.keyboard.press('Enter');
  await field('topic').focus();
  await w.page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'account:acc_1\nusr_2\r\nacc_1\nwallet:aaaa\n');
    document.getElementById('field-topic')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await w.page.getByRole('alert').waitFor();
  expect(await topics()).toEqual(['Transaction request txr_1', 'Account acc_1', 'User usr_2']);
  expect(await w.page.getByRole('alert').innerText()).toContain('wallet:aaaa');
  expect(await field('topic').inputValue()).toBe('wallet:aaaa');
  await button('Remove account:acc_1').focus();
  await w.page.keyboard.press('Enter');
  expect(await topics()).toEqual(['Transaction request txr_1', 'User usr_2']);
  await focused('[aria-label="Remove user:usr_2"]');
  await w.page.keyboard.press('Enter');
  await focused('[aria-label="Remove transaction_request:txr_1"]');
  await w.page.keyboard.press('Enter');
  await focused('#field-topic');
  await w.page.getByText('At least one is needed.').waitFor();
});

test('traps in a choice of topics are said before they are met', async () => {
  await openForm();
  await field('topic').fill('txc_1');
  await w.page.keyboard.press('Enter');
  await w.page.getByText('You will hear how it ends, but never be asked', { exact: false }).waitFor();
  await field('topic').fill('address:a acc_1');
  await w.page.keyboard.press('Enter');
  await w.page.getByText('Released servers crash on address:*.', { exact: false }).waitFor();
  await w.page.locator('input[name=path]').and(radio('Client')).check();
  await w.page.getByText('Released servers crash on address:* and account:*.', { exact: false }).waitFor();
  expect(await w.page.locator('.warning').count()).toBe(2);
});

test('the test says what became of each topic, and whether what was missed can be fetched', async () => {
  await openForm();
  await field('address').fill('wss://wallet.example.com/api/admin/socket');
  await field('username').fill('access');
  await field('secret').fill('wrong');
  await field('topic').fill('acc_1 address:a usr_1 txr_1');
  await w.page.keyboard.press('Enter');
  await button('Test').click();
  await w.page.locator('.answer-bad').waitFor();
  await field('secret').fill('right');
  await button('Test').click();
  await w.page.getByText('2 of 4 topics can be listened to.').waitFor();
  await w.page.getByText('Catch-up: yes.', { exact: false }).waitFor();
  const fates = await w.page.getByRole('list', { name: 'What became of the topics' }).getByRole('listitem').allInnerTexts();
  expect(fates.map((text) => text.replaceAll('\n', ' '))).toEqual([
    'Account acc_1 Listening',
    'Address a Breaks the connection, kept apart',
    'User usr_1 Listening',
    'Transaction request txr_1 Refused by the server',
  ]);
});

test('a wallet that is only partly listened to does not look fine, and says which topics and where to mend it', async () => {
  await openConnections();
  const wallet = card('Harbour Wallet');
  expect(await wallet.locator('.phase').innerText()).toContain('Partly connected');
  await wallet.getByText('2 of 3 topics').click();
  await wallet.getByText('Breaks the connection, kept apart').waitFor();
  await w.page.evaluate(() => {
    window.fake.answer('connections.topics', [{ topic: 'account:acc_9', phase: 'denied' }]);
    window.fake.emit('connections.changed', [...window.fake.connections]);
  });
  await wallet.getByText('Refused by the server').waitFor();
  await wallet.getByRole('button', { name: 'Change the topics' }).click();
  await focused('#field-topic');
  expect(await topics()).toHaveLength(3);
});

test('a token that ran out leads to signing in again', async () => {
  await openConnections();
  await card('My pocket').getByRole('button', { name: 'Sign in again' }).click();
  await focused('#field-email');
  await field('email').fill('one@example.com');
  await field('password').fill('right');
  await w.page.keyboard.press('Enter');
  await w.page.locator('.panel-good').waitFor();
  await button('Save').click();
  await card('My pocket').waitFor();
  expect(await lastCall('connections.edit')).toMatchObject({ id: 'pocket', draft: { auth: 'OMGClient', username: 'api_01cdpmcz', ticket: 'ticket-0' } });
});

/** Answers a call only when the test says so. */
async function holdBack(name: 'connections.signIn' | 'connections.test', answer: object): Promise<() => Promise<void>> {
  await w.page.evaluate(([which, held]) => {
    const later = new Promise((resolve) => {
      Object.assign(window, { answerNow: () => resolve(held) });
    });
    window.fake.answer(which!, later as never);
  }, [name, answer] as const);
  return () => w.page.evaluate(() => (window as unknown as { answerNow(): void }).answerNow());
}

test('what is typed while a sign-in is under way is not lost with its answer', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await radio('E-mail and password').check();
  await field('email').fill('one@example.com');
  await field('password').fill('right');
  const answer = await holdBack('connections.signIn', { ok: true, next: 'done', ticket: 'ticket-0', username: 'usr_1' });
  await button('Sign in').click();
  await field('topic').fill('acc_1');
  await w.page.keyboard.press('Enter');
  await field('name').fill('Typed meanwhile');
  await answer();
  await w.page.locator('.panel-good').waitFor();
  expect(await topics()).toEqual(['Account acc_1']);
  expect(await field('name').inputValue()).toBe('Typed meanwhile');
});

test('a sign-in whose side was changed meanwhile signs nobody in', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await radio('E-mail and password').check();
  await field('email').fill('one@example.com');
  await field('password').fill('right');
  const answer = await holdBack('connections.signIn', { ok: true, next: 'done', ticket: 'ticket-0', username: 'usr_1' });
  await button('Sign in').click();
  await radio('Client user').check();
  await answer();
  await field('username').fill('api_1');
  expect(await w.page.locator('.panel-good').count()).toBe(0);
  expect(await radio('Client user').isChecked()).toBe(true);
});

test('the answer of a test is about what was tested: it neither undoes what was typed since nor vouches for it', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await field('username').fill('access');
  await field('secret').fill('tested');
  await field('topic').fill('acc_1');
  await w.page.keyboard.press('Enter');
  const answer = await holdBack('connections.test', { ok: true, identity: 'ewallet:access', name: 'Harbour Wallet', topics: [], listed: true });
  await button('Test').click();
  await field('secret').fill('typed since');
  await answer();
  await button('Test').waitFor();
  expect(await field('secret').inputValue()).toBe('typed since');
  expect(await w.page.locator('.answer').innerText()).toBe('');
});

test('that an address is not encrypted is said before anything is signed in with', async () => {
  await openForm();
  await field('address').fill('http://wallet.example.com');
  await radio('E-mail and password').check();
  const [warning, password] = [await w.page.locator('.exposed').boundingBox(), await field('password').boundingBox()];
  expect(warning!.y).toBeLessThan(password!.y);
});

test('a pair or a whole command pasted as access key shows no secret', async () => {
  for (const pasted of ['access:s3cret-of-mine', `curl -H "Authorization: OMGProvider ${btoa('access:s3cret-of-mine')}"`]) {
    await openForm();
    await field('username').fill(pasted);
    await field('address').focus();
    expect(await field('username').inputValue()).toBe('access');
    expect(await field('secret').inputValue()).toBe('s3cret-of-mine');
    expect(await shows('s3cret-of-mine')).toBe(false);
  }
});

test('another access key wants its own secret key', async () => {
  await openConnections();
  await card('Harbour Wallet').getByRole('button', { name: 'Edit' }).click();
  expect(await w.page.locator('#field-secret-hint').innerText()).toContain('Unchanged');
  await field('username').fill('another');
  expect(await w.page.locator('#field-secret-hint').innerText()).toBe('');
  await button('Save').click();
  await focused('#field-secret');
  expect(await w.calls('connections.edit')).toEqual([]);
});

test('saving between the two steps of signing in leads to the code', async () => {
  await openForm();
  await field('address').fill('wallet.example.com');
  await field('topic').fill('acc_1');
  await w.page.keyboard.press('Enter');
  await radio('E-mail and password').check();
  await field('email').fill('two@example.com');
  await field('password').fill('right');
  await w.page.keyboard.press('Enter');
  await focused('#field-code');
  await button('Add').click();
  await w.page.getByRole('alert').getByText('Sign in first.').waitFor();
  await focused('#field-code');
  expect(await w.calls('connections.add')).toEqual([]);
});

test('without a keyring it is said that a sign-in lasts until the app is closed', async () => {
  await w.load({ scenario: 'wallet', count: 3, app: { keyring: 'none' } });
  await w.page.locator('.place-connections').click();
  await button('Add a connection').click();
  await radio('OmiseGO eWallet').check();
  await radio('E-mail and password').check();
  expect(await w.page.locator('#field-password-hint').innerText()).toContain('the token is kept until Tradebell is closed');
});

test('when a topic is asked for again counts down, and a long name stays within the side', async () => {
  await openConnections();
  await w.page.evaluate(() => {
    window.fake.answer('connections.topics', [{ topic: 'account:acc_9', phase: 'denied', retryAt: Date.now() + 30_000 }]);
    window.fake.emit('connections.changed', window.fake.connections.map((each) => ({ ...each, name: each.id === 'wallet' ? 'W'.repeat(100) : each.name })));
  });
  const name = w.page.locator('.side-connections .category', { hasText: 'WWW' });
  expect(await name.evaluate((element) => element.getBoundingClientRect().right - element.closest('.side')!.getBoundingClientRect().right)).toBeLessThan(0);
  await w.page.getByText('2 of 3 topics').click();
  const told = w.page.locator('.topic-phase').first();
  await told.getByText('again in', { exact: false }).waitFor();
  const before = await told.innerText();
  await w.page.waitForFunction((text) => document.querySelector<HTMLElement>('.topic-phase')!.innerText !== text, before);
  expect(await told.innerText()).toMatch(/again in 2\d seconds/);
});
