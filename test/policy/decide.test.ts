import { describe, expect, test } from 'vitest';
import type { Alert } from '../../src/shared/alert.ts';
import { decide, type Phase } from '../../src/policy/decide.ts';
import { confirmed, NOTHING_RECENT, type Recent } from '../../src/policy/recent.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { NOON } from '../clock.ts';
import { anAlert } from './alerts.ts';

const RULES: Rules = { app: {}, connection: {}, paused: false };
const SECOND = 1000;

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
    expect(decisions([anAlert()], { rules: { ...RULES, connection: { order: 'inbox' } } })).toEqual(['inbox: connection-inbox']);
    expect(decisions([anAlert()], { rules: { ...RULES, app: { order: 'inbox' } } })).toEqual(['inbox: category-inbox']);
    expect(decisions([anAlert()], { rules: { ...RULES, app: { order: 'off' } } })).toEqual(['off: category-off']);
    expect(decisions([anAlert()], { rules: { ...RULES, app: { order: 'digest' } } })).toEqual(['digest: category-digest']);
  });
  test('a rule may wake a quiet kind', () => {
    expect(decisions([anAlert({ kind: 'payment', category: 'payment' })], { rules: { ...RULES, app: { payment: 'notify' } } })).toEqual(['notify: rings']);
  });
  test('while paused everything waits for one digest, disputes too', () => {
    expect(decisions([anAlert(), anAlert(dispute)], { rules: { ...RULES, paused: true } })).toEqual(['digest: paused', 'digest: paused']);
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
