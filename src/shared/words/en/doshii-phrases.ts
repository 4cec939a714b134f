import type { Facts, Words } from '../facts.ts';
import { list, paragraph, sentence, stopped, upper } from './phrases.ts';

/** Doshii's own word for how far something is; "" where there is none. */
export const stateOf = ({ status }: Facts): string => (status ?? '').trim().toLowerCase();
/** A word of Doshii's that we do not know, to be read. */
export const plain = (state: string): string => state.replace(/[\s_-]+/g, ' ').trim();

/** It was changed, and stands as it stood before. */
export const isEdit = ({ type }: Facts): boolean => type?.endsWith(' edited') ?? false;

const STANDS: ReadonlyMap<string, string> = new Map([
  ['pending', 'It still waits for an answer.'],
  ['accepted', 'It is accepted.'],
  ['complete', 'It is complete.'],
  ['rejected', 'It stays rejected.'],
  ['cancelled', 'It stays cancelled.'],
  ['venue_cancelled', 'It stays cancelled.'],
]);
/** How something stands that was changed. */
export const stands = (facts: Facts): string | undefined => {
  const state = stateOf(facts);
  return STANDS.get(state) ?? (plain(state) === '' ? undefined : `Its status is “${plain(state)}”.`);
};

export const venue = ({ account }: Facts) => account ?? 'A venue';
export const at = ({ account }: Facts) => (account === undefined ? '' : ` at ${account}`);
/** `: Flat white, Banana bread` for titles. */
export const of = ({ shortItem }: Facts) => (shortItem === undefined ? '' : `: ${shortItem}`);

export const people = (covers: number) => (covers === 1 ? '1 person' : `${covers} people`);
/** Most venues call a table by a name that says so; some only number them. */
export const tablesOf = ({ tables }: Facts) => {
  if (tables === undefined || !/^\d+(, \d+)*$/.test(tables)) return tables;
  const numbers = tables.split(', ');
  return `${numbers.length === 1 ? 'table' : 'tables'} ${list(numbers)}`;
};
/** `Table 4, 4 people.` */
export const seats = (facts: Facts) => {
  const known = [tablesOf(facts), facts.covers === undefined ? undefined : people(facts.covers)].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join(', '));
};

/** `Tony’s order at Corner Cafe was accepted.`; undefined where there is nothing to say but the verb, which the title says already. */
export const told = (facts: Facts, noun: string, verb: string) => {
  const { who, whoFirst, account, byApp } = facts;
  if (who === undefined && account === undefined) return undefined;
  const whose = who === undefined ? `The ${noun}` : byApp ? `The ${noun} through ${who}` : `${whoFirst}’s ${noun}`;
  return stopped(`${whose}${at(facts)} ${verb}`);
};
/** `Tony ordered at Corner Cafe.` */
export const did = (facts: Facts, verb: string) => {
  const { who, whoFirst, account, byApp } = facts;
  if (who === undefined && account === undefined) return undefined;
  return stopped(`${who === undefined ? upper(verb) : byApp ? `${upper(verb)} through ${who}` : `${whoFirst} ${verb}`}${at(facts)}`);
};
/** `For Tony at Corner Cafe.` */
export const whereFor = (facts: Facts, thing?: string) => {
  const { who, byApp } = facts;
  const by = thing === undefined ? 'for' : 'by';
  const whom = who === undefined ? undefined : byApp ? `through ${who}` : `${by} ${who}`;
  const said = paragraph(thing === undefined ? undefined : `for ${thing}`, whom, at(facts).trimStart());
  return said === '' ? undefined : sentence(said);
};

export const note = ({ text }: Facts) => (text === undefined ? undefined : stopped(`Note: ${text}`));
export const reason = ({ text }: Facts) => (text === undefined ? undefined : stopped(`Reason: ${text}`));
/** Where somebody said no, a person wants to know why. */
export const why = (facts: Facts) => reason(facts) ?? (facts.hidden ? 'Open Tradebell to see why.' : 'No reason was given.');

/** `body`: sentences, without those that there is nothing for. */
export const words = ({ hidden }: Facts, title: string, ...body: readonly (string | undefined)[]): Words => {
  const said = paragraph(...body);
  const nothing = hidden ? 'Open Tradebell to see it.' : 'Doshii tells no more about it.';
  // A title has no stop, though what stands at its end may be somebody's own word.
  return { title: title.replace(/\.$/, ''), body: said === '' ? nothing : said };
};
