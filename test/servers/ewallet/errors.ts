import type { WireRecord } from './json.ts';

/** A failure as the server words it. */
export interface Failure {
  readonly code: string;
  readonly description: string | null;
}

/** Every failure that this server answers with, in the words of the real one (error_handler.ex, v1.2). */
export const FAILURES = {
  invalidVersion: { code: 'client:invalid_version', description: 'Invalid API version.' },
  invalidScheme: { code: 'client:invalid_auth_scheme', description: 'The provided authentication scheme is not supported.' },
  invalidApiKey: { code: 'client:invalid_api_key', description: "The provided API key can't be found or is invalid." },
  invalidSecretKey: { code: 'client:invalid_access_secret_key', description: 'Invalid access and/or secret key.' },
  invalidParameter: { code: 'client:invalid_parameter', description: 'Invalid parameter provided.' },
  endpointNotFound: { code: 'client:endpoint_not_found', description: 'Endpoint not found.' },
  tokenNotFound: {
    code: 'user:auth_token_not_found',
    description: 'There is no account or user corresponding to the provided auth_token.',
  },
  tokenExpired: { code: 'user:auth_token_expired', description: 'The provided token is expired or has been invalidated.' },
  invalidLogin: {
    code: 'user:invalid_login_credentials',
    description: 'There is no user corresponding to the provided login credentials.',
  },
  invalidPasscode: { code: 'user:invalid_passcode', description: 'The provided `passcode` is invalid.' },
  invalidBackupCode: { code: 'user:invalid_backup_code', description: 'The provided `backup_code` is invalid.' },
  unauthorized: { code: 'unauthorized', description: 'You are not allowed to perform the requested operation.' },
  expired: { code: 'transaction_consumption:expired', description: 'The specified transaction consumption has expired.' },
  unfinalized: {
    code: 'transaction_consumption:unfinalized',
    description: 'The specified transaction consumption has not been finalized yet.',
  },
  internal: { code: 'server:internal_server_error', description: 'Something went wrong on the server.' },
  forbiddenChannel: { code: 'websocket:forbidden_channel', description: "You don't have access to this channel." },
  unmatchedTopic: { code: 'websocket:connect_error', description: 'unmatched topic' },
  joinCrashed: { code: 'websocket:connect_error', description: 'join crashed' },
} as const satisfies Record<string, Failure>;

/** The same failure with other words. */
export function failure(of: Failure, description: string): Failure {
  return { code: of.code, description };
}

/** How `messages` is written: null or an object on real servers, an array in the documents. */
export type Messages = null | WireRecord | readonly unknown[];

/** The `error` object of frames, and the `data` of an HTTP answer that failed. */
export function errorObject(of: Failure, messages: Messages = null): WireRecord {
  return { object: 'error', messages, description: of.description, code: of.code };
}

/** A wallet without the money, described with the token's id, as the server does. */
export function insufficientFunds(address: string, available: string, attempted: string, tokenId: string): Failure {
  const words = `The specified wallet (${address}) does not contain enough funds.`;
  return {
    code: 'transaction:insufficient_funds',
    description: `${words} Available: ${available} ${tokenId} - Attempted debit: ${attempted} ${tokenId}`,
  };
}
