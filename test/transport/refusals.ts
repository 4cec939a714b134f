import type { Trouble } from '../../src/shared/connection.ts';
import { NetworkError } from '../../src/transport/network.ts';

/** The NetworkError with which an attempt fails; throws whatever else comes of it. */
export async function errorOf(attempt: Promise<unknown>): Promise<NetworkError> {
  const error: unknown = await attempt.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason
  );
  if (error instanceof NetworkError) return error;
  throw error;
}

export async function troubleOf(attempt: Promise<unknown>): Promise<Trouble> {
  return (await errorOf(attempt)).trouble;
}
