import type { Facts, Words } from '../facts.ts';
import { did, isEdit, note, of, plain, reason, seats, stands, stateOf, told, whereFor, why, words } from './doshii-phrases.ts';
import { paragraph, sentence, t } from './phrases.ts';

/** How its owner, else Doshii, calls an order. */
const orderNumber = ({ reference, shortId, item }: Facts) => {
  if (reference !== undefined) return sentence(`订单号：${reference}`);
  return shortId === undefined || item !== undefined ? undefined : sentence(t`订单${shortId}`);
};

/** Ways that an order is handed over, as Doshii calls them. */
const HANDED: ReadonlyMap<string, { by: string; when: string }> = new Map([
  ['pickup', { by: '自取', when: '自取时间' }],
  ['delivery', { by: '外送', when: '送达时间' }],
  ['dinein', { by: '堂食', when: '堂食时间' }],
]);

/** `合计 27.50，自取时间：今天 19:30。4 号桌。` */
const terms = (facts: Facts) => {
  const { amount, due, type, hidden } = facts;
  if (hidden) return undefined;
  const way = HANDED.get(type ?? '');
  const when = due === undefined ? way?.by : `${way?.when ?? '要求时间'}：${due.today ? t`今天${due.at}` : due.at}`;
  const known = [amount === undefined ? undefined : t`合计${amount}`, when].filter((part) => part !== undefined);
  return paragraph(known.length === 0 ? undefined : sentence(known.join('，')), seats(facts));
};

export const venueOrder = (facts: Facts): Words => {
  const state = stateOf(facts);
  const was = (verb: string) => told(facts, '订单', verb);
  switch (state) {
    case 'pending':
      return words(facts, `新订单${of(facts)}`, did(facts, '下了单'), terms(facts), orderNumber(facts), note(facts));
    case 'accepted':
      return words(facts, `订单已接受${of(facts)}`, was('已接受'), terms(facts), orderNumber(facts), note(facts));
    case 'complete':
      return words(facts, `订单已完成${of(facts)}`, was('已完成'), terms(facts), orderNumber(facts), note(facts));
    case 'rejected':
      return words(facts, `订单被拒绝${of(facts)}`, was('被拒绝'), why(facts), orderNumber(facts));
    case 'cancelled':
      return words(facts, `订单已取消${of(facts)}`, was('已取消'), reason(facts), orderNumber(facts));
    case 'venue_cancelled':
      return words(facts, `门店取消了订单${of(facts)}`, was('已取消'), why(facts), orderNumber(facts));
    default: {
      const title = plain(state) === '' ? '订单有新动态' : `订单：${plain(state)}`;
      const item = facts.item === undefined ? undefined : `“${facts.item}”`;
      return words(facts, title, whereFor(facts, item), terms(facts), orderNumber(facts), note(facts));
    }
  }
};

/** What is told of an order for the inbox only. */
export const orderRecord = (facts: Facts): Words => {
  if (!isEdit(facts) && plain(stateOf(facts)) !== '') return venueOrder(facts);
  return words(facts, `订单有变更${of(facts)}`, told(facts, '订单', '有变更'), stands(facts), terms(facts), orderNumber(facts));
};

/** An app may ask what an order would come to before it is placed. */
export const preCheck = (facts: Facts): Words => {
  const state = stateOf(facts);
  const saidNo = state === 'rejected';
  const title = saidNo ? '预检未通过' : state === 'accepted' || state === 'complete' ? '预检已通过' : '订单预检';
  return words(facts, `${title}${of(facts)}`, '尚未下单。', whereFor(facts), terms(facts), saidNo ? why(facts) : note(facts));
};
