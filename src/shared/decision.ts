import { z } from 'zod';

/** What becomes of an alert: rings alone, rings within a digest, waits in the inbox, or is kept out of sight of the unread count. */
export const DELIVERIES = ['notify', 'digest', 'inbox', 'off'] as const;
export type Deliver = (typeof DELIVERIES)[number];

/** Why it was decided so; each has a sentence in the catalogue. */
export const REASONS = [
  'rings', // its category rings, nothing speaks against it
  'urgent', // rings through a limit
  'open-now', // old, but the system says that it is open now
  'own-act',
  'history', // an old transaction, sent again
  'quiet-kind', // this kind only goes to the inbox by default
  'category-digest',
  'category-inbox',
  'category-off',
  'connection-digest',
  'connection-inbox',
  'connection-off',
  'paused',
  'quiet-hours',
  'desktop-quiet', // the desktop's own do-not-disturb
  'urgent-in-quiet', // rings through quiet hours
  'snoozed', // rings again after a snooze
  'reminder-day', // rings again a day before its deadline
  'reminder-hour',
  'together', // Tradebell's own news of several connections at once
  'already-read',
  'first-connect',
  'start-up',
  'catching-up',
  'burst',
  'urgent-burst',
  'unconfirmed-limit',
  'refuted', // the node did not stand by it
] as const;
export type Reason = (typeof REASONS)[number];

export const Decision = z.object({ deliver: z.enum(DELIVERIES), why: z.enum(REASONS) });
export type Decision = z.infer<typeof Decision>;

/** What was done about it in the end. `none`: nothing was to be shown. `failed`: the desktop did not take it. */
export const DELIVERED = ['notification', 'digest', 'none', 'failed', 'withdrawn'] as const;
export type Delivered = (typeof DELIVERED)[number];
