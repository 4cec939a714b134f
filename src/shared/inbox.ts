import { z } from 'zod';
import { type Alert, CATEGORIES, CONFIRMATIONS, DIRECTIONS, FINAL_VERBS, KINDS, ROLES, SUBJECT_TYPES, URGENCIES, VERBS } from './alert.ts';
import { Decision, DELIVERED } from './decision.ts';
import { SYSTEMS } from './system.ts';

/** A place in the list: sorted by occurredAt, then id, newest first. */
export const Cursor = z.object({ occurredAt: z.number().int(), id: z.number().int() });
export type Cursor = z.infer<typeof Cursor>;

/** Strict: a misspelled filter must not mean "all". */
export const InboxFilter = z.strictObject({
  category: z.enum(CATEGORIES).optional(),
  connectionId: z.string().max(64).optional(),
  unread: z.boolean().optional(),
  /** Words to be found, each as a prefix; all must occur. */
  search: z.string().max(200).optional(),
});
export type InboxFilter = z.infer<typeof InboxFilter>;

export const InboxQuery = InboxFilter.extend({ before: Cursor.optional(), limit: z.number().int().min(1).max(200) });
export type InboxQuery = z.infer<typeof InboxQuery>;

/** One line of the inbox, words rendered. */
export const AlertLine = z.object({
  id: z.number().int(),
  connectionId: z.string(),
  system: z.enum(SYSTEMS),
  kind: z.enum(KINDS),
  category: z.enum(CATEGORIES),
  urgency: z.enum(URGENCIES),
  title: z.string(),
  body: z.string(),
  who: z.string().optional(),
  amount: z.string().optional(),
  picture: z.string().optional(),
  deadlineAt: z.number().optional(),
  /** It rings again then. */
  snoozedUntil: z.number().optional(),
  occurredAt: z.number(),
  read: z.boolean(),
  confirmation: z.enum(CONFIRMATIONS),
});
export type AlertLine = z.infer<typeof AlertLine>;

export const InboxPage = z.object({ lines: z.array(AlertLine), next: Cursor.optional() });
export type InboxPage = z.infer<typeof InboxPage>;

/** What was learned or done about an alert, in order. */
export const HISTORY_EVENTS = ['received', 'decided', 'delivered', 'amended', 'read', 'unread', 'acted', 'snoozed'] as const;
export const HistoryEntry = z.object({ at: z.number(), event: z.enum(HISTORY_EVENTS), note: z.string().max(500) });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/**
 * What was agreed to, noted before it is done (design.md, promise 4). `open`: under way; `done`: the server said so; `refused`: surely not
 * done; `unknown`: sent, and no answer.
 */
export const INTENT_OUTCOMES = ['open', 'done', 'refused', 'unknown'] as const;
export type IntentOutcome = (typeof INTENT_OUTCOMES)[number];
export const Intent = z.object({ verb: z.enum(FINAL_VERBS), at: z.number(), outcome: z.enum(INTENT_OUTCOMES) });
export type Intent = z.infer<typeof Intent>;

/**
 * A question before something final, as it stood a moment ago. Texts are rendered. `reread`: the server was just asked; false where it
 * cannot be: then it stands as it was when it came.
 */
export const Question = z.object({
  token: z.string().max(64),
  verb: z.enum(FINAL_VERBS),
  reread: z.boolean(),
  who: z.string().optional(),
  account: z.string().optional(),
  amount: z.string().optional(),
  exchanged: z.string().optional(),
  direction: z.enum(DIRECTIONS).optional(),
  reference: z.string().optional(),
  deadlineAt: z.number().optional(),
});
export type Question = z.infer<typeof Question>;

export const AlertDetail = AlertLine.extend({
  identity: z.string(),
  role: z.enum(ROLES).optional(),
  actorId: z.string().optional(),
  subject: z.object({ type: z.enum(SUBJECT_TYPES), id: z.string() }).optional(),
  text: z.string().optional(),
  item: z.string().optional(),
  status: z.string().optional(),
  verified: z.boolean().optional(),
  exchanged: z.string().optional(),
  reference: z.string().optional(),
  account: z.string().optional(),
  dueAt: z.number().optional(),
  tables: z.string().optional(),
  covers: z.number().int().optional(),
  since: z.number().optional(),
  /** The last thing that was agreed to about its subject. */
  intent: Intent.optional(),
  actions: z.array(z.enum(VERBS)),
  decision: Decision.optional(),
  /** Why it rang or not, as a sentence. */
  why: z.string().optional(),
  delivered: z.enum(DELIVERED).optional(),
  history: z.array(HistoryEntry),
  frame: z.string(),
  receivedAt: z.number(),
});
export type AlertDetail = z.infer<typeof AlertDetail>;

export const InboxCounts = z.object({
  total: z.number().int(),
  unread: z.number().int(),
  unreadByCategory: z.partialRecord(z.enum(CATEGORIES), z.number().int()),
  unreadByConnection: z.record(z.string(), z.number().int()),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

/** A journaled alert with all that was decided and done about it. */
export interface Entry {
  id: number;
  alert: Alert;
  decision?: Decision;
  delivered?: (typeof DELIVERED)[number];
  /** It is out of sight of notifications until then (UTC ms). */
  snoozedUntil?: number;
}
