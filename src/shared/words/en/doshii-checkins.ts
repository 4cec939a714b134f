import type { Facts, Words } from '../facts.ts';
import { isEdit, note, plain, reason, seats, stands, stateOf, told, whereFor, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

const CHECKED_IN: ReadonlyMap<string, string> = new Map([
  ['accepted', 'was accepted'],
  ['rejected', 'was rejected'],
  ['cancelled', 'was cancelled'],
  ['complete', 'is complete'],
]);

export const checkin = (facts: Facts): Words => {
  const { who, whoFirst, account, byApp, type } = facts;
  const state = stateOf(facts);
  const became = CHECKED_IN.get(state);
  const was = (verb: string) => told(facts, 'check-in', verb);
  if (type?.endsWith('checkin deleted')) return words(facts, 'Check-in removed', was('was removed'), seats(facts));
  if (isEdit(facts)) return words(facts, 'Check-in changed', was('has changed'), stands(facts), seats(facts));
  if (became !== undefined) {
    const saidNo = state === 'rejected' || state === 'cancelled';
    return words(facts, `Check-in ${became.replace(/^(is|was) /, '')}`, was(became), saidNo ? reason(facts) : undefined, seats(facts));
  }
  if (state !== 'pending') {
    const title = plain(state) === '' ? 'News about a check-in' : `Check-in: ${plain(state)}`;
    return words(facts, title, whereFor(facts), seats(facts), note(facts));
  }
  const place = byApp ? whereFor(facts) : account === undefined ? undefined : sentence(`at ${account}`);
  const guest = who === undefined || byApp ? 'Someone' : whoFirst;
  return words(facts, `${guest} is checking in`, place, seats(facts), 'It waits for an answer.', note(facts));
};
