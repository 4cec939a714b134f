import { openJournal } from '../journal/open-journal.ts';
import { decide } from '../policy/decide.ts';
import { confirmed, NOTHING_RECENT } from '../policy/recent.ts';
import type { Rules } from '../policy/rules.ts';
import type { Alert } from '../shared/alert.ts';
import type { Decision } from '../shared/decision.ts';
import { merge } from '../shared/merge.ts';
import { CATALOGUES } from '../shared/words/catalogue.ts';
import { formatAmount } from '../shared/words/money.ts';
import { say } from '../shared/words/say.ts';
import { readArguments, type ReplayArguments, USAGE } from './arguments.ts';
import { framesOf } from './frames.ts';
import { SYSTEMS_READ } from './systems.ts';
import type { Step } from './understood.ts';

export interface ReplayIo {
  /** Whole text of a file; `-` is standard input. Rejects where it cannot be read. */
  read(file: string): Promise<string>;
  print(line: string): void;
  warn(line: string): void;
  now(): number;
}

/** One line of the output. */
export interface ReplayLine {
  /** Counted over all files. The rows of one REST answer share its number. */
  frame: number;
  outcome: 'alert' | 'duplicate' | 'amended' | 'state' | 'ignored';
  reason?: string;
  alert?: Record<string, unknown>;
  decision?: Decision;
}

const MINUTE_MS = 60_000;
const LOCALE = 'en-GB';
/** Nobody's rules but the defaults. */
const RULES: Rules = { app: {}, connection: {}, quiet: undefined };

/** Runs recorded frames through decoder, journal and policy, as the app does, and prints what came of each. Resolves to the exit code. */
export async function replay(argv: readonly string[], io: ReplayIo): Promise<number> {
  const asked = readArguments(argv);
  if ('help' in asked) {
    io.print(USAGE);
    return 0;
  }
  if ('wrong' in asked) {
    io.warn(`${asked.wrong}\n\n${USAGE}`);
    return 2;
  }
  const { frames, unread } = await readAll(asked.files, io);
  await replayFrames(frames, asked, io);
  return unread ? 1 : 0;
}

async function readAll(files: readonly string[], io: ReplayIo): Promise<{ frames: string[]; unread: boolean }> {
  const frames: string[] = [];
  let unread = false;
  for (const file of files) {
    try {
      frames.push(...framesOf(await io.read(file), file));
    } catch (error) {
      unread = true;
      io.warn(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { frames, unread };
}

async function replayFrames(frames: readonly string[], asked: ReplayArguments, io: ReplayIo): Promise<void> {
  const start = asked.start ?? io.now();
  let now = start;
  let self = asked.self;
  let recent = NOTHING_RECENT;
  const clock = { now: () => now, elapsed: () => performance.now() };
  const journal = openJournal({ file: ':memory:', merge, searchText: () => '', clock });
  const understand = SYSTEMS_READ[asked.kind]({ held: (identity, key) => journal.entryByKey(identity, key)?.alert });

  const take = async (frame: number, step: Step): Promise<ReplayLine> => {
    if (step.outcome !== 'alert') return { frame, ...step };
    const line = await takeAlert(frame, step.alert);
    if (step.also !== undefined) await journal.write({ identity: step.alert.identity, items: step.also });
    return line;
  };

  const takeAlert = async (frame: number, alert: Alert): Promise<ReplayLine> => {
    const { identity, key, series } = alert;
    const before = journal.entryByKey(identity, series ?? key)?.alert;
    const [written] = await journal.write({ identity, items: [{ type: 'alert', alert }] });
    const entry = written?.entry;
    if (written === undefined || entry === undefined) throw new Error('the journal took an alert and does not hold it');
    if (written.outcome !== 'new') return { frame, ...repeated(before, entry.alert), alert: shown(entry.alert, now) };
    const decided = decide(entry.alert, RULES, recent, now);
    recent = decided.recent;
    await journal.note([{ id: entry.id, at: now, decision: decided.decision }]);
    // A recorded node stands by its frames: it would have said so before the next one, a minute later.
    if (!asked.burst && entry.alert.confirmation === 'asked') recent = confirmed(recent, key);
    return { frame, outcome: 'alert', alert: shown(entry.alert, now), decision: decided.decision };
  };

  try {
    for (const [index, text] of frames.entries()) {
      now = asked.burst ? start : start + index * MINUTE_MS;
      const understood = understand(text, { now, ...(self === undefined ? {} : { self }) });
      self = asked.self ?? understood.self ?? self;
      for (const step of understood.steps) io.print(JSON.stringify(await take(index + 1, step)));
    }
  } finally {
    await journal.close();
  }
}

/** What the server's standing by an alert, or listing it, changes is bookkeeping; a person learns nothing from it. */
const BOOKKEEPING = new Set(['confirmation', 'actions', 'read', 'openNow']);

function repeated(before: Alert | undefined, after: Alert): Pick<ReplayLine, 'outcome' | 'reason'> {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])] as (keyof Alert)[];
  const changed = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]));
  const learned = changed.filter((name) => !BOOKKEEPING.has(name)).toSorted();
  if (learned.length > 0) return { outcome: 'amended', reason: `learned: ${learned.join(', ')}` };
  if (changed.includes('confirmation')) return { outcome: 'duplicate', reason: 'known already; the node confirms it' };
  return { outcome: 'duplicate', reason: changed.includes('read') ? 'known already; read on the node' : 'known already' };
}

/** In one language and time zone, so that two people who replay the same frames read the same. */
function shown(alert: Alert, now: number): Record<string, unknown> {
  const { title, body, amount } = say(alert, CATALOGUES.en, { privacy: 'all', locale: LOCALE, timeZone: 'UTC', now });
  const { key, kind, category, urgency, role, status, verified, direction, actor, account, subject, reference, deadlineAt, occurredAt } = alert;
  const exchanged = alert.exchanged && { text: formatAmount(alert.exchanged, LOCALE, CATALOGUES.en) };
  const said = { title, body, amount: amount && { text: amount }, exchanged };
  // What is undefined is left out by JSON.
  return { key, kind, category, urgency, role, status, verified, direction, ...said, actor, account, subject, reference, deadlineAt, occurredAt };
}
