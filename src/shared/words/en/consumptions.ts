import type { Facts, Words } from '../facts.ts';
import { paragraph, sentence } from './phrases.ts';

/** `5 OMG`, and `5 OMG for 1.2 BTC` where tokens are exchanged: the consumer's side first, as the consumer wishes it. */
const sum = ({ amount, exchanged }: Facts) => (amount === undefined || exchanged === undefined ? amount : `${amount} for ${exchanged}`);
/** As `sum`, our own side first: what we got or gave. */
const ourSum = (facts: Facts) => {
  const { role, amount, exchanged } = facts;
  return role === 'owner' && amount !== undefined && exchanged !== undefined ? `${exchanged} for ${amount}` : sum(facts);
};
/** Who gives and who gets what in an exchange that is wished for or done; undefined where there is none, or it is not known. */
const exchange = ({ role, direction, amount, exchanged, who }: Facts) => {
  if (amount === undefined || exchanged === undefined || role === undefined || direction === undefined) return undefined;
  const [ours, theirs] = role === 'owner' ? [exchanged, amount] : [amount, exchanged];
  const other = who ?? 'the other side';
  return `It is an exchange: ${direction === 'in' ? `${theirs} from ${other}, ${ours} to you` : `${ours} from you, ${theirs} to ${other}`}.`;
};
const ofSum = (facts: Facts) => {
  const money = sum(facts);
  return money === undefined ? '' : ` of ${money}`;
};

/** The other side, as money comes or goes: `from Alice`. */
const otherSide = ({ direction, who }: Facts) =>
  who === undefined ? undefined : `${direction === 'in' ? 'from' : direction === 'out' ? 'to' : 'with'} ${who}`;
const ourSide = ({ direction, account }: Facts) =>
  account === undefined ? undefined : `${direction === 'in' ? 'to' : direction === 'out' ? 'from' : 'for'} ${account}`;

/** `Payment of 5 OMG from Alice`, the beginning of a title. */
const payment = (facts: Facts) => {
  const other = otherSide(facts);
  const known = `${ofSum(facts)}${other === undefined ? '' : ` ${other}`}`;
  if (facts.role === 'consumer' && facts.direction === 'out') return `Your payment${known}`;
  return known === '' ? 'A payment' : `Payment${known}`;
};

/** `To Coffee Shop, reference order-1.`: what the title does not say. */
const where = (facts: Facts, other?: string) => {
  const reference = facts.reference === undefined ? undefined : `reference ${facts.reference}`;
  const known = [other, ourSide(facts), reference].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join(', '));
};

/** Who wants what: the consumer to pay or to be paid, be that we or another. Undefined where the direction is not known. */
const wish = (facts: Facts, over: boolean) => {
  const { role, direction, who } = facts;
  if (direction === undefined) return undefined;
  const money = sum(facts);
  if (role === 'consumer') {
    const other = who === undefined ? '' : ` ${otherSide(facts)}`;
    if (direction === 'in') return `You asked for ${money ?? 'a payment'}${other}`;
    return `You asked to pay${money === undefined ? '' : ` ${money}`}${other}`;
  }
  const someone = who ?? 'Someone';
  if (direction === 'out') return `${someone} ${over ? 'asked' : 'asks'} for ${money ?? 'a payment'}`;
  return `${someone} ${over ? 'wanted' : 'wants'} to pay${money === undefined ? (role === 'owner' ? ' you' : '') : ` ${money}`}`;
};

const next = ({ role, deadline }: Facts) => {
  if (deadline?.over) return 'The time to approve it is over.';
  const until = deadline === undefined ? '' : ` ${deadline.at} (${deadline.left} left)`;
  if (role === 'owner') return `Approve or reject it${until === '' ? '' : ` by${until}`}.`;
  if (role === 'consumer') return `It is waiting for their approval${until === '' ? '' : ` until${until}`}.`;
  return `Look in your wallet to see whether it is yours to approve${until === '' ? '' : `; it can be until${until}`}.`;
};

/** How the server calls what became of a consumption (ewallet.md, "Consumption"), as what "it" did. */
const BECAME: ReadonlyMap<string, string> = new Map([
  ['pending', 'is still pending'],
  ['approved', 'was approved'],
  ['confirmed', 'was confirmed'],
  ['rejected', 'was rejected'],
  ['cancelled', 'was canceled'],
  ['expired', 'expired'],
  ['failed', 'failed'],
  // Where an event says only that it is about an end.
  ['finalized', 'has ended'],
]);

const unfamiliar = (status: string) => status.replace(/_+/g, ' ').trim().toLowerCase();

