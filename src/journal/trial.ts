import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { failureCode, openDatabase } from './database.ts';
import { PARTIAL } from './files.ts';

/** More than the largest page that SQLite knows. */
const FIRST_BYTES = 64 * 1024;

/**
 * Whether a key (none: plain) fits a file; `false` for a damaged first page too, which looks the same. Tried on a copy of the first page:
 * a connection with a wrong key, when it closes, could write the -wal of the real file back through that key.
 */
export function keyFits(file: string, key: string | undefined): boolean {
  const first = firstBytes(file);
  // An empty file is one that was just begun.
  if (first.byteLength === 0) return true;
  const copy = `${file}${PARTIAL}.trial`;
  writeFileSync(copy, first, { mode: 0o600 });
  try {
    const db = openDatabase(copy, key);
    try {
      // Only exec: the connection is to be gone before its file is.
      db.exec('SELECT count(*) FROM sqlite_master');
    } finally {
      db.close();
    }
    return true;
  } catch (error) {
    const code = failureCode(error);
    // Any other complaint (the rest of the file is missing) comes after the first page was understood.
    if (code === undefined) throw error;
    return code !== 'SQLITE_NOTADB';
  } finally {
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(copy + part, { force: true });
  }
}

function firstBytes(file: string): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(FIRST_BYTES);
    return bytes.subarray(0, readSync(handle, bytes, 0, FIRST_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}
