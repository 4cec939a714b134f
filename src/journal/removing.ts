import type { Entry, HistoryEntry } from '../shared/inbox.ts';
import type { Column, Database } from './database.ts';
import { addHistory, deleteEntry, entryById, historyOf, insertEntry } from './entries.ts';
import type { Work } from './writer.ts';

/** An entry that was removed, with all that is needed to put it back as it was. */
export interface Removed {
  entry: Entry;
  history: HistoryEntry[];
  reminded: Column;
}

/** Forgets these for good, unless they are put back; yields what was there. */
export function removing(db: Database, ids: readonly number[], changed: (id: number) => void): Work<Removed[]> {
  return function* () {
    const removed: Removed[] = [];
    for (const id of ids) {
      const entry = entryById(db, id);
      if (entry === undefined) continue;
      const [reminded = null] = db.get('SELECT reminded FROM entries WHERE id = ?', id) ?? [];
      removed.push({ entry, history: historyOf(db, id), reminded });
      deleteEntry(db, id);
      changed(id);
      yield;
    }
    return removed;
  };
}

/** Puts entries back under the ids they had, which their keys still stand for; yields their ids. */
export function restoring(db: Database, removed: readonly Removed[], changed: (id: number) => void): Work<number[]> {
  return function* () {
    const ids: number[] = [];
    for (const { entry, history, reminded } of removed) {
      const { id, alert, decision, delivered, snoozedUntil } = entry;
      if (db.get('SELECT 1 FROM entries WHERE id = ?', id) !== undefined) continue;
      insertEntry(db, alert, id);
      db.run(
        'UPDATE entries SET deliver = ?, why = ?, delivered = ?, hidden = ?, reminded = ?, snoozed_until = ? WHERE id = ?',
        decision?.deliver ?? null,
        decision?.why ?? null,
        delivered ?? null,
        decision?.deliver === 'off' ? 1 : 0,
        reminded,
        snoozedUntil ?? null,
        id
      );
      for (const event of history) addHistory(db, id, event);
      changed(id);
      ids.push(id);
      yield;
    }
    return ids;
  };
}
