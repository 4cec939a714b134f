import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAgenda } from '../../../src/sources/ewallet/agenda.ts';
import { testClock } from '../../clock.ts';

test('any number of appointments cost one timer, each is kept at its time, and the last one leaves none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(50), fc.boolean()), { maxLength: 20 }), async (steps) => {
      const clock = testClock();
      const expected = new Map<string, number>();
      const agenda = createAgenda(clock, (key) => {
        expect(expected.get(key)).toBe(clock.elapsed());
        expected.delete(key);
      });
      for (const [key, ms, deletes] of steps) {
        if (deletes) {
          agenda.delete(key);
          expected.delete(key);
        } else {
          agenda.set(key, ms);
          expected.set(key, clock.elapsed() + ms);
        }
        expect(clock.pending()).toBe(expected.size === 0 ? 0 : 1);
        await clock.advance(3);
      }
      await clock.advance(60);
      expect([expected.size, clock.pending()]).toEqual([0, 0]);
    }),
    { numRuns: 60 }
  );
});

test('what is due may make, move and end appointments, its own too', async () => {
  const clock = testClock();
  const said: string[] = [];
  const agenda = createAgenda(clock, (key) => {
    said.push(`${clock.elapsed()} ${key}`);
    if (key === 'first') {
      agenda.delete('ended');
      agenda.set('moved', 5);
      if (clock.elapsed() < 30) agenda.set('first', 10);
    }
  });
  for (const key of ['first', 'ended', 'moved']) agenda.set(key, 10);
  await clock.advance(100);
  expect(said).toEqual(['10 first', '15 moved', '20 first', '25 moved', '30 first', '35 moved']);
  expect(clock.pending()).toBe(0);
});

test('a cleared agenda keeps none of its appointments', async () => {
  const clock = testClock();
  const said: string[] = [];
  const agenda = createAgenda(clock, (key) => {
    said.push(key);
    agenda.clear();
  });
  agenda.set('first', 10);
  agenda.set('second', 10);
  await clock.advance(100);
  expect([said, clock.pending()]).toEqual([['first'], 0]);
});
