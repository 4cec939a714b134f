import type { Item } from '../shared/batch.ts';
import type { System } from '../shared/system.ts';
import { gapAlert } from './gap.ts';
import type { SourceDeps } from './source.ts';

/** Stream that holds when the server last gave a sign of life (UTC ms), where it cannot be asked what was missed. */
export const ALIVE = 'alive';

const SHORTEST_GAP_MS = 10_000;
/** A server that is there is not silent for so long (ewallet.md, "Connect"; doshii.md): what is read later may have come before that. */
const LONGEST_SILENCE_MS = 60_000;
/** A socket that is dead is found out sooner. */
const PROVEN_MS = 30_000;
/** So much of a stay may count as absence after a crash. */
const NOTE_MS = 10 * 60_000;

/** Keeps account of when nobody listened to a server that has no list of (all) that was missed. No timers: it is told. */
export interface Absence {
  /** The topics are joined: from now on nothing is missed. */
  joined(): void;
  /** Topics that were not listened to since then (UTC ms) are again. */
  rejoined(since: number): Promise<void> | undefined;
  /** A frame came; settles, where that was worth a note, when it is written. */
  heard(): Promise<void> | undefined;
  /** Something that came could not be kept. */
  missed(): void;
  /** The stay has proven to be one: tells of the gap before it, once it is known that there is no list. */
  alive(): Promise<void>;
  /** There is no list. `partly`: of some of it there is, and that was caught up. */
  unlisted(partly?: 'partly'): Promise<void>;
  /** The stay is over. */
  ended(): Promise<void>;
}

export interface AbsenceDeps extends Pick<SourceDeps, 'clock' | 'sink'> {
  system: System;
  identity: string;
  connectionId: string;
}

export function createAbsence({ system, clock, sink, identity, connectionId }: AbsenceDeps): Absence {
  let joinedAt: number | undefined;
  let heardAt = clock.now();
  let noted: number | undefined;
  /** Since when something may be missing all the same, and when that was noticed. */
  let doubt: { since: number; at: number } | undefined;
  let isAlive = false;
  let isUnlisted = false;
  let caughtUp: 'partly' | undefined;

  const gapOf = (since: number, until: number): Item => {
    const gap = { system, identity, connectionId, since, until, now: clock.now() };
    return { type: 'alert', alert: gapAlert(caughtUp === undefined ? gap : { ...gap, status: caughtUp }) };
  };

  /** Only a stay that lived moves the mark: else the gap before it would be forgotten. */
  const begin = async (): Promise<void> => {
    if (!isAlive || !isUnlisted || noted !== undefined) return;
    const now = clock.now();
    const since = Number(sink.watermarks(identity)[ALIVE] ?? NaN);
    const until = joinedAt ?? now;
    noted = now;
    const items = until - since >= SHORTEST_GAP_MS ? [gapOf(since, until)] : [];
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
    rejoined(since) {
      if (!isUnlisted) return undefined;
      const now = clock.now();
      if (now - since < SHORTEST_GAP_MS) return undefined;
      return sink.deliver({ identity, items: [gapOf(since, now)] });
    },
    heard() {
      const now = clock.now();
      if (doubt === undefined && now - heardAt > LONGEST_SILENCE_MS) doubt = { since: heardAt, at: now };
      else if (doubt !== undefined && now - doubt.at >= PROVEN_MS) doubt = undefined;
      heardAt = now;
      return noted !== undefined && doubt === undefined && heardAt - noted >= NOTE_MS ? note(heardAt) : undefined;
    },
    missed() {
      doubt = { since: Math.min(doubt?.since ?? Infinity, clock.now()), at: Infinity };
    },
    alive() {
      isAlive = true;
      return begin();
    },
    unlisted(partly) {
      isUnlisted = true;
      caughtUp = partly;
      return begin();
    },
    async ended() {
      const until = doubt?.since ?? heardAt;
      if (noted !== undefined && until > noted) await note(until);
    },
  };
}
