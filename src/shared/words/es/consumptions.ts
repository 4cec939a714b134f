import type { Facts, Words } from '../facts.ts';
import { paragraph, remaining, sentence, the } from './phrases.ts';

/** `5 OMG`, and `5 OMG por 1,2 BTC` where tokens are exchanged: the consumer's side first, as the consumer wishes it. */
const sum = ({ amount, exchanged }: Facts) => (amount === undefined || exchanged === undefined ? amount : `${amount} por ${exchanged}`);
/** As `sum`, our own side first: what we got or gave. */
const ourSum = (facts: Facts) => {
  const { role, amount, exchanged } = facts;
  return role === 'owner' && amount !== undefined && exchanged !== undefined ? `${exchanged} por ${amount}` : sum(facts);
};
/** Who gives and who gets what in an exchange that is wished for or done; undefined where there is none, or it is not known. */
const exchange = ({ role, direction, amount, exchanged, who }: Facts) => {
  if (amount === undefined || exchanged === undefined || role === undefined || direction === undefined) return undefined;
  const [ours, theirs] = role === 'owner' ? [exchanged, amount] : [amount, exchanged];
  const other = who ?? 'la otra parte';
  return `Es un intercambio: ${direction === 'in' ? `${theirs} de ${other}, ${ours} para ti` : `${ours} de ti, ${theirs} para ${other}`}.`;
};
const ofSum = (facts: Facts) => {
  const money = sum(facts);
  return money === undefined ? '' : ` de ${money}`;
};

/** The other side, as money comes or goes: `de Alicia`, `a Alicia`. */
const otherSide = ({ direction, who }: Facts) =>
  who === undefined ? undefined : `${direction === 'in' ? 'de' : direction === 'out' ? 'a' : 'con'} ${who}`;
const ourSide = ({ direction, account }: Facts) =>
  account === undefined ? undefined : `${direction === 'in' ? 'a la cuenta' : direction === 'out' ? 'desde la cuenta' : 'en la cuenta'} ${account}`;

/** `Pago de 5 OMG de Alicia`, the beginning of a title. */
const payment = (facts: Facts) => {
  const other = otherSide(facts);
  const known = `${ofSum(facts)}${other === undefined ? '' : ` ${other}`}`;
  if (facts.role === 'consumer' && facts.direction === 'out') return `Tu pago${known}`;
  return known === '' ? 'Un pago' : `Pago${known}`;
};

/** `A la cuenta Coffee Shop, referencia order-1.`: what the title does not say. */
const where = (facts: Facts, other?: string) => {
  const reference = facts.reference === undefined ? undefined : `referencia ${facts.reference}`;
  const known = [other, ourSide(facts), reference].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join(', '));
};

/** Who wants what: the consumer to pay or to be paid, be that we or another. Undefined where the direction is not known. */
const wish = (facts: Facts, over: boolean) => {
  const { role, direction, who } = facts;
  if (direction === undefined) return undefined;
  const money = sum(facts);
  if (role === 'consumer') {
    if (direction === 'in') return `Pediste ${money ?? 'un pago'}${who === undefined ? '' : ` a ${who}`}`;
    return `Pediste pagar${money === undefined ? '' : ` ${money}`}${who === undefined ? '' : ` a ${who}`}`;
  }
  const someone = who ?? 'Alguien';
  if (direction === 'out') return `${someone} ${over ? 'pidió' : 'pide'} ${money ?? 'un pago'}`;
  if (money === undefined && role === 'owner') return `${someone} ${over ? 'quería' : 'quiere'} pagarte`;
  return `${someone} ${over ? 'quería' : 'quiere'} pagar${money === undefined ? '' : ` ${money}`}`;
};

const next = ({ role, deadline }: Facts) => {
  if (deadline?.over) return 'Se acabó el plazo para aprobarlo.';
  const until = deadline === undefined ? '' : ` ${the(deadline.at)} (${remaining(deadline.left)})`;
  if (role === 'owner') return `Apruébalo o recházalo${until === '' ? '' : `: tienes hasta${until}`}.`;
  if (role === 'consumer') return `Espera a que lo aprueben${until === '' ? '' : `, hasta${until}`}.`;
  return `Mira en tu billetera si te toca aprobarlo${until === '' ? '' : `; se puede hasta${until}`}.`;
};

