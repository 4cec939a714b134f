import { PNG } from 'pngjs';

/** A small picture of its own colours for each name, so that a list looks like one of real things. */
export function pictureOf(name: string): Buffer {
  const size = 96;
  const seed = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), 7) >>> 0;
  const hue = seed % 360;
  const png = new PNG({ width: size, height: size });
  const ground = colour(hue, 0.38, 0.78);
  const thing = colour((hue + 28) % 360, 0.45, 0.42);
  const light = colour((hue + 28) % 360, 0.4, 0.58);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const inside = Math.hypot((x - 48) / 27, (y - 52) / (22 + (seed % 3) * 6)) < 1;
      const [r, g, b] = inside ? (x - y * 0.3 < 34 ? light : thing) : y > 70 ? colour(hue, 0.3, 0.7) : ground;
      png.data.set([r, g, b, 255], (y * size + x) * 4);
    }
  }
  return PNG.sync.write(png);
}

function colour(hue: number, saturation: number, lightness: number): [number, number, number] {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
