import type { Category, Kind } from '../../alert.ts';
import type { Reason } from '../../decision.ts';
import type { System } from '../../system.ts';
import type { Facts, Words } from '../facts.ts';
import { cloud } from './cloud.ts';
import { away, back } from './connection-news.ts';
import { consumptionFinalized, consumptionRequest } from './consumptions.ts';
import { histories } from './history.ts';
import { doshii, doshiiMissed } from './doshii.ts';
import { bySystem, YOURS } from './nouns.ts';
import { list, paragraph, sentence, stopped, upper } from './phrases.ts';
import { reasons } from './reasons.ts';

/** `: Blue mug` for titles; "" where the item is not known. */
const of = (facts: Facts) => (facts.shortItem === undefined ? '' : `: ${facts.shortItem}`);

/** What an order is called within a sentence: by its item, else by its id, else not at all. */
const thing = (facts: Facts, otherwise: string) => {
  if (facts.item !== undefined) return `“${facts.item}”`;
  return facts.shortId === undefined ? otherwise : `order ${facts.shortId}`;
};
/** As `thing`, for what belongs to us: `your order`, `your order QmVrhZt4`, `your order of “Blue mug”`. */
const mine = (facts: Facts, word = 'order') => {
  if (facts.item !== undefined) return `your ${word} of “${facts.item}”`;
  return facts.shortId === undefined ? `your ${word}` : `your ${word} ${facts.shortId}`;
};
const vendor = (facts: Facts) => facts.who ?? 'The vendor';
const buyer = (facts: Facts) => facts.who ?? 'The buyer';
const someone = (facts: Facts) => facts.who ?? 'Someone';
const server = (facts: Facts) => YOURS[facts.system];

const disputeOpened = (facts: Facts): Words => {
  if (facts.role === 'moderator') {
    return {
      title: `Dispute to decide${of(facts)}`,
      body: `${someone(facts)} opened a dispute about ${thing(facts, 'an order')}, and you are the moderator. Hear both sides, then decide.`,
    };
  }
  const what = facts.role === 'buyer' ? mine(facts, 'purchase') : facts.role === 'seller' ? mine(facts, 'sale') : thing(facts, 'an order');
  const next = facts.role === undefined ? 'Open it to see what is asked of you.' : 'Tell your side in the order chat; the moderator will decide.';
  return { title: `Dispute opened${of(facts)}`, body: `${someone(facts)} opened a dispute about ${what}. ${next}` };
};

const timeToDispute = (facts: Facts): Words => {
  const { deadline } = facts;
  if (deadline === undefined) {
    return {
      title: `Time to dispute is running out${of(facts)}`,
      body: `Your time to open a dispute about ${thing(facts, 'a purchase')} is running out. After that the vendor may claim the money.`,
    };
  }
  if (deadline.over) {
    return {
      title: `Time to dispute is over${of(facts)}`,
      body: `You can no longer open a dispute about ${thing(facts, 'a purchase')}. The vendor may now claim the money.`,
    };
  }
  return {
    title: `${upper(deadline.left)} left to dispute${of(facts)}`,
    body: `You can open a dispute about ${thing(facts, 'a purchase')} until ${deadline.at} (${deadline.left} left). After that the vendor may claim the money.`,
  };
};

const moderatorsTime = (facts: Facts): Words => {
  const { deadline } = facts;
  const about = thing(facts, 'a purchase');
  if (deadline === undefined) {
    return {
      title: `Moderator’s time is running out${of(facts)}`,
      body: `The moderator’s time to decide your dispute about ${about} is running out. After that the vendor may claim the money.`,
    };
  }
  if (deadline.over) {
    return {
      title: `Moderator’s time is over${of(facts)}`,
      body: `The moderator’s time to decide your dispute about ${about} is over. The vendor may now claim the money.`,
    };
  }
  return {
    title: `Moderator has ${deadline.left} left${of(facts)}`,
    body: `The moderator can decide your dispute about ${about} until ${deadline.at} (${deadline.left} left). After that the vendor may claim the money.`,
  };
};

