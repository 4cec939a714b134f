import { expect, test } from 'vitest';
import { createConnectionRecord, reasonIn } from '../../src/diagnostics/record.ts';
import { NOON, testClock } from '../clock.ts';

test('what a connection went through is remembered, told once, and bounded', async () => {
  const clock = testClock();
  const record = createConnectionRecord(clock);
  const waiting = { phase: 'waiting', retryAt: 1, since: 1, trouble: { code: 'refused', detail: 'ECONNREFUSED' } } as const;
  record.state('a', { phase: 'connecting' });
  record.state('a', waiting);
  record.state('a', { ...waiting, retryAt: 2 });
  clock.jump(1000);
  record.state('a', { phase: 'online', since: NOON });
  expect(record.of('a').happened).toEqual([
    { at: NOON, phase: 'connecting' },
    { at: NOON, phase: 'waiting', trouble: 'refused', detail: 'ECONNREFUSED' },
    { at: NOON + 1000, phase: 'online' },
  ]);
  expect(record.of('b').happened).toEqual([]);
  for (let n = 0; n < 500; n++) record.state('b', { phase: n % 2 === 0 ? 'connecting' : 'paused' });
  expect(record.of('b').happened).toHaveLength(30);
  expect(record.of('a').happened).toHaveLength(3);
});

test('ignored frames are counted by reason, however many reasons a server finds', () => {
  const record = createConnectionRecord(testClock());
  for (let n = 0; n < 100; n++) record.ignored('a', `reason ${n}`);
  record.ignored('a', 'reason 1');
  const { ignored } = record.of('a');
  expect(ignored['reason 1']).toBe(2);
  expect(Object.keys(ignored)).toHaveLength(31);
  expect(ignored['for other reasons']).toBe(70);
});

test('of connections that were added and removed again and again only the last are remembered', () => {
  const record = createConnectionRecord(testClock());
  for (let n = 0; n < 300; n++) record.state(`c${n}`, { phase: 'connecting' });
  expect(record.of('c0').happened).toEqual([]);
  expect(record.of('c299').happened).toHaveLength(1);
});

test('a reason is kept without what the frame itself wrote', () => {
  expect(reasonIn('no frame of a node: its first key is rosalinde')).toBe('no frame of a node');
  expect(reasonIn('rosalinde: x without a topic')).toBe('a signal without a topic');
  expect(reasonIn('a request that is rosalinde already')).toBe('a request that is settled already');
  expect(reasonIn('not JSON')).toBe('not JSON');
});
