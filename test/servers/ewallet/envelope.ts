import { type Failure, type Messages, errorObject } from './errors.ts';
import type { WireRecord } from './json.ts';

/** One frame from the server; all seven fields are always there. */
export interface Envelope {
  readonly version: '1';
  readonly topic: string;
  readonly success: boolean;
  readonly ref: string | null;
  readonly event: string;
  readonly error: WireRecord | null;
  readonly data: WireRecord | null;
}

interface EnvelopeInput {
  readonly topic: string;
  readonly event: string;
  readonly ref: string | null;
  readonly data?: WireRecord | null;
  /** Makes `success` false. */
  readonly failure?: Failure;
  readonly messages?: Messages;
  /** Else true without a failure. */
  readonly success?: boolean;
}

/** A frame with all its fields. */
export function envelope(input: EnvelopeInput): Envelope {
  const { topic, event, ref, data = null, failure, messages = null } = input;
  const error = failure === undefined ? null : errorObject(failure, messages);
  return { version: '1', topic, success: input.success ?? failure === undefined, ref, event, error, data };
}

/** The answer to a join, leave or heartbeat. */
export function reply(topic: string, ref: string | null, failure?: Failure): Envelope {
  return envelope({ topic, ref, event: 'phx_reply', ...(failure && { failure }) });
}

/** `phx_close` or `phx_error`: success false and no error, whatever the reason. */
export function ending(event: 'phx_close' | 'phx_error', topic: string, joinRef: string | null): Envelope {
  return envelope({ topic, ref: joinRef, event, success: false });
}
