import type { ProxyFlaw } from '../../proxy.ts';

/** How a connection's server is reached. */
export const network = {
  title: '网络',
  /** Why a password that is kept is asked for again. */
  signInAnew: '通往服务器的途径变了：请重新登录，以免途中有人拿到已保存的登录信息。',
  caFile: '选择文件…',
  proxy: '代理',
  choices: {
    system: '跟随系统',
    none: '不使用',
    http: 'HTTP',
    socks5h: 'SOCKS5（Tor）',
  },
  proxyAddress: '代理地址',
  help: {
    system: '本机上的服务器始终直接连接。系统的 HTTP 代理不用于 NATS。',
    none: '直接连接服务器，不管系统如何设置。',
    http: '所有内容都经由这个代理的隧道（CONNECT）传输：http://host:port。',
    socks5h: '所有内容都经由这个代理传输，域名也只由它解析，包括 .onion：Tor 请用 socks5h://127.0.0.1:9050。',
  },
  flaws: {
    unreadable: '请写成 http://host:port 或 socks5h://host:port。',
    'other-kind': 'Tradebell 支持 HTTP 和 SOCKS5 代理：http://host:port 或 socks5h://host:port。',
    'holds-password': 'Tradebell 无法登录代理。请去掉用户名和密码。',
  } satisfies Record<ProxyFlaw, string>,
  ca: '自有证书颁发机构',
  caHelp: '它的 PEM 格式证书。只在这个连接中信任它，并取代系统信任的机构。',
};
