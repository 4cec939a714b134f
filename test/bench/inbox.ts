import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { startElectron, type ElectronApp } from './electron-app.ts';
import type { Figure } from './figures.ts';
import type { PastJournals, Wanted } from './past-journals.ts';
import { median, percentile } from './statistics.ts';
import { ROOT, startTradebell } from './tradebell.ts';
import { commonestWords } from './words.ts';

export const inboxSizes = (quick: boolean): Wanted[] => (quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]).map((count) => ({ how: 'plain', count }));

/** The pause in the search field, while which more letters may come (renderer/inbox/inbox-store.ts). */
const TYPING_MS = 120;
const FIRST_ROW_MS = 300;

/** When the page came about, UTC ms. */
interface Timeline {
  readonly began: number;
  readonly loaded: number;
  readonly ran: number;
  readonly files: number;
}

/** A click on the tray to the first row painted, against an empty window, and typing to the first row found, with ever more alerts in the journal. */
export async function inbox({ quick, past }: { quick: boolean; past: PastJournals }): Promise<Figure[]> {
  const rounds = quick ? 3 : 9;
  const [word = ''] = commonestWords();
  const texts = [word, word.slice(0, 1)];
  const figures: Figure[][] = [[], [], []];
  let fewest: number[] | undefined;
  for (const wanted of inboxSizes(quick)) {
    const app = await startTradebell({ how: 'observed', journal: past(wanted) });
    const empty = await startElectron({ folder: path.join(ROOT, 'test', 'bench', 'empty-app') });
    try {
      const opened: number[] = [];
      const nothing: number[] = [];
      const steps: number[][] = [[], [], [], []];
      const found = texts.map((): number[] => []);
      await pause(2_000); // started
      for (let round = 0; round <= rounds; round += 1) {
        nothing.push((await open(empty)).ms);
        await empty.ask('close');
        const { began, at, ms } = await open(app);
        opened.push(ms);
        const timeline = await app.ask<Timeline>('timeline');
        const times = [began, timeline.began, timeline.loaded, timeline.ran, at];
        if (round > 0) steps.forEach((step, index) => step.push((times[index + 1] ?? 0) - (times[index] ?? 0)));
        await pause(300);
        for (const [index, text] of texts.entries()) found[index]?.push(await app.ask<number>('search', { text }));
        await app.ask('close');
      }
      const [first = 0, ...later] = opened;
      const [firstEmpty = 0, ...laterEmpty] = nothing;
      const medians = [median(later), ...found.map(median)];
      fewest ??= medians;
      const size = `${wanted.count.toLocaleString('en')} alerts`;
      const [process, files, scripts, rows] = steps.map((step) => `${median(step).toFixed(0)} ms`);
      figures[0]?.push({
        name: `opening the inbox, ${size}`,
        value: median(later),
        unit: 'ms',
        against: { name: 'an empty window', value: median(laterEmpty) },
        aim: { most: FIRST_ROW_MS },
        note:
          `click to first row painted: ${process} until a page begins, ${files} until its files are there, ${scripts} until its scripts have run, ${rows} until the row; ` +
          `p95 ${percentile(later, 0.95).toFixed(0)} ms; the first time ${first.toFixed(0)} ms, an empty window ${firstEmpty.toFixed(0)} ms`,
      });
      for (const [index, text] of texts.entries()) {
        figures[index + 1]?.push({
          name: `searching “${text}”${index === 0 ? ', the commonest word' : ''}, ${size}`,
          value: medians[index + 1] ?? 0,
          unit: 'ms',
          ...(medians !== fewest && { against: { name: '1,000', value: fewest[index + 1] ?? 0 } }),
          note: `from the first letter to the first row painted; of it ${TYPING_MS} ms waiting for more letters`,
        });
      }
    } finally {
      await app.close();
      await empty.close();
    }
  }
  return figures.flat();
}

/** Clicks, and waits for what is painted first. */
async function open(app: ElectronApp): Promise<{ began: number; at: number; ms: number }> {
  await pause(300);
  const painted = app.next('painted');
  const began = performance.timeOrigin + performance.now();
  await app.tray.activate();
  const { at } = await painted;
  return { began, at, ms: at - began };
}
