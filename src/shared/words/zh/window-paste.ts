import type { System } from '../../system.ts';
import { t } from './phrases.ts';

/** What is said of something pasted that may be of any system. */
export const paste = {
  label: '粘贴你手头的内容',
  hint: '地址、密钥、Cookie、.creds 文件，或含有它们的整条命令都可以，会自动填到相应的位置。',
  look: '识别并填入',
  chooseFile: '选择文件',
  systems: { openbazaar: 'OpenBazaar', ewallet: 'eWallet', 'acapy-cloud': 'acapy-cloud', doshii: 'Doshii' } satisfies Record<System, string>,
  pieces: {
    openbazaar: { address: '节点地址', cookie: 'Cookie', login: '用户名和密码' },
    ewallet: { address: '钱包服务器地址', keys: '密钥' },
    'acapy-cloud': { address: 'CloudAPI 地址', nats: 'NATS 服务器', key: 'API 密钥', creds: '.creds 文件' },
    doshii: { address: 'WebSocket 地址', clientId: '客户端 ID' },
  } satisfies Record<System, Record<string, string>>,
  recognised: (system: string, pieces: readonly string[]) => t`已识别为${system}：${pieces.join('、')}。`,
  needed: (field: string) => `还需要：${field}。`,
  complete: '内容齐全。',
  test: '测试一下',
  notThat: '不对吗？请在下面另选。',
  /** `others`: what could be told is not of one system. */
  several: '这有几种可能。是哪一种？',
  choice: (system: string, pieces: readonly string[]) => `${system}：${pieces.join('、')}`,
  none: {
    unknown: '无法识别。请选择你想监听什么，再填入相应的位置。',
    half: '这只是 .creds 文件的一半：缺少种子。请选择完整的文件。',
    long: '内容太长，不可能是其中任何一种。',
  },
};
