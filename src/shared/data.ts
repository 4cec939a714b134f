import { z } from 'zod';
import { InboxFilter } from './inbox.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The history as a file: what matches, or (an empty filter) all. */
export const ExportRequest = z.object({ format: z.enum(EXPORT_FORMATS), filter: InboxFilter });
export type ExportRequest = z.infer<typeof ExportRequest>;

/** How far an export is. */
export const ExportProgress = z.object({ rows: z.number().int() });

/** Why no file was written: the person said no in the dialog or stopped it; the disk; something else is being written. */
export const UNSAVED = ['canceled', 'full', 'read-only', 'failed', 'busy', 'not-yet'] as const;
export const Saved = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), file: z.string(), rows: z.number().int().optional() }),
  z.object({ ok: z.literal(false), why: z.enum(UNSAVED) }),
]);
export type Saved = z.infer<typeof Saved>;

/** What taking in a settings file would do with one connection. `same`: it is as the file says already. */
export const TRANSFER_EFFECTS = ['added', 'merged', 'same'] as const;
/** `needsSecret`: it cannot connect before somebody signs in. `name`: as it would be called. */
export const TransferredConnection = z.object({
  name: z.string(),
  effect: z.enum(TRANSFER_EFFECTS),
  needsSecret: z.boolean(),
});
export type TransferredConnection = z.infer<typeof TransferredConnection>;

/** What would change. `settings`: names of fields. */
export const TransferPreview = z.object({
  token: z.string(),
  from: z.string(),
  exportedAt: z.number(),
  connections: z.array(TransferredConnection),
  settings: z.array(z.string()),
});
export type TransferPreview = z.infer<typeof TransferPreview>;

/** `not-ours`: no settings file of Tradebell's. `newer`: from a later version. `damaged`: `where` says at which field. */
export const UNREADABLE = ['canceled', 'cannot-read', 'too-large', 'not-ours', 'newer', 'damaged'] as const;
export const TransferReading = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), preview: TransferPreview }),
  z.object({ ok: z.literal(false), why: z.enum(UNREADABLE), where: z.string().max(200).optional() }),
]);
export type TransferReading = z.infer<typeof TransferReading>;

/** `gone`: the preview is too old, or something changed since: look again. */
export const Taken = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), why: z.enum(['gone', 'not-kept', 'not-yet']) })]);
export type Taken = z.infer<typeof Taken>;
