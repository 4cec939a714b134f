import type { Alert, Road } from '../../shared/alert.ts';
import { amend } from '../../shared/merge.ts';
import type { NetworkError } from '../../transport/network.ts';
import { isRecord } from '../../wire/record.ts';
import { deliverPass, FIRST_MS, FIRST_ROWS } from '../pass.ts';
import { type CatchUp, isOneAnswerMissing, itemsFor } from './pass.ts';
import { messageKey } from './chat.ts';
import { collect, type Pass } from './paging.ts';
import { decodeChatRow, enrichment } from './rows.ts';
import {
  CHATS,
  type ChatMark,
  chatStream,
  ORDER_CHATS,
  orderChatStream,
  readChatMark,
  writeChatMark,
} from './watermark.ts';

const PAGE = 50;
const MAX_ROWS = 2_000;

/** One conversation as the node's lists show it. */
interface Thread {
  stream: string;
  peerId?: string;
  subject: string;
  unread: number;
  /** When its newest message is from; 0 where the list does not say. */
  at: number;
}

/**
 * Chat with peers and about orders. The node sorts by the senders' clocks, so a message that was delivered late may stand behind the
 * watermark: a conversation is read until its watermark **and** until as many unread messages were seen as the node counts.
 */
export async function catchUpChats(it: CatchUp): Promise<void> {
  const failures: NetworkError[] = [];
  const orders = it.orders
    .all()
    .map(({ orderId, unreadChatMessages: unread }): Thread => ({ stream: orderChatStream(orderId), subject: orderId, unread, at: 0 }));
  await unlessMissing(failures, async () => pass(it, await peerThreads(it), CHATS, failures));
  await pass(it, orders, ORDER_CHATS, failures);
  if (failures[0] !== undefined) throw failures[0];
}

async function peerThreads(it: CatchUp): Promise<Thread[]> {
  return (await it.rest.conversations()).map(
    ({ peerId, unread, timestamp }): Thread => ({ stream: chatStream(peerId), peerId, subject: '', unread, at: timestamp ?? 0 })
  );
}

/** Each conversation by itself: one that the node fails to give does not keep the others back. */
async function pass(it: CatchUp, threads: readonly Thread[], marker: string, failures: NetworkError[]): Promise<void> {
  const watermarks = it.sink.watermarks(it.identity);
  const firstPass = watermarks[marker] === undefined;
  const budget = { rows: FIRST_ROWS };
  const before = failures.length;
  for (const thread of threads) {
    const mark = readChatMark(watermarks[thread.stream]);
    if (isSettled(thread, mark)) continue;
    await unlessMissing(failures, () => catchUpThread(it, thread, mark, firstPass && mark === undefined ? budget : undefined));
  }
  if (firstPass && failures.length === before) await it.sink.deliver({ identity: it.identity, items: [], watermarks: { [marker]: '1' } });
}

async function unlessMissing(failures: NetworkError[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isOneAnswerMissing(error)) throw error;
    failures.push(error);
  }
}

/** Nothing unread, then as now, and no newer message. Order chats have no time in the lists: there only unread ones are looked for. */
function isSettled(thread: Thread, mark: ChatMark | undefined): boolean {
  if (thread.unread > 0) return false;
  if (mark === undefined) return thread.at === 0;
  return mark.unread === 0 && mark.at === thread.at;
}

async function catchUpThread(it: CatchUp, thread: Thread, mark: ChatMark | undefined, budget: { rows: number } | undefined): Promise<void> {
  const leftOut = Math.min(mark?.leftOut ?? 0, thread.unread);
  const found = await collect<unknown>(passOver(it, { ...thread, unread: thread.unread - leftOut }, mark, budget));
  const road = roadOf(found.rows, mark, budget !== undefined);
  const rows = leftOut === 0 ? found.rows : withoutOldestUnread(found.rows, thread.unread - leftOut);
  const old = (alert: Alert): boolean => road === 'first' && alert.occurredAt < it.clock.now() - FIRST_MS;
  const alerts = decode(it, rows, road)
    .filter((alert) => !old(alert))
    .map((alert) => withOrder(it, alert));
  const wanted = budget === undefined ? alerts : alerts.slice(Math.max(0, alerts.length - Math.max(0, budget.rows)));
  if (budget !== undefined) budget.rows -= wanted.length;

  const known = knownIn(rows, thread, mark, road);
  const newest = found.rows.map(idOfRow).find((id) => id !== undefined) ?? mark?.messageId ?? '';
  const unreadTold = wanted.filter((alert) => !alert.read).length;
  const leftOutNow = road === 'first' ? Math.max(0, thread.unread - unreadTold) : leftOut;
  const now = writeChatMark({ messageId: newest, at: thread.at, unread: thread.unread, leftOut: leftOutNow });
  const before = mark === undefined ? undefined : writeChatMark(mark);
  await deliverPass(
    it,
    wanted.flatMap((alert) => itemsFor(alert, !known.has(alert.key))),
    now === before ? undefined : { [thread.stream]: now }
  );
  if (road === 'catch-up') it.unreadThere(alerts.filter((alert) => !alert.read && it.sink.held(it.identity, alert.key)?.read === true));
}

