import { expect, test } from 'vitest';
import { sounding, soundOf, type Heard } from '../../src/policy/sound.ts';
import type { Sound } from '../../src/shared/sound.ts';

test('a category has its own sound, or the app’s', () => {
  const rules = { app: 'chime', categories: { dispute: 'bell', chat: 'none' } } as const;
  expect([soundOf('dispute', rules), soundOf('chat', rules), soundOf('order', rules), soundOf(undefined, rules)]).toEqual(['bell', 'none', 'chime', 'chime']);
});

function heard(...rings: [at: number, urgent?: boolean, sound?: Sound][]): Sound[] {
  let before: Heard = {};
  return rings.map(([at, urgent = false, sound = 'bell']) => {
    const made = sounding(sound, urgent, before, at);
    before = made.heard;
    return made.sound;
  });
}

test('a burst is heard once, and what is urgent in it once more', () => {
  expect(heard([0], [1_000], [29_999])).toEqual(['bell', 'none', 'none']);
  expect(heard([0], [30_000])).toEqual(['bell', 'bell']);
  expect(heard([0], [1_000, true], [2_000, true], [3_000])).toEqual(['bell', 'bell', 'none', 'none']);
  expect(heard([0, true], [1_000])).toEqual(['bell', 'none']);
});

test('what makes no sound silences nothing', () => {
  expect(heard([0, false, 'none'], [1_000])).toEqual(['none', 'bell']);
});
