import type { TroubleCode } from '../../connection.ts';

/** What an eWallet server's troubles need other words for than any server's: which key goes where, paths, what can be asked for. */
export const ewalletTroubles = {
  'bad-address': {
    title: '这个地址无法使用',
    help: '请写成 https://（本机上的服务器可用 http://），后接主机，例如 https://wallet.example.com。',
  },
  lost: {
    title: '连接中断',
    help: '钱包服务器关闭了连接，或者网络有变化。Tradebell 会自动重新连接，能查询时就补收，并在收件箱中说明哪里可能有遗漏。',
  },
  forbidden: {
    title: '钱包服务器拒绝让我们进入',
    help:
      '它没有说明原因。密钥错误或过期、密钥类型不符、中间有代理，从这里看都是一样的。请检查密钥、登录方式和路径。' +
      '在你要求之前，Tradebell 不会重试。',
  },
  'certificate-unknown': {
    title: '没有机构为这台服务器的证书担保',
    help: '只有钱包服务器的运营者使用自制的证书时，这才正常。请将指纹与服务器上的指纹比对，一致时才信任。',
  },
  'certificate-changed': {
    title: '证书不是你信任的那一份',
    help: '如果证书已更换，请将新指纹与钱包服务器上的指纹比对，然后信任它。如果没有，可能有人在中间拦截：你的密钥没有发出。',
  },
  'not-a-node': {
    title: '这里有应答，但不是 eWallet 服务器',
    help: '请检查地址和端口。要用服务器 API 的地址和端口，而不是网页的。',
  },
  'other-identity': {
    title: '这些密钥属于别人',
    help: '它们不属于你添加的用户或密钥。如果确实如此，请添加为新连接；旧连接会保留历史记录。',
  },
  'same-identity': {
    title: '这些密钥已经连接',
    help: '一个用户或访问密钥只需一个连接：要监听更多内容，请在那里添加。',
  },
  'sign-in-again': {
    title: '请重新登录',
    help: '保存的秘密密钥或令牌已丢失或无法读取。请重新登录或输入；其他内容都没有丢失。',
  },
  'waiting-for-keyring': {
    title: '等待解锁密钥环',
    help: '这个连接的秘密密钥或令牌在你的密钥环中，而密钥环已锁定。解锁后即可继续。',
  },
  'too-large': {
    title: '一次来得太多',
    help: '收到的内容超出了处理能力。Tradebell 会重新连接，能查询时就补收，并在收件箱中说明哪里无法补收。',
  },
  'not-offered': {
    title: '已无法在这里操作',
    help: '它已被决定、已过期，或者不由你决定。请在收件箱中打开，查看进展。',
  },
  'wrong-scheme': {
    title: '这些密钥属于另一种登录方式',
    help:
      '这个路径不接受它们。访问密钥和秘密密钥（OMGProvider）以及用户 ID 和令牌（OMGAdmin）用于 /api/admin/socket；' +
      'API 密钥和令牌（OMGClient）用于 /api/client/socket。2018 年 6 月以前的服务器使用 /api/socket，访问密钥和秘密密钥用 OMGServer。',
  },
  'wrong-api-key': {
    title: '不认识这个 API 密钥',
    help: '请从管理面板重新复制，并检查它是否仍处于启用状态。访问密钥不是 API 密钥。',
  },
  'wrong-secret-key': {
    title: '密钥不匹配',
    help:
      '钱包服务器不认识这个访问密钥，或者秘密密钥不是与它一起创建的。请重新复制两者。' +
      '丢失的秘密密钥无法再次显示：请在管理面板中创建一对新的。',
  },
  'unknown-token': {
    title: '不认识这个令牌',
    help: '它不是这个用户的令牌，或者该用户已退出登录。请重新登录，或输入新的令牌。',
  },
  'expired-token': {
    title: '令牌已过期',
    help: '请重新登录，或输入新的令牌；其他内容都没有丢失。在此之前，Tradebell 不会重试。',
  },
  'wrong-path': {
    title: '这个路径没有 WebSocket',
    help:
      '访问密钥和管理员用户请用 /api/admin/socket，钱包用户请用 /api/client/socket，只有 2018 年 6 月以前的服务器才用 /api/socket。' +
      '末尾的“/websocket”请去掉。',
  },
  'wrong-version': {
    title: '这台服务器使用另一个版本',
    help: 'Tradebell 使用 eWallet API 的版本 1，而这台服务器不是。请检查地址，或询问它的运营者。',
  },
  'socket-refused': {
    title: '密钥没有问题，但 WebSocket 被拒绝',
    help:
      '钱包服务器在其他方面都接受这些密钥。请检查路径是否与密钥相符，并询问服务器的运营者，代理是否放行 WebSocket 以及 ' +
      'Authorization 和 Accept 标头。',
  },
  'no-sign-in': {
    title: '这里不能用电子邮箱登录',
    help: '这台服务器通过另一个应用让用户登录，在这里只接受密钥。请选择输入密钥：该应用的 API 密钥和令牌，或者访问密钥。',
  },
  'topics-refused': {
    title: '没有监听到全部内容',
    help:
      '钱包服务器不认识这里列出的内容，不允许用这些密钥监听，或者一请求就中断。其他内容正常。请编辑连接来修正；' +
      '没有可监听的内容，就不会有通知。',
  },
  'decided-already': {
    title: '已经有了决定',
    help: '别人抢先一步，你已在另一台电脑上决定，或者它已过期。这次没有执行任何操作；结果已在或即将进入收件箱。',
  },
  'outcome-unknown': {
    title: '可能已执行，也可能没有',
    help: '请求已发出，但没有收到答复。它可能已执行。Tradebell 不会再次发送；请在钱包中查看结果。',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
