import type { Connection } from '../../src/shared/connection.ts';
import { keyOf } from '../../src/sources/acapy-cloud/keys.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import { NOON } from '../clock.ts';
import { startCloud } from '../servers/acapy-cloud/cloud.ts';
import type { Entity } from '../servers/acapy-cloud/domain.ts';
import { type NatsOptions, startNats } from '../servers/nats/server.ts';
import { startProxy } from '../servers/proxy.ts';
import { type ServerUnderTest, sourceContract } from './source-contract.ts';

const GARBAGE = ['', 'null', '[]', '{', '{}', '\u0000', '{"wallet_id":"w"}', 'x'.repeat(1_000)];

/** A CloudAPI whose events go to a real NATS server, which is reached by a way that can be cut. */
async function start(options: NatsOptions): Promise<ServerUnderTest> {
  const nats = await startNats({ auth: 'user', ...options });
  const proxy = await startProxy(nats.port);
  const cloud = await startCloud({ now: () => NOON });
  cloud.publishTo(nats);
  const keyFor = ({ event }: Entity): string => keyOf({ walletId: event.wallet_id, topic: event.topic, payload: event.payload });
  const url = `nats://127.0.0.1:${proxy.port}`;
  const connection: Connection = {
    id: 'c1',
    system: 'acapy-cloud',
    name: 'Cloud',
    url,
    auth: 'cloud',
    cloud: { walletId: cloud.walletId, nats: { url, auth: 'user', username: nats.user.username ?? '' } },
    paused: false,
    rules: {},
    addedAt: NOON - 3_600_000,
  };
  let secret = nats.user.secret ?? '';
  let last: Entity | undefined;
  return {
    connection,
    get secret() {
      return JSON.stringify({ nats: secret });
    },
    sayLive() {
      last = cloud.message();
      return keyFor(last);
    },
    sayMissed: (count) => Array.from({ length: count }, () => keyFor(cloud.message())),
    repeat: () => last?.repeat(),
    async garbage() {
      for (const text of GARBAGE) await nats.publishRaw(`cloudapi.aries.events.no_group.${cloud.walletId}`, text);
    },
    huge: () => Promise.reject(new Error('a NATS server takes no message over a megabyte')),
    drop: () => proxy.drop(),
    halfOpen: () => proxy.halfOpen(),
    down: () => proxy.down(),
    up: () => proxy.up(),
    holdCatchUp: () => {
      throw new Error('nothing is asked for that could be held');
    },
    refuse() {
      secret = nats.wrong.secret ?? '';
    },
    connections: () => proxy.connections,
    attempts: () => proxy.attempts,
    // It asks JetStream, acknowledges, and publishes nothing.
    strayFrames: () => [...proxy.sent.matchAll(/^H?PUB (\S+)/gm)].map(([, subject = '']) => subject).filter((subject) => !subject.startsWith('$JS.')),
    async idle() {
      await cloud.published();
      // A way to the server and back, which is another process: what it has to say to others it has said too.
      await nats.messages();
    },
    connected: () => proxy.nextConnection(),
    disconnected: () => proxy.nextDisconnection(),
    async close() {
      await cloud.close();
      await proxy.close();
      await nats.close();
    },
  };
}

sourceContract('acapy-cloud over NATS', {
  system: SOURCES['acapy-cloud'],
  start: () => start({}),
  silenceMs: 30_000,
  refused: 'forbidden',
  keepsForUs: true,
  neverHuge: true,
});
