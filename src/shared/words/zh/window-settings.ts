import type { LanguageChoice } from '../../languages.ts';
import type { Privacy, TextSize, Theme } from '../../settings.ts';
import { LANGUAGE_NAMES } from '../names-of-languages.ts';
import { t } from './phrases.ts';

/** What Settings say. */
export const settings = {
  title: '设置',
  appearance: '外观',
  language: '语言',
  /** Each as those who speak it call it. */
  languages: { system: '跟随系统', ...LANGUAGE_NAMES } satisfies Record<LanguageChoice, string>,
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' } satisfies Record<Theme, string>,
  textSize: '文字大小',
  textSizes: { normal: '标准', large: '大', larger: '特大' } satisfies Record<TextSize, string>,
  notifications: '通知',
  privacy: '通知显示',
  privacies: { all: '全部内容', who: '只显示对方', nothing: '只显示有新动态' } satisfies Record<Privacy, string>,
  privacyHelp: '适合他人也能看到的屏幕。收件箱始终显示全部内容。',
  test: '显示测试通知',
  testShown: '桌面已接受。如果你什么都没看到，请检查“勿扰模式”。',
  testFailed: '桌面没有接受。通知服务在运行吗？',
  rules: '哪些内容会通知',
  storage: '存储',
  keyring: '密码',
  keyrings: {
    asking: '正在询问密钥环…',
    ready: '保存在系统的密钥环中。',
    none: '系统没有密钥环。密码只保留到 Tradebell 关闭为止。',
    locked: '密钥环已锁定。解锁之前无法读取密码。',
    plain: '按你的同意，保存在未加密的文件中。能读取你文件的人都能读到密码。',
  },
  allowPlain: '将密码保存在未加密的文件中',
  allowPlainHelp: '这样就不必每次启动都输入密码。但能读取你的文件或其备份的人，也能读到密码。',
  journal: '提醒',
  journals: {
    opening: '正在打开收件箱。',
    encrypted: '加密保存在这台电脑上。',
    plain: '没有密钥环可存放密钥，所以保存在只有你的用户能读取的未加密文件中。',
    full: '磁盘已满。新提醒仍会通知，但只保留在内存中。',
    'read-only': '磁盘无法写入。新提醒仍会通知，但只保留在内存中。',
    broken: '收件箱无法打开。新提醒仍会通知，但只保留在内存中。',
    replaced: '原来的收件箱无法打开，已另存，并新建了一个。',
  },
  setAside: '无法打开的旧收件箱',
  setAsideHelp: '找回当时使用的密钥环后，文件往往可以重新打开。',
  setAsideFrom: (when: string) => t`另存于${when}`,
  deleteFile: '删除',
  deleteTitle: '删除这个旧收件箱吗？',
  deleteHelp: '其中的提醒将永久消失。',
  deleted: '已删除',
  reopened: '已重新打开：其中的提醒已在收件箱中',
  retryFailed: {
    'key-lost': '它的密钥不在你的密钥环中。如果你有另一个密钥环，请打开它再试。',
    unreadable: '仍然无法打开：密钥不符，或文件已损坏。',
    damaged: '文件已损坏。',
  },
};
