import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextQuietChange, quietUntil } from '../../src/policy/quiet-hours.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import { QuietSpan, WEEKDAYS, type Weekday } from '../../src/shared/quiet.ts';
import { ahead, changes, wall, ZONES } from './zones.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ALL: Weekday[] = [...WEEKDAYS];
const nights: QuietSpan = { days: ALL, from: '22:00', to: '07:00' };

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The rule as plainly as it can be said: what the wall clock shows lies within a span of this day, or of the one before. */
function shows(spans: readonly QuietSpan[], at: number, timeZone: string): boolean {
  const { weekday, minutes } = wall(at, timeZone);
  const before = WEEKDAYS[(WEEKDAYS.indexOf(weekday as Weekday) + 6) % 7]!;
  return spans.some(({ days, from, to }) => {
    const [begins, ends] = [minutesOf(from), minutesOf(to)];
    if (begins < ends) return days.includes(weekday as Weekday) && begins <= minutes && minutes < ends;
    return (days.includes(weekday as Weekday) && begins <= minutes) || (days.includes(before) && minutes < ends);
  });
}

const YEARS = [[Date.UTC(2025, 0), Date.UTC(2027, 0)], [Date.UTC(2011, 9), Date.UTC(2012, 0)]] as const;
const CHANGES = ZONES.flatMap((zone) => YEARS.flatMap(([from, to]) => changes(zone, from, to)).map(({ at, by }) => ({ zone, at, by })));
const BACK = CHANGES.filter(({ by }) => by < 0);

const two = (value: number): string => String(value).padStart(2, '0');
const time = fc.tuple(fc.nat(23), fc.constantFrom(0, 1, 15, 30, 45, 59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const span: fc.Arbitrary<QuietSpan> = fc.record({ days: fc.subarray(ALL), from: time, to: time });
const spans = fc.array(span, { minLength: 1, maxLength: 3 });
/** As likely by a change of the clock as not. */
const moment = fc.oneof(
  fc.record({ zone: fc.constantFrom(...ZONES), at: fc.integer({ min: YEARS[0][0] / MINUTE, max: YEARS[0][1] / MINUTE }).map((minutes) => minutes * MINUTE) }),
  fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -30 * 60, max: 30 * 60 })).map(([{ zone, at }, minutes]) => ({ zone, at: at + minutes * MINUTE }))
);

describe('quiet hours, in any zone, by any change of its clock', () => {
  test('it is quiet whenever the wall clock shows a time within a span', () => {
    fc.assert(
      fc.property(spans, moment, (some, { zone, at }) => {
        fc.pre(shows(some, at, zone));
        expect(quietUntil(some, at, zoneOf(zone))).toBeGreaterThan(at);
      }),
      { numRuns: 1500 }
    );
  });
  test('it is quiet at no other time, but between an hour and its repetition', () => {
    fc.assert(
      fc.property(spans, moment, (some, { zone, at }) => {
        fc.pre(!shows(some, at, zone));
        const repeated = BACK.some((change) => change.zone === zone && Math.abs(at - change.at) <= -change.by);
        expect(repeated || quietUntil(some, at, zoneOf(zone)) === undefined).toBe(true);
      }),
      { numRuns: 1500 }
    );
  });
  test('it is quiet without a gap until it says, and no longer', () => {
    fc.assert(
      fc.property(spans, moment, (some, { zone, at }) => {
        const until = quietUntil(some, at, zoneOf(zone));
        fc.pre(until !== undefined);
        for (let nth = 0; nth < 6; nth++) {
          const within = Math.floor(at + ((until - at) * nth) / 6);
          expect(quietUntil(some, within, zoneOf(zone))).toBeDefined();
        }
        expect(quietUntil(some, until - 1, zoneOf(zone))).toBeGreaterThanOrEqual(until);
        if (until - at < 7 * DAY) expect(quietUntil(some, until, zoneOf(zone))).toBeUndefined();
      }),
      { numRuns: 300 }
    );
  });
  test('when it will be quiet next is the first moment at which it is', () => {
    fc.assert(
      fc.property(spans, moment, (some, { zone, at }) => {
        fc.pre(quietUntil(some, at, zoneOf(zone)) === undefined);
        const next = nextQuietChange(some, at, zoneOf(zone));
        if (next === undefined) {
          // A span of days that never come within the week, or that the clock skips.
          for (let later = at; later < at + 7 * DAY; later += HOUR / 4) expect(shows(some, later, zone)).toBe(false);
          return;
        }
        expect(next).toBeGreaterThan(at);
        expect(quietUntil(some, next, zoneOf(zone))).toBeGreaterThan(next);
        for (let nth = 1; nth < 9; nth++) expect(quietUntil(some, Math.floor(at + ((next - at) * nth) / 9), zoneOf(zone))).toBeUndefined();
      }),
      { numRuns: 300 }
    );
  });
});

