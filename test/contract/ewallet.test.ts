import type { Connection } from '../../src/shared/connection.ts';
import { finalizedKey, requestKey } from '../../src/sources/ewallet/keys.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import { NOON } from '../clock.ts';
import { startWallet, type Wallet } from '../servers/ewallet/wallet.ts';
import { type ServerUnderTest, sourceContract } from './source-contract.ts';

const GARBAGE = [
  ...['', 'null', '[]', '{', '{}', '\u0000', '{"event":1}'],
  ...['phx_reply', 'transaction_consumption_request', 'x'].map((event) => JSON.stringify({ event })),
];
/** ewallet.md, "Envelope": all that is ever sent. */
const SENT_EVENTS = ['phx_join', 'phx_leave', 'heartbeat'];

/** A wallet whose owner of requests is whom the connection listens to. */
async function start(connectionTo: (wallet: Wallet) => Who): Promise<ServerUnderTest> {
  const wallet = await startWallet({ now: () => NOON });
  const { secret, owner, ...who } = connectionTo(wallet);
  const request = wallet.request({ owner });
  const connection: Connection = {
    id: 'c1',
    system: 'ewallet',
    name: 'Wallet',
    url: wallet.url,
    paused: false,
    rules: {},
    addedAt: NOON - 3_600_000,
    ...who,
  };
  return {
    connection,
    secret,
    sayLive: () => requestKey(wallet.consume({ request, by: wallet.bob }).id),
    sayMissed: (count) =>
      Array.from({ length: count }, (_, index) => {
        const { id } = wallet.consume({ request, by: wallet.bob, live: false });
        if (index % 3 !== 2) return requestKey(id);
        wallet.reject(id, { live: false });
        return finalizedKey(id, 'rejected');
      }),
    repeat: () => wallet.repeatLast(),
    async garbage() {
      for (const text of GARBAGE) await wallet.sendText(text);
      await wallet.sendBinary(Buffer.from([0xff, 0xfe, 0x00]));
    },
    huge: () => wallet.sendHuge(5 * 1024 * 1024),
    drop: () => wallet.drop(),
    halfOpen: () => wallet.sockets.halfOpen(),
    down: () => wallet.down(),
    up: () => wallet.up(),
    holdCatchUp: (late) => wallet.faults.hold('transaction_consumption.all', { answered: late === undefined ? 'before' : 'after' }),
    refuse: () => wallet.credentials.refuse(),
    connections: () => wallet.connections,
    attempts: () => wallet.attempts.length,
    strayFrames: () => wallet.frames.filter(({ event, ref }) => !SENT_EVENTS.includes(event) || ref === null).map(({ text }) => text),
    idle: () => wallet.idle(),
    connected: () => wallet.nextConnection(),
    disconnected: () => wallet.nextDisconnection(),
    close: () => wallet.close(),
  };
}

type Who = Pick<Connection, 'auth' | 'username' | 'topics'> & { secret: string; owner: Wallet['shop'] | Wallet['alice'] };

sourceContract('eWallet, with access keys', {
  system: SOURCES.ewallet,
  start: () =>
    start(({ shop, credentials }) => ({
      auth: 'OMGProvider',
      username: credentials.accessKey,
      secret: credentials.secretKey,
      topics: [`account:${shop.id}`],
      owner: shop,
    })),
  silenceMs: 35_000,
  refused: 'wrong-secret-key',
});

sourceContract('eWallet, as a user', {
  system: SOURCES.ewallet,
  start: () =>
    start(({ alice, credentials }) => ({
      auth: 'OMGClient',
      username: credentials.apiKey,
      secret: credentials.issue(alice),
      owner: alice,
    })),
  silenceMs: 35_000,
  refused: 'unknown-token',
  // The client API has no list of what was missed.
  capabilities: { catchUp: false },
  proofOfLifeMs: 26_000,
});
