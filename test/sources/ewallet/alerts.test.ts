import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say } from '../../../src/shared/words/say.ts';
import { decodeFrame } from '../../../src/sources/ewallet/alerts.ts';
import { NOON } from '../../clock.ts';
import { eventFrame } from '../../servers/ewallet/builders.ts';
import { DECRYPTED, type Status } from '../../servers/ewallet/domain.ts';
import { FAILURES } from '../../servers/ewallet/errors.ts';
import { toJson } from '../../servers/ewallet/json.ts';
import { alertOf, at, idIn, live, row, settledBy } from './decoding.ts';

const frame = (fields: object) =>
  JSON.stringify({ version: '1', topic: 'account:a', success: true, ref: null, event: 'x', error: null, data: null, ...fields });

test.each([
  ['not JSON at all', 'not JSON'],
  ['', 'not JSON'],
  ['[]', 'JSON, but not an object'],
  ['null', 'JSON, but not an object'],
  ['{}', 'a frame without an event'],
  ['{"event":7}', 'a frame without an event'],
  ['{"event":"phx_reply"}', 'phx_reply without a topic'],
  [frame({ event: 'phx_dance' }), 'a signal of no use here: phx_dance'],
  [frame({ event: 'new_event' }), 'an event of no use here: new_event'],
  [frame({ event: 'transaction_consumption_request' }), 'transaction_consumption_request without data'],
  [frame({ event: 'transaction_consumption_request', data: {} }), 'transaction_consumption_request without the id of a consumption'],
  [frame({ event: 'transaction_consumption_finalized', data: [] }), 'transaction_consumption_finalized without data'],
  [frame({ event: 'transaction_consumption_finalized', data: { id: 'a b' } }), 'transaction_consumption_finalized without the id of a consumption'],
  [frame({ event: 'transaction_consumption_request', data: { id: 'a', status: 'approved' } }), 'a request that is approved already'],
])('%s is ignored, with the reason', (text, reason) => {
  expect(decodeFrame(text, at())).toEqual({ type: 'ignored', reason });
});

test('nesting that would overflow the stack is ignored', () => {
  const deep = `{"event":"transaction_consumption_request","data":${'['.repeat(300_000)}1234567890123456`;
  expect(decodeFrame(deep, at())).toMatchObject({ type: 'ignored' });
});

const forbidden = { object: 'error', code: 'websocket:forbidden_channel', description: 'No access.' };

test.each([
  ['a reply', { event: 'phx_reply', ref: '1' }, { type: 'reply', topic: 'account:a', ref: '1', ok: true }],
  ['a reply with a number for its ref', { event: 'phx_reply', ref: 7 }, { type: 'reply', topic: 'account:a', ref: '7', ok: true }],
  ['a reply without a ref', { event: 'phx_reply' }, { type: 'reply', topic: 'account:a', ref: '', ok: true }],
  ['a reply that does not say that it went well', { event: 'phx_reply', success: null }, { type: 'reply', topic: 'account:a', ref: '', ok: false }],
  ['the answer to a heartbeat', { event: 'phx_reply', topic: 'phoenix', ref: '6' }, { type: 'reply', topic: 'phoenix', ref: '6', ok: true }],
  ['a close, which carries success false', { event: 'phx_close', ref: '1', success: false }, { type: 'close', topic: 'account:a', ref: '1' }],
  ['an error, which carries success false', { event: 'phx_error', ref: '1', success: false }, { type: 'error', topic: 'account:a', ref: '1' }],
  [
    'an error as the documents print it',
    { event: 'phx_error', ref: '1', success: false, error: { ...forbidden, messages: [] }, data: undefined },
    { type: 'error', topic: 'account:a', ref: '1' },
  ],
])('%s is a signal', (_, fields, signal) => {
  expect(decodeFrame(frame(fields), at())).toEqual({ type: 'signal', signal });
});

test.each([null, [], ['a'], { id: ['is bad'] }, undefined])('a refusal says why, whatever form its messages have: %j', (messages) => {
  const refused = frame({ event: 'phx_reply', ref: '1', success: false, error: { ...forbidden, messages } });
  const error = { code: 'websocket:forbidden_channel', description: 'No access.' };
  expect(decodeFrame(refused, at())).toEqual({ type: 'signal', signal: { type: 'reply', topic: 'account:a', ref: '1', ok: false, error } });
});

