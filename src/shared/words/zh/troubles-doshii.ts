import type { TroubleCode } from '../../connection.ts';

/** What a Doshii app's troubles need other words for than any server's: client id and secret, its environments, what cannot be asked for. */
export const doshiiTroubles = {
  'bad-address': {
    title: '这个地址无法使用',
    help:
      'WebSocket 的地址请写成 wss://，例如 wss://socket.sandbox.doshii.co/app/socket；REST API 的地址请写成 https://，' +
      '例如 https://sandbox.doshii.co/partner/v3。',
  },
  'name-not-found': {
    title: '找不到叫这个名字的电脑',
    help: '请检查网络；如果地址是你自己输入的，也请检查拼写。Tradebell 会继续尝试。',
  },
  refused: {
    title: '这个地址没有应答',
    help: '如果地址是你自己输入的，请检查它。如果是 Doshii 自己的地址，可能是 Doshii 中断了。Tradebell 会继续尝试。',
  },
  unreachable: {
    title: '无法连接到 Doshii',
    help: '请检查网络，以及途中的防火墙或 VPN。Tradebell 会继续尝试。',
  },
  timeout: {
    title: 'Doshii 没有应答',
    help: '它可能正忙，或者你的网络较慢。Tradebell 会继续尝试。',
  },
  lost: {
    title: '连接中断',
    help:
      'Doshii 关闭了连接，或者网络有变化。Tradebell 会自动重新连接。有客户端密钥时，会补收错过的订单和预订；' +
      '收件箱会说明哪些无从得知。',
  },
  silent: {
    title: 'Doshii 没有动静了',
    help: '连存活信号也收不到了。Tradebell 会自动重新连接。',
  },
  forbidden: {
    title: 'Doshii 拒绝让我们进入',
    help:
      '请检查客户端 ID 是否属于你的应用、是否完整、是否属于这个环境：沙盒和正式环境各有自己的 ID。' +
      '在你要求之前，Tradebell 不会重试。',
  },
  'certificate-unknown': {
    title: '没有机构为这台服务器的证书担保',
    help:
      'Doshii 自己的服务器绝不会这样：如果这是其中之一，可能有人在中间拦截，请不要继续。' +
      '如果是你自己的服务器，请将指纹与服务器上的指纹比对，一致时才信任。',
  },
  'certificate-changed': {
    title: '证书不是你信任的那一份',
    help:
      '如果证书已更换，请将新指纹与服务器上的指纹比对，然后信任它。如果没有，可能有人在中间拦截：你的客户端 ID 和密钥没有发出。',
  },
  'not-a-node': {
    title: '应答的是别的服务',
    help: '它不是 Doshii。请检查地址，并确认是 WebSocket 的地址：路径通常是 /app/socket。',
  },
  'server-error': {
    title: 'Doshii 出错',
    help: '也可能是它现在太忙。如果一直这样，请询问 Doshii 是否出了问题。Tradebell 会继续尝试。',
  },
  'other-identity': {
    title: '这是另一个应用',
    help: '客户端 ID 或环境与你添加的不同。如果确实如此，请添加为新连接；旧连接会保留历史记录。',
  },
  'same-identity': {
    title: '这个应用已经连接',
    help: '一个应用只需一个连接：它能收到所有门店的动态。沙盒和正式环境算两个。',
  },
  'sign-in-again': {
    title: '请重新输入客户端 ID',
    help: '保存的客户端 ID 或客户端密钥已丢失或无法读取。请重新输入；其他内容都没有丢失。',
  },
  'waiting-for-keyring': {
    title: '等待解锁密钥环',
    help: '这个连接的客户端 ID 和密钥在你的密钥环中，而密钥环已锁定。解锁后即可继续。',
  },
  'too-large': {
    title: '一次来得太多',
    help:
      '收到的内容超出了处理能力。Tradebell 会重新连接。有客户端密钥时，会补收错过的订单和预订；收件箱会说明哪些无从得知。',
  },
  'not-offered': {
    title: '无法在这里操作',
    help: '请打开你的应用，在那里操作。',
  },
  'wrong-path': {
    title: '这个路径没有 WebSocket',
    help: '服务器有应答，但不在这个路径。路径通常是 /app/socket。',
  },
  'client-refused': {
    title: 'Doshii 不让这个客户端 ID 进入',
    help:
      '它拒绝了 WebSocket，或者什么都没说就关闭了。最常见的原因是客户端 ID 不完整，或属于另一个环境：沙盒和正式环境各有自己的 ID。' +
      '请检查它。如果以前能用，Tradebell 会继续尝试，间隔越来越长。',
  },
  'wrong-client-secret': {
    title: 'Doshii 不接受这个客户端密钥',
    help:
      '事件仍会到来，但无法查询详情，也无法查询错过的内容。请为这个客户端 ID 和环境重新复制密钥，并确认这台电脑的时钟准确；' +
      '或者移除密钥。',
  },
  'gaps-possible': {
    title: '离线期间可能漏掉事件',
    help: '现在一切都能收到。没有客户端密钥，Tradebell 离线期间发生的事情就无法查询；收件箱会标出空缺。',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
