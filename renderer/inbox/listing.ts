import type { AlertLine, Cursor, InboxPage } from '../../src/shared/inbox.ts';

/**
 * What is known of the filtered inbox, newest first. `keys` has a place for every alert read so far; `held` has the lines of those near
 * to what is shown, with the generation in which each was read, so that 100,000 alerts do not stay in memory.
 */
export interface Listing {
  readonly keys: readonly Cursor[];
  readonly held: ReadonlyMap<number, Held>;
  /** True when the oldest alert is among them. */
  readonly ended: boolean;
  /** The generation in which the newest end was last read: an empty list has no line that could tell. */
  readonly readIn: number;
}

interface Held {
  readonly line: AlertLine;
  readonly generation: number;
}

export const EMPTY: Listing = { keys: [], held: new Map(), ended: false, readIn: -1 };

/** Indexes of the first and last line in sight. */
export interface Sight {
  first: number;
  last: number;
}

/** A stretch to read: what comes after `before`, at least until `until` (a key that is already known) is passed. */
export interface Reading {
  before?: Cursor;
  until?: Cursor;
  limit: number;
}

export const PAGE = 100;
const MARGIN = 30;
const MAX_HELD = 1_500;

/** Below zero when `a` comes first, that is, is newer. */
export function compare(a: Cursor, b: Cursor): number {
  return b.occurredAt - a.occurredAt || b.id - a.id;
}

/** Where `key` is, or would be. */
export function place(keys: readonly Cursor[], key: Cursor): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = keys[middle];
    if (there !== undefined && compare(there, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is to be read next, so that all in sight is there and of this generation; nothing when it is. The top is always kept up to date. */
export function nextReading(listing: Listing, sight: Sight, generation: number): Reading | undefined {
  const { keys, held, ended, readIn } = listing;
  const stale = (index: number): boolean => {
    const key = keys[index];
    return key !== undefined && held.get(key.id)?.generation !== generation;
  };
  const top = keys[0];
  if (top === undefined) return ended && readIn === generation ? undefined : { limit: PAGE };
  if (stale(0)) return { until: top, limit: PAGE };
  const last = Math.min(keys.length - 1, sight.last + MARGIN);
  for (let index = Math.max(0, sight.first - MARGIN); index <= last; index += 1) {
    if (stale(index)) return stretchFrom(keys, index);
  }
  const end = keys.at(-1);
  return !ended && end !== undefined && sight.last + PAGE >= keys.length ? { before: end, limit: PAGE } : undefined;
}

function stretchFrom(keys: readonly Cursor[], index: number): Reading {
  const before = keys[index - 1];
  const until = keys[index];
  return { ...(before === undefined ? {} : { before }), ...(until === undefined ? {} : { until }), limit: PAGE };
}

/**
 * The listing with an answer in it: all that was known in the stretch that the answer covers gives way to it. `kept` alerts stay though
 * they no longer match, because the reader has just opened them. `whole` is false when the answer did not reach a known key: what lies
 * beyond may have gaps, and is forgotten.
 */
export function withAnswer(
  listing: Listing,
  answer: { before?: Cursor; page: InboxPage; whole: boolean },
  generation: number,
  kept: ReadonlyMap<number, AlertLine> = new Map()
): Listing {
  const { before, page } = answer;
  const last = page.lines.at(-1);
  const ends = page.next === undefined;
  const from = before === undefined ? 0 : after(listing.keys, before);
  const to = ends || last === undefined || !answer.whole ? listing.keys.length : after(listing.keys, last);
  const answered = page.lines.map(({ occurredAt, id }) => ({ occurredAt, id }));
  const present = new Set(answered.map(({ id }) => id));
  const staying = listing.keys.slice(from, to).filter(({ id }) => kept.has(id) && !present.has(id));
  const middle = staying.length === 0 ? answered : [...answered, ...staying].sort(compare);
  const held = new Map(listing.held);
  for (const line of page.lines) held.set(line.id, { line, generation });
  for (const { id } of staying) {
    const line = kept.get(id);
    if (line !== undefined) held.set(id, { line, generation });
  }
  // An alert whose time was amended has moved: its old place outside the stretch goes.
  const elsewhere = ({ id }: Cursor): boolean => !present.has(id);
  const keys = [...listing.keys.slice(0, from).filter(elsewhere), ...middle, ...listing.keys.slice(to).filter(elsewhere)];
  const beyond = to < listing.keys.length;
  return { keys, held, ended: beyond ? listing.ended : ends, readIn: before === undefined ? generation : listing.readIn };
}

function after(keys: readonly Cursor[], key: Cursor): number {
  const index = place(keys, key);
  return keys[index]?.id === key.id ? index + 1 : index;
}

/** Lets go of lines far from what is in sight, once too many are held. */
export function lightened(listing: Listing, sight: Sight): Listing {
  if (listing.held.size <= MAX_HELD) return listing;
  const half = MAX_HELD / 3;
  const near = listing.keys.slice(Math.max(0, sight.first - half), sight.last + half);
  const top = listing.keys.slice(0, MARGIN);
  const held = new Map<number, Held>();
  for (const { id } of [...top, ...near]) {
    const line = listing.held.get(id);
    if (line !== undefined) held.set(id, line);
  }
  return { ...listing, held };
}

/** The listing with these alerts shown as read or unread, before the journal has said so. */
export function withRead(listing: Listing, ids: ReadonlySet<number>, read: boolean): Listing {
  const held = new Map(listing.held);
  for (const id of ids) {
    const there = held.get(id);
    if (there !== undefined && there.line.read !== read) held.set(id, { ...there, line: { ...there.line, read } });
  }
  return { ...listing, held };
}
