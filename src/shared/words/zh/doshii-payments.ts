import type { Facts, Words } from '../facts.ts';
import { isEdit, note, plain, reason, stands, stateOf, whereFor, why, words } from './doshii-phrases.ts';
import { sentence, t } from './phrases.ts';

/** What became of a payment, after `付款 27.50`. */
const PAID: ReadonlyMap<string, string> = new Map([
  ['pending', '待处理'],
  ['requested', '已请求'],
  ['waiting', '等待执行'],
  ['accepted', '已接受'],
  ['complete', '已完成'],
  ['rejected', '被拒绝'],
  ['cancelled', '已取消'],
]);

/** How one stands that was changed, where that is called otherwise than of an order. */
const STILL: ReadonlyMap<string, string> = new Map([
  ['pending', '仍待处理。'],
  ['requested', '仍在请求中。'],
  ['waiting', '仍在等待执行。'],
  ['rejected', '仍为被拒绝。'],
]);

export const venuePayment = (facts: Facts): Words => {
  const { amount, item, ofOrder, shortId, reference } = facts;
  const state = stateOf(facts);
  const payment = amount === undefined ? '付款' : t`付款${amount}`;
  const became = PAID.get(state);
  const saidNo = state === 'rejected' || state === 'cancelled';
  const changed = isEdit(facts);
  const unknown = plain(state) === '' ? t`${payment}有新动态` : `${payment}：${plain(state)}`;
  const order = item !== undefined ? `“${item}”` : !ofOrder ? undefined : (shortId ?? '') === '' ? '一个订单' : t`订单${shortId ?? ''}`;
  return words(
    facts,
    changed ? t`${payment}有变更` : became === undefined ? unknown : t`${payment}${became}`,
    changed ? (STILL.get(state) ?? stands(facts)) : undefined,
    state === 'rejected' && !changed ? why(facts) : saidNo ? reason(facts) : undefined,
    whereFor(facts, order),
    reference === undefined ? undefined : sentence(`参考号：${reference}`),
    saidNo ? undefined : note(facts)
  );
};
