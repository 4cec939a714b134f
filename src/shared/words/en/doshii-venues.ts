import type { Facts, Words } from '../facts.ts';
import { plain, stateOf, venue, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

/** A venue that begins or ends to let us hear of it. */
export const subscription = (facts: Facts): Words => {
  const state = stateOf(facts);
  switch (state) {
    case 'subscribed':
      return words(facts, `${venue(facts)} now sends you its events`, 'You hear of your app’s orders, bookings and payments there.');
    case 'unsubscribed':
      return words(facts, `${venue(facts)} no longer sends you its events`, 'If you did not expect that, look in Doshii’s dashboard.');
    default: {
      const now = plain(state) === '' ? undefined : `Its status is “${plain(state)}”.`;
      return words(facts, `${venue(facts)} changed its subscription`, now, 'Doshii’s dashboard shows whether it sends you its events.');
    }
  }
};

const COPY = 'If your app keeps a copy, fetch it anew.';

/** `Corner Cafe is busy until 7:30 PM`: then it takes no orders, and by itself takes them again. */
const storeStatus = (facts: Facts): Words => {
  const { due, hidden } = facts;
  const state = stateOf(facts);
  if (state === 'available') return words(facts, `${venue(facts)} takes orders again`, 'It is no longer busy.');
  if (due !== undefined && !due.over) return words(facts, `${venue(facts)} is busy until ${due.at}`, 'It takes no orders until then.');
  if (due !== undefined) return words(facts, `${venue(facts)} was busy`, sentence(`Until ${due.at}`));
  if (state === 'busy') return words(facts, `${venue(facts)} is busy`, 'It takes no orders for now.');
  // Doshii says that a store is no longer busy by naming no time.
  if (state === '' && !hidden) return words(facts, `${venue(facts)} takes orders again`, 'It is no longer busy.');
  const now = plain(state) === '' ? undefined : `Its status is “${plain(state)}”.`;
  return words(facts, `${venue(facts)} changed whether it takes orders`, now);
};

/** What is told of a venue itself, by the event's name with spaces: what it did, and whether the item or table says more. */
const OF_VENUE: ReadonlyMap<string, { did: string; names?: 'item' | 'tables' }> = new Map([
  ['menu updated', { did: 'changed its menu' }],
  ['app menu updated', { did: 'changed your app’s menu' }],
  ['app menu item updated', { did: 'changed an item of your app’s menu', names: 'item' }],
  ['location hours updated', { did: 'changed its opening hours' }],
  ['table created', { did: 'has a new table', names: 'tables' }],
  ['table updated', { did: 'changed a table', names: 'tables' }],
  ['table removed', { did: 'removed a table', names: 'tables' }],
  ['table deleted', { did: 'removed a table', names: 'tables' }],
  ['table bulk updated', { did: 'changed its tables' }],
] as const);

/** What a venue did; undefined where it is about something else. */
export const ofVenue = (facts: Facts): Words | undefined => {
  if (facts.type === 'app store status updated') return storeStatus(facts);
  const known = OF_VENUE.get(facts.type ?? '');
  if (known === undefined) return undefined;
  const name = known.names === 'item' ? facts.shortItem : known.names === 'tables' ? facts.tables : undefined;
  const said = facts.text === undefined ? undefined : sentence(facts.text);
  return words(facts, `${venue(facts)} ${known.did}${name === undefined ? '' : `: ${name}`}`, said, COPY);
};
