import type { Facts, Words } from '../facts.ts';
import { paragraph, sentence, t } from './phrases.ts';

/** `5 OMG`, and `5 OMG 换 1.2 BTC` where tokens are exchanged: the consumer's side first, as the consumer wishes it. */
const sum = ({ amount, exchanged }: Facts) => (amount === undefined || exchanged === undefined ? amount : t`${amount}换${exchanged}`);
/** As `sum`, our own side first: what we got or gave. */
const ourSum = (facts: Facts) => {
  const { role, amount, exchanged } = facts;
  return role === 'owner' && amount !== undefined && exchanged !== undefined ? t`${exchanged}换${amount}` : sum(facts);
};
/** Who gives and who gets what in an exchange that is wished for or done; undefined where there is none, or it is not known. */
const exchange = ({ role, direction, amount, exchanged, who }: Facts) => {
  if (amount === undefined || exchanged === undefined || role === undefined || direction === undefined) return undefined;
  const [ours, theirs] = role === 'owner' ? [exchanged, amount] : [amount, exchanged];
  const other = who ?? '对方';
  return direction === 'in' ? t`这是一笔兑换：${other}付出${theirs}，你收到${ours}。` : t`这是一笔兑换：你付出${ours}，${other}收到${theirs}。`;
};

/** `来自 Alice 的 5 OMG 付款`, the beginning of a title. */
const payment = (facts: Facts) => {
  const { role, direction, who } = facts;
  const money = sum(facts) ?? '';
  const to = direction === 'in' ? '来自' : direction === 'out' ? '向' : '与';
  if (role === 'consumer' && direction === 'out') return t`${who === undefined ? '你' : t`你向${who}`}的${money}付款`;
  if (who !== undefined) return t`${to}${who}的${money}付款`;
  return money === '' ? '一笔付款' : t`${money}付款`;
};

/** `入账账户：Coffee Shop，参考号：order-1。`: what the title does not say. */
const where = ({ account, direction, reference }: Facts, other?: string) => {
  const ours = direction === 'in' ? '入账账户' : direction === 'out' ? '支出账户' : '账户';
  const known = [
    other === undefined ? undefined : `对方：${other}`,
    account === undefined ? undefined : `${ours}：${account}`,
    reference === undefined ? undefined : `参考号：${reference}`,
  ].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join('，'));
};

/** Who wants what: the consumer to pay or to be paid, be that we or another. Undefined where the direction is not known. */
const wish = (facts: Facts, over: boolean) => {
  const { role, direction, who } = facts;
  if (direction === undefined) return undefined;
  const money = sum(facts);
  if (role === 'consumer') {
    if (direction === 'out') return t`你请求${who === undefined ? '' : t`向${who}`}${money === undefined ? '付款' : t`支付${money}`}`;
    if (who === undefined) return money === undefined ? '你请求收款' : t`你请求收取${money}`;
    return t`你请求${who}${money === undefined ? '付款' : t`支付${money}`}`;
  }
  const someone = who ?? '有人';
  if (direction === 'out') return t`${someone}${over ? '曾' : ''}请求${money === undefined ? '收款' : t`收取${money}`}`;
  return t`${someone}${over ? '曾' : ''}想${money === undefined ? (role === 'owner' ? '向你付款' : '付款') : t`支付${money}`}`;
};

const next = ({ role, deadline }: Facts) => {
  if (deadline?.over) return '批准的期限已过。';
  const until = deadline === undefined ? '' : t`，截止时间：${deadline.at}（还剩${deadline.left}）`;
  if (role === 'owner') return `请批准或拒绝${until}。`;
  if (role === 'consumer') return `正在等待对方批准${until}。`;
  return `请在钱包中查看是否由你批准${until}。`;
};

/** How the server calls what became of a consumption (ewallet.md, "Consumption"). */
const BECAME: ReadonlyMap<string, string> = new Map([
  ['pending', '仍待处理'],
  ['approved', '已获批准'],
  ['confirmed', '已确认'],
  ['rejected', '已被拒绝'],
  ['cancelled', '已取消'],
  ['expired', '已过期'],
  ['failed', '未成功'],
  // Where an event says only that it is about an end.
  ['finalized', '已结束'],
]);

const unfamiliar = (status: string) => status.replace(/_+/g, ' ').trim().toLowerCase();

