import type { Alert, Category, Kind } from '../shared/alert.ts';
import type { Deliver, Reason } from '../shared/decision.ts';
import type { Quiet } from '../shared/quiet.ts';

/** What differs from the defaults, by category. */
export type CategoryRules = Partial<Record<Category, Deliver>>;

/** All that the user has said about ringing, as it stands at the moment of a decision. */
export interface Rules {
  app: CategoryRules;
  connection: CategoryRules;
  /** Why it is quiet now; undefined: it is not. */
  quiet: Pick<Quiet, 'why' | 'urgentComes'> | undefined;
}

/**
 * What rings by itself. Inbox only: what we did ourselves, what nobody has to act on, and what Tradebell notes about itself
 * (openbazaar.md, "Rings by default").
 */
export const DEFAULT_DELIVERY = {
  order: 'notify',
  payment: 'inbox',
  orderConfirmation: 'notify',
  orderDeclined: 'notify',
  cancel: 'notify',
  refund: 'notify',
  fulfillment: 'notify',
  processingError: 'notify',
  orderComplete: 'notify',
  disputeOpen: 'notify',
  disputeUpdate: 'notify',
  disputeClose: 'notify',
  disputeAccepted: 'notify',
  vendorFinalizedPayment: 'notify',
  vendorDisputeTimeout: 'notify',
  buyerDisputeTimeout: 'notify',
  buyerDisputeExpiry: 'notify',
  moderatorDisputeExpiry: 'notify',
  follow: 'notify',
  unfollow: 'inbox',
  moderatorAdd: 'notify',
  moderatorRemove: 'notify',
  message: 'notify',
  wallet: 'notify',
  publishFailed: 'notify',
  consumptionRequest: 'notify',
  consumptionFinalized: 'notify',
  proof: 'notify',
  credential: 'notify',
  connection: 'notify',
  revocation: 'notify',
  endorsement: 'notify',
  cloudRecord: 'inbox',
  venueOrder: 'notify',
  venuePayment: 'notify',
  booking: 'notify',
  checkin: 'notify',
  tillRequest: 'notify',
  subscription: 'notify',
  venueRecord: 'inbox',
  unknown: 'notify',
  gap: 'inbox',
  away: 'notify',
  back: 'notify',
} as const satisfies Record<Kind, Deliver>;

/** The delivery that the rules ask for, before any limit, and which rule spoke: the connection's, else the app's, else the default. */
export function ruled(alert: Alert, rules: Rules): { deliver: Deliver; why: Reason } {
  const ofConnection = rules.connection[alert.category];
  const deliver = ofConnection ?? rules.app[alert.category];
  if (deliver === undefined) return DEFAULT_DELIVERY[alert.kind] === 'inbox' ? { deliver: 'inbox', why: 'quiet-kind' } : { deliver: 'notify', why: 'rings' };
  if (deliver === 'notify') return { deliver, why: 'rings' };
  return { deliver, why: ofConnection === undefined ? OF_APP[deliver] : OF_CONNECTION[deliver] };
}

type Held = Exclude<Deliver, 'notify'>;
const OF_APP = { digest: 'category-digest', inbox: 'category-inbox', off: 'category-off' } as const satisfies Record<Held, Reason>;
const OF_CONNECTION = { digest: 'connection-digest', inbox: 'connection-inbox', off: 'connection-off' } as const satisfies Record<Held, Reason>;
