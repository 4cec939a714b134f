import type { Alert } from '../shared/alert.ts';
import type { Cursor, Entry } from '../shared/inbox.ts';
import type { Database, Value } from './database.ts';
import { ENTRY, entryById, entryOf, placeOf } from './entries.ts';
import type { EntryQuery } from './journal.ts';
import { listSql, UNREAD } from './list.ts';
import { facet, matches, matchExpression } from './words.ts';

/**
 * The newest of what is not indexed yet are read through here, so that what just came is found at once. In a burst of more than this,
 * the older ones are found when the index has them, within a second or two.
 */
const NOT_YET_INDEXED = 100;

/** Entries in which all words occur, newest first. */
export function search(db: Database, query: EntryQuery, words: readonly string[], searchText: (alert: Alert) => string): Entry[] {
  const fresh = db
    .all('SELECT id FROM unindexed ORDER BY id DESC LIMIT ?', NOT_YET_INDEXED)
    .map(([id]) => entryById(db, Number(id)))
    .filter((entry) => entry !== undefined);
  const found = fresh.filter((entry) => allows(query, entry) && matches(searchText(entry.alert), words));
  const skipped = new Set(fresh.map(({ id }) => id));
  const indexed = searchIndexed(db, { ...query, limit: query.limit + skipped.size }, words, searchText);
  return [...found, ...indexed.filter(({ id }) => !skipped.has(id))].toSorted(newestFirst).slice(0, query.limit);
}

/**
 * What the index does not yield in order by itself, it would gather whole before its first row is told: all alerts in which a common word
 * occurs; or walk through, for the few that are unread. So the newest that may match are looked at first, and it is asked for the rest only.
 */
function searchIndexed(db: Database, query: EntryQuery, words: readonly string[], searchText: (alert: Alert) => string): Entry[] {
  const { near, whole } = candidates(db, query, words);
  if (near === undefined) return askIndex(db, query, words);
  const found: Entry[] = [];
  for (const entry of near) {
    if (matches(searchText(entry.alert), words)) found.push(entry);
    if (found.length >= query.limit) return found;
  }
  const last = near.at(-1);
  if (whole || last === undefined) return found;
  const before = { id: last.id, occurredAt: last.alert.occurredAt };
  return [...found, ...askIndex(db, { ...query, before, limit: query.limit - found.length }, words)];
}

/** Letters of the longest beginnings that the index keeps (`prefix` in schema.ts): these it yields in order, longer ones it gathers. */
const KEPT_LETTERS = 3;
/** Unread ones looked at, which takes some 20 ms. Where most of so many do not match, the word is so rare that the index finds it soon. */
const UNREAD_AT_ONCE = 500;

/** The newest that may match; none where the index needs no help. `whole`: there are no more. */
function candidates(db: Database, query: EntryQuery, words: readonly string[]): { near?: Entry[]; whole?: boolean } {
  if (query.unread === true) {
    const { sql, values } = listSql({ ...query, limit: UNREAD_AT_ONCE });
    const near = db.all(sql, ...values).map(entryOf);
    return { near, whole: near.length < UNREAD_AT_ONCE };
  }
  const beginnings = words.map((word) => [...word].slice(0, KEPT_LETTERS).join(''));
  if (beginnings.every((beginning, index) => beginning === words[index])) return {};
  const limit = query.limit * 2;
  const near = askIndex(db, { ...query, limit }, beginnings);
  return { near, whole: near.length < limit };
}

function askIndex(db: Database, query: EntryQuery, words: readonly string[]): Entry[] {
  const { sql, values } = searchSql(query, words);
  return db.all(sql, ...values, query.limit).map(entryOf);
}

/** The index walks its places newest first and stops at the limit: nothing is sorted, nothing ranked. */
export function searchSql(query: EntryQuery, words: readonly string[]): { sql: string; values: Value[] } {
  const facets: string[] = [];
  if (query.category !== undefined) facets.push(facet('category', query.category));
  if (query.connectionId !== undefined) facets.push(facet('connection', query.connectionId));
  const where = ['search MATCH ?'];
  const values: Value[] = [matchExpression(words, facets)];
  if (query.before !== undefined) {
    // Its own place; where it was removed meanwhile, that after its elder of the same millisecond, or the first of the millisecond.
    where.push(`s.rowid < coalesce(
      (SELECT doc FROM entries WHERE id = ? AND occurred_at = ?),
      (SELECT max(doc) + 1 FROM entries WHERE occurred_at = ? AND id < ?),
      ? << 20)`);
    const { occurredAt, id } = query.before;
    values.push(id, occurredAt, occurredAt, id, placeOf(occurredAt));
  }
  if (query.unread === true) where.push(UNREAD);
  if (query.unread === false) where.push(`NOT (${UNREAD})`);
  return {
    sql: `SELECT ${ENTRY} FROM search s CROSS JOIN entries e ON e.doc = s.rowid CROSS JOIN bodies b ON b.id = e.id
      WHERE ${where.join(' AND ')} ORDER BY s.rowid DESC LIMIT ?`,
    values,
  };
}

function allows(query: EntryQuery, { id, alert, decision }: Entry): boolean {
  const unread = !alert.read && decision?.deliver !== 'off';
  return (
    (query.category === undefined || alert.category === query.category) &&
    (query.connectionId === undefined || alert.connectionId === query.connectionId) &&
    (query.unread === undefined || unread === query.unread) &&
    (query.before === undefined || newestFirst({ id: query.before.id, alert: query.before }, { id, alert }) < 0)
  );
}

function newestFirst(left: { id: number; alert: Pick<Cursor, 'occurredAt'> }, right: { id: number; alert: Pick<Cursor, 'occurredAt'> }): number {
  return right.alert.occurredAt - left.alert.occurredAt || right.id - left.id;
}
