import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { startDisplay } from '../../scripts/display.mjs';
import { startDesktop } from '../desktop/desktop.ts';
import { trayPage } from '../desktop/picture.ts';
import type { TrayView } from '../desktop/tray.ts';
import { drawPage } from '../e2e/draw-page.ts';
import { launch, type Launched } from '../e2e/launch.ts';
import { add, camera, fillInCloud, fillInDoshii, fillInNode, fillInWallet, resize, setTheme, toTop } from './app-window.ts';
import { createChecks, type Checks } from './checks.ts';
import { startSampleCloud } from './cloud.ts';
import { offers } from './cloud-day.ts';
import { cloudScene } from './cloud-scene.ts';
import { compare, digestCount, quoted } from './comparison.ts';
import { evening, missed, morning } from './day.ts';
import { startSampleDoshii } from './doshii.ts';
import { lineScene, venueScene } from './doshii-scene.ts';
import { startNodes } from './nodes.ts';
import { createPace } from './pace.ts';
import { drawPictures } from './pictures.ts';
import { closes, heed, NARROW, opens, rings, shootBoth, type Stage, WIDE } from './stage.ts';
import { tellNotifications, type Telling } from './telling.ts';
import { startSampleWallet } from './wallet.ts';
import { failureScene, walletScene } from './wallet-scene.ts';

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

    tell.step('Drawing sample pictures, starting two OpenBazaar nodes, an OmiseGO eWallet, an acapy-cloud with its NATS server, and a Doshii on loopback');
    const nodes = await startNodes(await drawPictures(root, { ...process.env, ...display.env }));
    closing.push(() => nodes.close());
    for (const { name, node } of [nodes.shop, nodes.own]) tell.note(`${name}: ${node.url}, speaks as server ${node.generation}`);
    const wallet = await startSampleWallet();
    closing.push(() => wallet.close());
    tell.note(`${wallet.name}: ${wallet.wallet.url}, speaks as server ${wallet.wallet.generation}`);
    const cloud = await startSampleCloud();
    closing.push(() => cloud.close());
    tell.note(`${cloud.name}: ${cloud.cloud.url}, and ${cloud.nats.url}, a nats-server of this machine’s`);
    const doshii = await startSampleDoshii();
    closing.push(() => doshii.close());
    tell.note(`${doshii.name}: ${doshii.doshii.url}, a Doshii with two venues`);

    tell.step('Starting Tradebell with a fresh, empty user-data folder');
    const app = await launch({ build: 'out', desktop, env: display.env, args: ['--password-store=basic'] });
    closing.push(() => app.close());
    tellNotifications(desktop.notifications, tell);
    const shots = await camera(output);
    const drawn: string[] = [];
    const draw: Draw = async (view, name) => {
      const file = path.join(output, `${name}.png`);
      await drawPage(trayPage(view), file, { ...process.env, ...display.env });
      drawn.push(file);
    };
    const quiet = (ms: number): void => tell.note(`(${Math.ceil(ms / 1_000)} s of quiet: only three may ring in half a minute)`);
    const pace = createPace(() => performance.now(), quiet);
    await actOut({ app, nodes, wallet, cloud, doshii, shots, tell, checks, pace, complaints: [], draw });
    tell.plain();
    tell.plain('Saved:');
    for (const file of shots.files) tell.plain(`  ${path.relative(process.cwd(), file)}`);
    const how = '(no screenshot: drawn from what the tray host received)';
    for (const file of drawn) tell.plain(`  ${path.relative(process.cwd(), file)}  ${how}`);
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

/** Keeps a picture of what the tray host received. */
type Draw = (view: TrayView, name: string) => Promise<void>;

