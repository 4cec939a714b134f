import type { Connection } from '../../src/shared/connection.ts';
import { messageKey } from '../../src/sources/openbazaar/chat.ts';
import { notificationKey } from '../../src/sources/openbazaar/notifications.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import { NOON } from '../clock.ts';
import { peerIdOf } from '../servers/openbazaar/ids.ts';
import { startNode } from '../servers/openbazaar/node.ts';
import { type ServerUnderTest, sourceContract } from './source-contract.ts';

async function start(): Promise<ServerUnderTest> {
  const node = await startNode({
    peerID: peerIdOf('vendor'),
    access: { kind: 'basic', username: 'me', password: 'secret' },
    now: () => NOON,
    missingImages: 'error',
  });
  const connection: Connection = {
    id: 'c1',
    system: 'openbazaar',
    name: 'Shop',
    url: node.url,
    auth: 'basic',
    username: 'me',
    paused: false,
    rules: {},
    addedAt: NOON - 3_600_000,
  };
  let last: ReturnType<typeof node.trade.sale> | undefined;
  return {
    connection,
    secret: 'secret',
    sayLive() {
      last = node.trade.sale();
      return notificationKey('order', last.id);
    },
    sayMissed: (count) =>
      Array.from({ length: count }, (_, index) =>
        index % 50 === 49
          ? messageKey(node.trade.chat({ live: false, peer: peerIdOf(`peer ${index}`) }).id)
          : notificationKey('follow', node.trade.follow({ live: false }).id)
      ),
    repeat: () => void (last === undefined ? undefined : node.trade.again(last)),
    async garbage() {
      for (const text of ['', 'null', '[]', '{', '{"notification":{}}', '{"notification":[1]}', '\u0000', '{"message":{"messageId":1}}'])
        await node.sendRaw(text);
      await node.sendRaw(Buffer.from([0xff, 0xfe, 0x00]), { binary: true });
    },
    huge: () => node.sendHuge(2 * 1024 * 1024),
    drop: () => node.sockets.drop(),
    halfOpen: () => node.sockets.halfOpen(),
    down: () => node.down(),
    up: () => node.up(),
    holdCatchUp: (late) => node.faults.hold('ob/notifications', { answered: late === undefined ? 'before' : 'after' }),
    refuse: () => node.setAccess({ kind: 'closed' }),
    connections: () => node.sockets.count,
    attempts: () => node.log.requests.length,
    // It only listens.
    strayFrames: () => node.sockets.messages.map(({ data }) => data.toString()),
    idle: () => node.idle(),
    connected: () => node.nextConnection(),
    disconnected: () => node.nextDisconnection(),
    close: () => node.close(),
  };
}

sourceContract('OpenBazaar', { system: SOURCES.openbazaar, start, silenceMs: 40_000, refused: 'forbidden' });
