import type { Actor, Alert, Role } from '../../shared/alert.ts';
import { readable } from '../../wire/readable.ts';
import { isRecord } from '../../wire/record.ts';
import { cut, plainLine } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import { type Decoded, ignored } from './decoded.ts';
import { envelope, withActions } from './envelope.ts';
import { Notification } from './frames.ts';
import { factsOf, type KindFacts, kindOfType } from './kinds.ts';
import { coinCode, readMoney } from './money.ts';
import { handleOf } from './profile.ts';

/** What a REST row says besides the notification itself. */
export interface RowFacts {
  /** Row's own type: on 0.13 a newer name than the inner one. */
  type?: string | undefined;
  read?: boolean | undefined;
  timestamp?: number | undefined;
}

/** A `notification`, from a frame or from a row of ob/notifications. */
export function decodeNotification(value: unknown, frame: string, context: DecodeContext, row: RowFacts = {}): Decoded {
  const untyped = row.type !== undefined && isRecord(value) && typeof value['type'] !== 'string';
  const read = Notification.safeParse(untyped ? { ...value, type: row.type } : value);
  if (!read.success) return ignored('a notification without notificationId and type');
  const notification = read.data;
  const kind = kindOfType(notification.type) ?? kindOfType(row.type ?? '');
  const at = Math.min(row.timestamp ?? context.now, context.now);
  const base = {
    ...envelope(kind ?? 'unknown', frame, context),
    key: notificationKey(kind ?? notification.type, notification.notificationId),
    // What we did ourselves is no news to us.
    read: (row.read ?? false) || (kind !== undefined && factsOf(kind).own === true),
    occurredAt: at,
    ...(notification.thumbnail === undefined ? {} : { picture: notification.thumbnail }),
  };
  if (kind === undefined) return { type: 'alert', alert: { ...base, ...unknownWords(notification, value) } };
  const facts = factsOf(kind);
  return { type: 'alert', alert: withActions({ ...base, ...said(kind, facts, notification, at, context) }) };
}

/** The journal's key of a notification: the guide shows one id with two types, so the type belongs to it, old names folded. */
export function notificationKey(type: string, notificationId: string): string {
  const name = kindOfType(type) ?? type;
  return `notification:${cut(name.replace(/[^\w.-]/g, '_'), 100)}:${notificationId}`;
}

/** The id in a row of ob/notifications; undefined where it has none. */
export function idOfRow(row: unknown): string | undefined {
  const notification = isRecord(row) ? row['notification'] : undefined;
  const id = isRecord(notification) ? notification['notificationId'] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The journal's key of a row of ob/notifications, without decoding what it says. */
export function notificationKeyOfRow(row: unknown): string | undefined {
  const id = idOfRow(row);
  if (id === undefined || !isRecord(row) || !isRecord(row['notification'])) return undefined;
  const inner = row['notification']['type'];
  const outer = row['type'];
  const types = [inner, outer].filter((type) => typeof type === 'string');
  const type = types.find((name) => kindOfType(name) !== undefined) ?? types[0];
  return type === undefined ? undefined : notificationKey(type, id);
}

/** The node's id of a notification; undefined for alerts that are none. */
export function notificationIdOf(alert: Pick<Alert, 'key'>): string | undefined {
  return /^notification:[^:]*:(.+)$/s.exec(alert.key)?.[1];
}

function said(kind: string, facts: KindFacts, notification: Notification, at: number, context: DecodeContext): Partial<Alert> {
  const subjectId = subjectOf(facts, notification);
  const role = roleOf(facts, notification, context.self);
  const actor = actorOf(facts, notification);
  const item = plainLine(notification.title, 500);
  const amount = kind === 'payment' ? readMoney(notification.fundingTotal, coinCode(notification.coinType)) : readMoney(notification.price);
  const expiresIn = facts.deadline === 'expiresIn' ? notification.expiresIn : undefined;
  return {
    ...(facts.subject === undefined || subjectId === undefined ? {} : { subject: { type: facts.subject.type, id: subjectId } }),
    ...(facts.series === undefined || subjectId === undefined ? {} : { series: `${kind}:${subjectId}` }),
    ...(role === undefined ? {} : { role }),
    ...(actor === undefined ? {} : { actor }),
    ...(item === undefined ? {} : { item }),
    ...(amount === undefined ? {} : { amount }),
    ...(expiresIn === undefined ? {} : { deadlineAt: at + Math.round(expiresIn * 1000) }),
  };
}

function subjectOf({ subject }: KindFacts, notification: Notification): string | undefined {
  if (subject === undefined) return undefined;
  // A server may come to name an order's id alike in every type.
  return notification[subject.field] ?? (subject.type === 'peer' ? undefined : notification.orderId);
}

/** openbazaar.md, "Roles". What is not said, or depends on a peerID of ours that is not known, stays open. */
function roleOf(facts: KindFacts, frame: Notification, self: string | undefined): Role | undefined {
  const { buyer, disputerId, disputeeId, otherPartyId } = frame;
  switch (facts.role) {
    case 'dispute':
      if (self === undefined || buyer === undefined) return undefined;
      if (buyer === self) return 'buyer';
      if (self === disputerId || self === disputeeId) return 'seller';
      return disputerId === undefined || disputeeId === undefined ? undefined : 'moderator';
    case 'parties':
      if (buyer === undefined) return undefined;
      if (self !== undefined) return buyer === self ? 'buyer' : 'seller';
      if (otherPartyId === undefined) return undefined;
      return otherPartyId === buyer ? 'seller' : 'buyer';
    default:
      return facts.role;
  }
}

function actorOf(facts: KindFacts, frame: Notification): Actor | undefined {
  const named = {
    peer: actor(frame.peerId, undefined),
    buyer: actor(frame.buyerId, frame.buyerHandle),
    vendor: actor(frame.vendorId, frame.vendorHandle),
    disputer: actor(frame.disputerId, frame.disputerHandle),
    otherParty: actor(frame.otherPartyId, frame.otherPartyHandle),
  };
  return facts.actor === undefined ? undefined : named[facts.actor];
}

/** A peer by id, with the handle that came along. */
export function actor(id: string | undefined, handle: string | undefined): Actor | undefined {
  const known = handleOf(handle);
  return id === undefined ? undefined : { id, ...(known === undefined ? {} : { handle: known }) };
}

/** A type that this version does not know: its name and its fields, readable; who and what it is about where it has the usual fields. */
function unknownWords(notification: Notification, value: unknown): Partial<Alert> {
  const type = plainLine(notification.type, 100) ?? 'unnamed';
  const who =
    actor(notification.peerId, undefined) ??
    actor(notification.buyerId, notification.buyerHandle) ??
    actor(notification.vendorId, notification.vendorHandle) ??
    actor(notification.disputerId, notification.disputerHandle);
  const orderId = notification.orderId ?? notification.purchaseOrderId;
  const item = plainLine(notification.title, 500);
  const text = readable(value, ['notificationId', 'type', 'thumbnail']);
  return {
    type,
    ...(who === undefined ? {} : { actor: who }),
    ...(orderId === undefined ? {} : { subject: { type: 'order', id: orderId } }),
    ...(item === undefined ? {} : { item }),
    ...(text === '' ? {} : { text }),
  };
}
