import { type Cloud, startCloud } from '../servers/acapy-cloud/cloud.ts';
import { uuidOf } from '../servers/acapy-cloud/ids.ts';
import { type Nats, startNats } from '../servers/nats/server.ts';

/** Whom the shop's owner is connected with in her identity wallet. */
export const CONTACTS = {
  university: { connectionId: uuidOf('demo', 'university'), label: 'Harbour University' },
  library: { connectionId: uuidOf('demo', 'library'), label: 'City Library' },
} as const;
export type Contact = (typeof CONTACTS)[keyof typeof CONTACTS];

/** The identity wallet of the demo's owner: an acapy-cloud, and the NATS server that tells of what happens there. */
export interface SampleCloud {
  /** What its connection is called. */
  readonly name: string;
  readonly cloud: Cloud;
  readonly nats: Nats;
  /** How many alerts the lists bring, which are first asked for when Waypoint stands in for NATS. */
  readonly past: number;
  close(): Promise<void>;
}

const LOGIN = { username: 'birch-and-clay', secret: 'kiln' } as const;
const DAY = 86_400_000;

/**
 * Starts both on loopback; the cloud's own timers run as on a real one: it pings, and closes streams that have nothing to say.
 *
 * @throws where nats-server is not installed, with what to do
 */
export async function startSampleCloud(): Promise<SampleCloud> {
  const nats = await startNats({ auth: 'user', user: LOGIN });
  try {
    const cloud = await startCloud({
      after(ms, task) {
        const timer = setTimeout(task, ms).unref();
        return () => clearTimeout(timer);
      },
    });
    cloud.publishTo(nats);
    // Nobody but her own contacts.
    cloud.store.remove('connection', cloud.walletId, cloud.peerId);
    for (const [index, { connectionId, label }] of Object.values(CONTACTS).entries()) {
      cloud.connection({ id: connectionId, at: Date.now() - (4 + index) * DAY, live: false, payload: { their_label: label } });
    }
    return {
      name: 'Identity wallet',
      cloud,
      nats,
      past: cloud.store.records('connection', cloud.walletId).length,
      async close() {
        await cloud.close();
        await nats.close();
      },
    };
  } catch (error) {
    await nats.close();
    throw error;
  }
}
