import type { Facts, Words } from '../facts.ts';
import { did, note, people, plain, reason, stateOf, tablesOf, told, whereFor, why, words } from './doshii-phrases.ts';
import { sentence, t } from './phrases.ts';

/** `：4 人，12月19日周六 19:30`; `：4 人，今天 19:30` */
const party = ({ covers, due }: Facts) => {
  const when = due?.today ? t`今天${due.at}` : due?.at;
  const known = [covers === undefined ? undefined : people(covers), when].filter((part) => part !== undefined);
  return known.length === 0 ? '' : `：${known.join('，')}`;
};

/** What a booking cannot come back from: what is written then is the reason. */
const NO: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'cust_cancelled']);

export const booking = (facts: Facts): Words => {
  const { reference, type } = facts;
  const state = stateOf(facts);
  const tables = tablesOf(facts);
  const rest = [
    tables === undefined ? undefined : sentence(tables),
    reference === undefined ? undefined : sentence(`预订号：${reference}`),
    NO.has(state) ? undefined : note(facts),
  ];
  const said = (title: string, ...first: readonly (string | undefined)[]) => words(facts, `${title}${party(facts)}`, ...first, ...rest);
  switch (state) {
    case 'rejected':
      return said('预订被拒绝', told(facts, '预订', '被拒绝'), why(facts));
    case 'cancelled':
      return said('预订已取消', told(facts, '预订', '已取消'), reason(facts));
    case 'cust_cancelled':
      return said('顾客取消了预订', told(facts, '预订', '已取消'), reason(facts));
  }
  if (type === 'booking updated') return said('预订有变更', told(facts, '预订', '有变更'));
  switch (state) {
    case 'pending':
      return said('新预订', did(facts, '预订了座位'));
    case 'accepted':
      return said('预订已接受', told(facts, '预订', '已接受'));
    case 'acknowledged':
      return said('门店已看到预订', told(facts, '预订', '已被门店看到'));
    default:
      return said(plain(state) === '' ? '预订有新动态' : `预订（${plain(state)}）`, whereFor(facts));
  }
};
