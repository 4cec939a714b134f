import fs from 'node:fs';
import path from 'node:path';
import { writeAtomically } from './atomic-file.ts';

/** Stands in the data folder while everything in it is to be deleted: what a crash leaves undone is done at the next start. */
const MARK = 'delete-everything';

/** What Tradebell itself keeps. The folder may be anybody's choice (`--data-dir`): nothing else in it is touched. */
const KEPT = /^(?:journal|(?:settings|credentials)\.(?:[\w.-]+\.)?json(?:\.[\w-]+)?|tradebell(?:\.\d+)?\.log)$/;

/** From now on everything that is kept is to go. Throws the system's error where not even that can be written. */
export function markForDeletion(folder: string): void {
  writeAtomically(path.join(folder, MARK), 'Everything that Tradebell keeps here is deleted at its end, or when it starts.\n');
}

/** Deletes what is marked for it, if it is. To be called while no file is in use; throws where one cannot be deleted, and the mark stays. */
export function deleteMarked(folder: string): boolean {
  const mark = path.join(folder, MARK);
  if (!fs.existsSync(mark)) return false;
  for (const name of fs.readdirSync(folder)) if (KEPT.test(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  fs.rmSync(mark, { force: true });
  return true;
}
