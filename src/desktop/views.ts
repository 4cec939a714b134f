import type { AlertDetail, AlertLine, Entry, HistoryEntry } from '../shared/inbox.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import { say, sayHistory, sayReason, type SayOptions } from '../shared/words/say.ts';

export interface ViewParts extends Omit<SayOptions, 'privacy'> {
  catalogue: Catalogue;
  /** Under which the page finds a picture of this identity. */
  pictureId(identity: string, ref: string): string;
}

/** An entry as one line of the inbox, in today's words. The inbox is the user's own screen: privacy does not thin it. */
export function lineOf({ id, alert }: Entry, parts: ViewParts): AlertLine {
  const { title, body, who, amount } = say(alert, parts.catalogue, { ...parts, privacy: 'all' });
  const ref = alert.picture ?? alert.actor?.picture;
  return {
    id,
    connectionId: alert.connectionId,
    kind: alert.kind,
    category: alert.category,
    urgency: alert.urgency,
    title,
    body,
    ...(who === undefined ? {} : { who }),
    ...(amount === undefined ? {} : { amount }),
    ...(ref === undefined ? {} : { picture: parts.pictureId(alert.identity, ref) }),
    ...(alert.deadlineAt === undefined ? {} : { deadlineAt: alert.deadlineAt }),
    occurredAt: alert.occurredAt,
    read: alert.read,
    confirmation: alert.confirmation,
  };
}

/** All that is known of one alert, with why it rang or not. */
export function detailOf(entry: Entry, history: HistoryEntry[], parts: ViewParts): AlertDetail {
  const { alert, decision, delivered } = entry;
  const { role, actor, subject, text, item, status } = alert;
  return {
    ...lineOf(entry, parts),
    identity: alert.identity,
    ...(role === undefined ? {} : { role }),
    ...(actor === undefined ? {} : { actorId: actor.id }),
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { text }),
    ...(item === undefined ? {} : { item }),
    ...(status === undefined ? {} : { status }),
    actions: alert.actions,
    ...(decision === undefined ? {} : { decision, why: sayReason(decision.why, parts.catalogue) }),
    ...(delivered === undefined ? {} : { delivered }),
    history: history.map((one) => ({ ...one, note: sayHistory(one, parts.catalogue) })),
    frame: alert.frame,
    receivedAt: alert.receivedAt,
  };
}
