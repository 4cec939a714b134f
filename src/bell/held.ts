import type { Alert } from '../shared/alert.ts';
import type { Batch } from '../shared/batch.ts';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Decision, Delivered } from '../shared/decision.ts';
import type { Entry } from '../shared/inbox.ts';
import { JournalError, type Journal, type Note, type Written } from '../journal/journal.ts';

/** What was done about an alert while it was only in memory, under which id. */
export interface Done {
  id: number;
  decision?: Decision;
  delivered?: Delivered;
}

interface Waiting {
  batch: Batch;
  written(written: Written[]): void;
  refused(error: unknown): void;
}

export interface HeldDeps {
  journal: Journal;
  clock: Clock;
  /** The journal's trouble, or undefined once everything is on disk again. */
  trouble(code: JournalError['code'] | undefined): void;
}

/**
 * What could not be written because the disk is full, read-only or broken: kept in memory, bounded and each key once, and journaled
 * first, in order, as soon as the disk takes it (design.md, promise 7).
 */
export interface Held {
  active(): boolean;
  /**
   * Keeps a batch that the disk refused, or (without an error) that waits behind one. `fresh`: alerts that memory did not hold yet, as entries with negative ids, to ring now. `done` settles when the
   * batch is on disk; it rejects where memory is full, and the source will have to ask its server again.
   */
  keep(batch: Batch, error?: JournalError): { fresh: Entry[]; done: Promise<Written[]> };
  /** The id, in memory or on disk, of what is held under this key. */
  idOf(identity: string, key: string): number | undefined;
  /** Notes that could not be written, or that belong to a held alert (negative id). */
  note(notes: readonly Note[], error?: JournalError): void;
  /** What was done from memory about an alert that is on disk now; asked once. */
  taken(alert: Alert): Done | undefined;
  /** Tries now. */
  retry(): Promise<void>;
  close(): void;
}

const MAX_ALERTS = 5_000;
/** What tells of no new alert (a wallet's rescan, names, read states) may not fill the memory either. */
const MAX_OTHER_BATCHES = 5_000;
const RETRY_MS = 5_000;

export function createHeld({ journal, clock, trouble }: HeldDeps): Held {
  const waiting: Waiting[] = [];
  const keys = new Map<string, Done>();
  const byId = new Map<number, string>();
  let notes: Note[] = [];
  let nextId = -1;
  let timer: Stop | undefined;
  let writing = false;
  let closed = false;
  const keyOf = (alert: Alert) => `${alert.identity}\n${alert.series ?? alert.key}`;
  const active = () => waiting.length > 0 || notes.length > 0;

  function later(): void {
    if (timer !== undefined || closed || !active()) return;
    timer = clock.after(RETRY_MS, () => {
      timer = undefined;
      void retry();
    });
  }

  async function retry(): Promise<void> {
    if (writing) return;
    writing = true;
    try {
      while (active()) {
        const [first] = waiting;
        if (first !== undefined) {
          const written = await journal.write(first.batch).catch(faultOfBatch);
          waiting.shift();
          if (Array.isArray(written)) first.written(written);
          else {
            forgetAlerts(first.batch);
            first.refused(written);
          }
        } else {
          const now = notes;
          await journal.note(now);
          notes = notes.slice(now.length);
        }
      }
      trouble(undefined);
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      trouble(error.code);
    } finally {
      writing = false;
      later();
    }
  }

  /** Memory may not be kept from the disk by one batch that it will never take. */
  const faultOfBatch = (error: unknown): Error => {
    if (error instanceof JournalError) throw error;
    return error instanceof Error ? error : new Error(String(error));
  };

  const forgetAlerts = (batch: Batch): void => {
    for (const item of batch.items) if (item.type === 'alert') taken(item.alert);
  };

  const taken = (alert: Alert): Done | undefined => {
    const done = keys.get(keyOf(alert));
    if (done === undefined) return undefined;
    keys.delete(keyOf(alert));
    byId.delete(done.id);
    return done;
  };

  return {
    active,
    keep(batch, error) {
      if (error !== undefined) trouble(error.code);
      const fresh: Entry[] = [];
      if (keys.size >= MAX_ALERTS) return { fresh, done: Promise.reject(error ?? new JournalError('full')) };
      for (const item of batch.items) {
        if (item.type !== 'alert' || keys.has(keyOf(item.alert)) || onDisk(journal, item.alert) !== undefined) continue;
        const id = nextId--;
        keys.set(keyOf(item.alert), { id });
        byId.set(id, keyOf(item.alert));
        fresh.push({ id, alert: item.alert });
      }
      if (fresh.length === 0 && waiting.length >= MAX_OTHER_BATCHES) return { fresh, done: Promise.reject(error ?? new JournalError('full')) };
      const done = new Promise<Written[]>((written, refused) => waiting.push({ batch, written, refused }));
      later();
      return { fresh, done };
    },
    idOf: (identity, key) => keys.get(`${identity}\n${key}`)?.id ?? onDisk(journal, { identity, key }),
    note(more, error) {
      if (error !== undefined) trouble(error.code);
      for (const note of more) {
        const key = byId.get(note.id);
        const done = key === undefined ? undefined : keys.get(key);
        if (done === undefined) {
          if (note.id >= 0) notes.push(note);
        } else if ('decision' in note) done.decision = note.decision;
        else if ('delivered' in note) done.delivered = note.delivered;
      }
      later();
    },
    taken,
    retry,
    close() {
      closed = true;
      timer?.();
      for (const one of waiting) one.refused(new JournalError('broken'));
    },
  };
}

/** A disk that cannot be written can often still be read; one that cannot says nothing, and the alert rings. */
function onDisk(journal: Journal, { identity, key, series = key }: Pick<Alert, 'identity' | 'key' | 'series'>): number | undefined {
  try {
    return journal.entryByKey(identity, series)?.id;
  } catch {
    return undefined;
  }
}
