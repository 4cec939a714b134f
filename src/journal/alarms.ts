import type { Awaiting } from '../shared/alarm.ts';
import type { Database } from './database.ts';

/** Of deadlines still to come, the nearest so many; further ones have their turn when these are over. */
const MOST = 1_000;

export const SNOOZED_SQL = `SELECT id, received_at, snoozed_until, deadline_at, reminded FROM entries INDEXED BY entries_snoozed
  WHERE snoozed_until IS NOT NULL ORDER BY snoozed_until LIMIT ${MOST}`;
export const DEADLINES_SQL = `SELECT id, received_at, snoozed_until, deadline_at, reminded FROM entries INDEXED BY entries_deadline
  WHERE deadline_at IS NOT NULL AND read = 0 AND deadline_at > ? ORDER BY deadline_at LIMIT ${MOST}`;

/** What is unread and may have to ring again: snoozed, or with a deadline after `now`. Each once. */
export function awaiting(db: Database, now: number): Awaiting[] {
  const found = new Map<number, Awaiting>();
  for (const [id, receivedAt, snoozedUntil, deadlineAt, reminded] of [...db.all(SNOOZED_SQL), ...db.all(DEADLINES_SQL, now)]) {
    found.set(Number(id), {
      id: Number(id),
      receivedAt: Number(receivedAt),
      ...(typeof snoozedUntil === 'number' && { snoozedUntil }),
      ...(typeof deadlineAt === 'number' && { deadlineAt }),
      ...(typeof reminded === 'number' && { reminded }),
    });
  }
  return [...found.values()];
}

/** Ends a snooze, if there is one. */
export function wake(db: Database, id: number): void {
  db.run('UPDATE entries SET snoozed_until = NULL WHERE id = ? AND snoozed_until IS NOT NULL', id);
}

/** Snoozes an entry: it has not been seen to yet, so it is unread. False where it is gone. */
export function snooze(db: Database, id: number, until: number): boolean {
  return db.run('UPDATE entries SET snoozed_until = ?, read = 0 WHERE id = ?', until, id) > 0;
}
