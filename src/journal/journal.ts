import type { Awaiting } from '../shared/alarm.ts';
import type { Alert, FinalVerb } from '../shared/alert.ts';
import type { Batch, Outcome } from '../shared/batch.ts';
import type { Stop } from '../shared/clock.ts';
import type { Decision, Delivered } from '../shared/decision.ts';
import type { Cursor, Entry, HistoryEntry, InboxCounts, InboxFilter, Intent, IntentOutcome } from '../shared/inbox.ts';
import type { Removed } from './removing.ts';
import type { StoryKey } from './story-key.ts';

/** What was written for one item of a batch; `entry` as it stands now, absent where nothing is held. */
export interface Written {
  outcome: Outcome;
  entry?: Entry;
}

/**
 * What was decided or done about an entry, to be noted. `anew`: it was told of before and rings again, so that it counts as undelivered.
 * `snoozedUntil`: what is snoozed becomes unread, and `null` ends it, as reading does. `reminded`: how long before its deadline, in ms.
 */
export type Note = { id: number; at: number } & (
  | { decision: Decision; anew?: true }
  | { delivered: Delivered }
  | { acted: string }
  | { snoozedUntil: number | null }
  | { reminded: number }
);

/** Thrown (as a rejection) when the disk is full, read-only or broken: nothing was written. */
export class JournalError extends Error {
  readonly code: 'full' | 'read-only' | 'broken';
  constructor(code: 'full' | 'read-only' | 'broken', options?: ErrorOptions) {
    super(`the journal cannot be written: ${code}`, options);
    this.name = 'JournalError';
    this.code = code;
  }
}

export interface EntryQuery extends InboxFilter {
  before?: Cursor | undefined;
  limit: number;
}

/** Of one story; `chat`: only what was said in it. */
export interface StoryQuery extends StoryKey {
  chat?: boolean;
  before?: Cursor | undefined;
  limit: number;
}

/** A story in which something was said. `unread`: messages. */
export interface Chat {
  key: StoryKey;
  last: Entry;
  unread: number;
}

/**
 * Alerts on disk, each key once, with what was decided and done about each, and why. Writes queue and are committed in groups, in
 * slices of a few milliseconds; a promise settles when its batch is durable. Reads are synchronous and cheap at any size.
 */
export interface Journal {
  /** All or nothing, in the order of calls. Rejects with JournalError; the caller keeps the batch. */
  write(batch: Batch): Promise<Written[]>;
  /** Queued with the writes. */
  note(notes: readonly Note[]): Promise<void>;
  /** Up to `limit` entries without a decision or without a delivery, oldest arrival first, after `afterId`. */
  unsettled(limit: number, afterId?: number): Entry[];
  /** Newest first by occurredAt, then id. */
  query(query: EntryQuery): Entry[];
  /** Of one story, newest first by occurredAt, then id. */
  story(query: StoryQuery): Entry[];
  /** The last message first; `before`: that of the last chat of the page before. */
  chats(before: Cursor | undefined, limit: number): Chat[];
  counts(): InboxCounts;
  /** How many are unread: of the counts what the tray asks for, at every change. */
  unread(): number;
  entry(id: number): Entry | undefined;
  entryByKey(identity: string, key: string): Entry | undefined;
  history(id: number): HistoryEntry[];
  /** What is unread and may ring again by itself: snoozed, or with a deadline after `now`. */
  awaiting(now: number): Awaiting[];
  /** How many of a connection happened since then, and were received since then; Tradebell's own and the system's news apart. */
  missed(connectionId: string, happenedSince: number, receivedSince: number): number;
  /** Resolves to the entries that were unread before. `filter` instead of ids: all that match now. */
  markRead(which: readonly number[] | InboxFilter, at: number): Promise<Entry[]>;
  markUnread(ids: readonly number[], at: number): Promise<Entry[]>;
  /**
   * Forgets entries that happened before this time, in idle moments, oldest first; how many. Those still undecided, snoozed, or unread with a
   * deadline after `now` stay. Pictures not shown since go as well. Keys, watermarks and intents are kept for good: what is forgotten does not
   * come back as new.
   */
  forget(before: number, now?: number): Promise<number>;
  /** Forgets every entry and picture, leaving no trace of them in the file; how many. */
  forgetAll(): Promise<number>;
  /** Forgets these; resolves to what `restore` takes. Rejects with JournalError. */
  remove(ids: readonly number[]): Promise<Removed[]>;
  /** Puts back what was removed, as it was; the ids. */
  restore(removed: readonly Removed[]): Promise<number[]>;
  watermarks(identity: string): Record<string, string>;
  /**
   * Notes what was agreed to about a subject (`type:id`) before it is done, durably. Resolves to the standing intent that forbids it, with
   * nothing written: for one subject there is one, unless the server refused the last. Rejects with JournalError: then it may not be done.
   */
  intend(identity: string, subject: string, verb: FinalVerb, at: number): Promise<Intent | undefined>;
  /** What came of the intent about this subject. Rejects with JournalError. */
  intentDone(identity: string, subject: string, outcome: IntentOutcome): Promise<void>;
  intent(identity: string, subject: string): Intent | undefined;
  /** At start: what the last run began and did not note the end of may have been done or not. */
  doubtOpenIntents(): Promise<void>;
  /** A picture's bytes, by id; touching it keeps it (least recently used go first over 50 MB). */
  picture(id: string): { type: string; bytes: Uint8Array } | undefined;
  keepPicture(id: string, type: string, bytes: Uint8Array): Promise<void>;
  /** Told after each commit that changed what the inbox shows. */
  onChange(listener: (ids: readonly number[]) => void): Stop;
  /** Nothing queued, nothing left to index. */
  idle(): Promise<void>;
  /** Writes what is queued, then closes the file. */
  close(): Promise<void>;
}

/** Merges what came later into what is held; undefined where nothing changes. See shared/merge.ts. */
export type Merge = (held: Alert, incoming: Alert) => Alert | undefined;
