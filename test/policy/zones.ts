/** Zones with everything odd that there is: half hours, quarters, two hours, changes at midnight, a month's break, a day that never was. */
export const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Pacific/Apia',
] as const;

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock shows, by another road than the code under test takes: `Tue`, minutes since midnight, and the date. */
export function wall(at: number, timeZone: string): { weekday: string; minutes: number; date: string } {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  const [date = '', time = ''] = format.format(at).split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${date}T00:00:00Z`).getUTCDay()]!;
  return { weekday, minutes: hours * 60 + minutes + seconds / 60, date };
}

/** How far the zone's clock is ahead of UTC, in ms. */
export function ahead(at: number, timeZone: string): number {
  const { date, minutes } = wall(at, timeZone);
  return Date.parse(`${date}T00:00:00Z`) + Math.round(minutes * 60) * 1000 - Math.floor(at / 1000) * 1000;
}

/** Every change of the clock between two moments, to the second. */
export function changes(timeZone: string, from: number, to: number): { at: number; by: number }[] {
  const found: { at: number; by: number }[] = [];
  for (let day = from; day < to; day += DAY_MS) {
    const [before, after] = [ahead(day, timeZone), ahead(day + DAY_MS, timeZone)];
    if (before === after) continue;
    let [low, high] = [day, day + DAY_MS];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (ahead(middle, timeZone) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, by: after - before });
  }
  return found;
}
