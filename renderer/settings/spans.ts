import type { QuietSpan, Weekday } from '../../src/shared/quiet.ts';
import type { WordsOf } from '../words.ts';

type HoursWords = WordsOf<'delivery'>['hours'];

/** In the order in which a week is shown. Not shared/quiet.ts's, which would bring the schemas into the page. */
export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];
export const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const satisfies readonly Weekday[];
const WEEKEND = ['sat', 'sun'] as const satisfies readonly Weekday[];

/** As many as settings keep. */
export const MOST_SPANS = 20;

/** What is offered first: every night. */
export const FIRST_SPAN: QuietSpan = { days: [...WEEK], from: '22:00', to: '07:00' };

/** What replaces a whole day when it is not one any more. */
export const DAY_TIMES = { from: FIRST_SPAN.from, to: FIRST_SPAN.to } as const;

/** Equal times are a whole day. */
export function isWhole({ from, to }: QuietSpan): boolean {
  return from === to;
}

/** With this day, or without it where it was there; always in the week's order. */
export function withDay(span: QuietSpan, day: Weekday): QuietSpan {
  const days = span.days.includes(day) ? span.days.filter((each) => each !== day) : [...span.days, day];
  return { ...span, days: WEEK.filter((each) => days.includes(each)) };
}

export function withWhole(span: QuietSpan, whole: boolean): QuietSpan {
  return { ...span, ...(whole ? { from: '00:00', to: '00:00' } : DAY_TIMES) };
}

/** Which days, as short as a person would say it. */
export function sayDays(days: readonly Weekday[], words: HoursWords, list: Intl.ListFormat): string {
  const are = (wanted: readonly Weekday[]): boolean => days.length === wanted.length && wanted.every((day) => days.includes(day));
  if (are(WEEK)) return words.everyDay;
  if (are(WORKDAYS)) return words.workdays;
  if (are(WEEKEND)) return words.weekend;
  return list.format(WEEK.filter((day) => days.includes(day)).map((day) => words.long[day]));
}

/** What a span means, in a sentence: that it crosses midnight is said. `time` writes `22:30` as the locale does. */
export function saySpan(span: QuietSpan, words: HoursWords, list: Intl.ListFormat, time: (of: string) => string): string {
  if (span.days.length === 0) return words.never;
  const days = sayDays(span.days, words, list);
  if (isWhole(span)) return span.from === '00:00' ? words.whole(days) : words.wholeFrom(days, time(span.from));
  return span.to > span.from ? words.same(days, time(span.from), time(span.to)) : words.next(days, time(span.from), time(span.to));
}
