import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signToken } from '../../../src/sources/doshii/jwt.ts';
import { NOON } from '../../clock.ts';
import { judge } from '../../servers/doshii/tokens.ts';

const CLIENT = { clientId: 'app', clientSecret: 'k' };

test('a token is HS256 of the client id and the time in seconds, and of nothing else', async () => {
  const token = await signToken(CLIENT, NOON + 999);
  const [head = '', body = '', signature] = token.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(read(body)).toEqual({ clientId: 'app', timestamp: NOON / 1000 });
  expect(signature).toBe(createHmac('sha256', 'k').update(`${head}.${body}`).digest('base64url'));
});

test('a server takes it for ten minutes, with any length of secret', async () => {
  for (const clientSecret of ['x', 'hc-client-secret-55', 'ü€'.repeat(100)]) {
    const authorization = `Bearer ${await signToken({ clientId: 'app', clientSecret }, NOON)}`;
    expect(judge(authorization, { clientId: 'app', clientSecret, now: NOON + 600_000 })).toBeUndefined();
    expect(judge(authorization, { clientId: 'app', clientSecret, now: NOON + 601_000 })).toBe('too old or too new');
    expect(judge(authorization, { clientId: 'app', clientSecret: 'other', now: NOON })).toBe('wrong signature');
  }
});
