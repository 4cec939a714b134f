import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A journal's file in its folder. */
export interface JournalFile {
  /** Name within the folder. */
  file: string;
  /** When it was begun (UTC ms), from its name. */
  at: number;
  encrypted: boolean;
}

const NAME = /^journal-(\d{1,16})(\.encrypted)?\.db$/;
/** What a copy that is not whole yet, and a first page taken for a trial, are called. */
export const PARTIAL = '.part';
/** Beside a file in which SQLite met damage while it was in use: to be checked before it is used again. */
export const DAMAGED = '.damaged';

export function journalName(at: number, encrypted: boolean): string {
  return `journal-${at}${encrypted ? '.encrypted' : ''}.db`;
}

/**
 * The journals in a folder, oldest first: the last is in use, the others were set aside. So setting aside moves nothing: a new file is
 * begun, and the old one keeps its name and its -wal. No moment exists in which a kill could part them, or give one file's log to another.
 */
export function listJournals(folder: string): JournalFile[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const match = NAME.exec(file);
      return match === null ? [] : [{ file, at: Number(match[1]), encrypted: match[2] !== undefined }];
    })
    .toSorted((left, right) => left.at - right.at || Number(left.encrypted) - Number(right.encrypted));
}

/** Deletes a journal with all that belongs to it; the file itself last, so that after a kill it is known what is left to delete. */
export function deleteJournal(folder: string, file: string): void {
  for (const part of ['-wal', '-shm', '-journal', DAMAGED, '']) rmSync(path.join(folder, file + part), { force: true });
  syncFolder(folder);
}

/** Deletes what a kill left half done: copies that never became whole, and plain files whose encrypted copy did. */
export function tidy(folder: string): void {
  for (const file of readdirSync(folder)) if (file.startsWith('journal-') && file.includes(PARTIAL)) rmSync(path.join(folder, file), { force: true });
  for (const { file, at, encrypted } of listJournals(folder)) {
    if (!encrypted && existsSync(path.join(folder, journalName(at, true)))) deleteJournal(folder, file);
  }
}

export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes names in a folder durable. Windows has no such call, and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
