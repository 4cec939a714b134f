import { expect, test } from 'vitest';
import { expected, finalVerbs, mayAskAgain, moneyOf, sidesOf } from '../../../renderer/inbox/asking.ts';
import type { AlertDetail } from '../../../src/shared/inbox.ts';

test('what is final is offered in one order, and nothing else', () => {
  expect(finalVerbs({ actions: ['reply', 'cancel', 'reject', 'approve'] })).toEqual(['approve', 'reject', 'cancel']);
});

test('what was done, is under way or may have been done is not offered again', () => {
  for (const outcome of ['open', 'done', 'unknown'] as const) expect(finalVerbs({ actions: ['approve'], intent: { verb: 'approve', at: 0, outcome } })).toEqual([]);
  expect(finalVerbs({ actions: ['approve'], intent: { verb: 'approve', at: 0, outcome: 'refused' } })).toEqual(['approve']);
});

test('asking once more is offered only where it may help', () => {
  for (const code of ['changed-meanwhile', 'asked-too-long-ago', 'refused-by-server', 'timeout', 'not-noted', undefined] as const) expect(mayAskAgain(code)).toBe(true);
  for (const code of ['outcome-unknown', 'decided-already', 'not-offered'] as const) expect(mayAskAgain(code)).toBe(false);
});

test('money moves on a yes to approve only', () => {
  expect(moneyOf({ verb: 'approve', direction: 'out' }, 'owner')).toBe('out');
  expect(moneyOf({ verb: 'approve' }, 'owner')).toBe('unknown');
  expect(moneyOf({ verb: 'reject', direction: 'out' }, 'owner')).toBe('still');
});

test('in an exchange each side moves its own token: the consumer the amount, the owner what it is exchanged for', () => {
  const question = { amount: '5 OMG', exchanged: '0.012 ETH' };
  expect(sidesOf(question, 'consumer')).toEqual({ ours: '5 OMG', theirs: '0.012 ETH' });
  expect(sidesOf(question, 'owner')).toEqual({ ours: '0.012 ETH', theirs: '5 OMG' });
  expect(sidesOf({ amount: '5 OMG' }, 'owner')).toEqual({ ours: '5 OMG' });
  expect(sidesOf({}, 'owner')).toEqual({});
});

test('which way an exchange goes is not claimed where it is not known which side is ours', () => {
  expect(moneyOf({ verb: 'approve', direction: 'in', exchanged: '1 ETH' }, undefined)).toBe('unknown');
  expect(moneyOf({ verb: 'approve', direction: 'in', exchanged: '1 ETH' }, 'owner')).toBe('in');
});

test('the place of a question is kept by what the alert says', () => {
  const alert = { who: 'Maya', amount: '5 OMG', deadlineAt: 9, title: 'x' } as AlertDetail;
  expect(expected(alert, 'approve')).toEqual({ token: '', verb: 'approve', reread: true, who: 'Maya', amount: '5 OMG', deadlineAt: 9 });
});
