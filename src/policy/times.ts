import type { PauseFor } from '../shared/quiet.ts';
import type { SnoozeTimes } from '../shared/alarm.ts';
import type { Zone } from './zone.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Before this it is still the night before. */
const NIGHT_ENDS = 4;
const MORNING = 8;
const EVENING = 18;

/** The next eight o'clock that follows a night. */
function morningAfter(now: number, zone: Zone): number {
  const wall = zone.wallAt(now);
  const day = Math.floor(wall / DAY_MS);
  const next = wall - day * DAY_MS < NIGHT_ENDS * HOUR_MS ? day : day + 1;
  return zone.firstAt(next * DAY_MS + MORNING * HOUR_MS);
}

/**
 * When a pause that is chosen now ends: UTC ms, or null for "until resumed". Where quiet hours last beyond the morning, they go on by
 * themselves, so the pause need not know of them.
 */
export function pauseEnd(how: PauseFor, now: number, zone: Zone): number | null {
  if (how === 'resumed') return null;
  return how === 'hour' ? now + HOUR_MS : morningAfter(now, zone);
}

/** When a snooze that is chosen now would end. */
export function snoozeTimes(now: number, zone: Zone): SnoozeTimes {
  const evening = zone.firstAt(Math.floor(zone.wallAt(now) / DAY_MS) * DAY_MS + EVENING * HOUR_MS);
  return { hour: now + HOUR_MS, ...(evening > now + HOUR_MS ? { evening } : {}), morning: morningAfter(now, zone) };
}
