import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Where packages put things, and the records of who did. */
const OF_PACKAGES = ['/etc', '/opt', '/usr', '/var/lib/dpkg/info', '/var/lib/dpkg/alternatives', '/var/lib/systemd', '/var/spool'];

/** Every file and folder that packages may have put on this system. */
export function systemFiles(): string[] {
  return OF_PACKAGES.flatMap((folder) => [...under(folder)].sort());
}

/** What is in a home, by path: where links lead, and the hash of each file. */
export function homeFiles(home: string): Record<string, string> {
  return Object.fromEntries([...under(home)].sort().map((file) => [file, contentOf(file)]));
}

function contentOf(file: string): string {
  const found = lstatSync(file);
  if (found.isSymbolicLink()) return `link to ${readlinkSync(file)}`;
  if (!found.isFile()) return 'no file';
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function* under(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const file = path.join(folder, entry.name);
    yield file;
    if (entry.isDirectory()) yield* under(file);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // never there, or gone since
    throw error;
  }
}
