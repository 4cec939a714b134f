import type { Trouble, TroubleCode } from '../../shared/connection.ts';
import { troubleOfStatus } from '../../transport/errors.ts';
import { type Network, NetworkError } from '../../transport/network.ts';

/** Troubles of HTTP after which there is no sense in staying. */
const FINAL: ReadonlySet<TroubleCode> = new Set([
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

/** Whatever is asked for: what stands before the server would refuse every other question too, so the stay ends with the first refusal. */
export function watchedBy(fail: (trouble: Trouble) => void, network: Pick<Network, 'request'>): Pick<Network, 'request'> {
  return {
    async request(to, request, signal) {
      try {
        const answer = await network.request(to, request, signal);
        if (answer.status === 403) fail(troubleOfStatus(answer.status));
        return answer;
      } catch (error) {
        if (error instanceof NetworkError && isFinal(error)) fail(error.trouble);
        throw error;
      }
    },
  };
}
