import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Page } from 'playwright';
import { addConnection } from './app-window.ts';
import { anyTime, evening, missed, morning, type Act } from './day.ts';
import { startNodes, type SampleNodes } from './nodes.ts';
import { drawPictures } from './pictures.ts';
import type { Telling } from './telling.ts';

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
    tell.step('Drawing sample pictures, starting two OpenBazaar nodes on loopback');
    const nodes = await startNodes(await drawPictures(root, process.env));
    closing.push(() => nodes.close());

    tell.step('Starting Tradebell with a fresh user-data folder; yours is not touched');
    const executablePath = createRequire(import.meta.url)('electron') as unknown as string;
    // No password of the demo goes into the user's own keyring.
    const args = [root, `--user-data-dir=${home}`, '--password-store=basic', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const app = await _electron.launch({ executablePath, args, cwd: root });
    const child = app.process();
    const exited = (once(child, 'exit') as Promise<[number | null]>).then(([code]) => code);
    closing.push(async () => {
      if (child.exitCode === null && child.signalCode === null) await app.close();
    });
    const opened = app.waitForEvent('window');
    // As a person who starts it once more: that opens the inbox.
    spawn(executablePath, args, { cwd: root, stdio: 'ignore' });
    const page = await opened;

    tell.step('Adding both nodes in the window, as a person would');
    try {
      await addBoth(page, nodes);
    } catch (error) {
      if (!page.isClosed()) throw error;
      tell.step('The window was closed before both nodes were added. Start the demo again, and leave it open for a moment.');
      return 1;
    }
    tell.note('Look at: the inbox with the last weeks in it, and the bell in your tray.');

    const code = await Promise.race([exited, actOut(nodes, tell, pace, exited)]);
    tell.step('Tradebell was quit');
    return code === 0 ? 0 : 1;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

async function addBoth(page: Page, nodes: SampleNodes): Promise<void> {
  for (const [button, sample] of [['Add your node', nodes.shop] as const, ['Add a connection', nodes.own] as const]) {
    await page.getByRole('button', { name: button }).click();
    await addConnection(page, sample);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  }
  await page.getByText('Connected').nth(1).waitFor();
  await page.getByRole('button', { name: /^All alerts/ }).click();
}

/** The day, and then ever more of the same, at a calm pace. Resolves with the app's end. */
async function actOut(nodes: SampleNodes, tell: Telling, pace: number, exited: Promise<number | null>): Promise<number | null> {
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
  await play(evening(nodes));
  tell.note('From here on, more of the same. Try the window, the tray’s menu, a pause. Quit by the tray’s menu, or with Ctrl+C here.');
  for (let round = 0; running; round += 1) await play(anyTime(nodes, round));
  return exited;
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
