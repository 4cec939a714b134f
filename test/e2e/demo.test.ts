import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { runHeadless } from '../demo/headless.ts';

test('the demo acts out its day of trade on two nodes, two wallets and two venues, and all that it expects happens', async () => {
  await build({ dev: true });
  const output = await mkdtemp(path.join(tmpdir(), 'tradebell-demo-output-'));
  onTestFinished(() => rm(output, { recursive: true }));
  const lines: string[] = [];
  const add = (line = ''): void => void lines.push(line);
  const code = await runHeadless({ root: path.resolve(import.meta.dirname, '../..'), output, tell: { step: add, note: add, plain: add } });
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
  expect(code).toBe(0);
  expect(lines.filter((line) => line.startsWith('✓')).length).toBeGreaterThan(50);
  expect((await readdir(output)).length).toBeGreaterThan(30);
}, 240_000);
