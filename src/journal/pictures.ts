import type { Database } from './database.ts';
import type { Work } from './writer.ts';

/** What pictures may take together, in bytes; the least recently used go first. */
export const PICTURE_BYTES = 50 * 1024 * 1024;

/** A touch within this time of the last one is not written: a page of the inbox shows the same pictures again and again. */
const TOUCH_AFTER_MS = 24 * 60 * 60 * 1000;

export interface Picture {
  type: string;
  bytes: Uint8Array;
  /** Whether it is to be touched, so that it stays. */
  stale: boolean;
}

export function findPicture(db: Database, id: string, now: number): Picture | undefined {
  const row = db.get('SELECT type, bytes, used FROM pictures WHERE id = ?', id);
  if (row === undefined || !(row[1] instanceof Uint8Array)) return undefined;
  return { type: String(row[0]), bytes: row[1], stale: Math.abs(now - Number(row[2])) > TOUCH_AFTER_MS };
}

export function touchPicture(db: Database, id: string, now: number): Work<void> {
  return function* () {
    db.run('UPDATE pictures SET used = ? WHERE id = ?', now, id);
    yield;
  };
}

/** Keeps a picture and makes room for it. */
export function keepPicture(db: Database, id: string, type: string, bytes: Uint8Array, now: number, limit: number): Work<void> {
  return function* () {
    db.run('INSERT OR REPLACE INTO pictures (id, type, size, used, bytes) VALUES (?, ?, ?, ?, ?)', id, type, bytes.byteLength, now, bytes);
    // A sum over a narrow index of some thousand pictures at most; pictures are few and come rarely.
    let excess = Number(db.get('SELECT total(size) FROM pictures INDEXED BY pictures_used')?.[0] ?? 0) - limit;
    while (excess > 0) {
      yield;
      const oldest = db.get('SELECT id, size FROM pictures INDEXED BY pictures_used WHERE id <> ? ORDER BY used, id LIMIT 1', id);
      if (oldest === undefined) break;
      db.run('DELETE FROM pictures WHERE id = ?', String(oldest[0]));
      excess -= Number(oldest[1]);
    }
  };
}
