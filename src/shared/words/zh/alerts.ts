import type { Category, Kind } from '../../alert.ts';
import type { Reason } from '../../decision.ts';
import type { System } from '../../system.ts';
import type { Facts, Words } from '../facts.ts';
import { cloud } from './cloud.ts';
import { away, back } from './connection-news.ts';
import { consumptionFinalized, consumptionRequest } from './consumptions.ts';
import { histories } from './history.ts';
import { doshii, doshiiMissed } from './doshii.ts';
import { bySystem, YOURS } from './nouns.ts';
import { list, paragraph, sentence, stopped, t } from './phrases.ts';
import { plural } from './plural.ts';
import { reasons } from './reasons.ts';

/** `：蓝色马克杯` for titles; "" where the item is not known. */
const of = (facts: Facts) => (facts.shortItem === undefined ? '' : `：${facts.shortItem}`);

/** What an order is called within a sentence: by its item, else by its id, else not at all. */
const thing = (facts: Facts, otherwise: string, word = '订单') => {
  if (facts.item !== undefined) return `${word}“${facts.item}”`;
  return facts.shortId === undefined ? otherwise : t`${word}${facts.shortId}`;
};
/** As `thing`, for what belongs to us: `你的订单`, `你的订单 QmVrhZt4`, `你的订单“蓝色马克杯”`. */
const mine = (facts: Facts, word = '订单') => `你的${thing(facts, word, word)}`;
const vendor = (facts: Facts) => facts.who ?? '卖家';
const buyer = (facts: Facts) => facts.who ?? '买家';
const someone = (facts: Facts) => facts.who ?? '有人';
/** `你与 Alice ` before what is between us, or only `你`. */
const youAnd = ({ who }: Facts) => (who === undefined ? '你' : t`你与${who}之间`);
const server = (facts: Facts) => YOURS[facts.system];

const disputeOpened = (facts: Facts): Words => {
  if (facts.role === 'moderator') {
    return {
      title: `待裁决的纠纷${of(facts)}`,
      body: t`${someone(facts)}就${thing(facts, '一个订单')}发起了纠纷，你是仲裁人。请听取双方说法后再裁决。`,
    };
  }
  const what = facts.role === 'buyer' ? mine(facts, '购买订单') : facts.role === 'seller' ? mine(facts, '销售订单') : thing(facts, '一个订单');
  const next = facts.role === undefined ? '打开查看需要你做什么。' : '请在订单聊天中说明你的情况，由仲裁人裁决。';
  return { title: `纠纷已发起${of(facts)}`, body: t`${someone(facts)}就${what}发起了纠纷。${next}` };
};

const timeToDispute = (facts: Facts): Words => {
  const { deadline } = facts;
  const about = thing(facts, '一个订单');
  if (deadline === undefined) {
    return { title: `发起纠纷的期限将至${of(facts)}`, body: t`你就${about}发起纠纷的期限快到了。逾期后卖家可以领取货款。` };
  }
  if (deadline.over) {
    return { title: `发起纠纷的期限已过${of(facts)}`, body: t`你已不能再就${about}发起纠纷。卖家现在可以领取货款。` };
  }
  return {
    title: t`发起纠纷还剩${deadline.left}${of(facts)}`,
    body: t`你可以在${deadline.at}之前（还剩${deadline.left}）就${about}发起纠纷。逾期后卖家可以领取货款。`,
  };
};

/** `订单“蓝色马克杯”的纠纷`, as something to decide. */
const disputeOf = (what: string) => (what === '' ? '这起纠纷' : t`${what}的纠纷`);

const moderatorsTime = (facts: Facts): Words => {
  const { deadline } = facts;
  const dispute = disputeOf(thing(facts, ''));
  if (deadline === undefined) {
    return { title: `仲裁人的期限将至${of(facts)}`, body: t`仲裁人裁决${dispute}的期限快到了。逾期后卖家可以领取货款。` };
  }
  if (deadline.over) {
    return { title: `仲裁人的期限已过${of(facts)}`, body: t`仲裁人裁决${dispute}的期限已过。卖家现在可以领取货款。` };
  }
  return {
    title: t`仲裁人还剩${deadline.left}${of(facts)}`,
    body: t`仲裁人可以在${deadline.at}之前（还剩${deadline.left}）裁决${dispute}。逾期后卖家可以领取货款。`,
  };
};