test('an error with only a code, or only a description, is one too', () => {
  const error = (fields: object) => {
    const decoded = decodeFrame(frame({ event: 'phx_reply', success: false, error: fields }), at());
    return decoded.type === 'signal' && decoded.signal.type === 'reply' ? decoded.signal.error : undefined;
  };
  expect(error({ code: 'a:b' })).toEqual({ code: 'a:b', description: 'a:b' });
  expect(error({ description: 'why' })).toEqual({ code: '', description: 'why' });
  expect(error({ messages: ['x'] })).toBeUndefined();
});

/** The consumption that the documents of 2018 print: objects within it are empty. */
const printed = {
  object: 'transaction_consumption',
  id: 'txc_1',
  socket_topic: 'transaction_consumption:txc_1',
  status: 'pending',
  amount: 100,
  token_id: 'tok_OMG_1',
  token: {},
  correlation_id: 'ours-1',
  idempotency_token: 'idem',
  transaction_id: 'txn_1',
  transaction: {},
  user_id: 'usr_1',
  user: {},
  account_id: 'acc_1',
  account: {},
  transaction_request_id: 'txr_1',
  transaction_request: {},
  address: '5555cer3-15d1',
  metadata: {},
  encrypted_metadata: {},
  expiration_date: null,
  created_at: '2018-01-01T00:00:00Z',
  updated_at: '2018-01-01T00:00:00Z',
  approved_at: null,
};
const printedFrame = (fields: object, data: object = {}) =>
  frame({ topic: 'transaction_request:txr_1', ref: '1', event: 'transaction_consumption_request', data: { ...printed, ...data }, ...fields });

test('the request that the documents print is an alert, without a guess', () => {
  const { frame: raw, ...alert } = alertOf(decodeFrame(printedFrame({}), at()));
  expect(alert).toEqual({
    key: 'transaction_consumption_request|txc_1|pending',
    identity: 'ewallet:key',
    connectionId: 'one',
    system: 'ewallet',
    kind: 'consumptionRequest',
    category: 'payment',
    urgency: 'normal',
    subject: { type: 'consumption', id: 'txc_1' },
    status: 'pending',
    actor: { id: 'usr_1', name: '5555cer3-15d1' },
    amount: { value: '100', unit: 'tok_OMG_1' },
    reference: 'ours-1',
    confirmation: 'confirmed',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: NOON,
    receivedAt: NOON,
  });
  expect(JSON.parse(raw)).toMatchObject({ event: 'transaction_consumption_request', data: { id: 'txc_1' } });
});

test('the finalization that the documents print settles it', () => {
  const decoded = decodeFrame(printedFrame({ event: 'transaction_consumption_finalized' }, { status: 'confirmed' }), at());
  expect(alertOf(decoded)).toMatchObject({
    key: 'transaction_consumption_finalized|txc_1|confirmed',
    kind: 'consumptionFinalized',
    status: 'confirmed',
    amount: { value: '100', unit: 'tok_OMG_1' },
  });
  expect(decoded).toMatchObject({ settles: 'transaction_consumption_request|txc_1|pending' });
});

test.each([
  ['transaction_consumption_confirmation', 'pending', 'transaction_consumption_request|txc_1|pending'],
  ['transaction_consumption_approved', 'confirmed', 'transaction_consumption_finalized|txc_1|confirmed'],
  ['transaction_consumption_approved', 'failed', 'transaction_consumption_finalized|txc_1|failed'],
  ['transaction_consumption_approved', null, 'transaction_consumption_finalized|txc_1|approved'],
  ['transaction_consumption_rejected', 'rejected', 'transaction_consumption_finalized|txc_1|rejected'],
  ['transaction_consumption_rejected', null, 'transaction_consumption_finalized|txc_1|rejected'],
  ['transaction_consumption_request', null, 'transaction_consumption_request|txc_1|pending'],
  ['transaction_consumption_request', 'expired', 'transaction_consumption_finalized|txc_1|expired'],
  ['transaction_consumption_finalized', null, 'transaction_consumption_finalized|txc_1|finalized'],
])('%s with status %s has the key %s', (event, status, key) => {
  expect(alertOf(decodeFrame(printedFrame({ event }, { status }), at())).key).toBe(key);
});

test('a failed event whose consumption does not say its status has failed', () => {
  for (const event of ['transaction_consumption_finalized', 'transaction_consumption_approved']) {
    const text = printedFrame({ event, success: false }, { status: undefined });
    expect(alertOf(decodeFrame(text, at())).status).toBe('failed');
  }
});

