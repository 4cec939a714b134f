import type { Facts, Words } from '../facts.ts';
import { isEdit, note, plain, reason, seats, stands, stateOf, told, whereFor, words } from './doshii-phrases.ts';
import { sentence, t } from './phrases.ts';

const CHECKED_IN: ReadonlyMap<string, string> = new Map([
  ['accepted', '已接受'],
  ['rejected', '被拒绝'],
  ['cancelled', '已取消'],
  ['complete', '已完成'],
]);

export const checkin = (facts: Facts): Words => {
  const { who, whoFirst, account, byApp, type } = facts;
  const state = stateOf(facts);
  const became = CHECKED_IN.get(state);
  const was = (verb: string) => told(facts, '签到', verb);
  if (type?.endsWith('checkin deleted')) return words(facts, '签到已移除', was('已移除'), seats(facts));
  if (isEdit(facts)) return words(facts, '签到有变更', was('有变更'), stands(facts), seats(facts));
  if (became !== undefined) {
    const saidNo = state === 'rejected' || state === 'cancelled';
    return words(facts, `签到${became}`, was(became), saidNo ? reason(facts) : undefined, seats(facts));
  }
  if (state !== 'pending') {
    const title = plain(state) === '' ? '签到有新动态' : `签到：${plain(state)}`;
    return words(facts, title, whereFor(facts), seats(facts), note(facts));
  }
  const place = byApp ? whereFor(facts) : account === undefined ? undefined : sentence(`门店：${account}`);
  const guest = who === undefined || byApp ? '有人' : (whoFirst ?? who);
  return words(facts, t`${guest}正在到店签到`, place, seats(facts), '正在等待答复。', note(facts));
};
