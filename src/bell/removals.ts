import type { Journal } from '../journal/journal.ts';
import type { Removed } from '../journal/removing.ts';
import type { Clock, Stop } from '../shared/clock.ts';

export interface RemovalsDeps {
  journal: Pick<Journal, 'remove' | 'restore'>;
  clock: Clock;
  newToken(): string;
}

/** What was removed can be put back for a while. It is off the disk at once: a crash, or the end of the app, leaves it removed. */
export interface Removals {
  /** Rejects with JournalError. */
  remove(ids: readonly number[]): Promise<{ token: string; ids: number[] }>;
  /** Ids that came back; none where it is too late. */
  restore(token: string): Promise<number[]>;
  close(): void;
}

const UNDO_MS = 60_000;

/** Nobody undoes more steps than this; and of so many alerts together only the last step. It bounds what memory holds. */
const MOST = 10;
const MOST_ALERTS = 1_000;

export function createRemovals({ journal, clock, newToken }: RemovalsDeps): Removals {
  const kept = new Map<string, { removed: readonly Removed[]; stop: Stop }>();
  const drop = (token: string): readonly Removed[] => {
    const found = kept.get(token);
    kept.delete(token);
    found?.stop();
    return found?.removed ?? [];
  };

  return {
    async remove(ids) {
      const removed = await journal.remove(ids.filter((id) => id >= 0));
      const token = newToken();
      if (removed.length > 0) kept.set(token, { removed, stop: clock.after(UNDO_MS, () => drop(token)) });
      for (const oldest of kept.keys()) {
        const alerts = [...kept.values()].reduce((sum, one) => sum + one.removed.length, 0);
        if (kept.size <= 1 || (kept.size <= MOST && alerts <= MOST_ALERTS)) break;
        drop(oldest);
      }
      return { token, ids: removed.map(({ entry }) => entry.id) };
    },
    async restore(token) {
      const found = kept.get(token);
      if (found === undefined) return [];
      const ids = await journal.restore(found.removed);
      drop(token);
      return ids;
    },
    close() {
      for (const token of [...kept.keys()]) drop(token);
    },
  };
}
