import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGAINS, type Again } from '../../src/shared/alarm.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { decide, type Phase } from '../../src/policy/decide.ts';
import { confirmed, NOTHING_RECENT, type Recent } from '../../src/policy/recent.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { NOON } from '../clock.ts';
import { anAlert } from './alerts.ts';

const RULES: Rules = { app: {}, connection: {}, quiet: undefined };
const SECOND = 1000;
const QUIET: Rules = { ...RULES, quiet: { why: 'quiet-hours', urgentComes: true } };
const again = (alert: Alert, why: Again, rules = RULES, phase: Phase = 'running') => {
  const { deliver, why: reason } = decide(alert, rules, NOTHING_RECENT, NOON, phase, why).decision;
  return `${deliver}: ${reason}`;
};

function decisions(alerts: Alert[], { rules = RULES, everyMs = 0, phase = 'running' as Phase, from = NOTHING_RECENT } = {}) {
  let recent: Recent = from;
  return alerts.map((alert, index) => {
    const decided = decide(alert, rules, recent, NOON + index * everyMs, phase);
    recent = decided.recent;
    return `${decided.decision.deliver}: ${decided.decision.why}`;
  });
}
const many = (n: number, differs: Partial<Alert> = {}) => Array.from({ length: n }, (_, i) => anAlert({ key: `order:Qm${i}`, ...differs }));
const dispute: Partial<Alert> = { kind: 'disputeOpen', category: 'dispute', urgency: 'urgent' };

describe('what never rings', () => {
  test('our own payment, an old transaction sent again, and what was already read on the node', () => {
    expect(decisions([anAlert({ kind: 'message', own: true }), anAlert({ kind: 'wallet', history: true }), anAlert({ read: true })])).toEqual([
      'inbox: own-act',
      'inbox: history',
      'inbox: already-read',
    ]);
  });
  test('kinds that nobody has to act on go to the inbox', () => {
    expect(decisions([anAlert({ kind: 'payment', category: 'payment' }), anAlert({ kind: 'unfollow', category: 'follow' })])).toEqual([
      'inbox: quiet-kind',
      'inbox: quiet-kind',
    ]);
  });
  test('our own act stays quiet even where its category was told to ring', () => {
    expect(decisions([anAlert({ kind: 'wallet', category: 'wallet', own: true })], { rules: { ...RULES, app: { wallet: 'notify' } } })).toEqual(['inbox: own-act']);
  });
});

describe('what the user said', () => {
  test('the rule of the connection goes before the rule of the app', () => {
    const rules: Rules = { ...RULES, app: { order: 'off' }, connection: { order: 'notify' } };
    expect(decisions([anAlert()], { rules })).toEqual(['notify: rings']);
    for (const deliver of ['digest', 'inbox', 'off'] as const) expect(decisions([anAlert()], { rules: { ...RULES, connection: { order: deliver } } })).toEqual([`${deliver}: connection-${deliver}`]);
    expect(decisions([anAlert()], { rules: { ...RULES, app: { order: 'inbox' } } })).toEqual(['inbox: category-inbox']);
    expect(decisions([anAlert()], { rules: { ...RULES, app: { order: 'off' } } })).toEqual(['off: category-off']);
    expect(decisions([anAlert()], { rules: { ...RULES, app: { order: 'digest' } } })).toEqual(['digest: category-digest']);
  });
  test('a rule may wake a quiet kind', () => {
    expect(decisions([anAlert({ kind: 'payment', category: 'payment' })], { rules: { ...RULES, app: { payment: 'notify' } } })).toEqual(['notify: rings']);
  });
  test('while paused everything waits for one digest, disputes too', () => {
    expect(decisions([anAlert(), anAlert(dispute)], { rules: { ...RULES, quiet: { why: 'paused', urgentComes: false } } })).toEqual(['digest: paused', 'digest: paused']);
  });
});

describe('bursts', () => {
  test('three ring within 30 seconds, the rest is a digest, and it rings again when the first is 30 seconds old', () => {
    expect(decisions(many(4), { everyMs: SECOND })).toEqual(['notify: rings', 'notify: rings', 'notify: rings', 'digest: burst']);
    expect(decisions(many(5), { everyMs: 10 * SECOND })).toEqual(['notify: rings', 'notify: rings', 'notify: rings', 'notify: rings', 'notify: rings']);
  });
  test('disputes have a limit of three of their own, and ring through a burst of orders', () => {
    expect(decisions([...many(4), ...many(4, dispute)])).toEqual([
      ...Array.from({ length: 3 }, () => 'notify: rings'),
      'digest: burst',
      ...Array.from({ length: 3 }, () => 'notify: urgent'),
      'digest: urgent-burst',
    ]);
  });
  test('a clock that was set back does not keep the limit up', () => {
    const from: Recent = { ...NOTHING_RECENT, rings: [NOON + 1e9, NOON + 1e9, NOON + 1e9] };
    expect(decisions([anAlert()], { from })).toEqual(['notify: rings']);
  });
});

