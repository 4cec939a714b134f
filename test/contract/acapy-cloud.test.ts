import type { CloudOptions, Connection } from '../../src/shared/connection.ts';
import { keyOf } from '../../src/sources/acapy-cloud/keys.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import { NOON } from '../clock.ts';
import { type Cloud, startCloud } from '../servers/acapy-cloud/cloud.ts';
import type { Entity, RecordDetails } from '../servers/acapy-cloud/domain.ts';
import { type ServerUnderTest, sourceContract } from './source-contract.ts';

/** What a contract test says, and who hears it. */
interface Who {
  waypoint: NonNullable<CloudOptions['waypoint']>;
  apiKey(cloud: Cloud): string;
  say(cloud: Cloud, details: RecordDetails): Entity;
}

const GARBAGE = ['', 'null', '[]', '{', '{}', '\u0000', '{"wallet_id":"w"}', '{"wallet_id":"w","topic":"proofs"}', 'x'.repeat(1_000)];
/** Older than what Waypoint looks back to. */
const FORGOTTEN_MS = 61_000;

/** A CloudAPI that is listened to over Waypoint. What nobody hears live is found by looking back, until the next thing is said a minute later. */
async function start({ waypoint, apiKey, say }: Who): Promise<ServerUnderTest> {
  let now = NOON;
  const cloud = await startCloud({ now: () => now });
  const keyFor = ({ event }: Entity): string => keyOf({ walletId: event.wallet_id, topic: event.topic, payload: event.payload });
  const connection: Connection = {
    id: 'c1',
    system: 'acapy-cloud',
    name: 'Cloud',
    url: cloud.url,
    auth: 'cloud',
    cloud: { walletId: cloud.walletId, waypoint },
    paused: false,
    rules: {},
    addedAt: NOON - 3_600_000,
  };
  let last: Entity | undefined;
  let missed = 0;
  return {
    connection,
    secret: JSON.stringify({ apiKey: apiKey(cloud) }),
    sayLive() {
      const isHeard = cloud.streams.some(({ silent }) => !silent);
      now += FORGOTTEN_MS;
      last = say(cloud, {});
      if (isHeard) now += FORGOTTEN_MS;
      return keyFor(last);
    },
    sayMissed: (count) =>
      Array.from({ length: count }, () => keyFor(say(cloud, { live: false, at: NOON - 60_000 + ++missed }))),
    repeat: () => last?.repeat(),
    live: () => cloud.ping(),
    garbage() {
      for (const text of GARBAGE) cloud.write(`data: ${text}\n\n`);
      return Promise.resolve();
    },
    huge: () => Promise.resolve(cloud.writeHuge(5 * 1024 * 1024)),
    drop() {
      // What ends before it gave a sign of life is no connection that was lost.
      cloud.ping();
      cloud.drop();
    },
    halfOpen: () => cloud.silence(),
    down: () => cloud.down(),
    up: () => cloud.up(),
    holdCatchUp: () => cloud.faults.hold('/verifier/proofs'),
    refuse: () => void cloud.keys.refuse(),
    connections: () => cloud.streams.length,
    attempts: () => cloud.requests.length,
    strayFrames: () => cloud.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path),
    idle: () => cloud.idle(),
    connected: async () => void (await cloud.nextStream()),
    disconnected: async () => void (cloud.streams.length === 0 ? undefined : await cloud.nextEnd()),
    close: () => cloud.close(),
  };
}

const waypoint = { system: SOURCES['acapy-cloud'], silenceMs: 40_000, refused: 'wrong-wallet', opensAnew: true, dropsRepeats: true } as const;

sourceContract('acapy-cloud over Waypoint, as an admin', {
  ...waypoint,
  start: () =>
    start({
      waypoint: { role: 'tenant-admin', watches: [{ topic: 'basic-message', field: 'state', fieldId: 'received', state: 'received' }] },
      apiKey: ({ keys }) => keys.tenantAdmin,
      say: (cloud, details) => cloud.message(details),
    }),
  // Lists are for tenants, and there is none of messages.
  capabilities: { catchUp: false },
});

sourceContract('acapy-cloud over Waypoint, as a tenant', {
  ...waypoint,
  start: () =>
    start({
      waypoint: { role: 'tenant', watches: [{ topic: 'proofs', field: 'state', fieldId: 'request-received', state: 'request-received' }] },
      apiKey: ({ apiKey }) => apiKey,
      say: (cloud, details) => cloud.proof(details),
    }),
});
