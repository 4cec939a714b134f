import { batch, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { FinalVerb } from '../../src/shared/alert.ts';
import type { Bridge } from '../../src/shared/bridge.ts';
import type { Clock, Stop } from '../../src/shared/clock.ts';
import type { AlertDetail, AlertLine, InboxCounts, InboxFilter, InboxPage } from '../../src/shared/inbox.ts';
import type { ChatKey } from '../stories/chat-key.ts';
import { compare, EMPTY, lightened, nextReading, withAnswer, withRead } from './listing.ts';
import type { Listing, Reading, Sight } from './listing.ts';

const SEARCH_PAUSE = 120;
const DWELL = 700;
const LIMIT_OF_A_CALL = 1000;
/** A stretch that grew by more than this between two looks is read from its top anew. */
const LONGEST_STRETCH = 2_000;

/** An alert that is open beside or over the list. `detail` is undefined while it is read, and null when the journal no longer has it. */
export interface Opened {
  id: number;
  detail: AlertDetail | null | undefined;
  failed: boolean;
  reply: boolean;
  /** A question to be asked at once; another object each time that it is. */
  ask: { verb: FinalVerb } | undefined;
}

export interface InboxStore {
  readonly filter: ReadonlySignal<InboxFilter>;
  /** What stands in the search field, which the filter follows. */
  readonly typed: ReadonlySignal<string>;
  readonly listing: ReadonlySignal<Listing>;
  /** Changes when the list is another one, because the filter is. */
  readonly shown: ReadonlySignal<number>;
  /** `reading`: nothing to show yet. */
  readonly status: ReadonlySignal<'reading' | 'ready' | 'failed'>;
  readonly counts: ReadonlySignal<InboxCounts | undefined>;
  readonly opened: ReadonlySignal<Opened | undefined>;
  /** The alert that the keyboard stands on. */
  readonly active: ReadonlySignal<number | undefined>;
  /** The alert that is asked until when it is to be snoozed. */
  readonly snoozing: ReadonlySignal<number | undefined>;
  /** The chat that is looked at, where chats are shown. */
  readonly chat: ReadonlySignal<ChatKey | undefined>;
  change(patch: { [K in keyof InboxFilter]: InboxFilter[K] | undefined }): void;
  type(text: string): void;
  /** What the list shows now; reads what is missing there. */
  show(sight: Sight): void;
  /** Something in the journal changed: reads again what is shown. */
  refresh(): void;
  open(id: number, options?: { reply?: boolean; dwell?: boolean; ask?: FinalVerb | undefined }): void;
  close(): void;
  activate(id: number | undefined): void;
  mark(ids: readonly number[], read: boolean): Promise<void>;
  askSnooze(id: number | undefined): void;
  /** `null` ends it. Answers whether it had been read; undefined where it could not be done. */
  snooze(id: number, until: number | null): Promise<boolean | undefined>;
  /** Answers with what undoes it; undefined where it could not be done. */
  remove(id: number): Promise<string | undefined>;
  /** Answers whether it is back. */
  restore(token: string): Promise<boolean>;
  look(chat: ChatKey | undefined): void;
  /** Marks all that the filter shows; answers with the ids that were unread. */
  markAll(): Promise<readonly number[]>;
  stop: Stop;
}

/** The state of the inbox. `onTrouble` is told when the main process cannot answer. */
export function createInboxStore(bridge: Bridge, clock: Clock, onTrouble: (error: unknown) => void): InboxStore {
  const filter = signal<InboxFilter>({});
  const typed = signal('');
  const listing = signal<Listing>(EMPTY);
  const shown = signal(-1);
  const status = signal<'reading' | 'ready' | 'failed'>('reading');
  const counts = signal<InboxCounts | undefined>(undefined);
  const opened = signal<Opened | undefined>(undefined);
  const active = signal<number | undefined>(undefined);
  const snoozing = signal<number | undefined>(undefined);
  const chat = signal<ChatKey | undefined>(undefined);
  const kept = new Map<number, AlertLine>();
  let sight: Sight = { first: 0, last: 0 };
  let generation = 0;
  /** Rises with each filter: answers to an older question are thrown away. */
  let question = 0;
  let reading = false;
  let stopSearch: Stop = () => {};
  let stopDwell: Stop = () => {};

  async function read({ before, until, limit }: Reading): Promise<{ page: InboxPage; whole: boolean }> {
    const lines: AlertLine[] = [];
    let cursor = before;
    for (;;) {
      const page = await bridge.call('inbox.page', { ...filter.peek(), ...(cursor === undefined ? {} : { before: cursor }), limit });
      lines.push(...page.lines);
      const last = page.lines.at(-1);
      const whole = until === undefined || page.next === undefined || last === undefined || compare(last, until) >= 0;
      if (whole || lines.length >= LONGEST_STRETCH) return { page: { lines, ...(page.next && { next: page.next }) }, whole };
      cursor = page.next;
    }
  }

  async function readOn(): Promise<void> {
    if (reading) return;
    reading = true;
    const asked = question;
    try {
      for (;;) {
        // What the last filter found stays in sight until the first answer to this one.
        const known = shown.peek() === asked ? listing.peek() : EMPTY;
        const next = nextReading(known, sight, generation);
        if (next === undefined) break;
        const during = generation;
        const answer = await read(next);
        if (asked !== question) break;
        const { before } = next;
        batch(() => {
          const current = shown.peek() === asked ? listing.peek() : EMPTY;
          listing.value = lightened(withAnswer(current, { ...answer, ...(before && { before }) }, during, kept), sight);
          shown.value = asked;
          status.value = 'ready';
        });
      }
    } catch (error) {
      if (asked === question) {
        if (shown.peek() !== asked || listing.peek().keys.length === 0) status.value = 'failed';
        onTrouble(error);
      }
    } finally {
      reading = false;
    }
    if (asked !== question) await readOn();
  }

  async function count(): Promise<void> {
    try {
      counts.value = await bridge.call('inbox.counts');
    } catch (error) {
      onTrouble(error);
    }
  }

  async function readDetail(id: number): Promise<void> {
    const showing = (): Opened | undefined => (opened.peek()?.id === id ? opened.peek() : undefined);
    try {
      const detail = await bridge.call('inbox.detail', { id });
      const now = showing();
      if (now !== undefined) opened.value = { ...now, detail, failed: false };
    } catch (error) {
      const now = showing();
      if (now !== undefined) opened.value = { ...now, failed: now.detail === undefined };
      onTrouble(error);
    }
  }

  function refilter(next: InboxFilter): void {
    question += 1;
    kept.clear();
    batch(() => {
      filter.value = next;
      if (status.peek() === 'failed') status.value = 'reading';
      active.value = undefined;
    });
    sight = { first: 0, last: 0 };
    void readOn();
  }

  /** As read or not, before the journal has said so. */
  function showRead(ids: readonly number[], read: boolean): void {
    listing.value = withRead(listing.peek(), new Set(ids), read);
    for (const id of ids) {
      const line = kept.get(id);
      if (line !== undefined) kept.set(id, { ...line, read });
    }
    const now = opened.peek();
    if (now?.detail && ids.includes(now.id)) opened.value = { ...now, detail: { ...now.detail, read } };
  }

  function lineOf(id: number): AlertLine | undefined {
    const now = opened.peek();
    return (now?.id === id ? now.detail : undefined) ?? listing.peek().held.get(id)?.line;
  }

  /** Whoever looks at it, or rests on it, has read it; but reading ends a snooze: who only looks at what is snoozed does not mean to. */
  function lookedAt(id: number, seen: Pick<AlertLine, 'read' | 'snoozedUntil'> | null | undefined, dwell: boolean): void {
    if (seen?.read !== false || seen.snoozedUntil !== undefined) return;
    stopDwell();
    if (dwell) stopDwell = clock.after(DWELL, () => void store.mark([id], true));
    else void store.mark([id], true);
  }

  /** The keyboard stands on what follows, where what it stood on is gone. */
  function moveOn(gone: number): void {
    if (active.peek() !== gone) return;
    const { keys } = listing.peek();
    const index = keys.findIndex(({ id }) => id === gone);
    active.value = (keys[index + 1] ?? keys[index - 1])?.id;
  }

  async function doing(task: () => Promise<void>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      onTrouble(error);
      return false;
    }
  }

  const store: InboxStore = {
    filter,
    typed,
    listing,
    shown,
    status,
    counts,
    opened,
    active,
    snoozing,
    chat,
    change(patch) {
      const merged = Object.entries({ ...filter.peek(), ...patch }).filter(([, value]) => value !== undefined && value !== false && value !== '');
      if ('search' in patch) typed.value = patch.search ?? '';
      refilter(Object.fromEntries(merged));
    },
    type(text) {
      typed.value = text;
      stopSearch();
      stopSearch = clock.after(SEARCH_PAUSE, () => {
        const search = text.trim().slice(0, 200);
        if (search !== (filter.peek().search ?? '')) {
          store.change({ search });
          typed.value = text;
        }
      });
    },
    show(now) {
      sight = now;
      void readOn();
    },
    refresh() {
      generation += 1;
      void readOn();
      void count();
      const id = opened.peek()?.id;
      if (id !== undefined) void readDetail(id);
    },
    open(id, { reply = false, dwell = false, ask } = {}) {
      stopDwell();
      const line = listing.peek().held.get(id)?.line;
      batch(() => {
        const before = opened.peek();
        opened.value = { id, detail: before?.id === id ? before.detail : undefined, failed: false, reply, ask: ask === undefined ? undefined : { verb: ask } };
        active.value = id;
      });
      if (line !== undefined) kept.set(id, { ...line, read: true });
      const reading = readDetail(id);
      // A link leads to what the list may not have read yet.
      if (line !== undefined) lookedAt(id, line, dwell);
      else void reading.then(() => opened.peek()?.id === id && lookedAt(id, opened.peek()?.detail, dwell));
    },
    close() {
      stopDwell();
      opened.value = undefined;
    },
    activate(id) {
      active.value = id;
    },
    async mark(ids, read) {
      showRead(ids, read);
      try {
        for (let from = 0; from < ids.length; from += LIMIT_OF_A_CALL) {
          await bridge.call(read ? 'inbox.markRead' : 'inbox.markUnread', { ids: ids.slice(from, from + LIMIT_OF_A_CALL) });
        }
      } catch (error) {
        onTrouble(error);
      }
      store.refresh();
    },
    askSnooze(id) {
      stopDwell();
      snoozing.value = id;
    },
    async snooze(id, until) {
      stopDwell();
      const read = lineOf(id)?.read;
      if (until !== null) showRead([id], false);
      const done = await doing(() => bridge.call('inbox.snooze', { ids: [id], until }));
      if (done && until !== null && opened.peek()?.id === id) store.close();
      store.refresh();
      return done ? (read ?? false) : undefined;
    },
    async remove(id) {
      stopDwell();
      let token: string | undefined;
      await doing(async () => {
        const gone = await bridge.call('inbox.remove', { ids: [id] });
        if (gone.ids.includes(id)) token = gone.token;
      });
      if (token !== undefined) {
        kept.delete(id);
        if (opened.peek()?.id === id) store.close();
        moveOn(id);
      }
      store.refresh();
      return token;
    },
    async restore(token) {
      let back = 0;
      await doing(async () => {
        back = await bridge.call('inbox.restore', { token });
      });
      store.refresh();
      return back > 0;
    },
    look(next) {
      chat.value = next;
    },
    async markAll() {
      try {
        const { ids } = await bridge.call('inbox.markAllRead', filter.peek());
        store.refresh();
        return ids;
      } catch (error) {
        onTrouble(error);
        return [];
      }
    },
    stop() {
      stopSearch();
      stopDwell();
    },
  };
  return store;
}

/** The position of an alert in the list, or -1. */
export function indexOf(listing: Listing, id: number | undefined): number {
  return id === undefined ? -1 : listing.keys.findIndex((key) => key.id === id);
}
