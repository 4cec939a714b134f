import type { Consumption, Status } from './domain.ts';
import { type Envelope, envelope } from './envelope.ts';
import { FAILURES, type Failure, type Messages } from './errors.ts';
import type { Generation } from './generation.ts';
import { type Form, consumptionRecord } from './serializer.ts';

export type EventKind = 'request' | 'finalized';

/** What of an event differs from what the server would send by itself. */
export interface EventShape {
  /** null: a failed event without its consumption, as the documents print it. */
  readonly data?: null;
  /** Another error; null: a failed event without one. */
  readonly error?: Failure | null;
  readonly messages?: Messages;
}

/** The event's name; before April 2018 there were three. */
export function eventName(kind: EventKind, status: Status, generation: Generation): string {
  if (generation !== '2018') return `transaction_consumption_${kind}`;
  if (kind === 'request') return 'transaction_consumption_confirmation';
  return status === 'rejected' ? 'transaction_consumption_rejected' : 'transaction_consumption_approved';
}

/** Why a finalized event of this status is a failed one; undefined where it is none (transaction_consumption_event_handler.ex). */
export function failureOf(consumption: Consumption): Failure | undefined {
  switch (consumption.status) {
    case 'failed':
      return consumption.failure ?? FAILURES.internal;
    case 'expired':
      return FAILURES.expired;
    case 'pending':
    case 'approved':
      return FAILURES.unfinalized;
    case 'confirmed':
    case 'rejected':
    case 'cancelled':
      return undefined;
  }
}

/** One copy of an event, for one topic. */
export function eventEnvelope(kind: EventKind, consumption: Consumption, topic: string, form: Form, shape: EventShape = {}): Envelope {
  const failure = kind === 'request' ? undefined : failureOf(consumption);
  const error = shape.error === undefined ? failure : (shape.error ?? undefined);
  return envelope({
    topic,
    event: eventName(kind, consumption.status, form.generation),
    ref: form.generation === '2018' ? '1' : null,
    data: shape.data === null ? null : consumptionRecord(consumption, form),
    success: failure === undefined && error === undefined,
    ...(error && { failure: error }),
    ...(shape.messages !== undefined && { messages: shape.messages }),
  });
}
