import type { Page } from 'playwright';
import type { Notification } from '../desktop/notifications.ts';
import type { Launched } from '../e2e/launch.ts';
import { type Camera, resize, setTheme } from './app-window.ts';
import type { Checks } from './checks.ts';
import type { SampleCloud } from './cloud.ts';
import { DIGEST } from './comparison.ts';
import type { Act } from './day.ts';
import type { SampleDoshii } from './doshii.ts';
import type { SampleNodes } from './nodes.ts';
import type { Pace } from './pace.ts';
import type { Telling } from './telling.ts';
import type { SampleWallet } from './wallet.ts';

/** All that a scene plays on. */
export interface Stage {
  readonly app: Launched;
  readonly nodes: SampleNodes;
  readonly wallet: SampleWallet;
  readonly cloud: SampleCloud;
  readonly doshii: SampleDoshii;
  readonly shots: Camera;
  readonly tell: Telling;
  readonly checks: Checks;
  readonly pace: Pace;
  /** What windows complained of, all of them. */
  readonly complaints: string[];
}

/** Lets an act happen, and waits for its notification with all that is resolved afterwards. */
export async function rings(act: Act, stage: Pick<Stage, 'app' | 'tell' | 'checks' | 'pace'>): Promise<Notification | undefined> {
  const { app, tell, checks, pace } = stage;
  const { calls } = app.notifications;
  const urgent = act.urgent === true;
  if (act.as === 'rings') await pace.room(urgent);
  tell.step(act.say);
  if (act.as === 'silent') {
    act.play();
    return undefined;
  }
  const complete = ({ title, hints }: Notification): boolean =>
    title.endsWith(act.title) && (act.picture === undefined || hints.image !== undefined);
  const fits = (call: Notification): boolean => complete(call) || (act.as === undefined && DIGEST.test(call.title));
  const rung = calls.next(fits);
  act.play();
  const [what] = act.say.split(':');
  const how = act.as === undefined ? 'joins the digest, or rings' : 'rings';
  const notification = await checks.happens(`${what}: “${act.title}” ${how}`, rung);
  // What joined the digest leaves room for another.
  if (notification === undefined || !DIGEST.test(notification.title)) pace.rang(urgent);
  return notification;
}

/** The window that something opens, and what it complains of from then on. */
export async function opens({ app, complaints }: Pick<Stage, 'app' | 'complaints'>, act: () => unknown): Promise<Page> {
  const opened = app.app.waitForEvent('window');
  act();
  return heed(await opened, complaints);
}

/** Notes errors and warnings of a page from now on. */
export function heed(page: Page, complaints: string[]): Page {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  return page;
}

/** As by the button in its frame. */
export async function closes({ app }: Pick<Stage, 'app'>, page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const WIDE: Size = { width: 900, height: 700 };
export const NARROW: Size = { width: 400, height: 640 };

/** The window as it stands, dark and light, at one size. */
export async function shootBoth(stage: Pick<Stage, 'app' | 'shots'>, page: Page, name: string, size: Size): Promise<void> {
  const { app, shots } = stage;
  const { width, height } = size;
  await resize(app.app, page, width, height);
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme);
    await shots.shoot(page, `${name}-${theme}`);
  }
}
