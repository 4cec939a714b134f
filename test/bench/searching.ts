import { setTimeout as pause } from 'node:timers/promises';
import { burstTexts, flooded } from './burst.ts';
import type { Figure } from './figures.ts';
import { CONNECTION } from './journals.ts';
import type { PastJournals, Wanted } from './past-journals.ts';
import { median, percentile } from './statistics.ts';
import { startTradebell } from './tradebell.ts';
import { commonestWords } from './words.ts';

export const searchedJournal = (quick: boolean): Wanted => ({ how: 'plain', count: quick ? 10_000 : 100_000 });

/** Lines of a page (renderer/inbox/listing.ts). */
const LIMIT = 100;
const AIM_MS = 50;

/** One question, answered. */
interface Answer {
  readonly n: number;
  readonly found: number;
  /** UTC ms. */
  readonly at: number;
  readonly ms: number;
}

/** What the window asks for while somebody types, in a large journal: of an idle app, and while a burst is taken in. From the page, and back in it. */
export async function searching({ quick, past, profile }: { quick: boolean; past: PastJournals; profile: string | undefined }): Promise<Figure[]> {
  const wanted = searchedJournal(quick);
  const count = quick ? 1_000 : 5_000;
  const [word = '', second = ''] = commonestWords();
  const letter = word.slice(0, 1);
  const narrowed = { category: 'order', connectionId: CONNECTION };
  const questions = [
    { name: `“${word}”, the commonest word`, ask: { search: word } },
    { name: `“${letter}”`, ask: { search: letter } },
    { name: `“${word} ${second}”`, ask: { search: `${word} ${second}` } },
    { name: `“${word}” in a category of a connection`, ask: { search: word, ...narrowed } },
    { name: `“${letter}” among the unread`, ask: { search: letter, unread: true } },
    { name: 'nothing, the list as it is', ask: {} },
  ];
  const app = await startTradebell({ how: 'observed', journal: past(wanted) });
  try {
    const painted = app.next('painted');
    await app.tray.activate();
    await painted;
    await pause(3_000);
    const asking = (): Promise<void> => app.ask('asking', { questions: questions.map(({ ask }) => ({ ...ask, limit: LIMIT })) });
    await asking();
    await pause(quick ? 2_000 : 6_000);
    const idle = await app.ask<Answer[]>('asked');

    const what = `with the window open and ${wanted.count.toLocaleString('en')} alerts, ${count.toLocaleString('en')} frames`;
    const flood = async (series: string, alerts: number, more: () => Promise<void>, kept?: string): Promise<{ began: number; figures: Figure[] }> => {
      const texts = burstTexts(app.node, series, count);
      let began = 0;
      const send = async (): Promise<void> => {
        began = performance.timeOrigin + performance.now();
        await Promise.all([more(), ...texts.map((text) => app.node.sendRaw(text))]);
      };
      const figures = await flooded(app, { what, alerts, send, profile: kept });
      return { began, figures };
    };
    const without = await flood('unsearched', wanted.count + count, () => Promise.resolve());
    const { began, figures } = await flood('searched', wanted.count + 2 * count, asking, profile);
    const decided = began + (figures.find(({ unit }) => unit === 's')?.value ?? 0) * 1000;
    const during = (await app.ask<Answer[]>('asked')).filter(({ at }) => at >= began && at <= decided);

    const of = (answers: readonly Answer[], n: number): number[] => answers.filter((answer) => answer.n === n).map(({ ms }) => ms);
    const far = (times: readonly number[]): string => `p95 ${percentile(times, 0.95).toFixed(1)} ms, of ${times.length}`;
    const size = `${wanted.count.toLocaleString('en')} alerts`;
    return [
      ...questions.map(
        ({ name }, n): Figure => ({
          name: `searching ${name}, ${size}`,
          value: median(of(idle, n)),
          unit: 'ms',
          aim: { most: AIM_MS },
          note: `${far(of(idle, n))}; ${idle.find((answer) => answer.n === n)?.found ?? 0} found`,
        })
      ),
      ...questions.map(
        ({ name }, n): Figure => ({
          name: `  while ${count.toLocaleString('en')} frames come in: ${name}`,
          value: median(of(during, n)),
          unit: 'ms',
          against: { name: 'of the idle app', value: median(of(idle, n)) },
          aim: { most: AIM_MS },
          note: far(of(during, n)),
        })
      ),
      ...figures.slice(0, 2).map((figure, index) => ({
        ...figure,
        name: `${figure.name}${index === 0 ? ', and searched without a pause' : ''}`,
        against: { name: 'without searching', value: without.figures[index]?.value ?? 0 },
      })),
    ];
  } finally {
    await app.close();
  }
}
