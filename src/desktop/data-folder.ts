import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The whole path of a folder that was given, which is made where there is none. Throws the system's error where nothing may be kept there:
 * without its lock in it Tradebell would take itself for one that runs already, and end without a word.
 */
export function usableFolder(given: string): string {
  const folder = path.resolve(given);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // Tried, not asked: what a mode says is not all that counts.
    rmdirSync(mkdtempSync(path.join(folder, '.tradebell-')));
  } catch (error) {
    // A full disk is no reason not to ring.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))) throw error;
  }
  return folder;
}