const timeToDecide = (facts: Facts): Words => {
  const { deadline } = facts;
  const dispute = disputeOf(thing(facts, '', facts.item === undefined ? '案件' : '订单'));
  if (deadline === undefined) {
    return { title: `裁决期限将至${of(facts)}`, body: t`你裁决${dispute}的期限快到了。` };
  }
  if (deadline.over) {
    return { title: `裁决期限已过${of(facts)}`, body: t`你作为仲裁人裁决${dispute}的期限已过。` };
  }
  return {
    title: t`裁决还剩${deadline.left}${of(facts)}`,
    body: t`你作为仲裁人，可以在${deadline.at}之前（还剩${deadline.left}）裁决${dispute}。`,
  };
};

const chat = (facts: Facts): Words => {
  const { who, whoFirst, ofOrder, shortItem } = facts;
  const about = !ofOrder ? '' : shortItem === undefined ? '有关订单的' : `有关“${shortItem}”的`;
  const body = facts.text ?? (facts.hidden ? '打开 Tradebell 阅读。' : '这条消息没有可读的文字。');
  if (facts.own) return { title: who === undefined ? `你发出了${about}消息` : t`你给${who}发了${about}消息`, body };
  return { title: whoFirst === undefined ? `${about}新消息` : t`${whoFirst}发来${about}消息`, body };
};

const STATUS: ReadonlyMap<string, string> = new Map([
  ['UNCONFIRMED', '尚未确认。'],
  ['PENDING', '正在等待更多确认。'],
  ['CONFIRMED', '已确认。'],
]);

const transaction = (facts: Facts): Words => {
  const { amount } = facts;
  const status = facts.status === undefined ? undefined : (STATUS.get(facts.status) ?? t`钱包状态：${facts.status.toLowerCase()}。`);
  const order = facts.ofOrder ? thing(facts, '一个订单') : undefined;
  const words = (title: string, what: string): Words => ({
    title,
    body: paragraph(what, facts.text === undefined ? undefined : stopped(`备注：${facts.text}`), status),
  });
  if (facts.direction === undefined) return words('钱包交易', '你的钱包有一笔新交易。');
  if (facts.direction === 'out') {
    if (order !== undefined) return words(amount === undefined ? '你支付了一个订单' : t`已支付${amount}`, t`你支付了${order}。`);
    return words(amount === undefined ? '款项已转出' : t`已转出${amount}`, '款项已离开你的钱包。');
  }
  if (order !== undefined) return words(amount === undefined ? '收到付款' : t`收到${amount}`, t`收到${order}的付款。`);
  return words(amount === undefined ? '收到款项' : t`收到${amount}`, '款项已到达你的钱包。');
};

/** What may have been missed, and where to look for it. */
const missed = (facts: Facts): Words => {
  const { gap, text } = facts;
  const said = text === undefined ? undefined : sentence(text);
  if (gap === undefined) {
    return {
      title: '可能漏掉了一些事件',
      body: said ?? t`${server(facts)}未能告知 Tradebell 离线期间的全部情况。请也到那里查看。`,
    };
  }
  return {
    title: t`${gap.from}至${gap.to}期间 Tradebell 未连接`,
    body: said ?? (facts.system === 'doshii' ? doshiiMissed(facts) : MISSED[facts.system]),
  };
};

const MISSED = {
  openbazaar: '你的节点未能告知这段时间的全部情况。请也到那里查看。',
  ewallet: '你的钱包服务器不提供错过事件的列表，所以这里可能缺少这段时间的请求或付款。请查看你的钱包。',
  'acapy-cloud': '你的 CloudAPI 未能告知这段时间的全部情况，所以这里可能有遗漏。请查看你的钱包。',
} as const satisfies Record<Exclude<System, 'doshii'>, string>;

