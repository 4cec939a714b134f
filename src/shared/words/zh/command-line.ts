import { t } from './phrases.ts';

/** What is said in a terminal. */
export const commandLine = {
  version: (version: string): string => `Tradebell ${version}`,
  help: [
    '有交易动态时，Tradebell 会通知你。',
    '',
    '用法：tradebell [选项] [链接]',
    '',
    '  --show               打开窗口',
    '  --hidden             在托盘中启动，不打开窗口',
    '  --quit               结束正在运行的 Tradebell',
    '  --data-dir <文件夹>  将设置和收件箱放在这个文件夹；每个文件夹各有一个 Tradebell',
    '  --version            显示版本后结束',
    '  --help               显示这些说明后结束',
    '',
    '链接：tradebell://inbox、tradebell://inbox?category=order、tradebell://alert/<编号>、tradebell://connection/<ID>',
    'Chromium 和 Electron 的开关会原样转交。',
  ].join('\n'),
  unknown: (flag: string): string => t`Tradebell 不认识${flag}。`,
  'value-missing': (flag: string): string => t`${flag}后面需要一个文件夹。`,
  'value-unwanted': (flag: string): string => t`${flag}后面不能有值。`,
  'hidden-and-shown': '--hidden 和 --show 只能选一个。',
  'folder-unusable': (detail: string): string => t`这个文件夹无法使用：${detail}`,
  seeHelp: 'tradebell --help 会列出所有选项。',
  notRunning: 'Tradebell 没有运行。',
};
