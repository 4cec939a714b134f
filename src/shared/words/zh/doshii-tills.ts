import type { Facts, Words } from '../facts.ts';
import { note, of, plain, reason, stateOf, whereFor, words } from './doshii-phrases.ts';
import { sentence } from './phrases.ts';

interface TillWords {
  asks: string;
  noun: string;
  done: string;
}

/** What somebody at a till waits for, by the event's name with spaces. */
const TILL: ReadonlyMap<string, TillWords> = new Map([
  ['card enquiry', { asks: '收银台要查询礼品卡余额', noun: '礼品卡余额查询', done: '已答复' }],
  ['card activate', { asks: '收银台要激活礼品卡', noun: '礼品卡激活', done: '已完成' }],
  ['points redemption', { asks: '收银台要兑换积分', noun: '积分兑换', done: '已完成' }],
  ['reward redemption', { asks: '收银台要兑换奖励', noun: '奖励兑换', done: '已完成' }],
]);
const ANY_TILL: TillWords = { asks: '收银台在等待答复', noun: '收银台的请求', done: '已完成' };

const tillWords = ({ type }: Facts) => TILL.get(type ?? '') ?? ANY_TILL;
/** Whether it is about what a till asked for at all. */
export const isOfTill = ({ type }: Facts): boolean => TILL.has(type ?? '');

const sum = ({ amount }: Facts) => (amount === undefined ? undefined : sentence(`金额：${amount}`));

/** Somebody at a till waits for an answer. */
export const tillRequest = (facts: Facts): Words => {
  const { asks } = tillWords(facts);
  return words(facts, `${asks}${of(facts)}`, '请在你的应用中答复。', whereFor(facts), sum(facts), note(facts));
};

const TILL_BECAME: ReadonlyMap<string, string> = new Map([
  ['pending', '仍在等待答复'],
  ['accepted', '已接受'],
  ['rejected', '被拒绝'],
  ['cancelled', '已取消'],
]);

/** What became of a request of a till. */
export const tillRecord = (facts: Facts): Words => {
  const { noun, done } = tillWords(facts);
  const state = stateOf(facts);
  const over = state === 'complete' || state === 'activated';
  const became = over ? done : (TILL_BECAME.get(state) ?? plain(state));
  const saidNo = state === 'rejected' || state === 'cancelled';
  const known = [whereFor(facts), sum(facts), saidNo ? reason(facts) : note(facts)].filter((one) => one !== undefined);
  const body = known.length === 0 && (over || saidNo) ? ['无需再做什么。'] : known;
  return words(facts, became === '' ? `${noun}有变更` : `${noun}：${became}`, ...body);
};