describe('the zone’s own clock', () => {
  test('shows what Intl shows, and finds the moments of a reading', () => {
    fc.assert(
      fc.property(moment, ({ zone, at }) => {
        const { wallAt, firstAt, lastBefore } = zoneOf(zone);
        expect(wallAt(at) - at).toBe(ahead(at, zone));
        const reading = wallAt(at);
        const [first, last] = [firstAt(reading), lastBefore(reading)];
        expect(first).toBeLessThanOrEqual(at);
        expect([wallAt(first), wallAt(last)]).toEqual([reading, reading]);
        for (let minutes = 1; minutes <= 240; minutes += 13) {
          expect(wallAt(first - minutes * MINUTE)).toBeLessThan(reading);
          expect(wallAt(last + minutes * MINUTE)).toBeGreaterThan(reading);
        }
      }),
      { numRuns: 300 }
    );
  });
  test('before the year 1970, and to the millisecond', () => {
    expect(zoneOf('Asia/Kathmandu').wallAt(-1)).toBe(-1 + 5.5 * HOUR);
    expect(zoneOf('UTC').wallAt(1_234_567)).toBe(1_234_567);
  });
});

describe('by example', () => {
  const until = (spans: readonly QuietSpan[], at: string, zone: string) => {
    const end = quietUntil(spans, Date.parse(at), zoneOf(zone));
    return end === undefined ? undefined : new Date(end).toISOString();
  };
  test('a night goes over midnight, by the day on which it began', () => {
    const friday: QuietSpan = { days: ['fri'], from: '22:00', to: '07:00' };
    expect(until([friday], '2026-03-06T23:00:00Z', 'UTC')).toBe('2026-03-07T07:00:00.000Z');
    expect(until([friday], '2026-03-07T03:00:00Z', 'UTC')).toBe('2026-03-07T07:00:00.000Z');
    expect(until([friday], '2026-03-06T03:00:00Z', 'UTC')).toBeUndefined();
    expect(until([friday], '2026-03-07T07:00:00Z', 'UTC')).toBeUndefined();
  });
  test('the night in which the clock is set forward is an hour shorter, the one in which it is set back an hour longer', () => {
    expect(until([nights], '2026-03-28T22:00:00Z', 'Europe/London')).toBe('2026-03-29T06:00:00.000Z');
    expect(until([nights], '2026-10-24T21:00:00Z', 'Europe/London')).toBe('2026-10-25T07:00:00.000Z');
    expect(until([nights], '2026-04-04T12:00:00Z', 'Australia/Lord_Howe')).toBe('2026-04-04T20:30:00.000Z');
  });
  test('an end in the hour that comes twice is the second, a beginning the first', () => {
    const [early, late]: QuietSpan[] = [{ days: ALL, from: '22:00', to: '01:30' }, { days: ALL, from: '01:30', to: '04:00' }];
    expect(until([early!], '2026-10-24T21:00:00Z', 'Europe/London')).toBe('2026-10-25T01:30:00.000Z');
    expect(until([late!], '2026-10-25T00:30:00Z', 'Europe/London')).toBe('2026-10-25T04:00:00.000Z');
    expect(until([late!], '2026-10-25T00:29:59Z', 'Europe/London')).toBeUndefined();
  });
  test('within the hour that the clock skips there is nothing; what only begins or ends there meets the change', () => {
    const skipped: QuietSpan = { days: ['sun'], from: '01:10', to: '01:50' };
    expect(until([skipped], '2026-03-29T01:00:00Z', 'Europe/London')).toBeUndefined();
    expect(nextQuietChange([skipped], Date.parse('2026-03-28T12:00:00Z'), zoneOf('Europe/London'))).toBe(Date.parse('2026-04-05T00:10:00Z'));
    expect(until([{ ...skipped, from: '00:30' }], '2026-03-29T00:30:00Z', 'Europe/London')).toBe('2026-03-29T01:00:00.000Z');
    expect(until([{ ...skipped, to: '03:00' }], '2026-03-29T01:00:00Z', 'Europe/London')).toBe('2026-03-29T02:00:00.000Z');
  });
  test('equal times are a whole day; without days it is never', () => {
    const saturday: QuietSpan = { days: ['sat'], from: '00:00', to: '00:00' };
    expect(until([saturday], '2026-03-07T12:00:00Z', 'UTC')).toBe('2026-03-08T00:00:00.000Z');
    expect(until([saturday], '2026-03-08T00:00:00Z', 'UTC')).toBeUndefined();
    expect(until([{ ...saturday, days: [] }], '2026-03-07T12:00:00Z', 'UTC')).toBeUndefined();
    expect(nextQuietChange([{ ...saturday, days: [] }], Date.parse('2026-03-07T12:00:00Z'), zoneOf('UTC'))).toBeUndefined();
  });
  test('spans that meet are one; a quiet that never ends is looked at again in a week', () => {
    const spans: QuietSpan[] = [nights, { days: ['sun'], from: '07:00', to: '12:00' }];
    expect(until(spans, '2026-03-07T23:00:00Z', 'UTC')).toBe('2026-03-08T12:00:00.000Z');
    const always = quietUntil([{ days: ALL, from: '00:00', to: '00:00' }], Date.parse('2026-03-07T12:00:00Z'), zoneOf('UTC'))!;
    expect(always - Date.parse('2026-03-07T12:00:00Z')).toBeGreaterThan(7 * DAY);
  });
  test('the same hours are another moment once the zone is another', () => {
    expect(until([nights], '2026-03-07T23:00:00Z', 'Asia/Kathmandu')).toBe('2026-03-08T01:15:00.000Z');
    expect(until([nights], '2026-03-07T23:00:00Z', 'America/New_York')).toBeUndefined();
  });
});

test.each([['24:00'], ['7:00'], ['07:60'], ['0700'], ['']])('%s is no time of day', (from) => {
  expect(QuietSpan.safeParse({ days: ['mon'], from, to: '08:00' }).success).toBe(false);
});
