import { expect, test } from 'vitest';
import { createRemovals } from '../../src/bell/removals.ts';
import { testClock } from '../clock.ts';
import { batch, newJournal, sample } from '../journal/sample.ts';

async function scene(count: number) {
  const journal = newJournal();
  await journal.write(batch(...Array.from({ length: count }, (_, n) => sample({ key: `k${n + 1}` }))));
  const clock = testClock();
  let tokens = 0;
  return { journal, clock, removals: createRemovals({ journal, clock, newToken: () => `t${(tokens += 1)}` }) };
}

test('what was removed is gone from the disk at once, and comes back for a minute', async () => {
  const { journal, clock, removals } = await scene(3);
  const { token, ids } = await removals.remove([1, 2, 99, -4]);
  expect(ids).toEqual([1, 2]);
  expect(journal.counts().total).toBe(1);
  await clock.advance(59_000);
  expect(await removals.restore(token)).toEqual([1, 2]);
  expect(journal.counts().total).toBe(3);
  expect(await removals.restore(token)).toEqual([]);
  expect(clock.pending()).toBe(0);
});

test('after a minute it is too late, and nothing of it is held', async () => {
  const { journal, clock, removals } = await scene(1);
  const { token } = await removals.remove([1]);
  await clock.advance(60_000);
  expect(await removals.restore(token)).toEqual([]);
  expect(journal.counts().total).toBe(0);
});

test('two at once are undone each by itself, and only the last ten can be', async () => {
  const { journal, clock, removals } = await scene(12);
  const tokens: string[] = [];
  for (let id = 1; id <= 12; id++) tokens.push((await removals.remove([id])).token);
  expect(clock.pending()).toBe(10);
  expect(await removals.restore(tokens[1]!)).toEqual([]);
  expect(await removals.restore(tokens[5]!)).toEqual([6]);
  expect(await removals.restore(tokens[2]!)).toEqual([3]);
  expect(journal.query({ limit: 20 }).map(({ id }) => id).toSorted()).toEqual([3, 6]);
  removals.close();
  expect(clock.pending()).toBe(0);
});

test('of very many alerts only the last removal can be undone', async () => {
  const { removals } = await scene(1_500);
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
  const first = await removals.remove(range(1, 1_001));
  const second = await removals.remove(range(1_001, 1_501));
  expect(await removals.restore(first.token)).toEqual([]);
  expect(await removals.restore(second.token)).toHaveLength(500);
});
