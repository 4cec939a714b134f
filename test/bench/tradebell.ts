import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { journalName } from '../../src/journal/files.ts';
import type { CloudOptions, CloudSecret, Connection, DoshiiSecret } from '../../src/shared/connection.ts';
import { startWallet, type Wallet } from '../servers/ewallet/wallet.ts';
import { startNode, type Node } from '../servers/openbazaar/node.ts';
import { startElectron, type ElectronApp, type Start } from './electron-app.ts';
import { SELF } from './frames.ts';
import { CONNECTION, IDENTITY } from './journals.ts';

/** The project's folder; tools are bundled into out-tools/bundled. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Tradebell as built, connected to a node. */
export interface Tradebell extends ElectronApp {
  readonly node: Node;
}

/** Tradebell as built, connected to a wallet. */
export interface WalletTradebell extends ElectronApp {
  readonly wallet: Wallet;
}

/** What a CloudAPI connection is made of. */
export interface CloudRemote {
  readonly url: string;
  readonly cloud: CloudOptions;
  readonly secret: CloudSecret;
  /** All that is to be open is. */
  readonly online: Promise<unknown>;
  close(): Promise<void>;
}

/** What a Doshii connection is made of. */
export interface VenueRemote {
  readonly url: string;
  readonly rest: string;
  readonly secret: DoshiiSecret;
  /** It listens, and has been asked the last that it is asked before all is well. */
  readonly online: Promise<unknown>;
  close(): Promise<void>;
}

export interface TradebellStart {
  /** `observed`: with an ear for questions in its main process; `bare`: as it is. */
  readonly how: 'observed' | 'bare';
  /** `out-test`: the same with a clock that can be advanced. */
  readonly build?: 'out' | 'out-test';
  /** A plain journal to begin with; it is copied. */
  readonly journal?: string | undefined;
  /** Its main process counts its timers. */
  readonly countsTimers?: boolean;
}

/** Starts it, and waits until it has its icon and has caught up. */
export async function startTradebell(start: TradebellStart): Promise<Tradebell> {
  const node = await startNode({ peerID: SELF, missingImages: 'error' });
  const online = node.nextAnswer(({ path: asked }) => asked === 'ob/chatconversations');
  const connection: Connection = { ...SAVED, system: 'openbazaar', name: 'Shop', url: node.url, auth: 'none', identity: IDENTITY };
  return { ...(await startConnected(start, { connection, online, close: node.close })), node };
}

/** The same with a wallet, by its access key; `topicsOf`: what is to be joined. All of it is when this settles. */
export async function startWithWallet(start: TradebellStart, topicsOf: (wallet: Wallet) => readonly string[]): Promise<WalletTradebell> {
  const wallet = await startWallet();
  const online = wallet.nextAnswer(({ name }) => name === 'transaction_consumption.all');
  const { accessKey, secretKey } = wallet.credentials;
  const topics = [...topicsOf(wallet)];
  const connection: Connection = { ...SAVED, system: 'ewallet', name: 'Till', url: wallet.url, auth: 'OMGProvider', username: accessKey, topics };
  return { ...(await startConnected(start, { connection, secret: secretKey, online, close: wallet.close })), wallet };
}

/** The same with a CloudAPI, its NATS server, or both; they are closed with the app. */
export function startWithCloud(start: TradebellStart, { url, cloud, secret, online, close }: CloudRemote): Promise<ElectronApp> {
  const connection: Connection = { ...SAVED, system: 'acapy-cloud', name: 'Wallet', url, auth: 'cloud', cloud };
  return startConnected(start, { connection, secret: JSON.stringify(secret), online, close });
}

/** The same with a Doshii; it is closed with the app. */
export function startWithVenues(start: TradebellStart, { url, rest, secret, online, close }: VenueRemote): Promise<ElectronApp> {
  const connection: Connection = { ...SAVED, system: 'doshii', name: 'Venues', url, path: '/app/socket', auth: 'client', doshii: { rest } };
  return startConnected(start, { connection, secret: JSON.stringify(secret), online, close });
}

const SAVED = { id: CONNECTION, paused: false, rules: {}, addedAt: Date.now() };

/** What the app is connected to. `online`: it has been asked the last that it is asked before all is well. */
interface Remote {
  readonly connection: Connection;
  readonly secret?: string;
  readonly online: Promise<unknown>;
  close(): Promise<void>;
}

async function startConnected({ how, build = 'out', journal, countsTimers = false }: TradebellStart, remote: Remote): Promise<ElectronApp> {
  const start: Start = {
    folder: how === 'bare' ? ROOT : path.join(ROOT, 'test', 'bench', 'observed-app'),
    settings: { connections: [remote.connection] },
    ...(remote.secret !== undefined && { secrets: { [remote.connection.id]: remote.secret } }),
    env: { TRADEBELL_BENCH_BUILD: path.join(ROOT, build, 'main.cjs'), ...(countsTimers && { TRADEBELL_BENCH_TIMERS: 'counted' }) },
    ...(journal !== undefined && { journal: (folder: string) => copyFile(journal, path.join(folder, journalName(Date.now(), false))) }),
  };
  try {
    const app = await startElectron(start);
    const close = async (): Promise<void> => {
      await app.close();
      await remote.close();
    };
    await remote.online.catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { ...app, close };
  } catch (error) {
    await remote.close();
    throw error;
  }
}
