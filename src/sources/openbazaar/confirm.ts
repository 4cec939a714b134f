import type { Alert } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { Clock, Stop } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import { inSlices } from '../../transport/slices.ts';
import { messageKeyOfRow } from './chat.ts';
import { confirm, refute } from './envelope.ts';
import { gather, threadOf, type Gathered } from './gathered.ts';
import { idOfRow, notificationKeyOfRow } from './notifications.ts';
import { collect } from './paging.ts';
import type { Rest } from './rest.ts';

/** Asks the node whether it stands by what came over its socket. */
export interface Confirmer {
  ask(alerts: readonly Alert[]): void;
  stop(): void;
}

export interface ConfirmDeps {
  clock: Clock;
  rest: Pick<Rest, 'notifications' | 'messages'>;
  held(key: string): Alert | undefined;
  deliver(items: Item[]): void;
  /** Tracks work that must have ended before the source has. */
  track(work: Promise<void>): void;
}

/** How long after a frame the node is asked, and how long it may take to answer. */
interface Look {
  afterMs: number;
  limitMs: number;
}

/** The node may send a frame just before it stores it: the second look has the word that is due within five seconds. */
const FIRST_LOOK: Look = { afterMs: 1_000, limitMs: 1_400 };
const SECOND_LOOK: Look = { afterMs: 3_500, limitMs: 1_400 };
/** Only for what could not be asked by then: a node that is busy, or starts. */
const LATE_LOOKS: readonly Look[] = [
  { afterMs: 10_000, limitMs: 5_000 },
  { afterMs: 45_000, limitMs: 15_000 },
];
const PAGE = 200;
/** Rows older than all that came over the socket of late: beyond so many of them nothing that was asked for can stand. */
const OLDER_ROWS = 50;
const MAX_ROWS = 20_000;
const MAX_THREADS = 10;
const CHAT_ROWS = 50;
const MAX_CHAT_ROWS = 500;
/** How long what came over the socket is known as such. */
const LIVE_MS = 60_000;
const BATCH = 200;

/** What the node's list says of what was asked: `unsure` where it could not be read, or not far enough to speak against an alert. */
interface Answer {
  known: ReadonlySet<string>;
  unsure: boolean;
}

/**
 * Within five seconds one request answers for all notifications of the moment (openbazaar.md, "Socket"): found, the actions appear; not
 * found, the alert is refuted; the node out of reach, it stays without actions, until one of two late looks brings the node's word. A burst
 * takes several pages.
 */
