import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { expect } from 'vitest';
import { ORIGIN, type Bridge } from '../../src/shared/bridge.ts';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import type { Notification } from '../desktop/notifications.ts';
import { LIMIT_MS } from '../desktop/record.ts';
import type { TrayItem } from '../desktop/tray.ts';
import { fillForm, SELF, BOB, soon } from '../e2e/shop.ts';
import { startNode, type Node } from '../servers/openbazaar/node.ts';
import { pictureFile } from './built.ts';
import type { OrdinaryUser } from './ordinary-user.ts';
import { pageTarget } from './page-target.ts';

/** An installed Tradebell as its user has it before them. Its inspect fuse is off: the window is reached by Chromium's own debugging. */
export interface InstalledApp {
  readonly desktop: Desktop;
  /** Starts it, and settles when its icon is in the tray. */
  start(...args: string[]): Promise<void>;
  /** After it was started by something else: settles when its icon is in the tray; the one of `before` does not count. */
  startedElsewhere(before: TrayItem | undefined): Promise<void>;
  /** The icon of the app as it runs now. */
  tray(): TrayItem;
  /** The window, opened by a click on the tray where it is not. */
  page(): Promise<Page>;
  /** The window that this opens. */
  pageOpenedBy(what: () => Promise<unknown>): Promise<Page>;
  closeWindow(): Promise<void>;
  /** Starts it once more beside the one that runs; resolves to its exit code. */
  secondStart(...args: string[]): Promise<number | null>;
  kill9(): Promise<void>;
  /** Quits it as the tray's menu does; settles when nothing of it runs. */
  quit(): Promise<void>;
  /** What rang since it was last started, each once. */
  rings(): Notification[];
  /** What it wrote to its standard output and error since it was last started by `start`. */
  output(): string;
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface InstalledOptions {
  readonly user: OrdinaryUser;
  /** As a menu or terminal starts it. */
  readonly command: string;
}

const DEBUGGABLE = ['--remote-debugging-port=0'];

/** Prepares a desktop for an installed app; nothing is started yet. */
export async function installedApp({ user, command }: InstalledOptions): Promise<InstalledApp> {
  const desktop = await startDesktop(undefined, { forEveryone: true });
  const env = desktop.env;
  // Chromium writes its debugging port here.
  const portFile = path.join(user.home, '.config', 'Tradebell', 'DevToolsActivePort');
  let item: TrayItem | undefined;
  let browser: Browser | undefined;
  let output = '';
  let rangBefore = 0;

  const tray = (): TrayItem => {
    if (item === undefined) throw new Error('it was not started');
    return item;
  };
  const endpoint = (): string => {
    const [port, where] = readFileSync(portFile, 'utf8').split('\n');
    return `ws://127.0.0.1:${port}${where}`;
  };
  const connect = async (): Promise<Browser> => {
    await tray().activate();
    await soon(pageTarget(endpoint(), `${ORIGIN}/`), 'the window');
    return chromium.connectOverCDP(endpoint(), { noDefaults: true });
  };
  const context = async () => {
    browser ??= await connect();
    return browser.contexts()[0]!;
  };
  const forgetBrowser = async (): Promise<void> => {
    await browser?.close();
    browser = undefined;
  };
  const ready = async (page: Page): Promise<Page> => {
    page.setDefaultTimeout(LIMIT_MS);
    await page.waitForSelector('main');
    return page;
  };
  const pageOpenedBy: InstalledApp['pageOpenedBy'] = async (what) => {
    const opened = (await context()).waitForEvent('page', { timeout: LIMIT_MS });
    await what();
    return ready(await opened);
  };
  const page: InstalledApp['page'] = async () => {
    const [open] = (await context()).pages();
    return open === undefined ? pageOpenedBy(() => tray().activate()) : ready(open);
  };
  const startedElsewhere: InstalledApp['startedElsewhere'] = async (before) => {
    await forgetBrowser();
    item = await desktop.tray.items.find((one) => one !== before && desktop.tray.present().includes(one), LIMIT_MS * 2);
  };

  return {
    desktop,
    tray,
    page,
    pageOpenedBy,
    startedElsewhere,
    async start(...args) {
      rangBefore = desktop.notifications.calls.all.length;
      rmSync(portFile, { force: true });
      output = '';
      const came = desktop.tray.items.next(() => true, LIMIT_MS * 2);
      const child = user.start(command, [...DEBUGGABLE, ...args], env);
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
      const ended = once(child, 'exit').then(([code]) => {
        throw new Error(`it ended with ${code} before it was in the tray:\n${output}`);
      });
      item = await Promise.race([came, ended]).catch((error: Error) => {
        throw new Error(`${error.message}\n${output}`);
      });
      ended.catch(() => undefined); // later it may
    },
    async closeWindow() {
      const [open] = (await context()).pages();
      if (open === undefined) return;
      const closed = open.waitForEvent('close', { timeout: LIMIT_MS });
      await open.evaluate(() => window.close());
      await closed;
    },
    async secondStart(...args) {
      const { code } = await user.run(command, args, env);
      return code;
    },
    async kill9() {
      const { gone } = tray();
      await user.endAll();
      await gone;
      await forgetBrowser();
    },
    async quit() {
      const { gone } = tray();
      await forgetBrowser();
      const chosen = tray()
        .choose('Quit Tradebell')
        .catch((error: Error) => {
          if (!error.message.includes('disconnected from message bus')) throw error;
        });
      await soon(gone, 'the app quits');
      await chosen;
      await expect.poll(() => user.processes().map(({ command: line }) => line), { timeout: LIMIT_MS }).toEqual([]);
    },
    rings: () => desktop.notifications.calls.all.slice(rangBefore).filter(({ replacesId }) => replacesId === 0),
    output: () => output,
    async picture(name) {
      const file = pictureFile(name);
      mkdirSync(path.dirname(file), { recursive: true });
      await (await page()).screenshot({ path: file });
    },
    async close() {
      await user.endAll();
      await forgetBrowser();
      await desktop.stop();
    },
  };
}

/** A node for it to listen to. */
export function sampleNode(): Promise<Node> {
  return startNode({ peerID: SELF, missingImages: 'error', profiles: { [SELF]: { name: 'Harbour Pottery' }, [BOB]: { name: 'Bob' } } });
}

/** Adds the node as a person does, in the form of the first start; settles when it is online. */
export async function connectByForm(app: InstalledApp, node: Node): Promise<void> {
  const page = await app.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await fillForm(page, `127.0.0.1:${node.port}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await online(app);
}

/** The tray says that it listens. */
export async function online(app: InstalledApp): Promise<void> {
  await app.tray().until(({ menu }) => menu.some(({ label }) => label === 'My shop: online'));
}

/** Something is sold: it rings, and the journal has noted that it did, so that no later start rings for it again. */
export async function sellAndRing(app: InstalledApp, node: Node, title: string): Promise<void> {
  const rung = app.desktop.notifications.calls.next((call) => call.title === `New order: ${title}`);
  node.trade.sale({ buyer: BOB, title });
  const { body } = await rung;
  expect(body).toContain(`ordered “${title}”`);
  const page = await app.page();
  await expect.poll(() => page.evaluate(newestDelivered), { timeout: LIMIT_MS }).toEqual(['notification', `New order: ${title}`]);
  // The menu is made anew for it: only then can something be chosen from it that is not gone by then.
  const unread = await page.evaluate(unreadNow);
  await app.tray().until(({ menu }) => menu.some(({ label }) => label === `Open inbox (${unread} unread)`));
}

/** The alert is in the inbox, and listened to is the same node as before. */
export async function inInbox(app: InstalledApp, title: string): Promise<void> {
  const page = await app.page();
  await page.getByRole('button', { name: /^All alerts/ }).click();
  await page.locator('[role=option]', { hasText: title }).first().waitFor();
}

export async function openSettings(app: InstalledApp): Promise<Page> {
  const page = await app.page();
  await page.locator('.place-settings').click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  return page;
}

/** The page's process lives in Chromium's sandbox: system calls filtered, in a user namespace of its own, and nothing was told to leave it. */
export async function expectSandboxed(app: InstalledApp, user: OrdinaryUser): Promise<void> {
  await app.page();
  const all = user.processes();
  const renderers = all.filter(({ command }) => command.includes('--type=renderer'));
  expect(renderers.length, `a renderer among\n${all.map(({ command }) => command).join('\n')}`).toBeGreaterThan(0);
  for (const renderer of renderers) {
    expect([renderer.status('Seccomp'), renderer.status('NoNewPrivs')]).toEqual(['2', '1']);
    if (process.getuid?.() === 0) expect(renderer.namespace()).not.toBe(all.find(({ command }) => !command.includes('--type='))!.namespace());
  }
  // Chromium starts what it keeps less strictly, such as the network, from a zygote of its own with --no-zygote-sandbox.
  expect(all.filter(({ command }) => /--(?:no|disable)-(?:[a-z]+-)?sandbox/.test(command) && !command.includes('--type=zygote')).map(({ command }) => command)).toEqual([]);
}

type WithBridge = typeof globalThis & { tradebell: Bridge };

/** How the newest alert was delivered, as far as the journal has it, and its title. In the page. */
async function newestDelivered(): Promise<[string | undefined, string | undefined]> {
  const { call } = (globalThis as WithBridge).tradebell;
  const [newest] = (await call('inbox.page', { limit: 1 })).lines;
  if (newest === undefined) return [undefined, undefined];
  return [(await call('inbox.detail', { id: newest.id }))?.delivered, newest.title];
}

async function unreadNow(): Promise<number> {
  return (await (globalThis as WithBridge).tradebell.call('inbox.counts')).unread;
}
