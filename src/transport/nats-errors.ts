import { jserrors } from '@nats-io/jetstream/internal';
import {
  AuthorizationError,
  ClosedConnectionError,
  ConnectionError,
  NoRespondersError,
  PermissionViolationError,
  ProtocolError,
  TimeoutError,
  UserAuthenticationExpiredError,
} from '@nats-io/nats-core/internal';
import type { Trouble } from '../shared/connection.ts';
import { troubleOf } from './errors.ts';
import { NetworkError } from './network.ts';

/** "maximum consumers limit reached" (nats-server's errors.json). */
const MAX_CONSUMERS = 10026;

/** What an error of the NATS library means for a person; what it wraps says more than its wrapping. */
export function natsTroubleOf(error: unknown): Trouble {
  const chain = [...causesOf(error)];
  for (const link of chain) {
    const trouble = known(link);
    if (trouble !== undefined) return trouble;
  }
  return troubleOf(chain.find((link) => link instanceof Error && 'code' in link && typeof link.code === 'string') ?? error);
}

function known(error: unknown): Trouble | undefined {
  if (error instanceof NetworkError) return error.trouble;
  if (!(error instanceof Error)) return undefined;
  const detail = error.message.slice(0, 300);
  if (error instanceof AuthorizationError) return /timeout/i.test(detail) ? { code: 'timeout', detail } : { code: 'forbidden', detail };
  if (error instanceof UserAuthenticationExpiredError) return { code: 'forbidden', detail };
  if (error instanceof PermissionViolationError) return { code: 'not-permitted', detail };
  if (error instanceof jserrors.StreamNotFoundError) return { code: 'stream-missing', detail };
  if (error instanceof jserrors.JetStreamNotEnabled) return { code: 'stream-missing', detail: 'JetStream is not enabled' };
  if (error instanceof jserrors.JetStreamApiError) return { code: error.code === MAX_CONSUMERS ? 'not-permitted' : 'server-error', detail };
  if (error instanceof NoRespondersError) return { code: 'stream-missing', detail: 'JetStream does not answer' };
  if (error instanceof TimeoutError) return { code: 'timeout', detail };
  if (error instanceof ClosedConnectionError) return { code: 'lost', detail };
  // The library says "connection refused" of a server that went without a word while it let us in.
  if (error instanceof ConnectionError && error.cause === undefined) return { code: 'lost', detail: 'the server ended the connection' };
  if (error instanceof ProtocolError) return { code: 'server-error', detail };
  return undefined;
}

function* causesOf(error: unknown): Generator<unknown> {
  for (let link = error, depth = 0; link !== undefined && depth < 5; depth++) {
    yield link;
    link = link instanceof Error ? link.cause : undefined;
  }
}
