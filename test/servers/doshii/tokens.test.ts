import { expect, test } from 'vitest';
import { judge, mint } from './tokens.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const SECONDS = NOW / 1000;
const EXPECTED = { clientId: 'client', clientSecret: 'secret', now: NOW };
const judged = (token: string) => judge(`Bearer ${token}`, EXPECTED);

test('a fresh token of the client is good', () => {
  expect(judged(mint({ clientId: 'client', timestamp: SECONDS }, 'secret'))).toBeUndefined();
});

test('ten minutes are the limit, both ways', () => {
  for (const [apart, verdict] of [
    [600, undefined],
    [-600, undefined],
    [601, 'too old or too new'],
    [-601, 'too old or too new'],
  ] as const) {
    expect(judged(mint({ clientId: 'client', timestamp: SECONDS + apart }, 'secret'))).toBe(verdict);
  }
});

test('anything else is refused, with the reason', () => {
  const good = mint({ clientId: 'client', timestamp: SECONDS }, 'secret');
  expect(judge(undefined, EXPECTED)).toBe('no bearer token');
  expect(judge(`Basic ${good}`, EXPECTED)).toBe('no bearer token');
  expect(judged('a.b')).toBe('not three parts');
  expect(judged('a.b.c')).toBe('not a JWT');
  expect(judged(mint({ clientId: 'client', timestamp: SECONDS }, 'secret', 'none'))).toBe('not HS256');
  expect(judged(mint({ clientId: 'client', timestamp: SECONDS }, 'wrong'))).toBe('wrong signature');
  expect(judged(`${good}A`)).toBe('wrong signature');
  expect(judged(mint({ clientId: 'other', timestamp: SECONDS }, 'secret'))).toBe('wrong client id');
  expect(judged(mint({ clientId: 'client', timestamp: NOW }, 'secret'))).toBe('too old or too new');
  expect(judged(mint({ clientId: 'client', timestamp: SECONDS + 0.5 }, 'secret'))).toBe('no time in whole seconds');
  expect(judged(mint({ clientId: 'client' }, 'secret'))).toBe('no time in whole seconds');
});
