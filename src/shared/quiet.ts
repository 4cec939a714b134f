import { z } from 'zod';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `22:30`, as the wall shows it. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * Quiet from `from` until `to`, by the machine's own zone, beginning on each of these days; past midnight where `to` is not after `from`,
 * so that equal times are a whole day. No days: never.
 */
export const QuietSpan = z.object({ days: z.array(z.enum(WEEKDAYS)).max(WEEKDAYS.length), from: TimeOfDay, to: TimeOfDay });
export type QuietSpan = z.infer<typeof QuietSpan>;

/** Why it is quiet: the user paused, quiet hours, or the desktop's own do-not-disturb. */
export const QUIETS = ['paused', 'quiet-hours', 'desktop-quiet'] as const;

/** It is quiet: until when (UTC ms), where that is known, and whether what is urgent rings all the same. */
export const Quiet = z.object({ why: z.enum(QUIETS), until: z.number().optional(), urgentComes: z.boolean() });
export type Quiet = z.infer<typeof Quiet>;

/** How long a pause may be chosen to last; the morning is the next eight o'clock that follows a night. */
export const PAUSES = ['hour', 'morning', 'resumed'] as const;
export type PauseFor = (typeof PAUSES)[number];
