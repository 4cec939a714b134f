import type { Cursor } from '../shared/inbox.ts';
import type { Database } from './database.ts';
import { deleteEntry } from './entries.ts';
import type { Work, Writer } from './writer.ts';

/** Of one transaction: what comes in meanwhile waits for no more than this. */
const ENTRIES_AT_ONCE = 50;
const PICTURES_AT_ONCE = 5;

/**
 * What happened before and may go, oldest first. What nobody has decided about yet, is snoozed, or is unread with its deadline ahead, stays.
 * Apart, so that its plan can be tested.
 */
export const FORGET_SQL = `SELECT id, occurred_at FROM entries INDEXED BY entries_list
  WHERE occurred_at < ? AND (occurred_at, id) > (?, ?)
    AND deliver IS NOT NULL AND delivered IS NOT NULL AND snoozed_until IS NULL AND NOT (read = 0 AND coalesce(deadline_at, 0) > ?)
  ORDER BY occurred_at, id LIMIT ${ENTRIES_AT_ONCE}`;
const ALL_SQL = `SELECT id, occurred_at FROM entries INDEXED BY entries_list ORDER BY occurred_at, id LIMIT ${ENTRIES_AT_ONCE}`;
const PICTURES_SQL = `SELECT id FROM pictures INDEXED BY pictures_used WHERE used < ? ORDER BY used LIMIT ${PICTURES_AT_ONCE}`;

export interface Forgetting {
  db: Database;
  writer: Pick<Writer, 'add' | 'idle'>;
  changed(id: number): void;
}

/** Forgets what happened before, and pictures that were last shown before, a few at a time while nothing else is to do; how many entries. */
export async function forget(parts: Forgetting, before: number, now: number): Promise<number> {
  const { db, writer } = parts;
  let total = 0;
  for (let after: Cursor | undefined = { occurredAt: -1, id: 0 }; after !== undefined; ) {
    const { occurredAt, id }: Cursor = after;
    const done = await piece(parts, () => db.all(FORGET_SQL, before, occurredAt, id, now));
    total += done.count;
    after = done.last;
  }
  while ((await whenIdle(writer, pictures(db, before))) > 0);
  return total;
}

/** Forgets every entry, picture and word of the search index, and leaves nothing of them in the file's unused pages; how many entries. */
export async function forgetAll(parts: Forgetting): Promise<number> {
  const { db, writer } = parts;
  let total = 0;
  db.all('PRAGMA secure_delete = ON');
  try {
    for (let count = -1; count !== 0; total += count) count = (await piece(parts, () => db.all(ALL_SQL))).count;
    while ((await whenIdle(writer, pictures(db, Number.MAX_SAFE_INTEGER))) > 0);
    await writer.add(function* () {
      // What was written meanwhile is to be found all the same.
      db.run(`INSERT INTO search (search) VALUES ('delete-all')`);
      db.run('INSERT OR IGNORE INTO unindexed (id) SELECT id FROM entries');
      yield;
    });
  } finally {
    db.all('PRAGMA secure_delete = OFF');
  }
  return total;
}

/** Nobody waits for what is forgotten: everything else goes first. */
async function whenIdle<T>(writer: Pick<Writer, 'add' | 'idle'>, work: Work<T>): Promise<T> {
  await writer.idle();
  return writer.add(work);
}

function piece({ db, writer, changed }: Forgetting, rows: () => ReturnType<Database['all']>): Promise<{ count: number; last: Cursor | undefined }> {
  return whenIdle(writer, function* () {
    const found = rows();
    for (const [id] of found) {
      deleteEntry(db, Number(id));
      changed(Number(id));
      yield;
    }
    const last = found.at(-1);
    return { count: found.length, last: last && { id: Number(last[0]), occurredAt: Number(last[1]) } };
  });
}

function pictures(db: Database, before: number): Work<number> {
  return function* () {
    const rows = db.all(PICTURES_SQL, before);
    for (const [id] of rows) {
      db.run('DELETE FROM pictures WHERE id = ?', String(id));
      yield;
    }
    return rows.length;
  };
}
