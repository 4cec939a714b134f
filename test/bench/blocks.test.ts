import { expect, test } from 'vitest';
import { ranWithin, type Profile } from './blocks.ts';

const node = (id: number, functionName: string, children: number[] = []) => ({ id, callFrame: { functionName, lineNumber: 1 }, children });
const profile: Profile = {
  nodes: [node(1, '(root)', [2, 4]), node(2, 'take', [3]), node(3, 'decode'), node(4, 'write')],
  startTime: 1_000_000,
  samples: [4, 3, 3, 2, 4],
  timeDeltas: [0, 1_000, 2_000, 3_000, 4_000],
};

test('of a block only what was sampled within it counts, by stack, longest first', () => {
  expect(ranWithin(profile, { from: 1_000_500, to: 1_006_500 })).toEqual([
    { ms: 5, stack: 'take › decode' },
    { ms: 4, stack: 'take' },
  ]);
});

test('where nothing was sampled nothing ran', () => {
  expect(ranWithin(profile, { from: 0, to: 1 })).toEqual([]);
});
