import { troubleOfStatus } from '../../transport/errors.ts';
import { type HttpResponse, type Network, NetworkError, type Route } from '../../transport/network.ts';
import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { cut, plainLine } from '../../wire/text.ts';
import { decodeProfile, type PeerProfile } from './profile.ts';
import { decodeConfig, decodeConversation, decodeOrderRow, type OrderList, type OrderSummary } from './rows.ts';

const CALL_MS = 15_000;
const LOOKUP_MS = 5_000;
/** An order list of a busy shop: some 600 bytes each. */
const MAX_BYTES = 16 * 1024 * 1024;

export type NodeConfig = NonNullable<ReturnType<typeof decodeConfig>>;
export type Conversation = NonNullable<ReturnType<typeof decodeConversation>>;

export interface ChatPage {
  /** Absent in order chat: everybody who takes part. */
  peerId?: string;
  /** The order, or "". */
  subject: string;
  limit: number;
  /** Messages older than this one. */
  offsetId?: string;
}

/**
 * The calls of a node's REST API that Tradebell uses (openbazaar.md, "REST"). All reject with NetworkError: `not-a-node` where the answer
 * is none of a node's, `server-error` with the node's own reason where it refused; or with the signal's reason.
 */
export interface Rest {
  config(timeoutMs?: number): Promise<NodeConfig>;
  /** From ob/settings; undefined on a fresh node, which has none. */
  version(timeoutMs?: number): Promise<string | undefined>;
  /** Rows as they are, newest first. */
  notifications(limit: number, offsetId?: string, timeoutMs?: number): Promise<unknown[]>;
  conversations(): Promise<Conversation[]>;
  /** Rows as they are, newest (by the senders' clocks) first. */
  messages(page: ChatPage, timeoutMs?: number): Promise<unknown[]>;
  /** Newest first; `search` finds ids, titles and peers. */
  orders(list: OrderList, query: { search?: string; limit: number }): Promise<OrderSummary[]>;
  /** Undefined where there is none. */
  profile(peerId: string): Promise<PeerProfile | undefined>;
  /** Asks for many at once; the answers come over the socket, under the id that this resolves to. */
  fetchProfiles(peerIds: readonly string[], asyncId: string): Promise<string>;
  image(hash: string, maxBytes: number): Promise<Uint8Array>;
  markNotificationRead(notificationId: string): Promise<void>;
  markChatRead(peerId: string, subject: string): Promise<void>;
  sendChat(peerId: string, message: string): Promise<void>;
  sendGroupChat(peerIds: readonly string[], subject: string, message: string): Promise<void>;
  follow(peerId: string): Promise<void>;
  /** The order's moderator. **Marks the order as read** on the node. */
  moderatorOf(orderId: string): Promise<string | undefined>;
}

