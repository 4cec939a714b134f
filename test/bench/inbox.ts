import { setTimeout as pause } from 'node:timers/promises';
import { wordsOf } from '../../src/journal/words.ts';
import { searchText } from '../../src/shared/words/search-text.ts';
import type { Figure } from './figures.ts';
import { pastAlerts } from './journals.ts';
import type { PastJournals, Wanted } from './past-journals.ts';
import { median } from './statistics.ts';
import { startTradebell } from './tradebell.ts';

export const inboxSizes = (quick: boolean): Wanted[] => (quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]).map((count) => ({ how: 'plain', count }));

/** The pause in the search field, while which more letters may come (renderer/inbox/inbox-store.ts). */
const TYPING_MS = 120;

/** A click on the tray to the first row painted, and typing to the first row found, with ever more alerts in the journal. */
export async function inbox({ quick, past }: { quick: boolean; past: PastJournals }): Promise<Figure[]> {
  const rounds = quick ? 3 : 7;
  const word = commonestWord();
  const figures: Figure[][] = [[], [], []];
  let fewest: number[] | undefined;
  for (const wanted of inboxSizes(quick)) {
    const app = await startTradebell({ how: 'observed', journal: past(wanted) });
    try {
      const opened: number[] = [];
      const found: [number[], number[]] = [[], []];
      for (let round = 0; round <= rounds; round += 1) {
        await pause(300);
        const painted = app.next('painted');
        const began = performance.timeOrigin + performance.now();
        await app.tray.activate();
        opened.push((await painted).at - began);
        await pause(300);
        for (const [index, text] of [word, word.slice(0, 1)].entries()) found[index]?.push(await app.ask<number>('search', { text }));
        await app.ask('close');
      }
      const [first, ...later] = opened;
      const medians = [median(later), ...found.map(median)];
      fewest ??= medians;
      const size = `${wanted.count.toLocaleString('en')} alerts`;
      const names = ['opening the inbox', `searching “${word}”, the commonest word`, `searching “${word.slice(0, 1)}”`];
      const notes = [`click to first row painted; the first time ${first?.toFixed(0)} ms`, `of it ${TYPING_MS} ms waiting for more letters`, `of it ${TYPING_MS} ms`];
      for (const [index, name] of names.entries()) {
        figures[index]?.push({
          name: `${name}, ${size}`,
          value: medians[index] ?? 0,
          unit: 'ms',
          ...(medians !== fewest && { against: { name: '1,000', value: fewest[index] ?? 0 } }),
          note: notes[index] ?? '',
        });
      }
    } finally {
      await app.close();
    }
  }
  return figures.flat();
}

/** Of what the alerts can be found by. */
function commonestWord(): string {
  const counts = new Map<string, number>();
  for (const alert of pastAlerts(500)) {
    for (const word of wordsOf(searchText(alert)).filter((one) => /^[a-z]{3,12}$/.test(one))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [[word] = ['order']] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return word;
}
