import type { Decision, Delivered } from '../shared/decision.ts';
import type { Entry, HistoryEntry } from '../shared/inbox.ts';
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

/** What is to be noted about one entry. */
interface Noted {
  decision?: Decision;
  delivered?: Delivered;
  history: HistoryEntry[];
}

/** Writes what was decided and done; for an entry that is gone, nothing. What is said of one entry is written together. */
export function noting(db: Database, notes: readonly Note[], changed: (id: number) => void): Work<void> {
  const byEntry = new Map<number, Noted>();
  for (const note of notes) {
    const noted: Noted = byEntry.get(note.id) ?? { history: [] };
    byEntry.set(note.id, noted);
    if ('decision' in note) noted.decision = note.decision;
    else if ('delivered' in note) noted.delivered = note.delivered;
    noted.history.push(eventOf(note));
  }
  return function* () {
    for (const [id, noted] of byEntry) {
      if (takeNoted(db, id, noted)) {
        for (const event of noted.history) addHistory(db, id, event);
        changed(id);
      }
      yield;
    }
  };
}

function eventOf(note: Note): HistoryEntry {
  if ('decision' in note) return { at: note.at, event: 'decided', note: `${note.decision.deliver} ${note.decision.why}` };
  if ('delivered' in note) return { at: note.at, event: 'delivered', note: note.delivered };
  return { at: note.at, event: 'acted', note: note.acted };
}

function takeNoted(db: Database, id: number, { decision, delivered }: Noted): boolean {
  if (decision !== undefined) {
    const { deliver, why } = decision;
    const hidden = deliver === 'off' ? 1 : 0;
    const values = [deliver, why, delivered ?? null];
    // `hidden` is said by four indexes, which are written anew where it is set at all, and it hardly ever changes.
    return db.run(`${DECIDED} WHERE id = ? AND hidden = ?`, ...values, id, hidden) > 0 || db.run(`${DECIDED}, hidden = ? WHERE id = ?`, ...values, hidden, id) > 0;
  }
  if (delivered !== undefined) return db.run('UPDATE entries SET delivered = ? WHERE id = ?', delivered, id) > 0;
  return db.get('SELECT 1 FROM entries WHERE id = ?', id) !== undefined;
}

const DECIDED = 'UPDATE entries SET deliver = ?, why = ?, delivered = coalesce(?, delivered)';

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
