import { t } from './phrases.ts';

/** What a first start says: the welcome, the first ring, the sample data. */
export const welcome = {
  title: '有交易动态，马上通知你',
  lead: 'Tradebell 监听你的 OpenBazaar 节点、OmiseGO eWallet、acapy-cloud 钱包或 Doshii 应用，安静地待在托盘中。',
  points: [
    { title: '销售、付款、退款', text: '谁、什么、多少钱，发生的那一刻就知道。' },
    { title: '纠纷、期限、批准', text: '在到期之前告诉你还剩多少时间。' },
    { title: '一条不漏', text: '离线期间错过的内容，都在收件箱里等你。' },
  ],
  start: '添加第一个连接',
  startHint: '不到一分钟：粘贴你手头的内容即可。',
  look: '先用示例数据看看',
  privacy: {
    keyring: '密码保存在你的密钥环中。除了发往你自己的节点或钱包，没有任何内容离开这台电脑。',
    none: '系统没有密钥环，所以关闭 Tradebell 后就会忘记密码。除了发往你自己的节点或钱包，没有任何内容离开这台电脑。',
    plain: '按你的同意，密码保存在未加密的文件中。除了发往你自己的节点或钱包，没有任何内容离开这台电脑。',
  },
};

/** After the first connection was added: does it hear, does it ring. */
export const firstRing = {
  title: '已添加。能收到通知吗？',
  listens: (name: string) => t`${name}已连接。从现在起，那里有动态时就会通知你。`,
  waits: (name: string) => t`正在连接${name}…`,
  reads: (name: string) => t`正在读取${name}此前的内容。这些不会通知。`,
  failed: (name: string) => t`暂时无法连接到${name}。原因见下方。`,
  ring: '发一条测试通知',
  ringAgain: '再发一条',
  ringHelp: '会出现一条通知，就像有销售时那样。',
  rung: '桌面已接受。什么都没看到？请检查“勿扰模式”。',
  silent: '桌面没有接受。通知服务在运行吗？收件箱照样会接收。',
  toInbox: '前往收件箱',
};

/** Of the invented alerts that one can look around with. */
export const sample = {
  banner: '示例数据。这里的一切都不是真的，不会通知，也不会发给任何人。',
  leave: '移除示例数据',
  left: '示例数据已移除',
  titleMark: '示例数据',
  connections: { shop: '示例店铺', wallet: '示例钱包', identity: '示例身份', venue: '示例门店' },
  people: { buyer: '林小雨', second: '陈志远', payer: '周建明', follower: '老港书店', verifier: '市图书馆' },
  items: { mug: '陶土马克杯', spoon: '胡桃木勺', scarf: '羊毛围巾', lunch: '泰式炒河粉、冰茶' },
  venue: '海港咖啡馆',
  account: '海港陶坊',
  messages: {
    question: '你好！能改寄给我在厦门的妹妹吗？她很想亲手拆开。',
    thanks: '谢谢，今天早上收到了。比图片上还要好看。',
  },
};
