import type { Facts, Words } from '../facts.ts';
import { did, note, people, plain, reason, stateOf, tablesOf, told, whereFor, why, words } from './doshii-phrases.ts';
import { sentence, when } from './phrases.ts';

/** `: 4 personas, el sáb, 19 dic, 19:30`; `: 4 personas, hoy a las 19:30` */
const party = ({ covers, due }: Facts) => {
  const time = due === undefined ? undefined : due.today ? `hoy ${when(due.at)}` : when(due.at);
  const known = [covers === undefined ? undefined : people(covers), time].filter((part) => part !== undefined);
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
    reference === undefined ? undefined : sentence(`Reserva número ${reference}`),
    NO.has(state) ? undefined : note(facts),
  ];
  const said = (title: string, ...first: readonly (string | undefined)[]) => words(facts, `${title}${party(facts)}`, ...first, ...rest);
  const was = (verb: string) => told(facts, 'la reserva', verb);
  switch (state) {
    case 'rejected':
      return said('Reserva rechazada', was('se rechazó'), why(facts));
    case 'cancelled':
      return said('Reserva cancelada', was('se canceló'), reason(facts));
    case 'cust_cancelled':
      return said('Reserva cancelada por el cliente', was('se canceló'), reason(facts));
  }
  if (type === 'booking updated') return said('Reserva cambiada', was('cambió'));
  switch (state) {
    case 'pending':
      return said('Reserva nueva', did(facts, 'reservó', 'reserva hecha'));
    case 'accepted':
      return said('Reserva aceptada', was('se aceptó'));
    case 'acknowledged':
      return said('Reserva vista por el local', was('ya fue vista'));
    default:
      return said(plain(state) === '' ? 'Novedades de una reserva' : `Reserva (${plain(state)})`, whereFor(facts));
  }
};
