import { canonical } from '../../wire/canonical.ts';
import { keyPart, shortHash } from '../../wire/key-part.ts';
import { canonicalTime, type Payload, readPayload } from './frames.ts';
import { normalState } from './states.ts';
import { entityOf, normalTopic } from './topics.ts';

/** What the key is made of: an event, or a row of a REST list with its topic and wallet. `payload`: as parsed by parseJson. */
export interface Keyed {
  walletId: string;
  topic: string;
  payload: unknown;
}

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
  const about = entity === undefined ? `#${shortHash(canonical(payload))}` : keyPart(entity);
  return [keyPart(walletId), keyPart(plain), about, keyPart(normalState(fields.state) ?? ''), keyPart(canonicalTime(at))].join('|');
}
