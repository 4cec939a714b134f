import { onTestFinished } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import type { Connection, TroubleCode } from '../../../src/shared/connection.ts';
import { createEwalletSource } from '../../../src/sources/ewallet/source.ts';
import type { Source } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { NOON, type TestClock, testClock } from '../../clock.ts';
import { type Kept, nothingKept, type RecordingSink, recordingSink } from '../../contract/recording-sink.ts';
import type { Consumption, User } from '../../servers/ewallet/domain.ts';
import type { ConsumeOptions } from '../../servers/ewallet/consumptions.ts';
import { startWallet, type Wallet, type WalletOptions } from '../../servers/ewallet/wallet.ts';

export const DAY = 24 * 3_600_000;

/** A wallet of our own, whose clock stands at NOON. */
export async function aWallet(options: WalletOptions = {}): Promise<Wallet> {
  const wallet = await startWallet({ now: () => NOON, ...options });
  onTestFinished(() => wallet.close());
  return wallet;
}

/** Somebody uses a request of the shop (or of `owner`). */
export function consume(wallet: Wallet, options: Partial<ConsumeOptions> & { owner?: User } = {}): Consumption {
  const { owner, ...rest } = options;
  return wallet.consume({ request: wallet.request(owner === undefined ? {} : { owner }), ...rest });
}

export interface Running {
  wallet: Wallet;
  clock: TestClock;
  sink: RecordingSink;
  source: Source;
  alert(key: string): Alert | undefined;
  /** Waits for the alert. */
  arrived(key: string): Promise<Alert>;
  online(): Promise<void>;
  /** Starts, and waits until it is blocked; answers why. */
  blocked(): Promise<TroubleCode | undefined>;
  /** Said of it now. */
  trouble(): TroubleCode | undefined;
  stop(): Promise<void>;
}

type Who = Pick<Connection, 'auth' | 'username' | 'topics'> & { secret: string };

/** The shop's access keys, listening to its account. */
export function keys({ credentials, shop, generation }: Wallet): Who {
  const auth = generation === '2018' ? 'OMGServer' : 'OMGProvider';
  return { auth, username: credentials.accessKey, secret: credentials.secretKey, topics: [`account:${shop.id}`] };
}

/** A customer, listening to nothing that was chosen. */
export function asUser({ credentials }: Wallet, user: User): Who {
  return { auth: 'OMGClient', username: credentials.apiKey, secret: credentials.issue(user) };
}

export interface SourceOptions {
  /** Else the shop's access keys. */
  who?: Who;
  kept?: Kept;
  clock?: TestClock;
  connection?: Partial<Connection>;
}

/** A source of that wallet, not started, writing to what an earlier one kept. */
export function aSource(wallet: Wallet, options: SourceOptions = {}): Running {
  const { secret, ...who } = options.who ?? keys(wallet);
  const clock = options.clock ?? testClock();
  const sink = recordingSink(options.kept ?? nothingKept());
  const network = createNetwork(clock);
  const source = createEwalletSource({
    connection: {
      id: 'c1',
      system: 'ewallet',
      name: 'Wallet',
      url: wallet.url,
      paused: false,
      rules: {},
      addedAt: NOON - DAY,
      ...who,
      ...options.connection,
    },
    secret: () => Promise.resolve(secret),
    sink,
    clock,
    random: () => 0.5,
    network,
    log: () => {},
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
    wallet,
    clock,
    sink,
    source,
    stop,
    trouble,
    alert: (key) => sink.kept.alerts.get(key),
    async arrived(key) {
      await sink.until(() => sink.kept.alerts.has(key));
      return sink.kept.alerts.get(key)!;
    },
    async online() {
      if (sink.states.length === 0) source.start();
      await sink.until(() => source.state().phase === 'online');
    },
    async blocked() {
      source.start();
      await sink.until(() => source.state().phase === 'blocked');
      return trouble();
    },
  };
}

/** One stay with the wallet, from start to stop; answers what was kept. */
export async function aStay(wallet: Wallet, options: SourceOptions = {}): Promise<Kept> {
  const it = aSource(wallet, options);
  await it.online();
  await it.stop();
  return it.sink.kept;
}
