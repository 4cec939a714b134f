import { expect, test } from 'vitest';
import { dayStart, daysAgo, daysOf } from '../../../renderer/inbox/days.ts';
import { daysShown, heightsAt, rowsOf } from '../../../renderer/inbox/rows.ts';

const HEIGHTS = heightsAt('normal');

const at = (text: string): number => new Date(text).getTime();
const keysAt = (...texts: string[]) => texts.map((text, index) => ({ occurredAt: at(text), id: 100 - index }));

test('alerts are grouped by the local day that they happened on', () => {
  const days = daysOf(keysAt('2026-03-03T23:59:59', '2026-03-03T00:00:00', '2026-03-02T23:59:59', '2026-02-28T12:00:00'));
  expect(days.map(({ first, count }) => [first, count])).toEqual([[0, 2], [2, 1], [3, 1]]);
  expect(days[0]?.start).toBe(at('2026-03-03T00:00:00'));
});

test('an empty list has no days', () => {
  expect(daysOf([])).toEqual([]);
});

test('today and yesterday are told by the calendar, not by 24 hours', () => {
  const now = at('2026-03-03T00:10:00');
  expect(daysAgo(at('2026-03-03T00:00:00'), now)).toBe(0);
  expect(daysAgo(at('2026-03-02T23:59:00'), now)).toBe(1);
  expect(daysAgo(at('2026-03-04T08:00:00'), now)).toBe(-1);
  expect(dayStart(now)).toBe(at('2026-03-03T00:00:00'));
});

test('the first row of a day carries its heading above it', () => {
  const rows = rowsOf(keysAt('2026-03-03T10:00:00', '2026-03-03T09:00:00', '2026-03-02T09:00:00'), HEIGHTS);
  expect([0, 1, 2].map(rows.size)).toEqual([88 + 34, 88, 88 + 34]);
});

test('rows in sight are gathered under their days, also when one far away is pinned', () => {
  const { days } = rowsOf(keysAt('2026-03-03T10:00:00', '2026-03-03T09:00:00', '2026-03-02T09:00:00', '2026-03-01T09:00:00', '2026-03-01T08:00:00'), HEIGHTS);
  expect(daysShown(days, [0, 3, 4]).map(({ day, indexes }) => [day.first, indexes])).toEqual([[0, [0]], [3, [3, 4]]]);
});
