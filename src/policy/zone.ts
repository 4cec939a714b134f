/**
 * A wall clock in a time zone. Its readings are numbers as `Date.UTC` makes them of what it shows, so that a day is always 24 hours of it.
 * Where it is set back, it shows an hour twice; where it is set forward, one never.
 */
export interface Zone {
  /** What it shows at this moment (UTC ms). */
  wallAt(at: number): number;
  /** The first moment at which it shows this or later. */
  firstAt(wall: number): number;
  /** The moment from which on it never shows less than this. */
  lastBefore(wall: number): number;
}

const HOUR_MS = 3_600_000;
/** No zone is farther from UTC, before or after a change. */
const FARTHEST_MS = 15 * HOUR_MS;
const zones = new Map<string, Zone>();

/**
 * Intl knows every zone and its changes. Of two changes within 30 hours of each other, which no zone has had, one would be missed. Throws
 * RangeError where there is no such zone.
 */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const made = make(name);
  zones.set(name, made);
  return made;
}

/** That of the runtime, which cannot always say what it is called; by it every time is shown. */
export function unnamedZone(): Zone {
  return make(undefined);
}

function make(timeZone: string | undefined): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const wallAt = (at: number): number => {
    const shown: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
  };
  const offsetAt = (at: number): number => wallAt(at) - at;

  /** The change of the clock around a reading: what it was ahead of UTC before, from when on it is how much. */
  const changeAround = (wall: number): { before: number; at: number; after: number } => {
    let [from, to] = [wall - FARTHEST_MS, wall + FARTHEST_MS];
    const [before, after] = [offsetAt(from), offsetAt(to)];
    if (before === after) return { before, at: -Infinity, after };
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      if (offsetAt(middle) === before) from = middle;
      else to = middle;
    }
    return { before, at: to, after };
  };

  return {
    wallAt,
    firstAt(wall) {
      const { before, at, after } = changeAround(wall);
      return wall - before < at ? wall - before : Math.max(at, wall - after);
    },
    lastBefore(wall) {
      const { before, at, after } = changeAround(wall);
      return wall - after > at ? wall - after : Math.min(at, wall - before);
    },
  };
}