export function createConfirmer({ clock, rest, held, deliver, track }: ConfirmDeps): Confirmer {
  let gathering = gather();
  /** Keys that came live, and when: rows of these are no older than what is asked for. */
  const live = new Map<string, number>();
  const timers = new Set<Stop>();
  let stopped = false;

  const later = ({ afterMs }: Look, sinceMs: number, work: () => Promise<void>): void => {
    const stop = clock.after(afterMs - sinceMs, () => {
      timers.delete(stop);
      track(work());
    });
    timers.add(stop);
  };

  const firstLook = async (): Promise<void> => {
    forgetOld();
    const asked = gathering;
    gathering = gather();
    const { missing } = await look(asked, FIRST_LOOK);
    if (!stopped && missing.size() > 0) later(SECOND_LOOK, FIRST_LOOK.afterMs, () => decisiveLook(missing, SECOND_LOOK, LATE_LOOKS));
  };

  const decisiveLook = async (asked: Gathered, now: Look, [next, ...rest]: readonly Look[]): Promise<void> => {
    const { missing, unsure } = await look(asked, now);
    const left = [...missing.notifications.values(), ...[...missing.threads.values()].flat()];
    if (stopped || left.length === 0) return;
    await tell(left, (alert) => doubted(alert, unsure.has(alert.key)));
    const again = gather();
    for (const alert of left) if (unsure.has(alert.key)) again.add(alert);
    if (!stopped && next !== undefined && again.size() > 0) later(next, now.afterMs, () => decisiveLook(again, next, rest));
  };

  const forgetOld = (): void => {
    for (const [key, at] of live) {
      if (clock.elapsed() - at < LIVE_MS) break;
      live.delete(key);
    }
  };

  /** What is said of an alert that the node did not confirm. */
  const doubted = (alert: Alert, unsure: boolean): Item | undefined => {
    const row = held(alert.key);
    // Catch-up has confirmed it meanwhile, or it echoes an old one: no doubt is cast on that. Nor does what a forged part claims of a series
    // say anything against the parts that the node stands by.
    if (row !== undefined && (row.confirmation === 'confirmed' || row.confirmation === 'refuted' || row.key !== alert.key)) return undefined;
    if (unsure && row?.confirmation === 'unasked') return undefined;
    return { type: 'amend', key: alert.key, amendment: unsure ? { confirmation: 'unasked', actions: [] } : refute() };
  };

  /** A later part of a series counts only once it is confirmed; the row it belongs to stands under another key. */
  const confirmed = (alert: Alert): Item => {
    const isPart = alert.series !== undefined && (held(alert.key)?.key ?? alert.key) !== alert.key;
    return isPart ? { type: 'alert', alert: { ...alert, ...confirm(alert) } } : { type: 'amend', key: alert.key, amendment: confirm(alert) };
  };

  const tell = async (alerts: readonly Alert[], say: (alert: Alert) => Item | undefined): Promise<void> => {
    const items = (await inSlices(clock, alerts, say)).filter((item) => item !== undefined);
    for (let from = 0; from < items.length && !stopped; from += BATCH) deliver(items.slice(from, from + BATCH));
  };

  /** Confirms what the node knows; answers the rest, and the keys of which it could not be asked. */
  const look = async ({ notifications, threads }: Gathered, { limitMs }: Look): Promise<{ missing: Gathered; unsure: ReadonlySet<string> }> => {
    const unsure = new Set<string>();
    const missing = gather();
    const sort = async (asked: readonly Alert[], asking: Promise<Answer>): Promise<void> => {
      const answer = await asking;
      await tell(asked, (alert) => {
        if (answer.known.has(alert.key)) return confirmed(alert);
        missing.add(alert);
        if (answer.unsure) unsure.add(alert.key);
        return undefined;
      });
    };
    const chats = [...threads.values()].map((thread, index) => sort(thread, index < MAX_THREADS ? answered(chat(thread, limitMs)) : Promise.resolve(UNREAD)));
    const listed = notifications.size === 0 ? [] : [sort([...notifications.values()], answered(list(notifications, limitMs)))];
    await Promise.all([...chats, ...listed]);
    return { missing, unsure };
  };

  /** Newest first, until all are found or the rows are clearly older than any of them. */
  const list = async (wanted: ReadonlyMap<string, Alert>, limitMs: number): Promise<Answer> => {
    const known = new Set<string>();
    let older = 0;
    const { ended } = await collect<unknown>({
      page: (offsetId) => rest.notifications(PAGE, offsetId, limitMs),
      idOf: idOfRow,
      pageSize: PAGE,
      maxRows: MAX_ROWS,
      enough(rows) {
        for (const row of rows) {
          const key = notificationKeyOfRow(row);
          if (key === undefined) continue;
          if (wanted.has(key)) known.add(key);
          else if (!live.has(key)) older += 1;
        }
        return known.size === wanted.size || older >= OLDER_ROWS || stopped;
      },
    });
    return { known, unsure: ended === 'limit' };
  };

  /** Ordered by the senders' clocks: a message that is not among the newest may still stand further down. */
  const chat = async (asked: readonly Alert[], limitMs: number): Promise<Answer> => {
    const [first] = asked;
    if (first === undefined) return UNREAD;
    const limit = Math.min(MAX_CHAT_ROWS, asked.length + CHAT_ROWS);
    const rows = await rest.messages({ ...threadOf(first), limit }, limitMs);
    return { known: new Set(rows.map(messageKeyOfRow).filter((key) => key !== undefined)), unsure: rows.length >= limit };
  };

  return {
    ask(alerts) {
      const asked = alerts.filter((alert) => alert.confirmation === 'asked');
      if (asked.length === 0 || stopped) return;
      if (gathering.size() === 0) later(FIRST_LOOK, 0, firstLook);
      for (const alert of asked) {
        gathering.add(alert);
        live.set(alert.key, clock.elapsed());
      }
    },
    stop() {
      stopped = true;
      gathering = gather();
      live.clear();
      for (const stop of timers) stop();
      timers.clear();
    },
  };
}

const UNREAD: Answer = { known: new Set(), unsure: true };

/** Out of reach, the node says neither yes nor no. */
async function answered(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NetworkError) return UNREAD;
    throw error;
  }
}
