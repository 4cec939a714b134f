import Libsql from 'libsql';
import { JournalError } from './journal.ts';

/** What may be bound. libsql ends the whole process on anything else (a boolean, a bare Buffer instead of a list), so nothing else gets to it. */
export type Value = string | number | null | Uint8Array;

/** One column of a row as it comes back; blobs as Buffers. */
export type Column = string | number | null | Buffer;
export type Row = readonly Column[];

/** One connection to a database file. Everything above knows only this: the runtime's own `node:sqlite` could take libsql's place here. */
export interface Database {
  /** Runs statements without parameters or results. Keeps nothing open, so that `close` after nothing but `exec` is a true close. */
  exec(sql: string): void;
  /** Runs one statement; how many rows it changed. Prepared once, kept for the life of the connection. */
  run(sql: string, ...values: Value[]): number;
  get(sql: string, ...values: Value[]): Row | undefined;
  all(sql: string, ...values: Value[]): Row[];
  lastId(): number;
  inTransaction(): boolean;
  /** Files may stay open until the garbage collector has met the statements: never reuse the name of a file that was open. */
  close(): void;
}

/** Opens (or creates) a file, or `:memory:`. `key`: as hex; it is only tried when the first page is read. Throws JournalError or SqliteError. */
export function openDatabase(file: string, key?: string): Database {
  const options = key === undefined ? { timeout: 250 } : { timeout: 250, encryptionCipher: 'aes256cbc', encryptionKey: key };
  const native = new Libsql(file, options);
  const statements = new Map<string, Libsql.Statement>();
  let lastId = 0;

  const prepared = (sql: string): Libsql.Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = native.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  /** Rows as arrays: quicker, and without the field that libsql adds to objects. */
  const reading = (sql: string): Libsql.Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = native.prepare(sql).raw();
      statements.set(sql, statement);
    }
    return statement;
  };

  return {
    exec: (sql) => void native.exec(sql),
    run(sql, ...values) {
      const { changes, lastInsertRowid } = prepared(sql).run(values);
      lastId = Number(lastInsertRowid);
      return changes;
    },
    get: (sql, ...values) => reading(sql).get(values) as Row | undefined,
    all: (sql, ...values) => reading(sql).all(values) as Row[],
    lastId: () => lastId,
    inTransaction: () => native.inTransaction,
    close() {
      statements.clear();
      native.close();
    },
  };
}

/** SQLite's name for what went wrong, without the part that only specialists need: `SQLITE_IOERR_WRITE` → `SQLITE_IOERR`. */
export function failureCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^SQLITE_[A-Z]+/.exec(error.code)?.[0];
}

const FAILURES: Readonly<Record<string, JournalError['code']>> = {
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_CANTOPEN: 'broken',
  SQLITE_IOERR: 'broken',
  SQLITE_CORRUPT: 'broken',
  SQLITE_NOTADB: 'broken',
  SQLITE_BUSY: 'broken',
  SQLITE_LOCKED: 'broken',
  SQLITE_PROTOCOL: 'broken',
  SQLITE_NOMEM: 'broken',
};

/** A failure of disk or file as a JournalError; undefined where the fault is not the disk's. */
export function diskFailure(error: unknown): JournalError | undefined {
  if (error instanceof JournalError) return error;
  const code = failureCode(error);
  const failure = code === undefined ? undefined : FAILURES[code];
  return failure === undefined ? undefined : new JournalError(failure, { cause: error });
}
