import fs from 'node:fs';
import path from 'node:path';
import { writeAtomically } from './atomic-file.ts';

/** Stands in the data folder while everything in it is to be deleted: what a crash leaves undone is done at the next start. */
const MARK = 'delete-everything';

/** What Tradebell itself keeps. The folder may be anybody's choice (`--data-dir`): nothing else in it is touched. */
const KEPT = /^(?:tradebell-updates|(?:settings|credentials)\.(?:[\w.-]+\.)?json(?:\.[\w-]+)?|tradebell(?:\.\d+)?\.log)$/;
/** In a folder whose name others use too. */
const JOURNAL = 'journal';
const KEPT_IN_JOURNAL = /^journal-\d+(?:\.encrypted)?\.db/;

/** From now on everything that is kept is to go. Throws the system's error where not even that can be written. */
export function markForDeletion(folder: string): void {
  writeAtomically(path.join(folder, MARK), 'Everything that Tradebell keeps here is deleted at its end, or when it starts.\n');
}

/** Deletes what is marked for it, if it is. To be called while no file is in use; throws where one cannot be deleted, and the mark stays. */
export function deleteMarked(folder: string): boolean {
  const mark = path.join(folder, MARK);
  if (!fs.existsSync(mark)) return false;
  deleteKept(folder, KEPT);
  const journal = path.join(folder, JOURNAL);
  if (fs.statSync(journal, { throwIfNoEntry: false })?.isDirectory() === true) {
    deleteKept(journal, KEPT_IN_JOURNAL);
    if (fs.readdirSync(journal).length === 0) fs.rmdirSync(journal);
  }
  fs.rmSync(mark, { force: true });
  return true;
}

function deleteKept(folder: string, kept: RegExp): void {
  for (const name of fs.readdirSync(folder)) if (kept.test(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
