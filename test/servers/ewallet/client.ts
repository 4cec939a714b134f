import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { ask } from '../ask.ts';
import { listen, type Listening } from '../listening.ts';
import type { User } from './domain.ts';
import type { Api } from './generation.ts';
import { type WireRecord, fromJson, toJson } from './json.ts';
import type { Wallet } from './wallet.ts';

/** A plain client to look at a wallet with. */
export interface Client extends Listening {
  /** The next frame, whole numbers as bigints. */
  nextFrame(): Promise<WireRecord>;
  send(topic: string, event: string, ref: string): void;
  /** Joins, and returns the answer. */
  join(topic: string, ref?: string): Promise<WireRecord>;
  /** A heartbeat's answer; whatever the server sent before has then come in. */
  heartbeat(ref?: string): Promise<WireRecord>;
}

/** Opens a socket; any certificate is taken. Rejects where the wallet refuses, with the status in the message. */
export async function connect(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const listening = await listen(url, headers);
  const nextFrame = async (): Promise<WireRecord> => fromJson(await listening.next()) as WireRecord;
  const send = (topic: string, event: string, ref: string): void => listening.socket.send(toJson({ topic, event, ref, data: {} }));
  return {
    ...listening,
    nextFrame,
    send,
    join(topic, ref = topic) {
      send(topic, 'phx_join', ref);
      return nextFrame();
    },
    heartbeat(ref = 'beat') {
      send('phoenix', 'heartbeat', ref);
      return nextFrame();
    },
  };
}

/** Opens a socket as somebody: end users on the client path, the rest on the admin path (before June 2018: the old one). */
export function enter(wallet: Wallet, user?: User): Promise<Client> {
  return connect(wallet.wsUrl(apiOf(wallet, user)), wallet.credentials.headers(user));
}

/** A refused opening: its status and body. */
export async function knock(
  url: string,
  headers: Readonly<Record<string, string>>
): Promise<{ readonly status: number; readonly body: string }> {
  const socket = new WebSocket(url, { headers: { ...headers } });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    socket.on('unexpected-response', (_request, answer) => resolve(answer));
    socket.on('open', () => reject(new Error('The wallet let it in.')));
    socket.on('error', reject);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
}

/** A call as somebody, or with these headers: the answer's `success` and `data`. */
export async function call(
  wallet: Wallet,
  who: User | undefined | Readonly<Record<string, string>>,
  name: string,
  body: unknown = {},
  api?: Api
): Promise<{ readonly success: boolean; readonly data: WireRecord }> {
  const isUser = who === undefined || 'createdAt' in who;
  const headers = isUser ? wallet.credentials.headers(who as User | undefined) : who;
  const place = api ?? (isUser ? apiOf(wallet, who as User | undefined) : 'admin');
  const response = await ask(wallet.callUrl(place, name), { method: 'POST', body, headers });
  return fromJson(response.text) as { success: boolean; data: WireRecord };
}

function apiOf(wallet: Wallet, user: User | undefined): Api {
  if (wallet.generation === '2018') return 'old';
  return user === undefined || user.accounts.length > 0 ? 'admin' : 'client';
}
