import type { Note } from '../../src/journal/journal.ts';
import type { FileJournal } from '../../src/journal/open-journal.ts';
import { decide } from '../../src/policy/decide.ts';
import { NOTHING_RECENT, type Recent } from '../../src/policy/recent.ts';
import type { Rules } from '../../src/policy/rules.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { decodeFrame } from '../../src/sources/openbazaar/alerts.ts';
import { createInflow } from '../../src/transport/inflow.ts';
import type { Figure } from './figures.ts';
import { startFlood, type Flood } from './flooding.ts';
import { shopTexts } from './frames.ts';
import { batchOf, context, withJournal } from './journals.ts';
import { median, spread } from './statistics.ts';

const RULES: Rules = { app: {}, connection: {}, quiet: undefined };

/** Frames a second from the socket to a decision on disk, against receiving and parsing them and doing nothing. */
export async function throughput({ quick }: { quick: boolean }): Promise<Figure[]> {
  const count = quick ? 2_000 : 10_000;
  const rounds = quick ? 3 : 5;
  const flood = await startFlood('shop', count);
  try {
    const times = { parsed: [] as number[], whole: [] as number[], indexed: [] as number[], decoded: [] as number[], decided: [] as number[], journaled: [] as number[] };
    const frames = shopTexts('flood', count);
    for (let round = 0; round <= rounds; round += 1) {
      const found = {
        parsed: await flood.receive(count, (frame) => void JSON.parse(frame)),
        ...(await receiveAndJournal(flood, count)),
        ...(await apart(frames)),
      };
      if (round === 0) continue; // warming up
      for (const name of Object.keys(times) as (keyof typeof times)[]) times[name].push(found[name]);
    }
    const perSecond = (name: keyof typeof times): number => (count / median(times[name])) * 1000;
    const off = (name: keyof typeof times): string => `±${Math.round(spread(times[name]) * 50)} %`;
    return [
      {
        name: 'frames received, decoded, decided, on disk',
        value: perSecond('whole'),
        unit: '/s',
        against: { name: 'received and JSON.parse alone', value: perSecond('parsed') },
        note: `${count} frames, encrypted journal; ${off('whole')}, alone ${off('parsed')}`,
      },
      { name: '  and in the search index', value: perSecond('indexed'), unit: '/s', note: off('indexed') },
      { name: '  of it decoding', value: perSecond('decoded'), unit: '/s', note: off('decoded') },
      { name: '  of it deciding', value: perSecond('decided'), unit: '/s', note: off('decided') },
      { name: '  of it journaling, with decisions', value: perSecond('journaled'), unit: '/s', note: off('journaled') },
    ];
  } finally {
    flood.stop();
  }
}

/** The way of a frame, as bell and source compose it. */
async function receiveAndJournal(flood: Flood, count: number): Promise<{ whole: number; indexed: number }> {
  return withJournal(async (journal) => {
    const bell = createDesk(journal);
    const inflow = createInflow(systemClock, () => {});
    inflow.open((frames) => bell.take(frames.flatMap(alertOf)));
    const began = performance.now();
    await flood.receive(count, inflow.push);
    const whole = (await bell.taken(count)) - began;
    await journal.idle();
    return { whole, indexed: performance.now() - began };
  });
}

/** Each step alone. */
async function apart(frames: readonly string[]): Promise<{ decoded: number; decided: number; journaled: number }> {
  const began = performance.now();
  const alerts = frames.flatMap(alertOf);
  const decoded = performance.now();
  let recent: Recent = NOTHING_RECENT;
  for (const alert of alerts) ({ recent } = decide(alert, RULES, recent, Date.now()));
  const decided = performance.now();
  return withJournal(async (journal) => {
    const desk = createDesk(journal);
    const started = performance.now();
    for (let from = 0; from < alerts.length; from += 16) desk.take(alerts.slice(from, from + 16));
    return { decoded: decoded - began, decided: decided - decoded, journaled: (await desk.taken(alerts.length)) - started };
  });
}

function alertOf(frame: string): Alert[] {
  const decoded = decodeFrame(frame, context());
  return decoded.type === 'alert' ? [decoded.alert] : [];
}

/** Journals, decides, notes; `taken` resolves to when so many had come that far. */
function createDesk(journal: FileJournal): { take(alerts: readonly Alert[]): void; taken(count: number): Promise<number> } {
  const done: { resolve(at: number): void; reject(error: unknown): void } = { resolve: () => undefined, reject: () => undefined };
  const all = new Promise<number>((resolve, reject) => Object.assign(done, { resolve, reject }));
  let recent: Recent = NOTHING_RECENT;
  let noted = 0;
  let wanted = Infinity;
  const settle = (): void => {
    if (noted >= wanted) done.resolve(performance.now());
  };
  const take = async (alerts: readonly Alert[]): Promise<void> => {
    const written = await journal.write(batchOf(alerts));
    const at = Date.now();
    const notes = written.flatMap(({ entry }): Note[] => {
      if (entry === undefined) return [];
      const decided = decide(entry.alert, RULES, recent, at);
      recent = decided.recent;
      return [{ id: entry.id, at, decision: decided.decision }];
    });
    await journal.note(notes);
    noted += alerts.length;
    settle();
  };
  return {
    take: (alerts) => void take(alerts).catch((error: unknown) => done.reject(error)),
    taken(count) {
      wanted = count;
      settle();
      return all;
    },
  };
}
