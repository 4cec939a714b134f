import { closeSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { openDatabase, type Database } from './database.ts';
import { deleteJournal, journalName, PARTIAL, syncFile, syncFolder, type JournalFile } from './files.ts';
import { createSchema, migrate, TABLES } from './schema.ts';

/** Entries copied before the main loop turns. */
const PIECE = 500;

/**
 * Copies a plain journal into an encrypted file, and deletes the plain one. The copy takes its name only when it is whole and on disk, and
 * its name makes the plain one obsolete: after a kill at any moment either the plain one is in use, or the copy is (`tidy` ends the rest).
 * `reached` is told of each step done; for tests of such kills.
 */
export async function encryptJournal(
  folder: string,
  plain: JournalFile,
  key: string,
  turn: () => Promise<void>,
  reached: (step: 'begun' | 'copied' | 'named' | 'deleted') => void = () => undefined
): Promise<JournalFile> {
  const encrypted = { ...plain, file: journalName(plain.at, true), encrypted: true };
  const from = path.join(folder, plain.file);
  const whole = path.join(folder, encrypted.file);
  const part = whole + PARTIAL;

  const old = openDatabase(from);
  try {
    migrate(old);
    closeSync(openSync(part, 'wx', 0o600));
    const copy = openDatabase(part, key);
    try {
      createSchema(copy);
      reached('begun');
      await copyInto(copy, from, Number(old.get('SELECT max((SELECT coalesce(max(id), 0) FROM entries), (SELECT coalesce(max(id), 0) FROM stories))')?.[0] ?? 0), turn);
    } finally {
      // Nothing but exec went through it, so it is truly closed before its file is renamed.
      copy.close();
    }
  } finally {
    old.close();
  }
  syncFile(part);
  reached('copied');
  renameSync(part, whole);
  syncFolder(folder);
  reached('named');
  deleteJournal(folder, plain.file);
  reached('deleted');
  return encrypted;
}

async function copyInto(copy: Database, from: string, lastId: number, turn: () => Promise<void>): Promise<void> {
  copy.exec(`ATTACH '${from.replaceAll("'", "''")}' AS old KEY ''`);
  copy.exec('BEGIN');
  for (const [table, column] of TABLES) {
    for (const where of pieces(column, lastId)) {
      copy.exec(`INSERT INTO main.${table} SELECT * FROM old.${table} ${where}`);
      await turn();
    }
    copy.exec(`CREATE TEMP TABLE whole_${table} (same CHECK (same))`);
    copy.exec(`INSERT INTO whole_${table} SELECT (SELECT count(*) FROM main.${table}) = (SELECT count(*) FROM old.${table})`);
  }
  // Ids of what was forgotten are not given again; the search index is made anew, in idle moments.
  copy.exec(`DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM old.sqlite_sequence`);
  copy.exec('INSERT INTO main.unindexed SELECT id FROM main.entries');
  copy.exec('COMMIT');
  copy.exec('DETACH old');
}

function* pieces(column: 'id' | 'entry' | 'hash' | undefined, lastId: number): Generator<string> {
  if (column === undefined) {
    yield '';
  } else if (column === 'hash') {
    // Hashes are uniform: each first byte stands for a 256th of them.
    for (let byte = 0; byte < 256; byte++) {
      const hex = (value: number): string => value.toString(16).padStart(2, '0');
      yield byte === 255 ? `WHERE hash >= x'ff'` : `WHERE hash >= x'${hex(byte)}' AND hash < x'${hex(byte + 1)}'`;
    }
  } else {
    for (let after = 0; after < lastId; after += PIECE) yield `WHERE ${column} > ${after} AND ${column} <= ${after + PIECE}`;
  }
}
