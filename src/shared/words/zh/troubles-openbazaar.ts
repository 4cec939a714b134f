import type { TroubleCode } from '../../connection.ts';

/** What an OpenBazaar node's troubles need other words for than any server's. */
export const openbazaarTroubles = {
  'bad-address': {
    title: '这个地址无法使用',
    help: '请写成 http:// 或 https://，后接主机和端口，例如 http://127.0.0.1:4002。',
  },
  refused: {
    title: '这个地址没有应答',
    help: '请启动节点，或检查端口。OpenBazaar 节点默认使用 4002。',
  },
  forbidden: {
    title: '节点拒绝让我们进入',
    help:
      '用户名或密码错误、Cookie 错误、地址不被节点允许、API 已关闭，从这里看都是一样的。请在节点配置中逐一检查。' +
      'OpenBazaar 桌面应用内的节点每次启动都会生成新的 Cookie：请在其配置的 JSON-API 中设置用户名和密码，并用它们登录。' +
      '在你要求之前，Tradebell 不会重试。',
  },
  'certificate-changed': {
    title: '证书不是你信任的那一份',
    help: '如果是你更换的，请将新指纹与节点上的指纹比对，然后信任它。如果不是，可能有人在中间拦截：你的密码没有发出。',
  },
  'not-a-node': {
    title: '这里有应答，但不是 OpenBazaar 节点',
    help: '请检查地址和端口。要用节点 API 的端口，而不是网页的端口。',
  },
  'sign-in-again': {
    title: '请重新登录',
    help: '保存的密码或 Cookie 已丢失或无法读取。请重新输入；其他内容都没有丢失。',
  },
  'waiting-for-keyring': {
    title: '等待解锁密钥环',
    help: '这个连接的密码在你的密钥环中，而密钥环已锁定。解锁后即可继续。',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
