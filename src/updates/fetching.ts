import type { Clock } from '../shared/clock.ts';
import { UpdateError } from './update-error.ts';

/** As of the web, by the way that the user set. Follows redirects to where something may be fetched, and nowhere else. */
export type Fetch = (url: string, init: { signal: AbortSignal; headers: Record<string, string>; credentials: 'omit' }) => Promise<Response>;

export interface FetchParts {
  fetch: Fetch;
  clock: Clock;
  /** Aborted when Tradebell ends. */
  ended: AbortSignal;
}

export interface Limits {
  maxBytes: number;
  /** So long without a byte is too slow. */
  silentMs: number;
  /** For all of it. */
  totalMs: number;
}

export interface Fetched {
  status: number;
  /** Throws an UpdateError where it comes too slowly, breaks off or is too long. To be read to its end, or left. */
  chunks: AsyncIterable<Uint8Array>;
}

/** Says who asks, and nothing of the computer that it runs on. */
const HEADERS = { 'user-agent': 'Tradebell', accept: '*/*', 'cache-control': 'no-cache' };

/** Asks, within limits. Calls `use` with the answer; what is not read when that has settled is let go. */
export async function fetching<T>({ fetch, clock, ended }: FetchParts, url: string, limits: Limits, use: (fetched: Fetched) => Promise<T>): Promise<T> {
  const mine = new AbortController();
  const slow = (): void => mine.abort(new UpdateError('slow', `nothing came for ${limits.silentMs} ms`));
  let stopSilent = clock.after(limits.silentMs, slow);
  const stopTotal = clock.after(limits.totalMs, () => mine.abort(new UpdateError('slow', `it was not all there after ${limits.totalMs} ms`)));
  const stop = (): void => mine.abort(ended.reason);
  if (ended.aborted) stop();
  ended.addEventListener('abort', stop);

  async function* chunks(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
    let size = 0;
    const reader = body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read().catch((error: unknown) => Promise.reject(meaning(error, 'cut-short')))) ?? { done: true };
      if (done || value === undefined) return;
      stopSilent();
      stopSilent = clock.after(limits.silentMs, slow);
      size += value.byteLength;
      if (size > limits.maxBytes) throw new UpdateError('corrupt', `more than ${limits.maxBytes} bytes`);
      yield value;
    }
  }

  /** A request that was aborted from here failed for that reason, whatever the error says. */
  function meaning(error: unknown, otherwise: 'unreachable' | 'cut-short'): UpdateError {
    const { reason } = mine.signal as { reason: unknown };
    if (reason instanceof UpdateError) return reason;
    return new UpdateError(otherwise, causeOf(error), { cause: error });
  }

  try {
    const { status, body } = await fetch(url, { signal: mine.signal, headers: HEADERS, credentials: 'omit' }).catch((error: unknown) =>
      Promise.reject(meaning(error, 'unreachable'))
    );
    return await use({ status, chunks: chunks(body) });
  } finally {
    stopSilent();
    stopTotal();
    ended.removeEventListener('abort', stop);
    mine.abort();
  }
}

/** All of a small answer. */
export async function bytesOf({ chunks }: Fetched): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
