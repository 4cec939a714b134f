import type { Facts, Words } from '../facts.ts';
import { list, paragraph, sentence, stopped, upper } from './phrases.ts';
import { plural } from './plural.ts';

/** Doshii's own word for how far something is; "" where there is none. */
export const stateOf = ({ status }: Facts): string => (status ?? '').trim().toLowerCase();
/** A word of Doshii's that we do not know, to be read. */
export const plain = (state: string): string => state.replace(/[\s_-]+/g, ' ').trim();

/** It was changed, and stands as it stood before. */
export const isEdit = ({ type }: Facts): boolean => type?.endsWith(' edited') ?? false;

const STANDS: ReadonlyMap<string, string> = new Map([
  ['pending', 'Sigue esperando respuesta.'],
  ['accepted', 'Está aceptado.'],
  ['complete', 'Está completo.'],
  ['rejected', 'Sigue rechazado.'],
  ['cancelled', 'Sigue cancelado.'],
  ['venue_cancelled', 'Sigue cancelado.'],
]);
/** How something stands that was changed. */
export const stands = (facts: Facts): string | undefined => {
  const state = stateOf(facts);
  return STANDS.get(state) ?? (plain(state) === '' ? undefined : `Su estado es “${plain(state)}”.`);
};

export const venue = ({ account }: Facts) => account ?? 'Un local';
export const at = ({ account }: Facts) => (account === undefined ? '' : ` en ${account}`);
/** `: Café con leche, Pan de plátano` for titles. */
export const of = ({ shortItem }: Facts) => (shortItem === undefined ? '' : `: ${shortItem}`);

export const people = (covers: number) => plural(covers, 'persona', 'personas');
/** Most venues call a table by a name that says so; some only number them. */
export const tablesOf = ({ tables }: Facts) => {
  if (tables === undefined || !/^\d+(, \d+)*$/.test(tables)) return tables;
  const numbers = tables.split(', ');
  return `${numbers.length === 1 ? 'mesa' : 'mesas'} ${list(numbers)}`;
};
/** `Mesa 4, 4 personas.` */
export const seats = (facts: Facts) => {
  const known = [tablesOf(facts), facts.covers === undefined ? undefined : people(facts.covers)].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join(', '));
};

/** `El pedido de Tony en Corner Cafe se aceptó.`; undefined where there is nothing to say but the verb, which the title says already. */
export const told = (facts: Facts, noun: string, verb: string) => {
  const { who, account, byApp } = facts;
  if (who === undefined && account === undefined) return undefined;
  const whose = who === undefined ? '' : byApp ? ` por ${who}` : ` de ${who}`;
  return stopped(`${upper(noun)}${whose}${at(facts)} ${verb}`);
};
/** `Tony hizo un pedido en Corner Cafe.`; without a name, `did` alone says what was done: `Pedido hecho en Corner Cafe.` */
export const did = (facts: Facts, verb: string, done: string) => {
  const { who, whoFirst, account, byApp } = facts;
  if (who === undefined && account === undefined) return undefined;
  return stopped(`${who === undefined ? upper(done) : byApp ? `${upper(done)} por ${who}` : `${whoFirst} ${verb}`}${at(facts)}`);
};
/** `Para Tony en Corner Cafe.` */
export const whereFor = (facts: Facts, thing?: string) => {
  const { who, byApp } = facts;
  const by = thing === undefined ? 'para' : 'de';
  const whom = who === undefined ? undefined : byApp ? `por ${who}` : `${by} ${who}`;
  const said = paragraph(thing === undefined ? undefined : `por ${thing}`, whom, at(facts).trimStart());
  return said === '' ? undefined : sentence(said);
};

export const note = ({ text }: Facts) => (text === undefined ? undefined : stopped(`Nota: ${text}`));
export const reason = ({ text }: Facts) => (text === undefined ? undefined : stopped(`Motivo: ${text}`));
/** Where somebody said no, a person wants to know why. */
export const why = (facts: Facts) => reason(facts) ?? (facts.hidden ? 'Abre Tradebell para ver por qué.' : 'No se dio ningún motivo.');

/** `body`: sentences, without those that there is nothing for. */
export const words = ({ hidden }: Facts, title: string, ...body: readonly (string | undefined)[]): Words => {
  const said = paragraph(...body);
  const nothing = hidden ? 'Abre Tradebell para verlo.' : 'Doshii no cuenta más.';
  // A title has no stop, though what stands at its end may be somebody's own word.
  return { title: title.replace(/\.$/, ''), body: said === '' ? nothing : said };
};
