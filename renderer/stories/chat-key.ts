import type { AlertDetail } from '../../src/shared/inbox.ts';
import type { Thread } from '../../src/shared/story.ts';

/** Which chat: with a person or about an order, of one identity. */
export type ChatKey = { identity: string; actorId: string } | { identity: string; orderId: string };

export function chatOf({ identity, with: other }: Pick<Thread, 'identity' | 'with'>): ChatKey {
  return other.type === 'order' ? { identity, orderId: other.id } : { identity, actorId: other.id };
}

/** The chat that an alert is part of: about an order where it is said under one, else with the person, whom some systems know by a connection. */
export function chatAround({ identity, subject, actorId }: Pick<AlertDetail, 'identity' | 'subject' | 'actorId'>): ChatKey | undefined {
  if (subject?.type === 'order' || subject?.type === 'case') return { identity, orderId: subject.id };
  const person = subject === undefined ? actorId : subject.type === 'peer' || subject.type === 'connection' ? subject.id : undefined;
  return person === undefined ? undefined : { identity, actorId: person };
}

export function sameChat(one: ChatKey | undefined, other: ChatKey): boolean {
  return one !== undefined && nameOf(one) === nameOf(other);
}

/** Another for every chat. */
export function nameOf(key: ChatKey): string {
  return JSON.stringify('orderId' in key ? [key.identity, 'order', key.orderId] : [key.identity, 'person', key.actorId]);
}
