import type { Again } from '../shared/alarm.ts';
import type { Alert, Category, Verb } from '../shared/alert.ts';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Entry } from '../shared/inbox.ts';
import type { Notice, NoticeAction, NoticeEvent, Notifier } from '../shared/notice.ts';
import type { Sound } from '../shared/sound.ts';
import { createDigest, type Digest } from '../policy/digest.ts';
import { sounding, type Heard } from '../policy/sound.ts';

/** What notifications say, rendered in today's language and privacy level. */
export interface NoticeWords {
  /** `again`: why it rings once more. */
  alert(alert: Alert, again?: Again): { title: string; body: string };
  digest(digest: Digest): { title: string; body: string };
  /** Buttons of an alert. Keys: a Verb, or `markRead`. */
  actions(alert: Alert): NoticeAction[];
}

/** What a person did on a notification. `ids`: what it stood for, one for a single alert. */
export type NoticeGesture =
  | { type: 'open'; ids: number[]; activationToken?: string }
  | { type: 'markRead'; ids: number[] }
  | { type: 'act'; id: number; verb: Verb; text?: string; activationToken?: string };

export interface NoticesDeps {
  notifier: Notifier;
  clock: Clock;
  words: NoticeWords;
  /** Bytes of the alert's picture once they are here; undefined where there is none. */
  picture(alert: Alert): Promise<Uint8Array | undefined>;
  /** As it is known by now; undefined where it cannot be read. */
  entry(id: number): Entry | undefined;
  /** What is to be heard of this category. */
  sound(category: Category | undefined): Sound;
  gesture(gesture: NoticeGesture): void;
  /** A digest that holds these was shown, or could not be; or none is to show them any more. */
  digested(ids: number[], result: 'shown' | 'failed' | 'gone'): void;
}

/** What Tradebell has on the screen: single alerts, grouped follows, and the one digest that is updated in place. */
export interface Notices {
  /** `again`: it was told of before. It comes up anew, apart from where it stood. */
  ring(entry: Entry, again?: Again): Promise<'shown' | 'failed'>;
  digest(entries: readonly Entry[]): void;
  /** Something was learned about an alert: if it is on the screen, it is replaced in place. */
  changed(entry: Entry): void;
  /** Read, refuted or removed: off the screen. Answers those that were on it. */
  gone(ids: readonly number[]): number[];
  /** It was shown from memory, and is known by another id from now on. */
  renumber(before: number, entry: Entry): void;
  /** While held (it is quiet), the digest collects and waits. */
  hold(on: boolean): void;
  close(): void;
}

/** A digest on the screen changes at most this often. */
const UPDATE_MS = 1_000;
/** So many things may have happened at once that the first picture of them is worth waiting for a moment. */
const GATHER_MS = 250;
/** A digest that was closed comes back with what is new after this long at the soonest. */
const POPUP_MS = 30_000;
/** Names, pictures and confirmation come within moments of each other: one replacement for all. */
const REPLACE_MS = 300;

/** Some desktops never say that a notification is gone. Of so many unread ones the oldest leaves the screen; it is in the inbox. */
const MAX_SHOWN = 200;

/** Of a digest whose lead was read, so many of the newest are looked at for another. */
const MAX_OFFERED = 200;

const DIGEST = 'digest';
const single = (id: number) => `alert:${id}`;

interface Shown {
  /** Single alerts hold one member; a group of follows several. */
  members: Digest;
  entry: Entry;
  image?: Uint8Array;
  again?: Again;
  /** Title and body as shown, so that an amendment which changes neither does not disturb. */
  said: string;
}

