import type { Facts, Words } from '../facts.ts';
import { isEdit, note, plain, reason, stands, stateOf, whereFor, why, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

/** What became of a payment, after `Pago de 27,50`. */
const PAID: ReadonlyMap<string, string> = new Map([
  ['pending', 'pendiente'],
  ['requested', 'solicitado'],
  ['waiting', 'a la espera de hacerse'],
  ['accepted', 'aceptado'],
  ['complete', 'completo'],
  ['rejected', 'rechazado'],
  ['cancelled', 'cancelado'],
]);

/** How one stands that was changed, where that is called otherwise than of an order. */
const STILL: ReadonlyMap<string, string> = new Map([
  ['pending', 'Sigue pendiente.'],
  ['requested', 'Sigue solicitado.'],
  ['waiting', 'Sigue a la espera de hacerse.'],
]);

export const venuePayment = (facts: Facts): Words => {
  const { amount, item, ofOrder, shortId, reference } = facts;
  const state = stateOf(facts);
  const payment = amount === undefined ? 'Pago' : `Pago de ${amount}`;
  const became = PAID.get(state);
  const saidNo = state === 'rejected' || state === 'cancelled';
  const changed = isEdit(facts);
  const unknown = plain(state) === '' ? `Novedades de un p${payment.slice(1)}` : `${payment}: ${plain(state)}`;
  const order = item === undefined ? (ofOrder ? (shortId === undefined ? 'un pedido' : `el pedido ${shortId}`) : undefined) : `“${item}”`;
  return words(
    facts,
    changed ? `${payment} cambiado` : became === undefined ? unknown : `${payment} ${became}`,
    changed ? (STILL.get(state) ?? stands(facts)) : undefined,
    state === 'rejected' && !changed ? why(facts) : saidNo ? reason(facts) : undefined,
    whereFor(facts, order),
    reference === undefined ? undefined : sentence(`Referencia ${reference}`),
    saidNo ? undefined : note(facts)
  );
};
