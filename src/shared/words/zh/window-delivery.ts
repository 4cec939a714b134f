import type { PauseFor, Weekday } from '../../quiet.ts';
import type { Sound } from '../../sound.ts';
import { t } from './phrases.ts';
import { plural } from './plural.ts';

/** What Settings and a connection say about delivery: sounds, quiet hours, pauses; and how to snooze. */
export const deliverySettings = {
  usualHelp: '“默认”：别人的操作会立即通知。你自己的操作，以及无需处理的内容，只放进收件箱。',

  sound: {
    title: '声音',
    app: '通知的声音',
    sounds: { desktop: '跟随桌面', bell: '铃声', chime: '风铃声', knock: '敲门声', none: '无声' } satisfies Record<Sound, string>,
    asAll: '与上面相同',
    try: '试听',
    tryOf: (what: string) => t`试听${what}的声音`,
    tried: '桌面已接受。如果你什么都没听到，请检查音量。',
    failed: '桌面没有接受。通知服务在运行吗？',
    byCategory: '每个类别各用一种声音',
    help: '同时来好几条时，只响一次。',
  },

  pause: {
    title: '暂停',
    lead: '暂停期间不会发出通知，紧急的也不会。结束后会有一份汇总。',
    now: { hour: '一小时', morning: '到明天早上', resumed: '直到我恢复' } satisfies Record<PauseFor, string>,
  },

  hours: {
    title: '免打扰时段',
    lead: '免打扰时段内不会发出通知；结束后会有一份汇总。时间以这台电脑的时钟为准。',
    none: '没有免打扰时段。',
    add: '添加免打扰时段',
    remove: (which: string) => `移除免打扰时段：${which}`,
    removed: '已移除免打扰时段',
    nth: (nth: number) => t`免打扰时段${String(nth)}`,
    days: '从哪些日子开始',
    from: '从',
    to: '到',
    allDay: '全天',
    /** Short, for the buttons; long, for what is read aloud and in sentences. */
    short: { sun: '日', mon: '一', tue: '二', wed: '三', thu: '四', fri: '五', sat: '六' } satisfies Record<Weekday, string>,
    long: { sun: '周日', mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六' } satisfies Record<Weekday, string>,
    everyDay: '每天',
    workdays: '周一至周五',
    weekend: '周六和周日',
    never: '请至少选择一天，否则不会免打扰。',
    /** What a span means, in a sentence. */
    same: (days: string, from: string, to: string) => t`${days}，${from}至${to}。`,
    next: (days: string, from: string, to: string) => t`${days}，${from}至次日${to}。`,
    whole: (days: string) => `${days}，全天。`,
    wholeFrom: (days: string, from: string) => t`${days}，${from}至次日${from}。`,
    most: (n: number) => t`最多${plural(n, '个时段')}。`,
    urgent: '紧急提醒照常通知',
    urgentHelp: '纠纷、退款和即将到期的事项，在免打扰时段也会通知。',
    desktop: '遵从桌面的“勿扰模式”',
    desktopHelp: '只要 Tradebell 能读取到，就视同免打扰时段。',
    urgentDesktop: '勿扰时也显示紧急提醒',
    urgentDesktopHelp: '是否弹出由桌面决定。',
  },

  start: {
    title: '启动',
    atLogin: '登录系统时启动',
    atLoginHelp: '在托盘中启动，不打开窗口，这样什么都不会错过。',
  },

  connection: {
    privacy: '通知显示',
    inherit: '沿用设置',
    inheritThat: (privacy: string) => `沿用设置：${privacy}`,
  },

  snooze: {
    title: '什么时候再提醒',
    lead: '它会从屏幕上撤下，保持未读，到时再次通知。',
    hour: '一小时后',
    evening: '今天晚上',
    morning: '明天早上',
    soonMorning: '今天早上',
    own: '其他时间',
    date: '日期',
    time: '时间',
    set: '稍后提醒',
    past: '这个时间已经过了。',
    unreadable: '请选择日期和时间。',
    failed: '无法读取可选的时间。',
  },
};
