import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alarms } from '../../src/policy/alarms.ts';
import type { Awaiting } from '../../src/shared/alarm.ts';
import { NOON } from '../clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const one = (more: Partial<Awaiting> = {}): Awaiting => ({ id: 1, receivedAt: NOON, ...more });
const due = (awaiting: Awaiting, now: number) => alarms([awaiting], now).due.map(({ again }) => again);

describe('a deadline', () => {
  const awaiting = one({ deadlineAt: NOON + 3 * DAY });
  test('is reminded of a day and an hour before', () => {
    expect(alarms([awaiting], NOON)).toEqual({ due: [], nextAt: NOON + 2 * DAY });
    const daily = { id: 1, again: 'reminder-day', at: NOON + 2 * DAY, lead: DAY };
    expect(alarms([awaiting], NOON + 2 * DAY)).toEqual({ due: [daily], nextAt: NOON + 3 * DAY - HOUR });
    expect(alarms([{ ...awaiting, reminded: DAY }], NOON + 2 * DAY)).toEqual({ due: [], nextAt: NOON + 3 * DAY - HOUR });
    expect(due({ ...awaiting, reminded: DAY }, NOON + 3 * DAY - HOUR)).toEqual(['reminder-hour']);
    expect(alarms([{ ...awaiting, reminded: HOUR }], NOON + 3 * DAY - HOUR)).toEqual({ due: [] });
  });
  test('of which two reminders were slept through, is reminded of once, by the latest', () => {
    expect(due(awaiting, NOON + 3 * DAY - 10 * MINUTE)).toEqual(['reminder-hour']);
  });
  test('that is over is not reminded of', () => {
    expect(alarms([awaiting], NOON + 3 * DAY)).toEqual({ due: [] });
  });
  test('is not reminded of for times before its alert came, or just after', () => {
    expect(alarms([one({ deadlineAt: NOON + 5 * HOUR })], NOON)).toEqual({ due: [], nextAt: NOON + 4 * HOUR });
    expect(alarms([one({ deadlineAt: NOON + DAY + 9 * MINUTE })], NOON).nextAt).toBe(NOON + DAY + 9 * MINUTE - HOUR);
    expect(alarms([one({ deadlineAt: NOON + HOUR })], NOON)).toEqual({ due: [] });
  });
});

describe('a snooze', () => {
  test('ends when it was said', () => {
    expect(alarms([one({ snoozedUntil: NOON + HOUR })], NOON)).toEqual({ due: [], nextAt: NOON + HOUR });
    expect(due(one({ snoozedUntil: NOON + HOUR }), NOON + HOUR)).toEqual(['snoozed']);
  });
  test('keeps no reminder back, and one that ends with it is the same ring', () => {
    const both = one({ deadlineAt: NOON + 2 * HOUR, snoozedUntil: NOON + HOUR });
    expect(due(both, NOON + HOUR)).toEqual(['reminder-hour']);
    expect(due({ ...both, snoozedUntil: NOON + 2 * HOUR }, NOON + HOUR)).toEqual(['reminder-hour']);
  });
});

test('whatever waits, however long nobody looked: each alert is due at most once, nothing is due early, and the next look is later', () => {
  const awaiting = fc.record(
    {
      id: fc.nat(50),
      receivedAt: fc.integer({ min: NOON - 5 * DAY, max: NOON }),
      snoozedUntil: fc.integer({ min: NOON - DAY, max: NOON + DAY }),
      deadlineAt: fc.integer({ min: NOON - DAY, max: NOON + 3 * DAY }),
      reminded: fc.constantFrom(DAY, HOUR),
    },
    { requiredKeys: ['id', 'receivedAt'] }
  );
  const moment = fc.integer({ min: NOON - DAY, max: NOON + 3 * DAY });
  fc.assert(
    fc.property(fc.uniqueArray(awaiting, { selector: ({ id }) => id, maxLength: 20 }), moment, (all, now) => {
      const { due, nextAt } = alarms(all, now);
      expect(new Set(due.map(({ id }) => id)).size).toBe(due.length);
      for (const { at } of due) expect(at).toBeLessThanOrEqual(now);
      if (nextAt !== undefined) expect(nextAt).toBeGreaterThan(now);
      // Once each was noted as it rang, nothing is due any more.
      const noted = all.map((each) => {
        const rung = due.find(({ id }) => id === each.id);
        if (rung === undefined) return each;
        const { snoozedUntil: _ended, ...rest } = each;
        return { ...rest, ...(rung.lead === undefined ? {} : { reminded: rung.lead }) };
      });
      expect(alarms(noted, now).due).toEqual([]);
    })
  );
});
