import type { Page } from 'playwright';
import { onTestFinished } from 'vitest';
import type { Request } from '../../src/shared/bridge.ts';
import { type Doshii, type DoshiiOptions, startDoshii } from '../servers/doshii/doshii.ts';
import { openShop, soon, type Shop } from './shop.ts';

/** What the connection is called. */
export const NAME = 'My app';
/** What an order of which a test says nothing rings with. */
export const COFFEE = 'New order: Flat white, Almond croissant';
/** A stay that lived so long counts as one; and a time away is a gap if it was not shorter than the other. */
export const STAYED_MS = 31_000;
const AWAY_MS = 15_000;
const LONGEST_WAIT_MS = 60_000;

/** There is no keyring on this desktop: what is to outlive the app's end is kept in a file. */
const keepSecrets = (shop: Shop) => shop.call('settings.change', { plainSecrets: true });

/** A Doshii that lives by the app's clock, ended with the test. */
export async function serve(shop: Shop, options: DoshiiOptions = {}): Promise<Doshii> {
  const doshii = await startDoshii({ now: shop.now, ...options });
  onTestFinished(() => doshii.close());
  return doshii;
}

/** What a connection signs in with. */
export interface Login {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** The connection as the bridge takes it. */
export function draftOf(doshii: Doshii, { clientId, clientSecret }: Login = doshii): Request<'connections.add'> {
  const { url, rest } = doshii;
  const secret = JSON.stringify({ clientId, ...(clientSecret === undefined ? {} : { clientSecret }) });
  return { system: 'doshii', name: NAME, url, path: '/app/socket', auth: 'client', doshii: { rest }, secret };
}

/** Saves the connection by the bridge; settles when it listens. */
export async function connect(shop: Shop, doshii: Doshii, login: Login = doshii): Promise<string> {
  const listening = doshii.listening();
  const added = await shop.call('connections.add', draftOf(doshii, login));
  if (!added.ok) throw new Error(`the connection was refused: ${JSON.stringify(added.trouble)}`);
  await soon(listening, 'the socket');
  await shop.until('connections.list', undefined, (all) => all.some(({ id, state }) => id === added.id && state.phase === 'online'));
  return added.id;
}

/** The app with a Doshii that it listens to, and has caught up with. */
export async function listening(options: DoshiiOptions = {}): Promise<{ shop: Shop; doshii: Doshii }> {
  const shop = await openShop();
  await keepSecrets(shop);
  const doshii = await serve(shop, options);
  const caughtUp = doshii.nextAnswer('/bookings');
  await connect(shop, doshii);
  await soon(caughtUp, 'the first catch-up');
  await shop.says('online', NAME);
  return { shop, doshii };
}

/** It listens for so long that what it misses from now on is a gap. */
export async function stay(shop: Shop, doshii: Doshii): Promise<void> {
  const beat = doshii.nextHeartbeat();
  await shop.advance(STAYED_MS);
  await soon(beat, 'a heartbeat');
}

/** The connection waits for its next try. */
const waiting = (shop: Shop) =>
  shop.until('connections.list', undefined, ([one]) => one?.state.phase === 'waiting' && one.state.retryAt > shop.now());

/** The connection is lost, this happens at the venues meanwhile, and the app is let in again and stays. */
export async function away(shop: Shop, doshii: Doshii, meanwhile: () => void): Promise<void> {
  await doshii.down();
  await waiting(shop);
  meanwhile();
  await shop.advance(AWAY_MS);
  await waiting(shop);
  const back = doshii.nextListener();
  await doshii.up();
  await shop.advance(LONGEST_WAIT_MS);
  await soon(back, 'the socket');
  await shop.says('online', NAME);
  await stay(shop, doshii);
}

/** The form for a new connection, with the environment chosen. */
export async function openForm(shop: Shop, environment: string): Promise<Page> {
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await page.getByRole('radio', { name: /Doshii/ }).check();
  await page.getByRole('radio', { name: environment, exact: true }).check();
  return page;
}

/** All that a form asks for. */
export async function fillForm(page: Page, { url, rest }: Doshii, { clientId, clientSecret = '' }: Login): Promise<void> {
  await page.locator('#field-address').fill(`${url.replace('http', 'ws')}/app/socket`);
  await page.locator('#field-name').fill(NAME);
  await page.locator('#field-client-id').fill(clientId);
  await page.locator('#field-client-secret').fill(clientSecret);
  await page.locator('#field-rest').fill(rest);
}

/** What rang, or will. */
export const rung = (shop: Shop, title: string) => shop.it.notifications.calls.find((call) => call.title === title);
/** So much is in the inbox. */
export const held = (shop: Shop, count: number) => shop.until('inbox.counts', undefined, ({ total }) => total >= count);
