import type { Row } from './events.ts';
import type { Kept, Store } from './store.ts';

/** A list, or why there is none. */
export type Listed = { readonly status: 200; readonly body: Row } | { readonly status: 400; readonly body: Row };

/** How this server lists where the documents say nothing. */
export interface ListForm {
  /** Whether `count` is of all that fit, or of the rows on this page. */
  readonly counts: 'all' | 'page';
  /** Whether /bookings knows `updatedFrom`; the documents name only `from` and `to`. */
  readonly bookingsByUpdate: boolean;
}

const LIMIT = 50;
const MAX_LIMIT = 100;

/**
 * `GET /orders` and `GET /bookings` of one venue: `updatedFrom`, `updatedTo`, `from` and `to` (of creation) in whole unix seconds,
 * `updatedSort` (else the newest first), `status`, `limit` up to 100, `offset`.
 */
export function list(kind: 'order' | 'booking', locationId: string, query: URLSearchParams, store: Store, form: ListForm): Listed {
  const byUpdate = kind === 'order' || form.bookingsByUpdate;
  const limit = number(query, 'limit', LIMIT);
  const offset = number(query, 'offset', 0);
  const times = Object.fromEntries(TIMES.map((name) => [name, number(query, name, undefined)])) as Record<(typeof TIMES)[number], Read>;
  const wrong = [limit, offset, ...Object.values(times)].find((value) => typeof value === 'string');
  if (typeof wrong === 'string') return refused(wrong);
  if (typeof limit !== 'number' || limit < 1 || limit > MAX_LIMIT) return refused('"limit" must be from 1 to 100');
  const sort = query.get('updatedSort') ?? 'desc';
  if (sort !== 'asc' && sort !== 'desc') return refused('"updatedSort" must be asc or desc');

  const status = query.get('status');
  const since = (at: number, from: Read): boolean => typeof from !== 'number' || at >= from * 1000;
  const until = (at: number, to: Read): boolean => typeof to !== 'number' || at <= to * 1000;
  const fits = (kept: Kept): boolean =>
    kept.locationId === locationId &&
    since(kept.createdAt, times.from) &&
    until(kept.createdAt, times.to) &&
    (!byUpdate || (since(kept.updatedAt, times.updatedFrom) && until(kept.updatedAt, times.updatedTo))) &&
    (status === null || status.split(',').includes(String(kept.row['status'])));
  const time = (kept: Kept): number => (byUpdate ? kept.updatedAt : kept.createdAt);
  const sign = byUpdate && sort === 'asc' ? 1 : -1;
  const found = store
    .all(kind)
    .filter(fits)
    .toSorted((a, b) => sign * (time(a) - time(b)));
  const start = Number(offset);
  const rows = found.slice(start, start + limit).map(store.whole);
  return { status: 200, body: { count: form.counts === 'all' ? found.length : rows.length, offset: start, limit, rows } };
}

/** A number, nothing, or what is wrong. */
type Read = number | string | undefined;

const TIMES = ['from', 'to', 'updatedFrom', 'updatedTo'] as const;

function number(query: URLSearchParams, name: string, otherwise: number | undefined): Read {
  const text = query.get(name);
  if (text === null) return otherwise;
  // Milliseconds where seconds are meant find nothing on the real server; here they are found out.
  if (!/^\d{1,10}$/.test(text)) return `"${name}" must be a whole number${name === 'limit' || name === 'offset' ? '' : ' of unix seconds'}`;
  return Number(text);
}

function refused(message: string): Listed {
  return { status: 400, body: { message } };
}
