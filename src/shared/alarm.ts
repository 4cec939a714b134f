/** Why an alert that has been told of rings once more: a snooze ended, or its deadline is a day or an hour away. */
export const AGAINS = ['snoozed', 'reminder-day', 'reminder-hour'] as const;
export type Again = (typeof AGAINS)[number];

/** An unread alert that is to ring again by itself, by what the journal knows of it. Times in UTC ms. */
export interface Awaiting {
  id: number;
  receivedAt: number;
  snoozedUntil?: number;
  deadlineAt?: number;
  /** How long before the deadline it was last reminded of, in ms; absent: never. */
  reminded?: number;
}

/** When a snooze that is chosen now would end (UTC ms). `evening` is absent once it is near or past. */
export interface SnoozeTimes {
  hour: number;
  evening?: number;
  morning: number;
}
