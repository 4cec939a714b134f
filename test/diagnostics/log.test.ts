import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog, type LogDeps } from '../../src/diagnostics/log.ts';
import { testClock } from '../clock.ts';

const at: { folder: string } = { folder: '' };
const open = (more: Partial<LogDeps> = {}) => openLog({ folder: at.folder, clock: testClock(), ...more });
const read = (name = 'tradebell.log'): Record<string, unknown>[] =>
  fs
    .readFileSync(path.join(at.folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeEach(() => {
  at.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-log-'));
});
afterEach(() => fs.rmSync(at.folder, { recursive: true, force: true }));

test('each line says when, how bad, what and the details, in the order of calls', async () => {
  const log = open();
  log.info('started', { version: '1' });
  log.warn('slow');
  log.error('failed', { error: new Error('no route') });
  await log.flush();
  expect(read()).toEqual([
    { at: '2026-03-01T12:00:00.000Z', level: 'info', message: 'started', details: { version: '1' } },
    { at: '2026-03-01T12:00:00.000Z', level: 'warn', message: 'slow' },
    { at: '2026-03-01T12:00:00.000Z', level: 'error', message: 'failed', details: { error: { name: 'Error', message: 'no route' } } },
  ]);
  expect(fs.statSync(path.join(at.folder, 'tradebell.log')).mode & 0o777).toBe(0o600);
});

test('logging touches no disk before the call returns', async () => {
  const log = open();
  log.info('started');
  expect(fs.readdirSync(at.folder)).toEqual([]);
  await log.flush();
  expect(fs.readdirSync(at.folder)).toEqual(['tradebell.log']);
});

test('a hidden secret is neither written nor echoed', async () => {
  const echoed: string[] = [];
  const log = open({ echo: (_, line) => echoed.push(line) });
  log.hide('hunter2!');
  log.info('user hunter2!', { header: `Basic ${Buffer.from('me:hunter2!').toString('base64')}`, url: 'http://x/?q=hunter2%21' });
  await log.flush();
  const written = fs.readFileSync(path.join(at.folder, 'tradebell.log'), 'utf8');
  for (const text of [written, ...echoed]) expect(text).not.toMatch(/hunter2|aHVudGVy|h1bnRlcj|odW50ZXIy/);
  expect(echoed).toHaveLength(1);
});

test('two files are kept, none much larger than the limit, and nothing between them is missing', async () => {
  const log = open({ maxBytes: 2000 });
  for (let number = 0; number < 60; number += 1) {
    log.info(`line ${number}`);
    if (number % 7 === 0) await log.flush();
  }
  await log.flush();
  expect(fs.readdirSync(at.folder).toSorted()).toEqual(['tradebell.1.log', 'tradebell.log']);
  const sizes = fs.readdirSync(at.folder).map((name) => fs.statSync(path.join(at.folder, name)).size);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
  const numbers = [...read('tradebell.1.log'), ...read()].map((line) => Number(String(line['message']).split(' ')[1]));
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 60 - numbers.length + index));
  expect(numbers.length).toBeGreaterThan(20);
});

test('a flood is bounded, and how much of it is missing is said', async () => {
  const log = open({ maxQueue: 10 });
  for (let number = 0; number < 100; number += 1) log.info(`line ${number}`);
  await log.flush();
  const lines = read();
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)?.['message']).toContain('90 lines of the log were lost');
});

test('a log that cannot be written stops nothing, and says afterwards what is missing', async () => {
  const echoed: string[] = [];
  const log = open({ echo: (_, line) => echoed.push(line) });
  fs.rmSync(at.folder, { recursive: true });
  fs.writeFileSync(at.folder, 'a file where the folder was');
  log.info('one');
  log.info('two');
  await log.flush();
  expect(echoed.at(-1)).toContain('the log cannot be written');
  fs.rmSync(at.folder);
  log.info('three');
  await log.flush();
  expect(read().map((line) => line['message'])).toEqual(['three', expect.stringContaining('2 lines of the log were lost')]);
  log.info('four');
  await log.flush();
  expect(read()).toHaveLength(3);
});
