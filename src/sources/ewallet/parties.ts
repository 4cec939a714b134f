import type { Actor } from '../../shared/alert.ts';
import { plainLine } from '../../wire/text.ts';
import type { Consumption, PartyFields } from './frames.ts';

const MAX_NAME = 200;
const MAX_ID = 256;

/** One side of a consumption: a user or an account, behind an address. */
export interface Party {
  user: string | undefined;
  /** The user's id at whoever runs the wallet. */
  provided: string | undefined;
  account: string | undefined;
  address: string | undefined;
  accountName: string | undefined;
  /** What to call it. */
  name: string | undefined;
}

/** Who made the request. Its fields are all undefined where the server does not tell. */
export function ownerOf(consumption: Consumption): Party {
  return partyOf(consumption.transaction_request ?? {});
}

/** Who uses the request. */
export function consumerOf(consumption: Consumption): Party {
  return partyOf(consumption);
}

/** All that a party may be known by. */
export function idsOf({ user, provided, account, address }: Party): string[] {
  return [user, provided, account, address].filter((id) => id !== undefined);
}

/** The topics that are a party's own (ewallet.md, "Topics"): a user has two. */
export function topicsOfParty({ user, provided, account, address }: Party): string[] {
  return [
    ...(account === undefined ? [] : [`account:${account}`]),
    ...(user === undefined ? [] : [`user:${user}`]),
    ...(provided === undefined ? [] : [`user:${provided}`]),
    ...(address === undefined ? [] : [`address:${address}`]),
  ];
}

/** A party as whom an alert is about; undefined where nothing tells who it is. */
export function actorOf(party: Party): Actor | undefined {
  const id = party.user ?? party.account ?? party.address ?? plainLine(party.provided, MAX_ID);
  if (id === undefined) return undefined;
  return { id, ...(party.name === undefined ? {} : { name: party.name }) };
}

function partyOf(fields: Partial<PartyFields>): Party {
  const { user, account, address } = fields;
  // ewallet.md, "Consumption": the order of names.
  const names = [user?.full_name, user?.calling_name, user?.username, user?.email, user?.provider_user_id, account?.name, address];
  return {
    user: fields.user_id ?? user?.id,
    provided: user?.provider_user_id || undefined,
    account: fields.account_id ?? account?.id,
    address,
    accountName: plainLine(account?.name, MAX_NAME),
    name: firstOf(names),
  };
}

function firstOf(names: readonly unknown[]): string | undefined {
  for (const name of names) {
    const plain = plainLine(name, MAX_NAME);
    if (plain !== undefined) return plain;
  }
  return undefined;
}
