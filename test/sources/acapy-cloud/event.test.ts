import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import { decodeEvent } from '../../../src/sources/acapy-cloud/event.ts';
import { NOON } from '../../clock.ts';
import { alertOf, at, CONNECTION, eventText, live, peerOf, WALLET } from './decoding.ts';

const iso = (time: number) => new Date(time).toISOString();
const proof = { proof_id: 'v2-8f2a', connection_id: CONNECTION, role: 'prover', state: 'request-received', updated_at: iso(NOON - 1000) };

test('a proof request is an alert to whoever shall prove', () => {
  const decoded = decodeEvent(eventText('proofs', proof), at());
  expect(alertOf(decoded)).toEqual({
    key: `${WALLET}|proofs|v2-8f2a|request-received|${iso(NOON - 1000)}`,
    identity: `acapy-cloud:${WALLET}`,
    connectionId: 'one',
    system: 'acapy-cloud',
    kind: 'proof',
    category: 'credential',
    urgency: 'normal',
    role: 'prover',
    status: 'request-received',
    actor: { id: CONNECTION },
    subject: { type: 'proof', id: 'v2-8f2a' },
    confirmation: 'confirmed',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: NOON - 1000,
    receivedAt: NOON,
    frame: eventText('proofs', proof),
  });
  expect(peerOf(decoded)).toBe(CONNECTION);
});

test('an event of a connection brings its label, else its alias; without either it is to be looked up', () => {
  const connection = { connection_id: CONNECTION, state: 'completed', their_label: 'Demo Issuer', alias: 'Holder <> Issuer' };
  const decoded = decodeEvent(eventText('connections', connection), at());
  expect(alertOf(decoded)).toMatchObject({ kind: 'connection', actor: { id: CONNECTION, name: 'Demo Issuer' }, subject: { type: 'connection', id: CONNECTION } });
  expect(peerOf(decoded)).toBeUndefined();
  expect(live('connections', { ...connection, their_label: null }).actor?.name).toBe('Holder <> Issuer');
  expect(peerOf(decodeEvent(eventText('connections', { ...connection, their_label: ' ', alias: '' }), at()))).toBe(CONNECTION);
});

test('a message is chat under either spelling of its topic, and one and the same', () => {
  const message = { connection_id: CONNECTION, message_id: 'm1', content: 'Hello <b>there</b>\nyou', state: 'received', sent_time: iso(NOON - 500) };
  const said = live('basic-message', message);
  expect(said).toMatchObject({
    kind: 'message',
    category: 'chat',
    urgency: 'normal',
    text: 'Hello there\nyou',
    actor: { id: CONNECTION },
    subject: { type: 'connection', id: CONNECTION },
    occurredAt: NOON - 500,
  });
  expect(live('basic-messages', message).key).toBe(said.key);
  expect(said.own).toBeUndefined();
  expect(live('basic-message', { ...message, state: 'sent' }).own).toBe(true);
});

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
])('verified as %j is %j', (verified, expected) => {
  expect(live('proofs', { ...proof, role: 'verifier', state: 'done', verified })).toMatchObject({ kind: 'proof', role: 'verifier', verified: expected });
});

test.each([null, undefined, 'yes', 1, {}])('verified as %j is not known', (verified) => {
  const decoded = live('proofs', { ...proof, role: 'verifier', state: 'done', verified });
  expect(decoded.kind).toBe('cloudRecord');
  expect(decoded).not.toHaveProperty('verified');
});

test('what was abandoned says why, what is about a credential by which definition', () => {
  const credential = { credential_exchange_id: 'v2-1', credential_definition_id: 'NXk4:3:CL:8:tag', role: 'holder', state: 'abandoned', error_msg: 'No <i>thanks</i>' };
  expect(live('credentials', credential)).toMatchObject({ kind: 'credential', role: 'holder', text: 'No thanks', reference: 'NXk4:3:CL:8:tag' });
  expect(live('issuer_cred_rev', { record_id: 'r', cred_def_id: 'NXk4:3:CL:8:tag', state: 'revoked' })).toMatchObject({
    kind: 'revocation',
    role: 'issuer',
    subject: { type: 'record', id: 'r' },
    reference: 'NXk4:3:CL:8:tag',
  });
});

test('a topic without a form that we know is readable, and quiet', () => {
  expect(live('problem_report', { thread_id: 't', description: { code: 'no-such', en: 'No such thing' } })).toMatchObject({
    kind: 'cloudRecord',
    urgency: 'low',
    type: 'problem_report',
    text: 'thread id: t; description: code no-such, en No such thing',
  });
  expect(live('proofs', { ...proof, state: 'presentation-sent' })).toMatchObject({ kind: 'cloudRecord', urgency: 'low', type: 'proofs', status: 'presentation-sent' });
});

