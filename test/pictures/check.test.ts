import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPicture } from '../../src/pictures/check.ts';
import { badPictures, jpegPicture, pngPicture } from '../servers/openbazaar/pictures.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

test('PNG and JPEG are told by their bytes, with their size', () => {
  expect(checkPicture(pngPicture(1, 60, 40).bytes)).toEqual({ type: 'image/png', width: 60, height: 40 });
  expect(checkPicture(jpegPicture().bytes)).toEqual({ type: 'image/jpeg', width: 8, height: 8 });
});

test('GIF and the three kinds of WebP too', () => {
  expect(checkPicture(bytes('GIF89a', [0x20, 0, 0x10, 0, 0, 0, 0]))).toEqual({ type: 'image/gif', width: 32, height: 16 });
  const webp = (chunk: string, body: number[]) => bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [10, 0, 0, 0], body);
  expect(checkPicture(webp('VP8X', [0, 0, 0, 0, 0xff, 0, 0, 0x7f, 0, 0]))).toEqual({ type: 'image/webp', width: 256, height: 128 });
  expect(checkPicture(webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0, 0x30, 0]))).toEqual({ type: 'image/webp', width: 64, height: 48 });
  expect(checkPicture(webp('VP8L', [0x2f, 0x1f, 0xc0, 0x03, 0, 0, 0, 0, 0, 0]))).toEqual({ type: 'image/webp', width: 32, height: 16 });
});

test.each(Object.entries(badPictures))('%s is refused', (_name, bad) => {
  expect(checkPicture(bad().bytes)).toBeUndefined();
});

test('a side of 1024 passes, 1025 does not, and nor does an empty picture', () => {
  const gif = (width: number) => bytes('GIF89a', [width & 255, width >> 8, 1, 0, 0, 0, 0]);
  expect(checkPicture(gif(1024))).toMatchObject({ width: 1024 });
  expect(checkPicture(gif(1025))).toBeUndefined();
  expect(checkPicture(gif(0))).toBeUndefined();
});

test('a JPEG without a frame header ends, whatever its segments say', () => {
  expect(checkPicture(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0xff, 0xd9, 0, 0, 0, 0, 0, 0, 0]))).toBeUndefined();
});

test('no bytes make it throw, and none of over 1024 pixels pass', () => {
  const starts = ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'GIF89a', 'RIFF\0\0\0\0WEBPVP8X', 'RIFF\0\0\0\0WEBPVP8 ', 'RIFF\0\0\0\0WEBPVP8L', '\xff\xd8\xff', ''];
  const any = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }));
  const safe = fc.property(any, ([start, rest]) => {
    const found = checkPicture(bytes(start, [...rest]));
    return found === undefined || (found.width <= 1024 && found.height <= 1024 && found.width > 0 && found.height > 0);
  });
  expect(fc.check(safe, { numRuns: 2_000 })).toMatchObject({ failed: false });
});
