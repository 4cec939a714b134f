import { answerVerb } from './actions.ts';
import { type Answer, fail, fieldOf, ok, parseBody, parseLimit, textField } from './answers.ts';
import type { Builders } from './builders.ts';
import { type Generation, money } from './money.ts';
import {
  ORDER_STATES,
  type Order,
  type OrderRole,
  type Store,
  conversations,
  findOrders,
  markChatRead,
  pageMessages,
  pageNotifications,
  unreadMessages,
} from './store.ts';
import { toNanosecond, toSecond } from './time.ts';
import type { Trade } from './trade.ts';
import { toNotificationsWire } from './wire.ts';

/** One request, as far as an answer depends on it. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What the node answers from. */
export interface RestSetting {
  readonly peerID: string;
  readonly generation: Generation;
  readonly coins: readonly string[];
  readonly testnet: boolean;
  /** The version in ob/settings; undefined on a fresh node, which answers 404. */
  readonly version: string | undefined;
  readonly missingImages: 'hang' | 'error';
  readonly store: Store;
  readonly trade: Trade;
  readonly build: Builders;
  /** Sends the answers of an async call, one frame each. */
  readonly reply: (frames: readonly Readonly<Record<string, unknown>>[]) => void;
  readonly nextAsyncId: () => string;
}

const SUBJECT_LIMIT = 500;
const MESSAGE_LIMIT = 20_000;

/** The REST side of openbazaar-go as far as clients of its events use it (api/jsonapi*.go). */
export function answer(request: RestRequest, setting: RestSetting): Answer {
  const [room = '', call = '', argument = ''] = request.path.split('/');
  if (room !== 'ob') return fail(404, 'Not Found');
  const found = request.method === 'GET' ? get(call, argument, request.query, setting) : undefined;
  const posted = request.method === 'POST' ? post(call, argument, request, setting) : undefined;
  return found ?? posted ?? fail(404, 'Not Found');
}

function get(call: string, argument: string, query: URLSearchParams, setting: RestSetting): Answer | undefined {
  const { store, generation } = setting;
  switch (call) {
    case 'config':
      return ok({ peerID: setting.peerID, testnet: setting.testnet, tor: false, wallets: setting.coins });
    case 'settings':
      return setting.version === undefined ? fail(404, 'Settings is not yet set.') : ok({ version: setting.version });
    case 'notifications':
      return notifications(query, store);
    case 'chatconversations':
      return ok(
        conversations(store).map(({ last, unread }) => ({
          lastMessage: last.message,
          outgoing: last.outgoing,
          peerId: last.peerId,
          timestamp: toNanosecond(generation, last.sentAt),
          unread,
        }))
      );
    case 'chatmessages':
      return messages(argument, query, setting);
    case 'sales':
      return orders('sale', query, setting);
    case 'purchases':
      return orders('purchase', query, setting);
    case 'cases':
      return orders('case', query, setting);
    case 'order':
      return readOrder(argument, setting);
    case 'profile':
      return profile(argument === '' ? setting.peerID : argument, query, store);
    case 'images':
      return image(argument, setting);
    default:
      return undefined;
  }
}

function post(call: string, argument: string, request: RestRequest, setting: RestSetting): Answer | undefined {
  const { store, trade } = setting;
  switch (call) {
    case 'marknotificationasread':
      for (const row of store.notifications) if (row.notification.notificationId === argument) row.read = true;
      return ok({});
    case 'marknotificationsasread':
      for (const row of store.notifications) row.read = true;
      return ok({});
    case 'markchatasread': {
      const subject = request.query.get('subject') ?? '';
      markChatRead(store, argument, subject);
      const order = store.orders.get(subject);
      if (order !== undefined) order.read = true;
      return ok({});
    }
    default:
  }
  const body = parseBody(request.body);
  switch (call) {
    case 'chat':
      return write(body, [textField(body, 'peerId')], textField(body, 'peerId'), trade);
    case 'groupchat':
      return write(body, fieldOf(body, 'peerIds'), '', trade);
    case 'fetchprofiles':
      return fetchProfiles(body, request.query, setting);
    case 'follow':
      store.following.add(textField(body, 'id'));
      return ok({});
    case 'unfollow':
      store.following.delete(textField(body, 'id'));
      return ok({});
    default:
      return answerVerb(`ob/${call}`, body, store, trade);
  }
}

function notifications(query: URLSearchParams, store: Store): Answer {
  const limit = parseLimit(query.get('limit'));
  if (typeof limit !== 'number') return fail(500, limit.error);
  const types = (query.get('filter') ?? '').split(',').filter((type) => type !== '');
  const page = pageNotifications(store, query.get('offsetId') ?? '', limit, types);
  const rows = page.rows.map(({ notification, read, at, type }) => ({ notification, read, timestamp: toSecond(at), type }));
  const body = toNotificationsWire({ notifications: rows, total: page.total, unread: page.unread });
  return { status: 200, body, contentType: 'application/json' };
}

