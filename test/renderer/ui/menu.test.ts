import { expect, test } from 'vitest';
import { itemFor, placeOf } from '../../../renderer/ui/menu.ts';

const ROOM = { width: 400, height: 640 };
const SIZE = { width: 220, height: 200 };

test('a menu stands at its point where there is room', () => {
  expect(placeOf({ x: 50, y: 60 }, SIZE, ROOM)).toEqual({ left: 50, top: 60 });
});

test('at the right edge it moves in, and at the lower edge it stands above the point', () => {
  expect(placeOf({ x: 390, y: 600 }, SIZE, ROOM)).toEqual({ left: 174, top: 400 });
});

test('where there is room neither below nor above it begins at the top edge', () => {
  expect(placeOf({ x: 0, y: 100 }, { width: 220, height: 630 }, ROOM)).toEqual({ left: 6, top: 6 });
});

test('a letter means the next item that begins with it, and goes round', () => {
  const names = ['Open', 'Mark read', 'Copy the title', 'Copy Order', 'Only Orders'];
  expect(itemFor(names, 'c', 0)).toBe(2);
  expect(itemFor(names, 'C', 2)).toBe(3);
  expect(itemFor(names, 'c', 3)).toBe(2);
  expect(itemFor(names, 'o', 0)).toBe(4);
  expect(itemFor(names, 'x', 0)).toBeUndefined();
});
