import type { Facts, Words } from '../facts.ts';
import { paragraph, t } from './phrases.ts';
import { plural } from './plural.ts';

/** What Tradebell says of a connection by itself: the connection's name is its account, the gap how long it was away. */
const name = (facts: Facts) => facts.account ?? '一个连接';

/** A connection that was not reached for ten minutes; `blocked`: it will not be, before somebody looks at it. */
export const away = (facts: Facts): Words => {
  const since = facts.gap === undefined ? undefined : t`从${facts.gap.from}起无法连接。`;
  if (facts.status === 'blocked') {
    return { title: t`${name(facts)}需要你处理`, body: paragraph(since, 'Tradebell 无法自行连接。请打开“连接”查看原因。') };
  }
  return { title: t`${name(facts)}无法连接`, body: paragraph(since, 'Tradebell 会继续尝试，恢复后会告诉你。') };
};

/** It is back; `status`: how many events were missed meanwhile, and are in the inbox now. */
export const back = (facts: Facts): Words => {
  const times = facts.gap === undefined ? undefined : t`${facts.gap.from}至${facts.gap.to}期间没有连接。`;
  return { title: t`${name(facts)}已恢复连接`, body: paragraph(times, missed(facts.status)) };
};

const missed = (count: string | undefined): string => {
  if (count === undefined || !/^[1-9]\d*$/.test(count)) return '这段时间没有其他事件。';
  return t`期间错过${plural(Number(count), '个事件')}，现已在收件箱中。`;
};
