import { t } from './phrases.ts';
import { plural } from './plural.ts';

/** Where a Doshii app listens. */
type Environment = 'sandbox' | 'live' | 'other';

/** What can be wrong with what was entered for Doshii. */
export const doshiiProblems = {
  socketEmpty: '请输入 WebSocket 地址。',
  socketUnreadable: '这不是有效的地址，应类似 wss://socket.example.com/app/socket。',
  socketScheme: '不支持这种地址。请使用以 wss:// 开头的地址。',
  socketExposed: '客户端 ID 会在网络上明文传输。请使用 wss://；ws:// 仅限本机。',
  socketPath: 'WebSocket 的路径应为 /app/socket 或 /app/socket/v3。',
  restEmpty: '请输入 REST API 的地址：没有它，客户端密钥毫无用处。',
  restUnreadable: '这不是有效的地址，应类似 https://api.example.com/partner/v3。',
  restScheme: '不支持这种地址。请使用以 https:// 开头的地址。',
  restExposed: '查询内容会在网络上明文传输。请使用 https://；http:// 仅限本机。',
  noClientId: '请输入客户端 ID。',
  badClientId: '这不可能是客户端 ID。请重新复制，不要带空格。',
  badClientSecret: '这不可能是客户端密钥。请重新复制，不要带空格。',
  sameAsClientId: '这又是客户端 ID。客户端密钥是另一段文字。',
  clientSecretAgain: '已保存的客户端密钥属于另一个地址或客户端 ID。请输入新的密钥，或将其移除。',
  badDeviceId: '这不可能是设备 ID。请重新复制。',
};

/** What the form says of a Doshii app. */
export const doshiiForm = {
  nameSuggestion: '我的 Doshii 应用',
  environment: '环境',
  environments: { sandbox: '沙盒', live: '正式', other: '其他地址' } satisfies Record<Environment, string>,
  environmentHints: {
    sandbox: '用于试验：测试门店，测试订单。',
    live: '真实门店，真实订单。',
    other: '用于 Doshii 给你的地址，或你自己的服务器。',
  } satisfies Record<Environment, string>,
  address: 'WebSocket 地址',
  addressHint: '例如 wss://socket.sandbox.doshii.co/app/socket。可以粘贴完整地址：其中的客户端 ID 会被取出。',
  addressPlaceholder: 'wss://',
  clientId: '客户端 ID',
  clientIdHint: '由 Doshii 发给你的应用。知道它的人就能监听，所以会像密码一样保存。也可以粘贴完整的 WebSocket 地址。',
  clientSecret: '客户端密钥',
  /** Beside the label. */
  optional: '可选',
  clientSecretHint: '有了它，就能查到姓名、合计和餐桌，并补收错过的订单和预订。',
  withoutSecret: '没有客户端密钥，就只能显示事件本身的内容。Tradebell 离线期间发生的事情无法查询：收件箱会标出这段空缺。',
  /** A button: the client secret that is kept shall be kept no longer. */
  forgetSecret: '移除客户端密钥',
  secretForgotten: '保存后会移除客户端密钥。',
  more: '更多设置',
  deviceId: '设备 ID',
  deviceIdHint: '仅在 Doshii 给过你时填写。',
  rest: 'REST API 地址',
  restHint: '例如 https://sandbox.doshii.co/partner/v3。仅在使用客户端密钥时需要。',
  restPlaceholder: 'https://',
  recognised: {
    auth: '已从地址中取出客户端 ID，不会显示。',
    deviceId: '已从地址中取出设备 ID。',
    sandbox: '这是沙盒环境。',
    live: '这是正式环境。',
    address: '已从中取出地址。',
    login: '其中的登录信息已略去：Doshii 需要的是客户端 ID。',
    unreadableAuth: '地址中 auth= 后面的内容不是客户端 ID：请在下方输入。',
    rest: '这是 REST API 的地址，还需要输入 WebSocket 地址。',
  },
  /** The answer of a test. `locations`: of how many venues it hears; undefined where that cannot be asked. */
  works: (locations: number | undefined) => {
    if (locations === undefined) return '已连接。只有提供客户端密钥，才能查到会收到哪些门店的动态。';
    return locations === 0 ? '已连接。目前还没有门店的动态可收。' : t`已连接。会收到${plural(locations, '家门店')}的动态。`;
  },
  listed: {
    yes: '补收：支持。Tradebell 离线期间的订单和预订会在事后取回。',
    no: '补收：不支持。Tradebell 离线期间发生的事情无法查询，会标出空缺。',
  },
};
