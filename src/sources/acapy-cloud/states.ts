import type { CLOUD_KINDS, Role } from '../../shared/alert.ts';

type CloudKind = (typeof CLOUD_KINDS)[number] | 'message';

/** What is known of an event besides who it is about. */
export interface Standing {
  topic: string;
  role: Role | undefined;
  state: string | undefined;
  verified: boolean | undefined;
}

const ROLES_OF: ReadonlyMap<string, readonly Role[]> = new Map<string, readonly Role[]>([
  ['proofs', ['prover', 'verifier']],
  ['credentials', ['holder', 'issuer']],
  ['endorsements', ['endorser', 'author']],
]);

/** States that only one side is ever in. */
const ROLE_BY_STATE: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['proofs request-received', 'prover'],
  ['proofs proposal-sent', 'prover'],
  ['proofs presentation-sent', 'prover'],
  ['proofs request-sent', 'verifier'],
  ['proofs proposal-received', 'verifier'],
  ['proofs presentation-received', 'verifier'],
  ['credentials offer-received', 'holder'],
  ['credentials proposal-sent', 'holder'],
  ['credentials request-sent', 'holder'],
  ['credentials credential-received', 'holder'],
  ['credentials offer-sent', 'issuer'],
  ['credentials proposal-received', 'issuer'],
  ['credentials request-received', 'issuer'],
  ['credentials credential-issued', 'issuer'],
  ['endorsements request-received', 'endorser'],
  ['endorsements request-sent', 'author'],
]);

/** A state as CloudAPI writes it; ACA-Py itself has underscores. */
export function normalState(state: string | undefined): string | undefined {
  const plain = state?.trim().replace(/_/g, '-').toLowerCase();
  return plain === '' ? undefined : plain;
}

/** What our wallet is in it, as the payload says, else as follows from its state. */
export function roleOf(topic: string, said: string | undefined, state: string | undefined): Role | undefined {
  if (topic === 'revocation' || topic === 'issuer_cred_rev') return 'issuer';
  return ROLES_OF.get(topic)?.find((role) => role === said) ?? ROLE_BY_STATE.get(`${topic} ${state ?? ''}`);
}

/** What a person wants to know of (acapy-cloud.md, "Event"); all else is `cloudRecord`. */
export function kindOf(standing: Standing): CloudKind {
  const { topic, state } = standing;
  switch (topic) {
    case 'basic-message':
      return 'message';
    case 'proofs':
      return asksUs(standing) || state === 'abandoned' || (state === 'done' && standing.verified !== undefined) ? 'proof' : 'cloudRecord';
    case 'credentials':
      return asksUs(standing) || isOneOf(state, ['done', 'abandoned', 'credential-revoked']) ? 'credential' : 'cloudRecord';
    case 'connections':
      return asksUs(standing) || isOneOf(state, ['completed', 'abandoned']) ? 'connection' : 'cloudRecord';
    case 'revocation':
    case 'issuer_cred_rev':
      return isOneOf(state, ['revoked', 'full']) ? 'revocation' : 'cloudRecord';
    case 'endorsements':
      return asksUs(standing) ? 'endorsement' : 'cloudRecord';
    default:
      return 'cloudRecord';
  }
}

/** Whether it waits for our answer: so long as it is in this state. */
export function asksUs({ topic, role, state }: Pick<Standing, 'topic' | 'role' | 'state'>): boolean {
  switch (topic) {
    case 'proofs':
      return state === 'request-received' && role === 'prover';
    case 'credentials':
      return (state === 'offer-received' && role === 'holder') || (isOneOf(state, ['proposal-received', 'request-received']) && role === 'issuer');
    case 'connections':
      return state === 'request-received';
    case 'endorsements':
      return state === 'request-received' && role === 'endorser';
    default:
      return false;
  }
}

function isOneOf(state: string | undefined, states: readonly string[]): boolean {
  return state !== undefined && states.includes(state);
}
