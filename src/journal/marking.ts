import type { Decision, Delivered } from '../shared/decision.ts';
import type { Entry, HistoryEntry } from '../shared/inbox.ts';
import { snooze, wake } from './alarms.ts';
import type { Database } from './database.ts';
import { addHistory, entryById } from './entries.ts';
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
      if (read) wake(db, id);
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
  /** Decided about once more: what was done before is over. */
  anew?: true;
  /** `null`: not any more. */
  snoozedUntil?: number | null;
  reminded?: number;
  history: HistoryEntry[];
}

/** Writes what was decided and done; for an entry that is gone, nothing. What is said of one entry is written together. */
export function noting(db: Database, notes: readonly Note[], changed: (id: number) => void): Work<void> {
  const byEntry = new Map<number, Noted>();
  for (const note of notes) {
    const noted: Noted = byEntry.get(note.id) ?? { history: [] };
    byEntry.set(note.id, noted);
    if ('decision' in note) {
      noted.decision = note.decision;
      if (note.anew === true) {
        noted.anew = true;
        delete noted.delivered;
      }
    } else if ('delivered' in note) noted.delivered = note.delivered;
    else if ('snoozedUntil' in note) noted.snoozedUntil = note.snoozedUntil;
    else if ('reminded' in note) noted.reminded = note.reminded;
    const event = eventOf(note);
    if (event !== undefined) noted.history.push(event);
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

/** A reminder tells of itself by its decision, and a snooze that ends by what ends it. */
function eventOf(note: Note): HistoryEntry | undefined {
  if ('decision' in note) return { at: note.at, event: 'decided', note: `${note.decision.deliver} ${note.decision.why}` };
  if ('delivered' in note) return { at: note.at, event: 'delivered', note: note.delivered };
  if ('acted' in note) return { at: note.at, event: 'acted', note: note.acted };
  if ('snoozedUntil' in note && note.snoozedUntil !== null) return { at: note.at, event: 'snoozed', note: String(note.snoozedUntil) };
  return undefined;
}

function takeNoted(db: Database, id: number, noted: Noted): boolean {
  const { decision, delivered, anew, snoozedUntil, reminded } = noted;
  if (snoozedUntil === null) wake(db, id);
  else if (snoozedUntil !== undefined) snooze(db, id, snoozedUntil);
  if (reminded !== undefined) db.run('UPDATE entries SET reminded = ? WHERE id = ?', reminded, id);
  if (anew === true) db.run('UPDATE entries SET delivered = NULL WHERE id = ?', id);
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
