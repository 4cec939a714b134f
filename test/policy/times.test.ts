import { expect, test } from 'vitest';
import { pauseEnd, snoozeTimes } from '../../src/policy/times.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import { NOON } from '../clock.ts';

const UTC = zoneOf('UTC');
const iso = (at: number | null | undefined) => (at === null || at === undefined ? at : new Date(at).toISOString());

test('a pause ends in an hour, on the next morning, or never by itself', () => {
  expect(pauseEnd('hour', NOON, UTC)).toBe(NOON + 3_600_000);
  expect(pauseEnd('resumed', NOON, UTC)).toBeNull();
  expect(iso(pauseEnd('morning', NOON, UTC))).toBe('2026-03-02T08:00:00.000Z');
  expect(iso(pauseEnd('morning', Date.UTC(2026, 2, 2, 1), UTC))).toBe('2026-03-02T08:00:00.000Z');
});

test('the morning is eight o’clock by the zone, also after a night with a change of the clock', () => {
  expect(iso(pauseEnd('morning', Date.UTC(2026, 2, 28, 18), zoneOf('Europe/London')))).toBe('2026-03-29T07:00:00.000Z');
  expect(iso(pauseEnd('morning', NOON, zoneOf('Asia/Kathmandu')))).toBe('2026-03-02T02:15:00.000Z');
});

test('a snooze until the evening is offered while that is more than an hour away', () => {
  expect(snoozeTimes(NOON, UTC)).toEqual({ hour: NOON + 3_600_000, evening: Date.UTC(2026, 2, 1, 18), morning: Date.UTC(2026, 2, 2, 8) });
  expect(snoozeTimes(Date.UTC(2026, 2, 1, 17), UTC)).not.toHaveProperty('evening');
  expect(snoozeTimes(Date.UTC(2026, 2, 1, 23), UTC)).not.toHaveProperty('evening');
});
