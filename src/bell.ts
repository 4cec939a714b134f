import type { Again } from './shared/alarm.ts';
import { isFinal, type Alert, type Category, type FinalVerb, type Verb } from './shared/alert.ts';
import type { Batch } from './shared/batch.ts';
import type { Done } from './shared/bridge.ts';
import type { Clock } from './shared/clock.ts';
import type { Delivered } from './shared/decision.ts';
import type { Cursor, Entry, InboxFilter, Intent } from './shared/inbox.ts';
import type { Notifier } from './shared/notice.ts';
import type { Sound } from './shared/sound.ts';
import { createActs, type Acted, type Acts, type Reread, type Said } from './bell/acts.ts';
import { createAlarms } from './bell/alarms.ts';
import { createEndedSnoozes } from './bell/ended-snoozes.ts';
import { createHeld } from './bell/held.ts';
import { createNotices, type NoticeGesture, type NoticeWords } from './bell/notices.ts';
import { isSettled } from './bell/offers.ts';
import { createRemovals, type Removals } from './bell/removals.ts';
import { JournalError, type Journal, type Note, type Written } from './journal/journal.ts';
import type { Due } from './policy/alarms.ts';
import { isEnded } from './policy/ended.ts';
import { decide, type Phase } from './policy/decide.ts';
import { confirmed, NOTHING_RECENT, type Recent } from './policy/recent.ts';
import type { Rules } from './policy/rules.ts';

export interface BellDeps {
  journal: Journal;
  notifier: Notifier;
  clock: Clock;
  words: NoticeWords;
  /** What the user says about ringing, as of now. */
  rules(connectionId: string): Rules;
  sound(category: Category | undefined): Sound;
  picture(alert: Alert): Promise<Uint8Array | undefined>;
  /** A notification was clicked: show this alert, or the inbox where it stood for several. */
  open(id: number | undefined, options: { reply?: boolean; ask?: FinalVerb; activationToken?: string }): void;
  /** Does what an alert offers, at its own server. Never rejects. */
  act(alert: Alert, verb: Verb, text?: string): Promise<Acted>;
  /** Asks an alert's own server how its subject stands now. Never rejects. */
  reread(alert: Alert): Promise<Reread>;
  /** Cannot be guessed: stands for a question that a person was asked. */
  newToken(): string;
  /** These were read here: their servers are to be told. */
  wereRead(alerts: readonly Alert[]): void;
  /** The disk's trouble, or undefined when all is on disk again. */
  diskTrouble(code: JournalError['code'] | undefined): void;
}

