import { type Builders, type Frame, type NotificationFrame, outerTypeOf } from './builders.ts';
import type { ChatEvent, Delivery, DisputeEvent, OrderEvent, PeerEvent, Sent, TransactionEvent, WarningEvent } from './events.ts';
import { idSequence, peerIdOf } from './ids.ts';
import type { Generation } from './money.ts';
import { type OrderInput, makeOrder } from './orders.ts';
import { pngPicture } from './pictures.ts';
import type { Sockets } from './sockets.ts';
import type { Order, OrderRole, OrderState, Store } from './store.ts';
import { nanoseconds, toNanosecond } from './time.ts';
import { toWire } from './wire.ts';

/** What the events of trade work on. */
export interface TradeSetting {
  readonly generation: Generation;
  readonly coin: string;
  readonly build: Builders;
  readonly sockets: Sockets;
  readonly now: () => number;
  /** The node's present identity and its store. */
  readonly peerID: () => string;
  readonly store: () => Store;
}

/** Everything that can happen on a node. */
export type Trade = ReturnType<typeof createTrade>;

/** The events of trade: each is kept for REST and sent to all sockets, unless its delivery says otherwise. */
export function createTrade(setting: TradeSetting) {
  const { build, sockets, generation, coin, now, peerID, store } = setting;
  const nextNotificationId = idSequence('notification', peerID());
  const nextMessageId = idSequence('message', peerID());
  const nextOrderId = idSequence('order', peerID());
  const nextTxid = idSequence('transaction', peerID());
  let sequence = 0n;

  function emit(frame: Frame, delivery: Delivery): void {
    if (delivery.live ?? true) void sockets.broadcast(toWire(frame));
  }

  function notify(frame: NotificationFrame, delivery: Delivery, orderId: string): Sent {
    const { notification } = frame;
    if (delivery.stored ?? true) {
      store().notifications.push({ notification, type: outerTypeOf(notification.type), at: delivery.at ?? now(), read: false });
    }
    emit(frame, delivery);
    return { id: notification.notificationId, orderId, frame };
  }

  function order(role: OrderRole, input: OrderEvent): Order {
    const known = input.orderId === undefined ? undefined : store().orders.get(input.orderId);
    if (known !== undefined) return known;
    const made = makeOrder(role, input, { peerID: peerID(), generation, coin, now: input.at ?? now(), nextOrderId });
    if (input.stored ?? true) {
      const { orders, images } = store();
      orders.set(made.orderId, made);
      for (const [hash, size] of [[made.thumbnail.small, 140] as const, [made.thumbnail.tiny, 60] as const]) {
        if (hash !== '' && !images.has(hash)) images.set(hash, pngPicture(orders.size, size));
      }
    }
    return made;
  }

  function move(subject: Order, state: OrderState, delivery: Delivery): void {
    if (delivery.stored ?? true) subject.state = state;
  }

  const fromVendor = (type: 'orderConfirmation' | 'orderDeclined' | 'refund' | 'fulfillment' | 'processingError', state: OrderState) => {
    return (event: OrderEvent = {}): Sent => {
      const about = order('purchase', event);
      move(about, state, event);
      const { orderId, thumbnail, vendorHandle, vendorId } = about;
      return notify(build[type]({ notificationId: nextNotificationId(), orderId, thumbnail, vendorHandle, vendorId }), event, orderId);
    };
  };

  const fromBuyer = (type: 'cancel' | 'orderComplete', state: OrderState) => {
    return (event: OrderEvent = {}): Sent => {
      const about = order('sale', event);
      move(about, state, event);
      const { orderId, thumbnail, buyerHandle, buyerId } = about;
      return notify(build[type]({ notificationId: nextNotificationId(), orderId, thumbnail, buyerHandle, buyerId }), event, orderId);
    };
  };

  const dispute = (type: 'disputeOpen' | 'disputeUpdate') => {
    return (event: DisputeEvent = {}): Sent => {
      const about = order(event.as ?? (type === 'disputeUpdate' ? 'case' : 'sale'), event);
      move(about, 'DISPUTED', event);
      // The opener is told nothing, so a party that hears of a dispute is the one it was opened against.
      const against = about.role === 'purchase' ? about.buyerId : about.vendorId;
      const disputeeId = event.disputee ?? (event.disputer === about.vendorId ? about.buyerId : against);
      const disputerId = event.disputer ?? (disputeeId === about.vendorId ? about.buyerId : about.vendorId);
      if (event.stored ?? true) about.buyerOpened = disputerId === about.buyerId;
      return notify(
        build[type]({
          notificationId: nextNotificationId(),
          buyer: about.buyerId,
          disputeeHandle: handleOf(about, disputeeId),
          disputeeId,
          disputerHandle: handleOf(about, disputerId),
          disputerId,
          orderId: about.orderId,
          thumbnail: about.thumbnail,
        }),
        event,
        about.orderId
      );
    };
  };

  const verdict = (type: 'disputeClose' | 'disputeAccepted', state: OrderState) => {
    return (event: DisputeEvent = {}): Sent => {
      const about = order(event.as ?? 'sale', event);
      move(about, state, event);
      const otherPartyId = about.role === 'purchase' ? about.vendorId : about.buyerId;
      return notify(
        build[type]({
          notificationId: nextNotificationId(),
          buyer: about.buyerId,
          orderId: about.orderId,
          otherPartyHandle: handleOf(about, otherPartyId),
          otherPartyId,
          thumbnail: about.thumbnail,
        }),
        event,
        about.orderId
      );
    };
  };

  type WarningType = 'vendorDisputeTimeout' | 'buyerDisputeTimeout' | 'buyerDisputeExpiry' | 'moderatorDisputeExpiry';
  const warning = (type: WarningType, role: OrderRole) => {
    return (event: WarningEvent = {}): Sent => {
      const about = order(role, event);
      if (type === 'vendorDisputeTimeout' && (event.stored ?? true)) about.escrowTimedOut = true;
      const { orderId, thumbnail } = about;
      const left = event.expiresIn === undefined ? {} : { expiresIn: event.expiresIn };
      return notify(build[type]({ notificationId: nextNotificationId(), orderId, thumbnail, ...left }), event, orderId);
    };
  };

  const fromPeer = (type: 'follow' | 'unfollow' | 'moderatorAdd' | 'moderatorRemove') => {
    return (event: PeerEvent = {}): Sent => {
      const frame = build[type]({ notificationId: nextNotificationId(), peerId: event.peer ?? peerIdOf('follower') });
      return notify(frame, type === 'unfollow' ? { ...event, stored: false } : event, '');
    };
  };

  function sale(event: OrderEvent = {}): Sent {
    const sold = order('sale', event);
    const { orderId, buyerId, buyerHandle, listingType, slug, thumbnail, title, amount, coin: paidIn } = sold;
    const known = { orderId, buyerId, buyerHandle, listingType, slug, thumbnail, title, amount };
    return notify(build.order({ notificationId: nextNotificationId(), ...known, coin: paidIn }), event, orderId);
  }

  /** Our payment for a purchase was seen. `amount` is this payment; the frame carries the sum so far. */
  function payment(event: OrderEvent = {}): Sent {
    const bought = order('purchase', event);
    const paid = bought.paid + BigInt(event.amount ?? bought.amount);
    if (event.stored ?? true) {
      bought.paid = paid;
      if (paid >= bought.amount && bought.state === 'AWAITING_PAYMENT') bought.state = 'PENDING';
    }
    const { orderId, coin: paidIn } = bought;
    return notify(build.payment({ notificationId: nextNotificationId(), orderId, amount: paid, coin: paidIn }), event, orderId);
  }

  function vendorFinalizedPayment(event: OrderEvent = {}): Sent {
    const about = order('purchase', event);
    move(about, 'PAYMENT_FINALIZED', event);
    return notify(build.vendorFinalizedPayment({ notificationId: nextNotificationId(), orderId: about.orderId }), event, about.orderId);
  }

  function chat(event: ChatEvent = {}): Sent {
    const at = event.sentAt ?? event.at;
    // Never two messages of one instant, unless a test sets their times: real nodes stamp nanoseconds.
    const sentAt = at === undefined ? nanoseconds(now()) + ((sequence += 1n) % 1_000_000n) : nanoseconds(at);
    const message = {
      messageId: event.messageId ?? nextMessageId(),
      peerId: event.peer ?? peerIdOf('buyer'),
      subject: event.subject ?? '',
      message: event.text ?? 'Hello there',
      outgoing: event.outgoing ?? false,
      read: event.read ?? false,
    };
    if (event.stored ?? true) store().messages.push({ ...message, sentAt });
    const frame = build.message({ ...message, timestamp: toNanosecond(generation, sentAt) });
    emit(frame, event);
    return { id: message.messageId, orderId: message.subject, frame };
  }

  function walletTx(event: TransactionEvent = {}): Sent {
    const { live, stored, at, txid = nextTxid(), amount, coin: movedIn = coin, ...rest } = event;
    const known = store().transactions.get(txid)?.['wallet'];
    const before = typeof known === 'object' && known !== null ? known : { timestamp: stamp(at ?? now()) };
    const fresh = build.wallet({ ...rest, txid, amount: amount ?? 100_000, coin: movedIn, timestamp: stamp(at ?? now()) })['wallet'];
    // A later state of a known transaction changes what the test says, and nothing else.
    const said = (key: string): boolean => (key === 'value' ? amount !== undefined : key === 'timestamp' ? at !== undefined : key in rest);
    const changes = Object.entries(fresh ?? {}).filter(([key]) => !(key in before) || said(key));
    const frame: Frame = { wallet: { ...before, ...Object.fromEntries(changes) } };
    if (stored ?? true) store().transactions.set(txid, frame);
    emit(frame, live === undefined ? {} : { live });
    return { id: txid, orderId: event.orderId ?? '', frame };
  }

  function stamp(at: number): string {
    return toNanosecond(generation, nanoseconds(at));
  }

  function state(frame: Frame): Sent {
    emit(frame, {});
    return { id: '', orderId: '', frame };
  }

  return {
    /** Makes an order without telling anyone, to have events about it later. */
    order: (role: OrderRole, input: OrderInput = {}): Order => order(role, input),
    sale,
    payment,
    orderConfirmation: fromVendor('orderConfirmation', 'AWAITING_FULFILLMENT'),
    orderDeclined: fromVendor('orderDeclined', 'DECLINED'),
    refund: fromVendor('refund', 'REFUNDED'),
    fulfillment: fromVendor('fulfillment', 'FULFILLED'),
    processingError: fromVendor('processingError', 'PROCESSING_ERROR'),
    cancel: fromBuyer('cancel', 'CANCELED'),
    orderComplete: fromBuyer('orderComplete', 'COMPLETED'),
    disputeOpen: dispute('disputeOpen'),
    disputeUpdate: dispute('disputeUpdate'),
    disputeClose: verdict('disputeClose', 'DECIDED'),
    disputeAccepted: verdict('disputeAccepted', 'RESOLVED'),
    vendorFinalizedPayment,
    vendorDisputeTimeout: warning('vendorDisputeTimeout', 'sale'),
    buyerDisputeTimeout: warning('buyerDisputeTimeout', 'purchase'),
    buyerDisputeExpiry: warning('buyerDisputeExpiry', 'purchase'),
    moderatorDisputeExpiry: warning('moderatorDisputeExpiry', 'case'),
    follow: fromPeer('follow'),
    /** The node keeps no unfollow. */
    unfollow: fromPeer('unfollow'),
    moderatorAdd: fromPeer('moderatorAdd'),
    moderatorRemove: fromPeer('moderatorRemove'),
    /** A type from the future. */
    unknown: (type: string, fields: Readonly<Record<string, unknown>> = {}, delivery: Delivery = {}): Sent =>
      notify(build.unknown(type, { notificationId: nextNotificationId(), ...fields }), delivery, ''),
    chat,
    typing: (peer = peerIdOf('buyer'), subject = ''): Sent =>
      state(build.messageTyping({ messageId: nextMessageId(), peerId: peer, subject })),
    messageRead: (messageId: string, peer = peerIdOf('buyer'), subject = ''): Sent =>
      state(build.messageRead({ messageId, peerId: peer, subject })),
    walletTx,
    /** Sends every transaction again, oldest first, as a wallet's rescan does. */
    rescan(): Sent[] {
      return [...store().transactions.values()].map(state);
    },
    walletUpdate: (balances: Parameters<Builders['walletUpdate']>[0]): Sent => state(build.walletUpdate(balances)),
    /** `publishing`, `publish complete` or `error publishing`. */
    status: (status: string): Sent => state(build.status(status)),
    /** Sends the very same frame once more; the node keeps nothing new. */
    again: (sent: Sent): Sent => {
      emit(sent.frame, {});
      return sent;
    },
  };
}

function handleOf(about: Order, peerId: string): string {
  return peerId === about.buyerId ? about.buyerHandle : about.vendorHandle;
}
