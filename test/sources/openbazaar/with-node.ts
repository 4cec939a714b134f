import { onTestFinished } from 'vitest';
import type { Alert } from '../../../src/shared/alert.ts';
import type { Connection } from '../../../src/shared/connection.ts';
import { createOpenBazaarSource } from '../../../src/sources/openbazaar/source.ts';
import type { Source } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { NOON, type TestClock, testClock } from '../../clock.ts';
import { type Kept, nothingKept, type RecordingSink, recordingSink } from '../../contract/recording-sink.ts';
import { peerIdOf } from '../../servers/openbazaar/ids.ts';
import { type Node, type NodeOptions, startNode } from '../../servers/openbazaar/node.ts';

export const SELF = peerIdOf('vendor');
export const DAY = 24 * 3_600_000;

/** A node of our own, whose clock stands at NOON. */
export async function aNode(options: Partial<NodeOptions> = {}): Promise<Node> {
  const node = await startNode({ peerID: SELF, now: () => NOON, missingImages: 'error', ...options });
  onTestFinished(() => node.close());
  return node;
}

export interface Running {
  node: Node;
  clock: TestClock;
  sink: RecordingSink;
  source: Source;
  alert(key: string): Alert | undefined;
  online(): Promise<void>;
  stop(): Promise<void>;
}

/** A source of that node, not started, writing to what an earlier one kept. */
export function aSource(node: Node, options: { kept?: Kept; secret?: string; connection?: Partial<Connection> } = {}): Running {
  const clock = testClock();
  const sink = recordingSink(options.kept ?? nothingKept());
  const network = createNetwork(clock);
  const source = createOpenBazaarSource({
    connection: {
      id: 'c1',
      system: 'openbazaar',
      name: 'Shop',
      url: node.url,
      auth: 'none',
      paused: false,
      rules: {},
      addedAt: NOON - DAY,
      ...options.connection,
    },
    secret: () => Promise.resolve(options.secret),
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
  return {
    node,
    clock,
    sink,
    source,
    stop,
    alert: (key) => sink.kept.alerts.get(key),
    async online() {
      if (sink.states.length === 0) source.start();
      await sink.until(() => source.state().phase === 'online');
    },
  };
}

/** One stay with the node, from start to stop; answers what was kept. */
export async function aStay(node: Node, kept: Kept = nothingKept()): Promise<Kept> {
  const it = aSource(node, { kept });
  await it.online();
  await node.idle();
  await it.stop();
  return it.sink.kept;
}
