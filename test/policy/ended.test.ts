import { expect, test } from 'vitest';
import { isEnded } from '../../src/policy/ended.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { NOON } from '../clock.ts';
import { anAlert } from './alerts.ts';

const subject = { type: 'order', id: 'QmOne' } as const;
const timeout = anAlert({ kind: 'buyerDisputeTimeout', subject });
const later = (more: Partial<Alert>) => anAlert({ kind: 'disputeOpen', subject, occurredAt: NOON + 1, ...more });

test('time to dispute is over once there is a dispute about that order, which the node stands by', () => {
  expect(isEnded(timeout, [timeout, later({})])).toBe(true);
  expect(isEnded(timeout, [timeout])).toBe(false);
  for (const other of [{ kind: 'message' }, { occurredAt: NOON - 1 }, { confirmation: 'asked' }, { identity: 'openbazaar:QmOther' }] as const) {
    expect(isEnded(timeout, [later(other)])).toBe(false);
  }
  expect(isEnded(timeout, [later({ subject: { type: 'order', id: 'QmOneMore' } })])).toBe(false);
});

test('time to decide is not over for what is only said about the order, and what has no such end never is', () => {
  const expiry = anAlert({ kind: 'moderatorDisputeExpiry', subject });
  expect([isEnded(expiry, [later({})]), isEnded(expiry, [later({ kind: 'disputeClose' })])]).toEqual([false, true]);
  expect(isEnded(anAlert({ subject }), [later({}), later({ kind: 'disputeClose' })])).toBe(false);
});
