import { expect, test } from 'vitest';
import { fitInto, pixelsFromBitmap } from '../../../src/desktop/notifications/pixels.ts';

test('an opaque bitmap becomes RGB', () => {
  const { hasAlpha, data } = pixelsFromBitmap(Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255), 2, 1);
  expect({ hasAlpha, data: [...data] }).toEqual({ hasAlpha: false, data: [3, 2, 1, 6, 5, 4] });
});

test('a translucent bitmap becomes RGBA with straight colours', () => {
  const { hasAlpha, data } = pixelsFromBitmap(Uint8Array.of(0, 64, 128, 128, 9, 9, 9, 0), 2, 1);
  expect({ hasAlpha, data: [...data] }).toEqual({ hasAlpha: true, data: [255, 128, 0, 128, 0, 0, 0, 0] });
});

test('a bitmap that is shorter than its size says is refused', () => {
  expect(() => pixelsFromBitmap(new Uint8Array(7), 2, 1)).toThrow(RangeError);
});

test('a picture is scaled down in proportion, never up, never to nothing', () => {
  expect(fitInto(64, 640, 320)).toEqual({ width: 64, height: 32 });
  expect(fitInto(64, 10, 20)).toEqual({ width: 10, height: 20 });
  expect(fitInto(64, 1024, 1)).toEqual({ width: 64, height: 1 });
});
