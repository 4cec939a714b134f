import { expect, test } from 'vitest';
import { quietChangesAt, quietNow } from '../../src/policy/quiet.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { NOON } from '../clock.ts';

const UTC = zoneOf('UTC');
const HOUR = 3_600_000;
const lunch: Partial<Settings> = { quietHours: [{ days: ['sun'], from: '11:00', to: '14:00' }] };
const quiet = (said: Partial<Settings> = {}, desktop = false, now = NOON) => quietNow({ ...DEFAULT_SETTINGS, ...said }, desktop, now, UTC);
const changes = (said: Partial<Settings> = {}, now = NOON) => quietChangesAt({ ...DEFAULT_SETTINGS, ...said }, now, UTC);

test('it is quiet for a pause, in quiet hours, and while the desktop is; the pause says it first', () => {
  expect(quiet()).toBeUndefined();
  expect(quiet({ ...lunch, pausedUntil: null }, true)).toEqual({ why: 'paused', urgentComes: false });
  expect(quiet({ ...lunch, pausedUntil: NOON + 1 })).toEqual({ why: 'paused', until: NOON + 1, urgentComes: false });
  expect(quiet({ ...lunch, pausedUntil: NOON })).toEqual({ why: 'quiet-hours', until: NOON + 2 * HOUR, urgentComes: true });
  expect(quiet({}, true)).toEqual({ why: 'desktop-quiet', urgentComes: false });
});

test('what is urgent comes through as the user says, and through both where both are on', () => {
  expect(quiet({ ...lunch, urgentInQuietHours: false })?.urgentComes).toBe(false);
  expect(quiet({ urgentInDesktopQuiet: true }, true)?.urgentComes).toBe(true);
  expect(quiet(lunch, true)?.urgentComes).toBe(false);
  expect(quiet({ ...lunch, urgentInDesktopQuiet: true }, true)?.urgentComes).toBe(true);
});

test('the desktop is not heeded where the user says so', () => {
  expect(quiet({ heedDesktopQuiet: false }, true)).toBeUndefined();
  expect(quiet({ ...lunch, heedDesktopQuiet: false }, true)?.urgentComes).toBe(true);
});

test('it changes by itself when a pause ends and when quiet hours begin or end, else never', () => {
  expect(changes()).toBeUndefined();
  expect(changes({ pausedUntil: null })).toBeUndefined();
  expect(changes({ pausedUntil: NOON + HOUR, ...lunch })).toBe(NOON + HOUR);
  expect(changes(lunch)).toBe(NOON + 2 * HOUR);
  expect(changes(lunch, NOON - 3 * HOUR)).toBe(NOON - HOUR);
});
