import { expect, test } from 'vitest';
import { withNewest, withOlder } from '../../../renderer/stories/pages.ts';
import type { Story, StoryLine } from '../../../src/shared/story.ts';
import { fakeAlert, sequence } from '../fake-alerts.ts';

const random = sequence(3);
const lines: StoryLine[] = Array.from({ length: 8 }, (_, nth) => fakeAlert(nth + 1, 0, 1_000 * nth, ['one'], random));
/** Lines from one number to another, as one answer; more before that where it does not begin at the first. */
const page = (from: number, to: number): Story => ({
  identity: 'openbazaar:Qm',
  lines: lines.slice(from, to),
  ...(from === 0 ? {} : { next: { occurredAt: lines[from]!.occurredAt, id: lines[from]!.id } }),
});
const ids = ({ lines: shown }: { lines: readonly StoryLine[] }) => shown.map(({ id }) => id);

test('what was before comes above, and the way on towards the beginning is its', () => {
  const known = withOlder(withNewest(undefined, page(5, 7)), page(2, 5));
  expect(ids(known)).toEqual([3, 4, 5, 6, 7]);
  expect(known.next).toEqual({ occurredAt: 2_000, id: 3 });
  expect(withOlder(known, page(0, 2)).next).toBeUndefined();
});

test('a new event is added below what was read back to', () => {
  const known = withNewest(withOlder(withNewest(undefined, page(5, 7)), page(2, 5)), page(6, 8));
  expect(ids(known)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(known.next).toEqual({ occurredAt: 2_000, id: 3 });
});

test('an event that was removed is gone when the newest are read again', () => {
  const known = withNewest(undefined, page(0, 4));
  expect(ids(withNewest(known, { ...page(0, 4), lines: [lines[0]!, lines[3]!] }))).toEqual([1, 4]);
});

test('where so much came that something between is not known, what was known goes', () => {
  const known = withNewest(withNewest(undefined, page(1, 3)), page(5, 8));
  expect(ids(known)).toEqual([6, 7, 8]);
  expect(known.next).toEqual({ occurredAt: 5_000, id: 6 });
});