export function createNotices(deps: NoticesDeps): Notices {
  const { notifier, clock, words } = deps;
  const shown = new Map<string, Shown>();
  const noticeOf = new Map<number, string>();
  const replacing = new Map<string, Stop>();
  let digest = createDigest();
  /** For the next picture of the digest: during a pause it may become long, hence no map of whole alerts. */
  let pending = createDigest();
  let flushTimer: Stop | undefined;
  let digestOnScreen = false;
  /** It still names what was read or refuted, or by less than is known by now. */
  let outdated = false;
  let digestSaid = '';
  let lastShow = -Infinity;
  let heard: Heard = {};
  let held = false;
  /** It was held, and is to be heard though it may have stood there before. */
  let released = false;
  let closed = false;

  /** What comes up now is heard, what only changes in place is not. */
  function heardBy(category: Category | undefined, urgent: boolean): { sound: Sound } {
    const made = sounding(deps.sound(category), urgent, heard, clock.elapsed());
    heard = made.heard;
    return { sound: made.sound };
  }
  const SILENT = { sound: 'none' } as const;

  const noticeId = ({ id, alert }: Entry, again?: Again): string => {
    if (again !== undefined) return `${single(id)}:${again}`;
    return alert.kind === 'follow' ? `follow:${alert.connectionId}` : single(id);
  };

  function render(id: string, item: Shown): Notice {
    const grouped = item.members.size() > 1;
    const said = grouped ? words.digest(item.members) : words.alert(item.entry.alert, item.again);
    return {
      id,
      ...said,
      urgency: item.entry.alert.urgency,
      ...(item.image === undefined ? {} : { image: item.image }),
      actions: grouped ? [] : words.actions(item.entry.alert),
    };
  }

  const sayOf = ({ title, body, actions, image }: Notice) => JSON.stringify([title, body, actions.map((a) => a.key), image?.length]);

  async function ring(entry: Entry, again?: Again): Promise<'shown' | 'failed'> {
    // What is only replaced in place, many desktops do not bring up again.
    if (again !== undefined) gone([entry.id]);
    const id = noticeId(entry, again);
    const item: Shown = shown.get(id) ?? { members: createDigest(), entry, said: '', ...(again === undefined ? {} : { again }) };
    item.members.join(entry);
    item.entry = entry;
    delete item.image;
    shown.delete(id);
    shown.set(id, item);
    noticeOf.set(entry.id, id);
    makeRoom();
    const notice = render(id, item);
    item.said = sayOf(notice);
    const { category, urgency } = entry.alert;
    const result = await notifier.show({ ...notice, ...heardBy(category, urgency === 'urgent' || again !== undefined) });
    if (result === 'failed') forget(id);
    else void illustrate(id, entry);
    return result;
  }

  /** Pictures come when they come; the alert rang without. */
  async function illustrate(id: string, entry: Entry): Promise<void> {
    const image = await deps.picture(entry.alert);
    const item = shown.get(id);
    if (image === undefined || item?.entry.id !== entry.id) return;
    item.image = image;
    replaceSoon(id);
  }

  function replaceSoon(id: string): void {
    if (closed || replacing.has(id)) return;
    replacing.set(
      id,
      clock.after(REPLACE_MS, () => {
        replacing.delete(id);
        const item = shown.get(id);
        if (item === undefined) return;
        const notice = render(id, item);
        const said = sayOf(notice);
        if (said === item.said) return;
        item.said = said;
        void notifier.show({ ...notice, ...SILENT });
      })
    );
  }

  function forget(id: string): void {
    const item = shown.get(id);
    shown.delete(id);
    replacing.get(id)?.();
    replacing.delete(id);
    for (const member of item?.members.ids() ?? []) noticeOf.delete(member);
  }

  function makeRoom(): void {
    for (const oldest of shown.keys()) {
      if (shown.size <= MAX_SHOWN) return;
      forget(oldest);
      notifier.withdraw(oldest);
    }
  }

  function schedule(): void {
    if (flushTimer !== undefined || held || closed || (pending.size() === 0 && !outdated)) return;
    const since = clock.elapsed() - lastShow;
    const pause = digestOnScreen ? UPDATE_MS : POPUP_MS;
    flushTimer = clock.after(Math.max(GATHER_MS, pause - since), () => {
      flushTimer = undefined;
      void flush();
    });
  }

  async function flush(): Promise<void> {
    if (pending.size() === 0 && !outdated) return;
    outdated = false;
    const ids = pending.ids();
    digest.absorb(pending);
    pending = createDigest();
    if (digest.lead() === undefined) findLead();
    const notice = digestNotice();
    const said = sayOf(notice);
    if (ids.length === 0 && said === digestSaid) return;
    digestSaid = said;
    lastShow = clock.elapsed();
    const category = digest.lead()?.alert.category;
    const sound = digestOnScreen && !released ? SILENT : heardBy(category, notice.urgency === 'urgent');
    digestOnScreen = true;
    released = false;
    const result = await notifier.show({ ...notice, ...sound });
    if (result === 'failed') startAfresh();
    if (ids.length > 0) deps.digested(ids, result);
    schedule();
  }

  /** Whoever led it was read meanwhile. */
  function findLead(): void {
    for (const id of digest.ids().slice(-MAX_OFFERED)) {
      const entry = deps.entry(id);
      if (entry !== undefined) digest.offer(entry);
    }
  }

  const digestNotice = (): Notice => ({
    id: DIGEST,
    ...words.digest(digest),
    urgency: digest.lead()?.alert.urgency ?? 'normal',
    actions: [],
  });

  function startAfresh(): void {
    digest = createDigest();
    digestOnScreen = false;
    outdated = false;
  }

  function onEvent(event: NoticeEvent): void {
    const isDigest = event.id === DIGEST;
    const item = shown.get(event.id);
    if (item === undefined && !(isDigest && digestOnScreen)) return;
    const ids = isDigest ? digest.ids() : (item?.members.ids() ?? []);
    if (event.type === 'closed') {
      if (isDigest) startAfresh();
      else forget(event.id);
      return;
    }
    const token = event.activationToken === undefined ? {} : { activationToken: event.activationToken };
    const [only] = ids;
    if (event.action === 'markRead') deps.gesture({ type: 'markRead', ids });
    else if (event.action !== undefined && item !== undefined && ids.length === 1 && only !== undefined && isVerb(item, event.action)) {
      deps.gesture({ type: 'act', id: only, verb: event.action, ...(event.text === undefined ? {} : { text: event.text }), ...token });
    } else deps.gesture({ type: 'open', ids, ...token });
  }

  const isVerb = (item: Shown, key: string): key is Verb => item.entry.alert.actions.some((verb) => verb === key);

  /** Who stood for a group may have left it. */
  function handOver(item: Shown): void {
    const left = item.members.ids().slice(-MAX_OFFERED).flatMap((id) => deps.entry(id) ?? []);
    for (const entry of left) item.members.offer(entry);
    const newest = left.at(-1);
    if (newest === undefined || item.members.has(item.entry.id)) return;
    item.entry = newest;
    delete item.image;
  }

  function gone(ids: readonly number[]): number[] {
    const counted = digest.size();
    const were: number[] = [];
    const lessened = new Set<string>();
    const unshown = ids.filter((id) => pending.leave(id));
    if (unshown.length > 0) deps.digested(unshown, 'gone');
    for (const id of ids) {
      const notice = noticeOf.get(id);
      const item = notice === undefined ? undefined : shown.get(notice);
      if (notice !== undefined && item !== undefined) {
        were.push(id);
        item.members.leave(id);
        noticeOf.delete(id);
        if (item.members.size() === 0) {
          forget(notice);
          notifier.withdraw(notice);
        } else lessened.add(notice);
      } else if (digest.leave(id)) were.push(id);
    }
    for (const notice of lessened) {
      const item = shown.get(notice);
      if (item === undefined) continue;
      handOver(item);
      replaceSoon(notice);
    }
    if (digestOnScreen && digest.size() === 0) {
      startAfresh();
      notifier.withdraw(DIGEST);
    } else if (digestOnScreen && digest.size() < counted) {
      outdated = true;
      schedule();
    }
    return were;
  }

  const stopListening = notifier.onEvent(onEvent);
  return {
    ring,
    digest(entries) {
      for (const entry of entries) pending.join(entry);
      schedule();
    },
    changed(entry) {
      pending.learn(entry);
      if (digest.learn(entry)) {
        outdated = true;
        schedule();
      }
      const id = noticeOf.get(entry.id);
      const item = id === undefined ? undefined : shown.get(id);
      if (id === undefined || item?.entry.id !== entry.id) return;
      item.entry = entry;
      if (item.image === undefined) void illustrate(id, entry);
      replaceSoon(id);
    },
    renumber(before, entry) {
      if (pending.leave(before)) pending.join(entry);
      if (digest.leave(before)) digest.join(entry);
      const notice = noticeOf.get(before);
      const item = notice === undefined ? undefined : shown.get(notice);
      if (notice === undefined || item === undefined) return;
      noticeOf.delete(before);
      noticeOf.set(entry.id, notice);
      item.members.leave(before);
      item.members.join(entry);
      if (item.entry.id === before) item.entry = entry;
    },
    gone,
    hold(on) {
      released = held && !on && pending.size() > 0;
      held = on;
      if (!on) schedule();
      else {
        flushTimer?.();
        flushTimer = undefined;
      }
    },
    close() {
      closed = true;
      stopListening();
      flushTimer?.();
      for (const stop of replacing.values()) stop();
    },
  };
}
