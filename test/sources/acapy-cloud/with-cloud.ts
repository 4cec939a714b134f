import { onTestFinished } from 'vitest';
import type { CloudOptions, Connection, CloudSecret, TroubleCode, Watch } from '../../../src/shared/connection.ts';
import { createCloudSource } from '../../../src/sources/acapy-cloud/source.ts';
import type { Source } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { NOON, type TestClock, testClock } from '../../clock.ts';
import { type Kept, nothingKept, type RecordingSink, recordingSink } from '../../contract/recording-sink.ts';
import { type Cloud, type CloudOptions as ServerOptions, startCloud } from '../../servers/acapy-cloud/cloud.ts';

/** A standing watch: whatever comes into this state. */
export function standing(topic: string, state: string): Watch {
  return { topic, field: 'state', fieldId: state, state };
}

export const PROOFS = standing('proofs', 'request-received');
export const OFFERS = standing('credentials', 'offer-received');
export const MESSAGES = standing('basic-message', 'received');
export const CONNECTIONS = standing('connections', 'completed');

/** A CloudAPI of our own, on the test's clock. */
export async function aCloud(clock: TestClock, options: ServerOptions = {}): Promise<Cloud> {
  const cloud = await startCloud({ now: clock.now, after: clock.after, ...options });
  onTestFinished(() => cloud.close());
  return cloud;
}

export interface Running {
  cloud: Cloud;
  clock: TestClock;
  sink: RecordingSink;
  source: Source;
  logged: string[];
  online(): Promise<void>;
  /** Starts, and waits until it is blocked; answers why. */
  blocked(): Promise<TroubleCode | undefined>;
  trouble(): TroubleCode | undefined;
  /** Keys of what was kept, in the order it first came. */
  keys(): string[];
  stop(): Promise<void>;
}

export interface SourceOptions {
  watches?: readonly Watch[];
  role?: NonNullable<CloudOptions['waypoint']>['role'];
  cloud?: Partial<CloudOptions>;
  secret?: CloudSecret;
  connection?: Partial<Connection>;
  kept?: Kept;
}

/** A source of that cloud, not started, writing to what an earlier one kept. */
export function aSource(cloud: Cloud, clock: TestClock, options: SourceOptions = {}): Running {
  const sink = recordingSink(options.kept ?? nothingKept());
  const network = createNetwork(clock);
  const logged: string[] = [];
  const source = createCloudSource({
    connection: {
      id: 'c1',
      system: 'acapy-cloud',
      name: 'Cloud',
      url: cloud.url,
      auth: 'cloud',
      cloud: {
        walletId: cloud.walletId,
        waypoint: { role: options.role ?? 'tenant', watches: [...(options.watches ?? [PROOFS])] },
        ...options.cloud,
      },
      paused: false,
      rules: {},
      addedAt: NOON - 3_600_000,
      ...options.connection,
    },
    secret: () => Promise.resolve(JSON.stringify(options.secret ?? { apiKey: cloud.apiKey })),
    sink,
    clock,
    random: () => 0.5,
    network,
    log: (message, details) => void logged.push(`${message} ${JSON.stringify(details ?? {})}`),
  });
  const stop = async (): Promise<void> => {
    await source.stop();
    network.close();
  };
  onTestFinished(stop);
  const trouble = (): TroubleCode | undefined => {
    const state = source.state();
    return 'trouble' in state ? state.trouble?.code : undefined;
  };
  return {
    cloud,
    clock,
    sink,
    source,
    logged,
    stop,
    trouble,
    keys: () => [...sink.kept.alerts.keys()],
    async online() {
      source.start();
      await sink.until(() => source.state().phase === 'online');
    },
    async blocked() {
      source.start();
      await sink.until(() => source.state().phase === 'blocked');
      return trouble();
    },
  };
}

/** The key of what was told last of a record. */
export { keyOf } from '../../../src/sources/acapy-cloud/keys.ts';

export { testClock };
