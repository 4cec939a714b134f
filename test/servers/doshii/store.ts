import type { Row } from './events.ts';
import { idOf, versionOf } from './ids.ts';
import { DEFAULTS, type Kind, PATHS } from './rows.ts';

/** What stands in the store, with the times it is filtered by (UTC ms). */
export interface Kept {
  readonly kind: Kind;
  readonly id: string | number;
  readonly locationId: string;
  readonly row: Row;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** All that this Doshii knows of its venues. */
export interface Store {
  /** In the order they were made. */
  all(kind: Kind): readonly Kept[];
  find(kind: Kind, id: string | number): Kept | undefined;
  /** The venue that is called so by its own id, or by the one an App mapped it to. */
  venue(id: string): Kept | undefined;
  add(kind: Kind, locationId: string, fields: Row): Kept;
  /** Another version, and the time of its change; both can be said in `fields` too. */
  change(kept: Kept, fields: Row): Kept;
  /** Only the time of its change moves: what hangs on it is new, not itself. */
  touch(kept: Kept): void;
  remove(kept: Kept): void;
  /** An order as REST gives it, with what was paid. */
  whole(kept: Kept): Row;
}

/** An empty store; `base` is that of REST. */
export function createStore(now: () => number, base: () => string): Store {
  const kinds = new Map<Kind, Map<string, Kept>>();
  const changes = new Map<string, number>();
  let made = 0;

  const of = (kind: Kind): Map<string, Kept> => {
    const found = kinds.get(kind) ?? new Map<string, Kept>();
    kinds.set(kind, found);
    return found;
  };

  function nextVersion(kind: Kind, id: string | number): string {
    const key = `${kind} ${id}`;
    const change = (changes.get(key) ?? 0) + 1;
    changes.set(key, change);
    return versionOf(key, change);
  }

  function keep(kind: Kind, locationId: string, row: Row): Kept {
    const id = row['id'] as string | number;
    const [createdAt, updatedAt] = [Date.parse(String(row['createdAt'])), Date.parse(String(row['updatedAt']))] as const;
    const kept = { kind, id, locationId, row, createdAt, updatedAt };
    of(kind).set(String(id), kept);
    return kept;
  }

  return {
    all: (kind) => [...of(kind).values()],
    find: (kind, id) => of(kind).get(String(id)),
    venue: (id) => [...of('location').values()].find(({ row }) => row['id'] === id || row['mappedLocationId'] === id),
    add(kind, locationId, fields) {
      const id = (fields['id'] as string | number | undefined) ?? idOf(kind, String(made++));
      const at = new Date(now()).toISOString();
      const uri = `${base()}${PATHS[kind]}/${id}`;
      const place = kind === 'location' ? {} : { locationId };
      return keep(kind, kind === 'location' ? String(id) : locationId, {
        id,
        ...place,
        ...DEFAULTS[kind],
        ...(kind === 'booking' ? { date: new Date(now() + DAY_MS).toISOString() } : {}),
        ...(kind === 'order' ? { transactionUri: `${uri}/transactions` } : {}),
        version: nextVersion(kind, id),
        createdAt: at,
        updatedAt: at,
        uri,
        ...fields,
      });
    },
    change(kept, fields) {
      const current = of(kept.kind).get(String(kept.id)) ?? kept;
      const version = nextVersion(kept.kind, kept.id);
      return keep(kept.kind, kept.locationId, { ...current.row, version, updatedAt: new Date(now()).toISOString(), ...fields });
    },
    touch(kept) {
      const current = of(kept.kind).get(String(kept.id)) ?? kept;
      keep(kept.kind, kept.locationId, { ...current.row, updatedAt: new Date(now()).toISOString() });
    },
    remove: (kept) => void of(kept.kind).delete(String(kept.id)),
    whole({ kind, id, row }) {
      if (kind !== 'order') return row;
      const paid = [...of('transaction').values()].filter((transaction) => transaction.row['orderId'] === id);
      return { ...row, transactions: paid.map((transaction) => transaction.row) };
    },
  };
}

const DAY_MS = 86_400_000;
