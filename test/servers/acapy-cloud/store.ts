import type { CloudEvent, Kind, Payload } from './events.ts';

/** A record as REST lists it. */
export interface CloudRecord {
  readonly kind: Kind;
  readonly walletId: string;
  readonly id: string;
  readonly payload: Payload;
}

/** What the cloud remembers: records for ever, events for a minute. */
export interface Store {
  /** Newest last; a record that changes keeps its place. */
  records(kind: Kind, walletId: string): readonly CloudRecord[];
  put(record: CloudRecord): void;
  remove(kind: Kind, walletId: string, id: string): void;
  keep(event: CloudEvent): void;
  /** The oldest kept event of the last `seconds` that is meant; older than a minute is never kept. */
  oldest(seconds: number, isMeant: (event: CloudEvent) => boolean): CloudEvent | undefined;
}

const KEPT_MS = 60_000;

/** An empty store. */
export function createStore(now: () => number): Store {
  const records = new Map<string, CloudRecord>();
  const kept: { readonly event: CloudEvent; readonly at: number }[] = [];
  const keyOf = (kind: Kind, walletId: string, id: string): string => JSON.stringify([kind, walletId, id]);
  return {
    records: (kind, walletId) => [...records.values()].filter((record) => record.kind === kind && record.walletId === walletId),
    put: (record) => void records.set(keyOf(record.kind, record.walletId, record.id), record),
    remove: (kind, walletId, id) => void records.delete(keyOf(kind, walletId, id)),
    keep(event) {
      const gone = kept.findIndex(({ at }) => at >= now() - KEPT_MS);
      kept.splice(0, gone < 0 ? kept.length : gone);
      kept.push({ event, at: now() });
    },
    oldest(seconds, isMeant) {
      const from = now() - Math.min(seconds * 1000, KEPT_MS);
      return kept.find(({ event, at }) => at >= from && isMeant(event))?.event;
    },
  };
}
