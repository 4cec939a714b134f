import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { Note } from '../../src/journal/journal.ts';
import type { FileJournal } from '../../src/journal/open-journal.ts';
import { storyKeyOf } from '../../src/journal/story-key.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { decodeFrame } from '../../src/sources/openbazaar/alerts.ts';
import type { Figure } from './figures.ts';
import { inFolder } from './folders.ts';
import { shopTexts } from './frames.ts';
import { batchOf, context, journalAt } from './journals.ts';
import type { PastJournals, Wanted } from './past-journals.ts';
import { median } from './statistics.ts';

export const sizesOf = (quick: boolean): { few: Wanted; many: Wanted } => ({
  few: { how: 'encrypted', count: 1_000 },
  many: { how: 'encrypted', count: quick ? 10_000 : 100_000 },
});

const ROUNDS = 6;
const ALONE = 40;
const BURST = 500;
const PAGE = 50;
const STORIES = 20;

interface Costs {
  /** Of one alert by itself: written, decided, noted. */
  alone: number[];
  /** Of one alert within a burst. */
  burst: number[];
  /** Of one within a burst, until the search index has it. */
  indexed: number[];
  /** Of a page of chats. */
  chats: number[];
  /** Of the story of an alert. */
  story: number[];
}

/** What one more alert costs in a journal of many, against one of few. */
export function growth({ quick, past }: { quick: boolean; past: PastJournals }): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const { few, many } = sizesOf(quick);
    const [small, large] = [path.join(folder, 'few.db'), path.join(folder, 'many.db')];
    await Promise.all([copyFile(past(few), small), copyFile(past(many), large)]);
    const journals = [journalAt(small, 'encrypted'), journalAt(large, 'encrypted')];
    const costs: Costs[] = journals.map(() => ({ alone: [], burst: [], indexed: [], chats: [], story: [] }));
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [index, journal] of journals.entries()) {
        const found = await costsNow(journal, `${index} ${round}`);
        const kept = costs[index];
        if (round === 0 || kept === undefined) continue; // warming up
        kept.alone.push(...found.alone);
        kept.burst.push(found.burst);
        kept.indexed.push(found.indexed);
        kept.chats.push(timed(() => journal.chats(undefined, PAGE)));
        kept.story.push(...storiesNow(journal));
      }
    }
    await Promise.all(journals.map((journal) => journal.close()));
    const [before, after] = costs;
    if (before === undefined || after === undefined) throw new Error('two journals are compared');
    const figure = (name: string, of: keyof Costs, note: string): Figure => ({
      name: `${name}, ${many.count.toLocaleString('en')} in the journal`,
      value: median(after[of]) * 1000,
      unit: 'µs',
      against: { name: `${few.count.toLocaleString('en')} in it`, value: median(before[of]) * 1000 },
      note,
    });
    return [
      figure('one alert by itself', 'alone', 'two commits, each synced to disk'),
      figure('one alert of a burst', 'burst', `${BURST} in batches of 16`),
      figure('one alert of a burst, until it is indexed', 'indexed', ''),
      figure('a page of chats', 'chats', `${PAGE} of them, with how many are unread in each`),
      figure('the story of an alert', 'story', 'from anywhere in the inbox'),
    ];
  });
}

/** The stories of alerts from all over the inbox. */
function storiesNow(journal: FileJournal): number[] {
  const [newest] = journal.query({ limit: 1 });
  if (newest === undefined) throw new Error('the journal is empty');
  return Array.from({ length: STORIES }, (_, nth) => {
    const entry = journal.entry(1 + Math.floor((newest.id * nth) / STORIES));
    const key = entry && storyKeyOf(entry.alert);
    return timed(() => (key === undefined ? [] : journal.story({ ...key, limit: PAGE })));
  });
}

function timed(task: () => unknown): number {
  const began = performance.now();
  task();
  return performance.now() - began;
}

async function costsNow(journal: FileJournal, series: string): Promise<{ alone: number[]; burst: number; indexed: number }> {
  const alerts = shopTexts(series, ALONE + BURST).flatMap((text): Alert[] => {
    const decoded = decodeFrame(text, context());
    return decoded.type === 'alert' ? [decoded.alert] : [];
  });
  const alone: number[] = [];
  for (const alert of alerts.slice(0, ALONE)) {
    const began = performance.now();
    await take(journal, [alert]);
    alone.push(performance.now() - began);
    await journal.idle();
  }
  const began = performance.now();
  const taking: Promise<void>[] = [];
  for (let from = ALONE; from < alerts.length; from += 16) taking.push(take(journal, alerts.slice(from, from + 16)));
  await Promise.all(taking);
  const burst = (performance.now() - began) / BURST;
  await journal.idle();
  return { alone, burst, indexed: (performance.now() - began) / BURST };
}

async function take(journal: FileJournal, alerts: readonly Alert[]): Promise<void> {
  const at = Date.now();
  const written = await journal.write(batchOf(alerts));
  await journal.note(
    written.flatMap(({ entry }): Note[] =>
      entry === undefined
        ? []
        : [
            { id: entry.id, at, decision: { deliver: 'digest', why: 'burst' } },
            { id: entry.id, at, delivered: 'digest' },
          ]
    )
  );
}
