import type { SubjectType } from '../../shared/alert.ts';
import type { Payload } from './frames.ts';

type IdField = 'proof_id' | 'credential_exchange_id' | 'connection_id' | 'message_id' | 'transaction_id' | 'record_id' | 'oob_id';

/** What one topic's events are about. */
interface Topic {
  /** Names what changes its state: part of the key. */
  id: IdField;
  /** What a person would look for, and under which id. */
  subject: { type: SubjectType; id: IdField };
}

/** Topics whose payload names what it is about (acapy-cloud.md, "NATS": the key). */
const TOPICS: ReadonlyMap<string, Topic> = new Map<string, Topic>([
  ['proofs', { id: 'proof_id', subject: { type: 'proof', id: 'proof_id' } }],
  ['credentials', { id: 'credential_exchange_id', subject: { type: 'credential', id: 'credential_exchange_id' } }],
  ['connections', { id: 'connection_id', subject: { type: 'connection', id: 'connection_id' } }],
  ['basic-message', { id: 'message_id', subject: { type: 'connection', id: 'connection_id' } }],
  ['endorsements', { id: 'transaction_id', subject: { type: 'record', id: 'transaction_id' } }],
  ['revocation', { id: 'record_id', subject: { type: 'record', id: 'record_id' } }],
  ['issuer_cred_rev', { id: 'record_id', subject: { type: 'record', id: 'record_id' } }],
  ['oob', { id: 'oob_id', subject: { type: 'record', id: 'oob_id' } }],
]);

/** The documents say `basic-messages`, the services `basic-message` (acapy-cloud.md): one topic. */
export function normalTopic(topic: string): string {
  return topic === 'basic-messages' ? 'basic-message' : topic;
}

/** Id of what the event is about. Undefined where the topic is none that names it: other events' ids say nothing about what tells them apart. */
export function entityOf(topic: string, payload: Payload): string | undefined {
  const known = TOPICS.get(topic);
  return known === undefined ? undefined : payload[known.id];
}

export function subjectOf(topic: string, payload: Payload): { type: SubjectType; id: string } | undefined {
  const subject = TOPICS.get(topic)?.subject;
  const id = subject === undefined ? undefined : payload[subject.id];
  return subject === undefined || id === undefined ? undefined : { type: subject.type, id };
}

export function isKnownTopic(topic: string): boolean {
  return TOPICS.has(topic);
}
