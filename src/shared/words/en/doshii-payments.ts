import type { Facts, Words } from '../facts.ts';
import { isEdit, note, plain, reason, stands, stateOf, whereFor, why, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

/** What became of a payment, after `Payment of 27.50`. */
const PAID: ReadonlyMap<string, string> = new Map([
  ['pending', 'is pending'],
  ['requested', 'was asked for'],
  ['waiting', 'waits to be carried out'],
  ['accepted', 'was accepted'],
  ['complete', 'complete'],
  ['rejected', 'refused'],
  ['cancelled', 'cancelled'],
]);

/** How one stands that was changed, where that is called otherwise than of an order. */
const STILL: ReadonlyMap<string, string> = new Map([
  ['pending', 'It is still pending.'],
  ['requested', 'It is still asked for.'],
  ['waiting', 'It still waits to be carried out.'],
  ['rejected', 'It stays refused.'],
]);

export const venuePayment = (facts: Facts): Words => {
  const { amount, item, ofOrder, shortId, reference } = facts;
  const state = stateOf(facts);
  const payment = amount === undefined ? 'Payment' : `Payment of ${amount}`;
  const became = PAID.get(state);
  const saidNo = state === 'rejected' || state === 'cancelled';
  const changed = isEdit(facts);
  const unknown = plain(state) === '' ? `News about a p${payment.slice(1)}` : `${payment}: ${plain(state)}`;
  const order = item === undefined ? (ofOrder ? `order ${shortId ?? ''}`.trim() : undefined) : `“${item}”`;
  return words(
    facts,
    changed ? `${payment} changed` : became === undefined ? unknown : `${payment} ${became}`,
    changed ? (STILL.get(state) ?? stands(facts)) : undefined,
    state === 'rejected' && !changed ? why(facts) : saidNo ? reason(facts) : undefined,
    whereFor(facts, order === 'order' ? 'an order' : order),
    reference === undefined ? undefined : sentence(`Reference ${reference}`),
    saidNo ? undefined : note(facts)
  );
};
