import { z } from 'zod';
import { PictureRef } from '../../shared/alert.ts';
import { anything, flag, maybe, text, time } from '../../wire/maybe.ts';

/** Peers, orders, messages, transactions: one word of visible ASCII. */
export const Id = z.string().regex(/^[\x21-\x7e]{1,256}$/);

/** Absent too where ob/notifications writes `[]` for null. */
const id = maybe(Id);
const picture = maybe(PictureRef);
/** Notifications have both sizes, each may be ""; a wallet frame and the order lists have one hash. */
const thumbnail = maybe(
  z
    .union([PictureRef, z.object({ small: picture, tiny: picture })])
    .transform((value) => (typeof value === 'string' ? value : (value.small ?? value.tiny)))
);

/** Fields of every notification type, together: a type says which of them it has. */
export const Notification = z.object({
  notificationId: Id,
  type: z.string().min(1),
  orderId: id,
  purchaseOrderId: id,
  disputeCaseId: id,
  peerId: id,
  buyerId: id,
  buyerHandle: text,
  vendorId: id,
  vendorHandle: text,
  buyer: id,
  disputerId: id,
  disputerHandle: text,
  disputeeId: id,
  disputeeHandle: text,
  otherPartyId: id,
  otherPartyHandle: text,
  title: text,
  thumbnail,
  price: anything,
  coinType: anything,
  fundingTotal: anything,
  /** Seconds. */
  expiresIn: maybe(z.number().nonnegative().max(315_360_000)),
});
export type Notification = z.infer<typeof Notification>;

export const ChatMessage = z.object({
  messageId: Id,
  peerId: id,
  /** The order it is about, or "". */
  subject: id,
  message: text,
  outgoing: flag,
  read: flag,
  /** The sender's clock, where the message was delivered offline. */
  timestamp: time,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const ChatMark = z.object({ messageId: id, peerId: Id, subject: id });

export const Transaction = z.object({
  txid: Id,
  orderId: id,
  memo: text,
  status: text,
  thumbnail,
  timestamp: time,
  value: anything,
  /** The coin, on servers before 0.14. */
  wallet: anything,
});
export type Transaction = z.infer<typeof Transaction>;

export const Profile = z.object({
  peerID: id,
  name: text,
  handle: text,
  avatarHashes: maybe(z.object({ small: picture, tiny: picture })),
});

/** Answer to an asynchronous call of any client, told apart by the call's own id. */
export const Reply = z.object({ id: Id, peerId: id, peerID: id, profile: maybe(Profile), error: text, ratingId: id });

export const NotificationRow = z.object({ notification: anything, read: flag, timestamp: time, type: text });

const count = z.number().int().nonnegative().max(1_000_000).catch(0);

export const OrderRow = z.object({
  orderId: id,
  caseId: id,
  title: text,
  thumbnail,
  total: anything,
  paymentCoin: anything,
  coinType: anything,
  state: text,
  buyerId: id,
  buyerHandle: text,
  vendorId: id,
  vendorHandle: text,
  read: flag,
  timestamp: time,
  unreadChatMessages: count,
});

export const Conversation = z.object({ peerId: Id, unread: count, timestamp: time });

export const Config = z.object({ peerID: Id, testnet: flag });
