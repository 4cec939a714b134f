import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeOptions } from '../renderer/fake-bridge.ts';
import { violationsIn } from './axe.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

interface Seen {
  options?: Partial<FakeOptions>;
  go: () => Promise<void>;
}

const page = () => w.page;
const openLine = async (index: number): Promise<void> => {
  await page().locator('[role=option]').nth(index).click();
  await page().locator('#detail-title').waitFor();
};
const toConnections = async (): Promise<void> => {
  await page().locator('.place-connections').click();
  await page().locator('.card').first().waitFor();
};

const toWalletForm = async (): Promise<void> => {
  await toConnections();
  await page().getByRole('button', { name: 'Add a connection' }).click();
  await page().getByRole('radio', { name: 'OmiseGO eWallet' }).check();
};

const toCloudForm = async (): Promise<void> => {
  await toConnections();
  await page().getByRole('button', { name: 'Add a connection' }).click();
  await page().getByRole('radio', { name: 'acapy-cloud wallet' }).check();
};

const toDoshiiForm = async (): Promise<void> => {
  await toConnections();
  await page().getByRole('button', { name: 'Add a connection' }).click();
  await page().getByRole('radio', { name: 'Doshii app' }).check();
};

const VIEWS: Record<string, Seen> = {
  inbox: { go: () => page().locator('[role=option]').first().waitFor() },
  'a message with reply': { go: () => openLine(1) },
  'a dispute with deadline': { go: () => openLine(2) },
  'an alert that is not confirmed': { go: async () => void (await page().locator('.chip-doubt').first().click()) },
  'a search that finds nothing': {
    async go() {
      await page().locator('#search').fill('zzzz');
      await page().locator('.empty').first().waitFor();
    },
  },
  'new alerts while further down': {
    async go() {
      await page().locator('[role=option]').first().waitFor();
      await page().locator('#alerts').evaluate((list) => {
        list.scrollTop = 900;
      });
      await page().waitForFunction(() => Number(document.querySelector('[role=option]')?.getAttribute('aria-posinset')) > 2);
      await page().evaluate(() => window.fake.arrive(3));
      await page().locator('.arrivals').waitFor();
    },
  },
  'all banners and a toast': {
    options: { app: { keyring: 'locked', pausedUntil: null, journal: 'full', settingsProblem: 'Settings could not be read.' } },
    async go() {
      await page().locator('[role=option]').first().waitFor();
      await page().keyboard.press('Shift+A');
      await page().locator('.toast').waitFor();
    },
  },
  welcome: { options: { count: 0, scenario: 'empty' }, go: () => page().locator('.welcome').waitFor() },
  'an empty inbox': { options: { count: 0, scenario: 'one' }, go: () => page().locator('.empty').first().waitFor() },
  connections: { go: toConnections },
  'rules of a connection': {
    async go() {
      await toConnections();
      await page().locator('.card-more summary').first().click();
    },
  },
  'a changed certificate': {
    async go() {
      await toConnections();
      await page().getByRole('button', { name: 'Look at the certificate' }).click();
      await page().getByRole('dialog').waitFor();
    },
  },
  'the form with a problem': {
    async go() {
      await toConnections();
      await page().getByRole('button', { name: 'Add a connection' }).click();
      await page().getByRole('radio', { name: 'Cookie' }).check();
      await page().getByRole('button', { name: 'Add', exact: true }).click();
      await page().getByRole('alert').waitFor();
    },
  },
  'a request to approve': { options: { scenario: 'wallet', count: 12 }, go: () => openLine(0) },
  'the question before something final': {
    options: { scenario: 'wallet', count: 12 },
    async go() {
      await openLine(0);
      await page().getByRole('button', { name: 'Approve' }).click();
      await page().locator('.yes[aria-disabled=false]').waitFor();
    },
  },
  'an outcome that is not known': {
    options: { scenario: 'wallet', count: 12 },
    async go() {
      await openLine(0);
      await page().evaluate(() => window.fake.answer('inbox.act', { ok: false, trouble: { code: 'outcome-unknown' } }));
      await page().getByRole('button', { name: 'Approve' }).click();
      await page().locator('.yes[aria-disabled=false]').click();
      await page().locator('.outcome-open').waitFor();
    },
  },
  'the topics of a wallet': {
    options: { scenario: 'wallet', count: 12 },
    async go() {
      await toConnections();
      await page().locator('.card-more summary', { hasText: '2 of 3 topics' }).click();
      await page().locator('.topics').waitFor();
    },
  },
  'the form of a wallet, with keys': {
    options: { scenario: 'wallet', count: 12 },
    async go() {
      await toWalletForm();
      await page().locator('#field-address').fill('http://wallet.example.com/api/client/socket');
      await page().locator('#field-topic').fill('acc_1 address:x usr_2 txr_3 txc_4 acc_5 acc_6');
      await page().keyboard.press('Enter');
      await page().locator('#field-username').fill('key');
      await page().locator('#field-secret').fill('secret');
      await page().getByRole('button', { name: 'Test' }).click();
      await page().locator('.answer-partly').waitFor();
    },
  },
  'the form of a wallet, second step of signing in': {
    options: { scenario: 'wallet', count: 12 },
    async go() {
      await toWalletForm();
      await page().locator('#field-address').fill('wallet.example.com');
      await page().getByRole('radio', { name: 'E-mail and password' }).check();
      await page().locator('#field-email').fill('two@example.com');
      await page().locator('#field-password').fill('right');
      await page().keyboard.press('Enter');
      await page().locator('#field-code').fill('000000');
      await page().keyboard.press('Enter');
      await page().getByRole('alert').waitFor();
    },
  },
  'a proof that could not be verified': {
    options: { scenario: 'cloud', count: 1 },
    async go() {
      await page().getByRole('option', { name: 'The proof could not be verified' }).click();
      await page().locator('.unverified').waitFor();
    },
  },
  'what is heard of an identity wallet': {
    options: { scenario: 'cloud', count: 6 },
    async go() {
      await toConnections();
      await page().locator('.card-more summary', { hasText: 'What is heard' }).first().click();
      await page().locator('.topics').waitFor();
    },
  },
  'the form of an identity wallet, over NATS': {
    options: { scenario: 'cloud', count: 6 },
    async go() {
      await toCloudForm();
      await page().locator('#field-nats').fill('nats.example.com');
      await page().getByRole('radio', { name: '.creds file' }).check();
      await page().locator('summary', { hasText: 'Own certificate authority' }).click();
      await page().locator('#field-nats-ca').fill('nothing');
      await page().getByRole('button', { name: 'Add', exact: true }).click();
      await page().getByRole('alert').waitFor();
    },
  },
  'the form of an identity wallet, over both roads': {
    options: { scenario: 'cloud', count: 6 },
    async go() {
      await toCloudForm();
      await page().getByRole('radio', { name: 'NATS, and Waypoint while NATS is down' }).check();
      await page().locator('#field-address').fill('http://cloudapi.example.com/cloud');
      await page().locator('#field-nats').fill('tls://nats.example.com');
      await page().locator('#field-secret').fill('tenant-admin.key');
      await page().locator('#field-wallet').fill('w-1');
      await page().locator('summary', { hasText: 'Watches of your own' }).click();
      await page().locator('#watch-topic').selectOption('problem_report');
      await page().locator('#field-watch-state').fill('any');
      await page().getByRole('button', { name: 'Add watch' }).click();
      await page().getByRole('radio', { name: 'One that I know' }).check();
      await page().getByRole('button', { name: 'Test' }).click();
      await page().locator('.answer-partly').waitFor();
    },
  },
  'an order at a venue': {
    options: { scenario: 'doshii', count: 1 },
    async go() {
      await page().getByRole('option', { name: 'New order from Maya Lindqvist' }).click();
      await page().locator('#detail-title').waitFor();
    },
  },
  'a Doshii app of which nothing came yet': {
    options: { scenario: 'doshii', count: 1 },
    async go() {
      await page().getByRole('combobox', { name: 'Connection' }).selectOption('Quiet app');
      await page().getByText('No orders yet').waitFor();
    },
  },
  'the connections of Doshii apps': { options: { scenario: 'doshii', count: 1 }, go: toConnections },
  'the form of a Doshii app, with a problem': {
    options: { scenario: 'doshii', count: 1 },
    async go() {
      await toDoshiiForm();
      await page().locator('summary', { hasText: 'More settings' }).click();
      await page().getByRole('button', { name: 'Add', exact: true }).click();
      await page().getByRole('alert').waitFor();
    },
  },
  'the form of a Doshii app at another address, tested': {
    options: { scenario: 'doshii', count: 1 },
    async go() {
      await toDoshiiForm();
      await page().getByRole('radio', { name: 'Other address' }).check();
      await page().locator('#field-address').fill('wss://doshii.example.com/app/socket/v3?auth=aWQ=&deviceId=7');
      await page().locator('#field-client-secret').fill('secret');
      await page().locator('#field-rest').fill('api.example.com');
      await page().getByRole('button', { name: 'Test' }).click();
      await page().locator('.answer-good').waitFor();
    },
  },
  'a paste that was recognised': {
    options: { count: 0, scenario: 'empty' },
    async go() {
      await page().getByRole('button', { name: 'Add your first connection' }).click();
      await page().locator('#paste').fill('OpenBazaar_Auth_Cookie=7dKqRt');
      await page().keyboard.press('Enter');
      await page().locator('#paste-test').waitFor();
    },
  },
  'a paste that may be several things': {
    options: { count: 0, scenario: 'empty' },
    async go() {
      await page().getByRole('button', { name: 'Add your first connection' }).click();
      await page().locator('#paste').fill('https://example.com');
      await page().keyboard.press('Enter');
      await page().locator('.paste-choices').waitFor();
    },
  },
  'the first ring': {
    options: { count: 0, scenario: 'empty' },
    async go() {
      await page().getByRole('button', { name: 'Add your first connection' }).click();
      await page().getByRole('button', { name: 'Add', exact: true }).click();
      await page().getByRole('button', { name: 'Ring a test' }).click();
      await page().getByText('Your desktop took it.').waitFor();
      await page().getByRole('button', { name: 'Dismiss' }).click();
    },
  },
  'sample data': {
    options: { count: 0, scenario: 'empty' },
    async go() {
      await page().getByRole('button', { name: 'Look around with sample data' }).click();
      await openLine(2);
    },
  },
  'the menu of a line': {
    async go() {
      await page().locator('[role=option]').nth(1).click({ button: 'right' });
      await page().getByRole('menu').waitFor();
    },
  },
  'the menu of a connection': {
    async go() {
      await toConnections();
      await page().locator('.card').nth(2).click({ button: 'right', position: { x: 20, y: 20 } });
      await page().getByRole('menu').waitFor();
    },
  },
  'a search with all filters': {
    async go() {
      await page().locator('#search').fill('walnut');
      await page().locator('.search-count').waitFor();
      await page().getByRole('button', { name: 'Unread', exact: true }).click();
    },
  },
  'the largest text': { options: { settings: { textSize: 'larger' } }, go: () => openLine(2) },
  'connections that could not be read': {
    options: { failing: ['connections.list'] },
    async go() {
      await page().locator('[role=option]').first().waitFor();
      await page().locator('.place-connections').click();
      await page().locator('.empty').waitFor();
    },
  },
  'an inbox that could not be read': { options: { failing: ['inbox.page'] }, go: () => page().locator('.list-pane .empty').waitFor() },
  settings: {
    options: { app: { keyring: 'none', journal: 'replaced', setAside: [{ file: 'journal-1.db', at: 1_700_000_000_000 }] } },
    async go() {
      await page().locator('.place-settings').click();
      await page().locator('.set-aside').waitFor();
    },
  },
  keys: {
    async go() {
      await page().locator('[role=option]').first().waitFor();
      await page().keyboard.press('?');
      await page().getByRole('dialog').waitFor();
    },
  },
};

