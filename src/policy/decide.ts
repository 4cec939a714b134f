import type { Again } from '../shared/alarm.ts';
import type { Alert } from '../shared/alert.ts';
import type { Decision, Reason } from '../shared/decision.ts';
import { BURST, LATE_MS, OPEN_NOW, prune, UNCONFIRMED, type Recent } from './recent.ts';
import { ruled, type Rules } from './rules.ts';

/**
 * `take-up`: what the last run left undone, before any source starts. `start-up`: until every connection has caught up for the first
 * time. Both share one digest and one limit.
 */
export type Phase = 'take-up' | 'start-up' | 'running';

export interface Decided {
  decision: Decision;
  recent: Recent;
}

/**
 * Whether an alert rings, and why. Pure: the same alert, rules, past and time always give the same answer (design.md, promise 3).
 * The order matters: what never rings, then what the user said, then what is old, then the limits. `again`: it was told of before, and its
 * time has come once more.
 */
export function decide(alert: Alert, rules: Rules, before: Recent, now: number, phase: Phase = 'running', again?: Again): Decided {
  const recent = prune(before, now);
  const stay = (deliver: Decision['deliver'], why: Reason): Decided => ({ decision: { deliver, why }, recent });

  const rule = ruled(alert, rules);
  if (rule.deliver === 'off') return stay('off', rule.why);
  if (alert.confirmation === 'refuted') return stay('inbox', 'refuted');
  const still = stillness(alert, rule);
  // Whoever snoozed it wants to hear of it, though its kind does not ring by itself; what the user says of its category counts.
  if (still !== undefined && !(again === 'snoozed' && STILL_BY_ITSELF.has(still))) return stay('inbox', still);
  if (alert.read) return stay('inbox', 'already-read');

  const urgent = alert.urgency === 'urgent' || again === 'reminder-day' || again === 'reminder-hour';
  const { quiet } = rules;
  const wakes = urgent || alert.category === 'refund';
  if (quiet !== undefined && !(quiet.urgentComes && wakes && rule.deliver !== 'digest')) return stay('digest', quiet.why);

  const late = lateness(alert, phase, again);
  if (late !== undefined) {
    const pass = phase === 'running' ? `${late}:${alert.identity}` : 'start-up';
    const rung = recent.openNow.filter((ring) => ring.pass === pass).length;
    if (rule.deliver !== 'digest' && urgent && (again !== undefined || mayBeOpen(alert)) && rung < OPEN_NOW.rings) {
      return { decision: { deliver: 'notify', why: again ?? 'open-now' }, recent: { ...recent, openNow: [...recent.openNow, { pass, at: now }] } };
    }
    return stay('digest', late);
  }
  if (rule.deliver === 'digest') return stay('digest', rule.why);
  if (isOfSeveral(alert)) return stay('digest', 'together');

  const unconfirmed = alert.confirmation !== 'confirmed';
  if (unconfirmed && recent.unconfirmed.length >= UNCONFIRMED.rings) return again === undefined ? stay('inbox', 'unconfirmed-limit') : stay('digest', 'burst');
  const [rings, other] = urgent ? [recent.urgentRings, recent.rings] : [recent.rings, recent.urgentRings];
  if (rings.length >= BURST.rings) return stay('digest', urgent ? 'urgent-burst' : 'burst');
  const through = urgent && other.length >= BURST.rings;
  return {
    decision: { deliver: 'notify', why: again ?? (quiet !== undefined ? 'urgent-in-quiet' : through ? 'urgent' : 'rings') },
    recent: {
      ...recent,
      ...(urgent ? { urgentRings: [...rings, now] } : { rings: [...rings, now] }),
      unconfirmed: unconfirmed ? [...recent.unconfirmed, { key: alert.key, at: now }] : recent.unconfirmed,
    },
  };
}

/** Why it stays in the inbox; undefined where it does not. */
function stillness(alert: Alert, rule: ReturnType<typeof ruled>): Reason | undefined {
  if (alert.own === true) return 'own-act';
  if (alert.history === true) return 'history';
  return rule.deliver === 'inbox' ? rule.why : undefined;
}

/** Nobody has said that these shall be still. */
const STILL_BY_ITSELF: ReadonlySet<Reason> = new Set(['own-act', 'history', 'quiet-kind']);

/** Tradebell's own news of a connection, when it is not the only one. */
function isOfSeveral({ kind, urgency }: Alert): boolean {
  return (kind === 'away' || kind === 'back') && urgency === 'low';
}

/** Why an alert counts as old; undefined when it is news. */
function lateness(alert: Alert, phase: Phase, again: Again | undefined): 'first-connect' | 'start-up' | 'catching-up' | undefined {
  if (again !== undefined) return phase === 'running' ? undefined : 'start-up';
  if (alert.road === 'first') return 'first-connect';
  if (phase === 'take-up') return 'start-up';
  const late = alert.road === 'catch-up' || alert.receivedAt - alert.occurredAt > LATE_MS;
  if (!late) return undefined;
  return phase === 'start-up' ? 'start-up' : 'catching-up';
}

/** What came live was open when it came; of what was caught up, only the system can say. */
function mayBeOpen(alert: Alert): boolean {
  return alert.openNow ?? alert.road === 'live';
}
