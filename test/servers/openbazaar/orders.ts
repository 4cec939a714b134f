import { type Thumbnail, slugOf } from './builders.ts';
import { imageHashOf, peerIdOf } from './ids.ts';
import type { Amount, Generation } from './money.ts';
import type { Order, OrderRole, OrderState } from './store.ts';

/** What a test may say about an order; the rest is made up. */
export interface OrderInput {
  readonly orderId?: string;
  /** Peer ids; the node's own where its role says so. */
  readonly buyer?: string;
  readonly vendor?: string;
  readonly buyerHandle?: string;
  readonly vendorHandle?: string;
  readonly title?: string;
  readonly listingType?: string;
  readonly amount?: Amount;
  readonly coin?: string;
  readonly thumbnail?: Thumbnail;
  readonly moderated?: boolean;
  readonly state?: OrderState;
}

/** What an order needs of its node. */
export interface OrderSetting {
  readonly peerID: string;
  readonly generation: Generation;
  readonly coin: string;
  readonly now: number;
  readonly nextOrderId: () => string;
}

const FIRST_STATE: Readonly<Record<OrderRole, OrderState>> = {
  sale: 'AWAITING_FULFILLMENT',
  purchase: 'AWAITING_PAYMENT',
  case: 'DISPUTED',
};

/** A complete order from what a test said about it. */
export function makeOrder(role: OrderRole, input: OrderInput, setting: OrderSetting): Order {
  const title = input.title ?? 'Hand-made walnut bowl';
  const form = setting.generation === '0.13' ? 'zb2rh' : 'Qm';
  return {
    role,
    orderId: input.orderId ?? setting.nextOrderId(),
    buyerId: input.buyer ?? (role === 'purchase' ? setting.peerID : peerIdOf('buyer')),
    buyerHandle: input.buyerHandle ?? '',
    vendorId: input.vendor ?? (role === 'sale' ? setting.peerID : peerIdOf('vendor')),
    vendorHandle: input.vendorHandle ?? '',
    title,
    slug: slugOf(title),
    listingType: input.listingType ?? 'PHYSICAL_GOOD',
    amount: BigInt(input.amount ?? 100_000),
    coin: input.coin ?? setting.coin,
    thumbnail: input.thumbnail ?? { small: imageHashOf(`${title} small`, form), tiny: imageHashOf(`${title} tiny`, form) },
    moderated: input.moderated ?? role === 'case',
    createdAt: setting.now,
    state: input.state ?? FIRST_STATE[role],
    read: false,
    paid: 0n,
    escrowTimedOut: false,
    buyerOpened: true,
  };
}
