import type { Facts, Words } from '../facts.ts';
import { did, note, people, plain, reason, stateOf, tablesOf, told, whereFor, why, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

/** `: 4 people, Sat, 19 Dec, 19:30`; `: 4 people, today 19:30` */
const party = ({ covers, due }: Facts) => {
  const when = due?.today ? `today ${due.at}` : due?.at;
  const known = [covers === undefined ? undefined : people(covers), when].filter((part) => part !== undefined);
  return known.length === 0 ? '' : `: ${known.join(', ')}`;
};

/** What a booking cannot come back from: what is written then is the reason. */
const NO: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'cust_cancelled']);

export const booking = (facts: Facts): Words => {
  const { reference, type } = facts;
  const state = stateOf(facts);
  const tables = tablesOf(facts);
  const rest = [
    tables === undefined ? undefined : sentence(tables),
    reference === undefined ? undefined : sentence(`Booking number ${reference}`),
    NO.has(state) ? undefined : note(facts),
  ];
  const said = (title: string, ...first: readonly (string | undefined)[]) => words(facts, `${title}${party(facts)}`, ...first, ...rest);
  switch (state) {
    case 'rejected':
      return said('Booking rejected', told(facts, 'booking', 'was rejected'), why(facts));
    case 'cancelled':
      return said('Booking cancelled', told(facts, 'booking', 'was cancelled'), reason(facts));
    case 'cust_cancelled':
      return said('Booking cancelled by the customer', told(facts, 'booking', 'was cancelled'), reason(facts));
  }
  if (type === 'booking updated') return said('Booking changed', told(facts, 'booking', 'has changed'));
  switch (state) {
    case 'pending':
      return said('New booking', did(facts, 'booked'));
    case 'accepted':
      return said('Booking accepted', told(facts, 'booking', 'was accepted'));
    case 'acknowledged':
      return said('Booking seen by the venue', told(facts, 'booking', 'was seen'));
    default:
      return said(plain(state) === '' ? 'News about a booking' : `Booking (${plain(state)})`, whereFor(facts));
  }
};