/** The day, scene by scene. */
async function actOut(stage: Stage & { readonly draw: Draw }): Promise<void> {
  const { app, nodes, wallet, cloud, doshii, shots, tell, checks, draw } = stage;
  const { notifications } = app;
  const tray = await app.tray();
  const first = app.firstWindow();
  await tray.choose('Open inbox');
  const welcome = heed(await first, stage.complaints);
  const start = welcome.getByRole('button', { name: 'Add your first connection' });
  await start.waitFor();
  await resize(app.app, welcome, WIDE.width, WIDE.height);
  await setTheme(welcome, 'light');
  await shots.shoot(welcome, '01-welcome-light');

  tell.step('Adding both nodes, both wallets and the app of the venues in the window, as a person would');
  const another = welcome.getByRole('button', { name: 'Add a connection' });
  await start.click();
  await fillInNode(welcome, nodes.shop);
  await shots.shoot(welcome, '02-add-a-node-light');
  await add(welcome);
  await another.click();
  await fillInNode(welcome, nodes.own);
  await add(welcome);
  await another.click();
  await fillInWallet(welcome, wallet);
  await photographForm(stage, welcome, { of: 'a-wallet', part: welcome.getByRole('group', { name: 'Topics' }) });
  await add(welcome);
  await another.click();
  await fillInCloud(welcome, cloud);
  await photographForm(stage, welcome, { of: 'an-identity-wallet', part: welcome.getByRole('group', { name: 'What to wait for' }) });
  await add(welcome);
  await another.click();
  await fillInDoshii(welcome, doshii);
  await photographForm(stage, welcome, { of: 'an-app', part: welcome.getByLabel('Client secret') });
  await add(welcome);
  await tray.until(allOnline);
  tell.note(`All five are online; ${nodes.past + wallet.past + doshii.past} alerts of the last weeks were taken in, and nothing rang.`);
  const early = notifications.calls.all;
  checks.check('What happened before Tradebell came is in the inbox and rings nothing', early.length === 0, quoted(early));
  await shots.shoot(welcome, '04-connections-light');

  tell.step('Closing the window: from now on only the tray icon is there');
  await closes(stage, welcome);

  const { acts, again } = morning(nodes);
  for (const act of acts) await rings(act, stage);

  const inWallet = await walletScene(stage);
  const atVenues = await venueScene(stage);
  const missedTitles = await nodeAway(stage, draw);

  tell.step('The shop’s node sends the sale once more: it is known, so nothing rings');
  again();

  tell.step('Clicking on the dispute’s notification');
  const dispute = notifications.shown().find(({ title }) => title.startsWith('Dispute opened'));
  const page = await opens(stage, () => dispute !== undefined && notifications.click(dispute.id));
  const heading = page.getByRole('heading', { name: 'Dispute opened: Stoneware teapot' });
  await checks.happens('A click on a notification opens its alert', heading.waitFor());

  await toTop(page);
  await shootBoth(stage, page, '08-detail', WIDE);
  await shootBoth(stage, page, '09-detail-narrow', NARROW);
  await page.keyboard.press('Escape');
  await page.locator('#detail-title').waitFor({ state: 'detached' });

  const inCloud = await cloudScene(stage, page);
  const failure = await failureScene(stage);
  const offline = await lineScene(stage, page, atVenues[0]?.title ?? '');
  const last = [...evening(nodes), offers(cloud)];
  for (const act of last) await rings(act, stage);

  tell.step('Taking pictures of the inbox');
  await toTop(page);
  await shootBoth(stage, page, '10-inbox-narrow', NARROW);
  await resize(app.app, page, WIDE.width, WIDE.height);
  await toTop(page);
  await shootBoth(stage, page, '11-inbox', WIDE);

  tell.step('Drawing what the tray host received');
  await draw(await tray.until((view) => view.tooltip.includes('unread') && allOnline(view)), '13-tray');

  const expected = [...acts, ...missedTitles.map((title) => ({ title })), ...inWallet, ...atVenues, ...inCloud, failure, ...offline, ...last];
  await compare({ page, expected, notifications, nodes, wallet, cloud, doshii, checks, tell });
  await pictures(page, checks);
  const { complaints } = stage;
  checks.check('The window complained of nothing', complaints.length === 0, complaints.join('\n    '));
  await quits(app, checks, tell);
}

/** The shop's node restarts, and meanwhile goes on without us. Resolves to the titles of what was missed. */
async function nodeAway({ app, nodes, tell, checks }: Stage, draw: Draw): Promise<readonly string[]> {
  const { calls } = app.notifications;
  const before = digestCount(calls);
  tell.step('The shop’s node restarts; meanwhile there are two sales, two messages and a follower');
  let missedTitles: readonly string[] = [];
  await nodes.shop.node.restart(async () => {
    const tray = await app.tray();
    const view = await tray.until(({ tooltip }) => tooltip.includes('trouble'));
    tell.note(`The tray says: ${view.tooltip}`);
    await draw(view, '12-tray-trouble');
    missedTitles = missed(nodes);
  });
  const all = before + missedTitles.length;
  await checks.happens('What was missed joins the digest', calls.find(() => digestCount(calls) === all, 30_000));
  return missedTitles;
}

/** A wallet's form is longer than the window: its end, where the answer stands, its beginning, and a part within. */
async function photographForm({ app, shots }: Stage, page: Page, { of, part }: { readonly of: string; readonly part: Locator }): Promise<void> {
  const toTopOfForm = (): Promise<void> => page.locator('.page').evaluate((form) => form.scrollTo({ top: 0 }));
  await page.getByRole('button', { name: 'Dismiss' }).click(); // that the node was added
  await shots.shoot(page, `03-add-${of}-tested-light`);
  await toTopOfForm();
  await shots.shoot(page, `03-add-${of}-light`);
  await resize(app.app, page, NARROW.width, NARROW.height);
  await setTheme(page, 'dark');
  await shots.shoot(page, `03-add-${of}-narrow-dark`);
  await part.scrollIntoViewIfNeeded();
  await shots.shoot(page, `03-add-${of}-part-narrow-dark`);
  await setTheme(page, 'light');
  await resize(app.app, page, WIDE.width, WIDE.height);
}

/** True when both nodes, both wallets and the app are connected, by the tray's menu. */
function allOnline({ menu }: TrayView): boolean {
  return menu.filter(({ label }) => label.endsWith(': online')).length === 5;
}

/** Pictures of the nodes' alerts in the list, as a person sees them: loaded, not only asked for. Wallets and venues have none. */
async function pictures(page: Page, checks: Checks): Promise<void> {
  const images = page.locator('.line .thumb img');
  const widths = await images.evaluateAll((all) => all.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)));
  const loaded = widths.filter((width) => width > 0).length;
  checks.check('Every picture in sight is there', widths.length > 0 && loaded === widths.length, `${loaded} of ${widths.length}`);
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
