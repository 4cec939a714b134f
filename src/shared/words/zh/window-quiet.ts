import type { QUIETS } from '../../quiet.ts';
import { t } from './phrases.ts';

/** What the inbox itself says of being quiet, of snoozing and removing: it is there from the start. */
export const quiet = {
  /** `when`: until when, where that is known. */
  why: {
    paused: (when: string | undefined) => (when === undefined ? '已暂停，直到你恢复。' : t`已暂停至${when}。`),
    'quiet-hours': (when: string | undefined) => (when === undefined ? '免打扰时段。' : t`免打扰至${when}。`),
    'desktop-quiet': (when: string | undefined) => (when === undefined ? '桌面处于“勿扰模式”。' : t`桌面在${when}之前处于“勿扰模式”。`),
  } satisfies Record<(typeof QUIETS)[number], (when: string | undefined) => string>,
  urgentComes: '只有紧急的才会通知；收件箱仍会接收。',
  nothingRings: '不会发出通知；收件箱仍会接收。',
  resume: '恢复',
  change: '更改',

  tomorrow: (time: string) => t`明天${time}`,
  onDay: (day: string, time: string) => `${day} ${time}`,

  snooze: '稍后提醒',
  snoozedUntil: (when: string) => t`将于${when}再提醒`,
  endSnooze: '取消稍后提醒',
  snoozeEnded: '已取消稍后提醒',
  until: (when: string) => t`${when}再提醒`,

  remove: '移除',
  removed: '已移除提醒',
  tooLate: '来不及了：它已彻底移除',
  back: '已放回收件箱',

  story: '完整经过',
  chat: '完整聊天',
  chats: '聊天',
  chatsHelp: '按联系人和订单查看消息',
};