const say = {
  order: (facts) => {
    const what = facts.item === undefined ? '下了一个订单' : `订购了“${facts.item}”`;
    const sum = facts.amount === undefined ? '' : t`金额${facts.amount}，`;
    return { title: `新订单${of(facts)}`, body: t`${buyer(facts)}${what}，${sum}已全额付款。下一步：发货；如果订单待处理，请先接受。` };
  },
  payment: (facts) => ({
    title: facts.amount === undefined ? '付款已发出' : t`付款已发出：${facts.amount}`,
    body: t`你为${thing(facts, '一个订单')}支付的${facts.amount ?? '款项'}已发出。这是目前的累计金额；还不知道卖家是否已看到。`,
  }),
  orderConfirmation: (facts) => ({ title: `订单已接受${of(facts)}`, body: t`${vendor(facts)}接受了${mine(facts)}。发货之前无需操作。` }),
  orderDeclined: (facts) => ({ title: `订单被拒绝${of(facts)}`, body: t`${vendor(facts)}拒绝了${mine(facts)}。打开订单查看付款如何处理。` }),
  cancel: (facts) => ({ title: `订单已取消${of(facts)}`, body: t`${buyer(facts)}取消了${thing(facts, '一个订单')}。请不要发货。` }),
  refund: (facts) => ({ title: `订单已退款${of(facts)}`, body: t`${vendor(facts)}已为${mine(facts)}退款。请在钱包中查看到账情况。` }),
  fulfillment: (facts) => ({ title: `订单已发货${of(facts)}`, body: t`${vendor(facts)}已发出${mine(facts)}。收到并满意后，请完成订单并评价。` }),
  processingError: (facts) => ({
    title: `订单未能处理${of(facts)}`,
    body: t`${vendor(facts)}未能处理${mine(facts)}。请询问卖家出了什么问题；没有仲裁人的订单可以取消。`,
  }),
  orderComplete: (facts) => ({ title: `订单已完成${of(facts)}`, body: t`${buyer(facts)}已完成并评价了${thing(facts, '一个订单')}。无需再做什么。` }),
  disputeOpen: disputeOpened,
  disputeUpdate: (facts) => ({
    title: `纠纷有更新${of(facts)}`,
    body: t`${facts.who === undefined ? '' : t`${facts.who}发起的`}有关${thing(facts, '一个订单')}的纠纷有新进展。请先查看再裁决。`,
  }),
  disputeClose: (facts) => ({
    title: `纠纷已裁决${of(facts)}`,
    body: t`仲裁人已裁决${youAnd(facts)}有关${thing(facts, '一个订单')}的纠纷。如果同意，请接受赔付。`,
  }),
  disputeAccepted: (facts) => ({
    title: `纠纷已赔付${of(facts)}`,
    body: t`${youAnd(facts)}有关${thing(facts, '一个订单')}的纠纷裁决已被接受，款项已支付。你应得的部分会进入你的钱包。`,
  }),
  vendorFinalizedPayment: (facts) => ({
    title: `卖家已领取货款${of(facts)}`,
    body: t`${vendor(facts)}已领取${mine(facts)}的货款。你仍可完成订单并评价。`,
  }),
  vendorDisputeTimeout: (facts) => ({
    title: `买家发起纠纷的期限已过${of(facts)}`,
    body: t`${buyer(facts)}已不能再就${thing(facts, '你的销售订单')}发起纠纷。发货后，你可以领取货款。`,
  }),
  buyerDisputeTimeout: timeToDispute,
  buyerDisputeExpiry: moderatorsTime,
  moderatorDisputeExpiry: timeToDecide,
  follow: (facts) => ({
    title: facts.who === undefined ? '新关注者' : `新关注者：${facts.who}`,
    body: t`${someone(facts)}关注了你。`,
  }),
  unfollow: (facts) => ({ title: '少了一位关注者', body: t`${someone(facts)}不再关注你。` }),
  moderatorAdd: (facts) => ({ title: '被选为仲裁人', body: t`${someone(facts)}选你担任仲裁人。` }),
  moderatorRemove: (facts) => ({ title: '不再担任仲裁人', body: t`${someone(facts)}不再让你担任仲裁人。` }),
  message: chat,
  wallet: transaction,
  publishFailed: (facts) => ({
    title: '发布失败',
    body: t`${server(facts)}未能发布最新的更改，别人可能看不到。请检查它是否在线。`,
  }),
  consumptionRequest,
  consumptionFinalized,
  ...cloud,
  ...doshii,
  unknown: (facts) => ({
    title: facts.type === undefined ? t`${server(facts)}有新动态` : t`${server(facts)}有新动态：${facts.type}`,
    body:
      facts.text !== undefined
        ? sentence(facts.text)
        : `Tradebell 还不认识这类事件${facts.hidden ? '。打开查看详情。' : '，它也没有附带详情。'}`,
  }),
  gap: missed,
  away,
  back,
} as const satisfies Record<Kind, (facts: Facts) => Words>;