/** How the server calls what became of a consumption (ewallet.md, "Consumption"), as what a payment did. */
const BECAME: ReadonlyMap<string, string> = new Map([
  ['pending', 'sigue pendiente'],
  ['approved', 'se aprobó'],
  ['confirmed', 'se confirmó'],
  ['rejected', 'se rechazó'],
  ['cancelled', 'se canceló'],
  ['expired', 'caducó'],
  ['failed', 'falló'],
  // Where an event says only that it is about an end.
  ['finalized', 'terminó'],
]);

const unfamiliar = (status: string) => status.replace(/_+/g, ' ').trim().toLowerCase();

/** Who ended it: only the consumer can cancel, only the owner can reject. Undefined where that is not known. */
const byWhom = ({ role, own, who, status }: Facts) => {
  const ender = status === 'cancelled' ? 'consumer' : status === 'rejected' ? 'owner' : undefined;
  if (ender === undefined) return undefined;
  if (own) return status === 'cancelled' ? 'Lo cancelaste tú.' : 'Lo rechazaste tú.';
  if (role === undefined || role === ender || who === undefined) return undefined;
  return `${who} lo ${status === 'cancelled' ? 'canceló' : 'rechazó'}.`;
};

/** What follows from how it ended: no more than the server stands for. */
const consequence = ({ kind, status, text, moved, hidden }: Facts) => {
  const reason = text === undefined ? undefined : sentence(text);
  // Of one that was paid, and of which its server says something else all the same, nobody but the wallet knows where the money is.
  if (moved && status !== 'confirmed') {
    return paragraph(reason, 'Pero también se confirmó: mira en tu billetera dónde está el dinero.');
  }
  switch (status) {
    case 'confirmed':
      return reason;
    case 'rejected':
    case 'cancelled':
      return paragraph(reason, 'No se movió dinero.');
    case 'expired':
      return 'Nadie lo aprobó a tiempo. No se movió dinero.';
    case 'failed':
      // Why stands on the alert of its end; the request only learns that it failed.
      if (kind === 'consumptionRequest') return reason;
      return reason ?? (hidden ? 'Abre Tradebell para ver por qué.' : 'El servidor de la billetera no da ninguna razón.');
    case 'approved':
      return paragraph(reason, 'Mira en tu billetera si el dinero ya se movió.');
    default:
      return paragraph(reason, 'Mira en tu billetera cómo está.');
  }
};

/** What it means that it is confirmed: its server moves the money first. Which way is said of our own money only. */
const arrived = ({ role, direction, exchanged }: Facts, what: string) => {
  const way = role === undefined || exchanged !== undefined ? undefined : direction;
  const money = way === 'in' ? 'ya entró' : way === 'out' ? 'ya salió' : 'ya se movió';
  return `${what}: el dinero ${money}.`;
};

/** A consumption that asks to be confirmed; once that is settled, what became of it. */
export const consumptionRequest = (facts: Facts): Words => {
  const { status } = facts;
  const over = status !== undefined && status !== 'pending';
  const title = wish(facts, over);
  const place = where(facts, title === undefined ? otherSide(facts) : undefined);
  if (!over) return { title: title ?? `Un pago${ofSum(facts)} pide confirmación`, body: paragraph(place, exchange(facts), next(facts)) };
  const asked = title ?? `Un pago${ofSum(facts)} pedía confirmación`;
  if (status === 'confirmed') return { title: asked, body: paragraph(place, arrived(facts, 'Se confirmó'), consequence(facts)) };
  const became = BECAME.get(status);
  const end = paragraph(byWhom(facts) ?? (became === undefined ? `Ahora su estado es “${unfamiliar(status)}”.` : sentence(became)), consequence(facts));
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
    if (money === undefined) return who === undefined ? 'Hiciste un pago' : `Pagaste a ${who}`;
    return `Pagaste ${money}${other}`;
  }
  return `${direction === 'out' ? 'Enviaste' : 'Recibiste'} ${money ?? 'un pago'}${other}`;
};

/** What became of a consumption. */
export const consumptionFinalized = (facts: Facts): Words => {
  const { status } = facts;
  const place = where(facts);
  if (status === undefined) return { title: `${payment(facts)}: hay cambios`, body: paragraph(place, consequence(facts)) };
  if (status === 'confirmed') {
    const title = moved(facts) ?? `${payment(facts)}: se confirmó`;
    return { title, body: paragraph(place, exchange(facts), arrived(facts, 'El pago se confirmó'), consequence(facts)) };
  }
  return {
    title: `${payment(facts)}: ${BECAME.get(status) ?? unfamiliar(status)}`,
    body: status === 'failed' ? paragraph(consequence(facts), place) : paragraph(place, byWhom(facts), consequence(facts)),
  };
};