const timeToDecide = (facts: Facts): Words => {
  const { deadline } = facts;
  const about = facts.item === undefined && facts.shortId !== undefined ? `case ${facts.shortId}` : thing(facts, 'a case');
  if (deadline === undefined) {
    return { title: `Time to decide is running out${of(facts)}`, body: `Your time to decide the dispute about ${about} is running out.` };
  }
  if (deadline.over) {
    return { title: `Time to decide is over${of(facts)}`, body: `Your time as the moderator to decide the dispute about ${about} is over.` };
  }
  return {
    title: `${upper(deadline.left)} left to decide${of(facts)}`,
    body: `As the moderator you can decide the dispute about ${about} until ${deadline.at} (${deadline.left} left).`,
  };
};

const chat = (facts: Facts): Words => {
  const about = !facts.ofOrder ? '' : facts.shortItem === undefined ? ' about an order' : ` about “${facts.shortItem}”`;
  const body = facts.text ?? (facts.hidden ? 'Open Tradebell to read it.' : 'The message has no readable text.');
  if (facts.own) return { title: `You wrote${facts.who === undefined ? '' : ` to ${facts.who}`}${about}`, body };
  return { title: facts.whoFirst === undefined ? `New message${about}` : `${facts.whoFirst} wrote${about}`, body };
};

const STATUS: ReadonlyMap<string, string> = new Map([
  ['UNCONFIRMED', 'It is not confirmed yet.'],
  ['PENDING', 'Its confirmations are coming in.'],
  ['CONFIRMED', 'It is confirmed.'],
]);

const transaction = (facts: Facts): Words => {
  const status = facts.status === undefined ? undefined : (STATUS.get(facts.status) ?? `The wallet says: ${facts.status.toLowerCase()}.`);
  const order = facts.ofOrder ? thing(facts, 'an order') : undefined;
  const sum = facts.amount === undefined ? '' : ` ${facts.amount}`;
  const words = (title: string, what: string): Words => ({
    title,
    body: paragraph(what, facts.text === undefined ? undefined : stopped(`Memo: ${facts.text}`), status),
  });
  if (facts.direction === undefined) return words('Wallet transaction', 'Your wallet has a new transaction.');
  if (facts.direction === 'out') {
    if (order !== undefined) return words(sum === '' ? 'You paid for an order' : `Paid${sum}`, `You paid for ${order}.`);
    return words(sum === '' ? 'Money sent' : `Sent${sum}`, 'It left your wallet.');
  }
  if (order !== undefined) return words(sum === '' ? 'Payment received' : `Received${sum}`, `Payment received for ${order}.`);
  return words(sum === '' ? 'Money received' : `Received${sum}`, 'It arrived in your wallet.');
};

/** What may have been missed, and where to look for it. */
const missed = (facts: Facts): Words => {
  const { gap, text } = facts;
  const said = text === undefined ? undefined : sentence(text);
  if (gap === undefined) {
    return {
      title: 'Some events may be missing',
      body: said ?? `${upper(server(facts))} could not tell all that happened while Tradebell was away. Look there too.`,
    };
  }
  return {
    title: `Between ${gap.from} and ${gap.to} Tradebell was not connected`,
    body: said ?? (facts.system === 'doshii' ? doshiiMissed(facts) : MISSED[facts.system]),
  };
};

const MISSED = {
  openbazaar: 'Your node could not tell all that happened in that time. Look there too.',
  ewallet: 'Your wallet server gives no list of what was missed, so a request or payment from that time may be missing here. Look in your wallet.',
  'acapy-cloud': 'Your CloudAPI could not tell all that happened in that time, so something may be missing here. Look in your wallet.',
} as const satisfies Record<Exclude<System, 'doshii'>, string>;

