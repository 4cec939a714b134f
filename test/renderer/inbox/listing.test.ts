import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlertLine, Cursor } from '../../../src/shared/inbox.ts';
import { compare, EMPTY, lightened, nextReading, PAGE, withAnswer, withRead } from '../../../renderer/inbox/listing.ts';
import type { Listing, Reading, Sight } from '../../../renderer/inbox/listing.ts';
import { fakeAlerts } from '../fake-alerts.ts';

const NOW = Date.UTC(2026, 2, 3, 12);
const alertsOf = (count: number): AlertLine[] => fakeAlerts(count, NOW, ['shop']);
const ids = (listing: Listing): number[] => listing.keys.map(({ id }) => id);

/** Answers like the main process: newest first, after `before`, and on until the known key is passed. */
function answer(all: readonly AlertLine[], { before, until, limit }: Reading) {
  const rest = all.filter((line) => before === undefined || compare(before, line) < 0);
  let length = Math.min(limit, rest.length);
  while (until !== undefined && length < rest.length && compare(rest[length - 1]!, until) < 0) length += limit;
  const lines = rest.slice(0, length);
  const last = lines.at(-1);
  return { ...(before && { before }), whole: true, page: { lines, ...(lines.length < rest.length && last && { next: { occurredAt: last.occurredAt, id: last.id } }) } };
}

/** Reads until nothing in sight is missing. */
function settle(listing: Listing, all: readonly AlertLine[], sight: Sight, generation: number): Listing {
  for (let turn = 0; turn < 500; turn += 1) {
    const next = nextReading(listing, sight, generation);
    if (next === undefined) return listing;
    listing = lightened(withAnswer(listing, answer(all, next), generation), sight);
  }
  throw new Error('Reading never came to rest.');
}

test('the first page is read first, and no more than what is near', () => {
  const listing = settle(EMPTY, alertsOf(1000), { first: 0, last: 8 }, 0);
  expect(listing.keys.length).toBeLessThanOrEqual(2 * PAGE);
  expect(listing.ended).toBe(false);
});

test('an empty inbox is known to be empty after one answer', () => {
  const listing = withAnswer(EMPTY, answer([], { limit: PAGE }), 0);
  expect(listing).toMatchObject({ keys: [], ended: true });
  expect(nextReading(listing, { first: 0, last: 0 }, 0)).toBeUndefined();
});

test('an empty inbox is read again once something in the journal changed', () => {
  const empty = withAnswer(EMPTY, answer([], { limit: PAGE }), 0);
  expect(ids(settle(empty, alertsOf(1), { first: 0, last: 0 }, 1))).toEqual(alertsOf(1).map(({ id }) => id));
});

test('scrolling on reads all alerts in order, each once, and holds only those near', () => {
  const all = alertsOf(5_000);
  let listing = EMPTY;
  for (let first = 0; first < 5_000; first += 60) listing = settle(listing, all, { first, last: first + 10 }, 0);
  expect(ids(listing)).toEqual(all.map(({ id }) => id));
  expect(listing.ended).toBe(true);
  expect(listing.held.size).toBeLessThanOrEqual(1_600);
});

test('going back to lines that were let go reads them again', () => {
  const all = alertsOf(5_000);
  let listing = EMPTY;
  for (let first = 0; first < 5_000; first += 60) listing = settle(listing, all, { first, last: first + 10 }, 0);
  expect(listing.held.has(all[500]!.id)).toBe(false);
  listing = settle(listing, all, { first: 500, last: 510 }, 0);
  expect(listing.held.has(all[500]!.id)).toBe(true);
  expect(listing.keys).toHaveLength(5_000);
});

test('after a change what is in sight and the top are read again, and the rest when it comes into sight', () => {
  const all = alertsOf(600);
  let listing = EMPTY;
  for (let first = 0; first < 600; first += 60) listing = settle(listing, all, { first, last: first + 10 }, 0);
  const changed = all.map((line) => ({ ...line, read: true }));
  listing = settle(listing, changed, { first: 300, last: 310 }, 1);
  expect(listing.held.get(all[305]!.id)?.line.read).toBe(true);
  expect(listing.held.get(all[0]!.id)?.line.read).toBe(true);
  expect(listing.held.get(all[180]!.id)?.generation).toBe(0);
  listing = settle(listing, changed, { first: 175, last: 185 }, 1);
  expect(listing.held.get(all[180]!.id)?.generation).toBe(1);
});

