import { expect, test } from 'vitest';
import { paced } from '../../src/sources/paced.ts';
import { testClock } from '../clock.ts';

test('asked once it runs at once; asked in between it runs once more, a quarter of a second later', async () => {
  const clock = testClock();
  const runs: number[] = [];
  const it = paced(clock, () => runs.push(clock.elapsed()));
  for (let step = 0; step < 99; step++) {
    it.ask();
    await clock.advance(10);
  }
  expect(runs).toEqual([0, 250, 500, 750]);
  await clock.advance(1_000);
  expect(runs).toEqual([0, 250, 500, 750, 1_000]);
  expect(clock.pending()).toBe(0);
  it.ask();
  it.ask();
  it.stop();
  await clock.advance(1_000);
  expect(runs).toHaveLength(6);
});
