import { crc32 } from 'node:zlib';
import { PNG } from 'pngjs';

/** A picture as the node serves it. */
export interface Picture {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** A PNG with a soft two-colour gradient that depends on the seed only, so that thumbnails of different things differ at a glance. */
export function pngPicture(seed: number, width = 96, height = width): Picture {
  const png = new PNG({ width, height });
  const [from, to] = [hue(seed * 67), hue(seed * 67 + 50)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const share = (x / width + y / height) / 2;
      const at = (y * width + x) * 4;
      for (const channel of [0, 1, 2]) png.data[at + channel] = mix(from[channel] ?? 0, to[channel] ?? 0, share);
      png.data[at + 3] = 255;
    }
  }
  return { bytes: PNG.sync.write(png), contentType: 'image/png' };
}

/** A valid JPEG of 8 by 8 pixels. */
export function jpegPicture(): Picture {
  return { bytes: Buffer.from(JPEG, 'base64'), contentType: 'image/jpeg' };
}

/** Pictures that a client must refuse, each for one reason. */
export const badPictures = {
  /** SVG can hold scripts. */
  svg: (): Picture => ({
    bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>'),
    contentType: 'image/svg+xml',
  }),
  /** A small file whose header announces 20,000 by 20,000 pixels. */
  tooManyPixels: (): Picture => ({ bytes: withSize(pngPicture(1, 8).bytes, 20_000, 20_000), contentType: 'image/png' }),
  /** A valid PNG of more than 512 KB. */
  tooManyBytes: (): Picture => ({ bytes: withPadding(pngPicture(2, 8).bytes, 600_000), contentType: 'image/png' }),
  /** A page that says it is a PNG. */
  notAPicture: (): Picture => ({ bytes: Buffer.from('<!doctype html><title>hello</title>'), contentType: 'image/png' }),
  /** A PNG cut off after its header. */
  truncated: (): Picture => ({ bytes: pngPicture(3, 8).bytes.subarray(0, 20), contentType: 'image/png' }),
} satisfies Record<string, () => Picture>;

type Colour = readonly [number, number, number];

function hue(degrees: number): Colour {
  const part = (offset: number): number => {
    const k = (offset + degrees / 30) % 12;
    return Math.round(255 * (0.6 - 0.32 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4)];
}

function mix(from: number, to: number, share: number): number {
  return Math.round(from + (to - from) * share);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return framed;
}

const SIGNATURE_LENGTH = 8;
const HEADER_END = 33;

function withSize(png: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, SIGNATURE_LENGTH), chunk('IHDR', header), png.subarray(HEADER_END)]);
}

function withPadding(png: Buffer, bytes: number): Buffer {
  const text = Buffer.concat([Buffer.from('Comment\0', 'latin1'), Buffer.alloc(bytes, 0x2e)]);
  return Buffer.concat([png.subarray(0, HEADER_END), chunk('tEXt', text), png.subarray(HEADER_END)]);
}

const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//' +
  '2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgDASIAAhEBAxEB/8QA' +
  'FQABAQAAAAAAAAAAAAAAAAAAAAb/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFWL/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABkRAAEFAAAAAAAAAAAAAAAAAAAC' +
  'AxMUUf/aAAwDAQACEQMRAD8AkKmgF6FACu3h/9k=';
