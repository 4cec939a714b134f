import { z } from 'zod';
import { Amount } from './amount.ts';
import { SYSTEMS } from './system.ts';

export const CATEGORIES = ['order', 'dispute', 'refund', 'payment', 'chat', 'follow', 'credential', 'wallet', 'system'] as const;
export type Category = (typeof CATEGORIES)[number];

/** `urgent` may break through limits and quiet hours: disputes and what runs out. `low` never asks for attention by itself. */
export const URGENCIES = ['low', 'normal', 'urgent'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What the owner of the connection is in this trade. */
export const ROLES = [
  'buyer',
  'seller',
  'moderator',
  // eWallet: of the transaction request, who made it and who uses it
  'owner',
  'consumer',
  // acapy-cloud: in an exchange of proofs or credentials
  'prover',
  'verifier',
  'holder',
  'issuer',
  'endorser',
  'author',
] as const;
export type Role = (typeof ROLES)[number];

export const SUBJECT_TYPES = ['order', 'case', 'peer', 'transaction', 'node', 'consumption', 'proof', 'credential', 'connection', 'record', 'booking', 'checkin', 'request', 'location'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** OpenBazaar: names as its newer servers send them (openbazaar.md, "Frames"). */
export const OPENBAZAAR_KINDS = [
  'order',
  'payment',
  'orderConfirmation',
  'orderDeclined',
  'cancel',
  'refund',
  'fulfillment',
  'processingError',
  'orderComplete',
  'disputeOpen',
  'disputeUpdate',
  'disputeClose',
  'disputeAccepted',
  'vendorFinalizedPayment',
  'vendorDisputeTimeout',
  'buyerDisputeTimeout',
  'buyerDisputeExpiry',
  'moderatorDisputeExpiry',
  'follow',
  'unfollow',
  'moderatorAdd',
  'moderatorRemove',
  'message',
  'wallet',
  'publishFailed',
] as const;

/** eWallet: a consumption that asks to be confirmed, and what became of one (`status` says what). */
export const EWALLET_KINDS = ['consumptionRequest', 'consumptionFinalized'] as const;

/**
 * acapy-cloud: exchanges whose state (`status`) a person wants to know of; `cloudRecord` is all else that happens to a record (`type`: its
 * topic), for the inbox only. Its basic messages are `message`.
 */
export const CLOUD_KINDS = ['proof', 'credential', 'connection', 'revocation', 'endorsement', 'cloudRecord'] as const;

/**
 * Doshii, as an App hears of its venues (doshii.md, "Worth a notification"): an order that is new or has come to an end, a payment that was
 * made or refused, bookings, check-ins that wait, what somebody at a till waits for (cards, points, rewards), a venue that subscribed us or
 * no longer does. `venueRecord` is all else, for the inbox only; `type` is then the event's name, `status` is everywhere Doshii's own.
 */
export const DOSHII_KINDS = ['venueOrder', 'venuePayment', 'booking', 'checkin', 'tillRequest', 'subscription', 'venueRecord'] as const;

/**
 * What an alert says happened; of any system: a type that this version does not know, and what Tradebell itself has to say. Tables over kinds
 * are `satisfies Record<Kind, ...>`, so that none can be forgotten.
 */
export const KINDS = [...OPENBAZAAR_KINDS, ...EWALLET_KINDS, ...CLOUD_KINDS, ...DOSHII_KINDS, 'unknown', 'gap', 'away', 'back'] as const;
export type Kind = (typeof KINDS)[number];

/** What moves money or is final: done only after a question in the window, and once (design.md, promise 4). */
export const FINAL_VERBS = ['approve', 'reject', 'cancel'] as const;
export type FinalVerb = (typeof FINAL_VERBS)[number];

/** What can be done from an alert. */
export const VERBS = ['reply', 'followBack', ...FINAL_VERBS] as const;
export type Verb = (typeof VERBS)[number];

export function isFinal(verb: Verb): verb is FinalVerb {
  return FINAL_VERBS.some((final) => final === verb);
}

/** Which way money goes, or would go, as we see it. */
export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How the alert reached us: `live` off the socket, `catch-up` over REST, `first` in the import of a connection's first catch-up. */
export const ROADS = ['live', 'catch-up', 'first'] as const;
export type Road = (typeof ROADS)[number];

/**
 * Whether the server stands by a frame. A socket may carry frames that another client forged, so a live alert begins as `asked`
 * where the system can be asked, and ends as `confirmed` or `refuted`; `unasked` where it cannot (no such question, or out of reach).
 */
export const CONFIRMATIONS = ['asked', 'confirmed', 'refuted', 'unasked'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

/** A picture on the connection's own host, by the reference its system uses (OpenBazaar: an image hash). Never a URL of its own. */
export const PictureRef = z.string().min(1).max(128).regex(/^[A-Za-z0-9_-]+$/);

export const Actor = z.object({
  /** The remote id, whole (OpenBazaar: peerID). */
  id: z.string().max(256),
  /** As resolved: free text that its owner chose. Not unique. */
  name: z.string().max(200).optional(),
  /** Without the leading @. */
  handle: z.string().max(200).optional(),
  picture: PictureRef.optional(),
});
export type Actor = z.infer<typeof Actor>;

const time = z.number().int().min(0).max(8.64e15);

/**
 * What a person should know, the same shape for every system. Title and body are not in it: they are rendered from it when shown
 * (words/say.ts), in today's language and privacy level. Texts are plain: tags stripped and entities decoded once, by the decoder.
 */
export const Alert = z.object({
  /** Unique within the identity, and the same on every road (socket, REST). */
  key: z.string().min(1).max(512),
  /** Alerts of one series are one row, amended (a wallet transaction's confirmations, the warnings before one deadline). */
  series: z.string().min(1).max(512).optional(),
  /** Remote identity, `system:id`, e.g. `openbazaar:QmUCx...`: the journal's key space, kept when the connection is removed. */
  identity: z.string().min(1).max(300),
  connectionId: z.string().min(1).max(64),
  system: z.enum(SYSTEMS),
  kind: z.enum(KINDS),
  category: z.enum(CATEGORIES),
  urgency: z.enum(URGENCIES),
  role: z.enum(ROLES).optional(),
  actor: Actor.optional(),
  subject: z.object({ type: z.enum(SUBJECT_TYPES), id: z.string().max(256) }).optional(),
  /** Title of what is traded. */
  item: z.string().max(500).optional(),
  amount: Amount.optional(),
  /** The other side of an exchange: what is given for `amount`, in another token. */
  exchanged: Amount.optional(),
  direction: z.enum(DIRECTIONS).optional(),
  /** The owner's own name for it: an order number of their shop. */
  reference: z.string().max(200).optional(),
  /** Which of our accounts it is about, by name. */
  account: z.string().max(200).optional(),
  /** What somebody wrote: a chat message, a memo, an error's reason, the fields of an unknown type. */
  text: z.string().max(20_000).optional(),
  /** The system's own name for what happened, where `kind` is `unknown`. */
  type: z.string().max(100).optional(),
  picture: PictureRef.optional(),
  /** When it runs out, by our clock (UTC ms). */
  deadlineAt: time.optional(),
  /** Catch-up only: the system says that this dispute or deadline is open now, so it may ring though it is old. */
  openNow: z.boolean().optional(),
  /** Our own act (a payment made, a message sent elsewhere, money out): never rings. */
  own: z.boolean().optional(),
  /** Came again from a rescan or with an old timestamp: history, never rings. */
  history: z.boolean().optional(),
  /** Whether what was shown could be verified: the end of a proof. */
  verified: z.boolean().optional(),
  /** When it is for (UTC ms): the time of a booking, when an order is wanted. */
  dueAt: time.optional(),
  /** At which tables, as the venue calls them: `Table 4, Table 5`. */
  tables: z.string().max(300).optional(),
  /** For how many people. */
  covers: z.number().int().min(0).max(100_000).optional(),
  /** When what it tells of began (UTC ms): a gap, up to `occurredAt`. */
  since: time.optional(),
  /** Progress that amends: the wallet's UNCONFIRMED, PENDING, CONFIRMED; a consumption's `pending`, `confirmed`, … in the system's own words. */
  status: z.string().max(64).optional(),
  /** The money had moved before, or has since, whatever the status says: a server let a consumption that was confirmed be rejected. */
  moved: z.boolean().optional(),
  confirmation: z.enum(CONFIRMATIONS),
  actions: z.array(z.enum(VERBS)).max(VERBS.length),
  road: z.enum(ROADS),
  read: z.boolean(),
  occurredAt: time,
  receivedAt: time,
  /** The frame as it came, for the detail view and bug reports (cut at 64 KiB). */
  frame: z.string().max(70_000),
});
export type Alert = z.infer<typeof Alert>;

/** What may be learned about an alert afterwards. Absent fields stay as they are. */
export const Amendment = Alert.pick({
  actor: true,
  item: true,
  amount: true,
  picture: true,
  subject: true,
  role: true,
  deadlineAt: true,
  openNow: true,
  confirmation: true,
  actions: true,
  category: true,
  urgency: true,
  text: true,
  status: true,
  moved: true,
}).partial();
export type Amendment = z.infer<typeof Amendment>;
