import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAKE_CREDS, fakeKey } from '../renderer/fake-cloud.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const standing = (topic: string, state: string) => ({ topic, field: 'state', fieldId: state, state });
const FIRST = [
  standing('proofs', 'request-received'),
  standing('proofs', 'done'),
  standing('credentials', 'offer-received'),
  standing('credentials', 'done'),
  standing('basic-message', 'received'),
  standing('connections', 'completed'),
];

const button = (name: string) => w.page.getByRole('button', { name, exact: true });
const radio = (name: string) => w.page.getByRole('radio', { name, exact: true });
const box = (name: string) => w.page.getByRole('checkbox', { name, exact: true });
const field = (name: string) => w.page.locator(`#field-${name}`);
const card = (name: string) => w.page.getByRole('article', { name });
const lastCall = async (name: string) => (await w.calls(name)).at(-1);
const focused = (what: string) => w.page.waitForFunction((which) => document.activeElement?.matches(which), what);
const own = () => w.page.getByRole('list', { name: 'Your own watches' }).getByRole('listitem').allInnerTexts();
const heldAnywhere = (text: string) => w.page.evaluate((which) => document.documentElement.outerHTML.includes(which), text);

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
  await w.load({ scenario: 'cloud', count: 6 });
  await w.page.locator('.place-connections').click();
  await card('Harbour Identity').waitFor();
}

async function openForm(road?: string): Promise<void> {
  await openConnections();
  await button('Add a connection').click();
  await radio('acapy-cloud wallet').check();
  if (road !== undefined) await radio(road).check();
}

async function openEditor(): Promise<void> {
  await openForm('Waypoint');
  await w.page.locator('summary', { hasText: 'Watches of your own' }).click();
}

test('over NATS an address, a wallet and a way in are all there is to say, and the rest is a matter of rules', async () => {
  await openForm();
  expect(await radio('NATS (recommended)').isChecked()).toBe(true);
  expect(await field('address').count()).toBe(0);
  expect(await box('Proof requests').count()).toBe(0);
  await w.page.getByText('Which of them ring is a matter of the rules', { exact: false }).waitFor();
  await field('nats').fill('nats.example.com');
  await field('wallet').fill('w-1');
  await w.page.getByText('nats:// is encrypted only where the server asks for it', { exact: false }).waitFor();
  await button('Add').click();
  await card('nats.example.com').waitFor();
  expect(await lastCall('connections.add')).toEqual({
    system: 'acapy-cloud',
    name: 'nats.example.com',
    url: 'nats://nats.example.com:4222',
    auth: 'cloud',
    cloud: { walletId: 'w-1', nats: { url: 'nats://nats.example.com:4222', auth: 'none' } },
  });
});

test('over Waypoint a key says role and wallet, is never seen, and the usual watches are ticked', async () => {
  const key = fakeKey('wallet-of-the-key');
  await openForm('Waypoint');
  await field('address').fill('https://cloudapi.example.com/cloud/tenant/v1/connections');
  await radio('Governance').check();
  expect(await field('wallet').inputValue()).toBe('Governance');
  await field('secret').fill(`x-api-key: ${key}`);
  await w.page.getByText('Took the wallet ID out of the key.').waitFor();
  expect(await radio('Tenant').isChecked()).toBe(true);
  expect(await field('wallet').inputValue()).toBe('wallet-of-the-key');
  expect(await field('secret').getAttribute('type')).toBe('password');
  expect(await heldAnywhere(key)).toBe(false);
  await box('Messages').uncheck();
  await box('Revocations').check();
  await button('Add').click();
  await card('cloudapi.example.com').waitFor();
  expect(await lastCall('connections.add')).toEqual({
    system: 'acapy-cloud',
    name: 'cloudapi.example.com',
    url: 'https://cloudapi.example.com',
    auth: 'cloud',
    path: '/cloud',
    cloud: {
      walletId: 'wallet-of-the-key',
      waypoint: {
        role: 'tenant',
        watches: [...FIRST.filter(({ topic }) => topic !== 'basic-message'), standing('credentials', 'credential-revoked'), standing('issuer_cred_rev', 'revoked')],
      },
    },
    secret: JSON.stringify({ apiKey: key }),
  });
});

