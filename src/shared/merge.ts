import type { Actor, Alert, Amendment, Kind } from './alert.ts';
import type { Amount } from './amount.ts';

/** What a later frame of the same key or series changes, besides filling in what was missing. */
type Rule = (held: Alert, incoming: Alert) => Partial<Alert>;

const onlyFill: Rule = () => ({});

/** The wallet sends a transaction again with each step, and with the order once it is known; a rescan sends old steps again. */
const wallet: Rule = (held, incoming) => ({
  ...(isStep(held.status, incoming.status) ? { status: incoming.status } : {}),
  ...(held.subject?.type === 'transaction' && incoming.subject?.type === 'order' ? { subject: incoming.subject } : {}),
});

/** `fundingTotal` is the sum so far: the larger one is the later one, whichever came first. */
const payment: Rule = (held, incoming) => (isMore(held.amount, incoming.amount) ? { amount: incoming.amount } : {});

/** A node that was off sends all missed warnings at once: the earliest deadline holds. An echo of one and the same warning says nothing new. */
const deadline: Rule = (held, incoming) =>
  incoming.deadlineAt !== undefined && !isEcho(held, incoming) && incoming.deadlineAt < (held.deadlineAt ?? Infinity) ? { deadlineAt: incoming.deadlineAt } : {};

/** A copy may not tell whose side is ours; once one does, with whom it was, which way it went and what we may do is told from there. */
const consumption: Rule = (held, incoming) => {
  if (held.role !== undefined || incoming.role === undefined) return {};
  const { direction, amount, actor, account, actions } = incoming;
  return { direction, amount, actor, account, ...(held.status === incoming.status ? { actions } : {}) };
};

const RULES = {
  order: onlyFill,
  payment,
  orderConfirmation: onlyFill,
  orderDeclined: onlyFill,
  cancel: onlyFill,
  refund: onlyFill,
  fulfillment: onlyFill,
  processingError: onlyFill,
  orderComplete: onlyFill,
  disputeOpen: onlyFill,
  disputeUpdate: onlyFill,
  disputeClose: onlyFill,
  disputeAccepted: onlyFill,
  vendorFinalizedPayment: onlyFill,
  vendorDisputeTimeout: onlyFill,
  buyerDisputeTimeout: deadline,
  buyerDisputeExpiry: deadline,
  moderatorDisputeExpiry: deadline,
  follow: onlyFill,
  unfollow: onlyFill,
  moderatorAdd: onlyFill,
  moderatorRemove: onlyFill,
  message: onlyFill,
  wallet,
  publishFailed: onlyFill,
  consumptionRequest: consumption,
  consumptionFinalized: consumption,
  proof: onlyFill,
  credential: onlyFill,
  connection: onlyFill,
  revocation: onlyFill,
  endorsement: onlyFill,
  cloudRecord: onlyFill,
  venueOrder: onlyFill,
  venuePayment: onlyFill,
  booking: onlyFill,
  checkin: onlyFill,
  tillRequest: onlyFill,
  subscription: onlyFill,
  venueRecord: onlyFill,
  unknown: onlyFill,
  gap: onlyFill,
  away: onlyFill,
  back: onlyFill,
} as const satisfies Record<Kind, Rule>;

/**
 * Merges what came later under the same key or series into what is held: the first arrival stays, what it lacked is filled in, what the
 * kind's rule says is taken over, and the server's word (read, confirmed) counts. Undefined where nothing changes.
 */
export function merge(held: Alert, incoming: Alert): Alert | undefined {
  if (isForgedSeries(held, incoming)) return { ...incoming, key: held.key };
  const merged: Alert = isOnlyClaimed(held, incoming) ? { ...held, ...repaired(held, incoming) } : mergedWith(held, incoming);
  return same(held, merged) ? undefined : merged;
}

function mergedWith(held: Alert, incoming: Alert): Alert {
  return {
    ...held,
    ...filled(held, incoming),
    ...repaired(held, incoming),
    ...trusted(held, incoming),
    ...(incoming.read && incoming.key === held.key && !isEcho(held, incoming) ? { read: true } : {}),
    ...defined(RULES[held.kind](held, incoming)),
  };
}

