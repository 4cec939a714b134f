import type { Direction, Role, Verb } from '../../shared/alert.ts';
import type { DecodeContext } from './context.ts';
import type { Consumption } from './frames.ts';
import { consumerOf, idsOf, ownerOf, type Party } from './parties.ts';

/** How the server told of a consumption. */
export interface Told {
  as: 'request' | 'finalized';
  /** Of its event; undefined over HTTP. */
  topic?: string;
}

export type Side = 'owner' | 'consumer';

/** What we are in it (ewallet.md, "Topics": who is told of what); undefined where that stays open. */
export function sideOf(consumption: Consumption, told: Told, context: DecodeContext): Side | undefined {
  const [owner, consumer] = [ownerOf(consumption), consumerOf(consumption)];
  const isOurs = (party: Party): boolean => idsOf(party).some((id) => id === context.self || context.ours.has(id));
  const named = partyOfTopic(told.topic);
  if (isOurs(owner)) return 'owner';
  // A request is told to its owner only, also where the server does not name it.
  if (told.as === 'request' && named !== undefined) return 'owner';
  if (isOurs(consumer)) return 'consumer';
  // Whose topic it came by is ours, too.
  if (named !== undefined && idsOf(owner).includes(named)) return 'owner';
  if (named !== undefined && idsOf(consumer).includes(named)) return 'consumer';
  // An administrator who may hear of an account's requests, and is neither of both, looks after that account.
  const mayLookAfter = told.topic === undefined || told.topic.startsWith('transaction_request:');
  return context.api === 'admin' && mayLookAfter && owner.account !== undefined ? 'owner' : undefined;
}

/** Which way it goes, as seen by us; by the owner where we do not know what we are. Undefined where the request's type is not told. */
export function directionOf(consumption: Consumption, role: Role | undefined): Direction | undefined {
  const type = consumption.transaction_request?.type;
  if (type !== 'receive' && type !== 'send') return undefined;
  return (type === 'receive') === (role !== 'consumer') ? 'in' : 'out';
}

/** What we may do about a pending consumption (ewallet.md, "HTTP"): its request's owner approves or rejects, its consumer cancels. */
export function offersOf(consumption: Consumption, side: Side | undefined, { api, self, ours }: DecodeContext): Verb[] {
  const owner = ownerOf(consumption);
  const consumer = consumerOf(consumption);
  if (side === 'owner') {
    const may = api === 'client' ? self !== undefined && owner.user === self : owner.account !== undefined;
    return may ? ['approve', 'reject'] : [];
  }
  if (side !== 'consumer') return [];
  const isOwnAccount = consumer.account !== undefined && ours.has(consumer.account);
  const may = api === 'client' ? self !== undefined && consumer.user === self : isOwnAccount;
  return may ? ['cancel'] : [];
}

/** Who stands behind `account:`, `user:` and `address:`; undefined for other topics. */
function partyOfTopic(topic: string | undefined): string | undefined {
  return /^(?:account|user|address):(.+)$/s.exec(topic ?? '')?.[1];
}