describe('what is old', () => {
  const old: Partial<Alert> = { road: 'catch-up' };
  test('what was caught up comes as a digest; at most two disputes that are open now ring', () => {
    expect(decisions([anAlert(old), ...many(3, { ...old, ...dispute, openNow: true }), anAlert({ ...old, ...dispute, openNow: false })])).toEqual([
      'digest: catching-up',
      'notify: open-now',
      'notify: open-now',
      'digest: catching-up',
      'digest: catching-up',
    ]);
  });
  test('a live frame about something over two minutes old counts as caught up', () => {
    expect(decisions([anAlert({ occurredAt: NOON - 121 * SECOND }), anAlert({ occurredAt: NOON - 119 * SECOND })])).toEqual(['digest: catching-up', 'notify: rings']);
  });
  test('a first connect rings nothing but what is open now, and says so itself', () => {
    expect(decisions([...many(2, { road: 'first' }), ...many(3, { road: 'first', ...dispute, openNow: true })])).toEqual([
      'digest: first-connect',
      'digest: first-connect',
      'notify: open-now',
      'notify: open-now',
      'digest: first-connect',
    ]);
  });
  test('at start-up all connections share one limit', () => {
    const open = { ...old, ...dispute, openNow: true };
    expect(decisions([anAlert({ ...open, identity: 'openbazaar:a' }), anAlert({ ...open, identity: 'openbazaar:b' }), anAlert({ ...open, identity: 'openbazaar:c' })], { phase: 'start-up' })).toEqual([
      'notify: open-now',
      'notify: open-now',
      'digest: start-up',
    ]);
  });
  test('at start-up connections whose history is read anew share that limit too', () => {
    const open = { ...dispute, road: 'first' as const, openNow: true };
    expect(decisions(['a', 'b', 'c'].map((id) => anAlert({ ...open, identity: `openbazaar:${id}` })), { phase: 'start-up' })).toEqual([
      'notify: open-now',
      'notify: open-now',
      'digest: first-connect',
    ]);
  });
  test('what turned out to be forged before its turn came stays in the inbox', () => {
    expect(decisions([anAlert({ confirmation: 'refuted', category: 'system' })], { phase: 'take-up' })).toEqual(['inbox: refuted']);
  });
  test('what the last run left undone goes through the start-up limit, however it came', () => {
    expect(decisions([anAlert(), ...many(3, dispute)], { phase: 'take-up' })).toEqual(['digest: start-up', 'notify: open-now', 'notify: open-now', 'digest: start-up']);
  });
});

describe('frames that the node has not confirmed', () => {
  const asked: Partial<Alert> = { confirmation: 'asked' };
  test('ring at most twenty times an hour, until the node stands by them', () => {
    let recent = NOTHING_RECENT;
    let rung = 0;
    for (let i = 0; i < 30; i++) {
      const decided = decide(anAlert({ ...asked, key: `order:${i}` }), RULES, recent, NOON + i * 60 * SECOND);
      recent = decided.recent;
      if (decided.decision.deliver === 'notify') rung++;
      else expect(decided.decision).toEqual({ deliver: 'inbox', why: 'unconfirmed-limit' });
    }
    expect(rung).toBe(20);
    recent = confirmed(recent, 'order:3');
    expect(decide(anAlert({ ...asked, key: 'order:99' }), RULES, recent, NOON + 31 * 60 * SECOND).decision.deliver).toBe('notify');
  });
});

describe('quiet hours', () => {
  test('hold everything back for the summary but what is urgent, and refunds', () => {
    expect(decisions([anAlert(), anAlert(dispute), anAlert({ kind: 'refund', category: 'refund' })], { rules: QUIET })).toEqual([
      'digest: quiet-hours',
      'notify: urgent-in-quiet',
      'notify: urgent-in-quiet',
    ]);
  });
  test('hold what is urgent back too where the user says so', () => {
    expect(decisions([anAlert(dispute)], { rules: { ...RULES, quiet: { why: 'desktop-quiet', urgentComes: false } } })).toEqual(['digest: desktop-quiet']);
  });
  test('do not let more through than the limits do, nor what has a summary of its own', () => {
    expect(decisions(many(4, dispute), { rules: QUIET }).at(-1)).toBe('digest: urgent-burst');
    expect(decisions([anAlert(dispute)], { rules: { ...QUIET, app: { dispute: 'digest' } } })).toEqual(['digest: quiet-hours']);
    expect(decisions([anAlert({ ...dispute, road: 'catch-up' })], { rules: QUIET })).toEqual(['digest: catching-up']);
  });
});