/** What the server does not stand by (yet) says nothing about what it does stand by: an echo under a known key may be anybody's. */
function isOnlyClaimed(held: Alert, incoming: Alert): boolean {
  return held.confirmation === 'confirmed' && incoming.confirmation !== 'confirmed';
}

/** The same frame once more, before the server was asked about it. */
function isEcho(held: Alert, incoming: Alert): boolean {
  return incoming.key === held.key && incoming.confirmation === 'asked';
}

/** Somebody forged the first part of a series: nothing of it is left once the server stands by another part. */
function isForgedSeries(held: Alert, incoming: Alert): boolean {
  return held.confirmation === 'refuted' && incoming.confirmation === 'confirmed' && incoming.key !== held.key;
}

/** The alert with what was learned about it afterwards; undefined where that changes nothing. */
export function amend(alert: Alert, amendment: Amendment): Alert | undefined {
  const amended: Alert = { ...alert, ...defined(amendment) };
  return same(alert, amended) ? undefined : amended;
}

const FILLED = [
  'item',
  'picture',
  'role',
  'subject',
  'amount',
  'exchanged',
  'direction',
  'reference',
  'account',
  'text',
  'status',
  'type',
  'deadlineAt',
  'openNow',
  'verified',
  'dueAt',
  'tables',
  'covers',
] as const;

function filled(held: Alert, incoming: Alert): Partial<Alert> {
  const missing = FILLED.filter((field) => held[field] === undefined && incoming[field] !== undefined);
  const actor = knownBetter(held.actor, incoming.actor);
  return { ...Object.fromEntries(missing.map((field) => [field, incoming[field]])), ...(actor === undefined ? {} : { actor }) };
}

function knownBetter(held: Actor | undefined, incoming: Actor | undefined): Actor | undefined {
  if (held === undefined || incoming === undefined) return held ?? incoming;
  return held.id === incoming.id ? { ...incoming, ...held } : held;
}

/**
 * ob/notifications turns each "null" in a text into "[]" (openbazaar.md, "REST"); the socket's text is right. Only that damage is mended:
 * any other text that comes later may be anybody's.
 */
function repaired(held: Alert, incoming: Alert): Partial<Alert> {
  if (held.road === 'live' || incoming.road !== 'live' || incoming.key !== held.key) return {};
  const mends = (field: 'item' | 'text') => incoming[field] !== held[field] && incoming[field]?.replaceAll('null', '[]') === held[field];
  return { ...(mends('item') ? defined({ item: incoming.item }) : {}), ...(mends('text') ? defined({ text: incoming.text }) : {}) };
}

/** The server's own list confirms, also what could not be confirmed before; nothing takes that back. */
function trusted(held: Alert, incoming: Alert): Partial<Alert> {
  if (incoming.confirmation !== 'confirmed' || held.confirmation === 'confirmed') return {};
  const { confirmation, actions, category, urgency } = incoming;
  return { confirmation, actions, category, urgency };
}

const STEPS = new Map([
  ['UNCONFIRMED', 0],
  ['PENDING', 1],
  ['CONFIRMED', 2],
]);

/** Forward, or to a status that is no step on the way (a transaction that died). */
function isStep(held: string | undefined, incoming: string | undefined): boolean {
  if (incoming === undefined || incoming === held) return false;
  return (STEPS.get(incoming) ?? Infinity) > (STEPS.get(held ?? '') ?? -1);
}

function isMore(held: Amount | undefined, incoming: Amount | undefined): boolean {
  if (held === undefined || incoming === undefined) return held === undefined && incoming !== undefined;
  return held.unit === incoming.unit && held.divisibility === incoming.divisibility && BigInt(incoming.value) > BigInt(held.value);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that hold undefined, so that they do not hide what is there. */
function defined<T extends object>(partial: T): Partial<Defined<T>> {
  const entries = Object.entries(partial).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Defined<T>>;
}

/** Equal as data: the order of an object's fields says nothing. */
function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => same(Reflect.get(left, name), Reflect.get(right, name)));
}
