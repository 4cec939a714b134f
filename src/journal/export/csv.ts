import { stringify } from 'csv-stringify/sync';
import type { Alert } from '../../shared/alert.ts';
import type { Amount } from '../../shared/amount.ts';
import { exactDecimal } from '../../shared/decimal.ts';
import type { Entry } from '../../shared/inbox.ts';

/** What an entry says in the reader's words, and what its connection is called. */
export interface Said {
  connection: string;
  title: string;
  body: string;
  who: string;
  why: string;
}

type Cell = (entry: Entry, said: Said) => string | undefined;

const time = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());
const yes = (is: boolean | undefined): string => (is === true ? 'yes' : 'no');
/** In base units only where the amount cannot be said otherwise, so that nobody adds up the two. */
const baseUnits = (amount: Amount | undefined): string | undefined => (amount === undefined || amount.divisibility !== undefined ? undefined : amount.value);
const decimal = (amount: Amount | undefined): string | undefined => amount && exactDecimal(amount);
const of = (field: (alert: Alert) => string | undefined): Cell => ({ alert }) => field(alert);

/** The columns, by the names that programs know them by: never translated, new ones at the end. */
const COLUMNS: readonly (readonly [name: string, cell: Cell])[] = [
  ['time', of(({ occurredAt }) => time(occurredAt))],
  ['received', of(({ receivedAt }) => time(receivedAt))],
  ['connection', (_entry, { connection }) => connection],
  ['system', of(({ system }) => system)],
  ['category', of(({ category }) => category)],
  ['kind', of(({ kind }) => kind)],
  ['title', (_entry, { title }) => title],
  ['body', (_entry, { body }) => body],
  ['who', (_entry, { who }) => who],
  ['who_id', of(({ actor }) => actor?.id)],
  ['role', of(({ role }) => role)],
  ['about', of(({ subject }) => subject?.type)],
  ['about_id', of(({ subject }) => subject?.id)],
  ['item', of(({ item }) => item)],
  ['direction', of(({ direction }) => direction)],
  ['amount', of(({ amount }) => decimal(amount))],
  ['amount_base_units', of(({ amount }) => baseUnits(amount))],
  ['unit', of(({ amount }) => amount?.unit)],
  ['exchanged', of(({ exchanged }) => decimal(exchanged))],
  ['exchanged_base_units', of(({ exchanged }) => baseUnits(exchanged))],
  ['exchanged_unit', of(({ exchanged }) => exchanged?.unit)],
  ['reference', of(({ reference }) => reference)],
  ['account', of(({ account }) => account)],
  ['text', of(({ text }) => text)],
  ['status', of(({ status }) => status)],
  ['deadline', of(({ deadlineAt }) => time(deadlineAt))],
  ['confirmation', of(({ confirmation }) => confirmation)],
  ['read', of(({ read }) => yes(read))],
  ['decided', ({ decision }) => decision?.deliver],
  ['why', (_entry, { why }) => why],
  ['delivered', ({ delivered }) => delivered],
  ['identity', of(({ identity }) => identity)],
  ['key', of(({ key }) => key)],
];

/** A number is no formula, whatever its sign; as a text it could not be added up. */
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const AMOUNTS: ReadonlySet<number> = new Set(COLUMNS.flatMap(([name], index) => (/^(?:amount|exchanged)(?:_base_units)?$/.test(name) ? [index] : [])));

/**
 * Rows of RFC 4180. A cell that a spreadsheet would take for a formula is made a text by a `'` before it: what stands in it was written by
 * strangers. By csv-stringify, which knows the ways that spreadsheets read a formula, also full-width ones.
 */
function rows(cells: (string | undefined)[][]): string {
  return stringify(cells, {
    record_delimiter: 'windows',
    // A lone CR or LF in a cell too: RFC 4180 allows neither outside of quotes.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: { string: (value, { index }) => (AMOUNTS.has(index) && NUMBER.test(value) ? { value, escape_formulas: false } : value) },
  });
}

/** With a byte order mark: Excel takes the file for an old code page without one, and everything else reads over it. */
export const csvHead = (): string => `\uFEFF${rows([COLUMNS.map(([name]) => name)])}`;

/** One entry as a row. */
export const csvRow = (entry: Entry, said: Said): string => rows([COLUMNS.map(([, cell]) => cell(entry, said))]);
