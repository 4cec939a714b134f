import type { Database } from './database.ts';

/** The file was written by a newer Tradebell. It is left as it is. */
export class NewerJournal extends Error {
  constructor(found: number) {
    super(`this journal has format ${found}, newer than this version of Tradebell knows (${VERSION}); please update Tradebell`);
    this.name = 'NewerJournal';
  }
}

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