test('of a group, each alert says which wallet it is about', () => {
  expect(live('proofs', proof, at({ ofGroup: true })).account).toBe(WALLET);
  expect(live('proofs', proof)).not.toHaveProperty('account');
});

test('a live event’s own time is believed within two minutes, a caught-up one’s always, but not the future', () => {
  const when = (updated: unknown, road: 'live' | 'catch-up') => live('proofs', { ...proof, updated_at: updated }, at({ road })).occurredAt;
  expect(when(iso(NOON - 120_000), 'live')).toBe(NOON - 120_000);
  expect(when(iso(NOON - 120_001), 'live')).toBe(NOON);
  expect(when(iso(NOON - 86_400_000), 'catch-up')).toBe(NOON - 86_400_000);
  expect(when('2026-02-01 11:00:00.123456', 'catch-up')).toBe(Date.UTC(2026, 1, 1, 11, 0, 0, 123));
  expect(when(iso(NOON + 86_400_000), 'catch-up')).toBe(NOON);
  expect(when('yesterday', 'catch-up')).toBe(NOON);
  expect(live('proofs', { ...proof, updated_at: null, created_at: iso(NOON - 5) }).occurredAt).toBe(NOON - 5);
});

test('with the first connect it is read; nobody knows from an event that it is still open', () => {
  expect(live('proofs', proof, at({ road: 'first' })).read).toBe(true);
  expect(live('proofs', proof, at({ road: 'catch-up' }))).not.toHaveProperty('openNow');
});

test.each([
  ['', 'not JSON'],
  ['{"wallet_id":"w","topic":"proofs","payload":{', 'not JSON'],
  ['[]', 'JSON, but not an object'],
  ['null', 'JSON, but not an object'],
  ['{"topic":"proofs","payload":{}}', 'an event that does not say of which wallet'],
  [`{"wallet_id":"${WALLET}","payload":{}}`, 'an event without a topic'],
  [`{"wallet_id":"${WALLET}","topic":"proofs","payload":null}`, 'an event without a payload'],
  [`{"wallet_id":"${WALLET}","topic":"oob","payload":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'nested too deeply'],
])('%.60s is no event: %s', (text, reason) => {
  expect(decodeEvent(text, at())).toEqual({ type: 'ignored', reason });
});

const FIELDS = [
  ...['proof_id', 'credential_exchange_id', 'connection_id', 'message_id', 'transaction_id', 'record_id', 'oob_id', 'role', 'state', 'verified', 'content'],
  ...['error_msg', 'alias', 'their_label', 'credential_definition_id', 'cred_def_id', 'updated_at', 'created_at', 'sent_time'],
];
const TOPICS = ['proofs', 'credentials', 'connections', 'basic-message', 'basic-messages', 'revocation', 'issuer_cred_rev', 'endorsements', 'oob', 'constructor'];
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '\0', '\ud800', '|', '#', 'a|b', '<b>x</b>', '__proto__', 'x'.repeat(30_000), '\u202egnp.exe', '2026-03-01T12:00:00Z', 'done', 'request-received'),
  fc.constantFrom(null, true, [], {}, 0, -1, 1.5, 1e300),
  fc.object({ maxDepth: 3 })
);
const payload = fc.oneof(hostile, fc.record(Object.fromEntries(FIELDS.map((name) => [name, hostile])), { requiredKeys: [] }));
const topic = fc.oneof(fc.constantFrom(...TOPICS), fc.string({ unit: 'binary' }), hostile);

test('whatever comes, the decoder does not throw, and what it lets through is within the contract', () => {
  fc.assert(
    fc.property(topic, payload, hostile, fc.boolean(), fc.constantFrom('live', 'catch-up', 'first'), (named, what, wallet, ofGroup, road) => {
      for (const walletId of [WALLET, wallet]) {
        const decoded = decodeEvent(JSON.stringify({ wallet_id: walletId, topic: named, payload: what }), at({ ofGroup, road }));
        if (decoded.type === 'ignored') expect(decoded.reason).not.toBe('');
        else expect(Alert.parse(decoded.alert)).toEqual(decoded.alert);
      }
    }),
    { numRuns: 500 }
  );
});

test('any other text is ignored, and makes nothing throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      expect(decodeEvent(text, at()).type).toBe('ignored');
    })
  );
});
