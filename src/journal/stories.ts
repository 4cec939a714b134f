import type { Cursor, Entry } from '../shared/inbox.ts';
import type { Database, Value } from './database.ts';
import { ENTRY, entryById, entryOf, FROM } from './entries.ts';
import type { Chat, StoryQuery } from './journal.ts';

/** The question of `storyEntries`; apart, so that its plan can be tested. */
export function storySql(query: StoryQuery): { sql: string; values: Value[] } {
  const where = ['e.story = (SELECT id FROM stories WHERE identity = ? AND subject = ?)'];
  const values: Value[] = [query.identity, query.subject];
  if (query.chat === true) where.push(`e.category = 'chat'`);
  if (query.before !== undefined) {
    where.push('(e.occurred_at, e.id) < (?, ?)');
    values.push(query.before.occurredAt, query.before.id);
  }
  const from = FROM.replace('entries e', 'entries e INDEXED BY entries_story');
  return { sql: `SELECT ${ENTRY} ${from} WHERE ${where.join(' AND ')} ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?`, values: [...values, query.limit] };
}

/** Newest first by occurredAt, then id. */
export function storyEntries(db: Database, query: StoryQuery): Entry[] {
  const { sql, values } = storySql(query);
  return db.all(sql, ...values).map(entryOf);
}

/** The question of `chats`; apart, so that its plan can be tested. */
export function chatsSql(before: Cursor | undefined, limit: number): { sql: string; values: Value[] } {
  const where = ['s.chat_at IS NOT NULL', ...(before === undefined ? [] : ['(s.chat_at, s.chat_id) < (?, ?)'])];
  return {
    sql: `SELECT s.id, s.identity, s.subject, s.chat_id FROM stories s INDEXED BY stories_chats
      WHERE ${where.join(' AND ')} ORDER BY s.chat_at DESC, s.chat_id DESC LIMIT ?`,
    values: [...(before === undefined ? [] : [before.occurredAt, before.id]), limit],
  };
}

export const UNREAD_CHAT_SQL = `SELECT count(*) FROM entries INDEXED BY unread_chat
  WHERE story = ? AND read = 0 AND hidden = 0 AND category = 'chat' AND story IS NOT NULL`;

/** Stories in which something was said, by the last message, newest first. */
export function chats(db: Database, before: Cursor | undefined, limit: number): Chat[] {
  const { sql, values } = chatsSql(before, limit);
  return db.all(sql, ...values).flatMap(([story, identity, subject, last]) => {
    const entry = entryById(db, Number(last));
    if (entry === undefined) return [];
    const unread = Number(db.get(UNREAD_CHAT_SQL, Number(story))?.[0] ?? 0);
    return [{ key: { identity: String(identity), subject: String(subject) }, last: entry, unread }];
  });
}
