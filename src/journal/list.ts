import type { InboxFilter } from '../shared/inbox.ts';
import type { Value } from './database.ts';
import { ENTRY, FROM } from './entries.ts';
import type { EntryQuery } from './journal.ts';

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

/** The question of `queryEntries` (query.ts) without a search; apart, so that its plan can be tested. */
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
