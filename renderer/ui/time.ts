import type { Kind } from '../../src/shared/alert.ts';
import { hourOf } from '../../src/shared/words/formats.ts';
import type { WindowWords } from '../words.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Dates and times as the user's own locale writes them. One set of formatters, because making one is slow. */
export interface Dates {
  /** 14:05 */
  time(at: number): string;
  /** Monday, 3 March; with the year where it is another one than `now`'s. */
  day(at: number, now: number): string;
  /** Monday, 3 March 2025 at 14:05 */
  exact(at: number): string;
  /** 3 Mar, 14:05:09: for a history */
  stamp(at: number): string;
  /** Mon 14:05, or 3 Mar once it is more than six days from `now`: where there is little room. */
  brief(at: number, now: number): string;
}

export function createDates(locale?: string, timeZone?: string): Dates {
  const zone = timeZone === undefined ? {} : { timeZone };
  const make = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { ...zone, ...options });
  const hour = hourOf(locale);
  const time = make({ hour, minute: '2-digit' });
  const day = make({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayAndYear = make({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
  const exact = make({ dateStyle: 'full', timeStyle: 'short' });
  const stamp = make({ day: 'numeric', month: 'short', hour, minute: '2-digit', second: '2-digit' });
  const weekday = make({ weekday: 'short', hour, minute: '2-digit' });
  const date = make({ day: 'numeric', month: 'short' });
  const year = make({ year: 'numeric' });
  return {
    time: (at) => time.format(at),
    day: (at, now) => (year.format(at) === year.format(now) ? day : dayAndYear).format(at),
    exact: (at) => exact.format(at),
    stamp: (at) => stamp.format(at),
    brief: (at, now) => (Math.abs(at - now) < 6 * DAY ? weekday : date).format(at),
  };
}

/** When an alert happened, as short as a list allows: minutes at first, then the time of day. The day is in the heading above. */
export function shortTime(at: number, now: number, words: WindowWords, dates: Dates): string {
  const ago = now - at;
  // What has just come is newer than the last look at the clock, and the node's own clock may be a little ahead.
  if (ago > -MINUTE && ago < MINUTE) return words.list.now;
  if (ago >= 0 && ago < HOUR) return words.list.minutes(Math.floor(ago / MINUTE));
  return dates.time(at);
}

export interface TimeLeft {
  text: string;
  /** `over`, soon (`close`), or later (`far`). */
  stage: 'over' | 'close' | 'far';
}

/** From when on a deadline is close, in ms before it. A request to pay is given minutes from the start, and would be an alarm all along. */
export function closeWithin(kind: Kind): number {
  return kind === 'consumptionRequest' ? 2 * MINUTE : DAY;
}

/** How long until a deadline, rounded down so that it never promises more than there is; but a day that began a moment ago is still a day. */
export function timeLeft(deadlineAt: number, now: number, words: WindowWords, close = DAY): TimeLeft {
  const left = deadlineAt - now;
  const say = words.time.left;
  const stage = left < close ? 'close' : 'far';
  if (left <= 0) return { text: say.up, stage: 'over' };
  if (left < MINUTE) return { text: say.soon, stage };
  const graced = left + MINUTE - 1;
  if (graced < HOUR) return { text: say.minutes(Math.floor(left / MINUTE)), stage };
  if (graced < DAY) return { text: say.hours(Math.floor(graced / HOUR), Math.floor((graced % HOUR) / MINUTE)), stage };
  return { text: say.days(Math.floor(graced / DAY), Math.floor((graced % DAY) / HOUR)), stage };
}

/** How long until a deadline for somebody who decides now: to the second in its last hour. */
export function countdown(deadlineAt: number, now: number, words: WindowWords, close = DAY): TimeLeft {
  const left = deadlineAt - now;
  if (left <= 0 || left >= HOUR) return timeLeft(deadlineAt, now, words, close);
  return { text: words.time.left.seconds(Math.floor(left / MINUTE), Math.floor((left % MINUTE) / SECOND)), stage: left < close ? 'close' : 'far' };
}

/** A length of time in its largest unit: 40 seconds, 3 minutes, 26 hours. */
export function span(ms: number, words: WindowWords): string {
  if (ms < MINUTE) return words.time.seconds(Math.max(1, Math.round(ms / SECOND)));
  if (ms < HOUR) return words.time.minutes(Math.floor(ms / MINUTE));
  return words.time.hours(Math.floor(ms / HOUR));
}

/** When something was last heard: just now, 3 minutes ago, or the day and time. */
export function since(at: number, now: number, words: WindowWords, dates: Dates): string {
  if (now - at < MINUTE) return words.time.justNow;
  return now - at < DAY ? words.time.ago(span(now - at, words)) : dates.stamp(at);
}
