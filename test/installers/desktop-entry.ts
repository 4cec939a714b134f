import { readFileSync } from 'node:fs';

/** A desktop entry's groups, each by key ("Desktop Entry Specification", "Basic format of the file"). */
export function readDesktopEntry(file: string): Record<string, Record<string, string>> {
  const groups: Record<string, Record<string, string>> = {};
  let group: Record<string, string> = {};
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const head = /^\[(.+)\]$/.exec(line)?.[1];
    if (head !== undefined) groups[head] = group = {};
    const [, key, value] = /^([A-Za-z0-9-]+(?:\[[^\]]+\])?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) group[key] = value ?? '';
  }
  return groups;
}
