import { expect, test } from 'vitest';
import { DEFAULT_SIZE, MIN_SIZE, placeWindow } from '../../src/desktop/placement.ts';

const main = { x: 0, y: 0, width: 1920, height: 1080 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const saved = { x: 100, y: 50, width: 800, height: 600, maximized: false };

test('the first window has the default size, wherever the desktop puts it', () => {
  expect(placeWindow(undefined, [main])).toEqual(DEFAULT_SIZE);
});

test('a window comes back where it stood, also on a second screen', () => {
  expect(placeWindow(saved, [main])).toEqual({ x: 100, y: 50, width: 800, height: 600 });
  expect(placeWindow({ ...saved, x: -900 }, [main, left])).toMatchObject({ x: -900 });
});

test('a window whose screen is gone keeps its size, and is put in the middle', () => {
  expect(placeWindow({ ...saved, x: -900 }, [main])).toEqual({ width: 800, height: 600 });
  expect(placeWindow({ ...saved, y: -200 }, [main])).toEqual({ width: 800, height: 600 });
  expect(placeWindow({ ...saved, y: 1_060 }, [main])).toEqual({ width: 800, height: 600 });
});

test('a window is never larger than its screen, nor too small to use', () => {
  expect(placeWindow({ ...saved, width: 5_000, height: 4_000 }, [main])).toMatchObject({ width: 1920, height: 1080 });
  expect(placeWindow({ ...saved, width: 1, height: 1 }, [main])).toMatchObject({ ...MIN_SIZE });
});

test('numbers that are none are not used', () => {
  expect(placeWindow({ ...saved, x: Number.NaN }, [main])).toEqual(DEFAULT_SIZE);
});
