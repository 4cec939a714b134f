import type { Trouble } from '../shared/connection.ts';
import { type Backoff, createBackoff } from '../transport/backoff.ts';
import { NetworkError } from '../transport/network.ts';
import type { SessionEvents } from './life.ts';
import type { SourceDeps } from './source.ts';

/** The passes of one stay over what was missed: each is done again, later and later, until it succeeds. */
export interface CatchingUp {
  /** Passes until one is completed. Answers whether one was; false where the stay ended. Rejects where there is no sense in staying. */
  now(): Promise<boolean>;
  /** As `now`, after a pause; false at once where passes are under way or waited for, since those will find the same. */
  later(): Promise<boolean>;
  /** Something suggests that it could succeed now: a pause is over. */
  wake(): void;
}

export interface CatchingUpDeps extends Pick<SourceDeps, 'clock' | 'random' | 'log' | 'connection'> {
  events: Pick<SessionEvents, 'catchingUp' | 'online' | 'behind'>;
  /** Rejects with NetworkError where the server could not be asked, with another where the journal could not be written. */
  pass(): Promise<void>;
  /** Troubles after which there is no sense in staying. */
  isFinal(trouble: Trouble): boolean;
  /** How long the server wants to be left alone after this, where it said so. */
  retryAfterMs?(error: unknown): number | undefined;
  /** Aborted when the stay ends. */
  over: AbortSignal;
}

export function createCatchingUp(deps: CatchingUpDeps): CatchingUp {
  const { clock, events, over } = deps;
  let busy = false;
  let cut = (): void => {};

  const untilDone = async (backoff: Backoff): Promise<boolean> => {
    while (!over.aborted) {
      events.catchingUp();
      try {
        await deps.pass();
        if (over.aborted) return false;
        events.online();
        return true;
      } catch (error) {
        if (over.aborted) return false;
        if (error instanceof NetworkError && deps.isFinal(error.trouble)) throw error;
        const retryMs = Math.max(backoff.next(), deps.retryAfterMs?.(error) ?? 0);
        if (error instanceof NetworkError) events.behind(error.trouble, retryMs);
        else {
          // The journal cannot be written. The connection is well, and the pass is done again when it may be.
          deps.log(`${deps.connection.system}: catch-up not journaled`, { error: String(error) });
          events.online();
        }
        await pause(retryMs);
      }
    }
    return false;
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = clock.after(ms, resolve);
      cut = () => {
        stop();
        resolve();
      };
    });

  const alone = async (passes: (backoff: Backoff) => Promise<boolean>): Promise<boolean> => {
    if (busy || over.aborted) return false;
    busy = true;
    try {
      return await passes(createBackoff(deps.random));
    } finally {
      busy = false;
    }
  };

  over.addEventListener('abort', () => cut());
  return {
    now: () => alone(untilDone),
    later: () =>
      alone(async (backoff) => {
        await pause(backoff.next());
        return untilDone(backoff);
      }),
    wake: () => cut(),
  };
}
