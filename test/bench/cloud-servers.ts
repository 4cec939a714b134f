import { setTimeout as pause } from 'node:timers/promises';
import { startCloud, type Cloud } from '../servers/acapy-cloud/cloud.ts';
import { startNats, type Nats } from '../servers/nats/server.ts';
import { natsOptions, peerOf, PEERS, standing, WALLET } from './cloud-events.ts';
import type { ElectronApp } from './electron-app.ts';
import { openGate, type Gate } from './nats-gate.ts';
import { startWithCloud, type TradebellStart } from './tradebell.ts';

/** Tradebell as built, which takes events of a real nats-server. */
export interface NatsTradebell extends ElectronApp {
  readonly nats: Nats;
  readonly gate: Gate;
  /** Undefined where nobody can be asked for names. */
  readonly cloud: Cloud | undefined;
}

/** Starts it; `names`: with a CloudAPI too, which knows what the other sides are called. */
export async function startWithNats(start: TradebellStart, { names = false } = {}): Promise<NatsTradebell> {
  const nats = await startNats({ auth: 'user' });
  const gate = await openGate(nats.port);
  const cloud = names ? await cloudWithNames() : undefined;
  const close = async (): Promise<void> => {
    gate.close();
    await nats.close();
    await cloud?.close();
  };
  const options = { ...natsOptions(nats), url: `nats://127.0.0.1:${gate.port}` };
  const { apiKey } = cloud ?? {};
  const app = await startWithCloud(start, {
    url: cloud?.url ?? options.url,
    cloud: { walletId: WALLET, nats: options, ...(names && { waypoint: { role: 'tenant', watches: [standing('proofs', 'request-received')] } }) },
    secret: { ...(nats.user.secret !== undefined && { nats: nats.user.secret }), ...(apiKey !== undefined && { apiKey }) },
    online: reading(nats),
    close,
  });
  return { ...app, nats, gate, cloud };
}

async function cloudWithNames(): Promise<Cloud> {
  const cloud = await startCloud();
  for (let n = 0; n < PEERS; n += 1) cloud.connection({ id: peerOf(n), payload: { their_label: `Harbour University ${n}` }, live: false });
  return cloud;
}

const LIMIT_MS = 30_000;

/** Somebody waits for the next message of the stream. Throws where nobody does in time. */
export async function reading(nats: Nats): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!(await nats.consumers()).some(({ num_waiting: waiting }) => waiting > 0)) {
    if (performance.now() > end) throw new Error(`nobody read the stream within ${LIMIT_MS / 1000} s`);
    await pause(20);
  }
}
