import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../../src/journal/export/new-file.ts';
import { folder } from '../sample.ts';

async function* pieces(...texts: (string | Error | (() => void))[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    if (typeof text === 'function') text();
    else yield text;
  }
}

test('a file is there when it is whole, readable by its owner alone, and takes the place of an earlier one', async () => {
  const at = folder();
  const file = path.join(at, 'history.csv');
  fs.writeFileSync(file, 'earlier');
  const long = 'ü'.repeat(50_000);
  await writeWhole(file, pieces('a', long, () => expect(fs.readFileSync(file, 'utf8')).toBe('earlier'), long, 'z'), 'token');
  expect(fs.readFileSync(file, 'utf8')).toBe(`a${long}${long}z`);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(at)).toEqual(['history.csv']);
});

test('one that fails or is stopped half way leaves nothing, and the earlier file as it was', async () => {
  const at = folder();
  const file = path.join(at, 'history.csv');
  fs.writeFileSync(file, 'earlier');
  await expect(writeWhole(file, pieces('a'.repeat(100_000), new Error('no more')), 'one')).rejects.toThrow('no more');
  const stop = new AbortController();
  await expect(writeWhole(file, pieces('a'.repeat(100_000), () => stop.abort(), 'b'), 'two', stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(fs.readdirSync(at)).toEqual(['history.csv']);
  expect(fs.readFileSync(file, 'utf8')).toBe('earlier');
});

test('a folder that is not there is an error of the system', async () => {
  await expect(writeWhole(path.join(folder(), 'none', 'x.csv'), pieces('a'), 'one')).rejects.toMatchObject({ code: 'ENOENT' });
});
