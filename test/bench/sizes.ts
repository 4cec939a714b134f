import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPage } from '../renderer/page.ts';
import type { Figure } from './figures.ts';
import { inFolder } from './folders.ts';

/** What the window loads of the build that ships, gzipped, in kB of a thousand bytes. */
export function sizes(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const { first, prepared } = await buildPage(folder);
    const packed = async (files: readonly string[]): Promise<{ whole: number; gzipped: number }> => {
      const read = await Promise.all([...files, 'main.css'].map((file) => readFile(path.join(folder, file))));
      const sum = (lengths: readonly number[]): number => lengths.reduce((total, length) => total + length, 0) / 1000;
      return { whole: sum(read.map(({ length }) => length)), gzipped: sum(read.map((bytes) => gzipSync(bytes).length)) };
    };
    const figure = async (name: string, files: readonly string[], most: number): Promise<Figure> => {
      const { whole, gzipped } = await packed(files);
      return { name, value: gzipped, unit: 'kB', aim: { most }, note: `gzipped; ${whole.toFixed(0)} kB as they lie, in ${files.length} scripts and a style sheet` };
    };
    return [await figure('without which the window shows nothing', first, 60), await figure('all but the sample data, once it has time', prepared, 129)];
  });
}
