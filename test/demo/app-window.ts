import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import type { Bridge } from '../../src/shared/bridge.ts';
import type { AlertDetail, AlertLine } from '../../src/shared/inbox.ts';
import type { Theme } from '../../src/shared/settings.ts';
import type { SampleCloud } from './cloud.ts';
import type { SampleDoshii } from './doshii.ts';
import type { SampleNode } from './nodes.ts';
import type { SampleWallet } from './wallet.ts';

declare global {
  interface Window {
    readonly tradebell: Bridge;
  }
}

/** Fills in the form for a node as a person does, and tests it. */
export async function fillInNode(page: Page, { name, node, username, password }: SampleNode): Promise<void> {
  await page.getByRole('radio', { name: 'OpenBazaar node' }).check();
  await page.getByLabel('Address of your node').fill(node.url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: 'Password' }).check();
  await page.getByLabel('User name').fill(username);
  await page.locator('input[type=password]').fill(password);
  await test(page);
}

/** The same for the wallet: keys of an account, which is listened to with one of its requests. */
export async function fillInWallet(page: Page, { name, wallet, account, counter }: SampleWallet): Promise<void> {
  await page.getByRole('radio', { name: 'OmiseGO eWallet' }).check();
  await page.getByLabel('Address of the wallet’s server').fill(wallet.url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: 'Keys' }).check();
  await page.getByRole('radio', { name: 'Access key' }).check();
  await page.getByRole('textbox', { name: 'Access key' }).fill(wallet.credentials.accessKey);
  await page.getByLabel('Secret key').fill(wallet.credentials.secretKey);
  for (const [kind, id] of [['Account', account.id] as const, ['Transaction request', counter.id] as const]) {
    await page.getByLabel('Kind', { exact: true }).selectOption({ label: kind });
    await page.getByLabel('ID', { exact: true }).fill(id);
    await page.getByLabel('ID', { exact: true }).press('Enter');
  }
  await test(page);
}

/** The same for the identity wallet: over NATS, and Waypoint for names and while NATS is down. The key says whose wallet it is. */
export async function fillInCloud(page: Page, { name, cloud, nats }: SampleCloud): Promise<void> {
  const { username = '', secret = '' } = nats.user;
  await page.getByRole('radio', { name: 'acapy-cloud wallet' }).check();
  await page.getByRole('radio', { name: 'NATS, and Waypoint while NATS is down' }).check();
  await page.getByLabel('Address of the CloudAPI').fill(cloud.url);
  await page.getByLabel('Address of the NATS server').fill(nats.url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('API key').fill(cloud.apiKey);
  await page.getByRole('radio', { name: 'Password' }).check();
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).last().fill(secret);
  await test(page);
}

/** The same for the app that hears of two venues: by an address of its own, with the client secret. */
export async function fillInDoshii(page: Page, { name, doshii }: SampleDoshii): Promise<void> {
  await page.getByRole('radio', { name: 'Doshii app' }).check();
  await page.getByRole('radio', { name: 'Other address' }).check();
  await page.getByLabel('Address of the web socket').fill(`${doshii.url.replace('http', 'ws')}/app/socket`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Client ID', { exact: true }).fill(doshii.clientId);
  await page.getByLabel('Client secret').fill(doshii.clientSecret);
  await page.getByLabel('Address of the REST API').fill(doshii.rest);
  await test(page, 'Connected. It hears of 2 venues.');
}

/** Adds what the form says. */
export async function add(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).last().click();
  await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor();
}

async function test(page: Page, answer: string | RegExp = /^This works/): Promise<void> {
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText(answer).waitFor();
}

/** The whole inbox, newest first, with what was decided about each. */
export function readInbox(page: Page): Promise<{ lines: AlertLine[]; details: AlertDetail[] }> {
  return page.evaluate(async () => {
    const { lines } = await window.tradebell.call('inbox.page', { limit: 200 });
    const details = await Promise.all(lines.map(({ id }) => window.tradebell.call('inbox.detail', { id })));
    return { lines, details: details.filter((detail) => detail !== null) };
  });
}

/** Takes pictures of the window into a folder, and remembers which. */
export interface Camera {
  readonly files: readonly string[];
  /** Waits until the page stands still: pictures loaded, drawn twice. */
  shoot(page: Page, name: string): Promise<void>;
}

export async function camera(folder: string): Promise<Camera> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  return {
    files,
    async shoot(page, name) {
      await page.mouse.move(1, 1); // off every line and button
      await settle(page);
      const file = path.join(folder, `${name}.png`);
      await page.screenshot({ path: file, animations: 'disabled' });
      files.push(file);
    },
  };
}

async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
}

/** The size of what the window shows, in pixels. */
export async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  const wanted = { width, height };
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), wanted);
  await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, wanted);
}

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(async (wanted) => void (await window.tradebell.call('settings.change', { theme: wanted })), theme);
  await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
}

/** The list at its newest, and no focus on a line: as it looks to somebody who just opened it. */
export async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('#alerts')?.scrollTo({ top: 0 });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.waitForFunction(() => document.querySelector('#alerts')?.scrollTop === 0);
}
