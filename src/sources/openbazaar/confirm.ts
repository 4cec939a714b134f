import type { Alert, Amendment } from '../../shared/alert.ts';
import type { Clock, Stop } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import { messageIdOf } from './chat.ts';
import type { DecodeContext } from './context.ts';
import { confirm, refute } from './envelope.ts';
import { notificationIdOf } from './notifications.ts';
import type { Rest } from './rest.ts';
import { decodeChatRow, decodeNotificationRow } from './rows.ts';

/** Asks the node whether it stands by what came over its socket. */
export interface Confirmer {
  ask(alerts: readonly Alert[]): void;
  stop(): void;
}

export interface ConfirmDeps {
  clock: Clock;
  rest: Pick<Rest, 'notifications' | 'messages'>;
  context(): DecodeContext;
  held(key: string): Alert | undefined;
  amend(key: string, amendment: Amendment): void;
  /** A later part of a series that stands in the journal under an earlier one: it counts only now that it is confirmed. */
  deliver(alert: Alert): void;
  /** Tracks work that must have ended before the source has. */
  track(work: Promise<void>): void;
}

/** The node sends a frame just before it stores what it tells of, so the first look waits a little; the second is the last word. */
const FIRST_LOOK_MS = 1_000;
const LAST_LOOK_MS = 3_500;
const LOOK_LIMIT_MS = 1_400;
/** Newer rows that may stand before those asked for. */
const MARGIN = 50;
const MAX_ROWS = 2_000;
const MAX_THREADS = 10;
const CHAT_ROWS = 50;
const TURN = 100;

/**
 * Within five seconds one request answers for all notifications of the moment (openbazaar.md, "Socket"): found, the actions appear; not
 * found, the alert is refuted; node out of reach, it stays without actions.
 */
export function createConfirmer({ clock, rest, context, held, amend, deliver, track }: ConfirmDeps): Confirmer {
  let gathering: Alert[] = [];
  const timers = new Set<Stop>();
  let stopped = false;

  const later = (ms: number, work: () => Promise<void>): void => {
    const stop = clock.after(ms, () => {
      timers.delete(stop);
      track(work());
    });
    timers.add(stop);
  };

  const firstLook = async (): Promise<void> => {
    const asked = await open(gathering.splice(0));
    const left = await look(asked);
    if (!stopped && left.length > 0) later(LAST_LOOK_MS - FIRST_LOOK_MS, () => lastLook(left));
  };

  const lastLook = async (asked: readonly Alert[]): Promise<void> => {
    const unreached = new Set<string>();
    const left = await look(await open(asked), (alert) => unreached.add(alert.key));
    if (stopped) return;
    for (const alert of left) {
      // What a forged part claims of a series says nothing against the parts that the node stands by.
      if (!isPart(alert)) amend(alert.key, unreached.has(alert.key) ? { confirmation: 'unasked', actions: [] } : refute());
    }
  };

  /** Held under the key of an earlier part of its series. */
  const isPart = (alert: Alert): boolean => (held(alert.key)?.key ?? alert.key) !== alert.key;

  /** Leaves out what catch-up has confirmed meanwhile: an echo of an old notification must not cast doubt on it. */
  const open = async (alerts: readonly Alert[]): Promise<Alert[]> => {
    const result: Alert[] = [];
    for (let from = 0; from < alerts.length; from += TURN) {
      if (from > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      result.push(...alerts.slice(from, from + TURN).filter((alert) => isPart(alert) || (held(alert.key)?.confirmation ?? 'asked') === 'asked'));
    }
    return result;
  };

  /** Confirms what the node knows; answers the rest. */
  const look = async (alerts: readonly Alert[], unreachable: (alert: Alert) => void = () => {}): Promise<Alert[]> => {
    const questions = [...byThread(alerts.filter((alert) => messageIdOf(alert) !== undefined))].map(([, thread], index) => ({
      alerts: thread,
      ask: index < MAX_THREADS ? () => chatKeys(thread) : undefined,
    }));
    const notifications = alerts.filter((alert) => notificationIdOf(alert) !== undefined);
    if (notifications.length > 0) questions.push({ alerts: notifications, ask: () => notificationKeys(notifications.length) });
    const left = await Promise.all(
      questions.map(async ({ alerts: asked, ask }) => {
        const known = ask === undefined ? undefined : await unlessOutOfReach(ask());
        if (stopped) return [];
        if (known === undefined) asked.forEach(unreachable);
        for (const alert of asked) {
          if (known?.has(alert.key) !== true) continue;
          if (isPart(alert)) deliver({ ...alert, ...confirm(alert) });
          else amend(alert.key, confirm(alert));
        }
        return asked.filter((alert) => known?.has(alert.key) !== true);
      })
    );
    return left.flat();
  };

  const notificationKeys = async (count: number): Promise<Set<string>> => {
    const rows = await rest.notifications(Math.min(MAX_ROWS, count + MARGIN), undefined, LOOK_LIMIT_MS);
    return keysOf(rows.map((row) => decodeNotificationRow(row, context())));
  };

  const chatKeys = async ([first]: readonly Alert[]): Promise<Set<string>> => {
    if (first === undefined) return new Set();
    const rows = await rest.messages({ ...threadOf(first), limit: CHAT_ROWS }, LOOK_LIMIT_MS);
    return keysOf(rows.map((row) => decodeChatRow(row, context())));
  };

  return {
    ask(alerts) {
      const asked = alerts.filter((alert) => alert.confirmation === 'asked');
      if (asked.length === 0 || stopped) return;
      if (gathering.length === 0) later(FIRST_LOOK_MS, firstLook);
      gathering.push(...asked);
    },
    stop() {
      stopped = true;
      gathering = [];
      for (const stop of timers) stop();
      timers.clear();
    },
  };
}

/** Order chats are one conversation, whoever writes. */
function threadOf(alert: Alert): { peerId?: string; subject: string } {
  if (alert.subject?.type === 'order') return { subject: alert.subject.id };
  return { subject: '', ...(alert.actor === undefined ? {} : { peerId: alert.actor.id }) };
}

function byThread(alerts: readonly Alert[]): Map<string, Alert[]> {
  const threads = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const { peerId = '', subject } = threadOf(alert);
    const name = `${peerId} ${subject}`;
    threads.set(name, [...(threads.get(name) ?? []), alert]);
  }
  return threads;
}

function keysOf(decoded: readonly ReturnType<typeof decodeChatRow>[]): Set<string> {
  return new Set(decoded.flatMap((row) => (row.type === 'alert' ? [row.alert.key] : [])));
}

async function unlessOutOfReach<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
}
