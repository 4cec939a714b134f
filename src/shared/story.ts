import { z } from 'zod';
import { ROLES, SUBJECT_TYPES, VERBS } from './alert.ts';
import { AlertLine, Cursor } from './inbox.ts';
import { SYSTEMS } from './system.ts';

/** What a story is about. An order and the dispute about it are one story, of type `order`. */
export const StorySubject = z.object({ type: z.enum(SUBJECT_TYPES), id: z.string() });
export type StorySubject = z.infer<typeof StorySubject>;

/** One alert of a story: what was said is whole. `own`: by us. */
export const StoryLine = AlertLine.extend({
  own: z.boolean().optional(),
  actorId: z.string().optional(),
  text: z.string().optional(),
  item: z.string().optional(),
  role: z.enum(ROLES).optional(),
  status: z.string().optional(),
  actions: z.array(z.enum(VERBS)),
});
export type StoryLine = z.infer<typeof StoryLine>;

/** In time order, oldest first: the newest of all, or of what was before. `next`: where to go on towards the beginning, if there is more. */
export const Story = z.object({
  identity: z.string(),
  /** Absent where an alert is about nothing: then it is the only line. */
  about: StorySubject.optional(),
  lines: z.array(StoryLine),
  next: Cursor.optional(),
});
export type Story = z.infer<typeof Story>;

const before = Cursor.optional();
const limit = z.number().int().min(1).max(200);

/** The story that an alert belongs to. */
export const StoryQuery = z.object({ id: z.number().int(), before, limit });

/** What was said with one person, or about one order. By identity: a connection may have been removed and added again. */
export const ThreadQuery = z.union([
  z.strictObject({ identity: z.string().max(300), actorId: z.string().max(256), before, limit }),
  z.strictObject({ identity: z.string().max(300), orderId: z.string().max(256), before, limit }),
]);
export type ThreadQuery = z.infer<typeof ThreadQuery>;

/** A chat, by its last message. `with`: the order or the person. */
export const Thread = z.object({
  identity: z.string(),
  connectionId: z.string(),
  system: z.enum(SYSTEMS),
  with: StorySubject,
  last: StoryLine,
  unread: z.number().int(),
});
export type Thread = z.infer<typeof Thread>;

export const ThreadsQuery = z.object({ before, limit: z.number().int().min(1).max(100) });
export const Threads = z.object({ threads: z.array(Thread), next: Cursor.optional() });
export type Threads = z.infer<typeof Threads>;
