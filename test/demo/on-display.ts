import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Page } from 'playwright';
import { add, fillInCloud, fillInDoshii, fillInNode, fillInWallet } from './app-window.ts';
import { type SampleCloud, startSampleCloud } from './cloud.ts';
import { anyTimeInCloud, asksForProof, offers, writes } from './cloud-day.ts';
import { anyTime, evening, missed, morning, type Act } from './day.ts';
import { startSampleDoshii, type SampleDoshii } from './doshii.ts';
import { anyTimeAtVenues, missedAtVenues, venueHour } from './doshii-day.ts';
import { startNodes, type SampleNodes } from './nodes.ts';
import { drawPictures } from './pictures.ts';
import type { Telling } from './telling.ts';
import { type SampleWallet, startSampleWallet } from './wallet.ts';
import { anyTimeInWallet, fails, missedInWallet, wantsToPay } from './wallet-day.ts';
import { HELD_UNTIL_CONNECTED } from '../e2e/launch.ts';

export interface OnDisplayParts {
  readonly root: string;
  readonly tell: Telling;
  /** Seconds between two events, so that a person can follow: three within half a minute would be a burst. */
  readonly pace: number;
}

/** The day on the user's own desktop; goes on until the user quits Tradebell. Resolves to the exit code. */
export async function runOnDisplay({ root, tell, pace }: OnDisplayParts): Promise<number> {
  const home = await mkdtemp(path.join(tmpdir(), 'tradebell-user-'));
  const closing: (() => Promise<unknown>)[] = [];
  try {
    tell.step('Drawing sample pictures, starting two OpenBazaar nodes, an OmiseGO eWallet, an acapy-cloud with its NATS server, and a Doshii on loopback');
    const nodes = await startNodes(await drawPictures(root, process.env));
    closing.push(() => nodes.close());
    const wallet = await startSampleWallet();
    closing.push(() => wallet.close());
    const cloud = await startSampleCloud().catch((error: unknown) => {
      tell.step(`The demo cannot start its NATS server. ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
    if (cloud === undefined) return 1;
    closing.push(() => cloud.close());
    const doshii = await startSampleDoshii();
    closing.push(() => doshii.close());

    tell.step('Starting Tradebell with a fresh user-data folder; yours is not touched');
    const executablePath = createRequire(import.meta.url)('electron') as unknown as string;
    // No password of the demo goes into the user's own keyring.
    const args = [...HELD_UNTIL_CONNECTED, root, `--user-data-dir=${home}`, '--password-store=basic', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const app = await _electron.launch({ executablePath, args, cwd: root });
    const child = app.process();
    const exited = (once(child, 'exit') as Promise<[number | null]>).then(([code]) => code);
    closing.push(async () => {
      if (child.exitCode === null && child.signalCode === null) await app.close();
    });
    // Without a connection it shows its window by itself.
    const page = await app.firstWindow();

    tell.step('Adding both nodes, both wallets and the app of the venues in the window, as a person would');
    try {
      await addAll(page, { nodes, wallet, cloud, doshii });
    } catch (error) {
      if (!page.isClosed()) throw error;
      tell.step('The window was closed before all five were added. Start the demo again, and leave it open for a moment.');
      return 1;
    }
    tell.note('Look at: the inbox with the last weeks in it, and the bell in your tray.');

    const locale = await app.evaluate((electron) => electron.app.getLocale());
    const code = await Promise.race([exited, actOut({ nodes, wallet, cloud, doshii, locale, tell, pace, exited })]);
    tell.step('Tradebell was quit');
    return code === 0 ? 0 : 1;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

async function addAll(page: Page, { nodes, wallet, cloud, doshii }: Samples): Promise<void> {
  const another = page.getByRole('button', { name: 'Add a connection' });
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await fillInNode(page, nodes.shop);
  await add(page);
  await another.click();
  await fillInNode(page, nodes.own);
  await add(page);
  await another.click();
  await fillInWallet(page, wallet);
  await add(page);
  await another.click();
  await fillInCloud(page, cloud);
  await add(page);
  await another.click();
  await fillInDoshii(page, doshii);
  await add(page);
  await page.getByText('Connected').nth(4).waitFor();
  await page.getByRole('button', { name: /^All alerts/ }).click();
}

/** All that plays a part. */
interface Samples {
  readonly nodes: SampleNodes;
  readonly wallet: SampleWallet;
  readonly cloud: SampleCloud;
  readonly doshii: SampleDoshii;
}

interface Day extends Samples, Pick<OnDisplayParts, 'tell' | 'pace'> {
  readonly exited: Promise<number | null>;
  /** In which the app writes times. */
  readonly locale: string;
}

/** The day, and then ever more of the same, at a calm pace. Resolves with the app's end. */
async function actOut({ nodes, wallet, cloud, doshii, locale, tell, pace, exited }: Day): Promise<number | null> {
  let running = true;
  void exited.then(() => {
    running = false;
  });
  const play = async (act: Act): Promise<void> => {
    await pause(pace, exited);
    if (!running) return;
    tell.step(act.say);
    act.play();
    if (act.as === 'silent') tell.note('Look at: nothing rings; it waits in the inbox.');
    else tell.note(`Look at: “${act.title}”, as a notification and in the inbox.`);
  };

  for (const act of morning(nodes).acts) await play(act);
  await pause(pace, exited);
  tell.step('The shop’s node restarts; meanwhile there are two sales, two messages and a follower');
  tell.note('Look at: the tray icon while it is away; then one notification for all that was missed.');
  await nodes.shop.node.restart(async () => {
    await pause(pace, exited);
    missed(nodes);
  });

  const payment = wantsToPay(wallet);
  await play(payment);
  tell.note('Press “Approve” on the notification: it asks in the window first, and money moves only when you say yes there.');
  await pause(2 * pace, exited); // to read the question, and to answer it
  const answered = (): boolean => wallet.wallet.approvals(payment.id()) > 0;
  if (running && !answered()) tell.note('You need not: it waits in the inbox for some minutes, and then runs out.');
  await pause(pace, exited);
  tell.step('The wallet restarts; meanwhile one asks for money, one wants to pay, and one has paid');
  tell.note('Look at: what still waits for an answer rings when the wallet is back; what is over comes as one summary.');
  await wallet.wallet.down();
  await pause(pace, exited);
  missedInWallet(wallet);
  await wallet.wallet.up();
  tell.note('Press “Reject” on the request for money: nothing is rejected before your yes, and no money moves.');
  await play(fails(wallet));

  await play(asksForProof(cloud));
  await pause(pace, exited);
  tell.step('The NATS server goes away, and Waypoint stands in');
  tell.note('Look at: “Identity wallet” among the connections; what is watched is heard all the same.');
  await cloud.nats.down();
  await play(writes(cloud));
  await pause(pace, exited);
  tell.step('The NATS server is back, and brings the message once more: it is known, so nothing rings');
  await cloud.nats.up();
  await cloud.cloud.published();

  const hour = venueHour(doshii, locale);
  for (const act of [hour.order, ...hour.rest]) await play(act);
  await pause(pace, exited);
  tell.step('The line to Doshii drops; meanwhile the bistro cancels a dinner');
  tell.note('Look at: the dinner, once the line is back; Doshii may be asked once a minute what was missed.');
  await doshii.doshii.down();
  await pause(pace, exited);
  missedAtVenues(doshii);
  await doshii.doshii.up();

  for (const act of [...evening(nodes), offers(cloud)]) await play(act);
  tell.note('From here on, more of the same. Try the window, the tray’s menu, a pause. Quit by the tray’s menu, or with Ctrl+C here.');
  for (let round = 0; running; round += 1) {
    await play(nextOf({ nodes, wallet, cloud, doshii }, round));
  }
  return exited;
}

/** Two of the nodes, one each of the wallet, the identity wallet and the venues. */
function nextOf({ nodes, wallet, cloud, doshii }: Samples, round: number): Act {
  const turn = Math.floor(round / 5);
  switch (round % 5) {
    case 2:
      return anyTimeInWallet(wallet, turn);
    case 3:
      return anyTimeInCloud(cloud, turn);
    case 4:
      return anyTimeAtVenues(doshii, turn);
    default:
      return anyTime(nodes, 2 * turn + (round % 5));
  }
}

/** A moment for whoever watches; over at once when the app has ended. */
async function pause(seconds: number, exited: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const passed = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  await Promise.race([passed, exited]);
  over.abort();
}