function passOver(it: CatchUp, thread: Thread, mark: ChatMark | undefined, budget: { rows: number } | undefined): Pass<unknown> {
  // With the budget of the first connect used up, only the newest message is looked at, for the watermark.
  const limit = budget === undefined ? PAGE : Math.min(PAGE, Math.max(1, budget.rows));
  return {
    page: (offsetId) =>
      it.rest.messages({
        subject: thread.subject,
        limit,
        ...(thread.peerId === undefined ? {} : { peerId: thread.peerId }),
        ...(offsetId === undefined ? {} : { offsetId }),
      }),
    idOf: idOfRow,
    pageSize: limit,
    maxRows: budget === undefined ? MAX_ROWS : Math.max(1, budget.rows),
    enough(_fresh, all) {
      if (budget !== undefined) return all.some((row) => isOlder(row, it.clock.now() - FIRST_MS));
      // An order's chat without a watermark had nothing unread before; a peer without one is new.
      const passed = mark === undefined ? thread.peerId === undefined : all.some((row) => idOfRow(row) === mark.messageId);
      return passed && all.filter(isUnread).length >= thread.unread;
    },
  };
}

/** Keys of read messages at or behind the watermark: of these only the read state is told. */
function knownIn(rows: readonly unknown[], thread: Thread, mark: ChatMark | undefined, road: Road): Set<string> {
  if (road === 'first' || (mark === undefined && thread.peerId !== undefined)) return new Set();
  const from = mark === undefined ? rows.findLastIndex(isUnread) + 1 : rows.findIndex((row) => idOfRow(row) === mark.messageId);
  return new Set(rows.slice(from === -1 ? rows.length : from).filter((row) => !isUnread(row)).map((row) => messageKey(idOfRow(row) ?? '')));
}

/** The first-connect rule also holds where the newest message of the last pass is gone; a conversation that is new to us is news. */
function roadOf(rows: readonly unknown[], mark: ChatMark | undefined, first: boolean): Road {
  if (first) return 'first';
  return mark === undefined || mark.messageId === '' || rows.some((row) => idOfRow(row) === mark.messageId) ? 'catch-up' : 'first';
}

/** Oldest first. */
function decode(it: CatchUp, rows: readonly unknown[], road: Road): Alert[] {
  const context = it.context(road);
  return rows.toReversed().flatMap((row) => {
    const decoded = decodeChatRow(row, context);
    if (decoded.type === 'ignored') it.sink.ignored(decoded.reason);
    if (decoded.type !== 'alert') return [];
    const known = isRecord(row) && typeof row['read'] === 'boolean';
    return [known || road !== 'first' ? decoded.alert : { ...decoded.alert, read: true }];
  });
}

/** What the order lists know of the order that a message is about: they were read before. */
function withOrder(it: CatchUp, alert: Alert): Alert {
  const order = alert.subject?.type === 'order' ? it.orders.known(alert.subject.id) : undefined;
  return order === undefined ? alert : (amend(alert, enrichment(alert, order, it.clock.now()) ?? {}) ?? alert);
}

function idOfRow(row: unknown): string | undefined {
  const id = isRecord(row) ? row['messageId'] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function isUnread(row: unknown): boolean {
  return isRecord(row) && row['read'] === false && row['outgoing'] !== true;
}

/** Without the unread ones that a first connect left out: they are the oldest. */
function withoutOldestUnread(rows: readonly unknown[], unread: number): unknown[] {
  let seen = 0;
  return rows.filter((row) => !isUnread(row) || seen++ < unread);
}

function isOlder(row: unknown, limit: number): boolean {
  const timestamp = isRecord(row) && typeof row['timestamp'] === 'string' ? Date.parse(row['timestamp']) : NaN;
  return timestamp < limit;
}