test('an administrator may hear a whole group, and is told what such a key cannot do', async () => {
  await openForm('Waypoint');
  expect(await radio('The whole group').count()).toBe(0);
  await radio('Tenant admin').check();
  await w.page.getByText('Only a tenant key can fill gaps and look up names', { exact: false }).waitFor();
  await radio('The whole group').check();
  expect(await field('wallet').count()).toBe(0);
  await field('address').fill('cloudapi.example.com');
  await field('secret').fill('tenant-admin.key');
  await button('Add').click();
  await focused('#field-group');
  await field('group').fill('guild');
  await button('Add').click();
  await card('cloudapi.example.com').waitFor();
  expect(await lastCall('connections.add')).toMatchObject({ cloud: { walletId: '*', groupId: 'guild', waypoint: { role: 'tenant-admin' } } });
});

test('a .creds file is taken in from a paste or a file, whole and unseen, and can be taken back', async () => {
  await openForm();
  await field('nats').fill('tls://nats.example.com');
  await field('wallet').fill('w-1');
  await radio('.creds file').check();
  await paste('nats-secret', 'walnut');
  await w.page.getByText('This is not a .creds file', { exact: false }).waitFor();
  await paste('nats-secret', FAKE_CREDS);
  await w.page.getByText('The .creds file is taken in. It is not shown.').first().waitFor();
  await focused('#forget-creds');
  expect(await heldAnywhere('SUAFAKE')).toBe(false);
  await w.page.keyboard.press('Enter');
  await focused('#field-nats-secret');
  await w.page.locator('.file input[accept=".creds,.txt"]').setInputFiles({ name: 'me.creds', mimeType: 'text/plain', buffer: Buffer.from('x'.repeat(70_000)) });
  await w.page.getByText('This file is too large to be that.').waitFor();
  await w.page.locator('.file input[accept=".creds,.txt"]').setInputFiles({ name: 'me.creds', mimeType: 'text/plain', buffer: Buffer.from(FAKE_CREDS) });
  await focused('#forget-creds');
  await w.page.locator('summary', { hasText: 'Own certificate authority' }).click();
  await field('nats-ca').fill('walnut');
  await button('Add').click();
  await focused('#field-nats-ca');
  await w.page.locator('.field:has(#field-nats-ca) .file input').setInputFiles({ name: 'ca.pem', mimeType: 'text/plain', buffer: Buffer.from(PEM) });
  await w.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#field-nats-ca')?.value.includes('BEGIN CERTIFICATE'));
  await button('Add').click();
  await card('nats.example.com').waitFor();
  expect(await lastCall('connections.add')).toMatchObject({
    cloud: { nats: { url: 'tls://nats.example.com:4222', auth: 'creds', ca: PEM.trim() } },
    secret: JSON.stringify({ nats: FAKE_CREDS }),
  });
});

test('a login that is pasted with the address of NATS goes where it belongs', async () => {
  await openForm();
  await paste('nats', 'nats://maya:pass-phrase@10.0.0.7:4222');
  expect(await field('nats').inputValue()).toBe('nats://10.0.0.7:4222');
  expect(await field('nats-user').inputValue()).toBe('maya');
  expect(await heldAnywhere('pass-phrase')).toBe(false);
});

test('watches of one’s own are made of what the servers document, and said in words', async () => {
  await openEditor();
  await w.page.locator('#watch-topic').selectOption('oob');
  await w.page.locator('#watch-state').selectOption('done');
  await button('Add watch').click();
  await w.page.locator('#watch-topic').selectOption('connections');
  await w.page.locator('#watch-state').selectOption('completed');
  await radio('One that I know').check();
  expect(await field('watch-field').inputValue()).toBe('connection_id');
  await button('Add watch').click();
  await focused('#field-watch-value');
  await field('watch-value').fill('a/b');
  await w.page.keyboard.press('Enter');
  await w.page.getByText('A value has no / ? # or %', { exact: false }).waitFor();
  await field('watch-value').fill('1cf1 a1f0');
  await w.page.keyboard.press('Enter');
  expect(await own()).toEqual(['Invitations done', 'Connections connection_id 1cf1 a1f0 connected']);
  expect(await w.page.locator('.warning').count()).toBe(0);
  await w.page.getByRole('button', { name: 'Remove Invitations done' }).focus();
  await w.page.keyboard.press('Enter');
  expect(await own()).toHaveLength(1);
  await focused('.topic .icon-button');
  await w.page.keyboard.press('Enter');
  await focused('#field-watch');
  expect(await box('Proof requests').isChecked()).toBe(true);
});

