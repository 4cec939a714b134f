import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyOut } from '../../scripts/dist/out-folder.mjs';

let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-out-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

test('a folder that is not there is made, and is emptied the next time', () => {
  const out = path.join(folder, 'a', 'b');
  emptyOut(out);
  fs.writeFileSync(path.join(out, 'Tradebell.deb'), 'old');
  emptyOut(out);
  expect(fs.readdirSync(out)).toEqual(['.made-by-dist']);
});

test('a folder with other things in it stays as it is', () => {
  fs.writeFileSync(path.join(folder, 'letter'), 'dear reader');
  expect(() => emptyOut(folder)).toThrow('holds other things');
  expect(fs.readdirSync(folder)).toEqual(['letter']);
});

test('where there can be no folder it is said in words, and nothing is deleted', () => {
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, 'dear reader');
  for (const out of [file, path.join(file, 'below')]) expect(() => emptyOut(out)).toThrow('no packages can be put there');
  expect(fs.readFileSync(file, 'utf8')).toBe('dear reader');
});
