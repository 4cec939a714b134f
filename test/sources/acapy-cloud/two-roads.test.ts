import { expect, test } from 'vitest';
import type { Trouble } from '../../../src/shared/connection.ts';
import type { Road, RoadEvents } from '../../../src/sources/acapy-cloud/road.ts';
import { openTwoRoads } from '../../../src/sources/acapy-cloud/two-roads.ts';
import { testClock } from '../../clock.ts';

const LOST: Trouble = { code: 'lost' };
const DOWN: Trouble = { code: 'waypoint-down' };

/** Two roads that the test plays. */
function roads() {
  const clock = testClock();
  const opened = { main: [] as RoadEvents[], second: [] as RoadEvents[] };
  const left = { main: 0, second: 0 };
  const said: string[] = [];
  const road = (which: 'main' | 'second') => (events: RoadEvents) => {
    opened[which].push(events);
    const end = (): Promise<void> => {
      left[which] += 1;
      return Promise.resolve();
    };
    return { topics: () => [], wake: () => {}, end } satisfies Road;
  };
  const both = openTwoRoads(
    { clock, random: () => 0, main: road('main'), second: road('second'), idle: { main: () => [], second: () => [] } },
    {
      catchingUp: () => void said.push('catching-up'),
      online: (trouble) => void said.push(trouble?.code ?? 'online'),
      behind: () => void said.push('behind'),
      alive: () => {},
      ended: (trouble) => void said.push(`ended: ${trouble.code}`),
      topicsChanged: () => {},
      told: () => {},
    }
  );
  return { clock, opened, left, said, both };
}

test('the main road, just coming back, is not broken off because the second one ends', async () => {
  const { clock, opened, left, said, both } = roads();
  await clock.advance(0);
  opened.main[0]?.ended(LOST);
  opened.second[0]?.online();
  await clock.advance(1_000);
  expect(opened.main).toHaveLength(2);
  opened.main[1]?.catchingUp();
  opened.second[0]?.ended(DOWN);
  expect(left).toEqual({ main: 1, second: 1 });
  opened.main[1]?.online();
  expect(said).toEqual(['on-the-other-road', 'catching-up', 'online']);
  await both.end();
  expect(clock.pending()).toBe(0);
});

test('with the second road gone and the main one failing too, the second is tried once more, and then it is over', async () => {
  const { clock, opened, said, both } = roads();
  await clock.advance(0);
  opened.main[0]?.ended(LOST);
  await clock.advance(1_000);
  opened.second[0]?.ended(DOWN);
  opened.main[1]?.ended(LOST);
  expect(opened.second).toHaveLength(2);
  opened.second[1]?.ended(DOWN);
  expect(said).toEqual(['catching-up', 'ended: lost']);
  await both.end();
  expect(clock.pending()).toBe(0);
});