/** The one place that every alert passes: journal, decide, ring, note. Knows of no system and of no desktop. */
export interface Bell {
  /** Takes up what the last run left undecided or undelivered. To be awaited before any source starts. */
  takeUp(): Promise<void>;
  /** Every connection has caught up for the first time: from now on what is late is a catch-up of its own. */
  startUpDone(): void;
  /** Settles when the batch is on disk; rejects where neither disk nor memory can take it. */
  deliver(batch: Batch): Promise<void>;
  /** Alert as held now, by key or series. */
  held(identity: string, key: string): Alert | undefined;
  markRead(which: readonly number[] | InboxFilter): Promise<number[]>;
  markUnread(ids: readonly number[]): Promise<void>;
  /** Off the disk and the screen; for a minute it can be undone. Servers are not told. Rejects with JournalError. */
  remove: Removals['remove'];
  /** Undoes a removal; how many came back. */
  restore(token: string): Promise<number>;
  /** Every alert is forgotten, on disk and on the screen; how many. Not to be undone. */
  forgetAll(): Promise<number>;
  question: Acts['question'];
  /** Does what the alert offers; once done it counts as read. */
  act(id: number, verb: Verb, said?: Said): Promise<Done>;
  /** What was last agreed to about the alert's subject. */
  intent(alert: Alert): Intent | undefined;
  /** It became quiet, or is no longer: what waited comes as one digest. */
  quietChanged(quiet: boolean): void;
  /** Off the screen, unread, and rings again then (UTC ms); `null`: not any more. Rejects with JournalError. */
  snooze(ids: readonly number[], until: number | null): Promise<void>;
  /** The clock may have been set, or the machine slept: what should have rung meanwhile rings. */
  woke(): void;
  /** Settles when nothing is left to decide, show or note. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const TAKE_UP_PAGE = 500;
const MOST_ABOUT_SAME = 100;
const DELIVERED_AS = { shown: 'digest', failed: 'failed', gone: 'none' } as const;

/** Of one identity: settles when all that was delivered is written or refused; what the last batch that had to wait waited for. */
interface Outstanding {
  all: Promise<unknown>;
  turn: Promise<unknown> | undefined;
}

const ofTheDisk = (error: unknown): void => {
  if (!(error instanceof JournalError)) throw error;
};

export function createBell(deps: BellDeps): Bell {
  const { journal, clock } = deps;
  const held = createHeld({ journal, clock, trouble: deps.diskTrouble });
  const notices = createNotices({
    notifier: deps.notifier,
    clock,
    words: deps.words,
    picture: deps.picture,
    entry: readable,
    sound: deps.sound,
    gesture: (gesture) => void onGesture(gesture),
    digested: (ids, result) => note(ids.map((id) => ({ id, at: clock.now(), delivered: DELIVERED_AS[result] }))),
  });
  const alarms = createAlarms({ clock, awaiting: (now) => journal.awaiting(now), due: ringAgain });
  const acts = createActs({ journal, clock, newToken: deps.newToken, reread: deps.reread, act: deps.act, done: wasDone });
  const endedSnoozes = createEndedSnoozes(clock);
  const removals = createRemovals({ journal, clock, newToken: deps.newToken });
  let recent: Recent = NOTHING_RECENT;
  let phase: Phase = 'start-up';
  /** What the last run left is in hand: from now on alarms ring as they come. */
  let takenUp = false;
  let rung: Promise<unknown> = Promise.resolve();
  const outstanding = new Map<string, Outstanding>();
  const deciding = new Set<number>();
  /** Rings that wait their turn under the id they had in memory, while the disk has given them one. */
  const moved = new Map<number, number>();

  /** Never waited for on the way of an alert; what the disk refuses is kept and written later. */
  function note(notes: readonly Note[]): Promise<void> {
    const [inMemory, onDisk] = [notes.filter((n) => n.id < 0), notes.filter((n) => n.id >= 0)];
    if (inMemory.length > 0) held.note(inMemory);
    if (onDisk.length === 0) return Promise.resolve();
    return journal.note(onDisk).catch((error: unknown) => {
      if (!(error instanceof JournalError)) throw error;
      held.note(onDisk, error);
    });
  }

  /** Decides on entries in order, and sets off what follows from it. */
  function settle(entries: readonly Entry[], when: Phase): Promise<void> {
    const notes: Note[] = [];
    const noted: number[] = [];
    const digest: Entry[] = [];
    const at = clock.now();
    for (const { id, alert, decision: before, delivered } of entries) {
      if (deciding.has(id)) continue; // twice in one batch
      deciding.add(id);
      const decided = decide(alert, deps.rules(alert.connectionId), recent, at, when);
      recent = decided.recent;
      // What the last run put into a summary, for its own reason, goes into this one.
      const kept = when === 'take-up' && before?.deliver === 'digest' && decided.decision.deliver === 'digest';
      const decision = kept ? before : decided.decision;
      const entry: Entry = { id, alert, decision };
      // It was held back and is not any more: a kill may not leave it as it was.
      const anew = delivered !== undefined;
      if (decision.deliver === 'notify') {
        if (anew) notes.push({ id, at, decision, anew });
        ring(entry, { noted: anew });
        continue;
      }
      noted.push(id);
      if (!kept) notes.push({ id, at, decision, ...(anew ? { anew } : {}) });
      if (decision.deliver === 'digest') digest.push(entry);
      else notes.push({ id, at, delivered: 'none' });
    }
    if (digest.length > 0) notices.digest(digest);
    return note(notes).finally(() => {
      for (const id of noted) deciding.delete(id);
    });
  }

  /**
   * One after another, each noted before the next is shown: a crash in between may repeat at most that one. `again`: why it rings once
   * more. `noted`: what was decided is noted already.
   */
  function ring(entry: Entry, { again, noted = false }: { again?: Again; noted?: boolean } = {}): void {
    const { decision } = entry;
    if (decision === undefined) return;
    const ringing = async (): Promise<void> => {
      const delivered = await show({ ...entry, id: moved.get(entry.id) ?? entry.id }, again);
      const at = clock.now();
      const id = moved.get(entry.id) ?? entry.id;
      moved.delete(entry.id);
      await note([...(noted ? [] : [{ id, at, decision }]), { id, at, delivered }]);
      deciding.delete(entry.id);
      deciding.delete(id);
    };
    // A fault of one is nobody's to catch but the app's, which logs it; the next ones ring all the same.
    rung = rung.then(ringing).catch((error: unknown) => void Promise.reject(error));
  }

  /** As it stands when its turn has come: it may have been read or refuted while others were shown. */
  async function show(entry: Entry, again: Again | undefined): Promise<Delivered> {
    const { alert, snoozedUntil } = readable(entry.id) ?? entry;
    if (alert.confirmation === 'refuted') return 'withdrawn';
    if (isGone(entry.id)) return 'none';
    if (alert.read || (snoozedUntil !== undefined && again === undefined)) return 'none';
    return (await notices.ring({ ...entry, alert }, again)) === 'shown' ? 'notification' : 'failed';
  }

  /** It was removed, or all were, since it was written. */
  function isGone(id: number): boolean {
    if (id < 0) return false;
    try {
      return journal.entry(id) === undefined;
    } catch {
      return false;
    }
  }

  /** A journal that cannot even be read keeps nothing from ringing; what is wrong with it is told where it is written. */
  function readable(id: number): Entry | undefined {
    if (id < 0) return undefined;
    try {
      return journal.entry(id);
    } catch {
      return undefined;
    }
  }

  /**
   * The time of an alert has come once more. That is noted first, so that it is done once; then it rings, by the rules of this moment.
   * Whether it is noted for good.
   */
  async function ringAgain({ id, again, lead }: Due): Promise<boolean> {
    const at = clock.now();
    const entry = readable(id);
    const mark: Note = lead === undefined ? { id, at, snoozedUntil: null } : { id, at, reminded: lead };
    const noted = async (...notes: Note[]): Promise<boolean> => {
      await note(notes);
      return !held.active();
    };
    if (entry === undefined || isOver(entry.alert) || deciding.has(id)) return noted(mark);
    if (lead !== undefined && isEnded(entry.alert, aboutSame(entry.alert))) return noted(mark);
    const decided = decide(entry.alert, deps.rules(entry.alert.connectionId), recent, at, takenUp ? 'running' : 'take-up', again);
    recent = decided.recent;
    const { decision } = decided;
    if (decision.deliver === 'off' || decision.deliver === 'inbox') return noted(mark);
    deciding.add(id);
    // Whoever is reminded of it has it before them: that ends a snooze.
    const done = await noted(mark, { id, at, snoozedUntil: null }, { id, at, decision, anew: true });
    if (decision.deliver === 'notify') ring({ ...entry, decision }, { again, noted: true });
    else {
      notices.digest([{ ...entry, decision }]);
      deciding.delete(id);
    }
    return done;
  }

  /** Put back: what waited in a summary waits there again; what was about to ring has been seen. */
  function asItWas(entries: readonly Entry[]): Promise<void> {
    const notes: Note[] = [];
    const waiting: Entry[] = [];
    const at = clock.now();
    for (const entry of entries) {
      const { id, alert, delivered } = entry;
      if (delivered !== undefined || deciding.has(id)) continue;
      const { decision = decide(alert, deps.rules(alert.connectionId), recent, at, phase).decision } = entry;
      if (entry.decision === undefined) notes.push({ id, at, decision });
      if (decision.deliver === 'digest') waiting.push({ ...entry, decision });
      else notes.push({ id, at, delivered: 'none' });
    }
    if (waiting.length > 0) notices.digest(waiting);
    return note(notes);
  }

  /** What else is in the inbox about an alert's subject, the newest first. */
  function aboutSame({ subject, connectionId }: Alert): Alert[] {
    if (subject === undefined) return [];
    try {
      return journal.query({ search: subject.id, connectionId, limit: MOST_ABOUT_SAME }).map(({ alert }) => alert);
    } catch {
      return [];
    }
  }

  const isOver = (alert: Alert): boolean => alert.read || alert.confirmation === 'refuted' || isSettled(alert);

  function onWritten(written: readonly Written[]): void {
    const fresh: Entry[] = [];
    const notes: Note[] = [];
    /** Later items of a batch may say more of what an earlier one began: that it was read, say. */
    const latest = new Map(written.map(({ entry }) => [entry?.id, entry?.alert]));
    for (const { outcome, entry } of written) {
      if (entry === undefined) continue;
      acts.learned(entry.alert);
      const done = outcome === 'new' ? held.taken(entry.alert) : undefined;
      if (done !== undefined) {
        // It rang from memory while the disk was full.
        const at = clock.now();
        notices.renumber(done.id, entry);
        if (done.decision === undefined && deciding.has(done.id)) {
          moved.set(done.id, entry.id);
          deciding.add(entry.id);
        } else if (done.decision === undefined) fresh.push(entry);
        else notes.push({ id: entry.id, at, decision: done.decision }, { id: entry.id, at, delivered: done.delivered ?? 'none' });
      } else if (outcome === 'new' || (outcome === 'duplicate' && undecided(entry))) fresh.push(entry);
      else if (outcome === 'amended') onAmended(entry, fresh);
    }
    if (notes.length > 0) void note(notes);
    const asOfNow = fresh.map((entry) => ({ ...entry, alert: latest.get(entry.id) ?? entry.alert }));
    if (fresh.length > 0) void settle(asOfNow, phase);
    if (takenUp && written.some(({ outcome, entry }) => outcome !== 'duplicate' && entry?.alert.deadlineAt !== undefined)) alarms.look();
  }

  /** A duplicate is one that is journaled and decided; a second copy may overtake the note of the first one's decision. */
  function undecided(entry: Entry): boolean {
    return entry.decision === undefined && !deciding.has(entry.id) && journal.entry(entry.id)?.decision === undefined;
  }

  function onAmended(entry: Entry, fresh: Entry[]): void {
    const { id, alert, decision, delivered, snoozedUntil } = entry;
    if (alert.confirmation === 'confirmed') recent = confirmed(recent, alert.key);
    if (alert.read || alert.confirmation === 'refuted') {
      notices.gone([id]);
      if (snoozedUntil !== undefined) void note([{ id, at: clock.now(), snoozedUntil: null }]);
      if (alert.confirmation === 'refuted') void note([{ id, at: clock.now(), delivered: 'withdrawn' }]);
      return;
    }
    // A limit for what nobody stood by, or a doubt, must not cost a sale once the node does stand by it.
    const heldBack = decision?.why === 'unconfirmed-limit' || decision?.why === 'refuted' || delivered === 'withdrawn';
    if (alert.confirmation === 'confirmed' && heldBack && snoozedUntil === undefined) fresh.push(entry);
    else notices.changed(entry);
  }

  async function write(batch: Batch): Promise<Written[]> {
    if (held.active()) return keep(batch);
    try {
      return await journal.write(batch);
    } catch (error) {
      if (error instanceof JournalError) return keep(batch, error);
      throw error;
    }
  }

  function keep(batch: Batch, error?: JournalError): Promise<Written[]> {
    const { fresh, done } = held.keep(batch, error);
    // What was read, or has ended, has no business on the screen, though only memory knows it yet.
    const read = new Set(batch.items.flatMap((item) => (item.type === 'read' ? [item.key] : [])));
    notices.gone([...read].flatMap((key) => held.idOf(batch.identity, key) ?? []));
    const asOfNow = fresh.map(({ id, alert }) => ({ id, alert: read.has(alert.key) ? { ...alert, read: true } : alert }));
    if (asOfNow.length > 0) void settle(asOfNow, phase);
    return done;
  }

  async function onGesture(gesture: NoticeGesture): Promise<void> {
    if (gesture.type === 'markRead') {
      await markRead(gesture.ids);
    } else if (gesture.type === 'open') {
      const [first, second] = gesture.ids;
      deps.open(second === undefined && first !== undefined && first >= 0 ? first : undefined, gesture);
    } else if (isFinal(gesture.verb)) {
      // Never from a notification alone: the window asks.
      deps.open(gesture.id >= 0 ? gesture.id : undefined, { ...gesture, ask: gesture.verb });
    } else {
      const { id, verb, text } = gesture;
      const lacksText = verb === 'reply' && (text === undefined || text.trim() === '');
      // The window asks for what is missing, and says what went wrong.
      if (lacksText || !(await acts.act(id, verb, { text })).ok) deps.open(id, { ...gesture, reply: verb === 'reply' });
    }
  }

  /** What was done stays done, whatever the disk says. */
  async function wasDone(id: number, verb: Verb): Promise<void> {
    await note([{ id, at: clock.now(), acted: verb }]);
    await markRead([id]).catch(ofTheDisk);
  }

  async function markRead(which: readonly number[] | InboxFilter): Promise<number[]> {
    const entries = await journal.markRead(which, clock.now());
    const ids = entries.map((entry) => entry.id);
    notices.gone('length' in which ? which : ids);
    endedSnoozes.read(entries);
    if (entries.length > 0) deps.wereRead(entries.map((entry) => entry.alert));
    return ids;
  }

  return {
    async takeUp() {
      // Where the disk does not take it now, they still stand, and `acts` doubts what nobody is at.
      await journal.doubtOpenIntents().catch(ofTheDisk);
      for (let after = 0; ; ) {
        const entries = journal.unsettled(TAKE_UP_PAGE, after);
        const last = entries.at(-1);
        if (last === undefined) break;
        after = last.id;
        await settle(entries.filter(({ snoozedUntil }) => snoozedUntil === undefined), 'take-up');
      }
      // What should have rung while Tradebell was not running goes through the start-up limit.
      alarms.look();
      takenUp = true;
    },
    startUpDone() {
      phase = 'running';
    },
    async deliver(batch) {
      const before = outstanding.get(batch.identity);
      // A watermark must not overtake alerts of its identity that wait for the disk, nor what came after it overtake what it came with.
      const turn = batch.watermarks === undefined ? before?.turn : before?.all;
      const writing = turn === undefined ? write(batch) : turn.then(() => write(batch));
      const quiet = writing.then(
        () => undefined,
        () => undefined
      );
      const all = before === undefined ? quiet : Promise.all([before.all, quiet]);
      outstanding.set(batch.identity, { all, turn });
      try {
        onWritten(await writing);
      } finally {
        if (outstanding.get(batch.identity)?.all === all) outstanding.delete(batch.identity);
      }
    },
    held: (identity, key) => journal.entryByKey(identity, key)?.alert,
    markRead,
    question: acts.question,
    act: (id, verb, said = {}) => acts.act(id, verb, said),
    intent: acts.intent,
    async markUnread(ids) {
      const at = clock.now();
      const unread = await journal.markUnread(ids, at);
      const snoozed = endedSnoozes.takenBack(unread.map(({ id }) => id));
      if (snoozed.length > 0) await note(snoozed.map(({ id, until }) => ({ id, at, snoozedUntil: until })));
      alarms.look();
    },
    quietChanged: notices.hold,
    async snooze(ids, until) {
      const at = clock.now();
      await journal.note(ids.map((id) => ({ id, at, snoozedUntil: until })));
      if (until !== null) notices.gone(ids);
      alarms.look();
    },
    async remove(ids) {
      const removed = await removals.remove(ids);
      notices.gone(removed.ids);
      alarms.look();
      return removed;
    },
    async restore(token) {
      const ids = await removals.restore(token);
      await asItWas(ids.flatMap((id) => readable(id) ?? []));
      alarms.look();
      return ids.length;
    },
    async forgetAll() {
      removals.close();
      for (let before: Cursor | undefined; ; ) {
        const shown = journal.query({ unread: true, before, limit: TAKE_UP_PAGE });
        const last = shown.at(-1);
        if (last === undefined) break;
        before = { occurredAt: last.alert.occurredAt, id: last.id };
        notices.gone(shown.map(({ id }) => id));
      }
      const count = await journal.forgetAll();
      alarms.look();
      return count;
    },
    woke: alarms.look,
    async settled() {
      await rung;
      await journal.idle();
    },
    async close() {
      alarms.close();
      notices.close();
      acts.close();
      removals.close();
      await rung;
      await held.retry();
      held.close();
    },
  };
}
