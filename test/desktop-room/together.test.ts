import { expect, test } from 'vitest';
import { together } from '../../src/desktop/together.ts';
import { testClock } from '../clock.ts';

test('the first is told at once, all others of a tenth of a second together, and then it is quiet', async () => {
  const clock = testClock();
  let told = 0;
  const tell = together(clock, () => (told += 1));
  tell();
  expect(told).toBe(1);
  for (let i = 0; i < 50; i++) tell();
  expect(told).toBe(1);
  await clock.advance(100);
  expect(told).toBe(2);
  await clock.advance(100);
  expect([told, clock.pending()]).toEqual([2, 0]);
  tell();
  tell.stop();
  expect([told, clock.pending()]).toEqual([3, 0]);
});
