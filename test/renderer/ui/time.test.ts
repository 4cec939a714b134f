import { expect, test } from 'vitest';
import { closeWithin, countdown, createDates, shortTime, since, span, timeLeft } from '../../../renderer/ui/time.ts';
import { formatsFor } from '../../../src/shared/words/formats.ts';
import { window as words } from '../../../src/shared/words/en/window.ts';

const NOW = Date.UTC(2026, 2, 3, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const dates = createDates('en-GB', 'UTC');

test.each([
  [20_000, 'now'],
  [-30_000, 'now'],
  [5 * MINUTE, '5 min'],
  [59 * MINUTE, '59 min'],
  [2 * HOUR, '10:00'],
  [3 * DAY, '12:00'],
  [-5 * MINUTE, '12:05'],
])('an alert from %i ms ago is from %s', (ago, said) => {
  expect(shortTime(NOW - ago, NOW, words, dates)).toBe(said);
});

test.each([
  [30 * DAY, '30 days left', 'far'],
  [DAY + 3 * HOUR, '1 day 3 h left', 'far'],
  [2 * DAY, '2 days left', 'far'],
  [DAY - 1, '1 day left', 'close'],
  [DAY - 2 * MINUTE, '23 h left', 'close'],
  [3 * HOUR + 20 * MINUTE, '3 h 20 min left', 'close'],
  [59 * MINUTE, '59 min left', 'close'],
  [30_000, 'Less than a minute left', 'close'],
  [0, 'Time is up', 'over'],
  [-DAY, 'Time is up', 'over'],
])('%i ms before a deadline it says %s', (left, text, stage) => {
  expect(timeLeft(NOW + left, NOW, words)).toEqual({ text, stage });
});

test('a length of time is said in its largest unit', () => {
  expect([1, 999, 40_000, MINUTE, 3 * HOUR].map((ms) => span(ms, words))).toEqual(['1 second', '1 second', '40 seconds', '1 minute', '3 hours']);
});

test('when something was last heard is said as people would', () => {
  expect(since(NOW - 1000, NOW, words, dates)).toBe('just now');
  expect(since(NOW - 4 * MINUTE, NOW, words, dates)).toBe('4 minutes ago');
  expect(since(NOW - 2 * DAY, NOW, words, dates)).toBe('1 Mar, 12:00:00');
});

test('a day of another year says which', () => {
  expect(dates.day(NOW, NOW)).toBe('Tuesday 3 March');
  expect(dates.day(Date.UTC(2025, 11, 31), NOW)).toContain('2025');
});

test.each([
  [2 * DAY, '2 days left', 'far'],
  [HOUR, '1 h left', 'close'],
  [HOUR - 1, '59 min 59 s left', 'close'],
  [14 * MINUTE + 5_900, '14 min 5 s left', 'close'],
  [9_000, '9 s left', 'close'],
  [0, 'Time is up', 'over'],
])('who decides now with %i ms left is told “%s”', (left, text, stage) => {
  expect(countdown(NOW + left, NOW, words)).toEqual({ text, stage });
});

test.each([
  [12 * MINUTE, '12 min 0 s left', '12 min left', 'far'],
  [2 * MINUTE, '2 min 0 s left', '2 min left', 'far'],
  [2 * MINUTE - 1, '1 min 59 s left', '1 min left', 'close'],
  [30_000, '30 s left', 'Less than a minute left', 'close'],
  [0, 'Time is up', 'Time is up', 'over'],
])('a request to pay that has %i ms left is an alarm only in its last two minutes', (left, precise, text, stage) => {
  const close = closeWithin('consumptionRequest');
  expect(countdown(NOW + left, NOW, words, close)).toEqual({ text: precise, stage });
  expect(timeLeft(NOW + left, NOW, words, close)).toEqual({ text, stage });
});

test('other deadlines are close in their last day', () => {
  expect(closeWithin('disputeOpen')).toBe(DAY);
});

test.each([
  ['en-US', '4:05 AM'],
  ['en-GB', '04:05'],
  ['de', '04:05'],
  ['fr', '04:05'],
  ['ja', '4:05'],
])('in %s the window and what is said elsewhere write the time alike', (locale, written) => {
  const at = Date.UTC(2026, 2, 3, 4, 5);
  const window = createDates(locale, 'UTC');
  const said = formatsFor(locale, 'UTC');
  const plain = (text: string) => text.replace(/\u202f/g, ' ');
  expect(plain(window.time(at))).toBe(written);
  expect(plain(said.near(at, at))).toBe(written);
  for (const text of [window.exact(at), said.moment(at, at)]) expect(plain(text)).toMatch(new RegExp(`(^|[^0-9])${written}$`));
});