const cases = Object.keys(VIEWS).flatMap((name) => (['light', 'dark'] as const).map((theme) => [name, theme] as const));

test.each(cases)('%s, %s: axe finds nothing wrong, wide or narrow', async (name, theme) => {
  const { options, go } = VIEWS[name]!;
  for (const size of [{ width: 900, height: 700 }, { width: 400, height: 640 }]) {
    await w.load({ count: 400, ...options, settings: { ...options?.settings, theme } }, size);
    await page().waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
    await go();
    expect(await violationsIn(page()), `${size.width}`).toEqual([]);
    // What a view shows because it was made to fail is complained of as well.
    expect(w.complaints.filter((complaint) => !complaint.endsWith(' fails'))).toEqual([]);
  }
});

test('with reduced motion nothing moves by itself', async () => {
  await page().emulateMedia({ reducedMotion: 'reduce' });
  await w.load();
  const durations = await page().evaluate(() => [...document.querySelectorAll('*')].map((element) => getComputedStyle(element).transitionDuration));
  expect(new Set(durations)).toEqual(new Set(['0s']));
  await page().emulateMedia({ reducedMotion: null });
});

test('Tab goes through the window in the order in which it is read, and the focus is always seen', async () => {
  await w.load();
  await page().locator('[role=option]').first().waitFor();
  const seen: string[] = [];
  for (let press = 0; press < 30; press += 1) {
    await page().keyboard.press('Tab');
    seen.push(
      await page().evaluate(() => {
        const element = document.activeElement!;
        const outlined = (which: Element | null): boolean => which !== null && getComputedStyle(which).outlineStyle !== 'none';
        const visible = outlined(element) || outlined(document.querySelector('.line-active'));
        return `${element.id || element.className}${visible ? '' : ' (no focus seen)'}`;
      })
    );
  }
  expect(seen.filter((each) => each.includes('no focus'))).toEqual([]);
  const order = ['category', 'place', 'search', 'alerts'].map((part) => seen.findIndex((each) => each.startsWith(part)));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
});
