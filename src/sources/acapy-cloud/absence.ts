import type { Item } from '../../shared/batch.ts';
import type { SourceDeps } from '../source.ts';
import { gapAlert } from '../gap.ts';

/** So much of a stay may count as absence after a crash. */
const NOTE_MS = 10 * 60_000;
const SHORTEST_GAP_MS = 10_000;
/** Parts of one road are away together; each says so by itself. */
const SAME_MS = 2 * 60_000;

/** Keeps account of when nobody listened, where what was missed then cannot be had. No timers: it is told. */
export interface Absence {
  /** The road is open: from now on nothing is missed. */
  joined(): void;
  /** A sign of life. The first tells of the gap before the stay, if there is one. Settles when what it was worth is written. */
  alive(): Promise<void> | undefined;
  /** One part was away, while others were not. UTC ms. */
  missed(since: number, until: number): Promise<void> | undefined;
  /** The stay is over. `until`: when it surely still was (UTC ms), where that is later than the last sign of life. */
  ended(until?: number): Promise<void> | undefined;
}

export interface AbsenceDeps extends Pick<SourceDeps, 'clock' | 'sink'> {
  identity: string;
  connectionId: string;
  /** Stream whose watermark is when the road last gave a sign of life (UTC ms). */
  stream?: string;
  /** What is no longer than that can be had all the same. */
  shortestMs?: number;
  /** Until when what came before the stay cannot be had, of an absence since then; else all of it. Undefined: it can be had whole. */
  lostUntil?(since: number): number | undefined;
}

export function createAbsence(deps: AbsenceDeps): Absence {
  const { clock, sink, identity, connectionId, stream = 'alive', shortestMs = SHORTEST_GAP_MS } = deps;
  let joinedAt: number | undefined;
  let heardAt: number | undefined;
  let noted: number | undefined;
  let told: { since: number; until: number } | undefined;

  const gapOf = (since: number, until: number): Item[] => {
    if (!(until - since > shortestMs)) return [];
    if (told !== undefined && since > told.since - SAME_MS && until < told.until + SAME_MS) return [];
    told = { since, until };
    return [{ type: 'alert', alert: gapAlert({ system: 'acapy-cloud', identity, connectionId, since, until, now: clock.now() }) }];
  };
  const note = (at: number, items: Item[] = []): Promise<void> => {
    noted = at;
    return sink.deliver({ identity, items, watermarks: { [stream]: String(at) } });
  };

  return {
    joined() {
      joinedAt ??= clock.now();
    },
    alive() {
      const now = clock.now();
      heardAt = now;
      if (noted === undefined) {
        const since = Number(sink.watermarks(identity)[stream] ?? NaN);
        const until = deps.lostUntil === undefined ? (joinedAt ?? now) : deps.lostUntil(since);
        return note(now, until === undefined ? [] : gapOf(since, until));
      }
      // Both ways: a clock that was set back would else leave a time to come.
      return Math.abs(now - noted) >= NOTE_MS ? note(now) : undefined;
    },
    missed(since, until) {
      // What was before the stay is told by it.
      const items = joinedAt === undefined || since < joinedAt ? [] : gapOf(since, until);
      return items.length === 0 ? undefined : sink.deliver({ identity, items });
    },
    ended(until) {
      if (until !== undefined && heardAt !== undefined) heardAt = Math.max(heardAt, until);
      return noted !== undefined && heardAt !== undefined && heardAt > noted ? note(heardAt) : undefined;
    },
  };
}
