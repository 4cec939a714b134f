import type { Again, Awaiting } from '../shared/alarm.ts';

/** An alert whose time to ring again has come. */
export interface Due {
  id: number;
  again: Again;
  /** The moment that it was due at, by which one ringing is told from the next. */
  at: number;
  /** Of a reminder: how long before the deadline, in ms. */
  lead?: number;
}

const HOUR_MS = 3_600_000;
/** The nearest first: after a sleep through several, only that one is due. */
const LEADS = [
  ['reminder-hour', HOUR_MS],
  ['reminder-day', 24 * HOUR_MS],
] as const;
/** An alert that came so shortly before its reminder has just been told of. */
const JUST_TOLD_MS = 10 * 60_000;

/** What is due now, each alert once, and when the next one is. */
export function alarms(awaiting: readonly Awaiting[], now: number): { due: Due[]; nextAt?: number } {
  const due: Due[] = [];
  let nextAt = Infinity;
  for (const one of awaiting) {
    const { id, snoozedUntil } = one;
    const reminders = remindersOf(one);
    const reminder = reminders.find(({ at }) => at <= now);
    // A snooze does not keep a deadline from being told; and both at once are one.
    if (reminder !== undefined && now < (one.deadlineAt ?? 0)) due.push({ id, ...reminder });
    else if (snoozedUntil !== undefined && snoozedUntil <= now) due.push({ id, again: 'snoozed', at: snoozedUntil });
    const later = [...reminders.map(({ at }) => at), ...(snoozedUntil === undefined ? [] : [snoozedUntil])].filter((at) => at > now);
    nextAt = Math.min(nextAt, ...later);
  }
  return { due, ...(nextAt === Infinity ? {} : { nextAt }) };
}

/** Those still to come for it, or due, the nearest to the deadline first. */
function remindersOf({ deadlineAt, receivedAt, reminded = Infinity }: Awaiting): { again: Again; at: number; lead: number }[] {
  if (deadlineAt === undefined) return [];
  return LEADS.map(([again, lead]) => ({ again, lead, at: deadlineAt - lead })).filter(
    ({ lead, at }) => lead < reminded && at > receivedAt + JUST_TOLD_MS
  );
}
