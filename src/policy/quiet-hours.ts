import { WEEKDAYS, type QuietSpan } from '../shared/quiet.ts';
import type { Zone } from './zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Spans that follow one another without a gap are looked through for so long; whoever is told looks again then. */
const AHEAD_DAYS = 8;

/** Until when it is quiet without a gap (UTC ms); undefined where it is not. It is, whenever the wall clock shows a time within a span. */
export function quietUntil(spans: readonly QuietSpan[], at: number, zone: Zone): number | undefined {
  const around = intervals(spans, at, zone, 1);
  let until = endAround(around, at);
  if (until === undefined) return undefined;
  const all = intervals(spans, at, zone, AHEAD_DAYS);
  for (let next = endAround(all, until); next !== undefined; next = endAround(all, until)) until = next;
  return until;
}

/** When it becomes quiet, or ends to be; undefined where it never does. */
export function nextQuietChange(spans: readonly QuietSpan[], at: number, zone: Zone): number | undefined {
  const until = quietUntil(spans, at, zone);
  if (until !== undefined) return until;
  const starts = intervals(spans, at, zone, AHEAD_DAYS).map(({ from }) => from).filter((from) => from > at);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

interface Interval {
  from: number;
  to: number;
}

const endAround = (all: readonly Interval[], at: number): number | undefined => {
  const ends = all.filter(({ from, to }) => from <= at && at < to).map(({ to }) => to);
  return ends.length === 0 ? undefined : Math.max(...ends);
};

/** All that begin from two days before on: one that began the day before may last a day, and a day may be skipped. */
function intervals(spans: readonly QuietSpan[], at: number, zone: Zone, days: number): Interval[] {
  if (spans.length === 0) return [];
  const today = Math.floor(zone.wallAt(at) / DAY_MS);
  return spans.flatMap(({ days: on, from, to }) => {
    const [begins, ends] = [minutesOf(from) * MINUTE_MS, minutesOf(to) * MINUTE_MS];
    const found: Interval[] = [];
    for (let day = today - 2; day <= today + days; day++) {
      const weekday = WEEKDAYS[(((day + 4) % 7) + 7) % 7];
      if (weekday === undefined || !on.includes(weekday)) continue;
      const one = { from: zone.firstAt(day * DAY_MS + begins), to: zone.lastBefore((ends > begins ? day : day + 1) * DAY_MS + ends) };
      // Within an hour that the clock skips there is nothing.
      if (one.from < one.to) found.push(one);
    }
    return found;
  });
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
