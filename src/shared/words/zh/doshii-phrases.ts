import type { Facts, Words } from '../facts.ts';
import { list, paragraph, sentence, stopped, t } from './phrases.ts';
import { plural } from './plural.ts';
import { doshiiStatuses } from './window-doshii.ts';

/** Doshii's own word for how far something is; "" where there is none. */
export const stateOf = ({ status }: Facts): string => (status ?? '').trim().toLowerCase();
/** How far something is, to be read: in our words where we have any. */
export const plain = (state: string): string =>
  Object.hasOwn(doshiiStatuses, state) ? (doshiiStatuses[state] ?? '') : state.replace(/[\s_-]+/g, ' ').trim();

/** It was changed, and stands as it stood before. */
export const isEdit = ({ type }: Facts): boolean => type?.endsWith(' edited') ?? false;

const STANDS: ReadonlyMap<string, string> = new Map([
  ['pending', '仍在等待答复。'],
  ['accepted', '已接受。'],
  ['complete', '已完成。'],
  ['rejected', '仍为已拒绝。'],
  ['cancelled', '仍为已取消。'],
  ['venue_cancelled', '仍为已取消。'],
]);
/** How something stands that was changed. */
export const stands = (facts: Facts): string | undefined => {
  const state = stateOf(facts);
  return STANDS.get(state) ?? (plain(state) === '' ? undefined : `状态为“${plain(state)}”。`);
};

export const venue = ({ account }: Facts) => account ?? '一家门店';
/** `：白咖啡、香蕉面包` for titles. */
export const of = ({ shortItem }: Facts) => (shortItem === undefined ? '' : `：${shortItem}`);

export const people = (covers: number) => plural(covers, '人');
/** Most venues call a table by a name that says so; some only number them. */
export const tablesOf = ({ tables }: Facts) => {
  if (tables === undefined || !/^\d+(, \d+)*$/.test(tables)) return tables;
  return t`${list(tables.split(', '))}号桌`;
};
/** `4 号桌，4 人。` */
export const seats = (facts: Facts) => {
  const known = [tablesOf(facts), facts.covers === undefined ? undefined : people(facts.covers)].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join('，'));
};

/** `Tony 在 Corner Cafe 的订单已接受。`; undefined where there is nothing to say but the verb, which the title says already. */
export const told = (facts: Facts, noun: string, verb: string) => {
  const { who, whoFirst, account, byApp } = facts;
  if (who === undefined) return account === undefined ? undefined : t`${account}的${noun}${verb}。`;
  if (byApp) return t`通过${who}${account === undefined ? '' : t`在${account}`}的${noun}${verb}。`;
  return t`${whoFirst ?? who}${account === undefined ? '' : t`在${account}`}的${noun}${verb}。`;
};
/** `Tony 在 Corner Cafe 下了单。` */
export const did = (facts: Facts, verb: string) => {
  const { who, whoFirst, account, byApp } = facts;
  if (who === undefined && account === undefined) return undefined;
  const by = who === undefined ? '有人' : byApp ? t`有人通过${who}` : (whoFirst ?? who);
  return t`${by}${account === undefined ? '' : t`在${account}`}${verb}。`;
};
/** `顾客：Tony，门店：Corner Cafe。` */
export const whereFor = ({ who, account, byApp }: Facts, thing?: string) => {
  const known = [
    thing === undefined ? undefined : t`针对${thing}`,
    who === undefined ? undefined : byApp ? t`通过${who}` : `顾客：${who}`,
    account === undefined ? undefined : `门店：${account}`,
  ].filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sentence(known.join('，'));
};

export const note = ({ text }: Facts) => (text === undefined ? undefined : stopped(`备注：${text}`));
export const reason = ({ text }: Facts) => (text === undefined ? undefined : stopped(`原因：${text}`));
/** Where somebody said no, a person wants to know why. */
export const why = (facts: Facts) => reason(facts) ?? (facts.hidden ? '打开 Tradebell 查看原因。' : '未说明原因。');

/** `body`: sentences, without those that there is nothing for. */
export const words = ({ hidden }: Facts, title: string, ...body: readonly (string | undefined)[]): Words => {
  const said = paragraph(...body);
  const nothing = hidden ? '打开 Tradebell 查看。' : 'Doshii 没有更多说明。';
  // A title has no stop, though what stands at its end may be somebody's own word.
  return { title: title.replace(/[.。]$/, ''), body: said === '' ? nothing : said };
};
