import { createBell, type Bell } from '../../src/bell.ts';
import type { Journal, Note } from '../../src/journal/journal.ts';
import type { FileJournal } from '../../src/journal/open-journal.ts';
import { systemClock } from '../../src/shared/clock.ts';

/** A journal that says when so many entries are decided, durably. */
export function countDecisions(file: FileJournal, wanted: number): { journal: Journal; done: Promise<number> } {
  const decided = new Set<number>();
  let settle: (at: number) => void = () => undefined;
  const done = new Promise<number>((resolve) => {
    settle = resolve;
  });
  const note = async (notes: readonly Note[]): Promise<void> => {
    await file.note(notes);
    for (const each of notes) if ('decision' in each) decided.add(each.id);
    if (decided.size === wanted) settle(performance.now());
  };
  return { journal: { ...file, note }, done };
}

/** A bell whose notifications go nowhere. */
export function silentBell(journal: Journal): Bell {
  const bell = createBell({
    journal,
    clock: systemClock,
    notifier: { show: () => Promise.resolve('shown'), withdraw: () => undefined, onEvent: () => () => undefined },
    words: { alert: ({ kind }) => ({ title: kind, body: '' }), digest: (digest) => ({ title: `${digest.size()} more`, body: '' }), actions: () => [] },
    sound: () => 'none',
    rules: () => ({ app: {}, connection: {}, quiet: undefined }),
    picture: () => Promise.resolve(undefined),
    open: () => undefined,
    act: () => fail('nothing is acted on here'),
    reread: () => fail('nothing is read again here'),
    newToken: () => fail('nothing is asked here'),
    wereRead: () => undefined,
    diskTrouble: (code) => (code === undefined ? undefined : fail(`the journal is ${code}`)),
  });
  bell.startUpDone();
  return bell;
}

/** What must not happen while something is measured. */
export function fail(why: string): never {
  throw new Error(why);
}

/** What of a sink is asked by other things than frames. */
export const UNUSED_SINK = {
  watermarks: () => ({}),
  state: () => undefined,
  identify: () => Promise.resolve(undefined),
  topicsChanged: () => undefined,
};
