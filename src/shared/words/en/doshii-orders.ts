import type { Facts, Words } from '../facts.ts';
import { did, isEdit, note, of, plain, reason, seats, stands, stateOf, told, whereFor, why, words } from './doshii-phrases.ts';
import { paragraph, sentence } from './phrases.ts';

/** How its owner, else Doshii, calls an order. */
const orderNumber = ({ reference, shortId, item }: Facts) => {
  if (reference !== undefined) return sentence(`Order number ${reference}`);
  return shortId === undefined || item !== undefined ? undefined : sentence(`Order ${shortId}`);
};

/** Ways that an order is handed over, as Doshii calls them. */
const HANDED: ReadonlyMap<string, { by: string; when: string }> = new Map([
  ['pickup', { by: 'for pickup', when: 'pick up' }],
  ['delivery', { by: 'for delivery', when: 'deliver' }],
  ['dinein', { by: 'to dine in', when: 'dine in' }],
]);

/** `Total 27.50, pick up at 7:30 PM. Table 4.` */
const terms = (facts: Facts) => {
  const { amount, due, type, hidden } = facts;
  if (hidden) return undefined;
  const way = HANDED.get(type ?? '');
  const when = due === undefined ? way?.by : `${way?.when ?? 'wanted'} ${due.today ? 'at' : 'on'} ${due.at}`;
  const known = [amount === undefined ? undefined : `total ${amount}`, when].filter((part) => part !== undefined);
  return paragraph(known.length === 0 ? undefined : sentence(known.join(', ')), seats(facts));
};

export const venueOrder = (facts: Facts): Words => {
  const state = stateOf(facts);
  const was = (verb: string) => told(facts, 'order', verb);
  switch (state) {
    case 'pending':
      return words(facts, `New order${of(facts)}`, did(facts, 'ordered'), terms(facts), orderNumber(facts), note(facts));
    case 'accepted':
      return words(facts, `Order accepted${of(facts)}`, was('was accepted'), terms(facts), orderNumber(facts), note(facts));
    case 'complete':
      return words(facts, `Order complete${of(facts)}`, was('is complete'), terms(facts), orderNumber(facts), note(facts));
    case 'rejected':
      return words(facts, `Order rejected${of(facts)}`, was('was rejected'), why(facts), orderNumber(facts));
    case 'cancelled':
      return words(facts, `Order cancelled${of(facts)}`, was('was cancelled'), reason(facts), orderNumber(facts));
    case 'venue_cancelled':
      return words(facts, `Order cancelled by the venue${of(facts)}`, was('was cancelled'), why(facts), orderNumber(facts));
    default: {
      const title = plain(state) === '' ? 'News about an order' : `Order: ${plain(state)}`;
      const item = facts.item === undefined ? undefined : `“${facts.item}”`;
      return words(facts, title, whereFor(facts, item), terms(facts), orderNumber(facts), note(facts));
    }
  }
};

/** What is told of an order for the inbox only. */
export const orderRecord = (facts: Facts): Words => {
  if (!isEdit(facts) && plain(stateOf(facts)) !== '') return venueOrder(facts);
  return words(facts, `Order changed${of(facts)}`, told(facts, 'order', 'has changed'), stands(facts), terms(facts), orderNumber(facts));
};

/** An app may ask what an order would come to before it is placed. */
export const preCheck = (facts: Facts): Words => {
  const state = stateOf(facts);
  const saidNo = state === 'rejected';
  const title = saidNo ? 'Pre-check failed' : state === 'accepted' || state === 'complete' ? 'Pre-check passed' : 'Pre-check of an order';
  return words(facts, `${title}${of(facts)}`, 'Nothing is ordered yet.', whereFor(facts), terms(facts), saidNo ? why(facts) : note(facts));
};
