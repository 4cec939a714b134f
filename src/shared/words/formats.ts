/** Numbers and times as a locale writes them. */
export interface Formats {
  /** Grouped: `1,234`. */
  whole(value: bigint | number): string;
  /** What stands before a fraction. */
  decimal: string;
  /** `24 Dec, 14:00`; with the year where it is not the year of `now`. */
  moment(at: number, now: number): string;
}

const made = new Map<string, Formats>();

/** Intl's formatters are slow to make and quick to use: made once for each locale and time zone. Digits are 0-9 everywhere. */
export function formatsFor(locale: string, timeZone?: string): Formats {
  const key = `${locale}\n${timeZone ?? ''}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const formats = make(locale, timeZone);
  made.set(key, formats);
  return formats;
}

function make(locale: string, timeZone: string | undefined): Formats {
  const latin = { numberingSystem: 'latn' } as const;
  const number = new Intl.NumberFormat(locale, latin);
  const zone = timeZone === undefined ? latin : { ...latin, timeZone };
  const fields = { ...zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const thisYear = new Intl.DateTimeFormat(locale, fields);
  const anyYear = new Intl.DateTimeFormat(locale, { ...fields, year: 'numeric' });
  const year = new Intl.DateTimeFormat('en', { ...zone, year: 'numeric', calendar: 'gregory' });
  return {
    whole: (value) => number.format(value),
    decimal: number.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.',
    moment: (at, now) => (year.format(at) === year.format(now) ? thisYear : anyYear).format(at),
  };
}
