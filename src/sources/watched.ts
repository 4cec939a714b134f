import type { Trouble, TroubleCode } from '../shared/connection.ts';
import { troubleOfStatus } from '../transport/errors.ts';
import { type Network, NetworkError } from '../transport/network.ts';

/** What `fail` is told of whatever is asked for: a refusal would be repeated for every question, so the stay ends with the first. */
export function watchedBy(
  fail: (trouble: Trouble) => void,
  network: Pick<Network, 'request'>,
  final: ReadonlySet<TroubleCode>
): Pick<Network, 'request'> {
  return {
    async request(to, request, signal) {
      try {
        const answer = await network.request(to, request, signal);
        if (answer.status === 403) fail(troubleOfStatus(answer.status));
        return answer;
      } catch (error) {
        if (error instanceof NetworkError && final.has(error.trouble.code)) fail(error.trouble);
        throw error;
      }
    },
  };
}