/** Who ended it: only the consumer can cancel, only the owner can reject. Undefined where that is not known. */
const byWhom = ({ role, own, who, status }: Facts) => {
  const ender = status === 'cancelled' ? 'consumer' : status === 'rejected' ? 'owner' : undefined;
  const name = own ? 'You' : role === undefined || role === ender ? undefined : who;
  return ender === undefined || name === undefined ? undefined : `${name} ${status === 'cancelled' ? 'canceled' : 'rejected'} it.`;
};

/** What follows from how it ended: no more than the server stands for. */
const consequence = ({ kind, status, text, moved, hidden }: Facts) => {
  const reason = text === undefined ? undefined : sentence(text);
  // Of one that was paid, and of which its server says something else all the same, nobody but the wallet knows where the money is.
  if (moved && status !== 'confirmed') {
    return paragraph(reason, 'But it was confirmed too: look in your wallet to see where the money is.');
  }
  switch (status) {
    case 'confirmed':
      return reason;
    case 'rejected':
    case 'cancelled':
      return paragraph(reason, 'No money moved.');
    case 'expired':
      return 'Nobody approved it in time. No money moved.';
    case 'failed':
      // Why stands on the alert of its end; the request only learns that it failed.
      if (kind === 'consumptionRequest') return reason;
      return reason ?? (hidden ? 'Open Tradebell to see why.' : 'The wallet server gives no reason.');
    case 'approved':
      return paragraph(reason, 'Look in your wallet to see whether the money has moved.');
    default:
      return paragraph(reason, 'Look in your wallet to see how it stands.');
  }
};

/** What it means that it is confirmed: its server moves the money first. Which way is said of our own money only. */
const arrived = ({ role, direction, exchanged }: Facts, what: string) => {
  const way = role === undefined || exchanged !== undefined ? undefined : direction;
  const money = way === 'in' ? 'has come in' : way === 'out' ? 'has gone out' : 'has moved';
  return `${what} was confirmed: the money ${money}.`;
};

/** A consumption that asks to be confirmed; once that is settled, what became of it. */
export const consumptionRequest = (facts: Facts): Words => {
  const { status } = facts;
  const over = status !== undefined && status !== 'pending';
  const title = wish(facts, over);
  const place = where(facts, title === undefined ? otherSide(facts) : undefined);
  if (!over) return { title: title ?? `A payment${ofSum(facts)} asks to be confirmed`, body: paragraph(place, exchange(facts), next(facts)) };
  const asked = title ?? `A payment${ofSum(facts)} asked to be confirmed`;
  if (status === 'confirmed') return { title: asked, body: paragraph(place, arrived(facts, 'It'), consequence(facts)) };
  const became = BECAME.get(status);
  const end = paragraph(byWhom(facts) ?? (became === undefined ? `Its status is now “${unfamiliar(status)}”.` : `It ${became}.`), consequence(facts));
  // In a list only the beginning is seen: of a failure, why.
  return { title: asked, body: status === 'failed' ? paragraph(end, place) : paragraph(place, end) };
};

/** The only words that say that we have paid or been paid. Undefined where it is not known whether it was us, or which way. */
const moved = (facts: Facts) => {
  const { role, direction, who } = facts;
  if (role === undefined || direction === undefined) return undefined;
  const money = ourSum(facts);
  const other = who === undefined ? '' : ` ${otherSide(facts)}`;
  if (role === 'consumer' && direction === 'out') {
    if (money === undefined) return who === undefined ? 'You made a payment' : `You paid ${who}`;
    return `You paid ${money}${other}`;
  }
  const verb = direction === 'out' ? 'Sent' : role === 'consumer' ? 'You received' : 'Received';
  return `${verb} ${money ?? 'a payment'}${other}`;
};

/** What became of a consumption. */
export const consumptionFinalized = (facts: Facts): Words => {
  const { status } = facts;
  const place = where(facts);
  if (status === undefined) return { title: `${payment(facts)} has changed`, body: paragraph(place, consequence(facts)) };
  if (status === 'confirmed') {
    const title = moved(facts) ?? `${payment(facts)} was confirmed`;
    return { title, body: paragraph(place, exchange(facts), arrived(facts, 'The payment'), consequence(facts)) };
  }
  const became = BECAME.get(status);
  return {
    title: became === undefined ? `${payment(facts)}: ${unfamiliar(status)}` : `${payment(facts)} ${became}`,
    body: status === 'failed' ? paragraph(consequence(facts), place) : paragraph(place, byWhom(facts), consequence(facts)),
  };
};
