import { nativeImage } from 'electron';
import { fitInto, pixelsFromBitmap } from './pixels.ts';
import type { Pixels } from './pixels.ts';

const MAX_BYTES = 1024 * 1024;
/** Large enough for every desktop's notification, small enough that sending it does not hold up the main loop. */
const SIDE = 64;

/** Decodes a PNG or JPEG that pictures/ has checked, scaled down for a notification; undefined where it cannot be read. */
export function decodePicture(encoded: Uint8Array): Pixels | undefined {
  if (encoded.length > MAX_BYTES) return undefined;
  const image = nativeImage.createFromBuffer(Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength));
  if (image.isEmpty()) return undefined;
  const { width, height } = image.getSize();
  const small = image.resize({ ...fitInto(SIDE, width, height), quality: 'good' });
  const size = small.getSize();
  return pixelsFromBitmap(small.toBitmap(), size.width, size.height);
}
