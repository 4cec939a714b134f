/** The start of the local day that `at` falls in. Days are not all 24 hours long, so the calendar is asked. */
export function dayStart(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** How many days ago that was, by the calendar: 0 today, 1 yesterday, negative in the future. */
export function daysAgo(at: number, now: number): number {
  const utc = (time: number): number => {
    const date = new Date(time);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return Math.round((utc(now) - utc(at)) / 86_400_000);
}

/** Alerts of one day: where they begin in the list, and how many. */
export interface Day {
  start: number;
  first: number;
  count: number;
}

/** The days of a list that is sorted newest first. Asks the calendar once a day, not once an alert. */
export function daysOf(list: readonly { occurredAt: number }[]): Day[] {
  const days: Day[] = [];
  let open: Day | undefined;
  list.forEach(({ occurredAt }, index) => {
    if (open !== undefined && occurredAt >= open.start) {
      open.count += 1;
      return;
    }
    open = { start: dayStart(occurredAt), first: index, count: 1 };
    days.push(open);
  });
  return days;
}
