import { chmodSync, closeSync, openSync } from 'node:fs';
import { setImmediate as immediate } from 'node:timers';
import type { Alert } from '../shared/alert.ts';
import type { Batch } from '../shared/batch.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import type { Cursor, Entry, InboxFilter } from '../shared/inbox.ts';
import { adopt } from './adopt.ts';
import { awaiting } from './alarms.ts';
import { CHECKPOINT, keepLogShort } from './checkpoint.ts';
import { diskFailure, openDatabase, type Database } from './database.ts';
import { entryById, historyOf, seenAs } from './entries.ts';
import { forget, forgetAll } from './forgetting.ts';
import { indexing } from './indexing.ts';
import { doubting, ending, intending, intentOf } from './intents.ts';
import type { Journal, Merge, Written } from './journal.ts';
import { AT_ONCE, marking, noting } from './marking.ts';
import { findPicture, keepPicture, PICTURE_BYTES, touchPicture } from './pictures.ts';
import { countEntries, countMissed, countUnread, queryEntries, unsettledEntries } from './query.ts';
import { removing, restoring, type Removed } from './removing.ts';
import { migrate } from './schema.ts';
import { chats, storyEntries } from './stories.ts';
import { takeItem } from './take.ts';
import { createWriter, type Work } from './writer.ts';

export interface JournalOptions {
  /** Path, or `:memory:` for one that is gone when closed (replay). */
  file: string;
  /** 64 hex digits; absent: a plain file. */
  key?: string;
  merge: Merge;
  clock?: Pick<Clock, 'now' | 'elapsed'>;
  /** All that a search shall find an alert by, as one text. */
  searchText(alert: Alert): string;
  /** How long the main loop may be held at a time, in ms. */
  sliceMs?: number;
  /** Lets the main loop turn once. */
  turn?(): Promise<void>;
  /** Told what failed: writes (whose caller is told as well), indexing and checkpoints, for which nobody waits. */
  trouble?(error: unknown): void;
  /** What pictures may take together, in bytes. */
  pictureBytes?: number;
  /** The file may have this many pages of 4 KiB; more is a full disk. */
  maxPages?: number;
}

/** A journal whose file is at hand. */
export interface FileJournal extends Journal {
  /** Takes in what another journal's file holds; how many entries came. */
  adopt(old: Database): Promise<number>;
}

export const turn = (): Promise<void> => new Promise((resolve) => void immediate(resolve));

/**
 * Opens a journal, creating or migrating its file (mode 0600). Throws NewerJournal, or what SQLite says: SQLITE_NOTADB for a wrong key.
 * Which file and key, and what becomes of a file that cannot be opened: open.ts.
 */
