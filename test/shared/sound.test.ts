import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OWN_SOUNDS } from '../../src/shared/sound.ts';

test.each(OWN_SOUNDS)('%s is a short file that any desktop can play', (sound) => {
  const bytes = readFileSync(path.join(import.meta.dirname, '../../assets/sounds', `${sound}.wav`));
  expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
  expect(bytes.subarray(8, 16).toString()).toBe('WAVEfmt ');
  expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
  expect(bytes.length).toBeLessThan(60_000);
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(10_000);
  expect(loudest).toBeLessThan(32_000);
  expect(Math.abs(samples.at(-1)!)).toBeLessThan(200);
});
