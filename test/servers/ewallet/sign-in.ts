import type { IncomingHttpHeaders } from 'node:http';
import { type Credentials, isFailure } from './credentials.ts';
import type { User } from './domain.ts';
import { FAILURES, type Failure, failure } from './errors.ts';
import { type WireRecord, textOf } from './json.ts';
import { userRecord } from './serializer.ts';
import type { Store } from './store.ts';

/** Backup codes that were used, by user. */
export type UsedCodes = Set<string>;

/** admin.login: a token, or with two factors a token that only opens the second step. */
export function adminLogin(body: WireRecord, store: Store, credentials: Credentials): WireRecord | Failure {
  const user = userByLogin(body, store, credentials);
  if (isFailure(user)) return user;
  if (user.accounts.length === 0) return FAILURES.invalidLogin;
  if (user.passcode === null) return tokenRecord(user, credentials.issue(user));
  return {
    object: 'pre_authentication_token',
    pre_authentication_token: credentials.issuePreToken(user),
    user_id: user.id,
    user: userRecord(user),
    ...NO_ACCOUNT,
  };
}

/** admin.login_2fa: the passcode or a backup code, each of which works once. */
export function secondFactor(
  body: WireRecord,
  headers: IncomingHttpHeaders,
  credentials: Credentials,
  used: UsedCodes
): WireRecord | Failure {
  const holder = credentials.identifyPreToken(headers);
  if ('code' in holder) return holder;
  const { user, token } = holder;
  const passcode = textOf(body, 'passcode');
  const code = textOf(body, 'backup_code');
  if (passcode === undefined && code === undefined) {
    return failure(FAILURES.invalidParameter, 'Invalid parameter provided. `backup_code` or `passcode` is required.');
  }
  if (passcode !== undefined && passcode !== user.passcode) return FAILURES.invalidPasscode;
  if (passcode === undefined && code !== undefined) {
    if (!user.backupCodes.includes(code) || used.has(`${user.id} ${code}`)) return FAILURES.invalidBackupCode;
    used.add(`${user.id} ${code}`);
  }
  credentials.dropPreToken(token);
  return tokenRecord(user, credentials.issue(user));
}

/** user.login, on standalone servers: OMGClient with the API key alone. */
export function userLogin(
  body: WireRecord,
  headers: IncomingHttpHeaders,
  store: Store,
  credentials: Credentials
): WireRecord | Failure {
  if (headers.authorization === undefined) return FAILURES.invalidScheme;
  if (!credentials.knowsApiKey(headers)) return FAILURES.invalidApiKey;
  const user = userByLogin(body, store, credentials);
  return isFailure(user) ? user : tokenRecord(user, credentials.issue(user));
}

function userByLogin(body: WireRecord, store: Store, credentials: Credentials): User | Failure {
  const email = textOf(body, 'email');
  const password = textOf(body, 'password');
  if (email === undefined || password === undefined) return FAILURES.invalidParameter;
  const user = [...store.users.values()].find((known) => known.email === email && known.password === password);
  return user === undefined || credentials.refused ? FAILURES.invalidLogin : user;
}

const NO_ACCOUNT: WireRecord = { account_id: null, account: null, master_admin: null, role: null, global_role: null };

function tokenRecord(user: User, token: string): WireRecord {
  return {
    object: 'authentication_token',
    authentication_token: token,
    user_id: user.id,
    user: userRecord(user),
    ...NO_ACCOUNT,
  };
}
