import type { Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import type { Request } from '../../src/shared/bridge.ts';
import type { Consumption } from '../servers/ewallet/domain.ts';
import { startWallet, type Wallet, type WalletOptions } from '../servers/ewallet/wallet.ts';
import { openShop, rings, soon, type Shop } from './shop.ts';

const FIVE_AND_ONE = 5_000_000_000_000_000_001n;
const LIFETIME_MS = 10 * 60_000;

/** A wallet on loopback, ended with the test. */
async function serve(options: WalletOptions = {}): Promise<Wallet> {
  const wallet = await startWallet(options);
  onTestFinished(() => wallet.close());
  return wallet;
}

/** The shop's counter: a request that customers pay by, each payment to be confirmed. */
function counter(wallet: Wallet) {
  const { shop, omg } = wallet;
  return wallet.request({ type: 'receive', token: omg, amount: FIVE_AND_ONE, owner: shop, requireConfirmation: true, correlationId: 'order-1', consumptionLifetime: LIFETIME_MS });
}

/** Saves the connection by the bridge; settles when it is online. */
async function connect(shop: Shop, draft: Omit<Request<'connections.add'>, 'system' | 'name'>): Promise<string> {
  const added = await shop.call('connections.add', { system: 'ewallet', name: 'My wallet', ...draft });
  if (!added.ok) throw new Error(`the connection was refused: ${JSON.stringify(added.trouble)}`);
  await shop.says('online', 'My wallet');
  return added.id;
}

const asProvider = ({ url, credentials, shop }: Wallet, more: readonly string[] = []) =>
  ({
    url,
    auth: 'OMGProvider',
    username: credentials.accessKey,
    secret: credentials.secretKey,
    path: '/api/admin/socket',
    topics: [`account:${shop.id}`, ...more],
  }) as const;

const asAlice = ({ url, credentials, alice }: Wallet) =>
  ({ url, auth: 'OMGClient', username: credentials.apiKey, secret: credentials.issue(alice), path: '/api/client/socket' }) as const;

/** There is no keyring on this desktop: what is to outlive the app's end is kept in a file. */
const keepSecrets = (shop: Shop) => shop.call('settings.change', { plainSecrets: true });

/** The app with a wallet that is online. */
async function listening(): Promise<{ shop: Shop; wallet: Wallet }> {
  const shop = await openShop();
  await keepSecrets(shop);
  const wallet = await serve();
  await connect(shop, { ...asProvider(wallet), topics: [`account:${wallet.shop.id}`] });
  return { shop, wallet };
}

const asked = async (shop: Shop) => shop.it.notifications.calls.find(({ title }) => title.includes('wants to pay'));

/** The button that says yes takes no click for a moment, so that none is taken by accident. */
async function sayYes(page: Page, name: RegExp): Promise<void> {
  const yes = page.getByRole('dialog').getByRole('button', { name });
  await yes.and(page.locator('[aria-disabled=false]')).waitFor();
  await yes.click();
}

test('a request rings, is approved in the window after asking, and its end arrives once though three topics carry it', async () => {
  const shop = await openShop();
  const wallet = await serve();
  const request = counter(wallet);
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await page.getByRole('radio', { name: /eWallet/ }).check();
  await page.locator('#field-address').fill(wallet.url);
  await page.locator('#field-name').fill('My wallet');
  await page.getByRole('textbox', { name: 'Access key' }).fill(wallet.credentials.accessKey);
  await page.getByRole('textbox', { name: 'Secret key' }).fill(wallet.credentials.secretKey);
  for (const [kind, id] of [['Account', wallet.shop.id], ['Transaction request', request.id], ['User', wallet.alice.id]] as const) {
    await page.locator('#field-topic-kind').selectOption({ label: kind });
    await page.locator('#field-topic').fill(id);
    await page.getByRole('button', { name: 'Add topic' }).click();
  }
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await shop.says('online', 'My wallet');
  await shop.closeWindow();

  const { id } = wallet.consume({ request });
  const rung = await asked(shop);
  expect(rung.title).toBe('Alice Liddell wants to pay 5.000000000000000001 OMG');
  expect(rung.hints.urgency).toBe('critical');
  expect(rung.actions.map(({ label }) => label)).toEqual(['Open', 'Approve', 'Reject', 'Mark read']);
  const opened = shop.it.app.waitForEvent('window');
  shop.it.notifications.act(rung.id, 'approve');
  await opened;
  const asks = await shop.page();
  const question = asks.getByRole('dialog', { name: 'Approve this?' });
  await question.locator('.money-way', { hasText: 'Money comes in' }).waitFor();
  await question.getByText('Read from the wallet just now.').waitFor();
  expect(wallet.approvals(id)).toBe(0);
  await sayYes(asks, /^Approve 5\.000000000000000001 OMG$/);
  await question.getByText('Approved.').waitFor();

  const received = await shop.it.notifications.calls.find(({ title }) => title.startsWith('Received'));
  expect(received.title).toBe('Received 5.000000000000000001 OMG from Alice Liddell');
  await shop.it.notifications.closed.find((closed) => closed.id === rung.id);
  await wallet.idle();
  expect(wallet.approvals(id)).toBe(1);
  expect(wallet.moved).toHaveLength(1);
  const lines = await shop.until('inbox.page', { limit: 10 }, (inbox) => inbox.lines.length === 2);
  expect(lines.lines.map(({ kind, read }) => [kind, read])).toEqual([
    ['consumptionFinalized', false],
    ['consumptionRequest', true],
  ]);
  expect(rings(shop.it)).toHaveLength(2);
});

test('two clicks, and a button of the notification besides, approve once', async () => {
  const { shop, wallet } = await listening();
  const held = wallet.faults.hold('transaction_consumption.approve', { answered: 'after' });
  const { id } = wallet.consume({ request: counter(wallet) });
  const rung = await asked(shop);
  const [line] = await shop.lines();
  const questions = await Promise.all([0, 1].map(() => shop.call('inbox.question', { id: line!.id, verb: 'approve' })));
  const tokens = questions.flatMap((answer) => (answer.ok ? [answer.question.token] : []));
  const answers = [...tokens, ...tokens].map((question) => shop.call('inbox.act', { id: line!.id, verb: 'approve', question }));
  await soon(held.arrived, 'the approval');
  shop.it.notifications.act(rung.id, 'approve');
  held.release();
  expect((await Promise.all(answers)).some(({ ok }) => ok)).toBe(true);
  await wallet.idle();
  expect(wallet.approvals(id)).toBe(1);
  expect(wallet.log.requests.filter(({ name }) => name === 'transaction_consumption.approve')).toHaveLength(1);
});

test('an app that is killed while the wallet approves never sends it again, and learns what came of it', async () => {
  const { shop, wallet } = await listening();
  const held = wallet.faults.hold('transaction_consumption.approve', { answered: 'before' });
  wallet.consume({ request: counter(wallet) });
  await asked(shop);
  const [line] = await shop.lines();
  const question = await shop.call('inbox.question', { id: line!.id, verb: 'approve' });
  if (!question.ok) throw new Error('no question');
  const answer = shop.call('inbox.act', { id: line!.id, verb: 'approve', question: question.question.token }).catch(() => undefined);
  await soon(held.arrived, 'the approval');
  await shop.it.kill9();
  await answer;
  held.release();
  await shop.restart();
  await shop.says('online', 'My wallet');
  const detail = await shop.until('inbox.detail', { id: line!.id }, (found) => found?.status === 'confirmed');
  expect(detail).toMatchObject({ actions: [], intent: { verb: 'approve' } });
  await wallet.idle();
  expect(wallet.log.requests.filter(({ name }) => name === 'transaction_consumption.approve')).toHaveLength(1);
  expect(wallet.moved).toHaveLength(1);
});

test('where no answer comes and nobody can be asked, the outcome is said to be unknown, and it is not sent again', async () => {
  const shop = await openShop();
  await keepSecrets(shop);
  const wallet = await serve();
  await connect(shop, asAlice(wallet));
  const request = wallet.request({ type: 'send', token: wallet.omg, amount: FIVE_AND_ONE, owner: wallet.alice, requireConfirmation: true });
  wallet.consume({ request, by: wallet.bob });
  await shop.it.notifications.calls.find(({ title }) => title === 'Bob Builder asks for 5.000000000000000001 OMG');
  const page = await shop.page();
  await page.locator('[role=option]', { hasText: 'Bob Builder' }).click();
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Reject this?' });
  await question.getByText('cannot ask the wallet again').waitFor();
  wallet.faults.cutBeforeActing('me.reject_transaction_consumption');
  await sayYes(page, /^Reject/);
  await question.getByText('It may have been done, or not').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('outcome unknown').waitFor();
  expect(await page.getByRole('button', { name: /^(Approve|Reject)$/ }).count()).toBe(0);
  await shop.restart();
  await shop.says('online', 'My wallet');
  const [line] = await shop.lines();
  expect(await shop.call('inbox.question', { id: line!.id, verb: 'reject' })).toMatchObject({ ok: false });
  expect(wallet.log.requests.filter(({ name }) => name === 'me.reject_transaction_consumption')).toHaveLength(1);
});

test('what asked while the wallet was away is caught up and rings, since it is open now; what ended is told once', async () => {
  const { shop, wallet } = await listening();
  const request = counter(wallet);
  await wallet.down();
  await shop.says('not connected, trying again', 'My wallet');
  wallet.consume({ request, live: false });
  const done = wallet.consume({ request, by: wallet.bob, live: false });
  wallet.approve(done.id, { live: false });
  await wallet.up();
  await shop.advance(5_000);
  await shop.says('online', 'My wallet');
  await shop.it.notifications.calls.find(({ title }) => title === 'Alice Liddell wants to pay 5.000000000000000001 OMG');
  const lines = await shop.until('inbox.page', { limit: 10 }, (inbox) => inbox.lines.length === 2);
  expect(lines.lines.map(({ title }) => title).toSorted()).toEqual([
    'Alice Liddell wants to pay 5.000000000000000001 OMG',
    'Received 5.000000000000000001 OMG from Bob Builder',
  ]);
});

test('decided elsewhere while the question stood open: nothing is sent', async () => {
  const { shop, wallet } = await listening();
  const { id } = wallet.consume({ request: counter(wallet) });
  await asked(shop);
  const page = await shop.page();
  await page.locator('[role=option]', { hasText: 'wants to pay' }).click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByRole('dialog').locator('.money-way', { hasText: 'Money comes in' }).waitFor();
  wallet.reject(id, { live: false });
  await sayYes(page, /^Approve/);
  await page.getByRole('dialog').getByText('It has been decided already').waitFor();
  expect(wallet.approvals(id)).toBe(0);
  expect(wallet.moved).toEqual([]);
});

test('a topic that crashes the server is kept apart and named, and the others live on', async () => {
  const shop = await openShop();
  const wallet = await serve();
  const poison = `address:${(wallet.alice as { address: string }).address}`;
  const added = await shop.call('connections.add', { system: 'ewallet', name: 'My wallet', ...asProvider(wallet), topics: [`account:${wallet.shop.id}`, poison] });
  if (!added.ok) throw new Error('refused');
  for (let end = 0; end < 2; end++) {
    await shop.says('not connected, trying again', 'My wallet');
    await shop.advance(60_000);
  }
  await shop.until('connections.topics', { id: added.id }, (topics) => topics.some(({ topic, phase }) => topic === poison && phase === 'quarantined'));
  const page = await shop.page();
  await page.getByRole('button', { name: 'Connections' }).click();
  await page.getByText(poison).first().waitFor();
  wallet.consume({ request: counter(wallet) });
  await asked(shop);
  expect(await shop.call('connections.list')).toMatchObject([{ state: { phase: 'online', trouble: { code: 'topics-refused' } }, joined: 1 }]);
});

test('nothing that the server sent decrypted is anywhere in what the app keeps', async () => {
  const { shop, wallet } = await listening();
  const one: Consumption = wallet.consume({ request: counter(wallet) });
  wallet.approve(one.id);
  const { lines } = await shop.until('inbox.page', { limit: 10 }, (inbox) => inbox.lines.length === 2);
  for (const { id } of lines) expect(JSON.stringify(await shop.call('inbox.detail', { id }))).not.toContain('decrypted-and-not-to-be-kept');
});
