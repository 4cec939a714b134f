import type { TroubleCode } from '../../connection.ts';
import type { System } from '../../system.ts';
import { SERVER } from './nouns.ts';
import { cloudTroubles } from './troubles-cloud.ts';
import { doshiiTroubles } from './troubles-doshii.ts';
import { ewalletTroubles } from './troubles-ewallet.ts';
import { openbazaarTroubles } from './troubles-openbazaar.ts';

/** What is wrong, and what to do. */
export interface TroubleWords {
  title: string;
  help: string;
}

/** What holds for every system. `node`: what its server is called; `one`: the same with its measure word, after "这". */
const general = (node: string, one: string) =>
  ({
    'bad-address': {
      title: '这个地址无法使用',
      help: '请写成 http:// 或 https://，后接主机；如果有端口，也请写上。',
    },
    'name-not-found': {
      title: '找不到叫这个名字的电脑',
      help: `请检查地址的拼写，并确认你与${node}在同一网络中。`,
    },
    refused: {
      title: '这个地址没有应答',
      help: `请启动${node}，或检查主机和端口。`,
    },
    unreachable: {
      title: `无法连接到${node}`,
      help: `请检查网络，以及你与${node}之间的防火墙或 VPN。Tradebell 会继续尝试。`,
    },
    timeout: {
      title: `${node}没有应答`,
      help: `它可能正忙或正在启动。Tradebell 会继续尝试；如果一直这样，请重新启动${node}。`,
    },
    lost: {
      title: '连接中断',
      help: `${node}已停止，或者网络有变化。Tradebell 会自动重新连接，并补收你错过的内容。`,
    },
    silent: {
      title: `${node}没有动静了`,
      help: '连接看似正常，却收不到任何内容。Tradebell 会自动重新连接。',
    },
    forbidden: {
      title: `${node}拒绝让我们进入`,
      help: `它没有说明原因。请检查登录方式和${node}的权限设置。在你要求之前，Tradebell 不会重试。`,
    },
    'plain-to-tls': {
      title: `这${one}要求加密连接`,
      help: '请将地址中的 http:// 改为 https://。',
    },
    'tls-to-plain': {
      title: `这${one}不加密连接`,
      help: `如果${node}在本机或你信任的网络中，请将地址中的 https:// 改为 http://。`,
    },
    'certificate-unknown': {
      title: `没有机构为这${one}的证书担保`,
      help: `如果${node}使用自制的证书，这很正常。请将指纹与${node}上的指纹比对，一致时才信任。`,
    },
    'certificate-changed': {
      title: '证书不是你信任的那一份',
      help: `如果是你更换的，请将新指纹与${node}上的指纹比对，然后信任它。如果不是，可能有人在中间拦截：你的登录信息没有发出。`,
    },
    'not-a-node': {
      title: '应答的是别的服务',
      help: `它不是${node}。请检查地址和端口。`,
    },
    'server-error': {
      title: `${node}出错`,
      help: `请查看${node}的日志。Tradebell 会继续尝试。`,
    },
    'other-identity': {
      title: `在这个地址应答的是另一${one}`,
      help: '它不是你添加的那个。如果确实如此，请添加为新连接；旧连接会保留历史记录。',
    },
    'same-identity': {
      title: `这${one}已经连接`,
      help: `一${one}只需一个连接。如果有两个，请移除一个。`,
    },
    'sign-in-again': {
      title: '请重新登录',
      help: '你的登录信息已丢失或无法读取。请重新输入；其他内容都没有丢失。',
    },
    'waiting-for-keyring': {
      title: '等待解锁密钥环',
      help: '这个连接的登录信息在你的密钥环中，而密钥环已锁定。解锁后即可继续。',
    },
    'proxy-unreachable': {
      title: '无法连接到代理',
      help: `请启动代理（例如 Tor），或检查它的地址。没有任何内容会绕过代理发往${node}；Tradebell 会继续尝试。`,
    },
    'proxy-refused': {
      title: '代理不让我们通过',
      help: `它可能要求登录，而 Tradebell 无法登录代理；可能不允许连接这${one}；也可能是另一种代理。`,
    },
    'too-large': {
      title: '一次来得太多',
      help: `收到的内容超出了处理能力。Tradebell 会重新连接，并向${node}查询要紧的内容。`,
    },
    'not-connected': {
      title: `Tradebell 现在没有连接到这${one}`,
      help: '连接已暂停或移除，所以没有执行任何操作。请恢复或重新添加连接，然后再试。',
    },
    'not-offered': {
      title: '已无法在这里操作',
      help: `${node}尚未确认，或者已经执行过。请在收件箱中打开，查看进展。`,
    },
    'wrong-scheme': {
      title: '登录方式不对',
      help: `${node}在这个地址要求另一种登录方式。请编辑连接，选择另一种。`,
    },
    'wrong-api-key': {
      title: '不认识这个 API 密钥',
      help: `请从${node}显示密钥的地方重新复制，并检查它在那里是否仍处于启用状态。`,
    },
    'wrong-secret-key': {
      title: '密钥不匹配',
      help: `${node}不认识这对密钥。请重新复制两者；丢失的秘密密钥无法再次显示，只能重新创建。`,
    },
    'unknown-token': {
      title: '不认识这个令牌',
      help: `${node}不认识这个令牌，或者它不属于这个用户。请重新登录以获取新的令牌。`,
    },
    'expired-token': {
      title: '令牌已过期',
      help: '请重新登录以获取新的令牌；其他内容都没有丢失。在此之前，Tradebell 不会重试。',
    },
    'wrong-path': {
      title: '这个路径没有内容',
      help: `${node}有应答，但不在这个路径。请编辑连接，选择另一个路径。`,
    },
    'wrong-version': {
      title: `这${one}使用另一个版本`,
      help: `Tradebell 不认识它的 API 版本。请检查地址，或询问${node}的运营者。`,
    },
    'socket-refused': {
      title: '已登录，但不允许监听',
      help: `${node}接受你的登录信息，却拒绝 WebSocket。中间的代理可能不放行 WebSocket：请询问它的运营者。`,
    },
    'wrong-login': {
      title: '电子邮箱或密码错误',
      help: '请检查两者，然后再试。Tradebell 不会保存密码。',
    },
    'wrong-code': {
      title: '验证码无效',
      help: '请输入身份验证器现在显示的验证码，或一个尚未用过的备用码。',
    },
    'no-sign-in': {
      title: '这里不能用电子邮箱登录',
      help: `这${one}只接受密钥。请选择用密钥登录，并从${node}复制密钥。`,
    },
    'topics-refused': {
      title: '没有监听到全部内容',
      help: `${node}不允许监听所请求的部分内容。其余内容正常。请编辑连接来修正。`,
    },
    'changed-meanwhile': {
      title: '情况已经变化',
      help: '它与你看到的已不相同，所以没有执行任何操作。请重新查看，然后再决定。',
    },
    'decided-already': {
      title: '已经有了决定',
      help: '别人抢先一步，或者你已在另一台电脑上决定。这次没有执行任何操作。',
    },
    'asked-too-long-ago': {
      title: '这个询问已经太久',
      help: '询问之后可能已有很多变化，所以没有执行任何操作。请重新打开，再次询问。',
    },
    'refused-by-server': {
      title: `${node}拒绝了`,
      help: '它没有执行请求，原因如它在此所述。请先解决，然后再试。',
    },
    'outcome-unknown': {
      title: '可能已执行，也可能没有',
      help: `请求已发出，但没有收到答复。Tradebell 不会再次发送。请在${node}上查看结果。`,
    },
    'no-api-key': {
      title: '密钥没有送达',
      help: `${node}没有看到密钥。请重新输入；可能是中间的代理把它去掉了。`,
    },
    'unknown-role': {
      title: '不认识这种密钥',
      help: `${node}不知道这个密钥的用途。请重新完整复制。`,
    },
    'wrong-wallet': {
      title: '密钥打不开它',
      help: `${node}认识这个密钥，但它不能用于所请求的内容。请检查监听的内容，或换一个密钥。`,
    },
    'bad-watch': {
      title: '无法监听这一项',
      help: `${node}不接受所请求的部分内容。请编辑连接来修正。`,
    },
    'waypoint-down': {
      title: '暂时收不到事件',
      help: `${node}有应答，但向它传递事件的服务没有应答。Tradebell 会继续尝试。`,
    },
    'stream-missing': {
      title: '没有事件流',
      help: `${node}没有这个事件流。请让它的运营者创建。`,
    },
    'not-permitted': {
      title: '没有权限',
      help: `你的登录信息没有这项权限。请让${node}的运营者开放权限。`,
    },
    'gaps-possible': {
      title: '离线期间可能漏掉事件',
      help: `Tradebell 已在线，但离线期间发生的事情无法向${node}查询。`,
    },
    'on-the-other-road': {
      title: '暂时通过另一种方式连接',
      help: `通往${node}的常用方式不可用，暂由另一种代替。Tradebell 会尽快切回。`,
    },
    'client-refused': {
      title: '不允许我们监听',
      help: `${node}拒绝了 WebSocket，多半是因为你的登录信息。请检查它。Tradebell 会继续尝试。`,
    },
    'wrong-client-secret': {
      title: '客户端密钥不正确',
      help: `${node}不接受它。请重新复制，并检查这台电脑的时钟是否准确。事件仍会到来，但无法查询任何内容。`,
    },
    'not-noted': {
      title: '没有执行任何操作',
      help: '你同意的操作必须先记录下来，而磁盘无法写入。请腾出空间，然后再试。',
    },
  }) satisfies Record<TroubleCode, TroubleWords>;

/** What can be wrong with a connection of each system, or with what was to be done over it: what it is called, and what to do. */
export const troubles = {
  openbazaar: { ...general(SERVER.openbazaar, '个节点'), ...openbazaarTroubles },
  ewallet: { ...general(SERVER.ewallet, '台钱包服务器'), ...ewalletTroubles },
  // Either of its two servers may be in trouble: the CloudAPI or NATS.
  'acapy-cloud': { ...general('服务器', '台服务器'), ...cloudTroubles },
  doshii: { ...general('服务器', '台服务器'), ...doshiiTroubles },
} as const satisfies Record<System, Readonly<Record<TroubleCode, TroubleWords>>>;
