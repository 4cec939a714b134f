import { z } from 'zod';
import { anything, maybe, text, time } from '../../wire/maybe.ts';

/** One word of visible ASCII: UUIDs, with `v2-` before some of them. */
const id = maybe(z.string().regex(/^[\x21-\x7e]{1,256}$/));

/** An event, the same on every road (acapy-cloud.md, "Event"). */
export const CloudEvent = z.object({ wallet_id: text, topic: text, group_id: text, payload: anything });
export type CloudEvent = z.infer<typeof CloudEvent>;

/** What is read of a payload, whatever its topic; a row of a REST list has the same fields. Times as text too: they are part of the key. */
export const Payload = z.object({
  proof_id: id,
  credential_exchange_id: id,
  connection_id: id,
  message_id: id,
  transaction_id: id,
  record_id: id,
  oob_id: id,
  role: text,
  state: text,
  /** `true`, or in old records 'true'. */
  verified: anything,
  content: text,
  error_msg: text,
  alias: text,
  their_label: text,
  credential_definition_id: text,
  cred_def_id: text,
  updated_at: text,
  created_at: text,
  sent_time: text,
});
export type Payload = z.infer<typeof Payload>;

const NOTHING = Payload.parse({});

/** What is read of a payload; of one that is no object, nothing. */
export function readPayload(payload: unknown): Payload {
  return Payload.safeParse(payload).data ?? NOTHING;
}

/** A time of the wire as UTC ms; Python writes it with `T` or a space, with or without a zone, and means UTC. */
export function timeOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : time.parse(canonicalTime(written));
}

/** The one way to write a time that may be written in several; what is no time stays as it is. */
export function canonicalTime(written: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|\+00:?00|[+-]\d\d:?\d\d)?$/.exec(written);
  if (parts === null) return written;
  const [, day = '', clock = '', zone = 'Z'] = parts;
  return `${day}T${clock}${/^\+00:?00$/.test(zone) ? 'Z' : zone}`;
}
