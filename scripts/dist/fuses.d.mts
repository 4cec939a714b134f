export function compareFuses(
  wanted: Readonly<Record<string, boolean>>,
  found: readonly Readonly<Record<string, boolean>>[]
): { lines: string[]; wrong: string[] };
