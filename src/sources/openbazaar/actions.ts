import type { Alert, Verb } from '../../shared/alert.ts';
import { NetworkError } from '../../transport/network.ts';
import { SourceError } from '../source.ts';
import { messageIdOf } from './chat.ts';
import { notificationIdOf } from './notifications.ts';
import type { OrderBook } from './order-book.ts';
import type { Rest } from './rest.ts';

/** openbazaar.md, "Chat": the server's limit. */
const MAX_MESSAGE = 20_000;
/** In these states the moderator takes part in an order's chat. */
const IN_DISPUTE: readonly (string | undefined)[] = ['DISPUTED', 'DECIDED'];
const AT_ONCE = 4;

/** What the actions of an alert need. */
export interface ActDeps {
  rest: Rest;
  orders: Pick<OrderBook, 'known' | 'find'>;
  self: string;
}

/** Does what an alert offers. Rejects with SourceError. */
export async function act(deps: ActDeps, alert: Alert, verb: Verb, text: string | undefined): Promise<void> {
  if (!alert.actions.includes(verb) || alert.actor === undefined) {
    throw new SourceError({ code: 'not-offered', detail: 'the node has not confirmed this alert, so nothing is done from it' });
  }
  try {
    if (verb === 'followBack') await deps.rest.follow(alert.actor.id);
    else await reply(deps, alert, alert.actor.id, text ?? '');
  } catch (error) {
    throw error instanceof NetworkError ? new SourceError(error.trouble, { cause: error }) : error;
  }
}

async function reply(deps: ActDeps, alert: Alert, peerId: string, text: string): Promise<void> {
  // An empty message is the protocol's sign for typing; the other side would see nothing.
  if (text.trim() === '') throw new SourceError({ code: 'not-offered', detail: 'the message is empty' });
  if (text.length > MAX_MESSAGE) throw new SourceError({ code: 'too-large', detail: `a message has at most ${MAX_MESSAGE} characters` });
  if (alert.subject?.type !== 'order') await deps.rest.sendChat(peerId, text);
  else await deps.rest.sendGroupChat(await partiesOf(deps, alert, alert.subject.id, peerId), alert.subject.id, text);
}

/** Who takes part in an order's chat, besides us: who wrote, buyer and vendor, and in a dispute the moderator. */
async function partiesOf({ rest, orders, self }: ActDeps, alert: Alert, orderId: string, peerId: string): Promise<string[]> {
  const order = await orders.find(orderId, alert.role);
  const parties = new Set([peerId, order?.buyer?.id, order?.vendor?.id]);
  if (order?.list !== 'cases' && IN_DISPUTE.includes(order?.state)) parties.add(await rest.moderatorOf(orderId));
  return [...parties].filter((party): party is string => party !== undefined && party !== self);
}

/** Tells the node that these were read here; answers those that it could not be told of. */
export async function markRead(rest: Pick<Rest, 'markNotificationRead' | 'markChatRead'>, alerts: readonly Alert[]): Promise<Alert[]> {
  const calls = callsFor(rest, alerts);
  const failed: Alert[] = [];
  const work = async (): Promise<void> => {
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      try {
        await call.run();
      } catch (error) {
        // A refusal would be refused again; a node out of reach may be told later.
        if (!(error instanceof NetworkError)) throw error;
        if (error.trouble.code !== 'server-error') failed.push(...call.alerts);
        // Nor would the others fare better.
        if (error.trouble.code === 'forbidden') failed.push(...calls.splice(0).flatMap(({ alerts }) => alerts));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}

interface Call {
  alerts: Alert[];
  run(): Promise<void>;
}

/** A chat is marked as a whole, once. */
function callsFor(rest: Pick<Rest, 'markNotificationRead' | 'markChatRead'>, alerts: readonly Alert[]): Call[] {
  const calls = new Map<string, Call>();
  for (const alert of alerts) {
    const notificationId = notificationIdOf(alert);
    const subject = alert.subject?.type === 'order' ? alert.subject.id : '';
    const peerId = alert.actor?.id ?? '';
    if (notificationId !== undefined) calls.set(alert.key, { alerts: [alert], run: () => rest.markNotificationRead(notificationId) });
    else if (messageIdOf(alert) !== undefined && (peerId !== '' || subject !== '')) {
      const name = `chat ${peerId} ${subject}`;
      const others = calls.get(name);
      if (others === undefined) calls.set(name, { alerts: [alert], run: () => rest.markChatRead(peerId, subject) });
      else others.alerts.push(alert);
    }
  }
  return [...calls.values()];
}
