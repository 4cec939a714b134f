import { idOf, imageHashOf, orderIdOf, peerIdOf, txidOf } from './ids.ts';
import { type Amount, type Generation, bareInteger, currencyOf, money } from './money.ts';

/** The inner object of a `notification` frame. */
export interface Notification {
  readonly notificationId: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One frame, before it is written out by `toWire`. */
export type Frame = Readonly<Record<string, unknown>>;

/** A frame that the node also keeps in ob/notifications. */
export interface NotificationFrame extends Frame {
  readonly notification: Notification;
}

/** Picture hashes of a listing; each may be "". */
export interface Thumbnail {
  readonly small: string;
  readonly tiny: string;
}

interface Known {
  readonly notificationId?: string;
}

interface AboutOrder extends Known {
  readonly orderId?: string;
  readonly thumbnail?: Thumbnail;
}

interface FromBuyer extends AboutOrder {
  readonly buyerId?: string;
  readonly buyerHandle?: string;
}

interface FromVendor extends AboutOrder {
  readonly vendorId?: string;
  readonly vendorHandle?: string;
}

interface Priced {
  readonly amount?: Amount;
  readonly coin?: string;
}

interface Sale extends FromBuyer, Priced {
  readonly title?: string;
  readonly slug?: string;
  readonly listingType?: string;
  readonly priceModifier?: number;
}

interface Dispute extends AboutOrder {
  readonly buyer?: string;
  readonly disputerId?: string;
  readonly disputerHandle?: string;
  readonly disputeeId?: string;
  readonly disputeeHandle?: string;
}

interface Verdict extends AboutOrder {
  readonly buyer?: string;
  readonly otherPartyId?: string;
  readonly otherPartyHandle?: string;
}

interface Warning extends AboutOrder {
  /** Seconds. */
  readonly expiresIn?: number;
}

interface FromPeer extends Known {
  readonly peerId?: string;
}

interface ChatMark {
  readonly messageId?: string;
  readonly peerId?: string;
  readonly subject?: string;
}

interface Chat extends ChatMark {
  readonly message?: string;
  readonly outgoing?: boolean;
  readonly read?: boolean;
  /** RFC 3339; the sender's clock. */
  readonly timestamp?: string;
}

interface Transaction extends Priced {
  readonly txid?: string;
  readonly address?: string;
  readonly canBumpFee?: boolean;
  readonly confirmations?: number;
  readonly height?: number;
  readonly memo?: string;
  readonly orderId?: string;
  readonly status?: string;
  /** One hash or "", unlike in notifications. */
  readonly thumbnail?: string;
  readonly timestamp?: string;
}

interface Balance {
  readonly confirmed: Amount;
  readonly unconfirmed: Amount;
  readonly height: number;
}

/** Frame builders of one generation of servers: every field has a default, so that a test names only what it is about. */
export type Builders = ReturnType<typeof builders>;

const BUYER = peerIdOf('buyer');
const VENDOR = peerIdOf('vendor');
const NOON = '2026-11-21T12:00:00.000000001Z';

/**
 * Builds each frame as servers of that generation write it: 0.13 with bare integers, `price.coinDivisibility` as a factor, and the names
 * `declined` and `canceled`; 0.14 with `{amount, currency}`, divisibility as an exponent, `orderDeclined` and `cancel`.
 */
export function builders(generation: Generation, coin = 'BTC') {
  const old = generation === '0.13';
  const form = old ? 'zb2rh' : 'Qm';
  const picture: Thumbnail = { small: imageHashOf('listing small', form), tiny: imageHashOf('listing tiny', form) };
  const orderId = orderIdOf('order');

  function notification(type: string, fields: Readonly<Record<string, unknown>>): NotificationFrame {
    const about = fields['orderId'] ?? fields['purchaseOrderId'] ?? fields['disputeCaseId'] ?? fields['peerId'] ?? '';
    return { notification: { notificationId: idOf('notification', type, String(about)), ...fields, type } };
  }
  const fromBuyer = (type: string) => (fields: FromBuyer = {}) =>
    notification(type, { buyerHandle: '', buyerId: BUYER, orderId, thumbnail: picture, ...fields });
  const fromVendor = (type: string) => (fields: FromVendor = {}) =>
    notification(type, { orderId, thumbnail: picture, vendorHandle: '', vendorId: VENDOR, ...fields });
  const dispute = (type: string) => (fields: Dispute = {}) =>
    notification(type, {
      buyer: BUYER,
      disputeeHandle: '',
      disputeeId: VENDOR,
      disputerHandle: '',
      disputerId: BUYER,
      orderId,
      thumbnail: picture,
      ...fields,
    });
  const verdict = (type: string) => (fields: Verdict = {}) =>
    notification(type, { buyer: BUYER, orderId, otherPartyHandle: '', otherPartyId: BUYER, thumbnail: picture, ...fields });
  const warning = (type: string, expiresIn: number, key: 'orderId' | 'purchaseOrderId' | 'disputeCaseId') => (fields: Warning = {}) => {
    const { orderId: id = orderId, ...rest } = fields;
    return notification(type, { expiresIn, [key]: id, thumbnail: picture, ...rest });
  };
  const fromPeer = (type: string) => (fields: FromPeer = {}) => notification(type, { peerId: BUYER, ...fields });

  function order(fields: Sale = {}): NotificationFrame {
    const { amount = 100_000, coin: paidIn = coin, priceModifier = 0, title = 'Hand-made walnut bowl', ...rest } = fields;
    const price = old
      ? { price: { amount: bareInteger(amount), coinDivisibility: 100_000_000, currencyCode: paidIn, priceModifier } }
      : { price: money(generation, amount, paidIn), priceModifier };
    return notification('order', {
      buyerHandle: '',
      buyerId: BUYER,
      listingType: 'PHYSICAL_GOOD',
      orderId,
      ...price,
      slug: slugOf(title),
      thumbnail: picture,
      title,
      ...rest,
    });
  }

  function payment(fields: Priced & Known & { readonly orderId?: string } = {}): NotificationFrame {
    const { amount = 100_000, coin: paidIn = coin, ...rest } = fields;
    return notification('payment', { coinType: paidIn, fundingTotal: money(generation, amount, paidIn), orderId, ...rest });
  }

  function wallet(fields: Transaction = {}): Frame {
    const { amount = 100_000, coin: movedIn = coin, ...rest } = fields;
    return {
      wallet: {
        address: '',
        canBumpFee: true,
        confirmations: 0,
        height: 0,
        memo: '',
        orderId: '',
        status: 'UNCONFIRMED',
        thumbnail: '',
        timestamp: NOON,
        txid: txidOf('transaction'),
        value: money(generation, amount, movedIn),
        ...rest,
        ...(old ? { wallet: movedIn } : {}),
      },
    };
  }

  function walletUpdate(balances: Readonly<Record<string, Balance>>): Frame {
    const rows = Object.entries(balances).map(([code, balance]) => [
      code,
      old
        ? { confirmed: bareInteger(balance.confirmed), height: balance.height, unconfirmed: bareInteger(balance.unconfirmed) }
        : {
            confirmed: BigInt(balance.confirmed).toString(),
            currency: currencyOf(code),
            height: balance.height,
            unconfirmed: BigInt(balance.unconfirmed).toString(),
          },
    ]);
    return { walletUpdate: Object.fromEntries(rows) };
  }

  return {
    generation,
    order,
    payment,
    orderConfirmation: fromVendor('orderConfirmation'),
    orderDeclined: fromVendor(old ? 'declined' : 'orderDeclined'),
    cancel: fromBuyer(old ? 'canceled' : 'cancel'),
    refund: fromVendor('refund'),
    fulfillment: fromVendor('fulfillment'),
    processingError: fromVendor('processingError'),
    orderComplete: fromBuyer('orderComplete'),
    disputeOpen: dispute('disputeOpen'),
    disputeUpdate: dispute('disputeUpdate'),
    disputeClose: verdict('disputeClose'),
    disputeAccepted: verdict('disputeAccepted'),
    vendorFinalizedPayment: (fields: Known & { readonly orderId?: string } = {}) =>
      notification('vendorFinalizedPayment', { orderId, ...fields }),
    vendorDisputeTimeout: warning('vendorDisputeTimeout', 0, 'purchaseOrderId'),
    buyerDisputeTimeout: warning('buyerDisputeTimeout', 30 * 86_400, 'orderId'),
    buyerDisputeExpiry: warning('buyerDisputeExpiry', 30 * 86_400, 'orderId'),
    moderatorDisputeExpiry: warning('moderatorDisputeExpiry', 30 * 86_400, 'disputeCaseId'),
    follow: fromPeer('follow'),
    unfollow: fromPeer('unfollow'),
    moderatorAdd: fromPeer('moderatorAdd'),
    moderatorRemove: fromPeer('moderatorRemove'),
    /** A type that no client knows. */
    unknown: (type: string, fields: Readonly<Record<string, unknown>> = {}) => notification(type, fields),
    message: (fields: Chat = {}): Frame => ({
      message: {
        message: 'Hello there',
        messageId: idOf('message'),
        outgoing: false,
        peerId: BUYER,
        read: false,
        subject: '',
        timestamp: NOON,
        ...fields,
      },
    }),
    messageRead: (fields: ChatMark = {}): Frame => ({ messageRead: { messageId: idOf('message'), peerId: BUYER, subject: '', ...fields } }),
    messageTyping: (fields: ChatMark = {}): Frame => ({
      messageTyping: { messageId: idOf('typing'), peerId: BUYER, subject: '', ...fields },
    }),
    wallet,
    walletUpdate,
    status: (status: string): Frame => ({ status }),
    /** The answer to ob/fetchprofiles for one peer. */
    profileReply: (id: string, peerId: string, profile: Readonly<Record<string, unknown>>): Frame => ({ id, peerId, profile }),
    /** The answer for a peer that was not found: `peerID` with a capital D. */
    profileError: (id: string, peerID: string): Frame => ({ error: old ? 'Not found' : 'not found', id, peerID }),
  };
}

/** The type that ob/notifications gives as the row's own: servers of 0.13 keep the new names there. */
export function outerTypeOf(innerType: string): string {
  if (innerType === 'declined') return 'orderDeclined';
  if (innerType === 'canceled') return 'cancel';
  return innerType;
}

/** A listing's slug, made from its title. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
