import type { Reason } from '../../decision.ts';
import { t } from './phrases.ts';

/** Why an alert rang or not, a sentence each. `yours`: what the server is called, as in "你的节点". */
export const reasons = (yours: string) =>
  ({
    rings: '已通知：这一类别会通知，也没有别的限制。',
    urgent: '已通知：事情紧急，所以通知虽多也照样发出。',
    'open-now': t`已通知：虽然不是新事件，但据${yours}所知仍未了结。`,
    'own-act': '未通知：这是你自己的操作。',
    history: '未通知：这是钱包重新发来的旧交易。',
    'quiet-kind': '未通知：这类事件只放进收件箱。',
    'category-digest': '已并入汇总：这是你为这一类别选择的方式。',
    'category-inbox': '未通知：你把这一类别设为仅收件箱。',
    'category-off': '未通知：你已关闭这一类别。',
    'connection-digest': '已并入汇总：这是你为这个连接的这一类别选择的方式。',
    'connection-off': '未通知：你已关闭这个连接的这一类别。',
    'connection-inbox': '未通知：你把这个连接的这一类别设为仅收件箱。',
    paused: '已并入汇总：当时 Tradebell 已暂停。',
    'quiet-hours': '已并入汇总：发生在你的免打扰时段。',
    'desktop-quiet': '已并入汇总：当时桌面处于“勿扰模式”。',
    'urgent-in-quiet': '已通知：事情紧急，按你的设置，免打扰时段也照样发出。',
    snoozed: '再次通知：你让它到这时再提醒。',
    'reminder-day': '再次通知：离截止时间不超过一天，而你还没有打开它。',
    'reminder-hour': '再次通知：离截止时间不超过一小时，而你还没有打开它。',
    together: '已并入汇总：几个连接同时有变化。',
    'already-read': t`未通知：已在${yours}上读过。`,
    'first-connect': '已并入汇总：发生在你添加这个连接之前。',
    'start-up': '已并入汇总：发生时 Tradebell 没有运行。',
    'catching-up': '已并入汇总：发生时连接已断开。',
    burst: '已并入汇总：刚刚已发出好几条通知。',
    'urgent-burst': '已并入汇总：刚刚已发出好几条紧急通知。',
    'unconfirmed-limit': t`未通知：最近一小时有太多事件未经${yours}确认。`,
    refuted: t`未通知：${yours}没有这条记录。`,
  }) as const satisfies Record<Reason, string>;
