import type { IncomingHttpHeaders } from 'node:http';
import type { User } from './domain.ts';
import { ACCEPT, type Api, type Generation, type Scheme, schemesOf } from './generation.ts';
import { FAILURES, type Failure } from './errors.ts';
import { secretOf, uuidOf } from './ids.ts';

/** Who speaks. */
export type Identity =
  | { readonly kind: 'user'; readonly user: User; readonly token: string }
  | { readonly kind: 'admin'; readonly user: User; readonly token: string }
  | { readonly kind: 'provider'; readonly accessKey: string };

/** The keys and tokens that open this wallet. */
export interface Credentials {
  readonly apiKey: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** A new authentication token for a user, as signing in gives it. */
  issue(user: User): string;
  /** A token that only opens admin.login_2fa. */
  issuePreToken(user: User): string;
  /** Takes a pre-authentication token back. */
  dropPreToken(token: string): void;
  /** Makes tokens expired: one, or all that were given out so far. */
  expire(token?: string): void;
  /** Forgets tokens, so that they are not even found. */
  forget(token?: string): void;
  /** From now on keys, tokens and sign-ins are all refused, or accepted again. Open sockets stay. */
  refuse(refused?: boolean): void;
  /** Whether everything is refused. */
  readonly refused: boolean;
  /** The headers that open the wallet: users by OMGClient, administrators by OMGAdmin, without a user by OMGProvider (2018: OMGServer). */
  headers(user?: User): { readonly authorization: string; readonly accept: string };
  /** Who these headers belong to, or why nobody. */
  identify(headers: IncomingHttpHeaders, api: Api): Identity | Failure;
  /** Who holds this pre-authentication token. */
  identifyPreToken(headers: IncomingHttpHeaders): { readonly user: User; readonly token: string } | Failure;
  /** Whether the headers bring a known API key, with or without a token. */
  knowsApiKey(headers: IncomingHttpHeaders): boolean;
}

/** Whether the value is a failure instead of what was asked for. */
export function isFailure(value: object): value is Failure {
  return 'code' in value;
}

/** An Authorization value of this scheme. */
export function authorization(scheme: Scheme, ...parts: readonly string[]): string {
  return `${scheme} ${Buffer.from(parts.join(':'), 'utf8').toString('base64')}`;
}

/** The scheme that a header claims, known or not, as tests want to see it. */
export function schemeOf(headers: IncomingHttpHeaders): string | undefined {
  return headers.authorization?.split(' ')[0];
}

/** A wallet's credentials, the same in every run. */
export function createCredentials(generation: Generation): Credentials {
  const apiKey = secretOf('api key');
  const accessKey = uuidOf('access key');
  const secretKey = secretOf('secret key');
  const tokens = new Map<string, { readonly user: User; expired: boolean }>();
  const preTokens = new Map<string, User>();
  let issued = 0;
  let refused = false;

  function newToken(user: User): string {
    issued += 1;
    return secretOf('token', user.id, String(issued));
  }

  function userByToken(token: string): User | Failure {
    const known = tokens.get(token);
    if (known === undefined) return FAILURES.tokenNotFound;
    return known.expired ? FAILURES.tokenExpired : known.user;
  }

  function identify(headers: IncomingHttpHeaders, api: Api): Identity | Failure {
    const given = decode(headers);
    const schemes = schemesOf(generation).get(api) ?? [];
    if (given === undefined || !schemes.includes(given.scheme)) return FAILURES.invalidScheme;
    const { scheme, first, second } = given;
    if (second === undefined) return FAILURES.invalidScheme;
    if (scheme === 'OMGProvider' || scheme === 'OMGServer') {
      const right = !refused && first === accessKey && second === secretKey;
      return right ? { kind: 'provider', accessKey } : FAILURES.invalidSecretKey;
    }
    if (scheme === 'OMGClient' && first !== apiKey) return FAILURES.invalidApiKey;
    if (refused) return FAILURES.tokenNotFound;
    const user = userByToken(second);
    if (isFailure(user)) return user;
    if (scheme === 'OMGClient') return { kind: 'user', user, token: second };
    if (first !== user.id || user.accounts.length === 0) return FAILURES.tokenNotFound;
    return { kind: 'admin', user, token: second };
  }

  return {
    apiKey,
    accessKey,
    secretKey,
    issue(user) {
      const token = newToken(user);
      tokens.set(token, { user, expired: false });
      return token;
    },
    issuePreToken(user) {
      const token = newToken(user);
      preTokens.set(token, user);
      return token;
    },
    dropPreToken: (token) => void preTokens.delete(token),
    expire(token) {
      for (const [text, entry] of tokens) if (token === undefined || text === token) entry.expired = true;
    },
    forget(token) {
      if (token === undefined) tokens.clear();
      else tokens.delete(token);
    },
    refuse(now = true) {
      refused = now;
    },
    get refused() {
      return refused;
    },
    headers(user) {
      if (user === undefined) {
        const scheme = generation === '2018' ? 'OMGServer' : 'OMGProvider';
        return { authorization: authorization(scheme, accessKey, secretKey), accept: ACCEPT };
      }
      const token = this.issue(user);
      const isAdmin = user.accounts.length > 0 && generation !== '2018';
      const value = isAdmin ? authorization('OMGAdmin', user.id, token) : authorization('OMGClient', apiKey, token);
      return { authorization: value, accept: ACCEPT };
    },
    identify,
    identifyPreToken(headers) {
      const given = decode(headers);
      if (given === undefined || given.scheme !== 'OMGAdmin' || given.second === undefined) return FAILURES.invalidScheme;
      const user = preTokens.get(given.second);
      if (user === undefined || user.id !== given.first || refused) return FAILURES.tokenNotFound;
      return { user, token: given.second };
    },
    knowsApiKey: (headers) => decode(headers)?.scheme === 'OMGClient' && decode(headers)?.first === apiKey,
  };
}

const SCHEMES: readonly Scheme[] = ['OMGClient', 'OMGAdmin', 'OMGProvider', 'OMGServer'];

/** Scheme by its exact letters, one space, padded standard base64; the rest after the first colon is the second part. */
function decode(headers: IncomingHttpHeaders): { scheme: Scheme; first: string; second: string | undefined } | undefined {
  const match = /^([A-Za-z]+) ((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(headers.authorization ?? '');
  const scheme = SCHEMES.find((known) => known === match?.[1]);
  if (match === null || scheme === undefined) return undefined;
  const [first = '', ...rest] = Buffer.from(match[2] ?? '', 'base64').toString('utf8').split(':');
  return { scheme, first, second: rest.length === 0 ? undefined : rest.join(':') };
}
