import type { Alert, Amendment, Verb } from '../../shared/alert.ts';
import type { DecodeContext } from './context.ts';
import { factsOf, isOpenBazaarKind, type OpenBazaarKind } from './kinds.ts';

/** What every alert of a kind has, however it came; the decoder of its frame adds the key and what it says. */
export function envelope(kind: OpenBazaarKind, frame: string, context: DecodeContext): Omit<Alert, 'key'> {
  const facts = factsOf(kind);
  const confirmation = context.road !== 'live' ? 'confirmed' : facts.unasked === true ? 'unasked' : 'asked';
  return {
    identity: context.identity,
    connectionId: context.connectionId,
    system: 'openbazaar',
    kind,
    category: facts.category,
    urgency: facts.urgency,
    ...(facts.own === true ? { own: true } : {}),
    confirmation,
    actions: [],
    road: context.road,
    read: false,
    occurredAt: context.now,
    receivedAt: context.now,
    frame,
  };
}

/** What may be done from this alert once the node stands by it: nothing about our own acts, nothing where nobody is named. */
export function offers(alert: Pick<Alert, 'kind' | 'own' | 'actor'>): Verb[] {
  if (!isOpenBazaarKind(alert.kind) || alert.own === true || alert.actor === undefined) return [];
  const verb = factsOf(alert.kind).verb;
  return verb === undefined ? [] : [verb];
}

/** The alert with the actions that its confirmation allows. */
export function withActions(alert: Alert): Alert {
  return alert.confirmation === 'confirmed' ? { ...alert, actions: offers(alert) } : alert;
}

/** The node knows of it: the actions appear. */
export function confirm(alert: Alert): Pick<Alert, 'confirmation' | 'actions'> {
  return { confirmation: 'confirmed', actions: offers(alert) };
}

/** The node does not know of it: somebody else's frame, or a mistake (openbazaar.md, "Socket"). */
export function refute(): Amendment {
  return { confirmation: 'refuted', actions: [], category: 'system', urgency: 'low' };
}