test('what no server may know is warned of, the plural put right, and what would break a server refused', async () => {
  await openEditor();
  await w.page.locator('#watch-topic').selectOption({ label: 'Another…' });
  await field('watch-topic').fill('two words');
  await field('watch-state').fill('received');
  await button('Add watch').click();
  await focused('#field-watch-topic');
  await w.page.getByText('A topic has no spaces, dots, * or >', { exact: false }).waitFor();
  await field('watch-topic').fill('invented');
  await button('Add watch').click();
  await w.page.getByText('there is only silence for 30 s', { exact: false }).waitFor();
  await box('Messages').uncheck();
  await field('watch-topic').fill('basic-messages');
  await button('Add watch').click();
  await w.page.getByText('The topic is called basic-message', { exact: false }).first().waitFor();
  expect(await box('Messages').isChecked()).toBe(true);
  await w.page.locator('#watch-topic').selectOption('problem_report');
  await field('watch-state').fill('any');
  await button('Add watch').click();
  await w.page.getByText('problem_report is never sent by today’s servers.').waitFor();
  expect(await own()).toEqual(['invented received', 'problem_report any']);
});

test('the test says what became of NATS and of each watch', async () => {
  await openForm('NATS, and Waypoint while NATS is down');
  await field('address').fill('cloudapi.example.com');
  await field('nats').fill('tls://nats.example.com');
  await field('secret').fill('tenant.wrong');
  await field('wallet').fill('w-1');
  await button('Test').click();
  await w.page.locator('.answer-bad').waitFor();
  await field('secret').fill('tenant.right');
  await button('Test').click();
  await w.page.getByText('6 of 7 can be listened to.').waitFor();
  const fates = await w.page.getByRole('list', { name: 'What can be listened to' }).getByRole('listitem').allInnerTexts();
  expect(fates.map((text) => text.replaceAll('\n', ' '))).toEqual([
    'Everything, over NATS Listening',
    'Proofs request received Listening',
    'Proofs done Listening',
    'Credentials offer received Listening',
    'Credentials done Listening',
    'Messages received Listening',
    'Connections connected Broke off, tries again',
  ]);
});

test('the card says what is heard now, and over which road', async () => {
  await openConnections();
  const identity = card('Harbour Identity');
  expect(await identity.locator('.phase').innerText()).toContain('Partly connected');
  await identity.getByText('What is heard').click();
  await identity.locator('.topics').waitFor();
  const heard = await identity.locator('.topics').getByRole('listitem').allInnerTexts();
  expect(heard.map((text) => text.replaceAll('\n', ' '))[0]).toBe('Everything, over NATS Broke off, tries again');
  expect(heard).toHaveLength(5);
  await identity.getByText('Rules').click();
  expect(await identity.locator('.card-identity code').innerText()).toBe('4f0c9a52-6a3e-4b7e-9d55-0c6d2f6f8a11');
  await card('Guild of potters').getByText('Rules').click();
  expect(await card('Guild of potters').locator('.card-identity code').innerText()).toBe('group:guild');
});

test('a key of another wallet leads to the key', async () => {
  await openConnections();
  await card('Old key').getByRole('button', { name: 'Sign in again' }).click();
  await focused('#field-secret');
  expect(await field('secret').getAttribute('placeholder')).toBe('••••••••');
});

test('an edit sends only what was typed of the secret, and asks anew for what would go elsewhere', async () => {
  await openConnections();
  await card('Harbour Identity').getByRole('button', { name: 'Edit' }).click();
  expect(await field('address').inputValue()).toBe('https://cloudapi.example.com/cloud');
  expect(await field('secret').inputValue()).toBe('');
  await field('nats').fill('tls://other.example.com:4222');
  await button('Save').click();
  await focused('#field-nats-secret');
  expect(await w.calls('connections.edit')).toEqual([]);
  await radio('Token').check();
  await field('nats-secret').fill('t0ken');
  await button('Save').click();
  await card('Harbour Identity').waitFor();
  expect(await lastCall('connections.edit')).toMatchObject({
    draft: { path: '/cloud', cloud: { nats: { url: 'tls://other.example.com:4222', auth: 'token' } }, secret: JSON.stringify({ nats: 't0ken' }) },
  });
});

test('an alert says whether the proof is genuine, its state in words, and of a group whose wallet it is', async () => {
  await w.load({ scenario: 'cloud', count: 1 });
  const facts = async (title: string): Promise<string> => {
    await w.page.getByRole('option', { name: title }).click();
    await w.page.locator('#detail-title', { hasText: title }).waitFor();
    return w.page.locator('.facts').innerText();
  };
  expect(await facts('Harbour Registry asks for proof')).toMatch(/You prove[\s\S]*Request received/);
  expect(await facts('The proof could not be verified')).toContain('No: the proof is not valid');
  expect(await facts('The proof is verified')).toContain('Yes: the proof is genuine');
  expect(await facts('oob: strange-state')).toMatch(/Wallet\s+4f0c9a52[\s\S]*strange-state/);
});