test.each(['confirmed', 'rejected', 'cancelled', 'failed', 'expired'] as const)('%s, as servers of both generations say it, settles the request', (status) => {
  for (const generation of ['1.2', '2018'] as const) {
    const details = { status, generation, nested: 'full' } as const;
    const alert = live(details);
    expect(alert).toMatchObject({ kind: 'consumptionFinalized', status, urgency: 'normal', actions: [], category: 'payment' });
    expect(alert.key).toBe(`transaction_consumption_finalized|${alert.subject?.id}|${status}`);
    expect(settledBy(details)).toBe(`transaction_consumption_request|${alert.subject?.id}|pending`);
  }
});

test('a finalization that is still pending can be read, and settles nothing', () => {
  const details = { status: 'pending', event: 'finalized' } as const;
  expect(live(details)).toMatchObject({ kind: 'consumptionFinalized', status: 'pending', text: FAILURES.unfinalized.description, actions: [] });
  expect(settledBy(details)).toBeUndefined();
});

test('the copies of one event over several topics have one key', () => {
  const topics = ['account:a', 'user:u', 'user:provided', 'transaction_request:r', 'transaction_consumption:c'];
  expect(new Set(topics.map((topic) => live({ status: 'confirmed', topic }).key)).size).toBe(1);
});

test('a failed event without its consumption is told with its reason, once a minute', () => {
  const at0 = (now: number, fields: object = {}) =>
    alertOf(decodeFrame(frame({ event: 'transaction_consumption_finalized', success: false, error: forbidden, ...fields }), at({ now })));
  expect(at0(NOON)).toMatchObject({
    key: `transaction_consumption_finalized|account:a|websocket:forbidden_channel|${NOON / 60_000}`,
    kind: 'consumptionFinalized',
    status: 'failed',
    text: 'No access.',
  });
  expect(at0(NOON + 59_999).key).toBe(at0(NOON).key);
  expect(at0(NOON + 60_000).key).not.toBe(at0(NOON).key);
  expect(at0(NOON, { error: null })).toMatchObject({ status: 'failed' });
  expect(at0(NOON, { data: undefined, error: { ...forbidden, messages: [] } })).toMatchObject({ text: 'No access.' });
  expect(at0(NOON, { data: {}, error: forbidden })).toMatchObject({ text: 'No access.' });
  expect(at0(NOON, { topic: 'transaction_consumption:txc_1' }).subject).toEqual({ type: 'consumption', id: 'txc_1' });
});

test('why it failed is said with symbols instead of ids of tokens', () => {
  const id = idIn(row(), 'token_id');
  const failure = { code: 'transaction:insufficient_funds', description: `Available: 1.5 ${id} - Attempted debit: 5.000000000000000001 ${id}` };
  expect(live({ status: 'failed', failure }).text).toBe('Available: 1.5 OMG - Attempted debit: 5.000000000000000001 OMG');
  expect(live({ status: 'failed', failure, transactionId: 'txn_1', error: null }).text).toBe(
    'Available: 1.5 OMG - Attempted debit: 5.000000000000000001 OMG'
  );
  expect(live({ status: 'expired' }).text).toBeUndefined();
});

const STATUSES_SAID: Status[] = ['pending', 'confirmed', 'failed', 'expired'];

test('what servers decrypt is nowhere in an alert, and all else of the frame is', () => {
  for (const status of STATUSES_SAID) {
    for (const generation of ['1.2', '2018'] as const) {
      const details = { status, generation, nested: 'full', transactionId: 'txn_1', metadata: { note: 'kept' } } as const;
      const text = eventFrame(details);
      expect(text).toContain(DECRYPTED);
      const alert = live(details);
      expect(JSON.stringify(alert)).not.toContain(DECRYPTED);
      expect(alert.frame).not.toContain('encrypted_metadata');
      expect(alert.frame).toContain('"metadata":{"note":"kept"}');
      expect(alert.frame).toContain('1000000000000000000');
    }
  }
});

test('a frame without anything decrypted is kept as it came', () => {
  const text = ` {"event":"transaction_consumption_request", "data":{"id":"a","metadata":{"n":1.10,"b":123456789012345678901234567890}} }`;
  expect(alertOf(decodeFrame(text, at())).frame).toBe(text);
});

test('a frame is kept up to 64 KiB, and nothing decrypted before that end', () => {
  const alert = live({ metadata: { long: 'x'.repeat(100_000) }, override: { encrypted_metadata: { long: `${DECRYPTED}`.repeat(9_000) } } });
  expect(alert.frame.length).toBeLessThanOrEqual(65_536);
  expect(alert.frame).not.toContain(DECRYPTED);
});

