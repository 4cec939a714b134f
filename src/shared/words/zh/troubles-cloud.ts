import type { TroubleCode } from '../../connection.ts';

/** What acapy-cloud's troubles need other words for than any server's: its two servers, which key goes where, and what each refusal means. */
export const cloudTroubles = {
  'bad-address': {
    title: '这个地址无法使用',
    help:
      'CloudAPI 的地址请写成 https://（本机可用 http://），例如 https://cloudapi.example.com；NATS 的地址请写成 nats:// 或 tls://，' +
      '例如 nats://nats.example.com:4222。',
  },
  refused: {
    title: '这个地址没有应答',
    help: '请检查主机和端口，以及服务器是否在运行。NATS 有自己的端口，默认是 4222；CloudAPI 不在那里应答。',
  },
  lost: {
    title: '连接中断',
    help: '服务器关闭了连接，或者网络有变化。Tradebell 会自动重新连接，尽可能补收，并在收件箱中说明哪里可能有遗漏。',
  },
  silent: {
    title: '服务器没有动静了',
    help: '连存活信号也收不到了。Tradebell 会自动重新连接。',
  },
  forbidden: {
    title: '服务器拒绝让我们进入',
    help:
      'NATS 使用自己的用户名和密码、令牌或 .creds 文件；CloudAPI 使用 API 密钥。两者不能混用。请检查它们是否属于这台服务器，是否已过期。' +
      '在你要求之前，Tradebell 不会重试。',
  },
  'plain-to-tls': {
    title: '这台服务器要求加密连接',
    help: '请将地址中的 http:// 改为 https://，NATS 地址中的 nats:// 改为 tls://。',
  },
  'tls-to-plain': {
    title: '这台服务器不加密连接',
    help: '如果它在本机或你信任的网络中，请将地址中的 https:// 改为 http://，NATS 地址中的 tls:// 改为 nats://。',
  },
  'certificate-unknown': {
    title: '没有机构为这台服务器的证书担保',
    help:
      '只有服务器的运营者使用自制的证书时，这才正常。对于 NATS，请粘贴其颁发机构（CA）的证书。对于 CloudAPI，请将指纹与服务器上的指纹比对，' +
      '一致时才信任。',
  },
  'certificate-changed': {
    title: '证书不是你信任的那一份',
    help: '如果证书已更换，请将新指纹与服务器上的指纹比对，然后信任它。如果没有，可能有人在中间拦截：你的密钥没有发出。',
  },
  'not-a-node': {
    title: '应答的是别的服务',
    help: '它既不是 CloudAPI，也不是 NATS。请检查地址和端口，以及 CloudAPI 部署所在的路径（如果有）。',
  },
  'server-error': {
    title: '服务器出错',
    help: '如果一直这样，请告知 CloudAPI 的运营者。Tradebell 会继续尝试。',
  },
  'other-identity': {
    title: '这是另一个钱包',
    help: '它不是你添加的那个。如果确实如此，请添加为新连接；旧连接会保留历史记录。',
  },
  'same-identity': {
    title: '这个钱包已经连接',
    help: '一个钱包或组只需一个连接：要监听更多内容，包括 NATS，请在那里添加。',
  },
  'sign-in-again': {
    title: '请重新输入密钥',
    help: '保存的 API 密钥或 NATS 的登录信息已丢失或无法读取。请重新输入；其他内容都没有丢失。',
  },
  'waiting-for-keyring': {
    title: '等待解锁密钥环',
    help: '这个连接的密钥在你的密钥环中，而密钥环已锁定。解锁后即可继续。',
  },
  'too-large': {
    title: '一次来得太多',
    help: '收到的内容超出了处理能力。Tradebell 会重新连接，尽可能补收，并在收件箱中说明哪里无法补收。',
  },
  'not-offered': {
    title: '无法在这里操作',
    help: '请打开钱包，在那里操作。',
  },
  'wrong-scheme': {
    title: '这些密钥属于另一台服务器',
    help: 'API 密钥（tenant.、tenant-admin. 或 governance. 及其后的内容）用于 CloudAPI。用户名和密码、令牌或 .creds 文件用于 NATS。',
  },
  'wrong-api-key': {
    title: '不认识这个 API 密钥',
    help: '请重新完整复制，包括前面的角色：tenant.、tenant-admin. 或 governance.',
  },
  'wrong-secret-key': {
    title: 'NATS 不认识这个用户或密码',
    help: '请检查两者，以及它们是否属于这台 NATS 服务器。CloudAPI 的密钥不是 NATS 密码。',
  },
  'unknown-token': {
    title: 'NATS 不认识这个令牌',
    help: '请重新复制。CloudAPI 的 API 密钥不是 NATS 令牌。',
  },
  'expired-token': {
    title: '密钥已过期',
    help: '请获取并输入新的密钥；其他内容都没有丢失。在此之前，Tradebell 不会重试。',
  },
  'wrong-path': {
    title: '这个路径没有内容',
    help:
      '服务器有应答，但 CloudAPI 不在这里。有些 CloudAPI 部署在某个路径下：请询问运营者，并把路径加到地址中。' +
      '/tenant/v1 及其后的内容请去掉。',
  },
  'no-api-key': {
    title: 'API 密钥没有送达',
    help:
      'CloudAPI 没有看到密钥（403，“Not authenticated”）。密钥应原样输入，包括角色，不加“Bearer”。如果一直这样，' +
      '可能是中间的代理去掉了 x-api-key 标头。',
  },
  'unknown-role': {
    title: 'API 密钥没有以角色开头',
    help: 'CloudAPI 不知道这是哪种密钥（401）。它应以 tenant.、tenant-admin. 或 governance. 开头，后接令牌或密钥本身，例如 tenant.eyJ…',
  },
  'wrong-wallet': {
    title: 'API 密钥打不开这个钱包',
    help:
      'CloudAPI 拒绝了它（403，“Unauthorized”）：密钥错误、已过期，或属于另一个钱包。租户密钥只能打开自己的钱包。' +
      '请检查钱包 ID，或获取新的密钥。',
  },
  'bad-watch': {
    title: '这项监听的写法不对',
    help:
      'CloudAPI 不接受它（422）。钱包、组、主题和状态不能含有空格、点、* 或 >；字段及其值不能含有 /、?、# 或 %。请编辑连接来修正。',
  },
  'waypoint-down': {
    title: 'Waypoint 已中断',
    help: 'CloudAPI 接受密钥，但向它传递事件的 Waypoint 没有应答。Tradebell 会继续尝试，恢复后查询错过的内容。',
  },
  'stream-missing': {
    title: 'NATS 没有钱包事件流',
    help: '这台服务器上没有事件流 cloudapi_aries_events。请检查它是否是你 CloudAPI 的 NATS，以及是否已启用 JetStream。',
  },
  'not-permitted': {
    title: 'NATS 不允许这样做',
    help:
      '这个账户无权读取这个钱包或组的事件。请检查钱包 ID 和组 ID，或请 NATS 的运营者开放 cloudapi.aries.events 及其消费者的权限。',
  },
  'gaps-possible': {
    title: '离线期间可能漏掉事件',
    help:
      '现在一切都能收到。Tradebell 未连接时发生的事情无法在事后取回：这需要可以创建消费者的 NATS 账户，或 CloudAPI 的租户密钥。',
  },
  'on-the-other-road': {
    title: 'NATS 中断，暂由 Waypoint 代替',
    help: '你监听的内容仍能收到，也不会重复通知。Tradebell 会自动切回 NATS。',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
