import type { Entry } from '../shared/inbox.ts';
import type { Database } from './database.ts';
import { addHistory, ENTRY, entryById, entryOf, FROM, historyOf, insertEntry, remember, seenAs } from './entries.ts';
import { adoptingIntents } from './intents.ts';
import { AT_ONCE, marking } from './marking.ts';
import type { Work, Writer } from './writer.ts';

/**
 * Takes in what another journal holds: entries that this one does not know, with what was decided and done about them; read states; all
 * keys ever seen; watermarks of streams without one; intents, where none stands here. May be done again after a kill: what is known stays
 * as it is. How many entries came.
 */
export async function adopt(db: Database, writer: Writer, old: Database, changed: (id: number) => void): Promise<number> {
  /** Its ids to ours, for its keys. */
  const ids = new Map<number, number>();
  let added = 0;
  for (let after = 0; ;) {
    const entries = old.all(`SELECT ${ENTRY} ${FROM} WHERE e.id > ? ORDER BY e.id LIMIT ?`, after, AT_ONCE).map(entryOf);
    const last = entries.at(-1);
    if (last === undefined) break;
    after = last.id;
    added += await writer.add(takingIn(db, old, entries, ids, changed));
  }
  for (let after: Uint8Array = new Uint8Array(0); ;) {
    const rows = old.all('SELECT hash, entry FROM seen WHERE hash > ? ORDER BY hash LIMIT ?', after, AT_ONCE);
    const last = rows.at(-1)?.[0];
    if (!(last instanceof Uint8Array)) break;
    after = last;
    await writer.add(function* () {
      for (const [hash, entry] of rows) {
        if (!(hash instanceof Uint8Array)) continue;
        // Ids begin at 1: a key whose entry was forgotten belongs to none.
        db.run('INSERT OR IGNORE INTO seen (hash, entry) VALUES (?, ?)', hash, ids.get(Number(entry)) ?? 0);
        yield;
      }
    });
  }
  await writer.add(function* () {
    for (const [identity, stream, value] of old.all('SELECT identity, stream, value FROM watermarks')) {
      db.run('INSERT OR IGNORE INTO watermarks (identity, stream, value) VALUES (?, ?, ?)', String(identity), String(stream), String(value));
      yield;
    }
  });
  await writer.add(adoptingIntents(db, old));
  return added;
}

function takingIn(db: Database, old: Database, entries: readonly Entry[], ids: Map<number, number>, changed: (id: number) => void): Work<number> {
  return function* () {
    let added = 0;
    for (const entry of entries) {
      const { alert } = entry;
      const known = (alert.series === undefined ? undefined : seenAs(db, alert.identity, alert.series)) ?? seenAs(db, alert.identity, alert.key);
      if (known === undefined) {
        ids.set(entry.id, insertWhole(db, old, entry, changed));
        added += 1;
      } else {
        ids.set(entry.id, known);
        if (alert.read && entryById(db, known) !== undefined) yield* marking(db, [known], true, alert.receivedAt, changed)();
      }
      yield;
    }
    return added;
  };
}

function insertWhole(db: Database, old: Database, { id: was, alert, decision, delivered }: Entry, changed: (id: number) => void): number {
  const id = insertEntry(db, alert);
  remember(db, alert.identity, alert.key, id);
  if (alert.series !== undefined) remember(db, alert.identity, alert.series, id);
  db.run(
    'UPDATE entries SET deliver = ?, why = ?, delivered = ?, hidden = ? WHERE id = ?',
    decision?.deliver ?? null,
    decision?.why ?? null,
    delivered ?? null,
    decision?.deliver === 'off' ? 1 : 0,
    id
  );
  const [reminded = null, snoozedUntil = null] = old.get('SELECT reminded, snoozed_until FROM entries WHERE id = ?', was) ?? [];
  db.run('UPDATE entries SET reminded = ?, snoozed_until = ? WHERE id = ?', reminded, snoozedUntil, id);
  for (const event of historyOf(old, was)) addHistory(db, id, event);
  changed(id);
  return id;
}
