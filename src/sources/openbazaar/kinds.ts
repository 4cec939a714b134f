import { type Category, type Kind, OPENBAZAAR_KINDS, type Role, type SubjectType, type Urgency, type Verb } from '../../shared/alert.ts';

/** What a node may tell. */
const TOLD = [...OPENBAZAAR_KINDS, 'unknown'] as const satisfies readonly Kind[];
export type OpenBazaarKind = (typeof TOLD)[number];

/** How the role follows: fixed by who is sent this type, or by the peerIDs in it (openbazaar.md, "Roles"). */
type RoleRule = Role | 'dispute' | 'parties';

export interface KindFacts {
  category: Category;
  urgency: Urgency;
  role?: RoleRule;
  /** Which fields name the actor: `<prefix>Id` and `<prefix>Handle`; `peer` has `peerId` alone. */
  actor?: 'buyer' | 'vendor' | 'disputer' | 'otherParty' | 'peer';
  /** The field that says what it is about, and what that is. */
  subject?: { field: 'orderId' | 'purchaseOrderId' | 'disputeCaseId' | 'peerId'; type: SubjectType };
  /** Several of these about one subject are one alert. */
  series?: true;
  /** `expiresIn` counts; `over`: it is always 0 and says that the time is over (vendorDisputeTimeout). */
  deadline?: 'expiresIn' | 'over';
  own?: true;
  /** The node can be asked whether it knows of this. It does not store an unfollow, nor a failure to publish. */
  unasked?: true;
  /** What may be done without a question, once the node stands by the alert. */
  verb?: Verb;
}

const order = { field: 'orderId', type: 'order' } as const;
const fromVendor = { role: 'buyer', actor: 'vendor', subject: order } as const;
const fromBuyer = { role: 'seller', actor: 'buyer', subject: order } as const;
const dispute = { category: 'dispute', urgency: 'urgent' } as const;
const fromPeer = { actor: 'peer', subject: { field: 'peerId', type: 'peer' } } as const;

/** What each kind is, in one place (openbazaar.md, "Frames" and "Rings by default"). */
export const KIND_FACTS = {
  order: { category: 'order', urgency: 'normal', ...fromBuyer },
  payment: { category: 'payment', urgency: 'low', role: 'buyer', subject: order, series: true, own: true },
  orderConfirmation: { category: 'order', urgency: 'normal', ...fromVendor },
  orderDeclined: { category: 'order', urgency: 'normal', ...fromVendor },
  cancel: { category: 'order', urgency: 'normal', ...fromBuyer },
  refund: { category: 'refund', urgency: 'normal', ...fromVendor },
  fulfillment: { category: 'order', urgency: 'normal', ...fromVendor },
  processingError: { category: 'order', urgency: 'normal', ...fromVendor },
  orderComplete: { category: 'order', urgency: 'normal', ...fromBuyer },
  disputeOpen: { ...dispute, role: 'dispute', actor: 'disputer', subject: order },
  disputeUpdate: { ...dispute, role: 'moderator', actor: 'disputer', subject: order },
  disputeClose: { ...dispute, role: 'parties', actor: 'otherParty', subject: order },
  disputeAccepted: { ...dispute, role: 'parties', actor: 'otherParty', subject: order },
  vendorFinalizedPayment: { category: 'payment', urgency: 'normal', role: 'buyer', subject: order },
  vendorDisputeTimeout: {
    ...dispute,
    role: 'seller',
    subject: { field: 'purchaseOrderId', type: 'order' },
    series: true,
    deadline: 'over',
  },
  buyerDisputeTimeout: { ...dispute, role: 'buyer', subject: order, series: true, deadline: 'expiresIn' },
  buyerDisputeExpiry: { ...dispute, role: 'buyer', subject: order, series: true, deadline: 'expiresIn' },
  moderatorDisputeExpiry: {
    ...dispute,
    role: 'moderator',
    subject: { field: 'disputeCaseId', type: 'case' },
    series: true,
    deadline: 'expiresIn',
  },
  follow: { category: 'follow', urgency: 'normal', ...fromPeer, verb: 'followBack' },
  unfollow: { category: 'follow', urgency: 'low', ...fromPeer, unasked: true },
  moderatorAdd: { category: 'system', urgency: 'normal', ...fromPeer },
  moderatorRemove: { category: 'system', urgency: 'normal', ...fromPeer },
  message: { category: 'chat', urgency: 'normal', ...fromPeer, verb: 'reply' },
  wallet: { category: 'wallet', urgency: 'normal' },
  publishFailed: { category: 'system', urgency: 'normal', unasked: true },
  unknown: { category: 'system', urgency: 'normal' },
} as const satisfies Record<OpenBazaarKind, KindFacts>;

/** Kinds with a top-level key of their own on the wire; the others come as a `notification`. */
const OWN_FRAMES = ['message', 'wallet', 'publishFailed', 'unknown'] as const satisfies readonly OpenBazaarKind[];
export type NotificationKind = Exclude<OpenBazaarKind, (typeof OWN_FRAMES)[number]>;

/** Types as servers have named them: the kinds' own names, and older ones (openbazaar.md, "Frames"). */
const KIND_OF_TYPE: ReadonlyMap<string, NotificationKind> = new Map([
  ...OPENBAZAAR_KINDS.filter(isNotification).map((kind): [string, NotificationKind] => [kind, kind]),
  ['declined', 'orderDeclined'],
  ['canceled', 'cancel'],
  ['cancelled', 'cancel'],
]);

/** The kind that a notification's type means, old names folded; undefined for a type that this version does not know. */
export function kindOfType(type: string): NotificationKind | undefined {
  return KIND_OF_TYPE.get(type);
}

/** What is known of a kind. */
export function factsOf(kind: OpenBazaarKind): KindFacts {
  return KIND_FACTS[kind];
}

/** Whether an alert of this kind came from a node. */
export function isOpenBazaarKind(kind: Kind): kind is OpenBazaarKind {
  return TOLD.some((told) => told === kind);
}

function isNotification(kind: OpenBazaarKind): kind is NotificationKind {
  return !OWN_FRAMES.some((own) => own === kind);
}