/** REST over one route, until the signal ends all of it. */
export function createRest(network: Pick<Network, 'request'>, route: Route, signal: AbortSignal): Rest {
  const ask = (method: 'GET' | 'POST', path: string, options: { body?: unknown; timeoutMs?: number | undefined; maxBytes?: number } = {}) =>
    network.request(
      route,
      {
        method,
        path: `/ob/${path}`,
        timeoutMs: options.timeoutMs ?? CALL_MS,
        maxBytes: options.maxBytes ?? MAX_BYTES,
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      },
      signal
    );
  const get = async (path: string, timeoutMs?: number): Promise<unknown> => json(await ask('GET', path, { timeoutMs }), path);
  const post = async (path: string, body: unknown = {}): Promise<void> => void succeeded(await ask('POST', path, { body }));

  return {
    async config(timeoutMs) {
      return decodeConfig(await get('config', timeoutMs)) ?? notANode('ob/config names no peerID');
    },
    async version(timeoutMs) {
      const answer = await ask('GET', 'settings', { timeoutMs });
      if (answer.status === 404) return undefined;
      const settings = json(answer, 'settings');
      return isRecord(settings) ? plainLine(settings['version'], 50) : undefined;
    },
    async notifications(limit, offsetId, timeoutMs) {
      const answer = await get(`notifications?${query({ limit, offsetId })}`, timeoutMs);
      return rowsOf(isRecord(answer) ? answer['notifications'] : undefined, 'ob/notifications');
    },
    async conversations() {
      return rowsOf(await get('chatconversations'), 'ob/chatconversations').flatMap((row) => decodeConversation(row) ?? []);
    },
    async messages({ peerId = '', subject, limit, offsetId }, timeoutMs) {
      const path = `chatmessages/${encodeURIComponent(peerId)}?${query({ subject, limit, offsetId })}`;
      return rowsOf(await get(path, timeoutMs), 'ob/chatmessages');
    },
    async orders(list, { search, limit }) {
      const answer = await ask('GET', `${list}?${query({ search, limit })}`);
      // Early servers have no cases.
      if (answer.status === 404) return [];
      const found = json(answer, list);
      return rowsOf(isRecord(found) ? found[list] : undefined, `ob/${list}`).flatMap((row) => decodeOrderRow(row, list) ?? []);
    },
    async profile(peerId) {
      const answer = await ask('GET', `profile/${encodeURIComponent(peerId)}?usecache=true`, { timeoutMs: LOOKUP_MS });
      return answer.status === 404 ? undefined : decodeProfile(json(answer, 'profile'), peerId);
    },
    async fetchProfiles(peerIds, asyncId) {
      const path = `fetchprofiles?${query({ async: 'true', usecache: 'true', asyncID: asyncId })}`;
      const answer = json(await ask('POST', path, { body: peerIds }), 'fetchprofiles');
      return isRecord(answer) && typeof answer['id'] === 'string' ? answer['id'] : asyncId;
    },
    async image(hash, maxBytes) {
      return succeeded(await ask('GET', `images/${encodeURIComponent(hash)}`, { timeoutMs: LOOKUP_MS, maxBytes })).body;
    },
    markNotificationRead: (id) => post(`marknotificationasread/${encodeURIComponent(id)}`),
    markChatRead: (peerId, subject) => post(`markchatasread/${encodeURIComponent(peerId)}?${query({ subject })}`),
    sendChat: (peerId, message) => post('chat', { peerId, subject: '', message }),
    sendGroupChat: (peerIds, subject, message) => post('groupchat', { peerIds, subject, message }),
    follow: (id) => post('follow', { id }),
    async moderatorOf(orderId) {
      return moderatorIn(await get(`order/${encodeURIComponent(orderId)}`));
    },
  };
}

function query(fields: Record<string, string | number | undefined>): string {
  const given = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(given).toString();
}

function succeeded(answer: HttpResponse): HttpResponse {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const body = Buffer.from(answer.body).toString('utf8');
  const trouble = troubleOfStatus(answer.status, body.slice(0, 1000));
  const reason = reasonIn(body);
  // A refusal that the node worded itself comes from a node, whatever its status.
  if (reason === undefined) throw new NetworkError(trouble);
  const code = trouble.code === 'not-a-node' ? 'server-error' : trouble.code;
  throw new NetworkError({ code, detail: `HTTP ${answer.status}: ${reason}` });
}

function json(answer: HttpResponse, path: string): unknown {
  const { body } = succeeded(answer);
  try {
    return parseJson(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return notANode(`ob/${path.split(/[/?]/, 1)[0] ?? ''} is not JSON`);
  }
}

/** `{"success": false, "reason": …}`, as the server words its errors. */
function reasonIn(body: string): string | undefined {
  try {
    const answer = parseJson(body);
    return isRecord(answer) && answer['success'] === false ? cut(plainLine(answer['reason'], 300) ?? 'no reason given', 300) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Go writes an empty list as null, and ob/notifications null as []. */
function rowsOf(value: unknown, call: string): unknown[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : notANode(`${call} holds no list`);
}

function moderatorIn(order: unknown): string | undefined {
  const inner = (value: unknown, ...names: string[]): unknown =>
    names.reduce((at: unknown, name) => (isRecord(at) ? at[name] : undefined), value);
  const moderator = inner(order, 'contract', 'buyerOrder', 'payment', 'moderator');
  return typeof moderator === 'string' && moderator !== '' ? moderator : undefined;
}

function notANode(detail: string): never {
  throw new NetworkError({ code: 'not-a-node', detail });
}
