import { NetworkError } from '../../transport/network.ts';
import { type ListPage, PAGE_ROWS } from './rest.ts';
import { idOf } from './row-id.ts';

/** Where in a list the last row that was read stands, and which it is. */
export interface Place {
  offset: number;
  lastId: string;
}

/** What one page adds. `next`: where to go on; absent behind the last page. */
export interface Part {
  rows: unknown[];
  /** The server's time (UTC ms). */
  at?: number;
  next?: Place;
}

/** The row that should be where it was is another one: rows went elsewhere, and others may have slipped past. */
export class ListMoved extends NetworkError {
  constructor() {
    super({ code: 'server-error', detail: 'the list kept moving while it was read' });
    this.name = 'ListMoved';
  }
}

/**
 * Reads a list page by page, from behind a row that was read or from its beginning. Pages overlap by one row and must meet there: a row that
 * changes meanwhile goes to the list's other end, and what stood behind it moves up. Rejects with ListMoved, or as the question does.
 */
export async function* readParts(page: (offset: number) => Promise<ListPage>, from: Place | undefined): AsyncGenerator<Part, void, undefined> {
  for (let last = from; ; ) {
    const offset = last?.offset ?? 0;
    const { rows, count, limit = PAGE_ROWS, at } = await page(offset);
    if (last !== undefined && idOf(rows[0]) !== last.lastId) throw new ListMoved();
    // `count` may be of the page or of all: only where it is more than what was read does it say something.
    // A page may be shorter than was asked for; one of a single row goes nowhere.
    const isFull = rows.length >= Math.min(PAGE_ROWS, limit) || (count !== undefined && count > offset + rows.length);
    const next = rows.length <= 1 || !isFull ? undefined : { offset: offset + rows.length - 1, lastId: idOf(rows.at(-1)) };
    yield { rows: last === undefined ? rows : rows.slice(1), ...(at === undefined ? {} : { at }), ...(next === undefined ? {} : { next }) };
    if (next === undefined) return;
    last = next;
  }
}
