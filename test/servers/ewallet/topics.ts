import { type Consumption, type Party, type TransactionRequest, accountOf, userOf } from './domain.ts';
import type { Identity } from './credentials.ts';
import type { EventKind } from './events.ts';
import type { Store } from './store.ts';

export type TopicKind = 'account' | 'user' | 'transaction_request' | 'transaction_consumption' | 'address';

/** A topic's parts, or undefined where no channel answers to it; `wallet:` is advertised by wallets and unmatched all the same. */
export function parseTopic(topic: string): { readonly kind: TopicKind; readonly id: string } | undefined {
  const match = /^(account|user|transaction_request|transaction_consumption|address):(.*)$/s.exec(topic);
  return match === null ? undefined : { kind: match[1] as TopicKind, id: match[2] ?? '' };
}

/** Whether joining kills the connection: `address:*` everywhere, `account:*` for end users. */
export function isPoison(kind: TopicKind, identity: Identity): boolean {
  return kind === 'address' || (kind === 'account' && identity.kind === 'user');
}

/** The topics that carry an event; a request goes to its owner's only, a finalization to both sides'. */
export function topicsOf(kind: EventKind, consumption: Consumption): readonly string[] {
  const { request } = consumption;
  const owner = [...partyTopics(request.owner), `address:${request.address}`];
  if (kind === 'request') return [`transaction_request:${request.id}`, ...owner];
  const consumer = [...partyTopics(consumption.consumer), `address:${consumption.address}`];
  const own = [`transaction_request:${request.id}`, `transaction_consumption:${consumption.id}`];
  return [...new Set([...own, ...owner, ...consumer])];
}

/** Whether this identity may listen to a topic; what does not exist is forbidden likewise. */
export function mayJoin(kind: TopicKind, id: string, identity: Identity, store: Store): boolean {
  switch (kind) {
    case 'account':
      return store.accounts.has(id) && seesAccount(identity, id);
    case 'user':
      return identity.kind === 'user' ? isUser(identity, id) : [...store.users.values()].some((user) => isNamed(user, id));
    case 'transaction_request': {
      const request = store.requests.get(id);
      return request !== undefined && mayListen(request, identity);
    }
    case 'transaction_consumption': {
      const consumption = store.consumptions.get(id);
      return consumption !== undefined && consumption.committed && maySee(consumption, identity);
    }
    case 'address':
      return store.parties().some((party) => addressed(party, id) && sees(party, identity));
  }
}

/** Whether this identity may read the consumption. */
export function maySee(consumption: Consumption, identity: Identity): boolean {
  return sees(consumption.consumer, identity) || sees(consumption.request.owner, identity);
}

/** Whether the party is this identity, or an account that it runs. */
export function acts(party: Party, identity: Identity): boolean {
  const user = userOf(party);
  if (user !== null) return identity.kind === 'user' && identity.user.id === user.id;
  const account = accountOf(party);
  return account !== null && seesAccount(identity, account.id);
}

function sees(party: Party, identity: Identity): boolean {
  return acts(party, identity) || (userOf(party) !== null && identity.kind !== 'user');
}

function mayListen(request: TransactionRequest, identity: Identity): boolean {
  return sees(request.owner, identity);
}

function seesAccount(identity: Identity, id: string): boolean {
  if (identity.kind === 'provider') return true;
  if (identity.kind === 'user') return false;
  return identity.user.accounts === 'all' || identity.user.accounts.includes(id);
}

function isUser(identity: Identity & { readonly kind: 'user' }, id: string): boolean {
  return isNamed(identity.user, id);
}

function isNamed(user: { readonly id: string; readonly providerUserId: string | null }, id: string): boolean {
  return user.id === id || user.providerUserId === id;
}

function addressed(party: Party, address: string): boolean {
  return (userOf(party)?.address ?? accountOf(party)?.address) === address;
}

function partyTopics(party: Party): readonly string[] {
  const user = userOf(party);
  if (user === null) return [`account:${accountOf(party)?.id ?? ''}`];
  return [`user:${user.id}`, ...(user.providerUserId === null ? [] : [`user:${user.providerUserId}`])];
}
