import { createHash } from 'node:crypto';
import { chmodSync, closeSync, constants, copyFileSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { UpdateError } from './update-error.ts';

const PIECE = 1024 * 1024;

/**
 * Puts a copy of a program in the place of another, in one step: a kill or a power cut at any moment leaves the old one or the new one. Answers
 * false where it was not to be any more, which is asked last. Throws where the copy's hash (SHA-512 in base64) is not the one given, or there is
 * trouble with the disk; then the old one stays.
 */
export function replaceWhole(fresh: string, place: string, sha512: string, isStillWanted: () => boolean): boolean {
  if (!isStillWanted()) return false;
  removeAbandoned(place);
  // By a name of its own: two processes may be at it, and what they make must not become one file.
  const beside = `${place}.${process.pid}.new`;
  try {
    // The download may lie on another disk: there a rename is none. Nor is anything written to where a link leads that was laid there.
    copyFileSync(fresh, beside, constants.COPYFILE_EXCL);
    chmodSync(beside, (statSync(place).mode & 0o777) | 0o500);
    // It was checked when it was downloaded, which may be days ago.
    if (hashToDisk(beside) !== sha512) throw new UpdateError('corrupt', 'the download was changed since it was checked');
    if (!isStillWanted()) return false;
    renameSync(beside, place);
    return true;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Without being on the disk first, a power cut could leave a name with nothing behind it. */
function hashToDisk(file: string): string {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
    const hash = createHash('sha512');
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) hash.update(piece.subarray(0, read));
    return hash.digest('base64');
  } finally {
    closeSync(handle);
  }
}

/** What a process that was killed meanwhile has left beside the program. */
function removeAbandoned(place: string): void {
  const [folder, name] = [path.dirname(place), path.basename(place)];
  for (const one of readdirSync(folder)) {
    const pid = one.startsWith(`${name}.`) ? /^(\d+)\.new$/.exec(one.slice(name.length + 1))?.[1] : undefined;
    if (pid !== undefined && !isAtWork(Number(pid))) rmSync(path.join(folder, one), { force: true });
  }
}

/** A number that is ours was another's before: this process has begun nothing yet. */
function isAtWork(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
