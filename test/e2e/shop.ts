import type { Page } from 'playwright';
import { onTestFinished } from 'vitest';
import type { Bridge, CallName, EventName, Request, Response } from '../../src/shared/bridge.ts';
import type { AlertLine, InboxFilter } from '../../src/shared/inbox.ts';
import { LIMIT_MS } from '../desktop/record.ts';
import type { Notification } from '../desktop/notifications.ts';
import type { TrayItem, TrayView } from '../desktop/tray.ts';
import { peerIdOf } from '../servers/openbazaar/ids.ts';
import { type Node, type NodeOptions, startNode } from '../servers/openbazaar/node.ts';
import { launch, type Launched, type LaunchOptions } from './launch.ts';
import type { SteeredClock } from './steered-clock.ts';

export const SELF = peerIdOf('vendor');
export const ANN = peerIdOf('ann');
export const BOB = peerIdOf('bob');

/** The real app, as a person has it before them: tray, window and notifications. Ended with the test. */
export interface Shop {
  readonly it: Launched;
  /** The app's clock, and that of the shop's nodes, go forward; what falls due on the way runs. Over 30 s an open socket misses a pong. */
  advance(ms: number): Promise<void>;
  /** The app's time, UTC milliseconds. */
  now(): number;
  /** Nodes of this shop live by the app's clock. */
  node(options?: Partial<NodeOptions>): Promise<Node>;
  /** The window, opened by a click on the tray where it is not. */
  page(): Promise<Page>;
  closeWindow(): Promise<void>;
  /** Kills the app with all its processes, if it runs, and starts it anew: by the machine's time again. */
  restart(options?: Parameters<Launched['restart']>[0]): Promise<void>;
  call<N extends CallName>(name: N, ...request: Request<N> extends undefined ? [] : [Request<N>]): Promise<Response<N>>;
  /** The first answer to a call that fits: now, or after something changed; `limitMs` where a server takes its own time. */
  until<N extends CallName>(name: N, request: Request<N>, fits: (answer: Response<N>) => boolean, limitMs?: number): Promise<Response<N>>;
  /** The whole inbox, newest first. */
  lines(filter?: InboxFilter): Promise<AlertLine[]>;
  /** Adds a node by the bridge; settles when it is online and has caught up. */
  add(node: Node, more?: Partial<Request<'connections.add'>>): Promise<string>;
  tray(fits: (view: TrayView) => boolean): Promise<TrayView>;
  /** The tray says that the connection is so. */
  says(state: string, name?: string): Promise<TrayView>;
}

/** Starts the app on a desktop of its own. */
export async function openShop(options: LaunchOptions = {}): Promise<Shop> {
  const it = await launch(options);
  onTestFinished(() => it.close());
  let ahead = 0;

  const tray = async (fits: (view: TrayView) => boolean): Promise<TrayView> => (await it.tray()).until(fits);
  const page: Shop['page'] = async () => {
    const [open] = it.app.windows();
    if (open === undefined) {
      const opened = it.firstWindow();
      await (await it.tray()).activate();
      return ready(await opened);
    }
    return ready(open);
  };
  const call: Shop['call'] = async (name, ...request) => ask(await page(), name, request[0] as never);
  const shop: Shop = {
    it,
    page,
    call,
    tray,
    now: () => Date.now() + ahead,
    async advance(ms) {
      ahead += ms;
      await it.app.evaluate((_electron, by) => {
        // The debugger holds an answer only weakly, and much is thrown away while the clock advances; a turn to come holds it.
        const turned = new Promise<void>((resolve) => void setImmediate(resolve));
        (globalThis as WithClock).tradebellClock.advance(by);
        return turned;
      }, ms);
    },
    async restart(changed) {
      ahead = 0;
      await it.restart(changed);
    },
    async node(given = {}) {
      const node = await startNode({ peerID: SELF, missingImages: 'error', now: shop.now, profiles: PEOPLE, ...given });
      onTestFinished(() => node.close());
      return node;
    },
    async closeWindow() {
      const [page] = it.app.windows();
      await it.app.evaluate(
        ({ app, BrowserWindow }) =>
          new Promise<void>((resolve) => {
            const [window] = BrowserWindow.getAllWindows();
            if (window === undefined) return resolve();
            app.once('window-all-closed', () => resolve());
            window.close();
          })
      );
      // Heard of here a moment after the app knows it.
      if (page?.isClosed() === false) await page.waitForEvent('close');
    },
    async until(name, request, fits, limitMs = LIMIT_MS) {
      const at = await page();
      const end = performance.now() + limitMs;
      for (;;) {
        const known = await at.evaluate(() => (globalThis as WithChanges).changes.count);
        const answer = await ask(at, name, request);
        if (fits(answer)) return answer;
        const changed = at.evaluate(
          (seen) => new Promise<void>((resolve) => ((globalThis as WithChanges).changes.count > seen ? resolve() : (globalThis as WithChanges).changes.waiting.push(resolve))),
          known
        );
        await within(changed, end - performance.now(), () => `${name} did not become so; last: ${JSON.stringify(answer)}`);
      }
    },
    async lines(filter = {}) {
      const all: AlertLine[] = [];
      for (let before: Request<'inbox.page'>['before']; ; ) {
        const { lines, next } = await call('inbox.page', { ...filter, limit: 200, ...(before && { before }) });
        all.push(...lines);
        if (next === undefined) return all;
        before = next;
      }
    },
    async add(node, more = {}) {
      const added = await call('connections.add', { system: 'openbazaar', name: 'My shop', url: node.url, auth: 'none', ...more });
      if (!added.ok) throw new Error(`the connection was refused: ${JSON.stringify(added.trouble)}`);
      await shop.until('connections.list', undefined, (all) => all.some(({ id, state }) => id === added.id && state.phase === 'online'));
      return added.id;
    },
    says: (state, name = 'My shop') => tray(({ menu }) => menu.some(({ label }) => label === `${name}: ${state}`)),
  };
  return shop;
}

