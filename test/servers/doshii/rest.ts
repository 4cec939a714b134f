import type { Row } from './events.ts';
import { type ListForm, list } from './lists.ts';
import type { Kind } from './rows.ts';
import type { Kept, Store } from './store.ts';

/** How REST answers. */
export interface Answer {
  readonly status: number;
  readonly body: Row | readonly Row[];
}

/** How this server answers where the documents say nothing. */
export interface RestForm extends ListForm {
  /** The list of venues: bare, as clients take it, or as `rows`. */
  readonly locations: 'array' | 'rows';
}

/** Below the base of REST. */
const LOOK_UPS: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/^\/orders\/([^/]+)$/, 'order'],
  [/^\/transactions\/([^/]+)$/, 'transaction'],
  [/^\/bookings\/([^/]+)$/, 'booking'],
  [/^\/checkins\/([^/]+)$/, 'checkin'],
  [/^\/loyalty\/checkins\/([^/]+)$/, 'loyaltyCheckin'],
  [/^\/loyalty\/cards\/(?:enquiry|activation)\/([^/]+)$/, 'card'],
];

/** Answers a call whose token was good. Everything but the venues themselves belongs to one, named by `doshii-location-id`. */
export function answer(name: string, query: URLSearchParams, locationId: string | undefined, store: Store, form: RestForm): Answer {
  if (name === '/locations') {
    const rows = store.all('location').map(({ row }) => row);
    return { status: 200, body: form.locations === 'array' ? rows : { count: rows.length, rows } };
  }
  const location = idIn(/^\/locations\/([^/]+)$/, name);
  if (location !== undefined) return found(store.venue(location));

  if (!isKnown(name)) return message(404, 'Not Found');
  if (locationId === undefined) return message(400, '"doshii-location-id" header is required');
  const venue = store.venue(locationId);
  if (venue === undefined) return message(403, 'Your app is not subscribed to this location');
  const here = String(venue.id);
  if (name === '/orders') return list('order', here, query, store, form);
  if (name === '/bookings') return list('booking', here, query, store, form);
  const inVenue = (kept: Kept | undefined): Kept | undefined => (kept?.locationId === here ? kept : undefined);
  const paid = idIn(PAYMENTS, name);
  if (paid !== undefined) {
    const order = inVenue(store.find('order', paid));
    return order === undefined ? message(404, 'Not Found') : { status: 200, body: store.whole(order)['transactions'] as readonly Row[] };
  }
  const [kind, id] = lookUp(name);
  const kept = inVenue(store.find(kind, id));
  return kept === undefined ? message(404, 'Not Found') : { status: 200, body: store.whole(kept) };
}

/** An answer of words alone. */
export function message(status: number, text: string): Answer {
  return { status, body: { message: text } };
}

const PAYMENTS = /^\/orders\/([^/]+)\/transactions$/;

function isKnown(name: string): boolean {
  return name === '/orders' || name === '/bookings' || PAYMENTS.test(name) || LOOK_UPS.some(([pattern]) => pattern.test(name));
}

function lookUp(name: string): readonly [kind: Kind, id: string] {
  for (const [pattern, kind] of LOOK_UPS) {
    const id = idIn(pattern, name);
    if (id !== undefined) return [kind, id];
  }
  throw new Error(`No look-up at ${name}.`);
}

function idIn(pattern: RegExp, name: string): string | undefined {
  const id = pattern.exec(name)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}

function found(kept: Kept | undefined): Answer {
  return kept === undefined ? message(404, 'Not Found') : { status: 200, body: kept.row };
}
