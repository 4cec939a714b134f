import { type Answer, UNAUTHORIZED_403, answer, notAnInteger, notOneOf } from './answers.ts';
import type { Kind, Payload } from './events.ts';
import type { Caller } from './keys.ts';
import { percentDecoded } from './percent.ts';
import type { Store } from './store.ts';

const CREDENTIAL_STATES = [
  'proposal-sent',
  'proposal-received',
  'offer-sent',
  'offer-received',
  'request-sent',
  'request-received',
  'credential-issued',
  'credential-received',
  'credential-revoked',
  'abandoned',
  'done',
  'deleted',
] as const;
const PROOF_STATES = [
  'abandoned',
  'done',
  'presentation-received',
  'presentation-sent',
  'proposal-received',
  'proposal-sent',
  'request-received',
  'request-sent',
  'deleted',
] as const;
/** The filter of connections knows ACA-Py's own words, while records carry those of RFC 23. */
const CONNECTION_STATES = ['active', 'response', 'request', 'start', 'completed', 'init', 'error', 'invitation', 'abandoned'] as const;

interface List {
  readonly kind: Kind;
  readonly states: readonly string[];
  readonly roles: readonly string[];
  readonly isIn: (record: Payload, state: string) => boolean;
}

const LISTS: Readonly<Record<string, List>> = {
  '/v1/verifier/proofs': { kind: 'proof', states: PROOF_STATES, roles: ['prover', 'verifier'], isIn: isExactly },
  '/v1/issuer/credentials': { kind: 'credential', states: CREDENTIAL_STATES, roles: ['issuer', 'holder'], isIn: isExactly },
  '/v1/connections': { kind: 'connection', states: CONNECTION_STATES, roles: [], isIn: isConnectionIn },
};

const DEFAULT_LIMIT = 1_000;

const ONE_CONNECTION = /^\/v1\/connections\/([^/]+)$/;

/** Whether records are had at this path. */
export function isRestPath(path: string): boolean {
  return path in LISTS || ONE_CONNECTION.test(path);
}

/** Lists, newest first, and look-ups. Only a tenant's key has a wallet to list. */
export function answerRest(path: string, query: URLSearchParams, caller: Caller, store: Store): Answer {
  const list = LISTS[path];
  const refusal = list === undefined ? undefined : invalid(query, list);
  if (refusal !== undefined) return refusal;
  if (caller.role !== 'tenant') return UNAUTHORIZED_403;
  if (list === undefined) return connectionOf(ONE_CONNECTION.exec(path)?.[1] ?? '', caller, store);

  const state = query.get('state');
  const role = query.get('role');
  const found = store
    .records(list.kind, caller.walletId)
    .map(({ payload }) => payload)
    .filter((payload) => (state === null || list.isIn(payload, state)) && (role === null || payload['role'] === role));
  const ordered = query.get('descending') === 'false' ? found : found.toReversed();
  const from = Number(query.get('offset') ?? 0);
  return answer(200, ordered.slice(from, from + Number(query.get('limit') ?? DEFAULT_LIMIT)));
}

function invalid(query: URLSearchParams, list: List): Answer | undefined {
  for (const name of ['limit', 'offset']) {
    const given = query.get(name);
    if (given !== null && !/^\d+$/.test(given)) return notAnInteger(name, given);
  }
  for (const [name, words] of Object.entries({ state: list.states, role: list.roles })) {
    const given = query.get(name);
    if (given !== null && words.length > 0 && !words.includes(given)) return notOneOf(name, words, given);
  }
  return undefined;
}

function connectionOf(id: string, caller: Caller, store: Store): Answer {
  const found = store.records('connection', caller.walletId).find((record) => record.id === percentDecoded(id));
  return found === undefined ? answer(404, { detail: `Record not found: connection/${id}.` }) : answer(200, found.payload);
}

function isExactly(record: Payload, state: string): boolean {
  return record['state'] === state;
}

/** `request` finds request-sent and request-received; `active` and `completed` are the same. */
function isConnectionIn(record: Payload, state: string): boolean {
  const rfc23 = String(record['state']);
  if (state === 'active') return rfc23 === 'completed';
  if (state === 'init') return rfc23 === 'start';
  return rfc23 === state || rfc23.startsWith(`${state}-`);
}
