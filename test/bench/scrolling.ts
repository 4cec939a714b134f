import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from './figures.ts';
import type { PastJournals, Wanted } from './past-journals.ts';
import { percentile } from './statistics.ts';
import { startTradebell } from './tradebell.ts';

export const scrolledJournal = (quick: boolean): Wanted => ({ how: 'plain', count: quick ? 10_000 : 100_000 });

/** What a page noted of its frames while it was scrolled. */
interface Film {
  /** When each frame was drawn, ms. */
  readonly frames: readonly number[];
  /** In so many a row stood without its words. */
  readonly blank: number;
  readonly from: number;
  readonly to: number;
}

interface Way {
  readonly name: string;
  /** Pixels of the wheel, or a key. */
  readonly by: number | 'PageDown';
  readonly everyMs: number;
}

const WAYS: readonly Way[] = [
  { name: 'reading, a notch of the wheel each frame', by: 100, everyMs: 16 },
  { name: 'a fling of the wheel', by: 600, everyMs: 16 },
  { name: 'PageDown held down', by: 'PageDown', everyMs: 33 },
];
const ROW_PX = 88;

/** Frames while the inbox is scrolled, against a page with nothing in it that is scrolled the same way, by the same app. */
export async function scrolling({ quick, past }: { quick: boolean; past: PastJournals }): Promise<Figure[]> {
  const wanted = scrolledJournal(quick);
  const rounds = quick ? 1 : 3;
  const forMs = quick ? 2_000 : 4_000;
  const app = await startTradebell({ how: 'observed', journal: past(wanted) });
  try {
    const own = WAYS.map((): Film[] => []);
    const nothing = WAYS.map((): Film[] => []);
    for (let round = 0; round < rounds; round += 1) {
      const painted = app.next('painted');
      await app.tray.activate();
      await painted;
      await pause(1_500);
      await app.ask('focusList');
      for (const [index, { by, everyMs }] of WAYS.entries()) own[index]?.push(await app.ask<Film>('scroll', { by, everyMs, forMs }));
      await app.ask('close');
      await app.ask('openEmpty');
      await pause(1_500);
      for (const [index, { by, everyMs }] of WAYS.entries()) nothing[index]?.push(await app.ask<Film>('scrollNothing', { by, everyMs, forMs }));
      await app.ask('closeEmpty');
    }
    return WAYS.flatMap(({ name }, index): Figure[] => {
      const [films, others] = [own[index] ?? [], nothing[index] ?? []];
      const rows = films.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0) / ROW_PX;
      const blank = films.reduce((sum, film) => sum + film.blank, 0) / stepsOf(films).length;
      return [
        {
          name: `frames while scrolling, ${name}`,
          value: rateOf(films),
          unit: '/s',
          against: { name: 'of an empty page', value: rateOf(others) },
          aim: { leastRatio: 0.95 },
          note:
            `${Math.round(rows).toLocaleString('en')} rows of ${wanted.count.toLocaleString('en')}; later than 17 ms: ${share(films, 17)}, of an empty page ${share(others, 17)}; ` +
            `later than 34 ms: ${share(films, 34)}, of an empty page ${share(others, 34)}; p95 ${percentile(stepsOf(films), 0.95).toFixed(1)} ms; ` +
            `with a row still empty: ${percent(blank)}`,
        },
      ];
    });
  } finally {
    await app.close();
  }
}

/** From one frame to the next, ms. */
const stepsOf = (films: readonly Film[]): number[] => films.flatMap(({ frames }) => frames.slice(1).map((at, index) => at - (frames[index] ?? at)));

const rateOf = (films: readonly Film[]): number => {
  const steps = stepsOf(films);
  return (steps.length / steps.reduce((sum, step) => sum + step, 0)) * 1000;
};

/** Frames are told to the tenth of a millisecond, and are 16.7 ms apart. */
const share = (films: readonly Film[], most: number): string => {
  const steps = stepsOf(films);
  return percent(steps.filter((step) => step > most).length / steps.length);
};

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
