import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { startDisplay } from '../../scripts/display.mjs';
import { startDesktop } from '../desktop/desktop.ts';
import type { Notification } from '../desktop/notifications.ts';
import { trayPage } from '../desktop/picture.ts';
import type { TrayView } from '../desktop/tray.ts';
import { drawPage } from '../e2e/draw-page.ts';
import { launch, type Launched } from '../e2e/launch.ts';
import { addConnection, camera, type Camera, resize, setTheme, toTop } from './app-window.ts';
import { createChecks, type Checks } from './checks.ts';
import { compare, DIGEST, quoted } from './comparison.ts';
import { evening, missed, morning, type Act } from './day.ts';
import { startNodes, type SampleNodes } from './nodes.ts';
import { drawPictures } from './pictures.ts';
import { tellNotifications, type Telling } from './telling.ts';

export interface HeadlessParts {
  readonly root: string;
  readonly output: string;
  readonly tell: Telling;
}

/** The whole day on a display and a desktop of its own. Resolves to 0 only if everything that was to happen did. */
export async function runHeadless({ root, output, tell }: HeadlessParts): Promise<number> {
  const checks = createChecks();
  const closing: (() => Promise<unknown>)[] = [];
  try {
    tell.step('Bringing a display, a desktop that records notifications, and a tray');
    const display = await startDisplay();
    closing.push(() => display.stop());
    const desktop = await startDesktop();
    closing.push(() => desktop.stop());

    tell.step('Drawing sample pictures, starting two OpenBazaar nodes on loopback');
    const nodes = await startNodes(await drawPictures(root, { ...process.env, ...display.env }));
    closing.push(() => nodes.close());
    for (const { name, node } of [nodes.shop, nodes.own]) tell.note(`${name}: ${node.url}, speaks as server ${node.generation}`);

    tell.step('Starting Tradebell with a fresh, empty user-data folder');
    const app = await launch({ build: 'out', desktop, env: display.env, args: ['--password-store=basic'] });
    closing.push(() => app.close());
    tellNotifications(desktop.notifications, tell);
    await actOut({ app, display: display.env, nodes, output, tell, checks });
  } catch (error) {
    checks.check('The demo runs to its end', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const close of closing.toReversed()) {
      await close().catch((error: unknown) => checks.check('All that the demo started ends', false, String(error)));
    }
  }
  tell.plain();
  for (const line of checks.lines()) tell.plain(line);
  tell.plain();
  tell.plain(checks.failed === 0 ? 'All of it happened as expected.' : `${checks.failed} of these did not happen as expected.`);
  return checks.failed === 0 ? 0 : 1;
}

interface Stage {
  readonly app: Launched;
  /** Of the invisible display. */
  readonly display: { readonly DISPLAY: string };
  readonly nodes: SampleNodes;
  readonly output: string;
  readonly tell: Telling;
  readonly checks: Checks;
}

async function actOut({ app, display, nodes, output, tell, checks }: Stage): Promise<void> {
  const { notifications } = app;
  const shots = await camera(output);
  const drawn: string[] = [];
  const drawTray = async (view: TrayView, name: string): Promise<void> => {
    const file = path.join(output, `${name}.png`);
    await drawPage(trayPage(view), file, { ...process.env, ...display });
    drawn.push(file);
  };
  const tray = await app.tray();
  const opened = app.firstWindow();
  await tray.choose('Open inbox');
  const page = await opened;
  const complaints = heed(page);
  await page.getByRole('button', { name: 'Add your node' }).waitFor();
  await resize(app.app, page, 900, 700);
  await setTheme(page, 'light');
  await shots.shoot(page, '1-welcome-light');

  tell.step('Adding both nodes in the window, as a person would');
  await page.getByRole('button', { name: 'Add your node' }).click();
  await addConnection(page, nodes.shop);
  await shots.shoot(page, '2-add-a-node-light');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Add a connection' }).click();
  await addConnection(page, nodes.own);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await tray.until(allOnline);
  tell.note(`Both are online; ${nodes.past} alerts of the last weeks were taken in, and nothing rang.`);
  const early = notifications.calls.all;
  checks.check('What happened before Tradebell came is in the inbox and rings nothing', early.length === 0, quoted(early));
  await shots.shoot(page, '3-connections-light');

  tell.step('Closing the window: from now on only the tray icon is there');
  const closed = page.waitForEvent('close');
  await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;

  const { acts, again } = morning(nodes);
  for (const act of acts) await rings(act, { app, tell, checks });

  tell.step('The shop’s node restarts; meanwhile there are two sales, two messages and a follower');
  let missedTitles: readonly string[] = [];
  await nodes.shop.node.restart(async () => {
    const view = await tray.until(({ tooltip }) => tooltip.includes('trouble'));
    tell.note(`The tray says: ${view.tooltip}`);
    await drawTray(view, '8-tray-trouble');
    missedTitles = missed(nodes);
  });
  await checks.happens(
    'What was missed comes as one digest',
    notifications.calls.find(({ title }) => DIGEST.exec(title)?.[1] === String(missedTitles.length), 30_000)
  );

  tell.step('The shop’s node sends the sale once more: it is known, so nothing rings');
  again();

  const last = evening(nodes);
  await rings(last, { app, tell, checks });

  tell.step('Clicking on the dispute’s notification');
  const dispute = notifications.shown().find(({ title }) => title.startsWith('Dispute opened'));
  const reopened = app.app.waitForEvent('window');
  if (dispute !== undefined) notifications.click(dispute.id);
  const page2 = await reopened;
  const laterComplaints = heed(page2);
  const heading = page2.getByRole('heading', { name: 'Dispute opened: Stoneware teapot' });
  await checks.happens('A click on a notification opens its alert', heading.waitFor());

  tell.step('Taking pictures of the window');
  await photograph(app, page2, shots);

  tell.step('Drawing what the tray host received');
  await drawTray(await tray.until((view) => view.tooltip.includes('unread') && allOnline(view)), '9-tray');

  await compare({ page: page2, acts: [...acts, last], missedTitles, notifications, nodes, checks, tell });
  await pictures(page2, checks);
  const said = [...complaints, ...laterComplaints];
  checks.check('The window complained of nothing', said.length === 0, said.join('\n    '));
  await quits(app, checks, tell);

  tell.plain();
  tell.plain('Saved:');
  for (const file of shots.files) tell.plain(`  ${path.relative(process.cwd(), file)}`);
  for (const file of drawn) tell.plain(`  ${path.relative(process.cwd(), file)}  (no screenshot: drawn from what the tray host received)`);
}