/** Who ended it: only the consumer can cancel, only the owner can reject. Undefined where that is not known. */
const byWhom = ({ role, own, who, status }: Facts) => {
  const ender = status === 'cancelled' ? 'consumer' : status === 'rejected' ? 'owner' : undefined;
  const name = own ? '你' : role === undefined || role === ender ? undefined : who;
  return ender === undefined || name === undefined ? undefined : t`已由${name}${status === 'cancelled' ? '取消' : '拒绝'}。`;
};

/** What follows from how it ended: no more than the server stands for. */
const consequence = ({ kind, status, text, moved, hidden }: Facts) => {
  const reason = text === undefined ? undefined : sentence(text);
  // Of one that was paid, and of which its server says something else all the same, nobody but the wallet knows where the money is.
  if (moved && status !== 'confirmed') {
    return paragraph(reason, '但它也曾被确认：请在钱包中查看款项在哪里。');
  }
  switch (status) {
    case 'confirmed':
      return reason;
    case 'rejected':
    case 'cancelled':
      return paragraph(reason, '款项未动。');
    case 'expired':
      return '没有人及时批准。款项未动。';
    case 'failed':
      // Why stands on the alert of its end; the request only learns that it failed.
      if (kind === 'consumptionRequest') return reason;
      return reason ?? (hidden ? '打开 Tradebell 查看原因。' : '钱包服务器没有说明原因。');
    case 'approved':
      return paragraph(reason, '请在钱包中查看款项是否已转移。');
    default:
      return paragraph(reason, '请在钱包中查看进展。');
  }
};

/** What it means that it is confirmed: its server moves the money first. Which way is said of our own money only. */
const arrived = ({ role, direction, exchanged }: Facts, what: string) => {
  const way = role === undefined || exchanged !== undefined ? undefined : direction;
  const money = way === 'in' ? '款项已到账' : way === 'out' ? '款项已支出' : '款项已转移';
  return `${what}已确认：${money}。`;
};

/** A consumption that asks to be confirmed; once that is settled, what became of it. */
export const consumptionRequest = (facts: Facts): Words => {
  const { status } = facts;
  const over = status !== undefined && status !== 'pending';
  const title = wish(facts, over);
  const money = sum(facts);
  const place = where(facts, title === undefined ? facts.who : undefined);
  const nameless = money === undefined ? '一笔付款' : t`一笔${money}付款`;
  if (!over) return { title: title ?? `${nameless}请求确认`, body: paragraph(place, exchange(facts), next(facts)) };
  const asked = title ?? `${nameless}曾请求确认`;
  if (status === 'confirmed') return { title: asked, body: paragraph(place, arrived(facts, ''), consequence(facts)) };
  const became = BECAME.get(status);
  const end = paragraph(byWhom(facts) ?? (became === undefined ? `状态现为“${unfamiliar(status)}”。` : `${became}。`), consequence(facts));
  // In a list only the beginning is seen: of a failure, why.
  return { title: asked, body: status === 'failed' ? paragraph(end, place) : paragraph(place, end) };
};

/** The only words that say that we have paid or been paid. Undefined where it is not known whether it was us, or which way. */
const moved = (facts: Facts) => {
  const { role, direction, who } = facts;
  if (role === undefined || direction === undefined) return undefined;
  const money = ourSum(facts);
  const you = role === 'consumer' ? '你' : '';
  if (direction === 'out') return t`${you}已${who === undefined ? '' : t`向${who}`}${money === undefined ? '付款' : t`支付${money}`}`;
  if (who === undefined) return t`${you}收到${money ?? '一笔付款'}`;
  return t`${you}收到${who}${money === undefined ? '的付款' : t`支付的${money}`}`;
};

/** What became of a consumption. */
export const consumptionFinalized = (facts: Facts): Words => {
  const { status } = facts;
  const place = where(facts);
  if (status === undefined) return { title: `${payment(facts)}有变化`, body: paragraph(place, consequence(facts)) };
  if (status === 'confirmed') {
    const title = moved(facts) ?? `${payment(facts)}已确认`;
    return { title, body: paragraph(place, exchange(facts), arrived(facts, '付款'), consequence(facts)) };
  }
  const became = BECAME.get(status);
  return {
    title: became === undefined ? `${payment(facts)}：${unfamiliar(status)}` : `${payment(facts)}${became}`,
    body: status === 'failed' ? paragraph(consequence(facts), place) : paragraph(place, byWhom(facts), consequence(facts)),
  };
};