/** Fills in the form for a connection, as it stands open before a person. */
export async function fillForm(page: Page, address: string, login?: { username: string; password: string }): Promise<void> {
  await page.locator('#field-address').fill(address);
  await page.locator('#field-name').fill('My shop');
  if (login === undefined) return;
  await page.getByRole('radio', { name: 'Password' }).check();
  await page.locator('#field-username').fill(login.username);
  await page.locator('#field-secret').fill(login.password);
}

/** The notifications that rang, without replacements in place: each id by its first call. */
export function rings(it: Launched, from = 0): Notification[] {
  return it.notifications.calls.all.slice(from).filter(({ replacesId }) => replacesId === 0);
}

/** Ends a person's menu choice that ends the app, which may be gone before it has answered. */
export async function quitByMenu(tray: TrayItem): Promise<void> {
  const chosen = tray.choose('Quit Tradebell').catch((error: Error) => {
    if (!error.message.includes('disconnected from message bus')) throw error;
  });
  await tray.gone;
  await chosen;
}

/** What the node waits for comes soon, or the test fails with what it was. */
export function soon<T>(work: Promise<T>, what: string): Promise<T> {
  return within(work, LIMIT_MS, () => `${what}: not within ${LIMIT_MS} ms`);
}

async function within<T>(work: Promise<T>, ms: number, reason: () => string): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => reject(new Error(reason())), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(limit);
  }
}

const PEOPLE = { [SELF]: { name: 'Harbour Pottery' }, [ANN]: { name: 'Ann' }, [BOB]: { name: 'Bob' } };

type WithBridge = typeof globalThis & { tradebell: Bridge };
type WithClock = typeof globalThis & { tradebellClock: SteeredClock };
type WithChanges = WithBridge & { changes: { count: number; waiting: (() => void)[] } };

/** The page once it has drawn something, with an ear for what changes. */
async function ready(page: Page): Promise<Page> {
  page.setDefaultTimeout(LIMIT_MS);
  await page.waitForSelector('main');
  await page.evaluate(() => {
    const scope = globalThis as WithChanges;
    if (scope.changes !== undefined) return;
    const changes: WithChanges['changes'] = { count: 0, waiting: [] };
    scope.changes = changes;
    const heard = (): void => {
      changes.count += 1;
      for (const wake of changes.waiting.splice(0)) wake();
    };
    const events: EventName[] = ['journal.changed', 'connections.changed', 'app.changed', 'settings.changed'];
    for (const event of events) scope.tradebell.on(event, heard);
  });
  return page;
}

function ask<N extends CallName>(page: Page, name: N, request: Request<N>): Promise<Response<N>> {
  const answer = page.evaluate(
    ({ name: which, request: what }) => ((globalThis as WithBridge).tradebell.call as (name: string, request: unknown) => Promise<unknown>)(which, what),
    { name, request } as { name: string; request: unknown }
  ) as Promise<Response<N>>;
  return soon(answer, `an answer to ${name}`);
}
