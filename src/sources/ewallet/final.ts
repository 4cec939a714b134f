import type { TroubleCode } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';

/** Troubles of HTTP after which there is no sense in staying. */
export const FINAL: ReadonlySet<TroubleCode> = new Set([
  'forbidden',
  'certificate-changed',
  'certificate-unknown',
  'wrong-scheme',
  'wrong-api-key',
  'wrong-secret-key',
  'unknown-token',
  'expired-token',
  'wrong-version',
]);

/** Whether asking again would be refused again. */
export function isFinal(error: unknown): boolean {
  return error instanceof NetworkError && FINAL.has(error.trouble.code);
}
