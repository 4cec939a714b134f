import { statSync } from 'node:fs';

/** Which file lies there, as far as can be told without reading it; undefined where none does. */
export function fileMark(place: string): string | undefined {
  const found = statSync(place, { throwIfNoEntry: false });
  return found && `${found.ino}:${found.size}:${found.mtimeMs}`;
}