/** Title where privacy hides everything but that something happened. */
const hiddenTitles = (yours: string) =>
  ({
    order: '订单有新动态',
    dispute: '纠纷有新动态',
    refund: '退款有新动态',
    payment: '付款有新动态',
    chat: '新消息',
    follow: '关注者有变化',
    credential: '你的钱包有新动态',
    wallet: '你的钱包有新动态',
    system: t`${yours}有新动态`,
  }) as const satisfies Record<Category, string>;

/** With the measure word that each is counted by. */
const counted = {
  order: '个订单',
  dispute: '起纠纷',
  refund: '笔退款',
  payment: '笔付款',
  chat: '条消息',
  follow: '位关注者',
  credential: '个凭证事件',
  wallet: '个钱包事件',
  system: '个系统事件',
} as const satisfies Record<Category, string>;

/** Of Doshii's, orders are bookings and check-ins too, and payments the cards and points of a till. */
const hidden: Readonly<Record<System, Readonly<Record<Category, string>>>> = {
  ...bySystem(hiddenTitles),
  doshii: { ...hiddenTitles(YOURS.doshii), order: '门店有新动态', payment: '付款或卡有新动态' },
};

/** What each alert says, and why it rang or not. */
export const alerts = {
  history: histories,
  say: say as Readonly<Record<Kind, (facts: Facts) => Words>>,
  refuted: (words: Words, system: System): Words => ({
    title: t`未经${YOURS[system]}确认：${words.title}`,
    body: t`${YOURS[system]}没有这条记录，它可能是伪造的。请不要据此操作。原文：${words.body}`,
  }),
  hidden: (category: Category, system: System): Words => ({ title: hidden[system][category], body: '打开 Tradebell 查看。' }),
  reasons: bySystem<Readonly<Record<Reason, string>>>(reasons),
  /** `tally`: how many of each category, as they shall be named. `lead`: the title of the one that matters most. */
  digest: (tally: readonly (readonly [Category, number])[], lead?: string): Words => {
    const total = tally.reduce((sum, [, count]) => sum + count, 0);
    const parts = list(tally.map(([category, count]) => plural(count, counted[category])));
    return {
      title: plural(total, '个新事件'),
      body: lead === undefined ? `${parts}。` : paragraph(stopped(lead), t`共${parts}。`),
    };
  },
  /** Whoever has no name, by the beginning of an id, within a sentence. */
  nameless: {
    openbazaar: (id: string) => id,
    ewallet: (id: string) => id,
    'acapy-cloud': (id: string) => t`连接${id}`,
    doshii: (id: string) => t`应用${id}`,
  } satisfies Record<System, (id: string) => string>,
  /** The same at the beginning of a sentence: there are no capitals. */
  first: (nameless: string, _system: System) => nameless,
  /** `{name}（@{handle}）`. */
  named: (name: string, handle: string) => `${name}（@${handle}）`,
  baseUnits: (integer: string, unit: string) => t`${integer}个${unit}基本单位`,
  left: {
    days: (count: number) => plural(count, '天'),
    hours: (count: number) => plural(count, '小时'),
    minutes: (count: number) => plural(count, '分钟'),
  },
};
