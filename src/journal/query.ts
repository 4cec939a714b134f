import type { Alert } from '../shared/alert.ts';
import type { Cursor, Entry, InboxCounts, InboxFilter } from '../shared/inbox.ts';
import type { Database, Value } from './database.ts';
import { ENTRY, entryById, entryOf, FROM, placeOf } from './entries.ts';
import type { EntryQuery } from './journal.ts';
import { facet, matchExpression, matches, searchedWords } from './words.ts';

/** Said by the index of the same name, and by counts: what is unread for the user. */
export const UNREAD = 'e.read = 0 AND e.hidden = 0';

/** A filter without its search, as SQL. The index is named, not left to guesses: each yields the list in order, whatever the journal holds. */
export function filtered(filter: InboxFilter): { index: string; where: string[]; values: Value[] } {
  const where: string[] = [];
  const values: Value[] = [];
  if (filter.connectionId !== undefined) {
    where.push('e.connection_id = ?');
    values.push(filter.connectionId);
  }
  if (filter.category !== undefined) {
    where.push('e.category = ?');
    values.push(filter.category);
  }
  if (filter.unread === true) where.push(UNREAD);
  if (filter.unread === false) where.push(`NOT (${UNREAD})`);
  const fields = [filter.connectionId !== undefined && 'connection', filter.category !== undefined && 'category'].filter((name) => name !== false);
  const index = `${filter.unread === true ? 'unread' : 'entries'}_${fields.length === 2 ? 'both' : (fields[0] ?? 'list')}`;
  return { index, where, values };
}

/** The question of `queryEntries` without a search; apart, so that its plan can be tested. */
export function listSql(query: EntryQuery): { sql: string; values: Value[] } {
  const { index, where, values } = filtered(query);
  if (query.before !== undefined) {
    where.push('(e.occurred_at, e.id) < (?, ?)');
    values.push(query.before.occurredAt, query.before.id);
  }
  const clause = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
  const from = FROM.replace('entries e', `entries e INDEXED BY ${index}`);
  return { sql: `SELECT ${ENTRY} ${from} ${clause} ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?`, values: [...values, query.limit] };
}

/** Newest first by occurredAt, then id. */
export function queryEntries(db: Database, query: EntryQuery, searchText: (alert: Alert) => string): Entry[] {
  const words = searchedWords(query.search ?? '');
  if (words.length > 0) return search(db, query, words, searchText);
  const { sql, values } = listSql(query);
  return db.all(sql, ...values).map(entryOf);
}

/**
 * The newest of what is not indexed yet are read through here, so that what just came is found at once. In a burst of more than this,
 * the older ones are found when the index has them, within a second or two.
 */
const NOT_YET_INDEXED = 100;

function search(db: Database, query: EntryQuery, words: readonly string[], searchText: (alert: Alert) => string): Entry[] {
  const fresh = db
    .all('SELECT id FROM unindexed ORDER BY id DESC LIMIT ?', NOT_YET_INDEXED)
    .map(([id]) => entryById(db, Number(id)))
    .filter((entry) => entry !== undefined);
  const found = fresh.filter((entry) => allows(query, entry) && matches(searchText(entry.alert), words));
  const { sql, values } = searchSql(query, words);
  const skipped = new Set(fresh.map(({ id }) => id));
  const indexed = db.all(sql, ...values, query.limit + skipped.size).map(entryOf);
  return [...found, ...indexed.filter(({ id }) => !skipped.has(id))].toSorted(newestFirst).slice(0, query.limit);
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

/** Counted afresh from an index that holds the unread only: never a counter that could drift. */
export function countEntries(db: Database): InboxCounts {
  const counts: InboxCounts = { total: 0, unread: 0, unreadByCategory: {}, unreadByConnection: {} };
  counts.total = Number(db.get('SELECT count(*) FROM entries')?.[0] ?? 0);
  const groups = db.all(
    `SELECT e.connection_id, e.category, count(*) FROM entries e INDEXED BY unread_both WHERE ${UNREAD} GROUP BY e.connection_id, e.category`
  );
  for (const [connectionId, category, size] of groups) {
    const [name, kind, unread] = [String(connectionId), category as Alert['category'], Number(size)];
    counts.unread += unread;
    counts.unreadByCategory[kind] = (counts.unreadByCategory[kind] ?? 0) + unread;
    counts.unreadByConnection[name] = (counts.unreadByConnection[name] ?? 0) + unread;
  }
  return counts;
}

/** Of the counts the one that does not grow with what was read long ago. */
export function countUnread(db: Database): number {
  return Number(db.get(`SELECT count(*) FROM entries e INDEXED BY unread_list WHERE ${UNREAD}`)?.[0] ?? 0);
}

/** What a connection brought that had happened while it was away. */
export function countMissed(db: Database, connectionId: string, happenedSince: number, receivedSince: number): number {
  const where = `connection_id = ? AND occurred_at >= ? AND received_at >= ? AND category <> 'system'`;
  return Number(db.get(`SELECT count(*) FROM entries INDEXED BY entries_connection WHERE ${where}`, connectionId, happenedSince, receivedSince)?.[0] ?? 0);
}

/** The question of `unsettledEntries`; apart, so that its plan can be tested. */
export const UNSETTLED_SQL = `SELECT ${ENTRY} FROM entries e INDEXED BY entries_unsettled CROSS JOIN bodies b ON b.id = e.id
  WHERE (e.deliver IS NULL OR e.delivered IS NULL) AND e.id > ? ORDER BY e.id LIMIT ?`;

/** Without a decision or a delivery, oldest arrival first. */
export function unsettledEntries(db: Database, limit: number, afterId: number): Entry[] {
  return db.all(UNSETTLED_SQL, afterId, limit).map(entryOf);
}