test('wherever alerts come in or vanish, what is in sight ends as the journal has it', () => {
  const all = alertsOf(900);
  fc.assert(
    fc.property(fc.array(fc.nat(899), { maxLength: 400 }), fc.nat(400), fc.nat(800), (gone, shown, first) => {
      const hidden = new Set(gone.map((index) => all[index]!.id));
      const before = all.filter(({ id }) => !hidden.has(id));
      let listing = EMPTY;
      for (let top = 0; top <= shown; top += 60) listing = settle(listing, before, { first: top, last: top + 10 }, 0);
      // What was hidden comes in, all at once, anywhere in the list; what was there at even places goes.
      const after = all.filter(({ id }) => hidden.has(id) || id % 2 === 1);
      const sight = { first: Math.min(first, listing.keys.length), last: Math.min(first + 10, listing.keys.length) };
      listing = settle(listing, after, sight, 1);
      for (let at = sight.first; at <= sight.last && at < listing.keys.length; at += 1) {
        expect(listing.held.get(listing.keys[at]!.id)?.generation).toBe(1);
      }
      const known = ids(listing).slice(sight.first, sight.last + 1);
      const start = after.findIndex(({ id }) => id === known[0]);
      expect(known).toEqual(after.slice(start, start + known.length).map(({ id }) => id));
      expect([...listing.keys].sort(compare)).toEqual(listing.keys);
    }),
    { numRuns: 60 }
  );
});

test('an alert that was opened stays though it no longer matches', () => {
  const all = alertsOf(20);
  const first = withAnswer(EMPTY, answer(all, { limit: PAGE }), 0);
  const opened = { ...all[3]!, read: true };
  const next = withAnswer(first, answer(all.filter(({ id }) => id !== opened.id), { limit: PAGE }), 1, new Map([[opened.id, opened]]));
  expect(ids(next)).toEqual(ids(first));
  expect(next.held.get(opened.id)?.line.read).toBe(true);
});

test('an alert whose time was amended moves and does not appear twice', () => {
  const all = alertsOf(10);
  const first = withAnswer(EMPTY, answer(all, { limit: PAGE }), 0);
  const moved: AlertLine = { ...all[7]!, occurredAt: NOW };
  const next = withAnswer(first, { page: { lines: [moved, all[0]!], next: all[0]! }, whole: true }, 1);
  expect(ids(next).filter((id) => id === moved.id)).toHaveLength(1);
  expect(next.keys[0]?.id).toBe(moved.id);
});

test('an answer that does not reach what was known forgets what lies beyond, rather than hide a gap', () => {
  const all = alertsOf(400);
  const first = withAnswer(EMPTY, answer(all.slice(300), { limit: PAGE }), 0);
  const page = answer(all, { limit: PAGE });
  const next = withAnswer(first, { ...page, whole: false }, 1);
  expect(ids(next)).toEqual(all.slice(0, PAGE).map(({ id }) => id));
  expect(next.ended).toBe(false);
});

test('marking shows at once, and only what it should', () => {
  const all = alertsOf(5);
  const listing = withAnswer(EMPTY, answer(all, { limit: PAGE }), 0);
  const marked = withRead(listing, new Set([all[0]!.id]), true);
  expect(marked.held.get(all[0]!.id)?.line.read).toBe(true);
  expect(marked.held.get(all[1]!.id)?.line.read).toBe(all[1]!.read);
});

test('the newest is first, and of two at the same time the later one', () => {
  const keys: Cursor[] = [{ occurredAt: 1, id: 1 }, { occurredAt: 2, id: 2 }, { occurredAt: 2, id: 3 }];
  expect(keys.sort(compare).map(({ id }) => id)).toEqual([3, 2, 1]);
});