function messages(peerId: string, query: URLSearchParams, setting: RestSetting): Answer {
  const limit = parseLimit(query.get('limit'));
  if (typeof limit !== 'number') return fail(500, limit.error);
  const page = pageMessages(setting.store, peerId, query.get('subject') ?? '', query.get('offsetId') ?? '', limit);
  return ok(page.map(({ sentAt, ...message }) => ({ ...message, timestamp: toNanosecond(setting.generation, sentAt) })));
}

function orders(role: OrderRole, query: URLSearchParams, setting: RestSetting): Answer {
  const limit = parseLimit(query.get('limit'));
  if (typeof limit !== 'number') return fail(400, limit.error);
  const sort = (query.get('sortBy') ?? '').toLowerCase().split(',');
  const indices = (query.get('state') ?? '').split(',').filter((state) => state !== '');
  const found = findOrders(setting.store, {
    role,
    search: query.get('search') ?? '',
    states: indices.flatMap((index) => ORDER_STATES[Number(index)] ?? []),
    limit,
    oldestFirst: sort.includes('data-asc'),
    unreadFirst: sort.includes('read'),
  });
  return ok({ queryCount: found.count, [`${role}s`]: found.orders.map((order) => row(order, setting)) });
}

function row(order: Order, setting: RestSetting): Readonly<Record<string, unknown>> {
  const { orderId, buyerId, buyerHandle, vendorId, vendorHandle } = order;
  const common = {
    coinType: '',
    paymentCoin: order.coin,
    read: order.read,
    slug: order.slug,
    state: order.state,
    thumbnail: order.thumbnail.tiny,
    timestamp: toSecond(order.createdAt),
    title: order.title,
    total: money(setting.generation, order.amount, order.coin),
    unreadChatMessages: unreadMessages(setting.store, '', orderId),
  };
  const shipped = { moderated: order.moderated, orderId, shippingAddress: '', shippingName: '' };
  switch (order.role) {
    case 'sale':
      return { buyerHandle, buyerId, ...shipped, ...common };
    case 'purchase':
      return { vendorHandle, vendorId, ...shipped, ...common };
    case 'case':
      return { buyerHandle, buyerId, vendorHandle, vendorId, buyerOpened: order.buyerOpened, caseId: orderId, ...common };
  }
}

/** Reading one order marks it as read, so clients should not. */
function readOrder(orderId: string, setting: RestSetting): Answer {
  const order = setting.store.orders.get(orderId);
  if (order === undefined || order.role === 'case') return fail(404, 'Order not found');
  const body = { contract: { buyerOrder: {} }, funded: true, read: order.read, state: order.state };
  order.read = true;
  return ok({ ...body, unreadChatMessages: String(unreadMessages(setting.store, '', orderId)) });
}

function profile(peerId: string, query: URLSearchParams, store: Store): Answer {
  const found = lookUpProfile(peerId, query, store);
  return found === undefined ? fail(404, 'Profile not found') : ok(found);
}

function lookUpProfile(peerId: string, query: URLSearchParams, store: Store): Readonly<Record<string, unknown>> | undefined {
  const cached = isTrue(query.get('usecache')) ? store.cachedProfiles.get(peerId) : undefined;
  return cached ?? store.profiles.get(peerId);
}

function image(hash: string, setting: RestSetting): Answer {
  const found = setting.store.images.get(hash);
  if (found !== undefined) return { status: 200, body: found.bytes, contentType: found.contentType };
  return setting.missingImages === 'hang' ? 'never' : fail(500, 'context deadline exceeded');
}

function write(body: unknown, peerIds: unknown, keptUnder: string, trade: Trade): Answer {
  if (body === undefined || !Array.isArray(peerIds)) return fail(400, 'invalid character in the request body');
  const [message, subject] = [textField(body, 'message'), textField(body, 'subject')];
  if (subject.length > SUBJECT_LIMIT) return fail(400, 'subject line is too long');
  if (message.length > MESSAGE_LIMIT) return fail(400, 'message is too long');
  // An empty message is a typing signal and is not kept; what we write comes back on no socket.
  const stored = message !== '';
  const sent = trade.chat({ peer: keptUnder, subject, text: message, outgoing: true, live: false, stored });
  return ok({ messageId: sent.id });
}

function fetchProfiles(body: unknown, query: URLSearchParams, setting: RestSetting): Answer {
  if (!Array.isArray(body)) return fail(400, 'json: cannot unmarshal into a list of peers');
  const peers = body.filter((peer): peer is string => typeof peer === 'string');
  const found = peers.map((peerId) => ({ peerId, profile: lookUpProfile(peerId, query, setting.store) }));
  if (!isTrue(query.get('async'))) return ok(found.filter(({ profile: known }) => known !== undefined));
  const asked = query.get('asyncID') ?? '';
  const id = asked === '' ? setting.nextAsyncId() : asked;
  const { build } = setting;
  const frames = found.map(({ peerId, profile: known }) =>
    known === undefined ? build.profileError(id, peerId) : build.profileReply(id, peerId, known)
  );
  // The server looks peers up side by side: no client may count on their order.
  return { ...ok({ id }, 202), after: () => setting.reply(frames.toReversed()) };
}

function isTrue(text: string | null): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '');
}
