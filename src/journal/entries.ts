import type { Alert } from '../shared/alert.ts';
import type { Decision, Delivered } from '../shared/decision.ts';
import type { Entry, HistoryEntry } from '../shared/inbox.ts';
import type { Database, Row } from './database.ts';
import { keyHash } from './key-hash.ts';
import { storyKeyOf } from './story-key.ts';
import { storyChanged, storyNumber } from './story-rows.ts';

/** The columns of an entry, for every question that yields entries; `e` is entries, `b` its body. */
export const ENTRY = 'e.id, b.alert, e.read, e.deliver, e.why, e.delivered, e.snoozed_until';
export const FROM = 'FROM entries e JOIN bodies b ON b.id = e.id';

export function entryOf(row: Row): Entry {
  const [id, body, read, deliver, why, delivered, snoozedUntil] = row;
  // Checked when it was written, by the decoder's schema and this room's types; parsing 200 a page again would only cost.
  const alert: Alert = { ...(JSON.parse(String(body)) as Alert), read: read === 1 };
  const entry: Entry = { id: Number(id), alert };
  if (deliver !== null && deliver !== undefined) entry.decision = { deliver, why } as Decision;
  if (delivered !== null && delivered !== undefined) entry.delivered = delivered as Delivered;
  if (typeof snoozedUntil === 'number') entry.snoozedUntil = snoozedUntil;
  return entry;
}

export function entryById(db: Database, id: number): Entry | undefined {
  const row = db.get(`SELECT ${ENTRY} ${FROM} WHERE e.id = ?`, id);
  return row && entryOf(row);
}

/** The id under which a key or series was journaled, whether or not its entry is still held. */
export function seenAs(db: Database, identity: string, key: string): number | undefined {
  const row = db.get('SELECT entry FROM seen WHERE hash = ?', keyHash(identity, key));
  return row && Number(row[0]);
}

/** Remembers a key for good as one of this entry's. A key that is known already keeps the entry it has. */
export function remember(db: Database, identity: string, key: string, id: number): void {
  db.run('INSERT OR IGNORE INTO seen (hash, entry) VALUES (?, ?)', keyHash(identity, key), id);
}

/** Beyond this time (about the year 2248) the search index sorts by arrival: its place is 43 bits of time and 20 of number. */
const LATEST = 2 ** 43 - 2;
const PLACE = `(SELECT coalesce(max(doc) + 1, ?1 << 20) FROM entries WHERE doc >= (?1 << 20) AND doc < ((?1 + 1) << 20))`;

/** When an entry happened, as far as its place in the search index can say it. */
export const placeOf = (occurredAt: number): number => Math.min(Math.max(0, occurredAt), LATEST);

const bodyOf = (alert: Alert): string => {
  const { read: _, ...body } = alert;
  return JSON.stringify(body);
};

/** What entries are listed and counted by. */
const columnsOf = (alert: Alert): [column: string, value: string | number | null][] => [
  ['connection_id', alert.connectionId],
  ['category', alert.category],
  ['occurred_at', alert.occurredAt],
  ['received_at', alert.receivedAt],
  ['read', alert.read ? 1 : 0],
  ['deadline_at', alert.deadlineAt ?? null],
];

/** Writes a new entry, undecided and unindexed. `was`: its id, where it had one before. */
export function insertEntry(db: Database, alert: Alert, was?: number): number {
  const story = storyNumber(db, storyKeyOf(alert));
  db.run(
    `INSERT INTO entries (doc, connection_id, category, occurred_at, received_at, read, deadline_at, story, id)
     VALUES (${PLACE}, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    placeOf(alert.occurredAt),
    alert.connectionId,
    alert.category,
    alert.occurredAt,
    alert.receivedAt,
    alert.read ? 1 : 0,
    alert.deadlineAt ?? null,
    story,
    was ?? null
  );
  const id = was ?? db.lastId();
  db.run('INSERT INTO bodies (id, alert) VALUES (?, ?)', id, bodyOf(alert));
  db.run('INSERT OR IGNORE INTO unindexed (id) VALUES (?)', id);
  storyChanged(db, story, { now: alert.category });
  return id;
}

/** Writes what an entry's alert has become; to be indexed anew. */
export function updateEntry(db: Database, held: Entry, alert: Alert): void {
  if (placeOf(alert.occurredAt) !== placeOf(held.alert.occurredAt)) {
    db.run('DELETE FROM search WHERE rowid = (SELECT doc FROM entries WHERE id = ?)', held.id);
    db.run(`UPDATE entries SET doc = ${PLACE} WHERE id = ?2`, placeOf(alert.occurredAt), held.id);
  }
  // Only what differs: every index that says one of these columns would be written anew.
  const before = columnsOf(held.alert);
  const changes = columnsOf(alert).filter(([, value], index) => before[index]?.[1] !== value);
  if (changes.length > 0) {
    db.run(`UPDATE entries SET ${changes.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`, ...changes.map(([, value]) => value), held.id);
  }
  // Of a deadline that is farther away than it was, nobody has been reminded.
  if ((alert.deadlineAt ?? 0) > (held.alert.deadlineAt ?? Infinity)) db.run('UPDATE entries SET reminded = NULL WHERE id = ? AND reminded IS NOT NULL', held.id);
  db.run('UPDATE bodies SET alert = ? WHERE id = ?', bodyOf(alert), held.id);
  db.run('INSERT OR IGNORE INTO unindexed (id) VALUES (?)', held.id);
  retell(db, held, alert, changes.length > 0);
}

/** What it became may belong to another story (a payment whose order is known by now), or be the last that was said there no longer. */
function retell(db: Database, held: Entry, alert: Alert, moved: boolean): void {
  const [before, now] = [storyKeyOf(held.alert), storyKeyOf(alert)];
  const same = before?.identity === now?.identity && before?.subject === now?.subject;
  if (same && !moved) return;
  const old = storyOf(db, held.id);
  const story = same ? old : storyNumber(db, now);
  if (!same) db.run('UPDATE entries SET story = ? WHERE id = ?', story, held.id);
  if (!same) storyChanged(db, old, { before: held.alert.category });
  storyChanged(db, story, { before: held.alert.category, now: alert.category });
}

function storyOf(db: Database, id: number): number | null {
  const story = db.get('SELECT story FROM entries WHERE id = ?', id)?.[0];
  return typeof story === 'number' ? story : null;
}

/** Forgets an entry and its history. Its keys stay: what was removed does not ring again. */
export function deleteEntry(db: Database, id: number): void {
  const story = storyOf(db, id);
  db.run('DELETE FROM search WHERE rowid = (SELECT doc FROM entries WHERE id = ?)', id);
  for (const table of ['unindexed', 'bodies', 'entries']) db.run(`DELETE FROM ${table} WHERE id = ?`, id);
  db.run('DELETE FROM history WHERE entry = ?', id);
  storyChanged(db, story, { before: 'chat' });
}

const NOTE_LENGTH = 500;

export function addHistory(db: Database, id: number, { at, event, note }: HistoryEntry): void {
  db.run(
    'INSERT INTO history (entry, n, at, event, note) VALUES (?1, (SELECT coalesce(max(n), 0) + 1 FROM history WHERE entry = ?1), ?2, ?3, ?4)',
    id,
    at,
    event,
    note.slice(0, NOTE_LENGTH)
  );
}

export function historyOf(db: Database, id: number): HistoryEntry[] {
  return db
    .all('SELECT at, event, note FROM history WHERE entry = ? ORDER BY n', id)
    .map(([at, event, note]) => ({ at: Number(at), event: event as HistoryEntry['event'], note: String(note) }));
}
