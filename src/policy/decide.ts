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
 * The order matters: what never rings, then what the user said, then what is old, then the limits.
 */
export function decide(alert: Alert, rules: Rules, before: Recent, now: number, phase: Phase = 'running'): Decided {
  const recent = prune(before, now);
  const stay = (deliver: Decision['deliver'], why: Reason): Decided => ({ decision: { deliver, why }, recent });

  const rule = ruled(alert, rules);
  if (rule.deliver === 'off') return stay('off', rule.why);
  if (alert.own === true) return stay('inbox', 'own-act');
  if (alert.history === true) return stay('inbox', 'history');
  if (alert.confirmation === 'refuted') return stay('inbox', 'refuted');
  if (rule.deliver === 'inbox') return stay('inbox', rule.why);
  if (alert.read) return stay('inbox', 'already-read');
  if (rules.paused) return stay('digest', 'paused');

  const late = lateness(alert, phase);
  if (late !== undefined) {
    const pass = phase === 'running' ? `${late}:${alert.identity}` : 'start-up';
    const rung = recent.openNow.filter((ring) => ring.pass === pass).length;
    if (rule.deliver === 'notify' && alert.urgency === 'urgent' && mayBeOpen(alert) && rung < OPEN_NOW.rings) {
      return { decision: { deliver: 'notify', why: 'open-now' }, recent: { ...recent, openNow: [...recent.openNow, { pass, at: now }] } };
    }
    return stay('digest', late);
  }
  if (rule.deliver === 'digest') return stay('digest', rule.why);

  const unconfirmed = alert.confirmation !== 'confirmed';
  if (unconfirmed && recent.unconfirmed.length >= UNCONFIRMED.rings) return stay('inbox', 'unconfirmed-limit');
  const urgent = alert.urgency === 'urgent';
  const [rings, other] = urgent ? [recent.urgentRings, recent.rings] : [recent.rings, recent.urgentRings];
  if (rings.length >= BURST.rings) return stay('digest', urgent ? 'urgent-burst' : 'burst');
  const through = urgent && other.length >= BURST.rings;
  return {
    decision: { deliver: 'notify', why: through ? 'urgent' : 'rings' },
    recent: {
      ...recent,
      ...(urgent ? { urgentRings: [...rings, now] } : { rings: [...rings, now] }),
      unconfirmed: unconfirmed ? [...recent.unconfirmed, { key: alert.key, at: now }] : recent.unconfirmed,
    },
  };
}

/** Why an alert counts as old; undefined when it is news. */
function lateness(alert: Alert, phase: Phase): 'first-connect' | 'start-up' | 'catching-up' | undefined {
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