const say = {
  order: (facts) => ({
    title: `New order${of(facts)}`,
    body: `${buyer(facts)} ${facts.item === undefined ? 'placed an order' : `ordered “${facts.item}”`}${facts.amount === undefined ? '' : ` for ${facts.amount}`}, fully paid. Next: fulfill it, or accept it first if it is pending.`,
  }),
  payment: (facts) => ({
    title: facts.amount === undefined ? 'Payment sent' : `Payment sent: ${facts.amount}`,
    body: `Your payment${facts.amount === undefined ? '' : ` of ${facts.amount}`} for ${thing(facts, 'an order')} was sent. That is the sum so far; whether the vendor has seen it is not known yet.`,
  }),
  orderConfirmation: (facts) => ({
    title: `Order accepted${of(facts)}`,
    body: `${vendor(facts)} accepted ${mine(facts)}. Nothing to do until it is fulfilled.`,
  }),
  orderDeclined: (facts) => ({
    title: `Order declined${of(facts)}`,
    body: `${vendor(facts)} declined ${mine(facts)}. Open the order to see what becomes of your payment.`,
  }),
  cancel: (facts) => ({
    title: `Order canceled${of(facts)}`,
    body: `${buyer(facts)} canceled ${thing(facts, 'an order')}. Do not fulfill it.`,
  }),
  refund: (facts) => ({
    title: `Order refunded${of(facts)}`,
    body: `${vendor(facts)} refunded ${mine(facts)}. Look for the money in your wallet.`,
  }),
  fulfillment: (facts) => ({
    title: `Order fulfilled${of(facts)}`,
    body: `${vendor(facts)} fulfilled ${mine(facts)}. Once you have it and are content, complete the order with a rating.`,
  }),
  processingError: (facts) => ({
    title: `Order not processed${of(facts)}`,
    body: `${vendor(facts)} could not process ${mine(facts)}. Ask what went wrong; a purchase without a moderator can be canceled.`,
  }),
  orderComplete: (facts) => ({
    title: `Order completed${of(facts)}`,
    body: `${buyer(facts)} completed and rated ${thing(facts, 'an order')}. Nothing more to do.`,
  }),
  disputeOpen: disputeOpened,
  disputeUpdate: (facts) => ({
    title: `Dispute updated${of(facts)}`,
    body: `There is news in the dispute about ${thing(facts, 'an order')}${facts.who === undefined ? '' : `, opened by ${facts.who}`}. Look at it before you decide.`,
  }),
  disputeClose: (facts) => ({
    title: `Dispute decided${of(facts)}`,
    body: `The moderator decided your dispute${facts.who === undefined ? '' : ` with ${facts.who}`} about ${thing(facts, 'an order')}. If you agree, accept the payout.`,
  }),
  disputeAccepted: (facts) => ({
    title: `Dispute paid out${of(facts)}`,
    body: `The decision in your dispute${facts.who === undefined ? '' : ` with ${facts.who}`} about ${thing(facts, 'an order')} was accepted and paid out. Any share of yours goes to your wallet.`,
  }),
  vendorFinalizedPayment: (facts) => ({
    title: `Vendor claimed the payment${of(facts)}`,
    body: `${vendor(facts)} claimed the payment for ${mine(facts)}. You can still complete the order with a rating.`,
  }),
  vendorDisputeTimeout: (facts) => ({
    title: `Time to dispute is over${of(facts)}`,
    body: `${buyer(facts)} can no longer open a dispute about ${thing(facts, 'your sale')}. Once it is fulfilled, you may claim the payment.`,
  }),
  buyerDisputeTimeout: timeToDispute,
  buyerDisputeExpiry: moderatorsTime,
  moderatorDisputeExpiry: timeToDecide,
  follow: (facts) => ({
    title: facts.who === undefined ? 'New follower' : `New follower: ${facts.who}`,
    body: `${someone(facts)} follows you now.`,
  }),
  unfollow: (facts) => ({ title: 'Lost a follower', body: `${someone(facts)} no longer follows you.` }),
  moderatorAdd: (facts) => ({ title: 'Chosen as moderator', body: `${someone(facts)} chose you as a moderator.` }),
  moderatorRemove: (facts) => ({ title: 'No longer a moderator', body: `${someone(facts)} removed you as a moderator.` }),
  message: chat,
  wallet: transaction,
  publishFailed: (facts) => ({
    title: 'Publishing failed',
    body: `${upper(server(facts))} could not publish its latest changes, so others may not see them. Check that it is online.`,
  }),
  consumptionRequest,
  consumptionFinalized,
  ...cloud,
  ...doshii,
  unknown: (facts) => ({
    title: facts.type === undefined ? `News from ${server(facts)}` : `News from ${server(facts)}: ${facts.type}`,
    body:
      facts.text !== undefined
        ? sentence(facts.text)
        : `Tradebell does not know this kind of event yet${facts.hidden ? '. Open it for its details.' : ', and it carries no details.'}`,
  }),
  gap: missed,
  away,
  back,
} as const satisfies Record<Kind, (facts: Facts) => Words>;