const SECRET = 'never-to-be-kept';
const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', ' ', '\0', '\ud800', '<b>x</b>', '&lt;', 'NaN', '__proto__', 'x'.repeat(5_000), '\u202egnp.exe', '$&', '2026-03-01T12:00:00Z', '9'.repeat(90))
);
const hostile = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  fc.constantFrom(null, undefined, true, [], {}, 0, -1, 1.5, 1e300, 10n ** 39n, -(10n ** 39n), 10n ** 18n, '100', '-1'),
  fc.bigInt(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.object({ maxDepth: 2 })
);
const fieldsOf = (...names: string[]) => fc.record(Object.fromEntries(names.map((name) => [name, hostile])), { requiredKeys: [] });
const party = ['user_id', 'account_id', 'address', 'token_id', 'minted_token_id'];
const user = fc.oneof(hostile, fieldsOf('id', 'full_name', 'calling_name', 'username', 'email', 'provider_user_id', 'encrypted_metadata'));
const account = fc.oneof(hostile, fieldsOf('id', 'name'));
const token = fc.oneof(hostile, fieldsOf('id', 'symbol', 'subunit_to_unit'));
const nested = { user, account, token, minted_token: token, encrypted_metadata: fc.constantFrom({ a: SECRET }, SECRET, [SECRET]) };
const request = fc
  .tuple(fieldsOf('id', 'amount', 'require_confirmation', 'correlation_id', ...party), fc.record(nested, { requiredKeys: [] }), fc.constantFrom('receive', 'send', 7))
  .map(([plain, objects, type]) => ({ ...plain, ...objects, type }));
const times = ['expiration_date', 'created_at', 'approved_at', 'rejected_at', 'confirmed_at', 'failed_at', 'expired_at', 'cancelled_at'];
const amounts = ['amount', 'estimated_request_amount', 'estimated_consumption_amount', 'finalized_request_amount', 'finalized_consumption_amount'];
const data = fc
  .tuple(
    fieldsOf('correlation_id', 'transaction', 'transaction_request_id', ...amounts, ...times, ...party),
    fc.record({ ...nested, transaction_request: fc.oneof(hostile, request) }, { requiredKeys: [] }),
    fc.oneof(hostile, fc.constantFrom('pending', 'confirmed', 'failed')),
    fc.oneof({ weight: 4, arbitrary: fc.constant('txc_1') }, hostile)
  )
  .map(([plain, objects, status, id]) => ({ ...plain, ...objects, status, id }));
const frames = fc.record({
  topic: fc.oneof(hostile, fc.constantFrom('account:a', 'user:usr_1', 'transaction_request:r', 'transaction_consumption:c')),
  event: fc.constantFrom('transaction_consumption_request', 'transaction_consumption_finalized', 'transaction_consumption_approved', 'phx_reply'),
  ref: hostile,
  success: hostile,
  error: fc.oneof(hostile, fieldsOf('code', 'description', 'messages')),
  data: fc.oneof({ weight: 9, arbitrary: data }, hostile),
});

test('whatever the fields hold: never an exception, always a valid alert, in words, and nothing decrypted', () => {
  let alerts = 0;
  fc.assert(
    fc.property(frames, fc.constantFrom('admin', 'client'), (fields, api) => {
      const decoded = decodeFrame(toJson(fields), at({ api, self: 'usr_1', ours: new Set(['acc_1']) }));
      if (decoded.type !== 'alert') return;
      alerts += 1;
      expect(Alert.parse(decoded.alert)).toEqual(decoded.alert);
      expect(JSON.stringify(decoded)).not.toContain(SECRET);
      // Only of what the decoder adds: a name may well be "undefined".
      const { actor: _actor, text: _text, reference: _reference, account: _account, ...own } = decoded.alert;
      if (own.amount !== undefined) own.amount.unit = 'OMG';
      if (own.exchanged !== undefined) own.exchanged.unit = 'OMG';
      const status = ['pending', 'confirmed', 'failed'].includes(own.status ?? '') ? {} : { status: 'failed' };
      const said = say({ ...own, ...status }, CATALOGUES.en, { privacy: 'all', locale: 'en-GB', timeZone: 'UTC', now: NOON });
      expect(Object.values(said).join(' ')).not.toMatch(/NaN|undefined|null|\[object/);
    }),
    { numRuns: 600 }
  );
  expect(alerts).toBeGreaterThan(100);
});

test('no text at all makes it throw', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
  fc.assert(
    fc.property(text, (given) => {
      expect(() => decodeFrame(given, at())).not.toThrow();
    })
  );
});