describe('what rings again', () => {
  const old = anAlert({ occurredAt: NOON - 9 * 3_600_000, receivedAt: NOON - 3_600_000, road: 'catch-up' });
  test('rings though it is old, unless the user made its category still', () => {
    expect(again(old, 'snoozed')).toBe('notify: snoozed');
    expect(again(old, 'reminder-hour')).toBe('notify: reminder-hour');
    for (const deliver of ['inbox', 'off'] as const) expect(again(old, 'snoozed', { ...RULES, app: { order: deliver } })).toBe(`${deliver}: category-${deliver}`);
  });
  test('a snooze rings what is still by itself; a reminder does not', () => {
    const still = anAlert({ kind: 'payment', category: 'payment' });
    expect([again(still, 'snoozed'), again(still, 'reminder-day')]).toEqual(['notify: snoozed', 'inbox: quiet-kind']);
    expect(again(anAlert({ own: true }), 'snoozed')).toBe('notify: snoozed');
  });
  test('in quiet hours a snooze joins the summary, a reminder comes through as urgent; through a pause comes neither', () => {
    expect([again(old, 'snoozed', QUIET), again(old, 'reminder-day', QUIET)]).toEqual(['digest: quiet-hours', 'notify: reminder-day']);
    const paused: Rules = { ...RULES, quiet: { why: 'paused', urgentComes: false } };
    expect([again(old, 'snoozed', paused), again(old, 'reminder-day', paused)]).toEqual(['digest: paused', 'digest: paused']);
  });
  test('what should have rung while Tradebell was not running goes through the start-up limit', () => {
    expect(again(old, 'snoozed', RULES, 'take-up')).toBe('digest: start-up');
    expect(again(old, 'reminder-hour', RULES, 'take-up')).toBe('notify: reminder-hour');
  });
});

test('news of several connections at once is one summary', () => {
  const away = { kind: 'away', category: 'system' } as const;
  expect(decisions([anAlert(away), anAlert({ ...away, urgency: 'low' }), anAlert({ ...away, kind: 'back', urgency: 'low' })])).toEqual(['notify: rings', 'digest: together', 'digest: together']);
});

test('whatever comes, however often, under whatever rules: within 30 seconds ring three, three urgent ones, and two that are old of each pass', () => {
  const alert = fc.record({
    kind: fc.constantFrom('order', 'disputeOpen', 'refund', 'message', 'consumptionRequest', 'away'),
    category: fc.constantFrom('order', 'dispute', 'refund', 'chat', 'system'),
    urgency: fc.constantFrom('low', 'normal', 'urgent'),
    confirmation: fc.constantFrom('asked', 'confirmed', 'unasked'),
    road: fc.constantFrom('live', 'catch-up', 'first'),
    openNow: fc.constantFrom(true, false),
  });
  const quiet = fc.option(fc.record({ why: fc.constantFrom('paused', 'quiet-hours', 'desktop-quiet'), urgentComes: fc.boolean() }), { nil: undefined });
  const step = fc.record({ alert, quiet, wait: fc.nat(20_000), again: fc.option(fc.constantFrom(...AGAINS), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let recent = NOTHING_RECENT;
      let now = NOON;
      const rings: { at: number; urgent: boolean; late: boolean }[] = [];
      for (const [nth, one] of steps.entries()) {
        now += one.wait;
        const came = anAlert({ ...one.alert, key: `k${nth}`, occurredAt: now, receivedAt: now });
        const { decision, recent: after } = decide(came, { ...RULES, quiet: one.quiet }, recent, now, 'running', one.again);
        recent = after;
        if (decision.deliver !== 'notify') continue;
        expect(one.quiet === undefined || one.quiet.urgentComes).toBe(true);
        rings.push({ at: now, urgent: came.urgency === 'urgent' || one.again?.startsWith('reminder') === true, late: decision.why === 'open-now' });
      }
      for (const { at } of rings) {
        const within = rings.filter((ring) => ring.at <= at && at - ring.at < 30_000);
        expect(within.filter(({ urgent, late }) => urgent && !late).length).toBeLessThanOrEqual(3);
        expect(within.filter(({ urgent, late }) => !urgent && !late).length).toBeLessThanOrEqual(3);
        // One identity has two passes at most: what it missed, and its first connect.
        expect(within.filter(({ late }) => late).length).toBeLessThanOrEqual(4);
      }
    })
  );
});
