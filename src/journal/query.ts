import type { Alert } from '../shared/alert.ts';
import type { Entry, InboxCounts } from '../shared/inbox.ts';
import type { Database } from './database.ts';
import { ENTRY, entryOf } from './entries.ts';
import type { EntryQuery } from './journal.ts';
import { listSql, UNREAD } from './list.ts';
import { search } from './search.ts';
import { searchedWords } from './words.ts';

/** Newest first by occurredAt, then id. */
export function queryEntries(db: Database, query: EntryQuery, searchText: (alert: Alert) => string): Entry[] {
  const words = searchedWords(query.search ?? '');
  if (words.length > 0) return search(db, query, words, searchText);
  const { sql, values } = listSql(query);
  return db.all(sql, ...values).map(entryOf);
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
