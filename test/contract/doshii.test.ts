import type { Connection } from '../../src/shared/connection.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import { NOON } from '../clock.ts';
import { type Doshii, startDoshii } from '../servers/doshii/doshii.ts';
import type { Order } from '../servers/doshii/things.ts';
import { type ServerUnderTest, sourceContract } from './source-contract.ts';

const GARBAGE = [
  ...['', 'null', '[]', '{', '{}', '\u0000', '"order_created"', '{"event":1}', '{"emit":[]}', '{"emit":"order_created"}', '{"data":{}}'],
  ...['{"doshii":null}', '{"doshii":{"ping":"1"}}', '{"type":"","data":{"id":"1"}}', `{"emit":${'['.repeat(2_000)}${']'.repeat(2_000)}}`],
];

/** What orders go by on every road (doshii.md, "Business frames"). */
function keyOf({ id, row }: Order): string {
  return `order|${id}|${String(row['status'])}|${String(row['version'])}`;
}

async function start(options: { secret: boolean }): Promise<ServerUnderTest> {
  let now = NOON - 60_000;
  const doshii: Doshii = await startDoshii({ now: () => now });
  const { clientId, clientSecret } = doshii;
  const connection: Connection = {
    id: 'c1',
    system: 'doshii',
    name: 'Doshii',
    url: doshii.url,
    auth: 'client',
    doshii: { rest: doshii.rest },
    paused: false,
    rules: {},
    addedAt: NOON - 3_600_000,
  };
  const missed = (): Order => {
    now += 1;
    return doshii.order({ live: false });
  };
  return {
    connection,
    secret: JSON.stringify(options.secret ? { clientId, clientSecret } : { clientId }),
    sayLive() {
      const order = missed();
      order.say('order_created', { data: { version: order.row['version'] } });
      return keyOf(order);
    },
    sayMissed: (count) => Array.from({ length: count }, () => keyOf(missed())),
    repeat: () => doshii.repeatLast(),
    async garbage() {
      for (const text of GARBAGE) await doshii.sendText(text);
      await doshii.sendBinary(Buffer.from([0xff, 0xfe, 0x00]));
    },
    huge: () => doshii.sendHuge(5 * 1024 * 1024),
    drop: () => doshii.drop(),
    halfOpen: () => doshii.sockets.halfOpen(),
    down: () => doshii.down(),
    up: () => doshii.up(),
    holdCatchUp: (late) => doshii.faults.hold('/orders', { answered: late === undefined ? 'before' : 'after' }),
    refuse: () => void doshii.faults.refuseSockets(401),
    connections: () => doshii.connections,
    attempts: () => doshii.attempts.length,
    strayFrames: () => doshii.frames.filter(({ ping, version }) => ping === undefined || version === undefined).map(({ text }) => text),
    idle: () => doshii.idle(),
    connected: async () => void (await doshii.nextConnection()),
    disconnected: async () => void (await doshii.nextDisconnection()),
    close: () => doshii.close(),
  };
}

const doshii = { system: SOURCES.doshii, silenceMs: 75_000, refused: 'client-refused', refusedWaits: true, proofOfLifeMs: 30_000 } as const;

sourceContract('Doshii, with a client secret', { ...doshii, start: () => start({ secret: true }), catchUpEveryMs: 60_000 });

sourceContract('Doshii, with a client id alone', { ...doshii, start: () => start({ secret: false }), capabilities: { catchUp: false } });
