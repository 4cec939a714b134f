import type { Facts, Words } from '../facts.ts';
import { isEdit, note, plain, reason, seats, stands, stateOf, told, whereFor, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

const CHECKED_IN: ReadonlyMap<string, readonly [title: string, verb: string]> = new Map([
  ['accepted', ['Registro de llegada aceptado', 'se aceptó']],
  ['rejected', ['Registro de llegada rechazado', 'se rechazó']],
  ['cancelled', ['Registro de llegada cancelado', 'se canceló']],
  ['complete', ['Registro de llegada completo', 'está completo']],
] as const);

export const checkin = (facts: Facts): Words => {
  const { who, whoFirst, account, byApp, type } = facts;
  const state = stateOf(facts);
  const became = CHECKED_IN.get(state);
  const was = (verb: string) => told(facts, 'el registro de llegada', verb);
  if (type?.endsWith('checkin deleted')) return words(facts, 'Registro de llegada eliminado', was('se eliminó'), seats(facts));
  if (isEdit(facts)) return words(facts, 'Registro de llegada cambiado', was('cambió'), stands(facts), seats(facts));
  if (became !== undefined) {
    const [title, verb] = became;
    const saidNo = state === 'rejected' || state === 'cancelled';
    return words(facts, title, was(verb), saidNo ? reason(facts) : undefined, seats(facts));
  }
  if (state !== 'pending') {
    const title = plain(state) === '' ? 'Novedades de un registro de llegada' : `Registro de llegada: ${plain(state)}`;
    return words(facts, title, whereFor(facts), seats(facts), note(facts));
  }
  const place = byApp ? whereFor(facts) : account === undefined ? undefined : sentence(`en ${account}`);
  const guest = who === undefined || byApp ? 'Alguien' : whoFirst;
  return words(facts, `${guest} registra su llegada`, place, seats(facts), 'Espera respuesta.', note(facts));
};
