import { statSync } from 'node:fs';
import type { Database } from './database.ts';

/** What the log may hold before it is copied into the file: little enough to be copied and synced in a few milliseconds. */
const LOG_BYTES = 512 * 1024;

/** Copies what no reader's snapshot needs any more; never waits for one. */
export const CHECKPOINT = 'PRAGMA wal_checkpoint(PASSIVE)';

/** A log that is too long is copied into the file. The file of the log is cut when it begins anew (journal_size_limit), so its size tells. */
export function keepLogShort(db: Database, file: string): void {
  const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  // Readers keep no snapshot between turns, so all of it is copied, and the log begins anew with the next write.
  if (size > LOG_BYTES) db.all(CHECKPOINT);
}
