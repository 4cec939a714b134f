import { expect, test } from 'vitest';
import { CATEGORY_ORDER } from '../../renderer/ui/icons.tsx';
import { CATEGORIES } from '../../src/shared/alert.ts';
import { TROUBLES } from '../../src/shared/connection.ts';
import { SYSTEMS } from '../../src/shared/system.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';

const { window: words, troubles } = CATALOGUES.en;

test('one is one, and more are many', () => {
  expect(words.list.arrived(1)).toBe('1 new alert');
  expect(words.list.arrived(3)).toBe('3 new alerts');
  expect(words.list.markedRead(1)).toBe('1 alert marked read');
  expect(words.list.markedRead(12_000)).toBe('12,000 alerts marked read');
  expect(words.list.found(0, false)).toBe('Nothing found');
  expect(words.list.found(100, true)).toBe('More than 100 found');
});

test('every category is offered once', () => {
  expect([...CATEGORY_ORDER].sort()).toEqual([...CATEGORIES].sort());
});

test('every trouble of every system says what is wrong and what to do', () => {
  for (const system of SYSTEMS) {
    for (const code of TROUBLES) {
      expect(troubles[system][code].title).not.toBe('');
      expect(troubles[system][code].help).not.toBe('');
    }
  }
});
