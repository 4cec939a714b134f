import type { Facts, Words } from '../facts.ts';
import { paragraph } from './phrases.ts';

/** What Tradebell says of a connection by itself: the connection's name is its account, the gap how long it was away. */
const name = (facts: Facts) => facts.account ?? 'A connection';

/** A connection that was not reached for ten minutes; `blocked`: it will not be, before somebody looks at it. */
export const away = (facts: Facts): Words => {
  const since = facts.gap === undefined ? undefined : `Not reached since ${facts.gap.from}.`;
  if (facts.status === 'blocked') {
    const next = 'Tradebell cannot connect by itself. Open Connections to see why.';
    return { title: `${name(facts)} needs you`, body: paragraph(since, next) };
  }
  return { title: `${name(facts)} is unreachable`, body: paragraph(since, 'Tradebell keeps trying, and says when it is back.') };
};

/** It is back; `status`: how many events were missed meanwhile, and are in the inbox now. */
export const back = (facts: Facts): Words => {
  const times = facts.gap === undefined ? undefined : `It was away from ${facts.gap.from} to ${facts.gap.to}.`;
  return { title: `${name(facts)} is back`, body: paragraph(times, missed(facts.status)) };
};

const missed = (count: string | undefined): string => {
  if (count === undefined || !/^[1-9]\d*$/.test(count)) return 'Nothing else came in for that time.';
  if (count === '1') return '1 event was missed meanwhile, and is in your inbox now.';
  return `${count} events were missed meanwhile, and are in your inbox now.`;
};
