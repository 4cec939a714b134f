import { isFinal, type Alert, type Verb } from '../shared/alert.ts';
import type { Intent } from '../shared/inbox.ts';

/** Whether a request was answered, or ran out, by what its server said last. */
export function isSettled({ kind, status }: Pick<Alert, 'kind' | 'status'>): boolean {
  return kind === 'consumptionRequest' && status !== undefined && status !== 'pending';
}

/** Whether the time for it is over, by our clock. */
export function isOver({ deadlineAt }: Pick<Alert, 'deadlineAt'>, now: number): boolean {
  return deadlineAt !== undefined && deadlineAt <= now;
}

/** Only what the server surely did not do may be agreed to again. */
export function forbids(intent: Intent | undefined): boolean {
  return intent !== undefined && intent.outcome !== 'refused';
}

/** What can still be done from an alert. */
export function possibleActions(alert: Alert, intent: Intent | undefined, now: number): Verb[] {
  const finalToo = !isSettled(alert) && !isOver(alert, now) && !forbids(intent);
  return alert.actions.filter((verb) => finalToo || !isFinal(verb));
}

/** An alert's subject as intents know it; undefined: nothing final can be done about it. */
export function subjectOf({ subject }: Alert): string | undefined {
  return subject === undefined ? undefined : `${subject.type}:${subject.id}`;
}

/** All that somebody agrees to, as one text: what is moved, for what, with whom and which way. */
export function meaningOf(alert: Alert): string {
  const { amount, exchanged, actor, direction } = alert;
  const parts = [amount, exchanged].map((one) => one && [one.value, one.unit, one.divisibility]);
  return JSON.stringify([alert.identity, subjectOf(alert), parts, actor?.id, direction]);
}
