import type { Database } from './database.ts';

/** The file was written by a newer Tradebell. It is left as it is. */
export class NewerJournal extends Error {
  constructor(found: number) {
    super(`this journal has format ${found}, newer than this version of Tradebell knows (${VERSION}); please update Tradebell`);
    this.name = 'NewerJournal';
  }
}

/** `storyKeyOf` (story-key.ts) in SQL. */
const SUBJECT = `CASE json_extract(alert, '$.subject.type')
  WHEN 'node' THEN NULL
  WHEN 'case' THEN 'order:' || json_extract(alert, '$.subject.id')
  ELSE coalesce(json_extract(alert, '$.subject.type') || ':' || json_extract(alert, '$.subject.id'), 'peer:' || json_extract(alert, '$.actor.id')) END`;

/**
 * Every change of the format, in order; `user_version` counts those that a file has had. Never edit one that was released: add another.
 *
 * - entries: narrow, so that marking 100,000 read rewrites little; what was said is in bodies. `hidden`: decided as `off`.
 *   `doc` is the row's place in the search index: occurredAt * 2^20 + a number within that millisecond, so that the index itself yields
 *   newest first, exactly as the list does. 63 bits: SQL only, never read into a number.
 * - seen: every key and series that was ever journaled, hashed, and the entry it belongs to; never trimmed, though the entry may be gone.
 * - search: merged by indexing.ts in small steps, hence no automerge.
 * - unindexed: what the search index does not know yet, or knows in an older state.
 * - intents: what was agreed to about a subject, kept for good: what may have moved money must never be sent again.
 * - entries, since the third: when an entry is to ring again. `deadline_at` says what the alert says; `reminded`: how long before it, in ms, it
 *   was last reminded of.
 * - stories, since the third: what alerts are about, by identity and subject, so that all of one story are found by a number. `chat_at`, `chat_id`:
 *   the last that was said in it.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    doc INTEGER NOT NULL,
    connection_id TEXT NOT NULL,
    category TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    read INTEGER NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0,
    deliver TEXT,
    why TEXT,
    delivered TEXT
  );
  CREATE UNIQUE INDEX entries_doc ON entries (doc);
  CREATE INDEX entries_list ON entries (occurred_at);
  CREATE INDEX entries_category ON entries (category, occurred_at);
  CREATE INDEX entries_connection ON entries (connection_id, occurred_at);
  CREATE INDEX entries_both ON entries (connection_id, category, occurred_at);
  CREATE INDEX unread_list ON entries (occurred_at) WHERE read = 0 AND hidden = 0;
  CREATE INDEX unread_category ON entries (category, occurred_at) WHERE read = 0 AND hidden = 0;
  CREATE INDEX unread_connection ON entries (connection_id, occurred_at) WHERE read = 0 AND hidden = 0;
  CREATE INDEX unread_both ON entries (connection_id, category, occurred_at) WHERE read = 0 AND hidden = 0;
  CREATE INDEX entries_unsettled ON entries (id) WHERE deliver IS NULL OR delivered IS NULL;
  CREATE TABLE bodies (id INTEGER PRIMARY KEY, alert TEXT NOT NULL);
  CREATE TABLE seen (hash BLOB PRIMARY KEY, entry INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE history (
    entry INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (entry, n)
  ) WITHOUT ROWID;
  CREATE TABLE watermarks (identity TEXT NOT NULL, stream TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (identity, stream)) WITHOUT ROWID;
  CREATE TABLE pictures (id TEXT PRIMARY KEY, type TEXT NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE INDEX pictures_used ON pictures (used, size);
  CREATE TABLE unindexed (id INTEGER PRIMARY KEY);
  CREATE VIRTUAL TABLE search USING fts5(
    words, facets, content='', contentless_delete=1, detail=column, prefix='1 2 3', tokenize='ascii'
  );
  INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 64);
  `,
  `
  CREATE TABLE intents (
    identity TEXT NOT NULL, subject TEXT NOT NULL, verb TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL,
    PRIMARY KEY (identity, subject)
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE entries ADD COLUMN deadline_at INTEGER;
  ALTER TABLE entries ADD COLUMN reminded INTEGER;
  ALTER TABLE entries ADD COLUMN snoozed_until INTEGER;
  CREATE INDEX entries_deadline ON entries (deadline_at) WHERE deadline_at IS NOT NULL AND read = 0;
  CREATE INDEX entries_snoozed ON entries (snoozed_until) WHERE snoozed_until IS NOT NULL;
  UPDATE entries SET deadline_at = (SELECT json_extract(alert, '$.deadlineAt') FROM bodies WHERE bodies.id = entries.id)
    WHERE id IN (SELECT id FROM bodies WHERE instr(alert, '"deadlineAt":') > 0);

  CREATE TABLE stories (
    id INTEGER PRIMARY KEY, identity TEXT NOT NULL, subject TEXT NOT NULL, chat_at INTEGER, chat_id INTEGER,
    UNIQUE (identity, subject)
  );
  ALTER TABLE entries ADD COLUMN story INTEGER;
  INSERT OR IGNORE INTO stories (identity, subject)
    SELECT json_extract(alert, '$.identity'), ${SUBJECT} FROM bodies WHERE ${SUBJECT} IS NOT NULL ORDER BY id;
  UPDATE entries SET story = (
    SELECT s.id FROM bodies b JOIN stories s ON s.identity = json_extract(b.alert, '$.identity') AND s.subject = ${SUBJECT} WHERE b.id = entries.id
  );
  CREATE INDEX entries_story ON entries (story, occurred_at) WHERE story IS NOT NULL;
  CREATE INDEX unread_chat ON entries (story) WHERE read = 0 AND hidden = 0 AND category = 'chat' AND story IS NOT NULL;
  UPDATE stories SET (chat_at, chat_id) = (
    SELECT occurred_at, id FROM entries WHERE story = stories.id AND category = 'chat' ORDER BY occurred_at DESC, id DESC LIMIT 1
  );
  CREATE INDEX stories_chats ON stories (chat_at, chat_id) WHERE chat_at IS NOT NULL;
  `,
];

/** The format that this version writes. */
export const VERSION = MIGRATIONS.length;

/** The tables of entries and what else cannot be derived, and by which column a copy of each is taken in pieces. */
export const TABLES = [
  ['entries', 'id'],
  ['bodies', 'id'],
  ['history', 'entry'],
  ['seen', 'hash'],
  ['watermarks', undefined],
  ['pictures', undefined],
  ['intents', undefined],
  ['stories', 'id'],
] as const;

/** All of this version's format in an empty file; nothing but `exec`, see `Database.close`. */
export function createSchema(db: Database): void {
  for (const sql of MIGRATIONS) db.exec(sql);
  db.exec(`PRAGMA user_version = ${VERSION}`);
}

/** Brings a file to this version's format, each step whole or not at all. Throws NewerJournal before touching a newer file. */
export function migrate(db: Database, migrations: readonly string[] = MIGRATIONS): void {
  const found = Number(db.all('PRAGMA user_version')[0]?.[0] ?? 0);
  if (found > migrations.length) throw new NewerJournal(found);
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${index + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction()) db.exec('ROLLBACK');
      throw error;
    }
  }
}
