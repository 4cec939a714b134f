import type { Road, Verb } from '../../alert.ts';
import type { Delivered } from '../../decision.ts';
import { bySystem, YOURS } from './nouns.ts';
import { list, t } from './phrases.ts';

/** What became of an alert, one line each. `yours`: what the server is called, as in "你的节点". */
const history = (yours: string) => ({
  road: {
    live: '发生时即收到',
    'catch-up': t`事后向${yours}查询得到`,
    first: '首次连接时得到',
  } satisfies Record<Road, string>,
  delivered: {
    notification: '以通知显示',
    digest: '并入汇总',
    none: '仅在收件箱',
    failed: '未能显示：桌面没有接受',
    withdrawn: '已从屏幕撤下',
  } satisfies Record<Delivered, string>,
  /** What may be learned afterwards; fields without a word say nothing to a reader. */
  field: {
    actor: '对方是谁',
    item: '所涉商品',
    amount: '金额',
    exchanged: '另一种代币的金额',
    direction: '资金流向',
    reference: '参考号',
    account: '你的账户',
    picture: '图片',
    subject: '所属事项',
    role: '你的角色',
    deadlineAt: '截止时间',
    confirmation: t`${yours}是否确认`,
    text: '文字内容',
    status: '进展',
    verified: '是否有效',
    dueAt: '约定时间',
    tables: '桌号',
    covers: '人数',
  },
  learned: (fields: readonly string[]) => list(fields),
  acted: {
    reply: '你已回复',
    followBack: '你已回关',
    approve: '你已批准',
    reject: '你已拒绝',
    cancel: '你已取消',
  } satisfies Record<Verb, string>,
  snoozed: (until: string) => t`到${until}再提醒`,
  readOnNode: t`在${yours}上`,
});

const ofDoshii = history(YOURS.doshii);

/** The same for each system; of Doshii's, an alert is about somebody else's venue. */
export const histories = {
  ...bySystem(history),
  doshii: { ...ofDoshii, field: { ...ofDoshii.field, account: '门店', reference: '编号', status: '状态' } },
};
