import type { Alert } from '../shared/alert.ts';
import type { Batch, Item } from '../shared/batch.ts';
import type { Clock, Stop } from '../shared/clock.ts';
import type { ConnectionState } from '../shared/connection.ts';
import type { System } from '../shared/system.ts';
import type { Journal } from '../journal/journal.ts';
import { AWAY_MS, awayNow, phaseOf, type Outage } from '../policy/outages.ts';

/** A saved connection, as far as it matters here. */
export interface WatchedConnection {
  id: string;
  name: string;
  system: System;
  state: ConnectionState;
}

export interface OutagesDeps {
  clock: Clock;
  journal: Pick<Journal, 'watermarks' | 'entryByKey' | 'missed'>;
  /** As the bell takes it. */
  deliver(batch: Batch): Promise<void>;
  log(message: string, details?: Record<string, unknown>): void;
}

/** Says of a connection that has been away for ten minutes that it is, and once it is back what was missed: once each, over restarts. */
export interface Outages {
  /** To be called whenever a connection was added, removed or changed its state, with all that are saved. */
  look(connections: readonly WatchedConnection[]): void;
  /** The machine slept, or the network is another: what is away may be back in a moment. */
  woke(): void;
  close(): void;
}

/** Of the key space of Tradebell's own news: since when (UTC ms) a connection is away of which was told. */
const AWAY = 'away-since';
/** What is away may be back within so long of a waking. */
const WAKING_MS = 2 * 60_000;
/** Several connections come back within moments of each other. */
const GATHER_MS = 5_000;

export function createOutages({ clock, journal, deliver, log }: OutagesDeps): Outages {
  const outages = new Map<string, Outage>();
  let connections = new Map<string, WatchedConnection>();
  let timer: Stop | undefined;
  let gathering: Stop | undefined;
  let back: string[] = [];
  let closed = false;

  const identityOf = (id: string) => `tradebell:${id}`;

  function look(all: readonly WatchedConnection[]): void {
    if (closed) return;
    connections = new Map(all.map((one) => [one.id, one]));
    for (const [id, outage] of outages) if (!connections.has(id)) forget(id, outage);
    for (const { id, state } of all) {
      const phase = phaseOf(state);
      const before = outages.get(id) ?? begun(id);
      if (phase === undefined) forget(id, before);
      else outages.set(id, moved(id, before, phase));
    }
    wait();
  }

  /** A connection that is seen for the first time in this run; the last run may have told that it is away. */
  function begun(id: string): Outage {
    const known = Number(readable<Record<string, string>>(() => journal.watermarks(identityOf(id)), {})[AWAY] ?? 0);
    const at = { at: clock.elapsed(), since: known > 0 ? known : clock.now() };
    return { ...at, told: known > 0, phase: 'down' };
  }

  function moved(id: string, before: Outage, phase: Outage['phase']): Outage {
    if (phase === 'online') {
      if (before.told && before.phase !== 'online') comesBack(id);
      return { reachedAt: clock.now(), ...before, phase };
    }
    if (before.phase === 'online' && !before.told) return { at: clock.elapsed(), since: clock.now(), told: false, phase };
    return phase === 'reached' ? { reachedAt: clock.now(), ...before, phase } : { ...before, phase };
  }

  /** Paused or removed by a person, who knows. */
  function forget(id: string, { told, since }: Outage): void {
    outages.delete(id);
    if (told) say(id, [{ type: 'read', key: keyOf('away', since) }], 0);
  }

  function wait(): void {
    timer?.();
    const { nextAt } = tell();
    timer = nextAt === undefined ? undefined : clock.after(nextAt - clock.elapsed(), wait);
  }

  function tell(): { nextAt?: number } {
    const { away, ...next } = awayNow(outages, clock.elapsed());
    for (const id of away) {
      const outage = outages.get(id);
      const connection = connections.get(id);
      if (outage === undefined || connection === undefined) continue;
      outages.set(id, { ...outage, told: true });
      const status = connection.state.phase === 'blocked' ? 'blocked' : 'unreachable';
      say(id, [{ type: 'alert', alert: news('away', connection, outage.since, status, away.length > 1) }], outage.since);
    }
    return next;
  }

  function comesBack(id: string): void {
    back.push(id);
    gathering ??= clock.after(GATHER_MS, () => {
      gathering = undefined;
      const ids = [...new Set(back)];
      back = [];
      for (const one of ids) isBack(one, ids.length > 1);
    });
  }

  /** Where nobody has seen that it was away, nobody needs to hear that it is back. */
  function isBack(id: string, together: boolean): void {
    const connection = connections.get(id);
    const outage = outages.get(id);
    if (connection === undefined || outage?.phase !== 'online' || !outage.told) return;
    outages.set(id, { ...outage, told: false });
    const { since, reachedAt = clock.now() } = outage;
    const delivered = readable(() => journal.entryByKey(identityOf(id), keyOf('away', since))?.delivered, undefined);
    const wasSeen = delivered === 'notification' || delivered === 'digest';
    const missed = String(readable(() => journal.missed(id, since, reachedAt), 0));
    const items: Item[] = [{ type: 'read', key: keyOf('away', since) }];
    if (wasSeen) items.push({ type: 'alert', alert: news('back', connection, since, missed, together) });
    say(id, items, 0);
  }

  function say(id: string, items: Item[], awaySince: number): void {
    deliver({ identity: identityOf(id), items, watermarks: { [AWAY]: String(awaySince) } }).catch((error: unknown) =>
      log('news of a connection could not be kept', { connection: id, error: String(error) })
    );
  }

  function news(kind: 'away' | 'back', { id, name, system }: WatchedConnection, since: number, status: string, together: boolean): Alert {
    const now = clock.now();
    return {
      key: keyOf(kind, since),
      identity: identityOf(id),
      connectionId: id,
      system,
      kind,
      category: 'system',
      urgency: together ? 'low' : 'normal',
      account: name,
      since,
      status,
      confirmation: 'confirmed',
      actions: [],
      road: 'live',
      read: false,
      occurredAt: now,
      receivedAt: now,
      frame: '',
    };
  }

  return {
    look,
    woke() {
      // Not all of it once more: where the machine wakes often, it would never be told.
      const soonest = clock.elapsed() + WAKING_MS - AWAY_MS;
      for (const [id, outage] of outages) if (outage.phase === 'down' && !outage.told) outages.set(id, { ...outage, at: Math.max(outage.at, soonest) });
      wait();
    },
    close() {
      closed = true;
      timer?.();
      gathering?.();
    },
  };
}

/** A journal that cannot be read is told of where it is written; connections go on. */
function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

const keyOf = (kind: 'away' | 'back', since: number): string => `${kind}|${since}`;
