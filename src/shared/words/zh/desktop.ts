import type { Verb } from '../../alert.ts';
import { t } from './phrases.ts';
import { plural } from './plural.ts';

/** Tray, menu and notification buttons. Names and times come in ready to be read. */
export const desktop = {
  app: 'Tradebell',
  openInbox: (unread: number): string => (unread > 0 ? `打开收件箱（${plural(unread, '条未读')}）` : '打开收件箱'),
  /** What a click on a notification does, where the desktop shows it as a button. */
  open: '打开',
  markRead: '标为已读',
  verbs: {
    reply: '回复',
    followBack: '回关',
    approve: '批准',
    reject: '拒绝',
    cancel: '取消请求',
  } satisfies Record<Verb, string>,
  replyPlaceholder: '写回复',

  tooltip: (parts: readonly string[]): string => `Tradebell：${parts.join('，')}`,
  allWell: '一切正常',
  noConnections: '还没有连接',
  unread: (count: number): string => plural(count, '条未读'),
  inTrouble: (count: number): string => plural(count, '个连接有问题'),
  pausedUntil: (time: string): string => t`暂停至${time}`,
  pausedUntilResumed: '已暂停',
  quiet: {
    'quiet-hours': (until?: string): string => (until === undefined ? '免打扰时段' : t`免打扰至${until}`),
    'desktop-quiet': (): string => '桌面处于“勿扰模式”',
  },

  journalTrouble: {
    full: '磁盘已满：仍会通知，但提醒无法保存',
    'read-only': '磁盘无法写入：仍会通知，但提醒无法保存',
    broken: '收件箱无法打开：仍会通知，但提醒无法保存',
  },
  waitingForKeyring: '等待解锁密钥环',
  unlockKeyring: '解锁密钥环…',

  connection: (name: string, state: string): string => `${name}：${state}`,
  connectionState: {
    paused: '已暂停',
    connecting: '正在连接…',
    'catching-up': '正在补收…',
    online: '在线',
    waiting: '未连接，正在重试',
    blocked: '需要你处理',
  },
  /** Online, and still something is wrong. */
  onlineInTrouble: '在线，但未能收到全部内容',

  pause: '暂停通知',
  pauseFor: { hour: '一小时', morning: '到明天早上', resumed: '直到我恢复' },
  pausedLine: (time: string): string => t`已暂停至${time}`,
  pausedLineUntilResumed: '已暂停',
  resume: '恢复通知',
  testNotification: '发送测试通知',
  restartToUpdate: (version: string): string => `重启以更新到 ${version}`,
  quit: '退出 Tradebell',

  /** In the desktop's own list of what is started at login. */
  atLogin: '有交易动态时通知你',

  couldNotStart: {
    title: 'Tradebell 无法启动',
    text: (error: string, folder: string): string =>
      t`${error}\n\n${folder}中的文件 tradebell.log 有更多说明。请重新启动 Tradebell；如果仍无法启动，请报告此问题。`,
  },

  /** 某一个连接的。 */
  testOf: { title: (name: string) => `${name}：通知测试`, body: '这个连接有提醒时，通知就是这个样子。' },
  test: { title: 'Tradebell 通知测试', body: '有交易动态时，通知就是这个样子。' },
};
