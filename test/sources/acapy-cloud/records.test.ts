import { expect, test } from 'vitest';
import { merge } from '../../../src/shared/merge.ts';
import { decodeRecord } from '../../../src/sources/acapy-cloud/records.ts';
import { NOON } from '../../clock.ts';
import { at, CONNECTION, listed, live, WALLET } from './decoding.ts';

const proof = { proof_id: 'v2-8f2a', connection_id: CONNECTION, role: 'prover', state: 'request-received', updated_at: '2026-03-01T11:59:59.123456Z' };

test('a row has the key of its event, and merges with it whichever came first', () => {
  const [event, row] = [live('proofs', proof), listed('proofs', proof)];
  expect(row.key).toBe(event.key);
  expect(merge(event, row)).toEqual({ ...event, openNow: true });
  expect(merge(row, event)).toBeUndefined();
});

test('what the server lists as waiting for us is open now, also on the first connect', () => {
  expect(listed('proofs', proof)).toMatchObject({ openNow: true, read: false, road: 'catch-up' });
  expect(listed('credentials', { credential_exchange_id: 'c', state: 'offer-received', role: 'holder' }, at({ road: 'first' }))).toMatchObject({ openNow: true, read: false });
  expect(listed('connections', { connection_id: CONNECTION, state: 'completed' }, at({ road: 'first' }))).toMatchObject({ read: true });
  expect(listed('connections', { connection_id: CONNECTION, state: 'completed' })).not.toHaveProperty('openNow');
});

test('its time is the server’s, its frame the row', () => {
  const row = { ...proof, updated_at: '2026-02-01T00:00:00Z' };
  expect(listed('proofs', row)).toMatchObject({ occurredAt: Date.UTC(2026, 1, 1), receivedAt: NOON, frame: JSON.stringify(row) });
});

test('what is no row is ignored', () => {
  expect(decodeRecord('proofs', 'x', WALLET, at())).toEqual({ type: 'ignored', reason: 'a row that is no object' });
  const deep: unknown = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  expect(decodeRecord('proofs', deep, WALLET, at())).toEqual({ type: 'ignored', reason: 'nested too deeply' });
});