export function openJournal(options: JournalOptions): FileJournal {
  const { merge, searchText, clock = systemClock, sliceMs = 2 } = options;
  const connected = connect(options);
  const { db, reader } = connected;
  const listeners = new Set<(ids: readonly number[]) => void>();
  let touched = new Set<number>();
  const changed = (id: number): void => void touched.add(id);

  const writer = createWriter({
    db,
    clock,
    sliceMs,
    turn: options.turn ?? turn,
    chores: [indexing(db, searchText, clock, sliceMs)],
    upkeep: connected.upkeep,
    committed() {
      if (touched.size === 0) return;
      const ids = [...touched];
      touched = new Set();
      // Apart from the writer: what a listener throws is the listener's.
      for (const listener of listeners) queueMicrotask(() => listener(ids));
    },
    undone: () => touched.clear(),
    trouble: options.trouble ?? (() => undefined),
  });
  // A kill may have left rows unindexed.
  writer.wake();

  const taking = { db, merge, now: clock.now, changed };
  const writing = ({ identity, items, watermarks }: Batch): Work<Written[]> =>
    function* () {
      const written: Written[] = [];
      for (const item of items) {
        written.push(takeItem(taking, identity, item));
        yield;
      }
      for (const [stream, value] of Object.entries(watermarks ?? {})) {
        db.run('INSERT OR REPLACE INTO watermarks (identity, stream, value) VALUES (?, ?, ?)', identity, stream, value);
      }
      return written;
    };

  const mark = async (ids: readonly number[], read: boolean, at: number): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      entries.push(...(await writer.add(marking(db, ids.slice(from, from + AT_ONCE), read, at, changed))));
    }
    return entries;
  };
  const markMatching = async (filter: InboxFilter, at: number): Promise<Entry[]> => {
    const entries: Entry[] = [];
    if (filter.unread === false) return entries;
    for (let before: Cursor | undefined; ;) {
      const page = queryEntries(reader, { ...filter, unread: true, limit: AT_ONCE, ...(before && { before }) }, searchText);
      const last = page.at(-1);
      if (last === undefined) return entries;
      before = { occurredAt: last.alert.occurredAt, id: last.id };
      entries.push(...(await mark(page.map(({ id }) => id), true, at)));
    }
  };

  return {
    write: (batch) => writer.add(writing(batch)),
    note: (notes) => writer.add(noting(db, notes, changed)),
    unsettled: (limit, afterId = 0) => unsettledEntries(reader, limit, afterId),
    query: (query) => queryEntries(reader, query, searchText),
    story: (query) => storyEntries(reader, query),
    chats: (before, limit) => chats(reader, before, limit),
    counts: () => countEntries(reader),
    unread: () => countUnread(reader),
    entry: (id) => entryById(reader, id),
    entryByKey(identity, key) {
      const id = seenAs(reader, identity, key);
      return id === undefined ? undefined : entryById(reader, id);
    },
    history: (id) => historyOf(reader, id),
    awaiting: (now) => awaiting(reader, now),
    missed: (connectionId, happenedSince, receivedSince) => countMissed(reader, connectionId, happenedSince, receivedSince),
    markRead: (which, at) => (isIds(which) ? mark(which, true, at) : markMatching(which, at)),
    markUnread: (ids, at) => mark(ids, false, at),
    forget: (before, now = clock.now()) => forget({ db, writer, changed }, before, now),
    forgetAll: () => forgetAll({ db, writer, changed }),
    async remove(ids) {
      const removed: Removed[] = [];
      for (let from = 0; from < ids.length; from += AT_ONCE) removed.push(...(await writer.add(removing(db, ids.slice(from, from + AT_ONCE), changed))));
      return removed;
    },
    async restore(removed) {
      const ids: number[] = [];
      for (let from = 0; from < removed.length; from += AT_ONCE) ids.push(...(await writer.add(restoring(db, removed.slice(from, from + AT_ONCE), changed))));
      return ids;
    },
    watermarks(identity) {
      const rows = reader.all('SELECT stream, value FROM watermarks WHERE identity = ?', identity);
      return Object.fromEntries(rows.map(([stream, value]) => [String(stream), String(value)]));
    },
    intend: (identity, subject, verb, at) => writer.add(intending(db, identity, subject, verb, at)),
    intentDone: (identity, subject, outcome) => writer.add(ending(db, identity, subject, outcome)),
    intent: (identity, subject) => intentOf(reader, identity, subject),
    doubtOpenIntents: () => writer.add(doubting(db)),
    picture(id) {
      const picture = findPicture(reader, id, clock.now());
      if (picture === undefined) return undefined;
      // Whether it is touched in time only decides how long it is kept; a failure is said by `trouble`.
      if (picture.stale) writer.add(touchPicture(db, id, clock.now())).catch(() => undefined);
      return { type: picture.type, bytes: picture.bytes };
    },
    keepPicture: (id, type, bytes) => writer.add(keepPicture(db, id, type, bytes, clock.now(), options.pictureBytes ?? PICTURE_BYTES)),
    onChange(listener) {
      // Wrapped, so that the same function given twice is told twice, and each stop ends its own.
      const told = (ids: readonly number[]): void => listener(ids);
      listeners.add(told);
      return () => void listeners.delete(told);
    },
    idle: () => writer.idle(),
    adopt: (old) => adopt(db, writer, old, changed),
    async close() {
      await writer.end();
      connected.close();
    },
  };
}

const isIds = (which: readonly number[] | InboxFilter): which is readonly number[] => Array.isArray(which);

interface Connected {
  db: Database;
  /** Sees only what was committed. In memory there is one connection, which sees a batch while it is being written. */
  reader: Database;
  upkeep(): void;
  close(): void;
}

/** KiB that each connection may keep of the file. The writer's is also what one commit may have to write. */
const WRITER_CACHE = 2048;
const READER_CACHE = 4096;

function connect({ file, key, maxPages }: JournalOptions): Connected {
  if (file === ':memory:') {
    const db = openDatabase(file);
    migrate(db);
    return { db, reader: db, upkeep: () => undefined, close: () => db.close() };
  }
  // Made before SQLite would make it readable by others; -wal and -shm take its mode.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const db = openDatabase(file, key);
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 0');
    db.exec(`PRAGMA cache_size = -${WRITER_CACHE}`);
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
    migrate(db);
  } catch (error) {
    db.close();
    throw error;
  }
  const reader = openDatabase(file, key);
  reader.exec(`PRAGMA query_only = ON; PRAGMA cache_size = -${READER_CACHE}`);
  let closed = false;
  return {
    db,
    reader,
    upkeep: () => keepLogShort(db, file),
    close() {
      if (closed) return;
      closed = true;
      reader.close();
      copyLog(db);
      db.close();
    },
  };
}

/** SQLite would do it when the closed connection is collected, which may be any time. What cannot be copied now stays in the log, which is as durable. */
function copyLog(db: Database): void {
  try {
    db.all(CHECKPOINT);
  } catch (error) {
    if (diskFailure(error) === undefined) throw error;
  }
}
