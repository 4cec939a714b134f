/** Numbers and times as a locale writes them. */
export interface Formats {
  /** Grouped: `1,234`. */
  whole(value: bigint | number): string;
  /** What stands before a fraction. */
  decimal: string;
  /** `24 Dec, 14:00`; with the year where it is not the year of `now`. */
  moment(at: number, now: number): string;
  /** As `moment`, but only `14:00` on the day of `now`, or on the day of `beside`: a time that is said just before. */
  near(at: number, now: number, beside?: number): string;
  /** As `near`, of what people come for: with the day of the week where it is not today, as in `Sat, 19 Dec, 19:30`. */
  meeting(at: number, now: number): string;
  sameDay(one: number, other: number): boolean;
}

/** Any other day will do, for a formatter to be made. */
const DAY_MS = 86_400_000;

const made = new Map<string, Formats>();

/** Intl's formatters are slow to make and quick to use: each made once for a locale and time zone, when it is first asked for. Digits are 0-9 everywhere. */
export function formatsFor(locale: string, timeZone?: string): Formats {
  const key = `${locale}\n${timeZone ?? ''}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const formats = make(locale, timeZone);
  made.set(key, formats);
  return formats;
}

/**
 * How a locale writes the hour in a time of day, for where the day stands beside it: `4:05 AM` in one, `04:05` in another. Asked for by name,
 * because `numeric` and `2-digit` each are what only some of them would write.
 */
export function hourOf(locale: string | undefined): 'numeric' | '2-digit' {
  const four = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC', numberingSystem: 'latn' }).formatToParts(4 * 3_600_000);
  return four.some(({ type, value }) => type === 'hour' && value.length === 2) ? '2-digit' : 'numeric';
}

function make(locale: string, timeZone: string | undefined): Formats {
  const latin = { numberingSystem: 'latn' } as const;
  const zone = timeZone === undefined ? latin : { ...latin, timeZone };
  const hour = once(() => hourOf(locale));
  const fields = () => ({ ...zone, day: 'numeric', month: 'short', hour: hour(), minute: '2-digit' }) as const;
  const number = once(() => new Intl.NumberFormat(locale, latin));
  const decimal = once(() => number().formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.');
  const thisYear = once(() => new Intl.DateTimeFormat(locale, fields()));
  const anyYear = once(() => new Intl.DateTimeFormat(locale, { ...fields(), year: 'numeric' }));
  const weekday = once(() => new Intl.DateTimeFormat(locale, { ...fields(), weekday: 'short' }));
  const year = once(() => new Intl.DateTimeFormat('en', { ...zone, year: 'numeric', calendar: 'gregory' }));
  const time = once(() => new Intl.DateTimeFormat(locale, { ...zone, hour: hour(), minute: '2-digit' }));
  const day = once(() => new Intl.DateTimeFormat('en', { ...zone, dateStyle: 'short', calendar: 'gregory' }));
  const sameDay = (one: number, other: number) => day().format(one) === day().format(other);
  const isThisYear = (at: number, now: number) => year().format(at) === year().format(now);
  const moment = (at: number, now: number) => (isThisYear(at, now) ? thisYear : anyYear)().format(at);
  return {
    whole: (value) => number().format(value),
    get decimal() {
      return decimal();
    },
    moment,
    sameDay,
    near(at, now, beside = now) {
      return sameDay(at, now) || sameDay(at, beside) ? time().format(at) : moment(at, now);
    },
    meeting(at, now) {
      if (sameDay(at, now)) return time().format(at);
      return isThisYear(at, now) ? weekday().format(at) : moment(at, now);
    },
  };
}

/** Makes what the first alert would have to wait for, a piece in a turn of the main loop. `now`: UTC ms. */
export async function warmFormats(locale: string, now: number, turn: () => Promise<void>): Promise<void> {
  const formats = formatsFor(locale);
  const pieces = [
    () => formats.whole(1),
    () => formats.decimal,
    () => formats.moment(now, now),
    () => formats.moment(0, now),
    () => formats.near(now, now),
    () => formats.meeting(now + DAY_MS, now),
  ];
  for (const piece of pieces) {
    await turn();
    piece();
  }
}

function once<T extends object | string>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
