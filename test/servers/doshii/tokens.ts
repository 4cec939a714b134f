import { createHmac, timingSafeEqual } from 'node:crypto';

const VALID_MS = 10 * 60_000;

/** Why a call is not let in, in words for the one who looks at a failing test. */
export type Refusal =
  | 'no bearer token'
  | 'not three parts'
  | 'not a JWT'
  | 'not HS256'
  | 'wrong signature'
  | 'wrong client id'
  | 'no time in whole seconds'
  | 'too old or too new';

/**
 * Judges `Authorization: Bearer <JWT>` (doshii.md, "REST"): HS256 by the client secret over `{clientId, timestamp}`, the time in whole unix
 * seconds and within ten minutes. Done with node:crypto alone, so that a library's mistake cannot meet itself.
 */
export function judge(
  authorization: string | undefined,
  expected: { readonly clientId: string; readonly clientSecret: string; readonly now: number }
): Refusal | undefined {
  const token = tokenOf(authorization);
  if (token === undefined) return 'no bearer token';
  const parts = token.split('.');
  const [head = '', body = '', signature = ''] = parts;
  if (parts.length !== 3) return 'not three parts';
  const header = partOf(head);
  const claims = partOf(body);
  if (header === undefined || claims === undefined) return 'not a JWT';
  if (header['alg'] !== 'HS256') return 'not HS256';
  const given = Buffer.from(signature, 'base64url');
  const wanted = sign(`${head}.${body}`, expected.clientSecret);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'wrong signature';
  if (claims['clientId'] !== expected.clientId) return 'wrong client id';
  const { timestamp } = claims;
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp)) return 'no time in whole seconds';
  return Math.abs(expected.now - timestamp * 1000) > VALID_MS ? 'too old or too new' : undefined;
}

/** A token as a client makes it. */
export function mint(claims: Readonly<Record<string, unknown>>, clientSecret: string, alg = 'HS256'): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${sign(signed, clientSecret).toString('base64url')}`;
}

/** What stands after `Bearer`. */
export function tokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
}

function sign(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

function partOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
