import type { Alert } from '../../../src/shared/alert.ts';
import type { AlertDetail, AlertLine, Intent, Question } from '../../../src/shared/inbox.ts';
import { known, sampleWords } from './sample-words.ts';
import type { SampleParts } from './sample-words.ts';

/** An invented alert, with what was done about it in the sample. */
export interface SampleEntry {
  id: number;
  alert: Alert;
  intent?: Intent;
  snoozedUntil?: number;
}

/** A line in the very words that a real one would have. */
export function sampleLine({ id, alert, snoozedUntil }: SampleEntry, parts: SampleParts): AlertLine {
  const { connectionId, system, kind, category, urgency, deadlineAt, occurredAt, read, confirmation } = alert;
  const { title, body, who, amount } = sampleWords(alert, parts);
  return { id, connectionId, system, kind, category, urgency, title, body, occurredAt, read, confirmation, ...known({ who, amount, deadlineAt, snoozedUntil }) };
}

export function sampleDetail(entry: SampleEntry, parts: SampleParts): AlertDetail {
  const { alert, intent } = entry;
  const { identity, role, actor, subject, text, item, status, reference, account, dueAt, tables, covers, frame, receivedAt } = alert;
  return {
    ...sampleLine(entry, parts),
    ...known({ role, actorId: actor?.id, subject, text, item, status, reference, account, dueAt, tables, covers, intent }),
    identity,
    actions: intent === undefined ? alert.actions : [],
    decision: { deliver: 'notify', why: 'rings' },
    why: parts.catalogue.alerts.reasons[alert.system].rings,
    history: [],
    frame,
    receivedAt,
  };
}

export function sampleQuestion({ alert }: SampleEntry, verb: Question['verb'], parts: SampleParts): Question {
  const { who, amount } = sampleWords(alert, parts);
  const { account, direction, deadlineAt } = alert;
  return { token: `sample-${alert.key}`, verb, reread: true, ...known({ who, amount, account, direction, deadlineAt }) };
}
