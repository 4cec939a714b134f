import { t } from './phrases.ts';
import { plural } from './plural.ts';

/** What stories and chats say. */
export const stories = {
  story: {
    title: (what: string) => t`${what}的经过`,
    plain: '经过',
    count: (n: number, more: boolean) => (more ? t`最近${plural(n, '个事件')}` : plural(n, '个事件')),
    backToAlert: '返回提醒',
    earlier: '显示更早的内容',
    loading: '正在读取…',
    failed: '无法读取。',
    gone: '这条提醒已不在收件箱中。',
    here: '你就是从这条提醒过来的',
    unread: '未读',
    you: '你',
    help: '在这里查看，不会标为已读。',
  },
  chats: {
    title: '聊天',
    back: '返回收件箱',
    backToList: '全部聊天',
    list: '聊天',
    none: '还没有聊天',
    noneHelp: '有人给你发消息时，聊天会显示在这里。',
    pick: '选择一个聊天来阅读',
    pickHelp: '在这里查看，不会标为已读。',
    aboutOrder: '有关订单',
    order: (id: string) => t`订单${id}`,
    unread: (n: number) => plural(n, '条未读'),
    you: (text: string) => `你：${text}`,
    markRead: '标为已读',
    more: '显示更多聊天',
    with: (name: string) => t`与${name}的聊天`,
    nobody: '某人',
    cannotReply: '无法在这里回复：这个连接不支持。',
  },
};
