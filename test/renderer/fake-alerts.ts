import type { Category, Confirmation, Direction, Kind, Role, Urgency, Verb } from '../../src/shared/alert.ts';
import type { AlertDetail, HistoryEntry } from '../../src/shared/inbox.ts';

/** A sequence of numbers from 0 to 1 that is the same for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PEOPLE = ['Maya Lindqvist', 'Tomás', 'Old Harbour Books', 'Ines', 'kiln & glaze', 'Jonas', 'Aiko', 'Nadia', 'The Paper Mill', 'Oluwaseun'];
const ITEMS = ['Stoneware mug', 'Walnut spoon', 'Linen tote', 'Field notebook', 'Wool scarf', 'Ceramic planter', 'Leather key ring', 'Beeswax candles'];
const TEXTS = [
  'Hi! Could you ship it to my sister in Porto instead? She would love to open it herself.',
  'Does it come in blue?',
  'Thank you, it arrived this morning. It is even nicer than in the pictures.',
  'When do you think that you can send it?',
];

interface Shape {
  kind: Kind;
  category: Category;
  urgency?: Urgency;
  role?: Role;
  title: (who: string, item: string) => string;
  body: (who: string, item: string) => string;
  money?: boolean;
  picture?: boolean;
  deadline?: number;
  text?: boolean;
  actions?: Verb[];
}

const HOUR = 3_600_000;

const SHAPES: readonly Shape[] = [
  { kind: 'order', category: 'order', role: 'seller', money: true, picture: true, title: (who, item) => `${who} bought ${item}`, body: () => 'Paid in full. The order waits for you.' },
  { kind: 'message', category: 'chat', text: true, actions: ['reply'], title: (who) => `${who} wrote to you`, body: () => '' },
  { kind: 'disputeOpen', category: 'dispute', urgency: 'urgent', role: 'seller', picture: true, deadline: 29 * 24 * HOUR, title: (who) => `${who} opened a dispute`, body: (_who, item) => `About ${item}. The moderator decides; tell your side.` },
  { kind: 'fulfillment', category: 'order', role: 'buyer', picture: true, title: (who, item) => `${who} sent ${item}`, body: () => 'It is on its way to you.' },
  { kind: 'refund', category: 'refund', role: 'buyer', money: true, picture: true, title: (who) => `${who} refunded you`, body: (_who, item) => `For ${item}. The money is back in your wallet.` },
  { kind: 'follow', category: 'follow', actions: ['followBack'], title: (who) => `${who} follows you`, body: () => 'They see your new listings now.' },
  { kind: 'wallet', category: 'wallet', money: true, title: () => 'Money received', body: () => 'Waiting for confirmations.' },
  { kind: 'buyerDisputeTimeout', category: 'dispute', urgency: 'urgent', role: 'buyer', picture: true, deadline: 20 * HOUR, title: (_who, item) => `Last day to dispute ${item}`, body: (who) => `After that ${who} may claim the money.` },
  { kind: 'payment', category: 'payment', role: 'buyer', money: true, picture: true, title: (_who, item) => `Your payment for ${item} was sent`, body: (who) => `${who} will see it once it is confirmed.` },
  { kind: 'orderComplete', category: 'order', role: 'seller', money: true, picture: true, title: (who) => `${who} completed the order`, body: (_who, item) => `${item}, rated 5 of 5.` },
  { kind: 'publishFailed', category: 'system', title: () => 'Your store could not be published', body: () => 'Your latest changes are not visible to others yet.' },
];

/** `direction`: what its question says. */
export type FakeAlert = Omit<AlertDetail, 'history'> & { history: HistoryEntry[]; direction?: Direction };

function peerId(random: () => number): string {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  return `Qm${Array.from({ length: 44 }, () => letters[Math.floor(random() * letters.length)]).join('')}`;
}

/** One invented alert. The first few shapes come in turn, so that a short list shows one of each. */
export function fakeAlert(id: number, nth: number, occurredAt: number, connectionIds: readonly string[], random: () => number): FakeAlert {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const shape = nth < SHAPES.length ? SHAPES[nth]! : pick(SHAPES);
  const who = pick(PEOPLE);
  const item = pick(ITEMS);
  const read = nth > 5 && random() < 0.93;
  const text = shape.text ? pick(TEXTS) : undefined;
  const confirmation: Confirmation = nth % 37 === 9 ? 'refuted' : 'confirmed';
  const amount = `${(random() * 0.4 + 0.01).toFixed(4)} ${pick(['LTC', 'BCH', 'ZEC'])}`;
  const order = peerId(random);
  const actorId = peerId(random);
  const deadlineAt = shape.deadline === undefined ? undefined : occurredAt + shape.deadline;
  const rang = shape.kind !== 'payment';
  return {
    id,
    connectionId: pick(connectionIds),
    system: 'openbazaar',
    kind: shape.kind,
    category: shape.category,
    urgency: shape.urgency ?? 'normal',
    title: shape.title(who, item),
    body: text ?? shape.body(who, item),
    ...(shape.kind === 'wallet' || shape.kind === 'publishFailed' ? {} : { who, actorId }),
    ...(shape.money ? { amount } : {}),
    ...(shape.picture ? { picture: `thumb${ITEMS.indexOf(item)}`, item, subject: { type: 'order' as const, id: order } } : {}),
    ...(deadlineAt === undefined ? {} : { deadlineAt }),
    occurredAt,
    read,
    confirmation,
    identity: `openbazaar:${peerId(random)}`,
    ...(shape.role ? { role: shape.role } : {}),
    ...(text === undefined ? {} : { text }),
    actions: confirmation === 'confirmed' ? (shape.actions ?? []) : [],
    decision: rang ? { deliver: 'notify', why: 'rings' } : { deliver: 'inbox', why: 'own-act' },
    why: rang ? `${shape.category === 'chat' ? 'Messages ring' : 'Alerts of this kind ring'}, and nothing spoke against it.` : 'It is your own act, so it waits in the inbox.',
    delivered: rang ? 'notification' : 'none',
    history: [
      { at: occurredAt + 180, event: 'received', note: 'live' },
      { at: occurredAt + 186, event: 'decided', note: rang ? 'notify' : 'inbox only' },
      ...(rang ? [{ at: occurredAt + 214, event: 'delivered' as const, note: 'as a notification' }] : []),
    ],
    frame: JSON.stringify({ notification: { notificationId: order, type: shape.kind, orderId: order, thumbnail: { small: 'zb2rh', tiny: 'zb2ri' } } }),
    receivedAt: occurredAt + 180,
  };
}

/** Invented alerts, newest first: a handful in the last hours, then spread over the days before. */
export function fakeAlerts(count: number, now: number, connectionIds: readonly string[], seed = 7): FakeAlert[] {
  const random = sequence(seed);
  let at = now - 40_000;
  return Array.from({ length: count }, (_, nth) => {
    const alert = fakeAlert(count - nth, nth, at, connectionIds, random);
    at -= Math.floor((nth < 12 ? 0.4 : 1.1) * random() * HOUR) + 60_000;
    return alert;
  });
}
