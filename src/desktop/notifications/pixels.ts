/** Raw pixels as the `image-data` hint takes them: rows of 8-bit RGB or RGBA, not premultiplied. */
export interface Pixels {
  width: number;
  height: number;
  hasAlpha: boolean;
  data: Buffer;
}

/**
 * From Electron's bitmap on Linux (BGRA, premultiplied). Without an alpha channel where nothing is translucent: a quarter less to send, byte by
 * byte, on the thread that also runs everything else.
 */
export function pixelsFromBitmap(bitmap: Uint8Array, width: number, height: number): Pixels {
  const count = width * height;
  if (bitmap.length < count * 4) throw new RangeError(`${bitmap.length} bytes are too few for ${width}x${height}`);
  let hasAlpha = false;
  for (let at = 3; at < count * 4 && !hasAlpha; at += 4) hasAlpha = bitmap[at] !== 255;
  const channels = hasAlpha ? 4 : 3;
  const data = Buffer.alloc(count * channels);
  for (let index = 0; index < count; index++) {
    const from = index * 4;
    const to = index * channels;
    const alpha = bitmap[from + 3] ?? 255;
    for (let channel = 0; channel < 3; channel++) data[to + channel] = straight(bitmap[from + 2 - channel] ?? 0, alpha);
    if (hasAlpha) data[to + 3] = alpha;
  }
  return { width, height, hasAlpha, data };
}

/** The size that fits into a square of `side`, in the same proportions; never larger than it was. */
export function fitInto(side: number, width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, side / width, side / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function straight(value: number, alpha: number): number {
  if (alpha === 255) return value;
  return alpha === 0 ? 0 : Math.min(255, Math.round((value * 255) / alpha));
}
