import type { Facts, Words } from '../facts.ts';
import { did, isEdit, note, of, plain, reason, seats, stands, stateOf, told, whereFor, why, words } from './doshii-phrases.ts';
import { paragraph, sentence, when } from './phrases.ts';

/** How its owner, else Doshii, calls an order. */
const orderNumber = ({ reference, shortId, item }: Facts) => {
  if (reference !== undefined) return sentence(`Pedido número ${reference}`);
  return shortId === undefined || item !== undefined ? undefined : sentence(`Pedido ${shortId}`);
};

/** Ways that an order is handed over, as Doshii calls them. */
const HANDED: ReadonlyMap<string, string> = new Map([
  ['pickup', 'para recoger'],
  ['delivery', 'para entregar'],
  ['dinein', 'para comer en el local'],
]);

/** `Total 27,50, para recoger a las 19:30. Mesa 4.` */
const terms = (facts: Facts) => {
  const { amount, due, type, hidden } = facts;
  if (hidden) return undefined;
  const way = HANDED.get(type ?? '');
  const time = due === undefined ? way : way === undefined ? `para ${due.today ? 'hoy ' : ''}${when(due.at)}` : `${way} ${when(due.at)}`;
  const known = [amount === undefined ? undefined : `total ${amount}`, time].filter((part) => part !== undefined);
  return paragraph(known.length === 0 ? undefined : sentence(known.join(', ')), seats(facts));
};

export const venueOrder = (facts: Facts): Words => {
  const state = stateOf(facts);
  const was = (verb: string) => told(facts, 'el pedido', verb);
  switch (state) {
    case 'pending':
      return words(facts, `Pedido nuevo${of(facts)}`, did(facts, 'hizo un pedido', 'pedido hecho'), terms(facts), orderNumber(facts), note(facts));
    case 'accepted':
      return words(facts, `Pedido aceptado${of(facts)}`, was('se aceptó'), terms(facts), orderNumber(facts), note(facts));
    case 'complete':
      return words(facts, `Pedido completo${of(facts)}`, was('está completo'), terms(facts), orderNumber(facts), note(facts));
    case 'rejected':
      return words(facts, `Pedido rechazado${of(facts)}`, was('se rechazó'), why(facts), orderNumber(facts));
    case 'cancelled':
      return words(facts, `Pedido cancelado${of(facts)}`, was('se canceló'), reason(facts), orderNumber(facts));
    case 'venue_cancelled':
      return words(facts, `Pedido cancelado por el local${of(facts)}`, was('se canceló'), why(facts), orderNumber(facts));
    default: {
      const title = plain(state) === '' ? 'Novedades de un pedido' : `Pedido: ${plain(state)}`;
      const item = facts.item === undefined ? undefined : `“${facts.item}”`;
      return words(facts, title, whereFor(facts, item), terms(facts), orderNumber(facts), note(facts));
    }
  }
};

/** What is told of an order for the inbox only. */
export const orderRecord = (facts: Facts): Words => {
  if (!isEdit(facts) && plain(stateOf(facts)) !== '') return venueOrder(facts);
  return words(facts, `Pedido cambiado${of(facts)}`, told(facts, 'el pedido', 'cambió'), stands(facts), terms(facts), orderNumber(facts));
};

/** An app may ask what an order would come to before it is placed. */
export const preCheck = (facts: Facts): Words => {
  const state = stateOf(facts);
  const saidNo = state === 'rejected';
  const title = saidNo ? 'Comprobación previa fallida' : state === 'accepted' || state === 'complete' ? 'Comprobación previa superada' : 'Comprobación previa de un pedido';
  return words(facts, `${title}${of(facts)}`, 'Aún no se ha pedido nada.', whereFor(facts), terms(facts), saidNo ? why(facts) : note(facts));
};