/** The opened alert, then the list, each at two sizes, light and dark. */
async function photograph({ app }: Launched, page: Page, { shoot }: Camera): Promise<void> {
  const both = async (name: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme);
      await shoot(page, `${name}-${theme}`);
    }
  };
  await resize(app, page, 900, 700);
  await both('4-detail');
  await resize(app, page, 400, 640);
  await both('5-detail-narrow');
  await page.keyboard.press('Escape');
  await page.locator('#detail-title').waitFor({ state: 'detached' });
  await toTop(page);
  await both('6-inbox-narrow');
  await resize(app, page, 900, 700);
  await toTop(page);
  await both('7-inbox');
}

/** True when all nodes are connected, by the tray's menu. */
function allOnline({ menu }: TrayView): boolean {
  return menu.filter(({ label }) => label.endsWith(': online')).length === 2;
}

/** Pictures in the list, as a person sees them: loaded, not only asked for. */
async function pictures(page: Page, checks: Checks): Promise<void> {
  const widths = await page.locator('.line .thumb').evaluateAll((all) => all.map((thumb) => thumb.querySelector('img')?.naturalWidth ?? 0));
  const loaded = widths.filter((width) => width > 0).length;
  checks.check('Every line in sight has its picture', widths.length > 0 && loaded === widths.length, `${loaded} of ${widths.length}`);
}

/** Lets an act happen, and waits for its notification with all that is resolved afterwards. */
async function rings(act: Act, { app, tell, checks }: Pick<Stage, 'app' | 'tell' | 'checks'>): Promise<void> {
  const { calls } = app.notifications;
  tell.step(act.say);
  if (act.as === 'silent') {
    act.play();
    return;
  }
  const complete = ({ title, hints }: Notification): boolean =>
    title.endsWith(act.title) && (act.picture === undefined || hints.image !== undefined);
  const fits = (call: Notification): boolean => complete(call) || (act.as === undefined && DIGEST.test(call.title));
  const rung = calls.next(fits);
  act.play();
  const [what] = act.say.split(':');
  await checks.happens(`${what}: “${act.title}” ${act.as === undefined ? 'joins the digest, or rings' : 'rings'}`, rung);
}

/** Quits by the tray's menu. */
async function quits(app: Launched, checks: Checks, tell: Telling): Promise<void> {
  tell.step('Quitting by the tray’s menu');
  const exited = once(app.app.process(), 'exit', { signal: AbortSignal.timeout(15_000) }) as Promise<[number | null]>;
  const tray = await app.tray();
  // It may leave the bus before it has answered the click: what counts is that it ends.
  const refused = tray.choose('Quit Tradebell').then(
    () => undefined,
    (error: unknown) => error
  );
  const [code] = await exited.catch(async (error: unknown) => {
    throw (await refused) ?? error;
  });
  await tray.gone;
  checks.check('Tradebell quits cleanly', code === 0, `exit code ${code}`);
  const logs = (await readdir(app.userData, { recursive: true })).filter((name) => name.endsWith('.log'));
  const bad: string[] = [];
  for (const name of logs) {
    const text = await readFile(path.join(app.userData, name), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    bad.push(...lines.filter((line) => (JSON.parse(line) as { level: string }).level !== 'info'));
  }
  checks.check('Its log holds no warning', bad.length === 0, bad.join('\n    '));
}

/** Errors and warnings of a page, from now on. */
function heed(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  return complaints;
}
