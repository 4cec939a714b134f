import { expect, test } from 'vitest';
import { NetworkError } from '../../src/transport/network.ts';
import { troubleOf, troubleOfStatus } from '../../src/transport/errors.ts';

test.each([
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['ECONNRESET', 'unreachable'],
  ['ETIMEDOUT', 'timeout'],
  ['EPROTO', 'tls-to-plain'],
  ['HPE_INVALID_CONSTANT', 'not-a-node'],
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'too-large'],
  ['ESOMETHINGNEW', 'lost'],
])('%s means %s', (code, trouble) => {
  expect(troubleOf(Object.assign(new Error('x'), { code })).code).toBe(trouble);
});

test('several addresses that all failed count as their first failure', () => {
  expect(troubleOf(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })])).code).toBe('refused');
});

test('a trouble passes as it is, and anything else that was thrown has a name too', () => {
  const trouble = { code: 'forbidden' } as const;
  expect(troubleOf(new NetworkError(trouble))).toBe(trouble);
  expect(troubleOf('nonsense')).toEqual({ code: 'lost', detail: 'nonsense' });
  expect(troubleOf(new Error('y'.repeat(5_000))).detail).toHaveLength(300);
});

test.each([
  [403, '403 - Forbidden', 'forbidden'],
  [401, '', 'forbidden'],
  [400, 'Client sent an HTTP request to an HTTPS server.', 'plain-to-tls'],
  [400, 'The plain HTTP request was sent to HTTPS port', 'plain-to-tls'],
  [400, 'bad', 'not-a-node'],
  [301, '', 'not-a-node'],
  [404, '', 'not-a-node'],
  [500, '', 'server-error'],
  [504, '', 'timeout'],
])('status %d with “%s” means %s', (status, body, code) => {
  expect(troubleOfStatus(status, body).code).toBe(code);
});
