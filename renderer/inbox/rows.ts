import type { Cursor } from '../../src/shared/inbox.ts';
import type { TextSize } from '../../src/shared/settings.ts';
import { daysOf } from './days.ts';
import type { Day } from './days.ts';

/** Heights in pixels of a row and of the heading above a day. Known beforehand, so that nothing is measured and nothing jumps. */
export interface Heights {
  row: number;
  day: number;
}

const ROOT: Record<TextSize, number> = { normal: 16, large: 18, larger: 20 };

/** As in styles/tokens.css: 5.5 (--row) and 2.125 (--day) times the root's font size. */
export function heightsAt(size: TextSize): Heights {
  return { row: 5.5 * ROOT[size], day: 2.125 * ROOT[size] };
}

/** How the list is laid out: its days, and the height of each row; the first of a day carries its heading above it. */
export interface Rows {
  keys: readonly Cursor[];
  days: readonly Day[];
  size(index: number): number;
  keyOf(index: number): number;
}

export function rowsOf(keys: readonly Cursor[], { row, day }: Heights): Rows {
  const days = daysOf(keys);
  const firsts = new Set(days.map(({ first }) => first));
  return {
    keys,
    days,
    size: (index) => (firsts.has(index) ? row + day : row),
    keyOf: (index) => keys[index]?.id ?? -1,
  };
}

/** The days that any of these rows (ascending indexes) belong to, each with its rows. */
export function daysShown(days: readonly Day[], indexes: readonly number[]): { day: Day; indexes: number[] }[] {
  const shown: { day: Day; indexes: number[] }[] = [];
  for (const index of indexes) {
    const open = shown.at(-1);
    if (open !== undefined && index < open.day.first + open.day.count) open.indexes.push(index);
    else {
      const day = dayWith(days, index);
      if (day !== undefined) shown.push({ day, indexes: [index] });
    }
  }
  return shown;
}

function dayWith(days: readonly Day[], index: number): Day | undefined {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((days[middle]?.first ?? Infinity) <= index) low = middle;
    else high = middle - 1;
  }
  return days[low];
}
