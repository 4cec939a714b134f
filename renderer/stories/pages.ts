import type { Cursor } from '../../src/shared/inbox.ts';
import type { Story, StoryLine } from '../../src/shared/story.ts';

/** What is known of a story so far: oldest first. `next`: there is more before that. */
export interface Pages {
  readonly about: Story['about'];
  readonly lines: readonly StoryLine[];
  readonly next: Cursor | undefined;
}

/** The newest of a story, read anew: what was known stays before it, unless so much came that something between is not known. */
export function withNewest(known: Pages | undefined, newest: Story): Pages {
  const { lines, next, about } = newest;
  const [first] = lines;
  const joins = known?.lines.some(({ id }) => lines.some((line) => line.id === id)) ?? false;
  if (known === undefined || first === undefined || next === undefined || !joins) return { about, lines, next };
  const read = new Set(lines.map(({ id }) => id));
  const older = known.lines.filter((line) => !read.has(line.id) && isBefore(line, first));
  return older.length === 0 ? { about, lines, next } : { about, lines: [...older, ...lines], next: known.next };
}

/** With what was before. */
export function withOlder(known: Pages, { lines, next }: Story): Pages {
  const there = new Set(known.lines.map(({ id }) => id));
  return { ...known, lines: [...lines.filter(({ id }) => !there.has(id)), ...known.lines], next };
}

function isBefore(line: Cursor, other: Cursor): boolean {
  return line.occurredAt < other.occurredAt || (line.occurredAt === other.occurredAt && line.id < other.id);
}
