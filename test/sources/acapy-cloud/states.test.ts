import { expect, test } from 'vitest';
import type { Role } from '../../../src/shared/alert.ts';
import { asksUs, kindOf, normalState, roleOf } from '../../../src/sources/acapy-cloud/states.ts';

const kind = (topic: string, state: string | undefined, role?: Role, verified?: boolean) => kindOf({ topic, state, role, verified });

test('what a person wants to know of rings', () => {
  expect(kind('proofs', 'request-received', 'prover')).toBe('proof');
  expect(kind('proofs', 'done', 'verifier', true)).toBe('proof');
  expect(kind('proofs', 'done', 'verifier', false)).toBe('proof');
  expect(kind('proofs', 'abandoned', 'prover')).toBe('proof');
  expect(kind('credentials', 'offer-received', 'holder')).toBe('credential');
  for (const state of ['done', 'abandoned', 'credential-revoked']) expect(kind('credentials', state, 'issuer')).toBe('credential');
  for (const state of ['proposal-received', 'request-received']) expect(kind('credentials', state, 'issuer')).toBe('credential');
  for (const state of ['completed', 'abandoned', 'request-received']) expect(kind('connections', state)).toBe('connection');
  for (const topic of ['revocation', 'issuer_cred_rev']) for (const state of ['revoked', 'full']) expect(kind(topic, state, 'issuer')).toBe('revocation');
  expect(kind('endorsements', 'request-received', 'endorser')).toBe('endorsement');
  expect(kind('basic-message', 'received')).toBe('message');
  expect(kind('basic-message', undefined)).toBe('message');
});

test.each([
  ['proofs', 'done', 'prover'],
  ['proofs', 'presentation-received', 'verifier'],
  ['proofs', 'deleted', 'prover'],
  ['credentials', 'offer-sent', 'issuer'],
  ['credentials', 'credential-issued', 'issuer'],
  ['connections', 'response-sent', undefined],
  ['connections', undefined, undefined],
  ['revocation', 'active', 'issuer'],
  ['issuer_cred_rev', 'issued', 'issuer'],
  ['endorsements', 'transaction-endorsed', 'author'],
  ['oob', 'done', undefined],
  ['credentials_indy', 'done', undefined],
  ['credentials_ld', 'done', undefined],
  ['constructor', 'done', undefined],
] as const)('%s that are %s go to the inbox only', (topic, state, role) => {
  expect(kind(topic, state, role)).toBe('cloudRecord');
});

test('our part is what the payload says, else what follows from the state, else open', () => {
  expect(roleOf('proofs', 'verifier', 'done')).toBe('verifier');
  expect(roleOf('proofs', undefined, 'request-received')).toBe('prover');
  expect(roleOf('proofs', 'holder', 'done')).toBeUndefined();
  expect(roleOf('credentials', undefined, 'offer-received')).toBe('holder');
  expect(roleOf('credentials', undefined, 'request-received')).toBe('issuer');
  expect(roleOf('endorsements', undefined, 'request-received')).toBe('endorser');
  expect(roleOf('endorsements', 'author', 'transaction-acked')).toBe('author');
  expect(roleOf('connections', 'prover', 'completed')).toBeUndefined();
});

test('only what waits for our answer asks us', () => {
  expect(asksUs({ topic: 'proofs', state: 'request-received', role: 'prover' })).toBe(true);
  expect(asksUs({ topic: 'proofs', state: 'request-received', role: 'verifier' })).toBe(false);
  expect(asksUs({ topic: 'credentials', state: 'done', role: 'holder' })).toBe(false);
});

test('states are written with hyphens, also where the agent’s own underscores come through', () => {
  expect(normalState(' Request_Received ')).toBe('request-received');
  expect(normalState('')).toBeUndefined();
});
