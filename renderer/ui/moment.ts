import { daysAgo } from '../inbox/days.ts';
import type { WordsOf } from '../words.ts';
import type { Dates } from './time.ts';

/** 14:05, and on which day where it is not today. */
export function moment(at: number, now: number, words: WordsOf<'quiet'>, dates: Dates): string {
  const days = -daysAgo(at, now);
  if (days === 0) return dates.time(at);
  return days === 1 ? words.tomorrow(dates.time(at)) : words.onDay(dates.day(at, now), dates.time(at));
}
