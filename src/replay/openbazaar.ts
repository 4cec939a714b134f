import { decodeFrame } from '../sources/openbazaar/alerts.ts';
import { type DecodeContext, identityOf } from '../sources/openbazaar/context.ts';
import type { Decoded } from '../sources/openbazaar/decoded.ts';
import { decodeProfile } from '../sources/openbazaar/profile.ts';
import {
  decodeChatRow,
  decodeConfig,
  decodeConversation,
  decodeNotificationRow,
  decodeOrderRow,
  ORDER_LISTS,
  type OrderList,
} from '../sources/openbazaar/rows.ts';
import { parseJson } from '../wire/json.ts';
import { isRecord } from '../wire/record.ts';
import { cut, plainLine } from '../wire/text.ts';
import { count, orState, state, type Step, type Understood } from './understood.ts';

/** The transport refuses longer ones. */
const MAX_FRAME = 1_048_576;

/** A frame of the socket, or an answer of REST, which is known by its shape and taken apart as catch-up does: oldest first. */
export function understand(text: string, context: Omit<DecodeContext, 'identity' | 'connectionId' | 'road' | 'addedAt'>): Understood {
  // One identity for the whole replay, so that what was known before the node said who it is stays known; it was there before all frames.
  const live: DecodeContext = { ...context, identity: identityOf('replay'), connectionId: 'replay', addedAt: 0, road: 'live' };
  const caughtUp: DecodeContext = { ...live, road: 'catch-up' };
  const value = parsed(text);
  const answer = Array.isArray(value) ? ofList(value, caughtUp) : isRecord(value) ? ofAnswer(value, caughtUp) : undefined;
  if (answer !== undefined) return answer;
  if (text.length > MAX_FRAME) return { steps: [{ outcome: 'ignored', reason: 'longer than 1 MiB: the socket refuses it' }] };
  return { steps: [step(decodeFrame(text, live))] };
}

function ofAnswer(value: Record<string, unknown>, context: DecodeContext): Understood | undefined {
  const { notifications, notification, read, timestamp } = value;
  if (Array.isArray(notifications)) {
    const rows = notifications.toReversed().map((row) => step(decodeNotificationRow(row, context)));
    return orState(rows, 'no notifications');
  }
  if (notification !== undefined && typeof read === 'boolean' && timestamp !== undefined) {
    return { steps: [step(decodeNotificationRow(value, context))] };
  }
  const list = ORDER_LISTS.find((name) => Array.isArray(value[name]));
  if (list !== undefined) return state(orders(value[list], list, value['queryCount']));
  const config = decodeConfig(value);
  if (config !== undefined && ('wallets' in value || 'testnet' in value)) {
    return { ...state(`the node is ${config.peerID}`), self: config.peerID };
  }
  if (typeof value['peerID'] === 'string' && typeof value['name'] === 'string') {
    const profile = decodeProfile(value, value['peerID']);
    return state(`the profile of ${profile?.name ?? profile?.handle ?? value['peerID'].slice(0, 8)}`);
  }
  if (value['success'] === false) {
    const why = plainLine(value['reason'], 200) ?? 'no reason given';
    return { steps: [{ outcome: 'ignored', reason: `the node answered with an error: ${why}` }] };
  }
  return undefined;
}

function ofList(rows: readonly unknown[], context: DecodeContext): Understood | undefined {
  if (rows.length === 0) return state('an empty answer');
  if (rows.some((row) => isRecord(row) && 'messageId' in row)) {
    return { steps: rows.toReversed().map((row) => step(decodeChatRow(row, context))) };
  }
  const conversations = rows.map(decodeConversation).filter((conversation) => conversation !== undefined);
  if (conversations.length === 0) return undefined;
  const unread = conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
  return state(`${count(conversations.length, 'conversation')}, ${count(unread, 'unread message')}`);
}

function orders(rows: unknown, list: OrderList, total: unknown): string {
  const known = (Array.isArray(rows) ? rows : []).map((row) => decodeOrderRow(row, list)).filter((order) => order !== undefined);
  const unread = known.reduce((sum, order) => sum + order.unreadChatMessages, 0);
  const states = new Map<string, number>();
  for (const { state: name = 'state unknown' } of known) states.set(name, (states.get(name) ?? 0) + 1);
  const all = typeof total === 'number' && total > known.length ? ` of ${total}` : '';
  const parts = [...states].map(([name, number]) => `${number} ${name}`);
  return [`${known.length}${all} ${list}`, ...parts, `${count(unread, 'unread message')} in order chats`].join(', ');
}

const STATES = {
  walletUpdate: 'balances of the wallet',
  publishing: 'the node is publishing',
  published: 'the node has published',
  status: 'a status of the node',
  reply: 'an answer to a call of some client',
  typing: 'a peer is typing',
  messageRead: 'a peer has read our message',
} as const;

function step(decoded: Decoded): Step {
  switch (decoded.type) {
    case 'alert':
      return { outcome: 'alert', alert: decoded.alert };
    case 'state':
      return { outcome: 'state', reason: STATES[decoded.what] };
    case 'profile': {
      const who = decoded.profile?.name ?? decoded.profile?.handle ?? decoded.peerId.slice(0, 8);
      const found = decoded.profile !== undefined;
      return { outcome: 'state', reason: found ? `the profile of ${who}, for whoever asked` : `no profile of ${who} was found` };
    }
    case 'ignored':
      return { outcome: 'ignored', reason: cut(decoded.reason, 200) };
  }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // What is no JSON is refused by decodeFrame, which says why.
    return undefined;
  }
}
