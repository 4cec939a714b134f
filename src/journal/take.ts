import type { Alert, Amendment } from '../shared/alert.ts';
import type { Item } from '../shared/batch.ts';
import type { Entry } from '../shared/inbox.ts';
import type { Database } from './database.ts';
import { wake } from './alarms.ts';
import { addHistory, entryById, insertEntry, remember, seenAs, updateEntry } from './entries.ts';
import type { Merge, Written } from './journal.ts';

export interface Taking {
  db: Database;
  merge: Merge;
  now(): number;
  /** Told of each entry that is not as it was. */
  changed(id: number): void;
}

/** Writes one item of a batch; to be called within a transaction. Later items see what earlier ones wrote. */
export function takeItem(taking: Taking, identity: string, item: Item): Written {
  if (item.type === 'alert') return takeAlert(taking, item.alert);
  const id = seenAs(taking.db, identity, item.key);
  const held = id === undefined ? undefined : entryById(taking.db, id);
  if (held === undefined) return { outcome: 'unknown' };
  return become(taking, held, item.type === 'read' ? { ...held.alert, read: true } : amended(held.alert, item.amendment));
}

function takeAlert(taking: Taking, alert: Alert): Written {
  const { db } = taking;
  const { identity, key, series } = alert;
  const known = (series === undefined ? undefined : seenAs(db, identity, series)) ?? seenAs(db, identity, key);
  if (known === undefined) {
    const id = insertEntry(db, alert);
    remember(db, identity, key, id);
    if (series !== undefined && series !== key) remember(db, identity, series, id);
    addHistory(db, id, { at: alert.receivedAt, event: 'received', note: alert.road });
    taking.changed(id);
    return { outcome: 'new', entry: { id, alert } };
  }
  remember(db, identity, key, known);
  if (series !== undefined) remember(db, identity, series, known);
  const held = entryById(db, known);
  // Seen, but removed since: it stays removed.
  if (held === undefined) return { outcome: 'duplicate' };
  return become(taking, held, taking.merge(held.alert, alert) ?? held.alert);
}

/**
 * The held entry takes this form. What was read here never becomes unread by what a server says; but where a forgery gave way to what the
 * server does stand by, nobody has read that yet.
 */
function become(taking: Taking, held: Entry, wanted: Alert): Written {
  const restored = held.alert.confirmation === 'refuted' && wanted.confirmation === 'confirmed' && wanted.frame !== held.alert.frame;
  const alert = wanted.read || !held.alert.read || restored ? wanted : { ...wanted, read: true };
  const fields = differing(held.alert, alert);
  if (fields.length === 0) return { outcome: 'duplicate', entry: held };
  const { snoozedUntil, ...rest } = held;
  const wasRead = alert.read && !held.alert.read;
  const entry = { ...rest, alert, ...(snoozedUntil === undefined || wasRead ? {} : { snoozedUntil }) };
  const at = taking.now();
  if (fields.length === 1 && fields[0] === 'read') {
    taking.db.run('UPDATE entries SET read = 1 WHERE id = ?', held.id);
  } else {
    updateEntry(taking.db, held, alert);
    addHistory(taking.db, held.id, { at, event: 'amended', note: fields.filter((field) => field !== 'read').join(', ') });
  }
  if (wasRead) {
    wake(taking.db, held.id);
    addHistory(taking.db, held.id, { at, event: 'read', note: 'on the node' });
  }
  taking.changed(held.id);
  return { outcome: 'amended', entry };
}

function amended(alert: Alert, amendment: Amendment): Alert {
  const learned = Object.fromEntries(Object.entries(amendment).filter(([, value]) => value !== undefined));
  return { ...alert, ...learned };
}

/** Names of the fields in which two alerts differ, sorted. */
function differing(before: Alert, after: Alert): (keyof Alert)[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof Alert)[]);
  return [...names].filter((name) => !same(before[name], after[name])).toSorted();
}

/** Equal as data: the order of an object's fields says nothing, and an absent field is an undefined one. */
function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => same(Reflect.get(left, name), Reflect.get(right, name)));
}
