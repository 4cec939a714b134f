import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../shared/clock.ts';
import { diskFailure, failureCode, openDatabase } from './database.ts';
import { encryptJournal } from './encrypt.ts';
import { DAMAGED, deleteJournal, journalName, listJournals, tidy, type JournalFile } from './files.ts';
import type { Journal } from './journal.ts';
import { openJournal, turn, type FileJournal, type JournalOptions } from './open-journal.ts';
import { migrate } from './schema.ts';
import { keyFits } from './trial.ts';

/** The key of the journal: `none` where there is no keyring to hold one, `lost` where there was one that cannot be read now. */
export type JournalKey = { state: 'kept'; key: string } | { state: 'none' } | { state: 'lost' };

/** Where keys come from (vault/). */
export interface JournalKeys {
  /** The key; made at the first call. */
  current(): Promise<JournalKey>;
  /** A new key in place of a lost one; `none` without a keyring. */
  renew(): Promise<JournalKey>;
  /** Earlier keys that can be read now: for a journal that was set aside. */
  earlier(): Promise<string[]>;
}

export interface JournalPlace extends Omit<JournalOptions, 'file' | 'key'> {
  /** Holds the journals, and nothing else; made where missing. */
  folder: string;
  keys: JournalKeys;
}

/**
 * Why a journal was set aside: its key is gone; its first page cannot be read with the key (another key, or damaged: nobody can tell);
 * or SQLite found it damaged.
 */
export type SetAsideReason = 'key-lost' | 'unreadable' | 'damaged';

/** A journal in use: how it is kept, and what it took the place of in this start. */
export interface OpenJournal {
  state: 'encrypted' | 'plain';
  journal: Journal;
  replaced?: { file: string; why: SetAsideReason };
  /** Files of earlier journals that could not be opened; `at`: when they were set aside (UTC ms). */
  setAside(): { file: string; at: number }[];
  /** Tries to open one with the keys there are now; takes in what it holds, and deletes it. `unreadable`: it stays as it is. */
  retry(file: string): Promise<'taken-in' | SetAsideReason>;
  /** Deletes one, for good. Throws for a file that was not set aside. */
  deleteSetAside(file: string): void;
}

/** No journal: the disk forbids it, or its file is from a newer version or in use elsewhere (`error` says). Nothing was set aside. */
export interface NoJournal {
  state: 'read-only' | 'full' | 'broken';
  error: Error;
}

/**
 * Opens the journal in whatever state file and key are. A plain one is encrypted once there is a key; one that cannot be opened is set
 * aside, never touched, and a new one begun.
 */
export async function openJournalIn(place: JournalPlace): Promise<OpenJournal | NoJournal> {
  try {
    return await open(place);
  } catch (error) {
    return { state: stateOf(error), error: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function open(place: JournalPlace): Promise<OpenJournal> {
  const { folder, keys } = place;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  tidy(folder);
  const found = await keys.current();
  const renewed = found.state === 'lost' ? await keys.renew() : found;
  const key = renewed.state === 'kept' ? renewed.key : undefined;
  const latest = listJournals(folder).at(-1);
  if (latest === undefined) return opened(place, begin(place, 0, key), key);

  const why = obstacle(folder, latest, key, found.state);
  if (why === undefined) {
    try {
      const file = key !== undefined && !latest.encrypted ? await encryptJournal(folder, latest, key, place.turn ?? turn) : latest;
      return opened(place, file, key);
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
  const replaced = { file: latest.file, why: why ?? ('damaged' as const) };
  return { ...opened(place, begin(place, latest.at, key), key), replaced };
}

/** What keeps a file from being opened, as far as can be seen without opening it. */
function obstacle(folder: string, { file, encrypted }: JournalFile, key: string | undefined, found: JournalKey['state']): SetAsideReason | undefined {
  if (encrypted && (found !== 'kept' || key === undefined)) return 'key-lost';
  const full = path.join(folder, file);
  if (!keyFits(full, encrypted ? key : undefined)) return encrypted ? 'unreadable' : 'damaged';
  if (!existsSync(full + DAMAGED)) return undefined;
  if (!isSound(full, encrypted ? key : undefined)) return 'damaged';
  rmSync(full + DAMAGED, { force: true });
  return undefined;
}

/** Reads the whole file; so only where damage was met. */
function isSound(file: string, key: string | undefined): boolean {
  const db = openDatabase(file, key);
  try {
    return db.all('PRAGMA quick_check(1)')[0]?.[0] === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    db.close();
  }
}

/** A name later than any before, whatever the machine's clock says. */
function begin(place: JournalPlace, after: number, key: string | undefined): JournalFile {
  const at = Math.max((place.clock ?? systemClock).now(), after + 1);
  return { file: journalName(at, key !== undefined), at, encrypted: key !== undefined };
}

function opened(place: JournalPlace, { file, encrypted }: JournalFile, key: string | undefined): OpenJournal {
  const { folder, keys, ...options } = place;
  const full = path.join(folder, file);
  const trouble = (error: unknown): void => {
    options.trouble?.(error);
    if (isDamage(error)) mark(full, options.trouble);
  };
  const journal = openJournal({ ...options, file: full, trouble, ...(encrypted && key !== undefined && { key }) });
  const setAside = (): { file: string; at: number }[] => {
    const all = listJournals(folder);
    return all.slice(0, -1).map((one, index) => ({ file: one.file, at: all[index + 1]?.at ?? one.at }));
  };
  const known = (name: string): void => {
    if (!setAside().some((one) => one.file === name)) throw new Error(`${name} is not a journal that was set aside`);
  };
  return {
    state: encrypted ? 'encrypted' : 'plain',
    journal,
    setAside,
    async retry(name) {
      known(name);
      return retry(journal, folder, name, keys);
    },
    deleteSetAside(name) {
      known(name);
      deleteJournal(folder, name);
    },
  };
}

async function retry(journal: FileJournal, folder: string, name: string, keys: JournalKeys): Promise<'taken-in' | SetAsideReason> {
  const full = path.join(folder, name);
  const current = await keys.current();
  const candidates = [...(current.state === 'kept' ? [current.key] : []), ...(await keys.earlier())];
  const encrypted = listJournals(folder).some((one) => one.file === name && one.encrypted);
  if (encrypted && candidates.length === 0) return 'key-lost';
  const fitting = encrypted ? candidates.find((key) => keyFits(full, key)) : undefined;
  if (encrypted ? fitting === undefined : !keyFits(full, undefined)) return 'unreadable';
  if (!isSound(full, fitting)) return 'damaged';
  const old = openDatabase(full, fitting);
  try {
    migrate(old);
    await journal.adopt(old);
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  } finally {
    old.close();
  }
  deleteJournal(folder, name);
  return 'taken-in';
}

function mark(file: string, trouble: ((error: unknown) => void) | undefined): void {
  try {
    writeFileSync(file + DAMAGED, '', { mode: 0o600 });
  } catch (error) {
    trouble?.(error);
  }
}

function isDamage(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(failureCode(cause) ?? '');
}

const BY_SYSTEM: Readonly<Record<string, NoJournal['state']>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

function stateOf(error: unknown): NoJournal['state'] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return BY_SYSTEM[code] ?? diskFailure(error)?.code ?? 'broken';
}
