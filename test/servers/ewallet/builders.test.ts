import { expect, test } from 'vitest';
import { consumption, eventFrame } from './builders.ts';
import { DECRYPTED } from './domain.ts';
import { FAILURES } from './errors.ts';
import { type WireRecord, fromJson } from './json.ts';

const parsed = (text: string): WireRecord => fromJson(text) as WireRecord;

test('a consumption has every documented field, and updated_at only in 2018', () => {
  const fields = Object.keys(consumption());
  const documented = [
    'object id socket_topic status amount estimated_request_amount estimated_consumption_amount finalized_request_amount',
    'finalized_consumption_amount token_id token correlation_id idempotency_token transaction_id transaction user_id user account_id',
    'account transaction_request_id transaction_request address metadata encrypted_metadata expiration_date created_at approved_at',
    'rejected_at confirmed_at failed_at expired_at cancelled_at exchange_account exchange_account_id exchange_wallet',
    'exchange_wallet_address',
  ].flatMap((line) => line.split(' '));
  expect(fields.toSorted()).toEqual(documented.toSorted());
  expect(consumption({ generation: '1.0' })).not.toHaveProperty('cancelled_at');
  const old = consumption({ generation: '2018', request: { amount: 100 } });
  expect(old).toMatchObject({ minted_token: {}, amount: 100n, updated_at: '2026-03-01T12:00:00.000000Z' });
  expect(old).not.toHaveProperty('estimated_consumption_amount');
});

test('what a test names is what is written', () => {
  const made = consumption({
    id: 'txc_1',
    amount: 7,
    token: { symbol: 'PNT', subunitToUnit: 144 },
    user: { fullName: null, username: 'carol' },
    request: { type: 'send', amount: null, expirationDate: 0 },
    override: { correlation_id: 'mine' },
  });
  expect(made).toMatchObject({
    id: 'txc_1',
    amount: 7n,
    token: { symbol: 'PNT', subunit_to_unit: 144n },
    user: { full_name: null, username: 'carol' },
    transaction_request: { type: 'send', amount: null, expiration_date: '1970-01-01T00:00:00.000000Z' },
    correlation_id: 'mine',
  });
});

test('encrypted_metadata arrives decrypted at every depth', () => {
  const text = eventFrame({ status: 'confirmed', transactionId: 'txn_1' });
  expect(text.split(DECRYPTED).length - 1).toBeGreaterThan(6);
});

test('a frame carries all seven fields and its amounts to the last digit', () => {
  const text = eventFrame({ amount: 10n ** 38n + 1n });
  expect(Object.keys(parsed(text)).toSorted()).toEqual(['data', 'error', 'event', 'ref', 'success', 'topic', 'version']);
  expect(text).toContain(`"amount":1${'0'.repeat(37)}1,`);
  expect(parsed(eventFrame({ amount: 5, amounts: 'text' }))['data']).toMatchObject({ amount: '5' });
});

test('the event follows from the status, unless it is named', () => {
  expect(parsed(eventFrame())['event']).toBe('transaction_consumption_request');
  expect(parsed(eventFrame({ status: 'rejected' }))).toMatchObject({ event: 'transaction_consumption_finalized', success: true });
  const unfinalized = parsed(eventFrame({ event: 'finalized' }));
  expect(unfinalized).toMatchObject({ success: false, error: { code: 'transaction_consumption:unfinalized' } });
  expect(parsed(eventFrame({ status: 'rejected', generation: '2018' }))['event']).toBe('transaction_consumption_rejected');
});

test('a failed frame may lack its data or its error', () => {
  const why = { code: 'transaction:insufficient_funds', description: 'No.' };
  expect(parsed(eventFrame({ status: 'failed', failure: why }))).toMatchObject({ success: false, error: why });
  expect(parsed(eventFrame({ status: 'failed', error: null }))).toMatchObject({ success: false, error: null });
  expect(parsed(eventFrame({ status: 'failed', data: null, error: FAILURES.internal }))['data']).toBeNull();
});
