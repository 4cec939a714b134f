import type { Alert } from '../shared/alert.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { entryById } from './entries.ts';
import { facet, wordsOf } from './words.ts';
import type { Chore } from './writer.ts';

/** At most so many in one piece, and at least one. */
const PIECE = 128;

/** The newest of what is owed, in the order of the index: FTS5 gathers rows in memory only while their places ascend. */
const OWED = `SELECT o.id FROM (SELECT id FROM unindexed ORDER BY id DESC LIMIT ?) o LEFT JOIN entries e ON e.id = o.id ORDER BY e.doc`;

/** Every piece leaves a segment in the index. So many are merged when idle, and so many more while there is still something to index. */
const SEGMENTS = 4;
const TOO_MANY_SEGMENTS = 16;

/** Merges a few pages of segments. SQLite counts fewer than two changes where there was nothing to merge. */
const MERGE = `INSERT INTO search (search, rank) VALUES ('merge', 16)`;

/**
 * Brings the search index up to date, a few milliseconds at a time, newest first. What it owes is a table, written with the entries: a
 * kill at any moment leaves it owing, never forgetting.
 */
export function indexing(db: Database, searchText: (alert: Alert) => string, clock: Pick<Clock, 'elapsed'>, sliceMs: number): Chore {
  let segments = 0;

  const piece = (): boolean => {
    const owed = db.all(OWED, PIECE);
    if (owed.length === 0) return false;
    const began = clock.elapsed();
    db.exec('BEGIN IMMEDIATE');
    for (const [id] of owed) {
      indexEntry(db, Number(id), searchText);
      if (clock.elapsed() - began >= sliceMs) break;
    }
    db.exec('COMMIT');
    segments += 1;
    return true;
  };
  const merge = (): boolean => {
    const before = changes(db);
    db.run(MERGE);
    const merged = changes(db) - before >= 2;
    if (!merged) segments = 0;
    return merged;
  };

  return {
    run: () => (segments >= TOO_MANY_SEGMENTS && merge()) || piece() || (segments >= SEGMENTS && merge()),
  };
}

const changes = (db: Database): number => Number(db.get('SELECT total_changes()')?.[0] ?? 0);

function indexEntry(db: Database, id: number, searchText: (alert: Alert) => string): void {
  const entry = entryById(db, id);
  if (entry !== undefined) {
    const { alert } = entry;
    const facets = `${facet('category', alert.category)} ${facet('connection', alert.connectionId)}`;
    db.run(
      // Not INSERT ... SELECT: that opens a savepoint, at which FTS5 writes out all that it has gathered, for each row anew.
      'INSERT OR REPLACE INTO search (rowid, words, facets) VALUES ((SELECT doc FROM entries WHERE id = ?), ?, ?)',
      id,
      wordsOf(searchText(alert)).join(' '),
      facets
    );
  }
  db.run('DELETE FROM unindexed WHERE id = ?', id);
}
