import type { Clock } from '../shared/clock.ts';
import type { Entry } from '../shared/inbox.ts';

/** Snoozes that reading ended. Whoever takes the reading back a moment later wants them as they were. */
export interface EndedSnoozes {
  /** These were read here; entries as they were before. */
  read(entries: readonly Entry[]): void;
  /** That was taken back: which of them were snoozed, until when (UTC ms). Asked once. */
  takenBack(ids: readonly number[]): { id: number; until: number }[];
}

const UNDO_MS = 60_000;
/** Nobody snoozes more. It bounds what memory holds. */
const MOST = 1_000;

export function createEndedSnoozes(clock: Pick<Clock, 'elapsed'>): EndedSnoozes {
  const ended = new Map<number, { until: number; at: number }>();
  return {
    read(entries) {
      const at = clock.elapsed();
      for (const [id, one] of ended) if (at - one.at > UNDO_MS) ended.delete(id);
      for (const { id, snoozedUntil } of entries) if (snoozedUntil !== undefined && ended.size < MOST) ended.set(id, { until: snoozedUntil, at });
    },
    takenBack(ids) {
      return ids.flatMap((id) => {
        const found = ended.get(id);
        ended.delete(id);
        return found === undefined || clock.elapsed() - found.at > UNDO_MS ? [] : [{ id, until: found.until }];
      });
    },
  };
}
