import { parseJson, writeJson } from '../../wire/json.ts';
import type { Listed } from './rest.ts';

/** Stream of one venue's list. Its watermark is the server's time (UTC ms) when the last completed pass over it began. */
export function streamOf(of: Listed, locationId: string): string {
  return `${of}|${locationId}`;
}

/** Stream of where a pass over a list broke off; "" where none did. */
export function pageStreamOf(of: Listed, locationId: string): string {
  return `${streamOf(of, locationId)}|page`;
}

/** Where a pass over a list broke off, to be gone on from. */
export interface PageMark {
  /** What the list was asked for: changes since then (unix s). */
  from: number;
  /** The server's time (UTC ms) when the pass began. */
  began: number;
  /** Of the last row that was read. */
  offset: number;
  lastId: string;
}

/** Undefined where there is none, or none that can be read: then the list is read as if it were never begun. */
export function readTime(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}

export function writePageMark({ from, began, offset, lastId }: PageMark): string {
  return writeJson([from, began, offset, lastId]);
}

/** As readTime. */
export function readPageMark(text: string | undefined): PageMark | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    const [from, began, offset, lastId] = asList(parseJson(text));
    if (typeof from !== 'number' || typeof began !== 'number' || typeof offset !== 'number' || typeof lastId !== 'string') return undefined;
    return { from, began, offset, lastId };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Until when somebody listened, by all that was noted of it (UTC ms): passes over lists, and signs of life. Undefined where nobody did. */
export function lastMarkOf(marks: Readonly<Record<string, string>>): number | undefined {
  const times = Object.values(marks).flatMap((text) => readTime(text) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}
