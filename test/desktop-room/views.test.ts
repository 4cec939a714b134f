import { describe, expect, test } from 'vitest';
import { detailOf, lineOf, questionOf, type ViewParts } from '../../src/desktop/views.ts';
import { AlertDetail, AlertLine, INTENT_OUTCOMES, Question, type Intent } from '../../src/shared/inbox.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import { aRequest, decided } from '../bell/purse.ts';
import { NOON } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';

const parts = (now = NOON): ViewParts => ({ catalogue: CATALOGUES.en, locale: 'en', timeZone: 'UTC', now, pictureId: (_identity, ref) => `picture-${ref}` });
const entry = (alert = aRequest()) => ({ id: 1, alert });
const intent = (outcome: Intent['outcome']): Intent => ({ verb: 'approve', at: NOON, outcome });

describe('a line', () => {
  test('says its system and its deadline', () => {
    expect(AlertLine.parse(lineOf(entry(), parts()))).toMatchObject({ system: 'ewallet', who: 'Lena', amount: '12.50 ABC', deadlineAt: NOON + 3_600_000 });
  });
  test.each(['confirmed', 'rejected', 'expired', 'a status of tomorrow'])('of a request that is %s counts down to nothing', (status) => {
    expect(lineOf(entry(aRequest(decided(status))), parts()).deadlineAt).toBeUndefined();
  });
  test('of another kind keeps its deadline, whatever its status', () => {
    const dispute = anAlert({ kind: 'buyerDisputeTimeout', status: 'DISPUTED', deadlineAt: NOON + 1 });
    expect(lineOf(entry(dispute), parts()).deadlineAt).toBe(NOON + 1);
  });
});

describe('the detail', () => {
  const actions = (alert = aRequest(), held?: Intent, now = NOON) => detailOf(entry(alert), held, [], parts(now)).actions;
  test('offers what can be done', () => {
    expect(actions()).toEqual(['approve', 'reject']);
    expect(actions(aRequest(), intent('refused'))).toEqual(['approve', 'reject']);
  });
  test.each(INTENT_OUTCOMES.filter((outcome) => outcome !== 'refused'))('offers nothing final once an intent is %s, and shows it', (outcome) => {
    const detail = detailOf(entry(), intent(outcome), [], parts());
    expect(AlertDetail.parse(detail)).toMatchObject({ actions: [], intent: intent(outcome) });
  });
  test('offers nothing final when the time is over by our clock, or it is settled; what is not final stays', () => {
    expect(actions(aRequest(), undefined, NOON + 3_600_000)).toEqual([]);
    expect(actions(aRequest({ status: 'confirmed' }))).toEqual([]);
    expect(actions(aRequest({ actions: ['reply', 'approve'], deadlineAt: NOON }))).toEqual(['reply']);
  });
  test('shows the other side of an exchange, the reference, the account, and since when', () => {
    const alert = aRequest({ exchanged: { value: '-300', unit: 'XYZ', divisibility: 2 }, reference: 'Order 7', account: 'Shop', since: NOON - 1 });
    const detail = AlertDetail.parse(detailOf(entry(alert), undefined, [], parts()));
    expect(detail).toMatchObject({ exchanged: '3 XYZ', reference: 'Order 7', account: 'Shop', since: NOON - 1 });
  });
  test.each([true, false, undefined])('says whether a proof was verified: %s', (verified) => {
    const alert = anAlert({ system: 'acapy-cloud', kind: 'proof', status: 'done', ...(verified === undefined ? {} : { verified }) });
    expect(AlertDetail.parse(detailOf(entry(alert), undefined, [], parts())).verified).toBe(verified);
  });
});

test('a question says amounts to the last digit, with whom and which way', () => {
  const alert = aRequest({
    amount: { value: '123456789012345678901234567890123456789', unit: 'ABC', divisibility: 18 },
    exchanged: { value: '5', unit: 'XYZ' },
    account: 'Shop',
    reference: 'Order 7',
  });
  expect(Question.parse(questionOf({ token: 't', verb: 'approve', reread: true, alert }, parts()))).toEqual({
    token: 't',
    verb: 'approve',
    reread: true,
    who: 'Lena',
    account: 'Shop',
    amount: '123,456,789,012,345,678,901.234567890123456789 ABC',
    exchanged: CATALOGUES.en.alerts.baseUnits('5', 'XYZ'),
    direction: 'in',
    reference: 'Order 7',
    deadlineAt: NOON + 3_600_000,
  });
  const { amount: _amount, actor: _actor, direction: _direction, deadlineAt: _deadline, ...bare } = alert;
  expect(Question.parse(questionOf({ token: 't', verb: 'reject', reread: false, alert: bare }, parts()))).toMatchObject({ reread: false });
});
