import type { Item } from '../../shared/batch.ts';
import type { SourceDeps } from '../source.ts';
import { gapAlert } from './gap.ts';

/** Stream that holds when the server last gave a sign of life (UTC ms), where it cannot be asked what was missed. */
export const ALIVE = 'alive';

const SHORTEST_GAP_MS = 10_000;
/** So much of a stay may count as absence after a crash. */
const NOTE_MS = 10 * 60_000;

/** Keeps account of when nobody listened to a server that has no list of what was missed. No timers: it is told. */
export interface Absence {
  /** The topics are joined: from now on nothing is missed. */
  joined(): void;
  /** A frame came; settles, where that was worth a note, when it is written. */
  heard(): Promise<void> | undefined;
  /** The stay has proven to be one: tells of the gap before it, once it is known that there is no list. */
  alive(): Promise<void>;
  /** There is no list. */
  unlisted(): Promise<void>;
  /** The stay is over. */
  ended(): Promise<void>;
}

export interface AbsenceDeps extends Pick<SourceDeps, 'clock' | 'sink'> {
  identity: string;
  connectionId: string;
}

export function createAbsence({ clock, sink, identity, connectionId }: AbsenceDeps): Absence {
  let joinedAt: number | undefined;
  let heardAt = clock.now();
  let noted: number | undefined;
  let isAlive = false;
  let isUnlisted = false;

  /** Only a stay that lived moves the mark: else the gap before it would be forgotten. */
  const begin = async (): Promise<void> => {
    if (!isAlive || !isUnlisted || noted !== undefined) return;
    const now = clock.now();
    const since = Number(sink.watermarks(identity)[ALIVE] ?? NaN);
    const until = joinedAt ?? now;
    noted = now;
    const alert = gapAlert({ identity, connectionId, since, until, now });
    const items: Item[] = until - since >= SHORTEST_GAP_MS ? [{ type: 'alert', alert }] : [];
    await sink.deliver({ identity, items, watermarks: { [ALIVE]: String(now) } });
  };

  const note = async (at: number): Promise<void> => {
    noted = at;
    await sink.deliver({ identity, items: [], watermarks: { [ALIVE]: String(at) } });
  };

  return {
    joined() {
      joinedAt ??= clock.now();
    },
    heard() {
      heardAt = clock.now();
      return noted !== undefined && heardAt - noted >= NOTE_MS ? note(heardAt) : undefined;
    },
    alive() {
      isAlive = true;
      return begin();
    },
    unlisted() {
      isUnlisted = true;
      return begin();
    },
    async ended() {
      if (noted !== undefined && heardAt > noted) await note(heardAt);
    },
  };
}
