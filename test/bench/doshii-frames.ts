import { identityOf, type DecodeContext } from '../../src/sources/doshii/context.ts';
import { frameOf, type EventName, type Row } from '../servers/doshii/events.ts';
import { item, PATHS, type Kind } from '../servers/doshii/rows.ts';

/** Whose events are measured; the venue that every Doshii of the tests has. */
const VENUE = 'p7PEkVxe';
const DOSHII_IDENTITY = identityOf('https://socket.sandbox.doshii.co', 'bench');
const BASE = 'https://sandbox.doshii.co/partner/v3';

interface Step {
  readonly event: EventName;
  /** Undefined where an App cannot look further. */
  readonly kind?: Kind;
  readonly status?: string;
}

/** Of ten, five are for the inbox alone. */
const OF_TEN: readonly Step[] = [
  { event: 'order_created', kind: 'order', status: 'pending' },
  { event: 'order_updated', kind: 'order', status: 'accepted' },
  { event: 'transaction_created', kind: 'transaction', status: 'pending' },
  { event: 'transaction_updated', kind: 'transaction', status: 'complete' },
  { event: 'order_updated', kind: 'order', status: 'complete' },
  { event: 'booking_created', kind: 'booking', status: 'pending' },
  { event: 'checkin_created', kind: 'checkin', status: 'accepted' },
  { event: 'app_menu_item_updated' },
  { event: 'checkin_updated', kind: 'checkin', status: 'complete' },
  { event: 'booking_updated', kind: 'booking', status: 'accepted' },
];

const idOf = (series: string, kind: Kind, round: number): string => `${series}-${kind}-${round}`;

/** Where details are, below the base of REST. */
const placeOf = (kind: Kind, id: string): string => `${PATHS[kind]}/${id}`;

/** A busy app's events, one after another and never the same twice, as frames tell them: with little in them. Another `series` has other ids. */
export function venueText(series: string, n: number, base = BASE): string {
  const { event, kind, status } = OF_TEN[n % OF_TEN.length] ?? { event: 'menu_updated' };
  const round = Math.floor(n / OF_TEN.length);
  if (kind === undefined) return frameOf(event, { locationId: VENUE, posId: `${series}-${round}`, name: `Latte of ${round} beans` }, 'emit');
  const id = idOf(series, kind, round);
  const orderId = kind === 'transaction' ? { orderId: idOf(series, 'order', round) } : {};
  return frameOf(event, { id, locationId: VENUE, status, ...orderId, uri: base + placeOf(kind, id) }, 'emit');
}

export const venueTexts = (series: string, events: number, base = BASE): string[] => Array.from({ length: events }, (_, n) => venueText(series, n, base));

/** What REST has of as many of them, as they stand in the end. */
export function venueRows(series: string, events: number): { readonly kind: 'order' | 'transaction' | 'booking' | 'checkin'; readonly id: string; readonly fields: Row }[] {
  return Array.from({ length: Math.ceil(events / OF_TEN.length) }, (_, round) => {
    const consumer = { name: `Guest ${round % 97} of many`, email: null, phone: null };
    const id = (kind: Kind): string => idOf(series, kind, round);
    return [
      { kind: 'order', id: id('order'), fields: { status: 'complete', consumer, items: [item('Flat white', 450 + round), item('Banana bread', 850)] } },
      { kind: 'transaction', id: id('transaction'), fields: { status: 'complete', amount: String(1_300 + round) } },
      { kind: 'booking', id: id('booking'), fields: { status: 'accepted', consumer } },
      { kind: 'checkin', id: id('checkin'), fields: { status: 'complete', consumer } },
    ] as const;
  }).flat();
}

/** As a source at work would decode them now. */
export function venueContext(now = Date.now()): DecodeContext {
  return { identity: DOSHII_IDENTITY, connectionId: 'bench', now, road: 'live', locationName: () => 'Harbour Café' };
}
