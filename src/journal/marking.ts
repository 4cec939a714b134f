import type { Entry } from '../shared/inbox.ts';
import type { Database } from './database.ts';
import { addHistory, deleteEntry, entryById } from './entries.ts';
import type { Note } from './journal.ts';
import type { Work } from './writer.ts';

/** Ids of one transaction, where many are changed: the log stays short, and what comes in meanwhile does not wait for all of them. */
export const AT_ONCE = 250;

/** Sets read or unread; yields the entries, as they were, that were not so already. */
export function marking(db: Database, ids: readonly number[], read: boolean, at: number, changed: (id: number) => void): Work<Entry[]> {
  return function* () {
    const entries: Entry[] = [];
    for (const id of ids) {
      const entry = entryById(db, id);
      if (entry === undefined || entry.alert.read === read) continue;
      db.run('UPDATE entries SET read = ? WHERE id = ?', read ? 1 : 0, id);
      addHistory(db, id, { at, event: read ? 'read' : 'unread', note: 'here' });
      changed(id);
      entries.push(entry);
      yield;
    }
    return entries;
  };
}

/** Writes what was decided and done; for an entry that is gone, nothing. */
export function noting(db: Database, notes: readonly Note[], changed: (id: number) => void): Work<void> {
  return function* () {
    for (const note of notes) {
      if (takeNote(db, note)) changed(note.id);
      yield;
    }
  };
}

function takeNote(db: Database, note: Note): boolean {
  const { id, at } = note;
  if ('decision' in note) {
    const { deliver, why } = note.decision;
    const sql = 'UPDATE entries SET deliver = ?, why = ?, hidden = ? WHERE id = ?';
    if (db.run(sql, deliver, why, deliver === 'off' ? 1 : 0, id) === 0) return false;
    addHistory(db, id, { at, event: 'decided', note: `${deliver} ${why}` });
  } else if ('delivered' in note) {
    if (db.run('UPDATE entries SET delivered = ? WHERE id = ?', note.delivered, id) === 0) return false;
    addHistory(db, id, { at, event: 'delivered', note: note.delivered });
  } else {
    if (db.get('SELECT 1 FROM entries WHERE id = ?', id) === undefined) return false;
    addHistory(db, id, { at, event: 'acted', note: note.acted });
  }
  return true;
}

/** Forgets some of the oldest entries that happened before; how many. */
export function forgetting(db: Database, before: number, changed: (id: number) => void): Work<number> {
  return function* () {
    const rows = db.all(
      `SELECT id FROM entries INDEXED BY entries_list
       WHERE occurred_at < ? AND deliver IS NOT NULL AND delivered IS NOT NULL ORDER BY occurred_at LIMIT ?`,
      before,
      AT_ONCE
    );
    for (const [id] of rows) {
      deleteEntry(db, Number(id));
      changed(Number(id));
      yield;
    }
    return rows.length;
  };
}
