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
  ['card enquiry', { asks: 'A till asks for a gift card’s balance', noun: 'Gift card balance', done: 'answered' }],
  ['card activate', { asks: 'A till wants to activate a gift card', noun: 'Gift card activation', done: 'done' }],
  ['points redemption', { asks: 'A till wants to redeem points', noun: 'Points redemption', done: 'done' }],
  ['reward redemption', { asks: 'A till wants to redeem a reward', noun: 'Reward redemption', done: 'done' }],
]);
const ANY_TILL: TillWords = { asks: 'A till waits for an answer', noun: 'Request of a till', done: 'done' };

const tillWords = ({ type }: Facts) => TILL.get(type ?? '') ?? ANY_TILL;
/** Whether it is about what a till asked for at all. */
export const isOfTill = ({ type }: Facts): boolean => TILL.has(type ?? '');

const sum = ({ amount }: Facts) => (amount === undefined ? undefined : sentence(`Amount ${amount}`));

/** Somebody at a till waits for an answer. */
export const tillRequest = (facts: Facts): Words => {
  const { asks } = tillWords(facts);
  return words(facts, `${asks}${of(facts)}`, 'Answer it in your app.', whereFor(facts), sum(facts), note(facts));
};

const TILL_BECAME: ReadonlyMap<string, string> = new Map([
  ['pending', 'still waits for an answer'],
  ['accepted', 'accepted'],
  ['rejected', 'refused'],
  ['cancelled', 'cancelled'],
]);

/** What became of a request of a till. */
export const tillRecord = (facts: Facts): Words => {
  const { noun, done } = tillWords(facts);
  const state = stateOf(facts);
  const over = state === 'complete' || state === 'activated';
  const became = over ? done : (TILL_BECAME.get(state) ?? plain(state));
  const saidNo = state === 'rejected' || state === 'cancelled';
  const known = [whereFor(facts), sum(facts), saidNo ? reason(facts) : note(facts)].filter((one) => one !== undefined);
  const body = known.length === 0 && (over || saidNo) ? ['Nothing more to do.'] : known;
  return words(facts, became === '' ? `${noun} changed` : `${noun}: ${became}`, ...body);
};
