import { expect, test } from 'vitest';
import { nextHour, readTime } from '../../../renderer/snooze/own-time.ts';

const NOW = Date.UTC(2026, 2, 31, 23, 20);

test('the fields begin with the next full hour, over the end of a month too', () => {
  expect(nextHour(NOW)).toEqual({ date: '2026-04-01', time: '00:00' });
  expect(nextHour(Date.UTC(2026, 2, 31, 9, 0))).toEqual({ date: '2026-03-31', time: '10:00' });
});

test('what the fields begin with can be taken as it is', () => {
  const { date, time } = nextHour(NOW);
  expect(readTime(date, time, NOW)).toEqual({ at: Date.UTC(2026, 3, 1) });
});

test('a time that is past or missing is said to be so', () => {
  expect(readTime('2026-03-31', '23:20', NOW)).toEqual({ is: 'past' });
  expect(readTime('', '10:00', NOW)).toEqual({ is: 'unreadable' });
  expect(readTime('2026-04-01', '', NOW)).toEqual({ is: 'unreadable' });
});
