import { onTestFinished } from 'vitest';
import type { Connection, DoshiiSecret, TroubleCode } from '../../../src/shared/connection.ts';
import { createDoshiiSource } from '../../../src/sources/doshii/source.ts';
import type { Source } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { NOON, type TestClock, testClock } from '../../clock.ts';
import { type Kept, nothingKept, type RecordingSink, recordingSink } from '../../contract/recording-sink.ts';
import { type Doshii, type DoshiiOptions, startDoshii } from '../../servers/doshii/doshii.ts';

/** A Doshii of our own, on the test's clock. */
export async function aDoshii(clock: TestClock, options: DoshiiOptions = {}): Promise<Doshii> {
  const doshii = await startDoshii({ now: clock.now, ...options });
  onTestFinished(() => doshii.close());
  return doshii;
}

export interface Running {
  doshii: Doshii;
  clock: TestClock;
  sink: RecordingSink;
  source: Source;
  logged: string[];
  /** Starts, and waits until it is online. */
  online(): Promise<void>;
  trouble(): TroubleCode | undefined;
  /** Keys of what was kept, in the order it first came. */
  keys(): string[];
  stop(): Promise<void>;
}

export interface SourceOptions {
  /** Else client id and secret of that Doshii. */
  secret?: DoshiiSecret;
  connection?: Partial<Connection>;
  kept?: Kept;
}

/** A source of that Doshii, not started, writing to what an earlier one kept. */
export function aSource(doshii: Doshii, clock: TestClock, options: SourceOptions = {}): Running {
  const sink = recordingSink(options.kept ?? nothingKept());
  const network = createNetwork(clock);
  const logged: string[] = [];
  const { clientId, clientSecret } = doshii;
  const source = createDoshiiSource({
    connection: {
      id: 'c1',
      system: 'doshii',
      name: 'Doshii',
      url: doshii.url,
      path: '/app/socket',
      auth: 'client',
      doshii: { rest: doshii.rest },
      paused: false,
      rules: {},
      addedAt: NOON - 3_600_000,
      ...options.connection,
    },
    secret: () => Promise.resolve(JSON.stringify(options.secret ?? { clientId, clientSecret })),
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
  return {
    doshii,
    clock,
    sink,
    source,
    logged,
    stop,
    trouble() {
      const state = source.state();
      return 'trouble' in state ? state.trouble?.code : undefined;
    },
    keys: () => [...sink.kept.alerts.keys()],
    async online() {
      source.start();
      await sink.until(() => source.state().phase === 'online');
    },
  };
}

export { testClock };
