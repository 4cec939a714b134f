import type { TroubleCode } from '../../src/shared/connection.ts';
import type { FormPart } from '../model.ts';

/** What only a person can mend in the form, and in which part of it; nothing where waiting, trying again or a certificate is the way. */
export function wayOut(code: TroubleCode): FormPart | 'edit' | undefined {
  switch (code) {
    case 'sign-in-again':
    case 'expired-token':
    case 'unknown-token':
    case 'wrong-api-key':
    case 'wrong-secret-key':
    case 'wrong-login':
    case 'no-api-key':
    case 'unknown-role':
    case 'wrong-wallet':
    case 'client-refused':
    case 'wrong-client-secret':
      return 'signIn';
    case 'topics-refused':
    case 'bad-watch':
      return 'topics';
    case 'bad-address':
    case 'wrong-scheme':
    case 'wrong-path':
      return 'edit';
    default:
      return undefined;
  }
}