/** Title where privacy hides everything but that something happened. */
const hiddenTitles = (yours: string) =>
  ({
    order: 'News about an order',
    dispute: 'News about a dispute',
    refund: 'News about a refund',
    payment: 'News about a payment',
    chat: 'New message',
    follow: 'News about followers',
    credential: 'News from your wallet',
    wallet: 'News from your wallet',
    system: `News from ${yours}`,
  }) as const satisfies Record<Category, string>;

const counted = {
  order: ['order', 'orders'],
  dispute: ['dispute', 'disputes'],
  refund: ['refund', 'refunds'],
  payment: ['payment', 'payments'],
  chat: ['message', 'messages'],
  follow: ['follower', 'followers'],
  credential: ['credential event', 'credential events'],
  wallet: ['wallet event', 'wallet events'],
  system: ['system event', 'system events'],
} as const satisfies Record<Category, readonly [string, string]>;

/** Of Doshii's, orders are bookings and check-ins too, and payments the cards and points of a till. */
const hidden: Readonly<Record<System, Readonly<Record<Category, string>>>> = {
  ...bySystem(hiddenTitles),
  doshii: { ...hiddenTitles(YOURS.doshii), order: 'News from a venue', payment: 'News about a payment or card' },
};

/** What each alert says, and why it rang or not. */
export const alerts = {
  history: histories,
  say: say as Readonly<Record<Kind, (facts: Facts) => Words>>,
  refuted: (words: Words, system: System): Words => ({
    title: `Not confirmed by ${YOURS[system]}: ${words.title}`,
    body: `${upper(YOURS[system])} knows nothing of this, so it may be forged. Do not act on it. It said: ${words.body}`,
  }),
  hidden: (category: Category, system: System): Words => ({ title: hidden[system][category], body: 'Open Tradebell to see it.' }),
  reasons: bySystem<Readonly<Record<Reason, string>>>(reasons),
  /** `tally`: how many of each category, as they shall be named. `lead`: the title of the one that matters most. */
  digest: (tally: readonly (readonly [Category, number])[], lead?: string): Words => {
    const total = tally.reduce((sum, [, count]) => sum + count, 0);
    const parts = tally.map(([category, count]) => `${count} ${counted[category][count === 1 ? 0 : 1]}`);
    return {
      title: total === 1 ? '1 new event' : `${total} new events`,
      body: lead === undefined ? `${list(parts)}.` : `${lead}. In all: ${list(parts)}.`,
    };
  },
  /** Whoever has no name, by the beginning of an id, within a sentence. */
  nameless: {
    openbazaar: (id: string) => id,
    ewallet: (id: string) => id,
    'acapy-cloud': (id: string) => `connection ${id}`,
    doshii: (id: string) => `app ${id}`,
  } satisfies Record<System, (id: string) => string>,
  /** The same at the beginning of a sentence: ids stay as they are, words get a capital. */
  first: (nameless: string, system: System) => (system === 'acapy-cloud' || system === 'doshii' ? upper(nameless) : nameless),
  /** `{name} (@{handle})`. */
  named: (name: string, handle: string) => `${name} (@${handle})`,
  baseUnits: (integer: string, unit: string) => (unit === '' ? `${integer} base units` : `${integer} base units of ${unit}`),
  left: {
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  },
};
