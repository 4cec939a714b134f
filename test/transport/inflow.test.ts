import { setImmediate as soon } from 'node:timers';
import { expect, test } from 'vitest';
import { createInflow } from '../../src/transport/inflow.ts';
import { eventually, settle, testClock } from '../clock.ts';

test('frames wait until somebody takes them, and keep their order', async () => {
  const inflow = createInflow(testClock(), () => {});
  const sent = Array.from({ length: 1_000 }, (_, index) => String(index));
  sent.slice(0, 500).forEach(inflow.push);
  await settle();
  const taken: string[] = [];
  inflow.open((frames) => taken.push(...frames));
  sent.slice(500).forEach(inflow.push);
  expect(taken).toEqual([]);
  await eventually(() => taken.length === sent.length);
  expect(taken).toEqual(sent);
});

test('between slices the main loop turns', async () => {
  const inflow = createInflow(testClock(), () => {});
  const taken: number[] = [];
  let turn = 0;
  const count = (): void => {
    turn += 1;
    if (taken.length < 1_000) soon(count);
  };
  inflow.open((frames) => taken.push(...frames.map(() => turn)));
  for (let i = 0; i < 1_000; i++) inflow.push('x');
  count();
  await eventually(() => taken.length === 1_000);
  const perTurn = taken.reduce((counts, at) => counts.set(at, (counts.get(at) ?? 0) + 1), new Map<number, number>());
  expect(Math.max(...perTurn.values())).toBeLessThanOrEqual(64);
});

test('a slice ends early when its frames take long', async () => {
  let elapsed = 0;
  const inflow = createInflow({ ...testClock(), elapsed: () => elapsed }, () => {});
  const sizes: number[] = [];
  let inThisTurn = 0;
  inflow.open((frames) => {
    elapsed += 3;
    if (inThisTurn === 0) soon(() => sizes.push(inThisTurn) && (inThisTurn = 0));
    inThisTurn += frames.length;
  });
  for (let i = 0; i < 320; i++) inflow.push('x');
  await eventually(() => sizes.reduce((sum, size) => sum + size, 0) === 320);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(32);
});

test.each([
  { what: 'many', frame: 'x', count: 50_001 },
  { what: 'large', frame: 'x'.repeat(4 * 1024 * 1024), count: 5 },
])('a server whose frames come faster than they can be taken ($what) is held up until half of them are', async ({ frame, count }) => {
  const held: boolean[] = [];
  const inflow = createInflow(testClock(), (on) => held.push(on));
  for (let i = 1; i < count; i++) inflow.push(frame);
  expect(held).toEqual([]);
  inflow.push(frame);
  expect(held).toEqual([true]);
  const takenAt: number[] = [];
  let taken = 0;
  inflow.open((frames) => {
    taken += frames.length;
    if (held.length === 2) takenAt.push(taken);
  });
  await eventually(() => taken === count);
  expect(held).toEqual([true, false]);
  expect(count - (takenAt[0] ?? count)).toBeLessThanOrEqual(count / 2);
});

test('after stop nothing is taken', async () => {
  const inflow = createInflow(testClock(), () => {});
  const taken: string[] = [];
  inflow.open((frames) => taken.push(...frames));
  inflow.push('x');
  inflow.stop();
  inflow.push('y');
  await settle();
  expect(taken).toEqual([]);
});
