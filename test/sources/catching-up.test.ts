import { expect, test } from 'vitest';
import { createCatchingUp } from '../../src/sources/catching-up.ts';
import { NetworkError } from '../../src/transport/network.ts';
import { settle, testClock } from '../clock.ts';

/** Passes that end as told, in order; then they wait until the test lets them succeed. */
function aCatchUp(outcomes: readonly (Error | 'done')[]) {
  const clock = testClock();
  const stay = new AbortController();
  const told: string[] = [];
  const rest = [...outcomes];
  let finish = (): void => {};
  const catchingUp = createCatchingUp({
    clock,
    random: () => 0.5,
    connection: { id: 'c1', system: 'openbazaar', name: 'Shop', url: 'http://shop', auth: 'none', paused: false, rules: {}, addedAt: 0 },
    log: (message) => told.push(message),
    events: {
      catchingUp: () => told.push('catching up'),
      online: () => told.push('online'),
      behind: (trouble, retryMs) => told.push(`behind: ${trouble.code}, ${retryMs} ms`),
    },
    pass() {
      const outcome = rest.shift();
      if (outcome === undefined) return new Promise((resolve) => (finish = resolve));
      return outcome === 'done' ? Promise.resolve() : Promise.reject(outcome);
    },
    isFinal: (trouble) => trouble.code === 'forbidden',
    over: stay.signal,
  });
  return { catchingUp, clock, stay, told, finish: () => finish() };
}

const timeout = new NetworkError({ code: 'timeout' });

test('passes are done again, later and later, until one succeeds', async () => {
  const { catchingUp, clock, told } = aCatchUp([timeout, timeout, 'done']);
  const done = catchingUp.now();
  await clock.advance(1_500);
  await clock.advance(2_500);
  expect(await done).toBe(true);
  expect(told).toEqual([
    ...['catching up', 'behind: timeout, 1500 ms', 'catching up', 'behind: timeout, 2500 ms', 'catching up', 'online'],
  ]);
  expect(clock.pending()).toBe(0);
});

test('a journal that cannot be written is no trouble of the connection’s, and the pass is done again', async () => {
  const { catchingUp, clock, told } = aCatchUp([new Error('disk full'), 'done']);
  const done = catchingUp.now();
  await clock.advance(1_500);
  expect(await done).toBe(true);
  expect(told).toEqual(['catching up', 'openbazaar: catch-up not journaled', 'online', 'catching up', 'online']);
});

test('after a final trouble there is no further pass', async () => {
  const { catchingUp, clock, told } = aCatchUp([new NetworkError({ code: 'forbidden' })]);
  await expect(catchingUp.now()).rejects.toThrow('forbidden');
  expect([told, clock.pending()]).toEqual([['catching up'], 0]);
});

test('a wake-up ends the pause', async () => {
  const { catchingUp, clock, told } = aCatchUp([timeout, 'done']);
  const done = catchingUp.now();
  await settle();
  catchingUp.wake();
  expect(await done).toBe(true);
  expect([told.length, clock.pending()]).toEqual([4, 0]);
});

test('later is after a pause, and not at all where passes are under way or waited for', async () => {
  const { catchingUp, clock, told, finish } = aCatchUp(['done']);
  const later = catchingUp.later();
  expect(await catchingUp.later()).toBe(false);
  expect(await catchingUp.now()).toBe(false);
  await clock.advance(1_499);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(await later).toBe(true);
  const second = catchingUp.now();
  expect(await catchingUp.later()).toBe(false);
  finish();
  expect(await second).toBe(true);
});

test('the end of the stay ends a pause and what a pass would have said', async () => {
  const paused = aCatchUp([timeout]);
  const waiting = paused.catchingUp.now();
  await settle();
  paused.stay.abort();
  expect(await waiting).toBe(false);
  const passing = aCatchUp([]);
  const running = passing.catchingUp.now();
  passing.stay.abort();
  passing.finish();
  expect(await running).toBe(false);
  expect(passing.told).toEqual(['catching up']);
  expect(await passing.catchingUp.now()).toBe(false);
  expect(await passing.catchingUp.later()).toBe(false);
  expect(paused.clock.pending() + passing.clock.pending()).toBe(0);
});
