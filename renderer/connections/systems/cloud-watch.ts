import type { Watch } from '../../../src/shared/connection.ts';
import { plain } from '../address.ts';

/** As `SubjectPart` and `PathPart` of the shared contract, which the page does not load: its schemas are larger than the page. */
const SUBJECT_PART = /^[^\s.>*\p{C}]{1,200}$/u;
const PATH_PART = /^(?!\.{1,2}$)[^/?#%\p{C}]{1,300}$/u;

/** Whether a server takes it as a wallet, a group, a topic or a state. */
export function isSubjectPart(text: string): boolean {
  return SUBJECT_PART.test(text);
}

export function isPathPart(text: string): boolean {
  return PATH_PART.test(text);
}

const EXCHANGED = ['proposal-sent', 'proposal-received'] as const;

/** The states of each topic, as servers document them (acapy-cloud.md, "Event"); none where they say none. */
export const STATES = {
  proofs: [...EXCHANGED, 'request-sent', 'request-received', 'presentation-sent', 'presentation-received', 'done', 'abandoned', 'deleted'],
  credentials: [
    ...EXCHANGED,
    'offer-sent',
    'offer-received',
    'request-sent',
    'request-received',
    'credential-issued',
    'credential-received',
    'credential-revoked',
    'done',
    'abandoned',
    'deleted',
  ],
  'basic-message': ['received'],
  connections: [
    'start',
    'invitation-sent',
    'invitation-received',
    'request-sent',
    'request-received',
    'response-sent',
    'response-received',
    'completed',
    'abandoned',
    'deleted',
  ],
  endorsements: [
    'transaction-created',
    'request-sent',
    'request-received',
    'transaction-endorsed',
    'transaction-refused',
    'transaction-resent',
    'transaction-resent-received',
    'transaction-cancelled',
    'transaction-acked',
  ],
  issuer_cred_rev: ['issued', 'revoked'],
  revocation: ['init', 'generated', 'posted', 'active', 'full', 'decommissioned'],
  oob: ['initial', 'prepare-response', 'await-response', 'reuse-accepted', 'reuse-not-accepted', 'done'],
  credentials_indy: [],
  credentials_ld: [],
  problem_report: [],
  deleted_credential: [],
  'credential-definition': [],
  'revocation-registry': [],
  'revocation-registry-definition': [],
  'revocation-list': [],
  undefined: [],
} as const satisfies Record<string, readonly string[]>;
export type CloudTopic = keyof typeof STATES;
export type CloudState = (typeof STATES)[CloudTopic][number];

/** In the order in which they are offered. */
export const CLOUD_TOPICS = Object.keys(STATES) as readonly CloudTopic[];

/** The key by which one entity of a topic is told from others; what a field proposes. */
const ENTITY: Readonly<Record<string, string>> = { endorsements: 'transaction_id', issuer_cred_rev: 'record_id', revocation: 'record_id', oob: 'oob_id' };

export function fieldFor(topic: string): string {
  return ENTITY[topic] ?? 'connection_id';
}

export function statesOf(topic: string): readonly string[] {
  return Object.hasOwn(STATES, topic) ? STATES[topic as CloudTopic] : [];
}

/** What waits for any entity of a topic that comes to a state (acapy-cloud.md, "Standing watch"). */
export function standing(topic: string, state: string): Watch {
  return { topic, field: 'state', fieldId: state, state };
}

/** Whether it waits for any entity, not for one that is known. */
export function isStanding({ field, fieldId, state }: Watch): boolean {
  return field === 'state' && fieldId === state;
}

/** What a person wants to hear of, and the watches that it takes. */
export const PRESETS = {
  proofRequests: [standing('proofs', 'request-received')],
  proofsDone: [standing('proofs', 'done')],
  offers: [standing('credentials', 'offer-received')],
  received: [standing('credentials', 'done')],
  messages: [standing('basic-message', 'received')],
  connections: [standing('connections', 'completed')],
  revocations: [standing('credentials', 'credential-revoked'), standing('issuer_cred_rev', 'revoked')],
  endorsements: [standing('endorsements', 'request-received')],
} as const satisfies Record<string, readonly Watch[]>;
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly Preset[];

/** What a new connection begins with: what most wallets have. */
export const FIRST_WATCHES: readonly Watch[] = (['proofRequests', 'proofsDone', 'offers', 'received', 'messages', 'connections'] as const).flatMap(
  (preset) => [...PRESETS[preset]]
);

export const MOST_WATCHES = 50;

function same(a: Watch, b: Watch): boolean {
  return a.topic === b.topic && a.field === b.field && a.fieldId === b.fieldId && a.state === b.state;
}

export function has(watches: readonly Watch[], watch: Watch): boolean {
  return watches.some((each) => same(each, watch));
}

export function isOn(watches: readonly Watch[], preset: Preset): boolean {
  return PRESETS[preset].every((watch) => has(watches, watch));
}

export function withPreset(watches: readonly Watch[], preset: Preset, on: boolean): Watch[] {
  const without = watches.filter((watch) => !has(PRESETS[preset], watch));
  return on ? [...without, ...PRESETS[preset]] : without;
}

export function withoutWatch(watches: readonly Watch[], watch: Watch): Watch[] {
  return watches.filter((each) => !same(each, watch));
}

/** Those that no ticked preset stands for. */
export function ownOf(watches: readonly Watch[]): Watch[] {
  const on = PRESET_NAMES.filter((preset) => isOn(watches, preset));
  return watches.filter((watch) => !on.some((preset) => has(PRESETS[preset], watch)));
}

export type WatchProblem = 'noTopic' | 'badTopic' | 'noField' | 'badField' | 'noFieldId' | 'badFieldId' | 'noState' | 'badState';

/** A watch out of what was typed, or what of it no server takes. The documents' plural of basic-message is put right. */
export function watchOf(typed: Watch): { ok: true; watch: Watch; corrected: boolean } | { ok: false; problem: WatchProblem } {
  const [topic, field, fieldId, state] = [typed.topic.trim(), typed.field.trim(), typed.fieldId.trim(), typed.state.trim()];
  const problem =
    fault(isSubjectPart, topic, 'noTopic', 'badTopic') ??
    fault(isSubjectPart, state, 'noState', 'badState') ??
    fault(isPathPart, field, 'noField', 'badField') ??
    fault(isPathPart, fieldId, 'noFieldId', 'badFieldId');
  if (problem !== undefined) return { ok: false, problem };
  const corrected = topic === 'basic-messages';
  return { ok: true, watch: { topic: corrected ? 'basic-message' : topic, field, fieldId, state }, corrected };
}

function fault(may: (text: string) => boolean, text: string, none: WatchProblem, bad: WatchProblem): WatchProblem | undefined {
  if (text === '') return none;
  return may(text) ? undefined : bad;
}

export type WatchDoubt = 'topic' | 'state' | 'never';

/** Why nothing may ever come for it: the server answers with 30 s of silence, and no error. */
export function doubtOf({ topic, state }: Watch): WatchDoubt | undefined {
  if (topic === 'problem_report') return 'never';
  if (!Object.hasOwn(STATES, topic)) return 'topic';
  const states = statesOf(topic);
  return states.length > 0 && !states.includes(state) ? 'state' : undefined;
}

/** What a connection says that it listens to: `waypoint:topic/field/field id/state`, each percent-encoded, or `nats:` and a subject. */
export function heardOn(topic: string): { road: 'waypoint'; watch: Watch } | { road: 'nats'; subject: string } | undefined {
  if (topic.startsWith('nats:')) return { road: 'nats', subject: topic.slice(5) };
  if (!topic.startsWith('waypoint:')) return undefined;
  const [name, field, fieldId, state] = topic.slice(9).split('/').map(plain);
  if (name === undefined || field === undefined || fieldId === undefined || state === undefined) return undefined;
  return { road: 'waypoint', watch: { topic: name, field, fieldId, state } };
}
