import type { TroubleCode } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';
import type { WalletError } from './decoded.ts';

/** The server understood, and said no: HTTP 200 with `success: false` (ewallet.md, "HTTP"). It did not do what it was asked for. */
export class Refusal extends NetworkError {
  readonly error: WalletError;
  constructor(error: WalletError) {
    super({ code: TROUBLE_OF[error.code] ?? 'refused-by-server', detail: error.description });
    this.name = 'Refusal';
    this.error = error;
  }
}

/** What the server's codes mean for a person; every other is told in the server's own words. */
const TROUBLE_OF: Readonly<Record<string, TroubleCode>> = {
  'client:invalid_version': 'wrong-version',
  'client:invalid_auth_scheme': 'wrong-scheme',
  'client:invalid_api_key': 'wrong-api-key',
  'client:invalid_access_secret_key': 'wrong-secret-key',
  'user:auth_token_not_found': 'unknown-token',
  // Before 2018's autumn it was named so.
  'user:access_token_not_found': 'unknown-token',
  // And in the last ones so.
  'auth_token:not_found': 'unknown-token',
  'user:auth_token_expired': 'expired-token',
  'user:access_token_expired': 'expired-token',
  'user:invalid_login_credentials': 'wrong-login',
  'user:invalid_passcode': 'wrong-code',
  'user:invalid_backup_code': 'wrong-code',
  'user:used_backup_code': 'wrong-code',
  'server:internal_server_error': 'server-error',
};

/** Whether the server knows no such call. */
export function isNoSuchCall(error: unknown): boolean {
  return error instanceof Refusal && error.error.code === 'client:endpoint_not_found';
}

/** Whether the server understood the call, but not what it was asked for. */
export function isInvalidParameter(error: unknown): boolean {
  return error instanceof Refusal && error.error.code === 'client:invalid_parameter';
}

/**
 * Whether the server may have done a part, or all, of what it refused: it crashed, could not read again what it had written
 * (`db:inserted_transaction_could_not_be_loaded`), or has not come to an end yet.
 */
export function isHalfDone({ error }: Refusal): boolean {
  return /^(?:server|db):/.test(error.code) || error.code === 'transaction_consumption:unfinalized';
}

/** The server's word for "not allowed", for "not found", and for "not committed yet". */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof Refusal && error.error.code === 'unauthorized';
}
