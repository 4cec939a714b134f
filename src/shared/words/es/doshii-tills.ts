import type { Facts, Words } from '../facts.ts';
import { note, of, plain, reason, stateOf, whereFor, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

interface TillWords {
  asks: string;
  noun: string;
  done: string;
}

/** What somebody at a till waits for, by the event's name with spaces. */
const TILL: ReadonlyMap<string, TillWords> = new Map([
  ['card enquiry', { asks: 'Una caja pide el saldo de una tarjeta de regalo', noun: 'Saldo de una tarjeta de regalo', done: 'respondido' }],
  ['card activate', { asks: 'Una caja quiere activar una tarjeta de regalo', noun: 'Activación de una tarjeta de regalo', done: 'hecha' }],
  ['points redemption', { asks: 'Una caja quiere canjear puntos', noun: 'Canje de puntos', done: 'hecho' }],
  ['reward redemption', { asks: 'Una caja quiere canjear una recompensa', noun: 'Canje de una recompensa', done: 'hecho' }],
]);
const ANY_TILL: TillWords = { asks: 'Una caja espera respuesta', noun: 'Solicitud de una caja', done: 'hecha' };

const tillWords = ({ type }: Facts) => TILL.get(type ?? '') ?? ANY_TILL;
/** Whether it is about what a till asked for at all. */
export const isOfTill = ({ type }: Facts): boolean => TILL.has(type ?? '');

const sum = ({ amount }: Facts) => (amount === undefined ? undefined : sentence(`Importe ${amount}`));

/** Somebody at a till waits for an answer. */
export const tillRequest = (facts: Facts): Words => {
  const { asks } = tillWords(facts);
  return words(facts, `${asks}${of(facts)}`, 'Responde en tu app.', whereFor(facts), sum(facts), note(facts));
};

const TILL_BECAME: ReadonlyMap<string, string> = new Map([
  ['pending', 'sigue esperando respuesta'],
  ['accepted', 'se aceptó'],
  ['rejected', 'se rechazó'],
  ['cancelled', 'se canceló'],
]);

/** What became of a request of a till. */
export const tillRecord = (facts: Facts): Words => {
  const { noun, done } = tillWords(facts);
  const state = stateOf(facts);
  const over = state === 'complete' || state === 'activated';
  const became = over ? done : (TILL_BECAME.get(state) ?? plain(state));
  const saidNo = state === 'rejected' || state === 'cancelled';
  const known = [whereFor(facts), sum(facts), saidNo ? reason(facts) : note(facts)].filter((one) => one !== undefined);
  const body = known.length === 0 && (over || saidNo) ? ['No queda nada por hacer.'] : known;
  return words(facts, became === '' ? `${noun}: hay cambios` : `${noun}: ${became}`, ...body);
};
