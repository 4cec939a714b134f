import fs from 'node:fs';
import path from 'node:path';

/**
 * Replaces a file as a whole: after a crash at any moment it holds the old text or the new one. Durable when this returns. Only the user
 * can read it. Throws the system's error; the old file then stands untouched.
 */
export function writeAtomically(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // One fixed name: what a crash left behind is replaced by the next write instead of piling up.
  const fresh = `${file}.new`;
  fs.rmSync(fresh, { force: true });
  try {
    writeNew(fresh, text);
    fs.renameSync(fresh, file);
  } catch (error) {
    fs.rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}

/** Renames a file that could not be understood to `<name>.broken-<time><ext>` beside it, never over another; answers where it is now. */
export function setAside(file: string, now: number): string {
  const { dir, name, ext } = path.parse(file);
  const time = new Date(now).toISOString().replaceAll(':', '-').replace('.', '-');
  const places = (count: number) => path.join(dir, `${name}.broken-${time}${count > 1 ? `-${count}` : ''}${ext}`);
  const count = firstFree((candidate) => !fs.existsSync(places(candidate)));
  fs.renameSync(file, places(count));
  return places(count);
}

/** Text of a file; undefined where there is none. Throws where it cannot be read. */
export function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** `ENOSPC`, `EROFS` and the like; undefined for what is not a system's error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function writeNew(file: string, text: string): void {
  const handle = fs.openSync(file, 'wx', 0o600);
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** The rename itself is on disk only with its folder. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function firstFree(free: (candidate: number) => boolean): number {
  for (let candidate = 1; ; candidate += 1) if (free(candidate)) return candidate;
}
