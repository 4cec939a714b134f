import { isSettled, possibleActions } from '../bell/offers.ts';
import type { PutQuestion } from '../bell/acts.ts';
import type { Amount } from '../shared/amount.ts';
import type { AlertDetail, AlertLine, Entry, HistoryEntry, Intent, Question } from '../shared/inbox.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import { formatAmount, unsigned } from '../shared/words/money.ts';
import { say, sayHistory, sayReason, type SayOptions } from '../shared/words/say.ts';

export interface ViewParts extends Omit<SayOptions, 'privacy'> {
  catalogue: Catalogue;
  /** Under which the page finds a picture of this identity. */
  pictureId(identity: string, ref: string): string;
}

/** An entry as one line of the inbox, in today's words. The inbox is the user's own screen: privacy does not thin it. */
export function lineOf({ id, alert, snoozedUntil }: Entry, parts: ViewParts): AlertLine {
  const { title, body, who, amount } = say(alert, parts.catalogue, { ...parts, privacy: 'all' });
  const ref = alert.picture ?? alert.actor?.picture;
  return {
    id,
    connectionId: alert.connectionId,
    system: alert.system,
    kind: alert.kind,
    category: alert.category,
    urgency: alert.urgency,
    title,
    body,
    ...(who === undefined ? {} : { who }),
    ...(amount === undefined ? {} : { amount }),
    ...(ref === undefined ? {} : { picture: parts.pictureId(alert.identity, ref) }),
    ...(alert.deadlineAt === undefined || isSettled(alert) ? {} : { deadlineAt: alert.deadlineAt }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
    occurredAt: alert.occurredAt,
    read: alert.read,
    confirmation: alert.confirmation,
  };
}

/** All that is known of one alert, with why it rang or not, and what can still be done. `intent`: the last about its subject. */
export function detailOf(entry: Entry, intent: Intent | undefined, history: HistoryEntry[], parts: ViewParts): AlertDetail {
  const { alert, decision, delivered } = entry;
  const { role, actor, subject, text, item, status, verified, reference, account, dueAt, tables, covers, since, exchanged } = alert;
  return {
    ...lineOf(entry, parts),
    identity: alert.identity,
    ...(role === undefined ? {} : { role }),
    ...(actor === undefined ? {} : { actorId: actor.id }),
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { text }),
    ...(item === undefined ? {} : { item }),
    ...(status === undefined ? {} : { status }),
    ...(verified === undefined ? {} : { verified }),
    ...(exchanged === undefined ? {} : { exchanged: amountOf(exchanged, parts) }),
    ...(reference === undefined ? {} : { reference }),
    ...(account === undefined ? {} : { account }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(tables === undefined ? {} : { tables }),
    ...(covers === undefined ? {} : { covers }),
    ...(since === undefined ? {} : { since }),
    ...(intent === undefined ? {} : { intent }),
    actions: possibleActions(alert, intent, parts.now),
    ...(decision === undefined ? {} : { decision, why: sayReason(decision.why, parts.catalogue, alert.system) }),
    ...(delivered === undefined ? {} : { delivered }),
    history: history.map((one) => ({ ...one, note: sayHistory(one, parts.catalogue, alert.system, parts) })),
    frame: alert.frame,
    receivedAt: alert.receivedAt,
  };
}

/** A question as the window puts it: what is moved, with whom and which way; amounts without a sign, which the direction says. */
export function questionOf({ token, verb, reread, alert }: PutQuestion, parts: ViewParts): Question {
  const { amount, exchanged, direction, reference, account, deadlineAt } = alert;
  const { who } = say(alert, parts.catalogue, { ...parts, privacy: 'all' });
  return {
    token,
    verb,
    reread,
    ...(who === undefined ? {} : { who }),
    ...(account === undefined ? {} : { account }),
    ...(amount === undefined ? {} : { amount: amountOf(amount, parts) }),
    ...(exchanged === undefined ? {} : { exchanged: amountOf(exchanged, parts) }),
    ...(direction === undefined ? {} : { direction }),
    ...(reference === undefined ? {} : { reference }),
    ...(deadlineAt === undefined ? {} : { deadlineAt }),
  };
}

const amountOf = (amount: Amount, { locale, catalogue }: ViewParts): string => formatAmount(unsigned(amount), locale, catalogue);
