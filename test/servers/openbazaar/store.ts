import type { Frame, Notification, Thumbnail } from './builders.ts';
import type { Picture } from './pictures.ts';

/** Order states, in the order of the server's enumeration: `?state=` takes their indices. */
export const ORDER_STATES = [
  'PENDING',
  'AWAITING_PAYMENT',
  'AWAITING_PICKUP',
  'AWAITING_FULFILLMENT',
  'PARTIALLY_FULFILLED',
  'FULFILLED',
  'COMPLETED',
  'CANCELED',
  'DECLINED',
  'REFUNDED',
  'DISPUTED',
  'DECIDED',
  'RESOLVED',
  'PAYMENT_FINALIZED',
  'PROCESSING_ERROR',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Where an order is listed: what this node sold, bought, or moderates. */
export type OrderRole = 'sale' | 'purchase' | 'case';

/** One order as the node's database knows it. */
export interface Order {
  readonly role: OrderRole;
  readonly orderId: string;
  readonly buyerId: string;
  readonly buyerHandle: string;
  readonly vendorId: string;
  readonly vendorHandle: string;
  readonly title: string;
  readonly slug: string;
  readonly listingType: string;
  readonly amount: bigint;
  readonly coin: string;
  readonly thumbnail: Thumbnail;
  readonly moderated: boolean;
  /** Milliseconds. */
  readonly createdAt: number;
  state: OrderState;
  read: boolean;
  /** What a purchase was paid so far. */
  paid: bigint;
  /** Whether the vendor may claim the escrow: the time-out has passed. */
  escrowTimedOut: boolean;
  buyerOpened: boolean;
}

/** A row of ob/notifications. */
export interface StoredNotification {
  readonly notification: Notification;
  readonly type: string;
  /** Milliseconds. */
  readonly at: number;
  read: boolean;
}

/** A chat message. `sentAt` is in nanoseconds by the sender's clock; the server sorts and pages by it. */
export interface StoredMessage {
  readonly messageId: string;
  readonly peerId: string;
  readonly subject: string;
  readonly message: string;
  readonly outgoing: boolean;
  readonly sentAt: bigint;
  read: boolean;
}

/** What one node keeps; a node that starts to answer as another one has another store. */
export interface Store {
  readonly notifications: StoredNotification[];
  readonly messages: StoredMessage[];
  readonly orders: Map<string, Order>;
  readonly transactions: Map<string, Frame>;
  readonly profiles: Map<string, Readonly<Record<string, unknown>>>;
  /** Older answers, given to `usecache=true`. */
  readonly cachedProfiles: Map<string, Readonly<Record<string, unknown>>>;
  readonly images: Map<string, Picture>;
  readonly following: Set<string>;
}

/** An empty store. */
export function createStore(): Store {
  return {
    notifications: [],
    messages: [],
    orders: new Map(),
    transactions: new Map(),
    profiles: new Map(),
    cachedProfiles: new Map(),
    images: new Map(),
    following: new Set(),
  };
}

/** One page of notifications. */
export interface NotificationPage {
  readonly rows: readonly StoredNotification[];
  /** How many match from the offset on; 0 for an offset that the node does not know. */
  readonly total: number;
  readonly unread: number;
}

/** Newest first, strictly before `offsetId` where given; `limit` below 0 is all (repo/db/notifications.go). */
export function pageNotifications(store: Store, offsetId: string, limit: number, types: readonly string[]): NotificationPage {
  const wanted = new Set(types.map((type) => type.toLowerCase()));
  const end = offsetId === '' ? store.notifications.length : store.notifications.findIndex((row) => idOfRow(row) === offsetId);
  const matching = store.notifications
    .slice(0, Math.max(end, 0))
    .filter((row) => wanted.size === 0 || wanted.has(row.type.toLowerCase()))
    .reverse();
  return { rows: take(matching, limit), total: matching.length, unread: store.notifications.filter((row) => !row.read).length };
}

/** Newest by the sender's clock first; the page after `offsetId` leaves out messages of that very time (repo/db/chat.go). */
export function pageMessages(store: Store, peerId: string, subject: string, offsetId: string, limit: number): StoredMessage[] {
  const offset = offsetId === '' ? undefined : store.messages.find((message) => message.messageId === offsetId);
  if (offsetId !== '' && offset === undefined) return [];
  const matching = store.messages
    .filter((message) => message.subject === subject && (peerId === '' || message.peerId === peerId))
    .filter((message) => offset === undefined || message.sentAt < offset.sentAt)
    .toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0));
  return take(matching, limit);
}

/** The latest message of each peer, order chats left out, newest first. */
export function conversations(store: Store): { readonly last: StoredMessage; readonly unread: number }[] {
  const peers = new Set(store.messages.filter((message) => message.subject === '').map((message) => message.peerId));
  return [...peers]
    .flatMap((peerId) => {
      const [last] = pageMessages(store, peerId, '', '', 1);
      return last === undefined ? [] : [{ last, unread: unreadMessages(store, peerId, '') }];
    })
    .toSorted((a, b) => (a.last.sentAt < b.last.sentAt ? 1 : -1));
}

/** How many messages to us are unread; an empty peer counts everyone's. */
export function unreadMessages(store: Store, peerId: string, subject: string): number {
  return store.messages.filter((message) => isUnread(message, peerId, subject)).length;
}

/** Marks what peers wrote as read. */
export function markChatRead(store: Store, peerId: string, subject: string): void {
  for (const message of store.messages) {
    if (isUnread(message, peerId, subject)) message.read = true;
  }
}

/** What `ob/sales`, `ob/purchases` and `ob/cases` take. */
export interface OrderQuery {
  readonly role: OrderRole;
  readonly search: string;
  readonly states: readonly OrderState[];
  readonly limit: number;
  readonly oldestFirst: boolean;
  readonly unreadFirst: boolean;
}

/** One page of orders, and how many there are without the limit. */
export function findOrders(store: Store, query: OrderQuery): { readonly orders: readonly Order[]; readonly count: number } {
  const needle = query.search.toLowerCase();
  const direction = query.oldestFirst ? 1 : -1;
  const found = [...store.orders.values()]
    .filter((order) => order.role === query.role)
    .filter((order) => query.states.length === 0 || query.states.includes(order.state))
    .filter((order) => needle === '' || searchText(order).includes(needle))
    .map((order, index) => ({ order, index }))
    .toSorted((a, b) => {
      if (query.unreadFirst && a.order.read !== b.order.read) return a.order.read ? 1 : -1;
      return direction * (a.order.createdAt - b.order.createdAt || a.index - b.index);
    })
    .map(({ order }) => order);
  return { orders: take(found, query.limit), count: found.length };
}

function searchText(order: Order): string {
  const { orderId, title, thumbnail, buyerId, buyerHandle, vendorId, vendorHandle } = order;
  return [orderId, title, thumbnail.tiny, buyerId, buyerHandle, vendorId, vendorHandle].join(' ').toLowerCase();
}

function isUnread(message: StoredMessage, peerId: string, subject: string): boolean {
  return !message.read && !message.outgoing && message.subject === subject && (peerId === '' || message.peerId === peerId);
}

function idOfRow(row: StoredNotification): string {
  return row.notification.notificationId;
}

function take<T>(items: readonly T[], limit: number): T[] {
  return limit < 0 ? [...items] : items.slice(0, limit);
}
