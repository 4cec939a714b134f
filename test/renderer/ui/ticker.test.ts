import { expect, test } from 'vitest';
import { createTicker } from '../../../renderer/ui/ticker.ts';
import type { Sight } from '../../../renderer/ui/ticker.ts';
import { testClock } from '../../clock.ts';

const EVERY = 30_000;

function setUp() {
  const clock = testClock(0);
  const target = new EventTarget();
  const page = Object.assign(target, { hidden: false });
  const ticker = createTicker(clock, EVERY, page as unknown as Sight);
  const turn = (hidden: boolean): void => {
    page.hidden = hidden;
    target.dispatchEvent(new Event('visibilitychange'));
  };
  const heard: string[] = [];
  return { clock, ticker, turn, heard, listen: (name: string) => ticker.listen(() => heard.push(name)) };
}

test('all who listen are told at the same moment, by one timer', async () => {
  const { clock, listen, heard } = setUp();
  listen('list');
  listen('detail');
  expect(clock.pending()).toBe(1);
  await clock.advance(EVERY);
  expect(heard).toEqual(['list', 'detail']);
  await clock.advance(EVERY);
  expect(heard).toHaveLength(4);
  expect(clock.pending()).toBe(1);
});

test('no timer is left when nobody listens any more', () => {
  const { clock, listen } = setUp();
  const stops = [listen('list'), listen('detail')];
  stops.forEach((stop) => stop());
  stops.forEach((stop) => stop());
  expect(clock.pending()).toBe(0);
});

test('while the page cannot be seen there is no timer, and who looks again sees the present at once', async () => {
  const { clock, listen, heard, turn } = setUp();
  listen('list');
  turn(true);
  expect(clock.pending()).toBe(0);
  await clock.advance(10 * EVERY);
  expect(heard).toEqual([]);
  turn(false);
  expect(heard).toEqual(['list']);
  expect(clock.pending()).toBe(1);
});

test('who begins to listen on a hidden page is told when it is shown', () => {
  const { clock, listen, heard, turn } = setUp();
  turn(true);
  listen('list');
  expect(clock.pending()).toBe(0);
  turn(false);
  expect(heard).toEqual(['list']);
});
