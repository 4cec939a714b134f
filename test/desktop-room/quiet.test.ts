import { expect, test } from 'vitest';
import { watchQuiet } from '../../src/desktop/quiet.ts';
import { machineTimeZone } from '../../src/desktop/time-zone.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import type { Quiet } from '../../src/shared/quiet.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { NOON, testClock } from '../clock.ts';

const HOUR = 3_600_000;
const afternoon: Settings['quietHours'] = [{ days: ['sun'], from: '14:00', to: '16:00' }];

function scene(settings: Partial<Settings> = {}) {
  const clock = testClock();
  const listeners = new Set<(settings: Settings) => void>();
  let now: Settings = { ...DEFAULT_SETTINGS, ...settings };
  /** `moved`: the machine's, which is not known until it is looked for. */
  const at: { zone: string; moved?: string; desktop: boolean } = { zone: 'UTC', desktop: false };
  const told: (Quiet['why'] | undefined)[] = [];
  const watch = watchQuiet({
    settings: {
      get: () => now,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    clock,
    zone: { current: () => zoneOf(at.zone), lookAgain: () => void (at.zone = at.moved ?? at.zone) },
    desktopQuiet: () => at.desktop,
    changed: (quiet) => told.push(quiet?.why),
  });
  const change = (next: Partial<Settings>): void => {
    now = { ...now, ...next };
    for (const listener of listeners) listener(now);
  };
  return { clock, watch, told, change, at, listeners };
}

test('quiet hours begin and end by themselves, and what asks is told', async () => {
  const { clock, watch, told } = scene({ quietHours: afternoon });
  watch.look();
  expect(watch.current()).toBeUndefined();
  await clock.advance(2 * HOUR);
  expect(watch.current()).toEqual({ why: 'quiet-hours', until: NOON + 4 * HOUR, urgentComes: true });
  await clock.advance(2 * HOUR);
  expect(told).toEqual(['quiet-hours', undefined]);
  watch.close();
  expect(clock.pending()).toBe(0);
});

test('without quiet hours or a pause nothing waits for a time', async () => {
  const { clock, watch, change, told, listeners } = scene();
  watch.look();
  expect(clock.pending()).toBe(0);
  change({ pausedUntil: null });
  expect(clock.pending()).toBe(0);
  change({ pausedUntil: NOON + HOUR });
  expect(clock.pending()).toBe(1);
  await clock.advance(HOUR);
  expect(told).toEqual(['paused', 'paused', undefined]);
  expect(clock.pending()).toBe(0);
  watch.close();
  expect(listeners.size).toBe(0);
});

test('a pause that ends in quiet hours leaves it quiet', async () => {
  const { clock, watch, told } = scene({ quietHours: afternoon, pausedUntil: NOON + 3 * HOUR });
  watch.look();
  await clock.advance(3 * HOUR);
  expect(told).toEqual(['paused', 'quiet-hours']);
  watch.close();
});

test('an alert that comes after a sleep finds it as it is, though no timer has run', () => {
  const { clock, watch, told } = scene({ quietHours: afternoon });
  watch.look();
  clock.jump(3 * HOUR);
  expect(watch.current()?.why).toBe('quiet-hours');
  clock.jump(HOUR);
  expect(watch.current()).toBeUndefined();
  clock.jump(-HOUR);
  expect(watch.current()?.why).toBe('quiet-hours');
  expect(told).toEqual(['quiet-hours', undefined, 'quiet-hours']);
  watch.close();
});

test('another zone, or the desktop’s word, counts from the next look on', () => {
  const { watch, told, at } = scene({ quietHours: afternoon });
  watch.look();
  at.zone = 'Europe/Moscow';
  expect(watch.current()?.why).toBe('quiet-hours');
  at.zone = 'UTC';
  at.desktop = true;
  watch.look();
  expect(watch.current()).toEqual({ why: 'desktop-quiet', urgentComes: false });
  expect(told).toEqual(['quiet-hours', 'desktop-quiet']);
  watch.close();
});

test('a zone that was changed while the machine was awake counts within the hour', async () => {
  const { clock, watch, told, at } = scene({ quietHours: afternoon });
  watch.look();
  at.moved = 'Europe/Berlin';
  await clock.advance(HOUR);
  expect(told).toEqual(['quiet-hours']);
  expect(watch.current()).toMatchObject({ until: NOON + 3 * HOUR });
  watch.close();
});

test('the machine’s zone is the process’s own, and looking again touches no variable that is set', () => {
  const env: Record<string, string | undefined> = { TZ: 'Asia/Tokyo' };
  const zone = machineTimeZone(env);
  zone.lookAgain();
  expect(env).toEqual({ TZ: 'Asia/Tokyo' });
  expect(zone.current().wallAt(NOON)).toBe(NOON);
});

test.each([[undefined], ['Etc/Unknown']])('a zone that the runtime calls %s is the one by which it shows times', (name) => {
  const zone = machineTimeZone({}, () => name);
  zone.lookAgain();
  const shown = new Date(NOON);
  expect(zone.current().wallAt(NOON)).toBe(NOON - shown.getTimezoneOffset() * 60_000);
  expect(zone.current().firstAt(zone.current().wallAt(NOON))).toBe(NOON);
});
