import { createHash } from 'node:crypto';
import { writeJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { canonicalTime, type Payload, readPayload } from './frames.ts';
import { normalState } from './states.ts';
import { entityOf, normalTopic } from './topics.ts';

/** What the key is made of: an event, or a row of a REST list with its topic and wallet. `payload`: as parsed by parseJson. */
export interface Keyed {
  walletId: string;
  topic: string;
  payload: unknown;
}

/** Longest part as it is; five of them and their bars stay below the 512 of a key. */
const MAX_PART = 100;

/**
 * The journal's key, the same on every road (acapy-cloud.md, "NATS"): `wallet_id|topic|entity id|state|updated_at or sent_time`, and where
 * no id says what it is about, a hash of the payload in its place. Throws a RangeError for a payload that is nested too deeply.
 */
export function keyOf(event: Keyed): string {
  return keyWith(event, readPayload(event.payload));
}

/** As keyOf, of an event whose payload was read already. */
export function keyWith({ walletId, topic, payload }: Keyed, fields: Payload): string {
  const plain = normalTopic(topic);
  const entity = entityOf(plain, fields);
  const at = fields.updated_at ?? fields.sent_time ?? '';
  const about = entity === undefined ? `#${hash(canonical(payload))}` : part(entity);
  return [part(walletId), part(plain), about, part(normalState(fields.state) ?? ''), part(canonicalTime(at))].join('|');
}

/** JSON without spaces, keys in order: two payloads that say the same are the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return writeJson(value);
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** What is too long for a key, or could be taken for two parts of it, is there as its hash. */
function part(text: string): string {
  return text.length <= MAX_PART && /^[^|#\p{C}][^|\p{C}]*$|^$/u.test(text) ? text : `#${hash(text)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
