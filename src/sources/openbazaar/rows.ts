import type { z } from 'zod';
import type { Actor, Alert, Amendment } from '../../shared/alert.ts';
import type { Amount } from '../../shared/amount.ts';
import { writeJson } from '../../wire/json.ts';
import { frameText, plainLine } from '../../wire/text.ts';
import { decodeChat } from './chat.ts';
import type { DecodeContext } from './context.ts';
import { type Decoded, ignored } from './decoded.ts';
import { Config, Conversation, NotificationRow, OrderRow } from './frames.ts';
import { coinCode, readMoney } from './money.ts';
import { actor, decodeNotification } from './notifications.ts';

/** A row of `ob/notifications`, parsed by parseJson. */
export function decodeNotificationRow(row: unknown, context: DecodeContext): Decoded {
  const read = NotificationRow.safeParse(row);
  if (!read.success) return ignored('no row of ob/notifications');
  const { notification, ...facts } = read.data;
  return decodeNotification(notification, frameText(writeJson(row)), context, facts);
}

/** A row of `ob/chatmessages`, parsed by parseJson. */
export function decodeChatRow(row: unknown, context: DecodeContext): Decoded {
  return decodeChat(row, frameText(writeJson(row)), context);
}

export const ORDER_LISTS = ['sales', 'purchases', 'cases'] as const;
export type OrderList = (typeof ORDER_LISTS)[number];

/** What `ob/sales`, `ob/purchases` and `ob/cases` say of one order. Addresses and names of buyers are left on the node. */
export interface OrderSummary {
  list: OrderList;
  orderId: string;
  title?: string;
  picture?: string;
  total?: Amount;
  /** `PENDING`, `DISPUTED`, ... */
  state?: string;
  buyer?: Actor;
  vendor?: Actor;
  read?: boolean;
  timestamp?: number;
  unreadChatMessages: number;
}

/** A row of an order list, parsed by parseJson; undefined where it names no order. */
export function decodeOrderRow(row: unknown, list: OrderList): OrderSummary | undefined {
  const read = OrderRow.safeParse(row);
  const orderId = read.data?.orderId ?? read.data?.caseId;
  if (!read.success || orderId === undefined) return undefined;
  const { thumbnail, read: seen, timestamp, unreadChatMessages } = read.data;
  const title = plainLine(read.data.title, 500);
  const total = readMoney(read.data.total, coinCode(read.data.paymentCoin) ?? coinCode(read.data.coinType));
  const state = plainLine(read.data.state, 64)?.toUpperCase();
  const buyer = actor(read.data.buyerId, read.data.buyerHandle);
  const vendor = actor(read.data.vendorId, read.data.vendorHandle);
  return {
    list,
    orderId,
    ...(title === undefined ? {} : { title }),
    ...(thumbnail === undefined ? {} : { picture: thumbnail }),
    ...(total === undefined ? {} : { total }),
    ...(state === undefined ? {} : { state }),
    ...(buyer === undefined ? {} : { buyer }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(seen === undefined ? {} : { read: seen }),
    ...(timestamp === undefined ? {} : { timestamp }),
    unreadChatMessages,
  };
}

/** What an order's summary adds to an alert about it; undefined where nothing. */
export function enrichment(alert: Alert, order: OrderSummary, now: number): Amendment | undefined {
  if (alert.subject?.id !== order.orderId || (alert.subject.type !== 'order' && alert.subject.type !== 'case')) return undefined;
  const open = alert.openNow !== true && isOpenNow(alert, order, now);
  const who = alert.actor === undefined ? otherParty(alert, order) : undefined;
  const amendment: Amendment = {
    ...(alert.item === undefined && order.title !== undefined ? { item: order.title } : {}),
    ...(alert.picture === undefined && order.picture !== undefined ? { picture: order.picture } : {}),
    ...(who === undefined ? {} : { actor: who }),
    ...(open ? { openNow: true } : {}),
  };
  return Object.keys(amendment).length === 0 ? undefined : amendment;
}

/** States in which an alert's question is still open (openbazaar.md, "What runs out" and "What answers what"). */
const OPEN_STATES: Partial<Record<Alert['kind'], readonly string[]>> = {
  disputeOpen: ['DISPUTED'],
  disputeUpdate: ['DISPUTED'],
  disputeClose: ['DECIDED'],
  buyerDisputeExpiry: ['DISPUTED'],
  moderatorDisputeExpiry: ['DISPUTED'],
  buyerDisputeTimeout: ['PENDING', 'AWAITING_FULFILLMENT', 'PARTIALLY_FULFILLED', 'FULFILLED'],
};

/** Whether what the alert tells is still so, by the order's state and our clock. */
export function isOpenNow(alert: Alert, order: OrderSummary, now: number): boolean {
  const open = order.state !== undefined && OPEN_STATES[alert.kind]?.includes(order.state) === true;
  return open && (alert.deadlineAt === undefined || alert.deadlineAt > now);
}

/** Whom a deadline or a claim is about, where the frame names nobody. */
function otherParty(alert: Alert, order: OrderSummary): Actor | undefined {
  if (alert.role === 'buyer') return order.vendor;
  return alert.role === 'seller' ? order.buyer : undefined;
}

/** A row of `ob/chatconversations`; undefined where it names no peer. */
export function decodeConversation(row: unknown): z.infer<typeof Conversation> | undefined {
  return Conversation.safeParse(row).data;
}

/** `ob/config`: who the node is; undefined where the answer is none of a node. */
export function decodeConfig(value: unknown): z.infer<typeof Config> | undefined {
  return Config.safeParse(value).data;
}
