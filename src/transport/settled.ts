import type { Clock } from '../shared/clock.ts';
import { NetworkError } from './network.ts';

/** What was asked for, unless the signal comes before it: then its reason. */
export async function settled<T>(asked: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
    stop = () => signal.removeEventListener('abort', abort);
  });
  try {
    return await Promise.race([asked, aborted]);
  } finally {
    stop();
  }
}

/** The same, and within a limit. What the system says of its proxy may never come: a script from the network decides. */
export async function settledInTime<T>(clock: Clock, asked: Promise<T>, timeoutMs: number, signal?: AbortSignal): Promise<T> {
  const late = new AbortController();
  const stopTimer = clock.after(timeoutMs, () => {
    const detail = `the system did not name its proxy within ${timeoutMs} ms`;
    late.abort(new NetworkError({ code: 'timeout', detail }, { reached: 'no' }));
  });
  try {
    return await settled(asked, signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
  } finally {
    stopTimer();
  }
}
