import { stamp, uuidOf } from './ids.ts';

/** A record's fields as JSON; top-level values are what a watch compares. */
export type Payload = Readonly<Record<string, unknown>>;

/** An event as it travels on every road (acapy-cloud.md, "Event"). */
export interface CloudEvent {
  readonly wallet_id: string;
  readonly topic: string;
  readonly origin: string;
  readonly group_id: string | null;
  readonly payload: Payload;
}

/** The kinds of records that events tell of. */
export const KINDS = ['proof', 'credential', 'message', 'connection', 'revocation', 'revokedCredential', 'endorsement', 'oob'] as const;
export type Kind = (typeof KINDS)[number];

/** 1 March 2026, noon UTC. */
const NOON = Date.UTC(2026, 2, 1, 12);

/** The topic of a kind, the field that names one, and the state that it begins in. */
export const SHAPES = {
  proof: { topic: 'proofs', idField: 'proof_id', state: 'request-received' },
  credential: { topic: 'credentials', idField: 'credential_exchange_id', state: 'offer-received' },
  message: { topic: 'basic-message', idField: 'message_id', state: 'received' },
  connection: { topic: 'connections', idField: 'connection_id', state: 'completed' },
  revocation: { topic: 'revocation', idField: 'record_id', state: 'active' },
  revokedCredential: { topic: 'issuer_cred_rev', idField: 'record_id', state: 'revoked' },
  endorsement: { topic: 'endorsements', idField: 'transaction_id', state: 'request-received' },
  oob: { topic: 'oob', idField: 'oob_id', state: 'await-response' },
} as const satisfies Record<Kind, { readonly topic: string; readonly idField: string; readonly state: string }>;

/** A new record of a kind as the service writes it. `fields` take the place of its own. */
export function payloadOf(kind: Kind, id: string, at: number, fields: Payload = {}): Payload {
  const { idField, state } = SHAPES[kind];
  return { ...DEFAULTS[kind](id, stamp(at)), [idField]: id, state, ...fields };
}

const DEFAULTS: Readonly<Record<Kind, (id: string, at: string) => Payload>> = {
  proof: (id, at) => ({
    connection_id: uuidOf('connection'),
    created_at: at,
    error_msg: null,
    parent_thread_id: uuidOf(id, 'parent thread'),
    presentation: null,
    presentation_request: {
      name: 'Proof of age',
      version: '1.0',
      nonce: '234234876876',
      requested_attributes: { '0_name_uuid': { name: 'name' } },
      requested_predicates: { '0_age_uuid': { name: 'age', p_type: '>=', p_value: 18 } },
    },
    role: 'prover',
    thread_id: uuidOf(id, 'thread'),
    updated_at: at,
    verified: null,
  }),
  credential: (id, at) => ({
    attributes: { name: 'Alice', degree: 'Mathematics' },
    connection_id: uuidOf('connection'),
    created_at: at,
    credential_definition_id: 'QrHj7b5wSRPsQhFRNnSKqp:3:CL:12:default',
    did: 'did:sov:QrHj7b5wSRPsQhFRNnSKqp',
    error_msg: null,
    role: 'holder',
    schema_id: 'QrHj7b5wSRPsQhFRNnSKqp:2:degree:1.0',
    thread_id: uuidOf(id, 'thread'),
    type: 'anoncreds',
    updated_at: at,
  }),
  message: (_id, at) => ({ connection_id: uuidOf('connection'), content: 'Hello', sent_time: at }),
  connection: (id, at) => ({
    alias: null,
    connection_protocol: 'didexchange/1.1',
    created_at: at,
    error_msg: null,
    invitation_key: '8Vd5YSVBw5p6BJ8nHngZ2UcCKBmTSxQHoNWfaBQJXW5U',
    invitation_mode: 'once',
    invitation_msg_id: uuidOf(id, 'invitation'),
    my_did: 'NXk4JkDpFff4MpnTwvn1Wa',
    their_did: 'LN2WMyrMFH74L1GTkSteka',
    their_label: 'Demo Issuer',
    their_public_did: null,
    their_role: 'inviter',
    updated_at: at,
  }),
  revocation: (_id, at) => ({
    created_at: at,
    cred_def_id: 'QrHj7b5wSRPsQhFRNnSKqp:3:CL:12:default',
    issuer_did: 'QrHj7b5wSRPsQhFRNnSKqp',
    max_cred_num: 32767,
    revoc_reg_id: 'QrHj7b5wSRPsQhFRNnSKqp:4:QrHj7b5wSRPsQhFRNnSKqp:3:CL:12:default:CL_ACCUM:0',
    updated_at: at,
  }),
  revokedCredential: (id, at) => ({
    created_at: at,
    cred_def_id: 'QrHj7b5wSRPsQhFRNnSKqp:3:CL:12:default',
    cred_ex_id: uuidOf(id, 'exchange'),
    cred_rev_id: '1',
    rev_reg_id: 'QrHj7b5wSRPsQhFRNnSKqp:4:QrHj7b5wSRPsQhFRNnSKqp:3:CL:12:default:CL_ACCUM:0',
    updated_at: at,
  }),
  endorsement: (_id, at) => ({ connection_id: uuidOf('connection'), created_at: at, updated_at: at }),
  oob: (id, at) => ({
    connection_id: uuidOf('connection'),
    created_at: at,
    invi_msg_id: uuidOf(id, 'invitation'),
    role: 'receiver',
    updated_at: at,
  }),
};

/** What a test says about an event; all else has a default: a proof request for the wallet `wallet-1`. */
export interface EventDetails {
  readonly kind?: Kind;
  readonly walletId?: string;
  readonly groupId?: string | null;
  /** Else the kind's. */
  readonly topic?: string;
  readonly origin?: string;
  readonly id?: string;
  /** UTC milliseconds; else noon. */
  readonly at?: number;
  readonly state?: string;
  /** Fields of the payload that take the place of what the service would write; an undefined one is left out. */
  readonly payload?: Payload;
}

/** An event as an object. */
export function cloudEvent(details: EventDetails = {}): CloudEvent {
  const { kind = 'proof', at = NOON } = details;
  const id = details.id ?? idOf(kind, 'builder');
  const fields = { ...(details.state === undefined ? {} : { state: details.state }), ...details.payload };
  return {
    wallet_id: details.walletId ?? 'wallet-1',
    topic: details.topic ?? SHAPES[kind].topic,
    origin: details.origin ?? 'multitenant',
    group_id: details.groupId ?? null,
    payload: payloadOf(kind, id, at, fields),
  };
}

/** An event's text: the line of a JSON-lines file, a NATS message, what stands after `data: `. */
export function eventJson(details: EventDetails = {}): string {
  return JSON.stringify(cloudEvent(details));
}

/** A record's id in the form of its kind: exchanges begin with `v2-`. */
export function idOf(kind: Kind, ...seed: readonly string[]): string {
  const id = uuidOf(kind, ...seed);
  return kind === 'proof' || kind === 'credential' ? `v2-${id}` : id;
}
