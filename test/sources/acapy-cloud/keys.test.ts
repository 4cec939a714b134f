import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf } from '../../../src/sources/acapy-cloud/keys.ts';
import { CONNECTION, WALLET } from './decoding.ts';

const key = (topic: string, payload: unknown, walletId = WALLET) => keyOf({ walletId, topic, payload });
const at = '2026-03-01T11:59:59.123456Z';

test.each([
  ['proofs', 'proof_id'],
  ['credentials', 'credential_exchange_id'],
  ['connections', 'connection_id'],
  ['basic-message', 'message_id'],
  ['endorsements', 'transaction_id'],
  ['revocation', 'record_id'],
  ['issuer_cred_rev', 'record_id'],
  ['oob', 'oob_id'],
])('%s are known by their %s', (topic, name) => {
  expect(key(topic, { connection_id: CONNECTION, [name]: 'e1', state: 's', updated_at: at })).toBe(`${WALLET}|${topic}|e1|s|${at}`);
});

test('a message is dated by when it was sent, and the topic may be written in the plural', () => {
  const message = { connection_id: CONNECTION, message_id: 'm', state: 'received', sent_time: at };
  expect(key('basic-messages', message)).toBe(`${WALLET}|basic-message|m|received|${at}`);
});

test('one moment written in several ways is one', () => {
  const written = [at, '2026-03-01 11:59:59.123456Z', '2026-03-01T11:59:59.123456+00:00', '2026-03-01 11:59:59.123456'];
  expect(new Set(written.map((time) => key('proofs', { proof_id: 'p', state: 'done', updated_at: time })))).toEqual(new Set([`${WALLET}|proofs|p|done|${at}`]));
});

test('without an id the payload itself tells events apart, in whatever order its fields come', () => {
  const one = key('problem_report', { a: 1, b: { c: [1, 2], d: null } });
  expect(one).toMatch(new RegExp(`^${WALLET}\\|problem_report\\|#[0-9a-f]{32}\\|\\|$`));
  expect(key('problem_report', { b: { d: null, c: [1, 2] }, a: 1 })).toBe(one);
  expect(key('problem_report', { a: 1, b: { c: [2, 1], d: null } })).not.toBe(one);
  expect(key('basic-message', { connection_id: CONNECTION, content: 'a' })).not.toBe(key('basic-message', { connection_id: CONNECTION, content: 'b' }));
});

test('the order of fields never changes a key', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('proofs', 'oob', 'others'), (payload, topic) => {
      const turned = Object.fromEntries(Object.entries(payload).toReversed());
      expect(key(topic, turned)).toBe(key(topic, payload));
    })
  );
});

test('two events have one key only where wallet, topic, id, state and time are the same, however they are written', () => {
  const part = fc.oneof(fc.constantFrom('a', 'b', 'a|b', '|', '#', '', 'x'.repeat(200)), fc.string({ unit: 'grapheme-ascii', maxLength: 5 }));
  const parts = fc.tuple(part, part.filter((id) => /^[\x21-\x7e]{1,256}$/.test(id)), part);
  const keyed = ([walletId, proofId, time]: [string, string, string]) => key('proofs', { proof_id: proofId, state: 'done', updated_at: time }, walletId);
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(keyed(one) === keyed(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      expect(keyed(one).length).toBeLessThanOrEqual(512);
    }),
    { numRuns: 1_000 }
  );
});
