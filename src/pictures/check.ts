/** A picture that may be shown: its MIME type by its own bytes, and its size by its header. */
export interface Checked {
  type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  width: number;
  height: number;
}

export const MAX_BYTES = 512 * 1024;
export const MAX_SIDE = 1024;

/**
 * Looks at the header alone, before any decoder sees the bytes: PNG, JPEG, WebP or GIF by their magic bytes (never SVG, which can hold
 * scripts), at most 512 KB and 1024 by 1024. Undefined for anything else. What a server claims in a header counts for nothing.
 */
export function checkPicture(bytes: Uint8Array): Checked | undefined {
  if (bytes.byteLength > MAX_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view);
  if (found === undefined || found.width < 1 || found.height < 1) return undefined;
  return found.width <= MAX_SIDE && found.height <= MAX_SIDE ? found : undefined;
}

function png(view: DataView): Checked | undefined {
  if (!startsWith(view, 0, '\x89PNG\r\n\x1a\n') || !startsWith(view, 12, 'IHDR') || view.byteLength < 33) return undefined;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): Checked | undefined {
  if (!(startsWith(view, 0, 'GIF87a') || startsWith(view, 0, 'GIF89a')) || view.byteLength < 13) return undefined;
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webp(view: DataView): Checked | undefined {
  if (!startsWith(view, 0, 'RIFF') || !startsWith(view, 8, 'WEBP') || view.byteLength < 30) return undefined;
  const type = 'image/webp';
  if (startsWith(view, 12, 'VP8X')) return { type, width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (startsWith(view, 12, 'VP8 ') && uint24(view, 23) === 0x2a_01_9d) {
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (startsWith(view, 12, 'VP8L') && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return undefined;
}

/** Walks the segments to the frame header (SOF), which has the size. */
function jpeg(view: DataView): Checked | undefined {
  if (!startsWith(view, 0, '\xff\xd8\xff')) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrameHeader(marker)) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else if (marker === 0xda || marker === 0xd9) return undefined;
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie between them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function startsWith(view: DataView, at: number, magic: string): boolean {
  if (view.byteLength < at + magic.length) return false;
  return [...magic].every((character, index) => view.getUint8(at + index) === character.charCodeAt(0));
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
