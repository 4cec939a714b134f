import type { MANAGED_KINDS, MANUAL_KINDS, UPDATE_TROUBLES } from '../../updates.ts';
import { network } from './network.ts';

/** 设置里关于 Tradebell 自身和更新的文字。 */
export const aboutSettings = {
  title: '关于',
  version: (version: string) => `Tradebell ${version}`,
  licence: '自由软件，采用 MIT 许可证。',
  runsOn: '运行环境',
  licences: '所含软件的许可证',
  licencesHelp: 'Tradebell 所用的软件包，以及各自的许可证。',
  noLicences: '这个 Tradebell 从源代码运行，许可证在各个软件包旁边。',

  updates: {
    title: '更新',
    never: 'Tradebell 启动以来还没有检查过更新。',
    newest: (when: string) => `这是最新版本。上次检查：${when}。`,
    looking: '正在检查更新…',
    downloading: (version: string, percent: number) => `正在下载 Tradebell ${version}：${percent}%。`,
    ready: (version: string) => `Tradebell ${version} 已准备好，退出时安装。`,
    off: {
      checkout: '这个 Tradebell 从源代码运行，随源代码一起更新。',
      'no-feed': '这个 Tradebell 构建时没有设置更新地址。请到你获取它的地方查看新版本。',
    },
    managed: {
      deb: '更新随系统一起，由 apt 安装。',
      rpm: '更新随系统一起，由 dnf 或 zypper 安装。',
      pacman: '更新随系统一起，由 pacman 安装。',
      snap: '和其他 snap 应用一样，更新会自动安装。',
      flatpak: '更新随你的 flatpak 应用一起安装。',
    } satisfies Record<(typeof MANAGED_KINDS)[number], string>,
    manual: {
      archive: '解压的版本无法自行更新。请把新版本解压到原处，你的数据会保留。',
      portable: '便携版无法自行更新。请用新版本替换它，你的数据会保留。',
    } satisfies Record<(typeof MANUAL_KINDS)[number], string>,
    foundAt: '新版本在',
    troubles: {
      unreachable: '无法连接更新服务器。Tradebell 会自动重试。',
      unsigned: '服务器提供的版本没有签名，未采用。',
      'wrong-signature': '服务器提供的版本不是由 Tradebell 的开发者签名的，未采用。如果一直如此，请告诉他们。',
      unreadable: '服务器没有适合这台电脑的版本，未采用。',
      older: '服务器提供的版本比现在的旧，未采用。',
      corrupt: '下载的文件已损坏，已丢弃。没有任何改动。',
      'cut-short': '下载中断，文件已丢弃。没有任何改动。',
      slow: '更新服务器停止响应。没有任何改动。',
      'not-writable': '有新版本，但 Tradebell 无权替换自己的文件。请把它移到你自己的文件夹，或自行获取新版本。',
      'disk-full': '有新版本，但磁盘空间不足。',
      failed: '更新失败。没有任何改动，详情见日志。',
    } satisfies Record<(typeof UPDATE_TROUBLES)[number], string>,
    /** 跟在问题后面。 */
    at: (when: string) => `（${when}）`,
    look: '检查更新',
    restart: '重启并安装',
    byItself: '自动检查更新',
    byItselfHelp: '每天一次，不打扰你。服务器只会看到你的地址有人查询过，仅此而已。',
    proxy: '更新使用的代理',
    proxies: { system: '跟随系统', none: '不使用', own: '自定义' },
    proxyAddress: '代理地址',
    flaws: network.flaws,
    proxySave: '使用',
    proxySaved: '更新现在通过这个代理。',
  },
};
