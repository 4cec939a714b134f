import type { Trouble } from '../../shared/connection.ts';
import { troubleOfStatus } from '../../transport/errors.ts';
import { NetworkError, type SocketEnd } from '../../transport/network.ts';

/** REST answered, and said no. `retryMs`: it wants to be left alone for so long. */
export class RestRefusal extends NetworkError {
  readonly status: number;
  readonly retryMs: number | undefined;
  constructor(trouble: Trouble, status: number, retryMs?: number) {
    super(trouble, { reached: 'no' });
    this.name = 'RestRefusal';
    this.status = status;
    this.retryMs = retryMs;
  }
}

/** Whether REST does not take the JWT: it would refuse every other question too. */
export function isSecretRefused(error: unknown): error is RestRefusal {
  return error instanceof RestRefusal && error.trouble.code === 'wrong-client-secret';
}

/** Whether an App may not read this, or there is no such thing. */
export function isNotForUs(error: unknown): boolean {
  return error instanceof RestRefusal && (error.status === 403 || error.status === 404);
}

/** Whether there is no sense in asking anything else now: it would be refused as well. */
export function wantsQuiet(error: unknown): boolean {
  return isSecretRefused(error) || (error instanceof RestRefusal && (error.status === 429 || error.retryMs !== undefined));
}

/** What a status of REST means. `what`: the call, as a person may read it. `isOwn`: it came from where REST was said to be. */
export function troubleOfRest(status: number, what: string, isOwn = true): Trouble {
  const detail = `HTTP ${status} at ${what}`;
  // Another of Doshii's hosts may have other clients.
  if (!isOwn) return { ...troubleOfStatus(status), detail };
  if (status === 401 || (status === 403 && what === 'locations')) return { code: 'wrong-client-secret', detail };
  // Busy, not broken; but what to do about it is the same.
  if (status === 429) return { code: 'server-error', detail };
  return { ...troubleOfStatus(status), detail };
}

/**
 * Why a socket ended. What a refusal looks like is not documented (doshii.md, "Heartbeat"): a handshake that is turned away, or a close by
 * policy or by a code of Doshii's own before any frame, is most likely about the client id.
 */
export function troubleOfEnd(trouble: Trouble, { status, closeCode }: SocketEnd, spoken: boolean): Trouble {
  if (status !== undefined) return isRefusal(status) && trouble.code !== 'plain-to-tls' ? { code: 'client-refused', detail: `HTTP ${status}` } : trouble;
  const refused = !spoken && closeCode !== undefined && (closeCode === 1008 || closeCode >= 4000);
  return refused ? { code: 'client-refused', detail: `closed with ${closeCode}` } : trouble;
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
