import type { Alert } from '../../src/shared/alert.ts';
import type { Batch, Item } from '../../src/shared/batch.ts';
import type { ConnectionState, Trouble } from '../../src/shared/connection.ts';
import { amend, merge } from '../../src/shared/merge.ts';
import type { Sink } from '../../src/sources/source.ts';

/** What was written of one remote identity: survives a source, as the journal survives a kill. */
export interface Kept {
  batches: Batch[];
  /** By the key of its first part. */
  alerts: Map<string, Alert>;
  /** Key or series to the key that the alert is held under. */
  rows: Map<string, string>;
  /** How often each key was delivered. */
  deliveries: Map<string, number>;
  read: Set<string>;
  watermarks: Record<string, string>;
}

export interface RecordingSink extends Sink {
  kept: Kept;
  states: ConnectionState[];
  ignoredFrames: string[];
  /** How often it was told that topics stand elsewhere. */
  topicChanges: number;
  /** Resolves once this holds; looked at after each delivery and state. */
  until(holds: () => boolean): Promise<void>;
  /** What `identify` answers. */
  forbid: Trouble | undefined;
  /** Called before each batch is written; a throw refuses it, as a full disk or a kill would. */
  beforeWrite: (batch: Batch, index: number) => void | Promise<void>;
}

export function nothingKept(): Kept {
  return { batches: [], alerts: new Map(), rows: new Map(), deliveries: new Map(), read: new Set(), watermarks: {} };
}

/** A sink that keeps what a journal would, all or nothing a batch, on what an earlier one kept. */
export function recordingSink(kept: Kept = nothingKept()): RecordingSink {
  const states: ConnectionState[] = [];
  const ignoredFrames: string[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => waiting.forEach((check) => check());
  let calls = 0;

  const write = (item: Item): void => {
    if (item.type === 'read') kept.read.add(item.key);
    else if (item.type === 'alert') {
      kept.deliveries.set(item.alert.key, (kept.deliveries.get(item.alert.key) ?? 0) + 1);
      const { key, series = key } = item.alert;
      const row = kept.rows.get(series) ?? kept.rows.get(key) ?? key;
      kept.rows.set(key, row).set(series, row);
      const held = kept.alerts.get(row);
      kept.alerts.set(row, held === undefined ? item.alert : (merge(held, item.alert) ?? held));
      if (item.alert.read) kept.read.add(item.alert.key);
    } else {
      const row = kept.rows.get(item.key) ?? item.key;
      const held = kept.alerts.get(row);
      if (held !== undefined) kept.alerts.set(row, amend(held, item.amendment) ?? held);
    }
  };

  const sink: RecordingSink = {
    kept,
    states,
    ignoredFrames,
    topicChanges: 0,
    forbid: undefined,
    beforeWrite: () => {},
    async deliver(batch) {
      await sink.beforeWrite(batch, calls++);
      kept.batches.push(batch);
      batch.items.forEach(write);
      Object.assign(kept.watermarks, batch.watermarks);
      look();
    },
    watermarks: () => ({ ...kept.watermarks }),
    held(_identity, key) {
      const alert = kept.alerts.get(kept.rows.get(key) ?? key);
      return alert === undefined ? undefined : { ...alert, read: kept.read.has(key) };
    },
    state(state) {
      states.push(state);
      look();
    },
    identify: () => Promise.resolve(sink.forbid),
    ignored(reason) {
      ignoredFrames.push(reason);
      look();
    },
    topicsChanged() {
      sink.topicChanges += 1;
      look();
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
  return sink;
}
